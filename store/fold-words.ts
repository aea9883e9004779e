// Words as the search compares them: without case and accents, in all six languages. Not: stemming.
import { commonWords } from './common-letters.ts'

const special: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  ŀ: 'l',
}
// A word longer than this is a blob of bytes or a link; its beginning is enough to find it.
const lengthMax = 40
const wordsMax = 4_000

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłıŀ]/g, letter => special[letter] ?? letter)

const common = commonWords(fold, { lengthMax, wordsMax })

/** The distinct words of a text, folded, in order of appearance; at most 4,000 of at most 40 letters. */
export function foldWords(text: string): string[] {
  return common(text) ?? anyWords(text)
}

/** The same for letters of any kind, which takes many times as long. */
export function anyWords(text: string): string[] {
  const words = new Set<string>()
  for (const one of fold(text).match(/[\p{L}\p{N}]+/gu) ?? []) {
    words.add(one.length > lengthMax ? one.slice(0, lengthMax).toWellFormed() : one)
    if (words.size >= wordsMax) break
  }
  return [...words]
}

/**
 * What a person typed into the search: words that must all occur; the last is a beginning if it has two
 * letters or more.
 */
export type Sought = {
  readonly words: readonly string[]
  readonly prefix: string | null
  readonly number: number | null
}

/** Reads what was typed. `number` is a case number if nothing but one was typed (`1042` or `#1042`). */
export function sought(typed: string): Sought {
  const words = foldWords(typed).slice(0, 12)
  const exact = /^\s*#?\s*(\d{1,9})\s*$/.exec(typed)
  const last = words.at(-1)
  const prefix = last !== undefined && last.length >= 2 && !/[^\p{L}\p{N}]$/u.test(typed) ? last : null
  return {
    words: prefix === null ? words : words.slice(0, -1),
    prefix,
    number: exact?.[1] === undefined ? null : Number(exact[1]),
  }
}
