// The rules of giving beyond what is owed as somebody types them, and what is wrong with them. Not: their
// fields on the screen (goodwill-fields.tsx), nor what they mean (core/goodwill/rules.ts).
import { type Fault as Doing, type GoodwillKind, goodwillKinds } from '#core/case/goodwill-fact.ts'
import {
  type BudgetPeriod,
  digitsOf,
  faultOfRules,
  type GoodwillRules,
  type RuleFault,
  type Understanding,
} from '#core/goodwill/rules.ts'
import type { TeamId } from '#core/kit/id.ts'
import type { Fault } from './field-faults.ts'

export const rungs = ['1', '2', '3', 'lead'] as const
export type Rung = (typeof rungs)[number]
/** `team` empty: each team without a line of its own. */
export type BudgetField = { readonly team: string; readonly period: BudgetPeriod; readonly limit: string }
export type GoodwillForm = {
  readonly currency: string
  readonly understood: Understanding
  readonly faults: Readonly<Record<GoodwillKind, readonly Doing[]>>
  readonly ladder: Readonly<Record<Rung, string>>
  readonly cap: string
  readonly budgets: readonly BudgetField[]
  readonly answerHours: string
  readonly couponDays: string
  readonly oftenCount: string
  readonly oftenDays: string
}

/** As it is typed: 20 of 2000 cents, 25.50 of 2550. */
function typed(minor: number, currency: string): string {
  const value = minor / 10 ** digitsOf(currency)
  return Number.isInteger(value) ? String(value) : value.toFixed(digitsOf(currency))
}

/** The rules as a form. */
export function goodwillForm(rules: GoodwillRules): GoodwillForm {
  const { currency, understood, faults, ladder, capMinor, budgets, answerMinutes, couponDays, often } = rules
  const sum = (minor: number) => typed(minor, currency)
  return {
    ...{ currency, understood },
    faults: Object.fromEntries(goodwillKinds.map(kind => [kind, faults[kind] ?? []])) as never,
    ladder: { 1: sum(ladder[1]), 2: sum(ladder[2]), 3: sum(ladder[3]), lead: sum(ladder.lead) },
    cap: sum(capMinor),
    budgets: budgets.map(({ team, period, limitMinor }) => ({
      ...{ team: team ?? '', period },
      limit: sum(limitMinor),
    })),
    answerHours: String(answerMinutes / 60),
    couponDays: String(couponDays),
    oftenCount: String(often.count),
    oftenDays: String(often.days),
  }
}

const isCurrency = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code)
const currencyOf = (text: string): string => text.trim().toUpperCase()

/** A number as people type it; NaN: it is none. */
function numberOf(text: string): number {
  const plain = text
    .trim()
    .replace(/[\s’']/g, '')
    .replace(',', '.')
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
}

const mostMinor = 1_000_000_000
function isSum(text: string, currency: string): boolean {
  const minor = numberOf(text) * 10 ** digitsOf(currency)
  return Math.abs(minor - Math.round(minor)) < 1e-6 && minor <= mostMinor
}

/** What is wrong, each at its field; empty: it can be sent. */
export function goodwillFaults(form: GoodwillForm): Fault[] {
  const code = currencyOf(form.currency)
  if (!isCurrency(code)) return [{ path: 'currency', code: 'currency' }]
  const sums = [
    ...rungs.map(rung => [`ladder.${rung}`, form.ladder[rung]] as const),
    ['cap', form.cap] as const,
    ...form.budgets.map(({ limit }, at) => [`budgets.${at}`, limit] as const),
  ]
  const counts = [
    ['answerHours', form.answerHours, 5 / 60, 336, false],
    ['couponDays', form.couponDays, 1, 1_100, true],
    ['oftenCount', form.oftenCount, 2, 100, true],
    ['oftenDays', form.oftenDays, 1, 366, true],
  ] as const
  const faults: Fault[] = [
    ...sums.filter(([, text]) => !isSum(text, code)).map(([path]) => ({ path, code: 'goodwill_sum' })),
    ...counts
      .filter(([, text, least, most, isWhole]) => !isWithin(numberOf(text), least, most, isWhole))
      .map(([path]) => ({ path, code: `goodwill_${path}` })),
  ]
  if (faults.length > 0) return faults
  const rules = rulesOf(form)
  const about = faultOfRules(rules)
  return about === null ? [] : [{ path: pathOf(about, rules), code: `goodwill_${about}` }]
}

/** The field where it is put right: the first rung below the one before it, the second line of a team. */
function pathOf(about: RuleFault, { ladder, budgets }: GoodwillRules): string {
  const steps = [ladder[1], ladder[2], ladder[3], ladder.lead]
  const lines = budgets.map(one => one.team)
  if (about === 'ladder') return `ladder.${rungs[steps.findIndex((one, at) => one < (steps[at - 1] ?? 0))]}`
  return about === 'budgets' ? `budgets.${lines.findIndex((one, at) => lines.indexOf(one) < at)}` : about
}

const isWithin = (value: number, least: number, most: number, isWhole: boolean): boolean =>
  value >= least && value <= most && (!isWhole || Number.isInteger(value))

/** The rules as they are sent; of a form without faults. */
export function rulesOf(form: GoodwillForm): GoodwillRules {
  const currency = currencyOf(form.currency)
  const minor = (text: string) => Math.round(numberOf(text) * 10 ** digitsOf(currency))
  const given = goodwillKinds.filter(kind => form.faults[kind].length > 0)
  const { ladder } = form
  return {
    ...{ currency, understood: form.understood },
    faults: Object.fromEntries(given.map(kind => [kind, form.faults[kind]])),
    ladder: {
      1: minor(ladder[1]),
      2: minor(ladder[2]),
      3: minor(ladder[3]),
      lead: minor(ladder.lead),
    },
    capMinor: minor(form.cap),
    budgets: form.budgets.map(({ team, period, limit }) => ({
      team: team === '' ? null : (team as TeamId),
      period,
      limitMinor: minor(limit),
    })),
    answerMinutes: Math.round(numberOf(form.answerHours) * 60),
    couponDays: numberOf(form.couponDays),
    often: { count: numberOf(form.oftenCount), days: numberOf(form.oftenDays) },
  }
}
