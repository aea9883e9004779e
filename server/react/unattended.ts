// Looks at the cases that wait, now and then, and tells somebody of each that nobody who fits is there for.
// Two nodes look at the same: a notice has a key and is written once. Not: whom to tell (core/notice).
import type { Card } from '#core/case/card.ts'
import type { AgentId } from '#core/kit/id.ts'
import { secondMs } from '#core/kit/time.ts'
import { unattendedCause } from '#core/notice/notice.ts'
import { type Alarm, alarmAt, alarmsFor, type Look, takersOf, waitsSince } from '#core/notice/unattended.ts'
import { capacityOf } from '#core/people/routing.ts'
import { mail, type NoticeShell, noteAlerted } from '#server/react/notify.ts'
import type { Notice } from '#store/desk/notice.ts'

const restMs = 15 * secondMs
/** Of each team so many of those that wait are looked at, in the order in which they are taken. */
export const lookedAtMax = 500
/** Open work is counted no further than this. */
const hasMax = 1_000

/** Tells of what is unattended now. Answers how long to rest, in milliseconds. */
export async function tellUnattended(shell: NoticeShell): Promise<number> {
  const { store, facts, now } = shell
  const desk = facts()
  const waiting: Card[] = []
  // Each team by itself: a long queue where people are at work hides nothing where nobody is.
  for (const { id } of Object.values(desk.teams)) waiting.push(...(await store.toTake([id], lookedAtMax)))
  const at = now()
  const due = waiting.filter(card => at >= alarmAt(desk, card))
  const counted = new Map<AgentId, number>()
  const look: Look = { now: at, has: agent => counted.get(agent) ?? 0 }
  const alarmed: { readonly card: Card; readonly about: string; readonly alarms: readonly Alarm[] }[] = []
  await count(shell, due, counted)
  for (const card of due) {
    const alarms = alarmsFor(desk, card, look)
    if (alarms.length > 0) alarmed.push({ card, about: aboutOf(card), alarms })
  }
  const told = await shell.desk.notices.ofAll(
    unattendedCause,
    alarmed.map(({ about }) => about),
  )
  const handed = new Set<string>()
  const before = handedOn.get(shell.desk.notices) ?? handed
  for (const one of alarmed)
    for (const key of await tell(shell, { ...one, told: told.get(one.about) ?? [], before })) handed.add(key)
  handedOn.set(shell.desk.notices, handed)
  return restMs
}

// A memory, no state: what this node handed to the mail when it last looked is not handed on again. A node
// that begins anew hands it on once more, and the mail knows it.
const handedOn = new WeakMap<NoticeShell['desk']['notices'], ReadonlySet<string>>()

const aboutOf = (card: Card): string => `${card.id}.${waitsSince(card)}`

/** How many cases each works on who could take one of these, where that matters. */
async function count({ store, facts }: NoticeShell, due: readonly Card[], counted: Map<AgentId, number>) {
  const desk = facts()
  const asked = new Set<AgentId>()
  // Most cases want the same people.
  for (const takers of new Set(due.map(card => takersOf(desk, card))))
    for (const one of takers) {
      if (asked.has(one.id)) continue
      asked.add(one.id)
      if (capacityOf(desk, one) === null) continue
      const has = await store.count({ phase: ['open'], worker: one.id, waiting: false }, hasMax)
      counted.set(one.id, has)
    }
}

type Telling = {
  readonly card: Card
  readonly about: string
  readonly alarms: readonly Alarm[]
  /** who was told of it before */
  readonly told: readonly Notice[]
  /** the keys of notices whose mails were handed on */
  readonly before: ReadonlySet<string>
}

/**
 * Whoever has looked has taken it up: nobody is reminded any more. Answers the keys of those whose mails are
 * handed on by now.
 */
async function tell(shell: NoticeShell, { card, about, alarms, told, before }: Telling): Promise<string[]> {
  if (told.some(one => one.readAt !== null)) return []
  const { desk, now } = shell
  const fresh = alarms
    .filter(one => !told.some(({ key }) => key === keyOf(about, one)))
    .map(one => noticeOf(card, about, one))
  // What came back to a queue waits since it was last touched: a fact of ours would begin its wait anew.
  if (card.hadBy.length === 0 && fresh.some(one => one.as === 'lead' && one.tellAt <= now()))
    await noteAlerted(shell, { caseId: card.id, cause: unattendedCause, since: now() })
  if (fresh.length > 0) await desk.notices.add(fresh)
  const handed: string[] = []
  // One that was held back by quiet hours is mailed at their end.
  for (const one of [...told, ...fresh.map(own => ({ ...own, readAt: null }))])
    if (before.has(one.key) || (one.tellAt <= now() && (await mail(shell, card.number, one))))
      handed.push(one.key)
  return handed
}

const keyOf = (about: string, { agent, round }: Alarm): string =>
  `${unattendedCause}/${about}.${round}/${agent}`

const noticeOf = (card: Card, about: string, alarm: Alarm): Omit<Notice, 'readAt'> => ({
  key: keyOf(about, alarm),
  agent: alarm.agent,
  caseId: card.id,
  cause: unattendedCause,
  about,
  kind: null,
  as: alarm.as,
  severity: card.severity,
  at: waitsSince(card),
  dueAt: card.clock?.dueAt ?? null,
  windowFrom: card.clock?.windowFrom ?? null,
  wokenLateMs: null,
  tellAt: alarm.tellAt,
})
