// An entry of the ledger: when | what | where it stands. Two hairlines run through all of them, so the eye
// goes down
// either edge: times at the left, open ends at the right. In a narrow place the third column folds under the
// second.
import type { ReactNode } from 'react'
import { useSay } from '../words.ts'
import { cx } from './cx.ts'
import s from './entry.module.css'
import { TimeText } from './time-text.tsx'

/** The frame around days and entries. */
export function Ledger({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={s.ledger}>
      <h2 className="sr">{label}</h2>
      {children}
    </div>
  )
}

/** The line that opens a day. Entries follow in an <ol>. */
export function DayRule({ at, first = false }: { at: number; first?: boolean }) {
  const say = useSay()
  return (
    <h3 className={s.day}>
      <TimeText at={at} as="day" />
      {first && (
        <span className={s.aside} aria-hidden="true">
          {say('kit.where_it_stands')}
        </span>
      )}
    </h3>
  )
}

type Props = {
  /** the entry's anchor, like `e37` */
  id: string
  at: number
  /** what kind: "Tried"; in bold */
  kind: ReactNode
  /** who and how, after the kind */
  by?: ReactNode
  /** where it stands: a clock, a tag, a link; each line in an element of its own */
  stand?: ReactNode
  /** the customer saw this */
  out?: boolean
  /** only the team sees this */
  team?: boolean
  /** it runs now, or is the one in focus */
  now?: boolean
  /** on its way: sending, or refused */
  state?: 'sending' | 'refused' | undefined
  focusable?: boolean
  children?: ReactNode
}

/** One entry, as an <li> with its article. */
export function Entry({ id, at, kind, by, stand, out, team, now, state, focusable = true, children }: Props) {
  return (
    <li>
      <article
        className={cx(s.entry, out && s.out, team && s.team, now && s.now, state && s[state])}
        id={id}
        aria-labelledby={`${id}-kind`}
        tabIndex={focusable ? -1 : undefined}
        data-entry=""
      >
        <TimeText at={at} as="time" className={s.when} />
        <div className={s.what}>
          <h4 className={s.kind} id={`${id}-kind`}>
            <b>{kind}</b>
            {by && <span>{by}</span>}
          </h4>
          {children}
        </div>
        <div className={s.stand}>{stand}</div>
      </article>
    </li>
  )
}

/** The reason of a step: "Why: rules out the filter." */
export function Because({ children }: { children: ReactNode }) {
  const say = useSay()
  return (
    <p className={s.because}>
      <b>{say('kit.why_colon')}</b> {children}
    </p>
  )
}

/** Two sides of a contradiction, the person's and the machine's. */
export function Sides({
  left,
  right,
}: {
  left: { label: string; content: ReactNode }
  right: { label: string; content: ReactNode }
}) {
  return (
    <div className={s.sides}>
      {[left, right].map(side => (
        <div key={side.label}>
          <span className={s.label}>{side.label}</span>
          {side.content}
        </div>
      ))}
    </div>
  )
}
