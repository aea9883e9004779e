// A sentence in one language: read, or written where it stands. Not: where it goes (editing.ts).
import type { Language } from '#core/people/language.ts'
import { TextArea } from '../kit/field.tsx'
import { useSay, useWords } from '../words.ts'
import { saidIn } from './outline.ts'
import s from './scripts.module.css'
import { useTyped } from './use-typed.ts'

/** What the reader calls a language. */
export function useTongue(): (language: Language) => string {
  const { language: own } = useWords()
  const names = new Intl.DisplayNames([own], { type: 'language' })
  return language => names.of(language) ?? language
}

type Props = { text: string | null; language: Language; isNamed: boolean }

export function SentenceIn({ text, language, isNamed }: Props) {
  const say = useSay()
  const tongue = useTongue()
  return (
    <div>
      {isNamed && <span className={s.tongue}>{tongue(language)}</span>}
      {text === null ? <em className={s.lacks}>{say('scripts.missing')}</em> : <p lang={language}>{text}</p>}
    </div>
  )
}

type FieldProps = {
  /** what the sentence is called */
  name: string
  wording: unknown
  language: Language
  isStale: boolean
  write: (text: string) => void
}

/** It is handed on while one types; what it lacks stands under it. */
export function SentenceField({ name, wording, language, isStale, write }: FieldProps) {
  const say = useSay()
  const tongue = useTongue()
  const text = saidIn(wording, language) ?? ''
  const { value, onChange, onBlur } = useTyped(text, write)
  const lacks = text === '' && say('scripts.missing')
  return (
    <TextArea
      label={`${name}, ${tongue(language)}`}
      lang={language}
      value={value}
      onChange={onChange}
      onBlur={onBlur}
      maxLength={2_000}
      hint={lacks || isStale ? <span className={s.lacks}>{lacks || say('scripts.stale')}</span> : undefined}
    />
  )
}
