// Words in the browser: one language's messages, fetched once, and the speaker over them. Not: the messages
// (words/).
import {
  createContext,
  createElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react'
import { isLanguage, type Language, languages } from '#core/people/language.ts'
import { type Say, speaker } from '#words/say.ts'
import type { Words } from './kit/times.ts'

type Messages = Readonly<Record<string, string>>
type Spoken = Words & {
  readonly choose: (language: Language) => Promise<void>
  readonly setZone: (zone?: string) => void
}

const loaded = new Map<Language, Promise<Messages>>()
let versions: Readonly<Partial<Record<Language, string>>> = {}

/**
 * Tells which edition of each language's words the desk speaks, so that caches hold for ever; from the
 * session.
 */
export const setWordsVersions = (hashes: Readonly<Partial<Record<Language, string>>>): void => {
  versions = hashes
}

/** One language's messages, from the server or from before. Refused when the server does not give them. */
export function messagesFor(language: Language): Promise<Messages> {
  const known = loaded.get(language)
  if (known) return known
  const version = versions[language]
  const query = version === undefined ? '' : `?v=${encodeURIComponent(version)}`
  const coming = fetch(`/words/${language}.json${query}`).then(answer => {
    if (!answer.ok) throw new Error(`words: ${language} ${answer.status}`)
    return answer.json() as Promise<Messages>
  })
  coming.catch(() => loaded.delete(language))
  loaded.set(language, coming)
  return coming
}

/**
 * The language to begin with: the one on the page (chosen before), else the first of the browser's we speak.
 */
export function firstLanguage(wished: readonly string[], chosen?: string | null): Language {
  if (isLanguage(chosen)) return chosen
  for (const one of wished) {
    const short = one.slice(0, 2).toLowerCase()
    if (isLanguage(short)) return short
  }
  return languages[0]
}

const silent: Say = key => key
const WordsContext = createContext<Spoken>({
  language: 'en',
  say: silent,
  choose: () => Promise.resolve(),
  setZone: () => {},
})

type Props = { language: Language; messages: Messages; children: ReactNode }

/** Gives everything inside a language to speak; begins with messages already at hand. */
export function WordsProvider({ language: first, messages: firstMessages, children }: Props) {
  const [spoken, setSpoken] = useState({ language: first, messages: firstMessages })
  const [zone, setZone] = useState<string | undefined>(undefined)
  const choose = useCallback(async (language: Language) => {
    const messages = await messagesFor(language)
    setSpoken({ language, messages })
  }, [])
  useEffect(() => {
    document.documentElement.lang = spoken.language
  }, [spoken.language])
  const value = useMemo<Spoken>(
    () => ({
      language: spoken.language,
      say: speaker(spoken.language, spoken.messages),
      zone,
      choose,
      setZone,
    }),
    [spoken, zone, choose],
  )
  return createElement(WordsContext, { value }, children)
}

/** The speaker: `say('area.key', { n: 3 })`. */
export const useSay = (): Say => useContext(WordsContext).say

/** Speaker, language and time zone together, as the functions of kit/times.ts want them. */
export const useWords = (): Spoken => useContext(WordsContext)

/** The language in use and how to choose another one at run time. */
export function useLanguage(): readonly [Language, (language: Language) => Promise<void>] {
  const { language, choose } = useContext(WordsContext)
  return [language, choose]
}
