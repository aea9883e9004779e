// A filter that is on, and how to take it off.
import type { ReactNode } from 'react'
import { Glyph } from './glyph.tsx'
import s from './pill.module.css'

/** `removeLabel` says what is removed: "Remove filter Level 2". */
export function Pill({
  onRemove,
  removeLabel,
  children,
}: {
  onRemove: () => void
  removeLabel: string
  children: ReactNode
}) {
  return (
    <span className={s.pill} data-pill="">
      {children}
      <button type="button" className={s.remove} aria-label={removeLabel} onClick={onRemove}>
        <Glyph name="x" />
      </button>
    </span>
  )
}
