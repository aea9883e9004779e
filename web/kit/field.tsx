// Where one types: a label above, a hint or an error below. Not: choices inside a sentence (slot.tsx).
import { type ComponentProps, type ReactNode, type Ref, useEffect, useId, useRef } from 'react'
import { useSay } from '../words.ts'
import { cx } from './cx.ts'
import s from './field.module.css'

type Common = {
  label: string
  /** keeps the label for ears only, where a heading beside it says the same */
  labelHidden?: boolean
  hint?: ReactNode
  error?: string | undefined
  /** required and still empty: heavier ink, not red */
  needed?: boolean
}
type Wiring = {
  id: string
  className: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
}

function Frame({
  label,
  labelHidden,
  hint,
  error,
  needed,
  children,
}: Common & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const say = useSay()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={s.frame}>
      <label htmlFor={id} className={labelHidden ? 'sr' : s.label}>
        {label}
      </label>
      {children({
        id,
        className: cx(s.field, needed && s.needed, error && s.wrong),
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true as const }),
        ...(needed && { 'aria-required': true as const }),
      })}
      {error && (
        <p id={`${id}-error`} className={s.error}>
          <span className="sr">{say('kit.error_prefix')} </span>
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className={s.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}

type InputProps = Common & Omit<ComponentProps<'input'>, 'className' | 'style' | 'id'>

/** One line of text. */
export function TextField({ label, labelHidden, hint, error, needed, ...rest }: InputProps) {
  return (
    <Frame {...{ label, hint, error }} labelHidden={labelHidden ?? false} needed={needed ?? false}>
      {wiring => <input type="text" {...rest} {...wiring} />}
    </Frame>
  )
}

type AreaProps = Common & Omit<ComponentProps<'textarea'>, 'className' | 'style' | 'id'> & { said?: boolean }

/** Several lines; it grows with what is typed. `said` writes in the voice of a person. */
export function TextArea({ label, labelHidden, hint, error, needed, said = false, ...rest }: AreaProps) {
  return (
    <Frame {...{ label, hint, error }} labelHidden={labelHidden ?? false} needed={needed ?? false}>
      {wiring => (
        <textarea rows={2} {...rest} {...wiring} className={cx(wiring.className, s.area, said && s.said)} />
      )}
    </Frame>
  )
}

export type Option = { readonly value: string; readonly text: string }
type SelectProps = Common &
  Omit<ComponentProps<'select'>, 'className' | 'style' | 'id' | 'children'> & { options: readonly Option[] }

/** One of several, from the browser's own list. */
export function SelectField({ label, labelHidden, hint, error, needed, options, ...rest }: SelectProps) {
  return (
    <Frame {...{ label, hint, error }} labelHidden={labelHidden ?? false} needed={needed ?? false}>
      {wiring => (
        <select {...rest} {...wiring} className={cx(wiring.className, s.select)}>
          {options.map(one => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </select>
      )}
    </Frame>
  )
}

/**
 * What is wrong with a form, in one place; takes the focus when it appears.
 * Each error: what happened, what is kept, what to do. What is about no field has a title of its own.
 */
export function ErrorSummary({ errors, title }: { errors: readonly string[]; title?: string }) {
  const at = useRef<HTMLDivElement>(null)
  const say = useSay()
  const text = errors.join('\n')
  useEffect(() => {
    if (text !== '') at.current?.focus()
  }, [text])
  if (errors.length === 0) return null
  return (
    <div className={s.summary} role="alert" tabIndex={-1} ref={at as Ref<HTMLDivElement>}>
      <b>{title ?? say('kit.error_summary', { n: errors.length })}</b>
      <ul>
        {errors.map(one => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  )
}
