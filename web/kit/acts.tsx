// Acts of a panel: ruled lines with their key at the end; the whole line is the button.
import type { ReactNode } from 'react'
import s from './acts.module.css'
import { cx } from './cx.ts'
import { KeyHint } from './key-hint.tsx'

/** The list around the acts. */
export function Acts({ children }: { children: ReactNode }) {
  return <ul className={s.acts}>{children}</ul>
}

type Props = {
  onPress: () => void
  keys?: string | undefined
  first?: boolean
  /** a few quiet words after the act */
  aside?: ReactNode
  offWhy?: string | undefined
  children: ReactNode
}

/** One act; `first` marks the one expected next. */
export function Act({ onPress, keys, first = false, aside, offWhy, children }: Props) {
  return (
    <li className={s.item}>
      <button
        type="button"
        className={cx(s.act, first && s.first)}
        aria-disabled={offWhy ? true : undefined}
        title={offWhy}
        onClick={() => !offWhy && onPress()}
      >
        <span>
          {children}
          {aside && <span className={s.aside}> {aside}</span>}
          {offWhy && <span className={s.aside}> {offWhy}</span>}
        </span>
        {keys && <KeyHint keys={keys} />}
      </button>
    </li>
  )
}
