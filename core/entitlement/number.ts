// Serial and subscription numbers as people type them. Not: whether a contract names one (entitle.ts).
import { plain } from '#core/entitlement/entitle.ts'

export const numberMax = 100

/** Whether a text can be a serial, subscription or contract number: letters and digits, a digit at least. */
export const isNumber = (text: string): boolean =>
  text.length <= numberMax && /^(?=.*\p{N})[\p{L}\p{N}][\p{L}\p{N}\-–_./#:]{2,}$/u.test(plain(text))
