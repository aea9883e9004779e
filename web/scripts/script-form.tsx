// The script as a whole as it is read and written: its title, what customers say, its languages, its article,
// where it begins. Not: its steps (step-form.tsx).
import { useMemo } from 'react'
import { type Language, languages } from '#core/people/language.ts'
import { Check } from '../kit/check.tsx'
import { useSay } from '../words.ts'
import { type Editing, EditingOf, useEditing } from './editing.ts'
import { Part, usePart, WayField, WordField } from './fields.tsx'
import { type Outline, saidIn } from './outline.ts'
import type { Fault } from './scripts-api.ts'
import s from './scripts.module.css'
import { SentenceIn, useTongue } from './sentence.tsx'
import type { Stale } from './stale.ts'
import f from './step-form.module.css'
import { leavingBy, Wrong } from './step-form.tsx'
import { Sentence } from './step-parts.tsx'

type Props = {
  outline: Outline
  form: unknown
  chosen: readonly Language[]
  stale: Stale
  faults: readonly Fault[]
  /** null: one reads only */
  change: ((change: (form: unknown) => unknown, of: string) => void) | null
  goTo: (index: number) => void
  leave: () => void
}

const sentences = ['title', 'says'] as const

export function ScriptForm({ outline, form, chosen, stale, faults, change, goTo, leave }: Props) {
  const say = useSay()
  const editing = useMemo(
    (): Editing => ({
      outline,
      chosen,
      stale,
      whole: form,
      change: (how, of = '') => change?.(how, of),
      goTo,
      newAt: () => {},
    }),
    [outline, form, chosen, stale, change, goTo],
  )
  if (!change) return <ScriptRead outline={outline} chosen={chosen} />
  return (
    <section
      className={s.view}
      aria-label={say('scripts.whole')}
      data-step-form=""
      onKeyDown={leavingBy(leave)}
    >
      <h2>{say('scripts.whole')}</h2>
      <Wrong faults={faults} />
      <EditingOf value={editing}>
        {sentences.map(what => (
          <Sentence key={what} what={what} />
        ))}
        <div className={f.grid}>
          <WordField
            place={['article']}
            label={say('scripts.fact_article')}
            hint={say('scripts.slug_form')}
          />
          <WayField place={['start']} label={say('scripts.starts_at')} isFixed />
        </div>
        <LanguagesField />
      </EditingOf>
    </section>
  )
}

/** In the order in which they were chosen: what others translate is the first. */
function LanguagesField() {
  const say = useSay()
  const tongue = useTongue()
  const { outline } = useEditing()
  const [, set] = usePart(['languages'])
  const now = outline.languages
  return (
    <Part title={say('scripts.languages')}>
      <div className={f.acts}>
        {languages.map(one => (
          <Check
            key={one}
            checked={now.includes(one)}
            onChange={event => {
              const next = event.currentTarget.checked ? [...now, one] : now.filter(each => each !== one)
              if (next.length > 0) set(next)
            }}
          >
            {tongue(one)}
          </Check>
        ))}
      </div>
    </Part>
  )
}

function ScriptRead({ outline, chosen }: { outline: Outline; chosen: readonly Language[] }) {
  const say = useSay()
  return (
    <section className={s.view} aria-label={say('scripts.whole')}>
      <h2>{say('scripts.whole')}</h2>
      {sentences.map(what => (
        <div key={what} className={s.said}>
          <h3>{say(`scripts.what_${what}`)}</h3>
          <div className={s.columns}>
            {chosen.map(one => (
              <SentenceIn
                key={one}
                text={saidIn(outline[what], one)}
                language={one}
                isNamed={chosen.length > 1}
              />
            ))}
          </div>
        </div>
      ))}
      <dl className={s.facts}>
        <div>
          <dt>{say('scripts.fact_article')}</dt>
          <dd>{outline.article || '–'}</dd>
        </div>
        <div>
          <dt>{say('scripts.starts_at')}</dt>
          <dd>{outline.start || '–'}</dd>
        </div>
      </dl>
    </section>
  )
}
