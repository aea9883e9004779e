// The shell of a set-up page that is one form: what went wrong above it, its fields, the button that sends
// it, and the key that does the same. Whoever may only read it sees the fields. Not: a sheet's form
// (parts.tsx).
import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { Wrong } from './parts.tsx'
import s from './set-up.module.css'

type Props = {
  mayChange: boolean
  /** sends it, or shows what is wrong */
  go: () => void
  isSending: boolean
  /** what sending is called */
  send: string
  /** a quiet word beside the button */
  note?: string
  errors?: readonly string[]
  thrown: unknown
  children: ReactNode
}

export function PageForm({ mayChange, go, isSending, send, note, errors = [], thrown, children }: Props) {
  useKeys(mayChange ? { 'mod+s': { does: send, run: go } } : {})
  return (
    <form
      className={`${s.form} ${s.wide}`}
      data-form=""
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (mayChange) go()
      }}
    >
      <Wrong errors={errors} thrown={thrown} />
      {children}
      {mayChange && (
        <div className="row">
          <Button kind="main" type="submit" keys="mod+s" aria-busy={isSending}>
            {send}
          </Button>
          {note && <span className="sm soft">{note}</span>}
        </div>
      )}
    </form>
  )
}
