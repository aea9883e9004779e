// Which code words stand in a text, and where: seen through spaced letters, digits and signs for letters,
// letters of other scripts and invisible signs. A hit is shown to its author; nothing is refused for it.
import type { Language } from '#core/people/language.ts'
import { type CodeWord, codeWords } from './code-words.ts'
import { lettered, type Script, type Skeleton, skeletonOf } from './skeleton.ts'

/** A code word that was found: which, as it is written there, and its place in UTF-16 units. */
export type FoundWord = {
  readonly name: string
  readonly written: string
  readonly from: number
  readonly until: number
}

/** What passes for a letter. */
const signsFor: Readonly<Record<string, string>> = {
  ...{
    a: 'a4@',
    b: 'b8',
    c: 'ck(',
    e: 'e3€',
    g: 'g9',
    i: 'i1l!|',
    k: 'kc',
    l: 'l1|!',
    o: 'o0',
    s: 's5$',
    t: 't7+',
  },
  ...{ '1': '1il|!', '0': '0o' },
}
const between = "[\\s._*·~/\\\\'’-]"
const quoted = (sign: string): string => sign.replace(/[\\\]^$.*+?(){}|[-]/g, '\\$&')
const classOf = (letter: string): string => `[${[...(signsFor[letter] ?? letter)].map(quoted).join('')}]`

/**
 * Letters stand together, or each apart from the next, or in few groups where a hyphen is usual. Between
 * words of a sentence nothing is put together: what is apart is apart at every letter or holds a digit.
 */
function lettersPattern(word: string): string {
  const letters = [...word.replace('*', '')]
  const tight = letters.map(classOf).join('')
  const spaced = letters.map(classOf).join(`${between}{1,3}`)
  const grouped = /\d/.test(word) || word.includes('*') ? letters.map(classOf).join(`${between}?`) : null
  return [tight, spaced, ...(grouped ? [grouped] : [])].join('|')
}

/** Words of a phrase are apart by spaces or hyphens; a star is any ending. */
function phrasePattern(phrase: string): string {
  const bare = phrase
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll(/ (?=[^?])/g, '[\\s_*-]{1,3}')
  return bare.replaceAll(' ?', '[\\s_*-]{0,3}').replaceAll(/(?<![\]}\\])\*(?![-\]])/g, '[\\p{L}]{0,9}')
}

/** In which skeleton it is sought: where its letters are told one by one, digits in their place are, too. */
type Kind = Script | 'lettered'
const kindOf = ({ spoken, letters }: CodeWord): Kind =>
  spoken === 'ru' ? 'cyrillic' : letters ? 'latin' : 'lettered'
const edge = { before: '(?<![\\p{L}\\p{N}])', after: '(?![\\p{L}\\p{N}])' }

/** What must not stand beside it. */
const besides = ({ ordinary }: CodeWord) =>
  ordinary === undefined
    ? { before: '', after: '' }
    : { before: `(?<!${phrasePattern(ordinary.before)})`, after: `(?!${phrasePattern(ordinary.after)})` }

type Sought = { readonly word: CodeWord; readonly pattern: RegExp; readonly kind: Kind }
const sought: readonly Sought[] = codeWords.map(word => {
  const ways = [...(word.letters ?? []).map(lettersPattern), ...(word.phrases ?? []).map(phrasePattern)]
  const { before, after } = besides(word)
  const pattern = new RegExp(`${edge.before}${before}(?:${ways.join('|')})${edge.after}${after}`, 'gu')
  return { word, pattern, kind: kindOf(word) }
})

/**
 * The code words in a text, in the order in which they stand; of two that overlap the longer.
 * @param languages those it may be written in; what is said in every language is sought as well; null: of all
 */
export function findCodeWords(text: string, languages: readonly Language[] | null): readonly FoundWord[] {
  const latin = skeletonOf(text, 'latin')
  const cyrillic = /\p{Script=Cyrillic}/u.test(text) ? skeletonOf(text, 'cyrillic') : null
  const skeletons = { latin, cyrillic, lettered: lettered(latin) }
  const found: FoundWord[] = []
  for (const { word, pattern, kind } of sought) {
    if (languages !== null && word.spoken !== 'all' && !languages.includes(word.spoken)) continue
    const skeleton = skeletons[kind]
    if (skeleton) found.push(...hits(text, skeleton, { word, pattern }))
  }
  const inOrder = found.toSorted((a, b) => b.until - a.until).toSorted((a, b) => a.from - b.from)
  return inOrder.filter((one, i) => !inOrder.slice(0, i).some(before => before.until > one.from))
}

function hits(text: string, skeleton: Skeleton, { word, pattern }: Omit<Sought, 'kind'>): FoundWord[] {
  return [...skeleton.text.matchAll(pattern)].flatMap(hit => {
    const from = skeleton.from[hit.index]!
    const until = skeleton.until[hit.index + hit[0].length - 1]!
    const written = text.slice(from, until)
    if (word.inCapitals && /\p{Ll}/u.test(written)) return []
    return [{ name: word.name, written, from, until }]
  })
}
