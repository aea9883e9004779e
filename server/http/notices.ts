// `GET /notices`, `POST /notices/read`: what of mine wants me. Not: who is told (core/notice), nor how the
// number of unread ones reaches the browser (live/hub.ts).
import { z } from 'zod'
import { type GoalFor, isOfTeam, maySeeGoal } from '#core/access/call-goals.ts'
import { mayRead } from '#core/access/may.ts'
import { returnReasons } from '#core/case/hand-off-facts.ts'
import { stuckSigns } from '#core/case/stuck-sign.ts'
import { targetKinds } from '#core/clock/policy.ts'
import { isOfHouse } from '#core/house-policy/state.ts'
import type { CaseId, MatterId, SupplierCaseId, TeamId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { kindOfMatter } from '#core/matter/matter.ts'
import { decisions, isOfGoal, mayTellNews, noticeCauses, overloadCause } from '#core/notice/notice.ts'
import type { MayTellMore } from '#core/may-tell/rules.ts'
import { toldAs } from '#core/notice/who.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { readsProblems } from '#core/problem/decide.ts'
import { isSharedWith, sharedOf } from '#core/supplier/share.ts'
import { type App, route } from '#server/http/route.ts'
import { nullable, severity } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { sharedRow } from '#server/supplier-share.ts'
import { supplierCaseOf } from '#server/suppliers.ts'
import type { Notice } from '#store/desk/notice.ts'

const pageSize = 50
const key = z.string().regex(/^[\w./]{1,200}$/)
/** The last one shown: its instant and its key. */
const place = z.string().regex(/^\d{1,15} [\w./]{1,200}$/)

const noticeSchema = z
  .object({
    key: z.string(),
    caseId: nullable(z.string()).meta({
      description: 'Null: it is about what stands beside cases, a team or a call goal.',
    }),
    matterId: nullable(z.string()).meta({
      description: 'The problem, supplier case, change request or policy.',
    }),
    number: nullable(z.int()).meta({ description: 'Null where it may not be read (any more).' }),
    subject: nullable(z.string()).meta({ description: 'Of overload, or a goal of a team: its name.' }),
    cause: z.enum(noticeCauses as readonly [string, ...string[]]),
    kind: nullable(
      z.enum([...targetKinds, ...stuckSigns, ...returnReasons, ...decisions, ...mayTellNews]),
    ).meta({
      description:
        'Of a clock: what it owes; of a case that is stuck: by which sign; of a hand-off: why it came back, or how it was decided; of what may be told: what was said.',
    }),
    as: z
      .enum(toldAs)
      .meta({ description: 'Why I am told: mine, or I cover, am on call, lead, or follow it.' }),
    severity,
    at: z.int(),
    dueAt: nullable(z.int()),
    windowFrom: nullable(z.int()).meta({ description: 'Of a promise with a window: its beginning.' }),
    wokenLateMs: nullable(z.int()).meta({ description: 'The desk stood still: noticed so much too late.' }),
    tellAt: z.int().meta({ description: 'When it was told: at once, or at the end of quiet hours.' }),
    readAt: nullable(z.int()),
  })
  .meta({ id: 'Notice' })

const readBody = z
  .strictObject({
    keys: z.array(key).min(1).max(200).optional(),
    matter: z
      .string()
      .regex(/^(prb|spc|chr|hpo|mty)_[0-9a-z]{1,40}$/)
      .optional()
      .meta({ description: 'All about this problem, supplier case, change request, policy or question.' }),
    shared: z
      .int()
      .min(1)
      .max(9_999_999_999)
      .optional()
      .meta({ description: 'All about the supplier case of this number, in the share of my house.' }),
  })
  .meta({ description: 'With neither: all of them.' })
const unreadSchema = z.object({ unread: z.int() })

/** Adds both. */
export function noticeRoutes(app: App, shell: Shell): void {
  const { desk, now } = shell
  const unreadOf = async ({ agent }: Signed) => (await desk.notices.unread([agent], now())).get(agent) ?? 0

  route(app, {
    method: 'GET',
    url: '/notices',
    summary: 'What of mine wants me, the newest first, and how much of it I have not looked at.',
    tag: 'me',
    query: z.strictObject({ unread: z.literal('true').optional(), cursor: place.optional() }),
    answers: {
      200: unreadSchema.extend({ items: z.array(noticeSchema), next: nullable(z.string()) }),
    },
    async handler(request, reply) {
      const by = signedIn(request)
      const { unread, cursor } = request.query
      const [tellAt = '', last = ''] = cursor?.split(' ') ?? []
      const before = cursor === undefined ? undefined : { tellAt: instant(Number(tellAt)), key: last }
      const found = await desk.notices.list(by.agent, {
        now: now(),
        unread: unread === 'true',
        limit: pageSize + 1,
        before,
      })
      const page = found.slice(0, pageSize)
      const end = found.length > pageSize ? page.at(-1) : undefined
      const items = await Promise.all(page.map(one => shown(shell, by, one)))
      const next = end ? `${end.tellAt} ${end.key}` : null
      return reply.send({ items, next, unread: await unreadOf(by) })
    },
  })

  route(app, {
    method: 'POST',
    url: '/notices/read',
    summary: 'I have looked at these. Opening a case does the same for its own.',
    tag: 'me',
    body: readBody,
    answers: { 200: unreadSchema },
    async handler(request, reply) {
      const by = signedIn(request)
      const which = await whichOf(shell, request.body)
      if (which) await desk.notices.look(by.agent, which, now())
      return reply.send({ unread: await unreadOf(by) })
    },
  })
}

/** Which notices are meant; null: of a supplier case that is not there. */
async function whichOf({ desk }: Shell, { keys, matter, shared }: z.output<typeof readBody>) {
  if (keys) return { keys }
  const matterId =
    shared === undefined
      ? (matter as MatterId | undefined)
      : await desk.matters.byNumber('supplier_case', shared)
  return matterId === undefined ? ('all' as const) : matterId && { matterId }
}

/** With number and subject of what it is about, as long as its reader may read that. */
async function shown(shell: Shell, { facts: reader }: Signed, notice: Notice) {
  const { store, desk, facts } = shell
  const { agent: _, about: __, matterId = null, ...rest } = notice
  const own = { ...rest, matterId }
  if (notice.cause === overloadCause) {
    const team = facts().teams[notice.about.split('.')[0] as TeamId]
    return { ...own, number: null, subject: team?.name ?? null }
  }
  if (isOfGoal(notice.cause)) {
    const whose = notice.about as GoalFor
    const team = isOfTeam(whose) && maySeeGoal(reader, whose, facts()) ? facts().teams[whose] : null
    return { ...own, number: null, subject: team?.name ?? null }
  }
  if (own.caseId === null) {
    if (own.as === 'share') return { ...own, ...(await sharedShown(shell, reader, matterId)) }
    // A question is read with its case, or not at all.
    if (matterId?.startsWith('mty_')) return { ...own, ...(await askedShown(shell, reader, matterId)) }
    const reads = matterId && kindOfMatter(matterId) === 'house_policy' ? isOfHouse : readsProblems
    const [row] = matterId && reads(reader, facts()) ? await desk.matters.rows([matterId]) : []
    return { ...own, number: row?.number ?? null, subject: row?.title ?? null }
  }
  const card = await store.card(own.caseId)
  const isReadable = card !== null && mayRead(reader, card, false, facts())
  return { ...own, number: isReadable ? card.number : null, subject: isReadable ? card.subject : null }
}

/** Of a question whether something may be told, as long as its reader may read the case it is about. */
async function askedShown({ store, desk, facts }: Shell, reader: AgentFacts, matterId: MatterId) {
  const [row] = isOfHouse(reader, facts()) ? await desk.matters.rows([matterId]) : []
  const card = row && (await store.card((row.more as MayTellMore).case as CaseId))
  const isReadable = card && mayRead(reader, card, false, facts())
  return { number: isReadable ? row.number : null, subject: isReadable ? row.title : null }
}

/** Of what a house outside has in its share: as it reads it there, and no more once it is taken back. */
async function sharedShown(shell: Shell, reader: AgentFacts, matterId: MatterId | null) {
  const found = matterId && (await supplierCaseOf(shell, matterId as SupplierCaseId))
  if (!found || !isSharedWith(reader, sharedOf(found.state), shell.facts()))
    return { number: null, subject: null }
  const { number, title } = await sharedRow(shell, found)
  return { number, subject: title }
}
