// From a case: a new change request, or one that is there already, to which the case belongs from then on.
// Not: the form of a new one (ask-form.tsx).
import { useState } from 'react'
import { DeedDialog, type SheetProps } from '../case/deed-dialog.tsx'
import { useCase } from '../case/case-context.ts'
import { get } from '../api/client.ts'
import { refused } from '../api/refusal-text.ts'
import { Choices } from '../kit/check.tsx'
import { TextField } from '../kit/field.tsx'
import { toast } from '../kit/toast.ts'
import { AskForm } from './ask-form.tsx'

type How = 'new' | 'join'

export function ChangeOfCase({ onClose }: SheetProps) {
  const { say, data, state, act } = useCase()
  const [how, setHow] = useState<How>('new')
  const [number, setNumber] = useState('')
  const choice = (
    <Choices
      label={say('change.what')}
      inline
      value={how}
      onChange={setHow}
      choices={(['new', 'join'] as const).map(value => ({ value, text: say(`change.how_${value}`) }))}
    />
  )
  const { card } = data
  if (how === 'new') {
    const from = { number: card.number, subject: card.subject, product: state.product ?? null }
    return (
      <AskForm from={from} onClose={onClose}>
        {choice}
      </AskForm>
    )
  }
  const join = async () => {
    try {
      const { id: matter } = await get<{ id: string }>(`/changes/${number}`)
      await act('matter.join', { matter }, say('change.joined', { number }))
    } catch (thrown) {
      toast(refused(thrown, say))
    }
  }
  return (
    <DeedDialog
      title={say('change.ask')}
      doText={say('kit.save')}
      missing={/^[1-9]\d{0,9}$/.test(number) ? '' : say('change.needs_number')}
      onDo={() => void join()}
      onClose={onClose}
    >
      {choice}
      <TextField
        label={say('change.number')}
        inputMode="numeric"
        value={number}
        maxLength={10}
        needed={number === ''}
        onChange={event => setNumber(event.currentTarget.value.trim())}
      />
    </DeedDialog>
  )
}
