// What somebody reads who is kept from the customer's data: that it is so, why, and how he looks with a
// reason. Not: what is kept from him (the server takes it out).
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { refused } from '#web/api/refusal-text.ts'
import { masked } from '#core/access/mask.ts'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { toast } from '#web/kit/toast.ts'
import { wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

/** Says what is kept, or until when it is shown. */
export function KeptNote() {
  const { say, data, state, desk, open } = useCase()
  const words = useWords()
  const now = nowMs()
  const look = state.looks?.find(one => one.agent === desk.me.id && one.until > now)
  if (look && data.sight === 'all')
    return <p className="sm soft">{say('kept.looks', { at: wallTime(look.until, now, words) })}</p>
  if (data.sight === 'all') return null
  const isNamed = data.sight === 'name'
  return (
    <>
      <p className="sm">
        <strong>{say(isNamed ? 'kept.name_title' : 'kept.title')}</strong>
      </p>
      <p className="sm soft">{isNamed ? say('kept.name_why') : say('kept.why', { mark: masked })}</p>
      {data.mayLook && (
        <Button kind="quiet" onClick={() => open({ name: 'look' })}>
          {say('kept.look')}
        </Button>
      )}
    </>
  )
}

/** Looks at the customer's data for an hour; the page is read again as it may be seen now. */
export function LookForm({ onClose }: SheetProps) {
  const { say, data } = useCase()
  const client = useQueryClient()
  const [because, setBecause] = useState('')
  const reason = because.trim()
  const go = async () => {
    try {
      await post(`/cases/${data.number}/customer/look`, { because: reason })
    } catch (thrown) {
      toast(refused(thrown, say))
    }
    await client.invalidateQueries({ queryKey: keys.case(String(data.number)) })
  }
  return (
    <DeedDialog
      moment="files"
      title={say('kept.look')}
      note={say('kept.look_told')}
      doText={say('kept.look_go')}
      missing={reason === '' ? say('kept.look_why') : ''}
      onDo={() => void go()}
      onClose={onClose}
    >
      <TextField
        label={say('kept.look_why')}
        value={because}
        autoFocus
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
