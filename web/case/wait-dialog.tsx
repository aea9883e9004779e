// Send and wait: for what, and when we look again if nothing comes.
import { useState } from 'react'
import { dayMs } from '#core/kit/time.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { Dialog } from '#web/kit/sheet.tsx'
import { useSay } from '#web/words.ts'
import { useDesk } from './desk.ts'
import s from './case.module.css'
import { fieldOf, instantOf, instantOfField, wallAt } from './wall-clock.ts'

const reasons = ['answer', 'test_by_customer', 'agreed_date', 'other'] as const

/** What is waited for, and when we look again. */
export type WaitWish = { readonly reason: string; readonly until?: number }

/** For an answer, and a look in two days at nine: time enough to answer, soon enough not to be forgotten. */
export const firstWait = (now: number, zone: string | undefined): WaitWish => ({
  reason: 'answer',
  until: instantOf({ ...wallAt(now + 2 * dayMs, zone), hour: 9, minute: 0 }, zone),
})

type Props = { first: WaitWish; onWait: (wait: WaitWish) => void; onClose: () => void }

export function WaitDialog({ first, onWait, onClose }: Props) {
  const say = useSay()
  const { zone } = useDesk()
  const [reason, setReason] = useState(first.reason)
  const [until, setUntil] = useState(first.until === undefined ? '' : fieldOf(first.until, zone))
  const at = instantOfField(until, zone)
  const past = at !== null && at <= nowMs()
  const send = () => {
    if (!past) onWait({ reason, ...(at !== null && { until: at }) })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('case.wait_title')}
      onSubmit={send}
      foot={
        <>
          <span />
          <Button kind="main" type="submit" keys="mod+enter" offWhy={past ? say('deeds.in_the_past') : ''}>
            {say('case.send_and_wait')}
          </Button>
        </>
      }
    >
      <div className={s.form}>
        <SelectField
          label={say('case.wait_for')}
          value={reason}
          autoFocus
          options={reasons.map(one => ({ value: one, text: say(`kinds.wait_${one}`) }))}
          onChange={event => setReason(event.currentTarget.value)}
        />
        <TextField
          label={say('case.wait_until')}
          type="datetime-local"
          value={until}
          error={past ? say('deeds.in_the_past') : undefined}
          onChange={event => setUntil(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
