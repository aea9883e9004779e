// The number at which customers reach me directly. Saved as one leaves the field. Not: whether they read it
// (core/people/given-number.ts).
import { useState } from 'react'
import type { Preferences } from '../api/session.ts'
import { TextField } from '../kit/field.tsx'
import { FormRow } from '../kit/form-row.tsx'
import { useSay } from '../words.ts'
import s from './me.module.css'

type Props = { preferences: Preferences; set: (preferences: Partial<Preferences>) => void }

export function DirectNumber({ preferences, set }: Props) {
  const say = useSay()
  const before = preferences.directNumber ?? ''
  const [number, setNumber] = useState(before)
  return (
    <FormRow label={say('me.direct_number')} hint={say('me.direct_number_why')}>
      <div className={s.short}>
        <TextField
          label={say('me.direct_number')}
          labelHidden
          type="tel"
          value={number}
          maxLength={40}
          onChange={event => setNumber(event.currentTarget.value)}
          onBlur={() => number.trim() !== before && set({ directNumber: number.trim() || null })}
        />
      </div>
    </FormRow>
  )
}
