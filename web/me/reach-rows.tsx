// How notices reach me: by mail or not, and when only the gravest does. Saved as one chooses.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { weekdays } from '#core/clock/date.ts'
import type { Quiet } from '#core/notice/quiet.ts'
import { type NoticeMail, noticeMails, type Role } from '#core/people/desk-facts.ts'
import { type Preferences, useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Check, Choices } from '../kit/check.tsx'
import { TextField } from '../kit/field.tsx'
import { FormRow } from '../kit/form-row.tsx'
import { useWeekday } from '../set-up/weekday.ts'
import { useSay } from '../words.ts'
import s from './me.module.css'
import { isWhole, usualQuiet, withDay } from './quiet.ts'

type Props = { preferences: Preferences; set: (preferences: Partial<Preferences>) => void }

/** Three rows of my settings. */
export function ReachRows({ preferences, set }: Props) {
  const say = useSay()
  const { agent } = useSession()
  const mayReport = maySetUp({ roles: agent.roles as readonly Role[], active: true }, 'reports', 'read')
  return (
    <>
      <FormRow label={say('me.notice_mail')} hint={say('me.notice_mail_why')}>
        <Choices<NoticeMail>
          label={say('me.notice_mail')}
          labelHidden
          value={preferences.noticeMail ?? 'away'}
          onChange={noticeMail => set({ noticeMail })}
          choices={noticeMails.map(value => ({ value, text: say(`me.notice_mail_${value}`) }))}
        />
      </FormRow>
      {mayReport && (
        <FormRow label={say('weekly.wish')} hint={say('weekly.wish_why')}>
          <Check
            checked={preferences.weeklyPage === true}
            onChange={event => set({ weeklyPage: event.currentTarget.checked })}
          >
            {say('weekly.wish_yes')}
          </Check>
        </FormRow>
      )}
      <FormRow label={say('me.quiet')} hint={say('me.quiet_why')}>
        <QuietHours kept={preferences.quiet ?? []} onKeep={quiet => set({ quiet })} />
      </FormRow>
    </>
  )
}

/** What is not whole yet stays on the screen only. */
function QuietHours({ kept, onKeep }: { kept: readonly Quiet[]; onKeep: (all: readonly Quiet[]) => void }) {
  const say = useSay()
  const [all, setAll] = useState(kept)
  const change = (next: readonly Quiet[]) => {
    setAll(next)
    if (next.every(isWhole)) onKeep(next)
  }
  return (
    <div className={s.quiet}>
      {all.map((one, index) => (
        <OneQuiet
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else to be told by
          key={index}
          quiet={one}
          onChange={next => change(all.with(index, next))}
          onRemove={() => change(all.filter((_, at) => at !== index))}
        />
      ))}
      <div className="row">
        <Button onClick={() => change([...all, usualQuiet])}>{say('me.quiet_add')}</Button>
      </div>
    </div>
  )
}

type OneProps = { quiet: Quiet; onChange: (quiet: Quiet) => void; onRemove: () => void }

function OneQuiet({ quiet, onChange, onRemove }: OneProps) {
  const say = useSay()
  const dayName = useWeekday('short')
  return (
    <fieldset className={s.quiet}>
      <legend className="sr">{say('me.quiet')}</legend>
      <div className={s.days}>
        {weekdays.map((one, index) => (
          <Check
            key={one}
            checked={quiet.days.includes(one)}
            onChange={() => onChange({ ...quiet, days: withDay(quiet.days, one) })}
          >
            {dayName(index)}
          </Check>
        ))}
      </div>
      <div className={s.days}>
        <TextField
          label={say('me.quiet_from')}
          type="time"
          value={quiet.from}
          onChange={event => onChange({ ...quiet, from: event.currentTarget.value })}
        />
        <TextField
          label={say('me.quiet_until')}
          type="time"
          value={quiet.until}
          onChange={event => onChange({ ...quiet, until: event.currentTarget.value })}
        />
        <Button kind="quiet" onClick={onRemove}>
          {say('me.quiet_remove')}
        </Button>
      </div>
      {!isWhole(quiet) && <p className="sm soft">{say('me.quiet_part')}</p>}
    </fieldset>
  )
}
