// "Try a case": what somebody would be entitled to and what would fall due when, without opening anything.
// Not: real cases (server/entitlement.ts).
import { z } from 'zod'
import type { Severity } from '#core/case/event.ts'
import { dueOf, warnOf } from '#core/clock/due.ts'
import { owed, targetKinds, versionOf } from '#core/clock/policy.ts'
import { type Span, spans } from '#core/clock/spans.ts'
import { entitledSchema } from '#server/http/agreement-schemas.ts'
import { type App, route } from '#server/http/route.ts'
import { channel, idSchema, instantInQuery, nullable, words } from '#server/http/schema.ts'
import { needSetUp, type SetUp } from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'

/** Whose case it would be, and about what. */
export const tryQuery = z.strictObject({
  at: instantInQuery.optional().meta({ description: 'When the case would begin; absent: now.' }),
  channel: channel.default('email'),
  customer: idSchema('cus').optional(),
  organisation: idSchema('org').optional(),
  product: idSchema('pro').optional(),
  serial: words(100).optional(),
  site: words(200).optional(),
  severity: z.enum(['1', '2', '3', '4']).default('3'),
})
type Try = z.output<typeof tryQuery>
const spanKinds = ['open', 'night', 'day_off', 'break', 'holiday'] as const
/** More are not told: who reads the sum of weeks reads the first of them. */
const spansMax = 20
const due = z.object({
  kind: z.enum(targetKinds),
  dueAt: z.int(),
  warnAt: nullable(z.int()),
  spans: z
    .array(z.object({ from: z.int(), to: z.int(), kind: z.enum(spanKinds), name: z.string().optional() }))
    .meta({ description: `What of it counts (\`open\`) and what does not, the first ${spansMax}.` }),
})
/** What would be decided, and what would fall due. */
export const trySchema = z
  .object({ at: z.int(), entitled: entitledSchema, due: z.array(due) })
  .meta({ id: 'TriedCase' })

/** `GET /entitlement/try`: a question, whoever only reads may ask it. */
export function entitlementTryRoute(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/entitlement/try',
    summary: 'What a case would be entitled to, and what would fall due when; nothing is opened.',
    tag: 'set-up',
    query: tryQuery,
    answers: { 200: trySchema },
    async handler(request, reply) {
      needSetUp(request, 'contracts', 'read')
      return reply.send(await tried(shell, request.query))
    },
  })
}

/** What somebody would be entitled to now, or at another time. */
export async function tried(shell: Shell, asked: Try) {
  const at = asked.at ?? shell.now()
  const customer = asked.customer ? await shell.desk.customers.one(asked.customer) : null
  const { steps, ...decided } = await shell.judge({
    at,
    channel: asked.channel,
    // Nobody's id: a waiver or a list of callers names none like it.
    customer: customer?.id ?? 'cus_0',
    organisation: asked.organisation ?? customer?.organisation ?? null,
    product: asked.product ?? null,
    ...(asked.serial && { serial: asked.serial }),
    ...(asked.site && { site: asked.site }),
  })
  const { policies, calendars } = shell.facts()
  const version = decided.policy ? versionOf(policies[decided.policy], decided.version ?? 0) : null
  const falls = targetKinds.flatMap(kind => {
    const found = version && owed(version, kind, Number(asked.severity) as Severity)
    if (!version || !found) return []
    const counting = found.rule.counts === 'always' ? null : (calendars[version.calendar] ?? null)
    const dueAt = dueOf(counting, found.length, at, 0)
    const warnAt = warnOf(counting, found.rule, at, dueAt, 0)
    return [{ kind, dueAt, warnAt, spans: counting ? told(spans(counting, at, dueAt)) : [] }]
  })
  const { outcome, contract, line, waiver, policy, version: of, supplier, registered } = decided
  const { includes, pinned } = decided
  return {
    at,
    entitled: {
      ...{ outcome, contract, line, waiver, policy, version: of, supplier, registered },
      ...(includes && { includes: [...includes] }),
      ...(pinned && { pinned: [...pinned] }),
      steps: [...steps],
    },
    due: falls,
  }
}

const told = (all: readonly Span[]) =>
  all.slice(0, spansMax).map(one => ({
    ...{ from: one.startAt, to: one.endAt, kind: one.kind },
    ...(one.kind === 'holiday' && { name: one.name }),
  }))
