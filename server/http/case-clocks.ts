// The clocks of a case, explained: what is owed by which rule, every stretch with its cause, and how it was
// decided who is covered. Not: the clocks themselves (core/case/deed/target.ts).
import { z } from 'zod'
import { checkBackAfter, delayed } from '#core/case/deed/check-back.ts'
import type { OpenedCase, TargetState } from '#core/case/state.ts'
import { type Recorded, retargetReasons, waitReasons } from '#core/case/event.ts'
import { otherCauses } from '#core/clock/cause.ts'
import { caseStretches, shares, type Stretch, stretches } from '#core/clock/explain.ts'
import { targetKinds, versionOf } from '#core/clock/policy.ts'
import type { TargetId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { caseFor } from '#server/http/case-door.ts'
import { entitledSchema, ruleSchema } from '#server/http/agreement-schemas.ts'
import { contractTitle } from '#core/entitlement/contract.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, nullable } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

const actor = z.union([
  z.object({ kind: z.enum(['agent', 'customer']), id: z.string() }),
  z.object({ kind: z.literal('system'), part: z.string() }),
])
const cause = z.object({ why: z.enum([...waitReasons, ...otherCauses]), by: actor }).meta({
  description:
    'What was waited for, that an offer was not accepted yet, or that the case was at its end, and who began it; absent: it was worked on, or nobody’s hours.',
})
const stretch = z.object({
  from: z.int(),
  to: z.int(),
  holder: z.union([z.int(), z.string()]),
  counts: z.boolean(),
  cause: cause.optional(),
})
const totals = z
  .array(z.object({ holder: z.union([z.int(), z.string()]), ms: z.int() }))
  .meta({ description: 'How long each held it; together the whole of the stretches.' })
const move = z.object({
  at: z.int(),
  because: z.enum(retargetReasons),
  dueAt: z.int(),
  policy: z.string(),
  version: z.int(),
})
const clock = z.object({
  target: z.string(),
  kind: z.enum(targetKinds),
  standing: z.enum(['running', 'paused', 'met', 'cancelled']),
  from: z.int(),
  dueAt: z.int(),
  warnAt: nullable(z.int()),
  metAt: nullable(z.int()),
  breached: nullable(z.enum(['due', 'retarget'])),
  policy: z.string(),
  version: z.int(),
  rule: nullable(ruleSchema).meta({ description: 'The rule as it was published; null: no longer known.' }),
  calendar: nullable(z.string()).meta({ description: 'Whose hours count; null: around the clock.' }),
  moves: z.array(move).meta({ description: 'Each time it was owed by another time, and why.' }),
  stretches: z.array(stretch),
  totals,
})
const clocksSchema = z
  .object({
    now: z.int(),
    entitlements: z
      .array(entitledSchema.extend({ at: z.int(), by: actor, because: z.string().optional() }))
      .meta({ description: 'Each time it was decided, by whom and why; the newest last.' }),
    clocks: z.array(clock),
    askedBackAt: nullable(z.int()).meta({
      description: 'When he would be asked whether the fix holds, were it solved now; null: he is not.',
    }),
    held: z.object({ stretches: z.array(stretch), totals }).meta({
      description: 'The whole case: who held it from its opening until it was solved, or until now.',
    }),
    names: z
      .record(z.string(), z.string())
      .meta({ description: 'What the calendars, and the contracts it was judged by, are called.' }),
  })
  .meta({ id: 'CaseClocks' })

/** `GET /cases/:case/clocks`. */
export function caseClocksRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case/clocks',
    summary: 'What is owed on a case, explained to the second: rules, stretches, and who is covered why.',
    tag: 'cases',
    params: caseParams,
    answers: { 200: clocksSchema },
    async handler(request, reply) {
      const card = await caseFor(shell, signedIn(request).agent, request.params.case)
      const ledger = await shell.store.read(card.id)
      const state = ledger && shell.folded(ledger)
      if (!state || state.phase === 'unopened') throw new Problem('case.not_found')
      const said = explained(shell, ledger, state)
      return reply.send({ ...said, names: await namesOf(shell, said) })
    },
  })
}

function explained(shell: Shell, { events, texts }: Ledger, state: OpenedCase) {
  return {
    now: shell.now(),
    entitlements: events.flatMap(event => {
      if (event.type !== 'entitlement.decided') return []
      const { type: _type, seq: _seq, because, ...decided } = event
      const why = because && texts.get(because.text)
      return [{ ...decided, ...(why !== undefined && { because: why }) }]
    }),
    clocks: (Object.entries(state.targets) as [TargetId, TargetState][]).map(([target, one]) =>
      clockOf(shell, events, target, one),
    ),
    askedBackAt: askedBackAt(shell, state),
    held: attributed(caseStretches(events, calendarOf(shell, state.entitled), shell.now())),
  }
}

/** As the deed counts it, by calendars the browser does not have. */
function askedBackAt(shell: Shell, state: OpenedCase): number | null {
  const facts = shell.facts()
  const delay = state.phase === 'open' ? checkBackAfter(facts, state) : null
  return delay && delayed(facts, state, instant(shell.now()), delay)
}

/** The calendar of the policy a case was judged by; null: none, and every hour counts. */
function calendarOf(shell: Shell, judged: OpenedCase['entitled']) {
  const { policies, calendars } = shell.facts()
  const version = judged?.policy ? versionOf(policies[judged.policy], judged.version) : null
  return (version && calendars[version.calendar]) ?? null
}

const attributed = (all: readonly Stretch[]) => ({
  stretches: [...all],
  totals: Object.entries(shares(all)).map(([key, ms]) => ({ holder: Number(key) || key, ms })),
})

const movesOf = (events: readonly Recorded[], target: TargetId) =>
  events.flatMap(event => {
    if (event.type !== 'target.retargeted' || event.target !== target) return []
    const { at, because, dueAt, policy, version } = event
    return [{ at, because, dueAt, policy, version }]
  })

/** The names of what is referred to: nobody reads ids. */
async function namesOf({ desk }: Shell, { entitlements, clocks }: ReturnType<typeof explained>) {
  const { calendars, contracts } = desk.agreements
  const judgedBy = new Set(entitlements.flatMap(one => one.contract ?? []))
  const isCounted = clocks.some(one => one.calendar !== null)
  const [agreed, kept] = await Promise.all([
    Promise.all([...judgedBy].map(id => contracts.one(id))),
    isCounted ? calendars.all() : [],
  ])
  const counted = kept.filter(one => clocks.some(({ calendar }) => calendar === one.id))
  const called = agreed.flatMap(one => (one ? [[one.id, contractTitle(one)]] : []))
  return Object.fromEntries([...called, ...counted.map(({ id, name }) => [id, name])])
}

function clockOf(shell: Shell, events: readonly Recorded[], target: TargetId, one: TargetState) {
  const { policies, calendars } = shell.facts()
  const version = versionOf(policies[one.policy], one.version)
  const rule = version?.targets.find(each => each.kind === one.kind) ?? null
  const calendar = rule?.counts === 'always' ? null : (version?.calendar ?? null)
  const { kind, standing, from, dueAt, warnAt, metAt, breached, policy } = one
  return {
    ...{ target, kind, standing, from, dueAt, warnAt, metAt, breached, policy, version: one.version },
    rule,
    calendar,
    moves: movesOf(events, target),
    ...attributed(stretches(events, target, (calendar && calendars[calendar]) ?? null, shell.now())),
  }
}
