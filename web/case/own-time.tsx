// The fields for a time of one's own to promise: by when, and, where it is to be a window, from when. Not:
// what is typed in them (own-time.ts), nor the quick choices.
import { useState } from 'react'
import { nowMs } from '#web/kit/now.ts'
import { TextField } from '#web/kit/field.tsx'
import { windowTime } from '#web/kit/times.ts'
import { useSay, useWords } from '#web/words.ts'
import s from './case.module.css'
import { type Chosen, chosenOf, isOverMidnight, isTurned, typedOf } from './own-time.ts'
import { fieldOf } from './wall-clock.ts'

type Props = {
  value: Chosen
  onChange: (value: Chosen) => void
}

/** Both fields of a form, each with its label. */
export function OwnTime({ value, onChange }: Props) {
  const say = useSay()
  const { times, from, setDue, setFrom } = useOwnTime({ value, onChange })
  return (
    <>
      <div className={s.pair}>
        <TextField
          label={say('case.own_time')}
          type="datetime-local"
          autoFocus
          {...times}
          onChange={setDue}
        />
        <TextField
          label={say('case.window_from')}
          hint={say('case.window_hint')}
          error={isTurned(value) ? say('case.window_turned') : undefined}
          type="time"
          value={from}
          onChange={setFrom}
        />
      </div>
      <div>
        <NextDay value={value} />
      </div>
    </>
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
      <NextDay value={value} />
      {wrong && (
        <span className={s.refused} role="alert">
          {say('case.window_turned')}
        </span>
      )}
    </>
  )
}

/** That it ends on the next day, said with both days: only the first of them was typed. */
function NextDay({ value }: Pick<Props, 'value'>) {
  const words = useWords()
  const at = isOverMidnight(value, words.zone)
    ? windowTime({ from: value.from, dueAt: value.at }, nowMs(), words)
    : ''
  return (
    <span className="sm" role="status">
      {at !== '' && words.say('case.window_next_day', { at })}
    </span>
  )
}

type Input = { readonly currentTarget: { readonly value: string } }

/** By the clock the agent reads everything else by. */
function useOwnTime({ value, onChange }: Props) {
  const { zone } = useWords()
  const [now] = useState(nowMs)
  const typed = typedOf(value, zone)
  // What is typed may be before now where it ends on the next day.
  const min = typed.begins === '' ? fieldOf(now, zone) : `${fieldOf(now, zone).slice(0, 10)}T00:00`
  const change = (change: Partial<typeof typed>) => {
    const chosen = chosenOf({ ...typed, ...change }, zone)
    if (chosen) onChange(chosen)
  }
  return {
    times: { min, value: typed.ends },
    from: typed.begins,
    setDue: ({ currentTarget }: Input) => change({ ends: currentTarget.value }),
    setFrom: ({ currentTarget }: Input) => change({ begins: currentTarget.value }),
  }
}
