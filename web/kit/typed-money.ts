// Sums as people type them, in coins and back. Not: how sums are shown (words/money.ts).
import { digitsOf } from '#core/goodwill/rules.ts'

/** 25,50 as 2550; null: it is no sum, or finer than the smallest coin. */
export function typedMinor(text: string, currency: string): number | null {
  const plain = text
    .trim()
    .replace(/[\s’']/g, '')
    .replace(',', '.')
  if (!/^\d+(?:\.\d+)?$/.test(plain)) return null
  const minor = Number(plain) * 10 ** digitsOf(currency)
  return Math.abs(minor - Math.round(minor)) < 1e-6 ? Math.round(minor) : null
}

/** 2550 as 25.50, 2000 as 20. */
export function asTyped(minor: number, currency: string): string {
  const digits = digitsOf(currency)
  const value = minor / 10 ** digits
  return Number.isInteger(value) ? String(value) : value.toFixed(digits)
}
