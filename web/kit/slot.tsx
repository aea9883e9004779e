// A value inside a sentence: reads as prose, changes as a form. A box is drawn only where one types.
import type { ReactNode } from 'react'
import type { Option } from './field.tsx'
import { Glyph } from './glyph.tsx'
import s from './slot.module.css'

type Props<T extends string> = {
  /** what is chosen here, for ears */
  label: string
  value: T
  options: readonly (Option & { readonly value: T })[]
  onChange: (value: T) => void
  disabled?: boolean
}

/** One of several values, underlined in the sentence. */
export function Slot<T extends string>({ label, value, options, onChange, disabled = false }: Props<T>) {
  return (
    <span className={s.slot}>
      <select
        className={s.select}
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={event => onChange(event.currentTarget.value as T)}
      >
        {options.map(one => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
      <Glyph name="down" size={10} className={s.sign} />
    </span>
  )
}

/** The same look for a value that opens something else, like a day to pick. */
export function SlotButton({
  label,
  onPress,
  children,
}: {
  label?: string
  onPress: () => void
  children: ReactNode
}) {
  return (
    <button type="button" className={s.button} aria-label={label} onClick={onPress}>
      {children}
      <Glyph name="down" size={10} />
    </button>
  )
}
