// A time of one's own to promise: by when, and, where it is to be a window, from when. Not: the quick
// choices.
import { useState } from 'react'
import { nowMs } from '#web/kit/now.ts'
import { TextField } from '#web/kit/field.tsx'
import { useSay, useWords } from '#web/words.ts'
import s from './case.module.css'
import { fieldOf, instantOfField, instantOfTime, timeFieldOf } from './wall-clock.ts'

/** A time to promise: by when, and from when where it is a window. */
export type Chosen = { readonly at: number; readonly from?: number | undefined }

/** A window that would end before it begins cannot be promised. */
export const isTurned = ({ at, from }: Chosen): boolean => from !== undefined && from >= at

/** As the server takes it. */
export const timesOf = ({ at, from }: Chosen): { dueAt: number; from?: number } =>
  from === undefined ? { dueAt: at } : { from, dueAt: at }

type Props = {
  value: Chosen
  onChange: (value: Chosen) => void
}

/** Both fields of a form, each with its label. */
export function OwnTime({ value, onChange }: Props) {
  const say = useSay()
  const { times, from, setDue, setFrom } = useOwnTime({ value, onChange })
  return (
    <div className={s.pair}>
      <TextField label={say('case.own_time')} type="datetime-local" autoFocus {...times} onChange={setDue} />
      <TextField
        label={say('case.window_from')}
        hint={say('case.window_hint')}
        error={isTurned(value) ? say('case.window_turned') : undefined}
        type="time"
        value={from}
        onChange={setFrom}
      />
    </div>
  )
}

/** The same inside a sentence. */
export function OwnTimeInline({ value, onChange }: Props) {
  const say = useSay()
  const { times, from, setDue, setFrom } = useOwnTime({ value, onChange })
  const wrong = isTurned(value)
  return (
    <>
      <input
        type="datetime-local"
        className={s.moment}
        aria-label={say('case.own_time')}
        {...times}
        onChange={setDue}
      />
      <label className={s.notBefore}>
        <span className="soft">{say('case.window_from')}</span>
        <input
          type="time"
          className={s.moment}
          title={say('case.window_hint')}
          aria-invalid={wrong || undefined}
          value={from}
          onChange={setFrom}
        />
      </label>
      {wrong && (
        <span className={s.refused} role="alert">
          {say('case.window_turned')}
        </span>
      )}
    </>
  )
}

type Typed = { readonly currentTarget: { readonly value: string } }

/** By the clock the agent reads everything else by. */
function useOwnTime({ value, onChange }: Props) {
  const { zone } = useWords()
  const [now] = useState(nowMs)
  const from = value.from === undefined ? '' : timeFieldOf(value.from, zone)
  return {
    times: { min: fieldOf(now, zone), value: fieldOf(value.at, zone) },
    from,
    setDue: ({ currentTarget }: Typed) => {
      const at = instantOfField(currentTarget.value, zone)
      // The beginning stays the same time of whatever day it is.
      if (at !== null) onChange({ at, from: instantOfTime(from, at, zone) ?? undefined })
    },
    setFrom: ({ currentTarget }: Typed) =>
      onChange({ at: value.at, from: instantOfTime(currentTarget.value, value.at, zone) ?? undefined }),
  }
}
