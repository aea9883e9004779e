// Who may file under a contract or one of its lines: everybody it is for, or the people who are named. Not:
// what follows from it (core/entitlement/entitle.ts).
import { useId } from 'react'
import { Check } from '../kit/check.tsx'
import { useSay } from '../words.ts'
import type { Member } from './agreements-api.ts'
import a from './agreements.module.css'
import type { CallersForm } from './contract-form.ts'
import { type Fault, faultAt } from './field-faults.ts'
import { Ticks } from './parts.tsx'

type Props = {
  form: CallersForm
  /** who may where nobody is named */
  everybody: string
  /** who of the organisation may be named; null: not known yet */
  people: readonly Member[] | null
  path: string
  faults: readonly Fault[]
  onChange: (change: Partial<CallersForm>) => void
}

export function CallerFields({ form, everybody, people, path, faults, onChange }: Props) {
  const say = useSay()
  const id = useId()
  const wrong = faultAt(faults, path, say)
  const left = form.callers.filter(one => people?.every(({ id }) => id !== one))
  const known = [
    ...(people ?? []).map(one => ({ value: one.id, text: one.name || (one.email ?? one.id) })),
    // Who is named and has left can be taken off the list, though he is among nobody's people any more.
    ...left.map(value => ({ value, text: say('set_up.line_caller_left') })),
  ]
  return (
    <>
      <Check
        checked={form.isAnyCaller}
        {...(wrong && { 'aria-invalid': true, 'aria-describedby': id })}
        onChange={event => onChange({ isAnyCaller: event.currentTarget.checked })}
      >
        {everybody}
      </Check>
      {!form.isAnyCaller && (
        <div className={a.channels}>
          {people && known.length === 0 ? (
            <p className="soft">{say('set_up.line_callers_none')}</p>
          ) : (
            <Ticks
              label={say('set_up.line_callers')}
              value={form.callers}
              all={known}
              onChange={callers => onChange({ callers })}
            />
          )}
        </div>
      )}
      {wrong && (
        <p id={id} className={a.error}>
          {wrong}
        </p>
      )}
    </>
  )
}
