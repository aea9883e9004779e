// Which code words stand in a text, and where: seen through spaced letters, digits and signs for letters,
// letters of other scripts and invisible signs. A hit is shown to its author; nothing is refused for it.
import type { Language } from '#core/people/language.ts'
import { type CodeWord, codeWords } from './code-words.ts'
import { lettered, type Script, type Skeleton, skeletonOf, joined } from './skeleton.ts'

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
const within = '[._*·~/\\\\-]'
const quoted = (sign: string): string => sign.replace(/[\\\]^$.*+?(){}|[-]/g, '\\$&')
const classOf = (letter: string): string => `[${[...(signsFor[letter] ?? letter)].map(quoted).join('')}]`
/** Of two in a row a skeleton has one, but for those a digit stood for or that were spelled out. */
const doubled = /(\p{L})\1/gu
/** From so many letters on a word is told in pieces, too: no other is written so. */
const toldInPieces = 6

/**
 * Letters stand together, or each apart from the next, or in few groups. Between words of a
 * sentence nothing is put together: what is apart is apart at every letter, by more than a space, or holds a
 * digit. A sign of programs at its beginning is none of it.
 */
function lettersPattern(word: string, inCapitals: boolean): string {
  const letters = [...word.replace('*', '')].map(classOf)
  const tight = letters.join('')
  const spaced = letters.join(`${between}{1,3}`)
  const spread = /\d/.test(word) || word.includes('*')
  const pieces = letters.length >= toldInPieces && !inCapitals
  const grouped = spread ? [letters.join(`${between}?`)] : pieces ? [letters.join(`${within}?`)] : []
  return `(?![|!])(?:${[tight, spaced, ...grouped].join('|')})`
}

/** What words of a phrase are apart by: never the end of a sentence, of an entry of a list or a paragraph. */
const gap = "(?:[\\p{Zs}\\t_*'’-]{1,3}|[._~·]|\\r?\\n)"

/** A star is any ending. */
function phrasePattern(phrase: string): string {
  const bare = phrase.normalize('NFD').replace(/\p{M}/gu, '')
  const open = bare.replaceAll(doubled, '$1{1,2}').replaceAll('*', '\\p{L}{0,9}')
  return open.replaceAll(' ?', `${gap}?`).replaceAll(' ', gap)
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
  const ways = [
    ...(word.letters ?? []).map(one => lettersPattern(one, word.inCapitals === true)),
    ...(word.phrases ?? []).map(phrasePattern),
  ]
  const { before, after } = besides(word)
  const pattern = new RegExp(`${edge.before}${before}(?:${ways.join('|')})${edge.after}${after}`, 'gu')
  return { word, pattern, kind: kindOf(word) }
})

/**
 * The code words in a text, in the order in which they stand; of two that overlap the longer.
 * @param languages those it may be written in; what is said in every language is sought as well; null: of all
 */
export function findCodeWords(text: string, languages: readonly Language[] | null): readonly FoundWord[] {
  const found: FoundWord[] = []
  for (const skeletons of skeletonsOf(text))
    for (const { word, pattern, kind } of sought) {
      if (languages !== null && word.spoken !== 'all' && !languages.includes(word.spoken)) continue
      const skeleton = skeletons[kind]
      if (skeleton) found.push(...hits(text, skeleton, { word, pattern }))
    }
  const inOrder = found.toSorted((a, b) => b.until - a.until).toSorted((a, b) => a.from - b.from)
  return inOrder.filter((one, i) => !inOrder.slice(0, i).some(before => before.until > one.from))
}

/** As it stands; and with what is spelled out or stretched joined, where anything is. */
function skeletonsOf(text: string): Readonly<Record<Kind, Skeleton | null>>[] {
  const latin = skeletonOf(text, 'latin')
  const cyrillic = /\p{Script=Cyrillic}/u.test(text) ? skeletonOf(text, 'cyrillic') : null
  const plain = { latin, cyrillic, lettered: lettered(latin) }
  const clear = joined(latin)
  if (!clear) return [plain]
  return [plain, { latin: clear, cyrillic: cyrillic && joined(cyrillic), lettered: lettered(clear) }]
}

function hits(text: string, skeleton: Skeleton, { word, pattern }: Omit<Sought, 'kind'>): FoundWord[] {
  return [...skeleton.text.matchAll(pattern)].flatMap(hit => {
    const from = skeleton.from[hit.index]!
    const until = skeleton.until[hit.index + hit[0].length - 1]!
    const written = text.slice(from, until)
    if (word.inCapitals && /\p{Ll}/u.test(written)) return []
    if (word.plainly?.includes(written.toLowerCase())) return []
    return [{ name: word.name, written, from, until }]
  })
}
