// A text without its disguises: small letters, no accents, no invisible signs, letters of other scripts that
// look like ours as ours, letters said twice as one, what is spelled out as a word. Each keeps where it
// stood. Not: which words are sought (code-words.ts).

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
  ...{ a: 'а', b: 'в', c: 'с', e: 'е', h: 'н', i: 'и', k: 'к', m: 'м', o: 'о', p: 'р', t: 'т', x: 'х' },
  ...{ y: 'у', n: 'п', u: 'и', r: 'г', і: 'и', '@': 'а' },
  ...{ '3': 'з', '6': 'б', '0': 'о', '1': 'и', '4': 'а' },
}

/** The scripts in which words are sought. */
export type Script = 'latin' | 'cyrillic'

const normal = (sign: string): string =>
  sign
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')

const tables: Readonly<Record<Script, Readonly<Record<string, string>>>> = {
  latin: looksLatin,
  cyrillic: looksCyrillic,
}

function bared(sign: string, script: Script): string {
  let becomes = ''
  for (const letter of normal(sign)) becomes += tables[script][letter] ?? letter
  return becomes
}

/** Of the signs up to there it is kept what they become: a text asks for the same few again and again. */
const lastKept = 0x2100
const kept: Readonly<Record<Script, string[]>> = { latin: [], cyrillic: [] }

function bare(sign: string, script: Script): string {
  const code = sign.codePointAt(0)!
  if (code > lastKept) return bared(sign, script)
  kept[script][code] ??= bared(sign, script)
  return kept[script][code]
}

const isLetter = /\p{L}/u

/**
 * The skeleton of a text in one script. A letter that stands several times in a row stands once. Where
 * letters of that script look like others, they are taken for its own; digits that look like none stay.
 */
export function skeletonOf(text: string, script: Script): Skeleton {
  let plain = ''
  let last = ''
  const from: number[] = []
  const until: number[] = []
  let at = 0
  for (const sign of text) {
    for (const letter of bare(sign, script)) {
      if (letter === last && isLetter.test(letter)) {
        until[until.length - 1] = at + sign.length
        continue
      }
      last = letter
      plain += letter
      for (let i = 0; i < letter.length; i++) {
        from.push(at)
        until.push(at + sign.length)
      }
    }
    at += sign.length
  }
  return { text: plain, from, until }
}

const apart = "[\\s._*·~/\\\\'’+-]"
/** Four signs or more, each apart from the next by the same. */
const spelled = new RegExp(
  `(?<![\\p{L}\\p{N}])(?=[\\p{L}\\p{N}](${apart}{1,3})[\\p{L}\\p{N}])(?:[\\p{L}\\p{N}]\\1){3,}[\\p{L}\\p{N}]` +
    '(?![\\p{L}\\p{N}])',
  'gu',
)
const isSign = /[\p{L}\p{N}]/u

/** The same with what is spelled out, as in a.b.c.d, put together; null: nothing is. */
export function joined({ text, from, until }: Skeleton): Skeleton | null {
  const left: number[] = []
  let at = 0
  for (const hit of text.matchAll(spelled)) {
    for (; at < hit.index; at++) left.push(at)
    for (; at < hit.index + hit[0].length; at++) if (isSign.test(text[at]!)) left.push(at)
  }
  if (at === 0) return null
  for (; at < text.length; at++) left.push(at)
  return {
    text: left.map(i => text[i]).join(''),
    from: left.map(i => from[i]!),
    until: left.map(i => until[i]!),
  }
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
