// The facts under a title: four short answers side by side.
import type { ReactNode } from 'react'
import s from './facts.module.css'

/** The frame. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <div className={s.frame}>
      <dl className={s.facts}>{children}</dl>
    </div>
  )
}

/** One fact: what it is, the answer, and a quiet line. */
export function Fact({
  label,
  small,
  children,
}: {
  label: ReactNode
  small?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={s.fact}>
      <dt>{label}</dt>
      <dd>
        {children}
        {small && <small>{small}</small>}
      </dd>
    </div>
  )
}
