// The languages of a script with what each still lacks; those pressed stand side by side.
import { useDeferredValue, useMemo } from 'react'
import type { Language } from '#core/people/language.ts'
import { Glyph } from '../kit/glyph.tsx'
import { useSay } from '../words.ts'
import { missingIn, type Outline } from './outline.ts'
import s from './scripts.module.css'
import { useTongue } from './sentence.tsx'
import { type Stale, staleCounts } from './stale.ts'

type Props = {
  outline: Outline
  stale: Stale
  chosen: readonly Language[]
  onChange: (chosen: readonly Language[]) => void
}

/** At least one stays pressed. */
export function LanguageChoice({ outline, stale, chosen, onChange }: Props) {
  const say = useSay()
  const tongue = useTongue()
  // The counts may come a moment after what is typed.
  const late = useDeferredValue(outline)
  const missing = useMemo(() => missingIn(late), [late])
  const old = useMemo(() => staleCounts(stale), [stale])
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
          <b>{tongue(one)}</b>
          <Missing n={n} />
          <Old n={old.get(one) ?? 0} />
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

/** Translations that are older than what they translate. */
function Old({ n }: { n: number }) {
  const say = useSay()
  if (n === 0) return null
  return (
    <span className={s.lacks}>
      <Glyph name="soon" size={12} />
      {say('scripts.stale_n', { n })}
    </span>
  )
}
