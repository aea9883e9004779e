// One step as it is written: its name, what is wrong with it, its sentences, where it leads. Not: reading one
// (step-view.tsx), nor what is done with whole steps (step-acts.tsx).
import { type KeyboardEvent, type ReactNode, useMemo } from 'react'
import type { Language } from '#core/people/language.ts'
import { TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { type Editing, EditingOf } from './editing.ts'
import { type Place, partAt } from './form-parts.ts'
import { nameFrom } from './form-steps.ts'
import { StepFigures } from './figures-here.tsx'
import { type Outline, type OutlineStep, withPicture } from './outline.ts'
import type { Fault } from './scripts-api.ts'
import s from './scripts.module.css'
import type { Stale } from './stale.ts'
import f from './step-form.module.css'
import { StepParts } from './step-parts.tsx'
import { StepPicture } from './step-picture.tsx'
import { useTyped } from './use-typed.ts'

export type FormProps = {
  step: OutlineStep
  outline: Outline
  form: unknown
  chosen: readonly Language[]
  stale: Stale
  faults: readonly Fault[]
  change: (step: OutlineStep, change: (step: unknown) => unknown, of: string) => void
  rename: (step: OutlineStep, name: string) => void
  goTo: (index: number) => void
  newAt: (step: OutlineStep, place: Place) => void
  /** back to the row in the outline */
  leave: () => void
  acts: ReactNode
}

/** Esc, and ⌘↵ in a field, go back to the outline. */
export function StepForm({ step, faults, rename, leave, acts, ...rest }: FormProps) {
  const say = useSay()
  const { outline, form, chosen, stale, change, goTo, newAt } = rest
  const editing = useMemo(
    (): Editing => ({
      outline,
      chosen,
      stale,
      whole: partAt(form, ['steps', step.index]),
      change: (how, of = '') => change(step, how, of),
      goTo,
      newAt: place => newAt(step, place),
    }),
    [outline, form, chosen, stale, step, change, goTo, newAt],
  )
  const n = step.index + 1
  return (
    <section
      className={s.view}
      aria-label={say('scripts.step_n', { n })}
      data-step-form=""
      onKeyDown={leavingBy(leave)}
    >
      <header className={f.head}>
        <h2>
          {say('scripts.step_n', { n })}{' '}
          <span className="faint">· {say(`scripts.kind_${step.kind ?? 'none'}`)}</span>
          {step.name !== '' && step.name === outline.start && (
            <span className="faint"> · {say('scripts.begins')}</span>
          )}
        </h2>
        <NameField key={step.name} step={step} outline={outline} rename={rename} leave={leave} />
        {acts}
      </header>
      <Wrong faults={faults} />
      <EditingOf value={editing}>
        {step.kind && (
          <StepParts kind={step.kind}>
            <StepPicture
              step={step}
              language={chosen[0] ?? 'en'}
              setPicture={(one, file) => change(one, own => withPicture(own, file), 'picture')}
            />
          </StepParts>
        )}
      </EditingOf>
      <StepFigures name={step.name} />
    </section>
  )
}

/** Keys by which a form is left. What is typed is handed on when its field loses the focus. */
export const leavingBy = (leave: () => void) => (event: KeyboardEvent) => {
  const isDone = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.shiftKey
  if (event.defaultPrevented || !(event.key === 'Escape' || isDone)) return
  event.preventDefault()
  event.stopPropagation()
  leave()
}

/** What stands against publishing this step. */
export function Wrong({ faults }: { faults: readonly Fault[] }) {
  const say = useSay()
  if (faults.length === 0) return null
  return (
    <ul className={f.wrong} aria-label={say('scripts.faults_here', { n: faults.length })}>
      {faults.map(one => (
        <li key={`${one.path} ${one.code} ${one.details.language ?? ''}`}>
          <span className={f.name}>{one.path.replace(/^steps\.\d+\.?/, '')}</span> {one.message}
        </li>
      ))}
    </ul>
  )
}

type NameProps = Pick<FormProps, 'step' | 'outline' | 'rename' | 'leave'>

/** Everything that leads here follows the name; it is changed when the field is left. */
function NameField({ step, outline, rename, leave }: NameProps) {
  const say = useSay()
  const isFree = (name: string) =>
    name !== '' && !outline.steps.some(one => one.index !== step.index && one.name === name)
  const typed = useTyped(
    step.name,
    text => {
      const name = nameFrom(text)
      if (isFree(name)) rename(step, name)
    },
    'leave',
  )
  const { value, onChange, onBlur } = typed
  const isWrong = value !== step.name && !isFree(nameFrom(value))
  return (
    <div className={f.named}>
      <TextField
        label={say('scripts.step_name')}
        value={value}
        data-step-name=""
        autoComplete="off"
        onChange={onChange}
        onBlur={onBlur}
        onKeyDown={event => {
          if (event.key === 'Escape') typed.leave()
          if (event.key !== 'Enter') return
          event.preventDefault()
          leave()
        }}
        {...(isWrong && { error: say('scripts.name_wrong') })}
      />
    </div>
  )
}
