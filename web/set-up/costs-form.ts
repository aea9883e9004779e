// What an hour costs as somebody types it, and what is wrong with it. Not: its fields on the screen
// (costs-page.tsx), nor what it means (core/cost/desk-costs.ts).
import { type CostVersion, faultOfCosts, type HourRates, rateMax } from '#core/cost/desk-costs.ts'
import { houseLevels, type HouseLevel } from '#core/people/level.ts'
import { asTyped, typedMinor } from '../kit/typed-money.ts'
import type { Fault } from './field-faults.ts'

export type CostsForm = { readonly currency: string; readonly rates: Readonly<Record<HouseLevel, string>> }
export type SetCosts = { readonly currency: string; readonly rates: HourRates }

/** As a form; null: nothing was set. */
export function costsForm(set: (SetCosts & Pick<CostVersion, 'version'>) | null): CostsForm {
  const typed = (level: HouseLevel) => {
    const rate = set?.rates[level] ?? null
    return set && rate !== null ? asTyped(rate, set.currency) : ''
  }
  return { currency: set?.currency ?? 'EUR', rates: { 1: typed(1), 2: typed(2), 3: typed(3) } }
}

const codeOf = ({ currency }: CostsForm): string => currency.trim().toUpperCase()
const rateOf = (text: string, currency: string): number | null =>
  text.trim() === '' ? null : typedMinor(text, currency)

/** What is wrong, each at its field; empty: it can be sent. */
export function costsFaults(form: CostsForm, before: Pick<SetCosts, 'currency'> | null): Fault[] {
  const currency = codeOf(form)
  const fault = faultOfCosts(currency, before)
  if (fault) return [{ path: 'currency', code: fault }]
  return houseLevels.flatMap((level): Fault[] => {
    const rate = rateOf(form.rates[level], currency)
    const isRight = form.rates[level].trim() === '' || (rate !== null && rate <= rateMax)
    return isRight ? [] : [{ path: `rates.${level}`, code: 'cost_rate' }]
  })
}

/** As it is sent; of a form without faults. */
export function costsOf(form: CostsForm): SetCosts {
  const currency = codeOf(form)
  const rate = (level: HouseLevel) => rateOf(form.rates[level], currency)
  return { currency, rates: { 1: rate(1), 2: rate(2), 3: rate(3) } }
}
