// A sum of money as people of a language write it. Not: whose money it is, nor what is counted.
import { digitsOf } from '#core/goodwill/rules.ts'
import type { Language } from '#core/people/language.ts'

export type Money = { readonly amountMinor: number; readonly currency: string }

/** 1050 EUR in German: 10,50 €. */
export const money = ({ amountMinor, currency }: Money, language: Language): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency }).format(
    amountMinor / 10 ** digitsOf(currency),
  )
