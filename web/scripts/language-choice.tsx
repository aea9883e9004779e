// The languages of a script with what each still lacks; those pressed stand side by side.
import { useMemo } from 'react'
import type { Language } from '#core/people/language.ts'
import { Glyph } from '../kit/glyph.tsx'
import { useSay, useWords } from '../words.ts'
import { missingIn, type Outline } from './outline.ts'
import s from './scripts.module.css'

type Props = {
  outline: Outline
  chosen: readonly Language[]
  onChange: (chosen: readonly Language[]) => void
}

/** At least one stays pressed. */
export function LanguageChoice({ outline, chosen, onChange }: Props) {
  const { say, language: own } = useWords()
  const missing = useMemo(() => missingIn(outline), [outline])
  const names = new Intl.DisplayNames([own], { type: 'language' })
  const toggle = (one: Language) => {
    const next = chosen.includes(one) ? chosen.filter(each => each !== one) : [...chosen, one]
    if (next.length > 0) onChange([...missing.keys()].filter(each => next.includes(each)))
  }
  return (
    <fieldset className={s.languages}>
      <legend className="sr">{say('scripts.languages')}</legend>
      {[...missing].map(([one, n]) => (
        <button
          key={one}
          type="button"
          className={s.language}
          aria-pressed={chosen.includes(one)}
          onClick={() => toggle(one)}
        >
          <b>{names.of(one) ?? one}</b>
          <Missing n={n} />
        </button>
      ))}
    </fieldset>
  )
}

function Missing({ n }: { n: number }) {
  const say = useSay()
  return (
    <span className={n > 0 ? s.lacks : s.complete}>
      <Glyph name={n > 0 ? 'open' : 'ok'} size={12} />
      <span className={s.words}>{say('scripts.missing_n', { n })}</span>
      <span className={s.few} aria-hidden="true">
        {n > 0 && n}
      </span>
    </span>
  )
}
