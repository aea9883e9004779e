// A mail kept aside is a word of a supplier: placed with the supplier case it is about. Not: taking it out of
// a wrong one again (supplier/take-out.tsx).
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { Wrong } from './parts.tsx'
import { useChange } from './set-up-api.ts'

export function PlaceMail({ id }: { id: number }) {
  const say = useSay()
  const navigate = useNavigate()
  const [number, setNumber] = useState('')
  const placed = useChange<{ number: number }>(
    done => void navigate({ to: '/suppliers/$number', params: { number: String(done.number) } }),
  )
  const isNumber = /^[1-9]\d{0,9}$/.test(number.trim())
  const path = `/system-mail/${id}/supplier-case`
  return (
    <div className="row">
      <Wrong thrown={placed.error} />
      <TextField
        label={say('supplier.place_number')}
        inputMode="numeric"
        value={number}
        onChange={event => setNumber(event.currentTarget.value)}
      />
      <Button
        offWhy={isNumber ? '' : say('supplier.place_needs')}
        onClick={() => placed.mutate({ path, body: { supplierCase: number.trim() } })}
      >
        {say('supplier.place')}
      </Button>
    </div>
  )
}
