// Words as the search compares them: without case and accents, in all six languages. Not: stemming.

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

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII, control characters included
const isPlain = /^[\x00-\x7f]*$/

// Half of all mail has nothing but plain letters: nothing to fold.
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłıŀ]/g, letter => special[letter] ?? letter)

/** The distinct words of a text, folded, in order of appearance; at most 4,000 of at most 40 letters. */
export function foldWords(text: string): string[] {
  const words = new Set<string>()
  const wasPlain = isPlain.test(text)
  const folded = wasPlain ? text.toLowerCase() : fold(text)
  const word = wasPlain || isPlain.test(folded) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu
  for (const one of folded.match(word) ?? []) {
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
