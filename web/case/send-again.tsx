// A message that did not arrive: the same once more, to the same person or to another address. Not:
// writing it anew (message-view.tsx).
import { useState } from 'react'
import type { MessageId } from '#core/kit/id.ts'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import { DeedDialog } from './deed-dialog.tsx'

export function SendAgain({ message }: { message: MessageId }) {
  const { say, act, offWhy } = useCase()
  const [isAsking, setAsking] = useState(false)
  if (offWhy('message.send_again') !== '') return null
  return (
    <>
      <Button
        kind="quiet"
        onClick={() => void act('message.send_again', { message }, say('mail_out.sent_again'))}
      >
        {say('mail_out.send_again')}
      </Button>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {say('mail_out.send_elsewhere')}
      </Button>
      {isAsking && <Elsewhere message={message} onClose={() => setAsking(false)} />}
    </>
  )
}

function Elsewhere({ message, onClose }: { message: MessageId; onClose: () => void }) {
  const { say, act } = useCase()
  const [address, setAddress] = useState('')
  const wish = { message, address: address.trim() }
  return (
    <DeedDialog
      moment="telling"
      title={say('mail_out.send_elsewhere')}
      note={say('mail_out.elsewhere_why')}
      doText={say('mail_out.send_again')}
      missing={/^\S+@\S+\.\S+$/.test(address.trim()) ? '' : say('sign_in.email_needed')}
      onDo={() => void act('message.send_again', wish, say('mail_out.sent_again'))}
      onClose={onClose}
    >
      <TextField
        label={say('mail_out.address')}
        type="email"
        inputMode="email"
        autoFocus
        maxLength={320}
        value={address}
        onChange={event => setAddress(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
