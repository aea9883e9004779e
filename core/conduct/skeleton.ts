// A text without its disguises: small letters, no accents, no invisible signs, letters of other scripts that
// look like ours as ours. Each keeps where it stood. Not: which words are sought (code-words.ts).

/** A text as it is searched, and where each of its signs stood in the text that was given. */
export type Skeleton = {
  readonly text: string
  /** of each UTF-16 unit of `text` the first unit it came from, and the one after it */
  readonly from: readonly number[]
  readonly until: readonly number[]
}

/** Letters that look like Latin ones, of Cyrillic and Greek; after they are small and without accents. */
const looksLatin: Readonly<Record<string, string>> = {
  ...{ а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', ғ: 'f', һ: 'h', і: 'i', ј: 'j', к: 'k', ӏ: 'l', м: 'm' },
  ...{ н: 'h', о: 'o', р: 'p', ԛ: 'q', г: 'r', ѕ: 's', т: 't', ѵ: 'v', ԝ: 'w', х: 'x', у: 'y', п: 'n' },
  ...{ α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x' },
  ...{ ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss' },
}
/** Latin letters that look like Cyrillic ones. */
const looksCyrillic: Readonly<Record<string, string>> = {
  ...{ a: 'а', b: 'в', c: 'с', e: 'е', h: 'н', i: 'і', k: 'к', m: 'м', o: 'о', p: 'р', t: 'т', x: 'х' },
  ...{ y: 'у', n: 'п', u: 'и', r: 'г', '3': 'з', '6': 'б', '0': 'о' },
}

/** The scripts in which words are sought. */
export type Script = 'latin' | 'cyrillic'

const plain = (sign: string): string =>
  sign
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')

/**
 * The skeleton of a text in one script. Where letters of that script look like others, they are taken for
 * its own; digits stay, since words may hold them.
 */
export function skeletonOf(text: string, script: Script): Skeleton {
  const table = script === 'latin' ? looksLatin : looksCyrillic
  let bare = ''
  const from: number[] = []
  const until: number[] = []
  let at = 0
  for (const sign of text) {
    for (const letter of plain(sign)) {
      const becomes = table[letter] ?? letter
      bare += becomes
      for (let i = 0; i < becomes.length; i++) {
        from.push(at)
        until.push(at + sign.length)
      }
    }
    at += sign.length
  }
  return { text: bare, from, until }
}

const looksLetter: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }

/** A lone digit beside a letter as the letter it looks like: for what holds no digit there itself. */
export const lettered = ({ text, ...places }: Skeleton): Skeleton => ({
  ...places,
  text: text.replace(
    /(?<=\p{L})[013457](?!\p{N})|(?<!\p{N})[013457](?=\p{L})/gu,
    digit => looksLetter[digit]!,
  ),
})
