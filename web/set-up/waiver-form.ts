// A waiver as somebody types it: for whom, how long, how often, at what cost; and what is wrong with it.
// Not: its fields on the screen (waiver-fields.tsx).
import type { WaiverKind } from '#core/entitlement/contract.ts'
import type { Money } from '#core/measure/waivers.ts'
import type { Language } from '#core/people/language.ts'
import { areSound, type Counting, unitsForm, unitsOf } from './contract-form.ts'
import type { Approved } from './agreements-api.ts'
import { dayEnd, dayOf } from './days.ts'
import type { Fault } from './field-faults.ts'

export type WaiverForm = {
  readonly kind: WaiverKind
  /** the id of a case, a customer or an organisation */
  readonly whom: string
  readonly policy: string
  readonly until: string
  readonly counting: Counting
  readonly units: string
  readonly amount: string
  readonly currency: string
  readonly recoverCost: boolean
  readonly isRecovered: boolean
  readonly because: string
}

const usualCurrency: Readonly<Partial<Record<Language, string>>> = { sv: 'SEK', ru: 'RUB' }

/** What is asked first: goodwill for whom is named first, without an end yet. */
export const newWaiver = (whom: string, policy: string, language: Language): WaiverForm => ({
  kind: 'goodwill',
  whom,
  policy,
  until: '',
  counting: 'none',
  units: '',
  amount: '',
  currency: usualCurrency[language] ?? 'EUR',
  recoverCost: false,
  isRecovered: false,
  because: '',
})

/** A waiver there is, as it may be changed. */
export const waiverForm = (one: Approved, zone: string, language: Language): WaiverForm => ({
  ...newWaiver(one.forCase ?? one.customer ?? one.organisation ?? '', one.policy, language),
  kind: one.kind,
  until: dayOf(one.expiresAt - 1, zone),
  ...unitsForm(one.units),
  ...(one.cost && {
    amount: String(one.cost.amountMinor / 10 ** digitsOf(one.cost.currency)),
    currency: one.cost.currency,
  }),
  recoverCost: one.recoverCost,
  isRecovered: one.recoveredAt !== null,
  because: one.because,
})

/** How many digits a currency has behind the point; null: there is no such currency. */
function digitsIn(currency: string): number | null {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions()
    return maximumFractionDigits ?? 2
  } catch {
    return null
  }
}
const digitsOf = (currency: string): number => digitsIn(currency) ?? 2

/** What it cost, as it is sent; null: nothing was said. */
export function costOf({ amount, currency }: Pick<WaiverForm, 'amount' | 'currency'>): Money | null {
  if (amount.trim() === '') return null
  const code = currency.trim().toUpperCase()
  const typed = Number(amount.trim().replace(/[\s’]/g, '').replace(',', '.'))
  return { amountMinor: Math.round(typed * 10 ** digitsOf(code)), currency: code }
}

/** Money as people of a language read it. */
export const moneyText = ({ amountMinor, currency }: Money, language: Language): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency }).format(
    amountMinor / 10 ** digitsOf(currency),
  )

/** What is wrong, at its field. `isNew`: one that is only changed may have ended. */
export function waiverFaults(form: WaiverForm, zone: string, now: number, isNew: boolean): Fault[] {
  const faults: Fault[] = []
  const expiresAt = dayEnd(form.until, zone)
  const cost = costOf(form)
  if (expiresAt === null) faults.push({ path: 'until', code: 'day_needed' })
  else if (isNew && expiresAt <= now) faults.push({ path: 'until', code: 'until_past' })
  if (!areSound(form)) faults.push({ path: 'units', code: 'units_range' })
  if (cost && (!Number.isSafeInteger(cost.amountMinor) || cost.amountMinor < 0))
    faults.push({ path: 'amount', code: 'amount' })
  if (cost && (cost.currency.length !== 3 || digitsIn(cost.currency) === null))
    faults.push({ path: 'currency', code: 'currency' })
  if (form.because.trim() === '') faults.push({ path: 'because', code: 'because_needed' })
  return faults
}

const scopes = { cas: 'case', cus: 'customer', org: 'organisation' } as const

/** A new waiver as it is sent. */
export function waiverBody(form: WaiverForm, zone: string) {
  const { kind, whom, policy, recoverCost, because } = form
  const scope = scopes[whom.slice(0, 3) as keyof typeof scopes]
  return {
    ...{ kind, policy, recoverCost, because: because.trim() },
    for: { [scope]: whom },
    expiresAt: dayEnd(form.until, zone),
    units: unitsOf(form),
    cost: costOf(form),
  }
}

/** What changed of one there is; its last moment stays unless its day was changed. */
export function waiverChanges(form: WaiverForm, was: Approved, zone: string) {
  const isSameDay = dayOf(was.expiresAt - 1, zone) === form.until
  return {
    version: was.version,
    expiresAt: isSameDay ? was.expiresAt : dayEnd(form.until, zone),
    units: unitsOf(form),
    cost: costOf(form),
    recoverCost: form.recoverCost,
    isRecovered: form.isRecovered,
  }
}
