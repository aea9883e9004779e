// Judging again who is covered: by what is agreed now, for the device and the place as they are known, with
// the reason. Not: how it was judged (clocks-sheet.tsx).
import { useState } from 'react'
import { TextArea, TextField } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

export function JudgeAgainForm({ onClose }: SheetProps) {
  const { say, act, ledger } = useCase()
  const last = ledger.findLast(event => event.type === 'entitlement.decided')
  const known = { serial: last?.serial ?? '', site: last?.site ?? '' }
  const [said, setSaid] = useState({ ...known, because: '' })
  const set = (field: keyof typeof said) => (event: { currentTarget: { value: string } }) =>
    setSaid({ ...said, [field]: event.currentTarget.value })
  // What was not touched is left unsaid: the case knows it better than this screen.
  const changed = (field: keyof typeof known) =>
    said[field] !== known[field] && { [field]: said[field].trim() || null }
  const because = said.because.trim()
  return (
    <DeedDialog
      title={say('clocks.judge')}
      note={say('clocks.judge_note')}
      doText={say('clocks.judge')}
      missing={because === '' ? say('deeds.needs_reason') : ''}
      onDo={() => act('entitlement.decide', { ...changed('serial'), ...changed('site'), because })}
      onClose={onClose}
    >
      <TextField label={say('set_up.serial')} maxLength={100} value={said.serial} onChange={set('serial')} />
      <TextField label={say('set_up.site')} maxLength={200} value={said.site} onChange={set('site')} />
      <TextArea
        label={say('deeds.because')}
        needed
        autoFocus
        value={said.because}
        onChange={set('because')}
      />
    </DeedDialog>
  )
}
