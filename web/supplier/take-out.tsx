// The mail that came last lies at the wrong supplier case: it is taken out, with why. Not: placing one that
// is kept aside (set-up/place-mail.tsx).
import { useState } from 'react'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { useSupplierDeed } from './suppliers-api.ts'

export function TakeOut({ number, mail }: { number: string; mail: string }) {
  const say = useSay()
  const { mutateAsync } = useSupplierDeed(number)
  const [isOpen, setOpen] = useState(false)
  const [because, setBecause] = useState('')
  const missing = because.trim() === ''
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {say('supplier.take_out')}
      </Button>
      {isOpen && (
        <DeedDialog
          title={say('supplier.take_out')}
          doText={say('kit.save')}
          missing={missing ? say('supplier.take_out_needs') : ''}
          onDo={() => mutateAsync({ deed: 'take-out', body: { mail, because: because.trim() } })}
          onClose={() => setOpen(false)}
        >
          <p className="soft">{say('supplier.take_out_how')}</p>
          <TextField
            label={say('supplier.take_out_because')}
            needed={missing}
            autoFocus
            value={because}
            onChange={event => setBecause(event.currentTarget.value)}
          />
        </DeedDialog>
      )}
    </>
  )
}
