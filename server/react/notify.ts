// Tells people of ours that a case wants them: whoever is to hear of a fact by now is written into the table
// of notices, and by mail where he likes it. A fact whose lead is to hear later, or whose reader has quiet
// hours, comes again then. Not: who is told (core/notice), nor what a mail says (letter-mail.ts).
import { mayRead } from '#core/access/may.ts'
import { isPartner } from '#core/access/share.ts'
import { fold } from '#core/case/case.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, CaseId, TeamId } from '#core/kit/id.ts'
import { type Instant, minuteMs } from '#core/kit/time.ts'
import { kindOfMatter, type MatterKind } from '#core/matter/matter.ts'
import { leadAlertCause } from '#core/notice/lead-alert.ts'
import {
  aboutOf,
  dueOf,
  isNamedByTime,
  isOfGoal,
  isTelling,
  kindOf,
  type NoticeCause,
  type Telling,
  windowFromOf,
  wokenLateMs,
} from '#core/notice/notice.ts'
import { isMailed, type Told, whoIsTold } from '#core/notice/who.ts'
import type { Shell } from '#server/shell.ts'
import type { Notice } from '#store/desk/notice.ts'
import type { Effect, Ledger } from '#store/store.ts'

export type NoticeShell = Pick<Shell, 'store' | 'facts' | 'now' | 'sendLetter' | 'config' | 'handle'> & {
  readonly desk: Pick<Shell['desk'], 'notices' | 'agents' | 'sessions'>
}

const batch = 50
const atOnce = 4
const leaseMs = 15_000
const restMs = 500
/** Whoever has done nothing for so long is not at his desk. */
const awayMs = 10 * minuteMs

type Leased = Effect & { readonly lease: string }
type Found = {
  readonly ledger: Ledger
  readonly state: OpenedCase
  readonly event: Telling & { seq: number }
}

/** Tells of what is due now. Answers how long to rest, in milliseconds. */
export async function notifyDue(shell: NoticeShell): Promise<number> {
  const due = await shell.store.leaseEffects(batch, leaseMs, 'notice')
  const faults: unknown[] = []
  for (let i = 0; i < due.length; i += atOnce) {
    const some = due.slice(i, i + atOnce)
    for (const one of await Promise.allSettled(some.map(effect => tell(shell, effect))))
      if (one.status === 'rejected') faults.push(one.reason)
  }
  // Told only when all are through: one that cannot be told does not hold up the others.
  if (faults.length > 0) throw faults[0]
  return due.length === batch ? 0 : restMs
}

async function tell(shell: NoticeShell, effect: Leased): Promise<void> {
  const { store, desk, facts } = shell
  const { cause, about } = effect.body as { cause: NoticeCause; about: string }
  const [ledger, all, asked] = await Promise.all([
    store.read(effect.caseId),
    desk.notices.of(cause, about),
    // Whoever asked whether he may tell it was told with the decision itself.
    cause === 'matter.told' ? desk.notices.of('may_tell.decided', about) : [],
  ])
  // What one problem said is about many cases: who heard it for one of them is no answer to the others.
  const before = all.filter(one => one.caseId === effect.caseId)
  const found = ledger && telling(ledger, cause, about)
  if (!found) return end(shell, effect, null)
  const { state, event } = found
  const now = shell.now()
  const isTakenUp = before.some(one => one.readAt !== null) || isActedOn(found)
  const { tell, againAt } = whoIsTold(state, event, { now, desk: facts(), before, isTakenUp })
  // Whose several cases it is about is told once: all of them wait in his list of news.
  const known = isNamedByTime(cause) ? before : [...all, ...asked]
  const knows = new Set(known.map(one => one.agent))
  const fresh = tell.filter(one => !knows.has(one.agent)).map(one => noticeOf(found, one))
  // Before the notices: a node that dies in between tells and records it again, and it is recorded once.
  if ([...before, ...fresh].some(one => one.as === 'lead' && one.tellAt <= now))
    await noteAlerted(shell, { caseId: effect.caseId, cause, since: event.at })
  await desk.notices.add(fresh)
  for (const one of [...before, ...fresh.map(own => ({ ...own, readAt: null }))])
    if (one.readAt === null && one.tellAt <= now) await mail(shell, ledger.number, one)
  await end(shell, effect, againAt)
}

const itself = { kind: 'system', part: 'desk' } as const

type Alerted = { readonly caseId: CaseId; readonly cause: NoticeCause; readonly since: Instant }

