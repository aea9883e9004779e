// Whether a customer's words only thank: so that they open nothing again and wake nobody. Rather one thanks
// too few than one word too many: whatever asks, denies, tells something new or is not a word of thanks
// makes it a message like any other.
import { thankWords } from '#core/case/thank-you-words.ts'
import { type Language, languages } from '#core/people/language.ts'

const lettersMax = 400
const namesMax = 4

/** A question, a figure, an address: more than thanks, in every language. */
const more = /[?？¿\d@#]|https?:|www\./iu
/** Words with a capital that are no name. */
const noName =
  /^(no|not|non|nej|nein|нет|не|but|men|aber|ma|però|но|still|leider|tyvärr|purtroppo|unfortunately)$/iu

/** Whether these words thank and do nothing else. */
export function isThankYou(words: string): boolean {
  const own = words
    .slice(0, lettersMax + 1)
    .split('\n')
    .filter(line => !line.startsWith('>'))
    .join('\n')
    .trim()
  if (own === '' || own.length > lettersMax || more.test(own)) return false
  const lines = own.split('\n').map(sentencesOf)
  return languages.some(language => isThanksIn(language, lines))
}

/** A line in sentences, each in words as they are written. */
const sentencesOf = (line: string): string[][] =>
  line
    .split(/[.!…;]+/u)
    .map(wordsOf)
    .filter(sentence => sentence.length > 0)

const wordsOf = (text: string): string[] => text.match(/\p{L}+/gu) ?? []

type Kind = 'thanks' | 'beside' | 'greets'
type Phrase = { readonly kind: Kind; readonly words: readonly string[] }

const phrasesOf = new Map<Language, readonly Phrase[]>()

/** The phrases of a language, the longest first. */
function phrasesIn(language: Language): readonly Phrase[] {
  const known = phrasesOf.get(language)
  if (known) return known
  const kinds: readonly Kind[] = ['thanks', 'beside', 'greets']
  const all = kinds.flatMap(kind =>
    thankWords[language][kind].split('|').map(text => ({ kind, words: wordsOf(text) })),
  )
  const sorted = all.filter(one => one.words.length > 0).sort((a, b) => b.words.length - a.words.length)
  phrasesOf.set(language, sorted)
  return sorted
}

function isThanksIn(language: Language, lines: readonly (readonly string[][])[]): boolean {
  let thanks = 0
  let names = 0
  for (const [index, line] of lines.entries()) {
    for (const sentence of line) {
      const read = readSentence(language, sentence)
      const isSigned = index > 0 && line.length === 1 && isName(sentence)
      if (read === null && !isSigned) return false
      thanks += read?.thanks ?? 0
      names += read?.names ?? sentence.length
    }
  }
  return thanks > 0 && names <= namesMax
}

const isName = (words: readonly string[]): boolean =>
  words.length <= 3 && words.every(word => /^\p{Lu}/u.test(word) && !noName.test(word))

/** What a sentence holds; null: more than thanks. A name stands behind a greeting or the thanks. */
function readSentence(
  language: Language,
  words: readonly string[],
): { thanks: number; names: number } | null {
  const phrases = phrasesIn(language)
  const low = words.map(word => word.toLowerCase())
  let last: Kind | 'name' | null = null
  let thanks = 0
  let names = 0
  for (let at = 0; at < words.length; ) {
    const found = phrases.find(one => one.words.every((word, i) => low[at + i] === word))
    if (found) {
      if (found.kind === 'thanks') thanks += 1
      last = found.kind
      at += found.words.length
    } else if (last !== null && last !== 'beside' && isName(words.slice(at, at + 1))) {
      names += 1
      last = 'name'
      at += 1
    } else return null
  }
  return { thanks, names }
}
