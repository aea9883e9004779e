// A row of a form set like the ledger: what it is | what is said | where it stands.
import type { ReactNode } from 'react'
import s from './form-row.module.css'

type Props = { label: ReactNode; hint?: ReactNode; stand?: ReactNode; children: ReactNode }

/** Rows stand in <FormRows>, which folds the columns where there is no room. */
export function FormRow({ label, hint, stand, children }: Props) {
  return (
    <div className={s.row}>
      <div className={s.label}>
        <b>{label}</b>
        {hint && <span className={s.hint}>{hint}</span>}
      </div>
      <div className={s.what}>{children}</div>
      <div className={s.stand}>{stand}</div>
    </div>
  )
}

/** The frame around rows. */
export function FormRows({ children }: { children: ReactNode }) {
  return (
    <div className={s.frame}>
      <div className={s.rows}>{children}</div>
    </div>
  )
}