/** Records that a lead was told, where its customer may know. */
export async function noteAlerted(
  { handle }: Pick<NoticeShell, 'handle'>,
  { caseId, cause, since }: Alerted,
): Promise<void> {
  const because = leadAlertCause(cause)
  if (because === null) return
  // Refused where the case has ended meanwhile: there is nothing to say of it any more.
  await handle({
    caseId,
    by: itself,
    commands: [{ type: 'lead.note_alerted', because, since }],
    texts: [],
  })
}

function telling(ledger: Ledger, cause: NoticeCause, about: string): Found | null {
  const state = fold(ledger.events)
  const event = ledger.events.find(
    (one): one is Found['event'] => one.type === cause && isTelling(one) && aboutOf(one) === about,
  )
  return event && state.phase !== 'unopened' ? { ledger, state, event } : null
}

/** Somebody of ours did something with the case after the fact. */
const isActedOn = ({ ledger, event }: Found): boolean =>
  ledger.events.some(one => one.seq > event.seq && one.by.kind === 'agent')

const noticeOf = ({ ledger, state, event }: Found, { agent, as, tellAt }: Told): Omit<Notice, 'readAt'> => ({
  key: [event.type, aboutOf(event), ...(isNamedByTime(event.type) ? [ledger.caseId] : []), agent].join('/'),
  agent,
  caseId: ledger.caseId,
  cause: event.type,
  about: aboutOf(event),
  kind: kindOf(event),
  as,
  severity: state.severity,
  at: event.at,
  dueAt: dueOf(state, event),
  windowFrom: windowFromOf(state, event),
  wokenLateMs: wokenLateMs(state, event),
  tellAt,
})

/**
 * Tells a person by mail, too, where he likes it. One notice is one mail, for ever. Answers whether it was
 * handed on.
 * @param number of the case or of what stands beside cases; null: it is about a team or a goal for calls
 */
export async function mail(shell: NoticeShell, number: number | null, notice: Notice): Promise<boolean> {
  const { desk, config, facts, now } = shell
  const reach = facts().agents[notice.agent]?.reach
  // Only where it matters: whoever wants no mail is looked at again and again while a case waits.
  const isHere = reach?.mail === 'away' && (await isSignedIn(shell, notice.agent, now()))
  if (!reach || !isMailed(reach.mail, notice.cause, isHere)) return false
  // Of what is not shared with a partner any more, nothing is delivered either.
  const own = facts().agents[notice.agent]
  const { caseId } = notice
  const card = own && caseId && isPartner(own, facts()) ? await shell.store.card(caseId) : null
  if (own && card && !mayRead(own, card, false, facts())) return false
  const person = await desk.agents.one(notice.agent)
  if (!person || person.disabledAt !== null) return false
  const { cause, kind, as, key, dueAt, windowFrom, wokenLateMs } = notice
  await shell.sendLetter({
    key: `notice/${key}`,
    to: person.email,
    name: person.name,
    language: person.language,
    kind: 'notice',
    url: new URL(pageOf(notice, number), config.publicUrl).href,
    values: {
      ...(number === null ? { team: teamOf(shell, notice) } : { number }),
      cause,
      as,
      zone: person.timeZone,
      ...(notice.matterId && { matter: kindOfMatter(notice.matterId) }),
      ...(kind !== null && { kind }),
      ...(dueAt !== null && { dueAt }),
      ...(windowFrom !== null && { windowFrom }),
      ...(wokenLateMs !== null && { wokenLateMs }),
    },
  })
  return true
}

const pages = {
  ...{ problem: 'problems', supplier_case: 'suppliers', change: 'changes' },
  ...{ house_policy: 'policies', may_tell: 'may-tells' },
} as const satisfies Record<MatterKind, string>
/** Where what it is about is seen. */
const pageOf = ({ cause, matterId, as }: Notice, number: number | null): string =>
  number === null
    ? isOfGoal(cause)
      ? '/coach?v=goals'
      : '/capacity'
    : as === 'share'
      ? `/shared/${number}`
      : matterId
        ? `/${pages[kindOfMatter(matterId)]}/${number}`
        : `/c/${number}`

/** The name of the team it is about; empty: it is about its reader alone. */
function teamOf({ facts }: NoticeShell, { about }: Notice): string {
  const [team = ''] = about.split('.')
  return facts().teams[team as TeamId]?.name ?? ''
}

async function isSignedIn({ desk }: NoticeShell, agent: AgentId, now: Instant): Promise<boolean> {
  const [last] = await desk.sessions.of(agent, now)
  return last !== undefined && last.lastUsedAt > now - awayMs
}

async function end({ store }: NoticeShell, { key, lease }: Leased, againAt: Instant | null): Promise<void> {
  const ends = againAt === null ? { done: true as const } : { retryAt: againAt, reason: 'more are told then' }
  await store.endEffect(key, lease, ends)
}
