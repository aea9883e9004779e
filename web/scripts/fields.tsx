// The fields a step's form is made of, each bound to its place in the form. Not: which a kind of step has
// (step-parts.tsx).
import type { ReactNode } from 'react'
import { type Option, SelectField, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { useEditing } from './editing.ts'
import { fields, type Place, partAt, put, word } from './form-parts.ts'
import { said } from './outline.ts'
import s from './scripts.module.css'
import { SentenceField } from './sentence.tsx'
import f from './step-form.module.css'
import { TargetField } from './target-field.tsx'
import { useTyped } from './use-typed.ts'

/** What stands at a place, and how it is set there; undefined takes it away. */
export function usePart(place: Place): readonly [unknown, (value: unknown) => void] {
  const { whole, change } = useEditing()
  return [partAt(whole, place), value => change(form => setAt(form, place, value), place.join('.'))]
}

/** A limit of tries of which neither part is set is none. */
function setAt(form: unknown, place: Place, value: unknown): unknown {
  const next = put(form, place, value)
  const isEmpty = place[0] === 'tries' && Object.keys(fields(fields(next).tries)).length === 0
  return isEmpty ? put(next, ['tries'], undefined) : next
}

/** A sentence in each language shown. */
export function Wordings({ place, name }: { place: Place; name: string }) {
  const { whole, chosen, change, stale } = useEditing()
  const wording = partAt(whole, place)
  return (
    <div className={s.columns}>
      {chosen.map(language => (
        <SentenceField
          key={language}
          name={name}
          wording={wording}
          language={language}
          isStale={stale.get(wording)?.has(language) === true}
          write={text =>
            change(form => said(form, [...place, language], text), [...place, language].join('.'))
          }
        />
      ))}
    </div>
  )
}

type WordProps = { place: Place; label: string; hint?: string; kind?: 'number' | 'text'; least?: number }

/** A word or a number; emptied it is taken away. */
export function WordField({ place, label, hint, kind = 'text', least }: WordProps) {
  const [value, set] = usePart(place)
  const has = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  const {
    value: typed,
    onChange,
    onBlur,
  } = useTyped(has, text => {
    const said = text.trim()
    const number = Number(said.replace(',', '.'))
    set(said === '' ? undefined : kind === 'number' && Number.isFinite(number) ? number : said)
  })
  return (
    <TextField
      label={label}
      hint={hint}
      value={typed}
      onChange={onChange}
      onBlur={onBlur}
      autoComplete="off"
      {...(kind === 'number' && { inputMode: least === undefined || least < 0 ? 'text' : 'decimal' })}
    />
  )
}

type ChoiceProps = {
  place: Place
  label: string
  options: readonly Option[]
  none?: string
  number?: true
  /** what else becomes of the step with another choice */
  also?: (step: unknown) => unknown
}

/** One of several; `none` is what the choice is called that takes it away. */
export function ChoiceField({ place, label, options, none, number, also = same }: ChoiceProps) {
  const { change } = useEditing()
  const [value] = usePart(place)
  const now = value === undefined ? '' : String(value)
  const all = [
    ...(none === undefined && now !== '' ? [] : [{ value: '', text: none ?? '–' }]),
    ...options,
    // What is there and is none of them stays until somebody chooses.
    ...(now === '' || options.some(one => one.value === now) ? [] : [{ value: now, text: now }]),
  ]
  return (
    <SelectField
      label={label}
      options={all}
      value={now}
      onChange={event => {
        const text = event.currentTarget.value
        const next = text === '' ? undefined : number ? Number(text) : text
        change(step => also(put(step, place, next)))
      }}
    />
  )
}

const same = (step: unknown) => step

/** Where the step leads by one of its ways; `isFixed`: to one of those there are. */
type WayProps = { place: Place; label: string; isFixed?: true; unset?: string }

/** Where an arrow leads; `unset`: what it means that it leads nowhere, where it need not. */
export function WayField({ place, label, isFixed, unset }: WayProps) {
  const [value, set] = usePart(place)
  const at = isFixed ? null : place
  return <TargetField label={label} value={word(value)} onChange={set} unset={unset} place={at} />
}

/** A named part of a form. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={f.part}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

/** What is seldom needed, behind one line; open where something of it is set. */
export function Further({ isSet, children }: { isSet: boolean; children: ReactNode }) {
  const say = useSay()
  return (
    <details className={f.further} open={isSet || undefined}>
      <summary>{say('scripts.further')}</summary>
      {children}
    </details>
  )
}
