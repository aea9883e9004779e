// While one writes: words that mock whoever asked for help, pointed out to who writes them and to nobody
// else, before anything is saved. It holds nothing back. Not: which words they are (core/conduct).
import { useDeferredValue, useMemo } from 'react'
import { findCodeWords } from '#core/conduct/find-code-words.ts'
import type { Language } from '#core/people/language.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './notes.module.css'

/** As many are named. */
const namedMax = 3

/** Sought in the language of the customer and in that of who writes. */
export function ConductHint({ text }: { text: string }) {
  const { say, data } = useCase()
  const { language } = useWords()
  const rested = useDeferredValue(text)
  const theirs = data.card.language
  const found = useMemo(() => writtenIn(rested, [theirs, language]), [rested, theirs, language])
  if (found.length === 0) return null
  return (
    <p className={s.told} role="status">
      <b>{found.slice(0, namedMax).join(', ')}</b> {say('conduct.hint')}
    </p>
  )
}

const writtenIn = (text: string, languages: readonly Language[]): readonly string[] => [
  ...new Set(findCodeWords(text, languages).map(one => one.written)),
]
