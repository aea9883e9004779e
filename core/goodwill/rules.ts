// What goodwill a desk gives: rules as data a manager could read, one version after the other, and how a
// wish is weighed by them. Not: the facts of a case (case/deed/goodwill.ts), nor what was spent before,
// which the database counts (store/desk/goodwill.ts).
import { type Fault, type GoodwillKind, goodwillKinds } from '#core/case/goodwill-fact.ts'
import type { TeamId } from '#core/kit/id.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'

export const budgetPeriods = ['month', 'quarter', 'year'] as const
export type BudgetPeriod = (typeof budgetPeriods)[number]
/** What has to be known first: the cause itself, or at least what kind of fault it is. */
export const understandings = ['cause', 'kind'] as const
export type Understanding = (typeof understandings)[number]

/** What teams may give away within a period of the calendar; `team` null: each team that has no line. */
export type Budget = {
  readonly team: TeamId | null
  readonly period: BudgetPeriod
  readonly limitMinor: number
}
/** Money in the smallest coin of the one currency. */
export type GoodwillRules = {
  readonly currency: string
  readonly understood: Understanding
  /** of each kind: whose doing it may have been; a kind left out is never given */
  readonly faults: Readonly<Partial<Record<GoodwillKind, readonly Fault[]>>>
  /** up to which worth each level, and who leads, gives by himself */
  readonly ladder: Readonly<Record<HouseLevel | 'lead', number>>
  /** worth of what one customer gets within twelve months */
  readonly capMinor: number
  readonly budgets: readonly Budget[]
  /** within so many minutes somebody who leads answers */
  readonly answerMinutes: number
  /** so many days a coupon can be redeemed */
  readonly couponDays: number
  /** so many wishes of one customer or organisation within so many days, and whoever leads sees it */
  readonly often: { readonly count: number; readonly days: number }
}
/** As it is in force. */
export type PublishedGoodwill = { readonly version: number; readonly rules: GoodwillRules }

/** On whose word something is given. */
export const authorities = ['level_1', 'level_2', 'level_3', 'lead'] as const
export type Authority = (typeof authorities)[number]

/** Up to which worth somebody gives by himself, and as what; zero: nothing. */
export function limitOf(
  { ladder }: GoodwillRules,
  { roles, levels }: Pick<AgentFacts, 'roles' | 'levels'>,
): { readonly authority: Authority; readonly limitMinor: number } {
  const steps = levels.map(level => ({
    authority: `level_${level}` as Authority,
    limitMinor: ladder[level],
  }))
  if (roles.includes('lead')) steps.push({ authority: 'lead', limitMinor: ladder.lead })
  steps.sort((a, b) => b.limitMinor - a.limitMinor)
  return steps[0] ?? { authority: 'level_1', limitMinor: 0 }
}

/** The line a team's giving is counted by; null: there is no limit for it. */
export const budgetOf = ({ budgets }: GoodwillRules, team: TeamId): Budget | null =>
  budgets.find(one => one.team === team) ?? budgets.find(one => one.team === null) ?? null

/** When the period began in which an instant lies, as a date of its zone. */
export function periodStart(period: BudgetPeriod, now: number, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const month = { month: today.month, quarter: today.month - ((today.month - 1) % 3), year: 1 }[period]
  return today.with({ day: 1, month }).toZonedDateTime(zone).epochMilliseconds
}

export const goodwillChecks = ['understood', 'fault', 'limit', 'cap', 'budget'] as const
export type GoodwillCheck = (typeof goodwillChecks)[number]
/** What is weighed: the wish, who would give it, and what was given before. */
export type Weighed = {
  readonly kind: GoodwillKind
  readonly fault: Fault
  readonly amountMinor: number
  readonly isUnderstood: boolean
  /** up to which worth whoever would give it may */
  readonly mayMinor: number
  /** what the customer got within twelve months */
  readonly customerMinor: number
  /** what the team gave in the period; null: nothing limits it */
  readonly budget: { readonly spentMinor: number; readonly limitMinor: number } | null
}

/** Each rule in its order, and whether it lets the wish pass. */
export function weigh(
  rules: GoodwillRules,
  one: Weighed,
): readonly { readonly check: GoodwillCheck; readonly holds: boolean }[] {
  const holds: { readonly [C in GoodwillCheck]: boolean } = {
    understood: one.isUnderstood,
    fault: (rules.faults[one.kind] ?? []).includes(one.fault),
    limit: one.amountMinor <= one.mayMinor,
    cap: one.customerMinor + one.amountMinor <= rules.capMinor,
    budget: one.budget === null || one.budget.spentMinor + one.amountMinor <= one.budget.limitMinor,
  }
  return goodwillChecks.map(check => ({ check, holds: holds[check] }))
}

/** So many digits stand behind the point: two of most currencies, none of yen. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits as number

/** A worth as a refusal says it, such as 50.00 EUR. */
export function worthOf(amountMinor: number, currency: string): string {
  const digits = digitsOf(currency)
  return `${(amountMinor / 10 ** digits).toFixed(digits)} ${currency}`
}

export type RuleFault = 'currency' | 'ladder' | 'budgets'
/** What does not fit together in rules whose shape is right; null: they are sound. */
export function faultOfRules({ currency, ladder, budgets }: GoodwillRules): RuleFault | null {
  if (!Intl.supportedValuesOf('currency').includes(currency)) return 'currency'
  const rungs = [ladder[1], ladder[2], ladder[3], ladder.lead]
  if (rungs.some((rung, i) => i > 0 && rung < rungs[i - 1]!)) return 'ladder'
  const teams = budgets.map(one => one.team)
  return new Set(teams).size < teams.length ? 'budgets' : null
}

/** What a desk that has no rules yet is offered to begin with. */
export const firstRules: GoodwillRules = {
  currency: 'EUR',
  understood: 'kind',
  faults: Object.fromEntries(goodwillKinds.map(kind => [kind, ['ours', 'supplier']])),
  ladder: { 1: 2_000, 2: 5_000, 3: 10_000, lead: 50_000 },
  capMinor: 60_000,
  budgets: [{ team: null, period: 'quarter', limitMinor: 200_000 }],
  answerMinutes: 240,
  couponDays: 90,
  often: { count: 3, days: 90 },
}
