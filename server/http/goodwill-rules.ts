// The rules by which something is given beyond what is owed: each version is kept, the newest holds, and
// they can be tried on a case before anybody asks. Not: what they say (core/goodwill/rules.ts).
import { z } from 'zod'
import { fold } from '#core/case/case.ts'
import { faults, type GoodwillKind, goodwillKinds } from '#core/case/goodwill-fact.ts'
import { isUnderstood } from '#core/case/goodwills.ts'
import type { OpenedCase } from '#core/case/state.ts'
import {
  authorities,
  budgetPeriods,
  faultOfRules,
  firstRules,
  type GoodwillRules,
  goodwillChecks,
  limitOf,
  understandings,
  weigh,
} from '#core/goodwill/rules.ts'
import { after, dayMs } from '#core/kit/time.ts'
import { limitsNow, settleLeft } from '#server/goodwill.ts'
import { caseFor } from '#server/http/case-door.ts'
import { amountMinor, currency } from '#server/http/goodwill-schemas.ts'
import { problemOf } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseRefInBody, idSchema, nullable } from '#server/http/schema.ts'
import { needSetUp, record } from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'

const whose = z.array(z.enum(faults)).max(faults.length)
const rulesSchema = z
  .strictObject({
    currency,
    understood: z.enum(understandings).meta({ description: 'What is known before anything is given.' }),
    faults: z
      .strictObject(Object.fromEntries(goodwillKinds.map(kind => [kind, whose.optional()])))
      .meta({ description: 'Of each kind: whose doing it may have been; left out: it is never given.' }),
    ladder: z
      .strictObject({ 1: amountMinor, 2: amountMinor, 3: amountMinor, lead: amountMinor })
      .meta({ description: 'Up to which worth each level, and who leads, gives by himself.' }),
    capMinor: amountMinor.meta({ description: 'What one customer gets within twelve months.' }),
    budgets: z
      .array(
        z.strictObject({
          team: nullable(idSchema('tea')).meta({ description: 'null: each team without a line.' }),
          period: z.enum(budgetPeriods),
          limitMinor: amountMinor,
        }),
      )
      .max(200),
    answerMinutes: z.int().min(5).max(20_160),
    couponDays: z.int().min(1).max(1_100),
    often: z.strictObject({ count: z.int().min(2).max(100), days: z.int().min(1).max(366) }),
  })
  .meta({ id: 'GoodwillRules' })

const versionSchema = z.object({
  version: z.int(),
  rules: rulesSchema,
  ...{ at: z.int(), by: z.string() },
})

/** `GET` and `POST /goodwill/rules`, `POST /goodwill/try`. */
export function goodwillRuleRoutes(app: App, shell: Shell): void {
  readRoute(app, shell)
  publishRoute(app, shell)
  tryRoute(app, shell)
}

function readRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/goodwill/rules',
    summary: 'The rules in force, what I give by them, and those before.',
    tag: 'goodwill',
    answers: {
      200: z.object({
        version: z.int().meta({ description: '0: none are in force, and nothing is given.' }),
        rules: nullable(rulesSchema),
        usual: rulesSchema.meta({ description: 'What to begin with.' }),
        mine: z.object({ authority: z.enum(authorities), limitMinor: z.int() }),
        versions: z.array(versionSchema).meta({ description: 'The newest first.' }),
      }),
    },
    async handler(request, reply) {
      const { facts } = needSetUp(request, 'goodwill', 'read')
      const versions = await shell.desk.goodwill.versions()
      const rules = versions[0]?.rules ?? null
      const mine = limitOf(rules ?? firstRules, facts)
      return reply.send({
        ...{ version: versions[0]?.version ?? 0, rules, usual: firstRules, versions },
        mine: rules ? mine : { ...mine, limitMinor: 0 },
      })
    },
  })
}

function publishRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/goodwill/rules',
    summary: 'Put a new version of the rules in force. What was given keeps the version it was weighed by.',
    tag: 'goodwill',
    body: z.strictObject({
      read: z.int().min(0).meta({ description: 'The version the change was made on; 0: there is none.' }),
      rules: rulesSchema,
    }),
    answers: { 201: z.object({ version: z.int(), rules: rulesSchema }) },
    async handler(request, reply) {
      const signed = needSetUp(request, 'goodwill', 'change')
      const rules = request.body.rules as GoodwillRules
      const fault = faultOfRules(rules)
      const unknown = rules.budgets.some(({ team }) => team !== null && !shell.facts().teams[team])
      if (fault || unknown)
        throw problemOf({ refused: 'goodwill.rules_unsound', details: { about: fault ?? 'budgets' } })
      const before = shell.facts().goodwill?.rules ?? null
      const by = { agent: signed.agent, at: shell.now() }
      const published = await shell.desk.goodwill.publish(request.body.read, rules, by)
      if (!published) throw problemOf({ refused: 'goodwill.rules_changed' })
      const about = String(published.version)
      await record(shell, signed, { what: 'goodwill_rules.published', about, before, after: rules })
      return reply.code(201).send(published)
    },
  })
}

const triedSchema = z
  .object({
    checks: z.array(z.object({ check: z.enum(goodwillChecks), holds: z.boolean() })),
    version: z.int(),
    ...{ limitMinor: z.int(), customerMinor: z.int(), capMinor: z.int(), currency: z.string() },
    budget: nullable(z.object({ spentMinor: z.int(), limitMinor: z.int() })),
    times: z.int().meta({ description: 'How often it was asked for this customer lately.' }),
    timesDays: z.int(),
  })
  .meta({ id: 'GoodwillTried' })

function tryRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/goodwill/try',
    summary: 'Try the rules on a case: which hold, and what was given before. Nothing is recorded.',
    tag: 'goodwill',
    body: z.strictObject({
      case: caseRefInBody,
      kind: z.enum(goodwillKinds),
      fault: z.enum(faults),
      amountMinor,
    }),
    answers: { 200: triedSchema },
    async handler(request, reply) {
      const signed = needSetUp(request, 'goodwill', 'read')
      const card = await caseFor(shell, signed.agent, request.body.case)
      const published = shell.facts().goodwill
      const state = fold((await shell.store.read(card.id))?.events ?? []) as OpenedCase
      const limits = limitsNow(shell, state.team)
      if (!published || !limits) throw problemOf({ refused: 'goodwill.no_rules' })
      await settleLeft(shell)
      const { version, rules } = published
      const { goodwill } = shell.desk
      const of = { customer: state.customer, team: state.team, currency: rules.currency }
      const { customerMinor, teamMinor } = await goodwill.spent(of, limits)
      const budget = limits.budget && { spentMinor: teamMinor, limitMinor: limits.budget.limitMinor }
      const { limitMinor } = limitOf(rules, signed.facts)
      const { kind, fault, amountMinor: worth } = request.body
      const checks = weigh(rules, {
        ...{
          kind: kind as GoodwillKind,
          fault,
          amountMinor: worth,
          mayMinor: limitMinor,
          customerMinor,
          budget,
        },
        isUnderstood: isUnderstood(state, rules.understood),
      })
      const since = after(shell.now(), -rules.often.days * dayMs)
      return reply.send({
        ...{ checks, version, limitMinor, customerMinor, capMinor: rules.capMinor, budget },
        ...{ currency: rules.currency, timesDays: rules.often.days },
        times: await goodwill.timesOf(state.customer, since),
      })
    },
  })
}
