// Yes or no, and one of a few. Not: one of many (field.tsx).
import { type ComponentProps, type ReactNode, useId } from 'react'
import s from './check.module.css'

type CheckProps = Omit<ComponentProps<'input'>, 'className' | 'style' | 'type'> & { children: ReactNode }

/** A box to tick with its sentence. */
export function Check({ children, ...rest }: CheckProps) {
  return (
    <label className={s.check}>
      <input type="checkbox" {...rest} />
      <span>{children}</span>
    </label>
  )
}

type Choice<T extends string> = { readonly value: T; readonly text: ReactNode; readonly hint?: ReactNode }
type ChoicesProps<T extends string> = {
  label: string
  labelHidden?: boolean
  choices: readonly Choice<T>[]
  value: T | null
  onChange: (value: T) => void
  /** side by side instead of one under the other */
  inline?: boolean
}

/** One of a few, all visible. */
export function Choices<T extends string>({
  label,
  labelHidden,
  choices,
  value,
  onChange,
  inline,
}: ChoicesProps<T>) {
  const name = useId()
  return (
    <fieldset>
      <legend className={labelHidden ? 'sr' : s.legend}>{label}</legend>
      <div className={inline ? s.inline : s.stacked}>
        {choices.map(one => (
          <label className={s.check} key={one.value}>
            <input
              type="radio"
              name={name}
              value={one.value}
              checked={value === one.value}
              onChange={() => onChange(one.value)}
            />
            <span>
              {one.text}
              {one.hint && <small className={s.hint}>{one.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
