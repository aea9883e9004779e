// The three voices: serif what a person said, plain what we did, mono what a machine recorded.
import type { ReactNode } from 'react'
import type { Language } from '#core/people/language.ts'
import { cx } from './cx.ts'
import s from './voices.module.css'

/** Words of a person, in their language; the quotation marks belong to the text. Keeps line breaks. */
export function Said({
  lang,
  small = false,
  children,
}: {
  lang?: Language
  small?: boolean
  children: ReactNode
}) {
  return (
    <p className={cx(s.said, small && s.small)} lang={lang}>
      {children}
    </p>
  )
}

/** A few words of a machine: a serial number, a version. */
export function Machine({ children }: { children: ReactNode }) {
  return <span className={s.machine}>{children}</span>
}

export type LogLine = { readonly n: number; readonly text: string; readonly hit?: boolean }

/** Lines of a log; those that matter carry a mark and full ink. */
export function Log({ lines }: { lines: readonly LogLine[] }) {
  return (
    <ol className={s.log}>
      {lines.map(one => (
        <li key={one.n} className={one.hit ? s.hit : undefined}>
          <span className={s.n}>{one.n}</span>
          <span>{one.text}</span>
        </li>
      ))}
    </ol>
  )
}
