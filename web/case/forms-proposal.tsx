// Forms of proposing a sale or a fix to the customer, and of taking it back. Not: their entry
// (proposal-view.tsx).
import { useState } from 'react'
import { type ProposalKind, proposalKinds } from '#core/case/proposal-fact.ts'
import { digitsOf } from '#core/goodwill/rules.ts'
import { Check, Choices } from '#web/kit/check.tsx'
import { TextArea, TextField } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

const isBlank = (words: string): boolean => words.trim() === ''
const first = { kind: 'fix' as ProposalKind, what: '', amount: '', currency: 'EUR', asked: false }

/** What it costs, as it is sent; null: no sum; undefined: nothing is said. */
function costOf({ kind, amount, currency }: typeof first) {
  if (kind === 'fix' || isBlank(amount)) return undefined
  const code = currency.trim().toUpperCase()
  const value = Number(amount.trim().replace(/\s/g, '').replace(',', '.'))
  if (!(value >= 0) || !Intl.supportedValuesOf('currency').includes(code)) return null
  return { amountMinor: Math.round(value * 10 ** digitsOf(code)), currency: code }
}

/** m o: a sale or a fix, one or the other; a sale says what it costs. */
export function ProposalForm({ onClose }: SheetProps) {
  const { say, act } = useCase()
  const [form, setForm] = useState(first)
  const set = (change: Partial<typeof first>) => setForm({ ...form, ...change })
  const cost = costOf(form)
  const lacks = isBlank(form.what) ? 'what' : cost === null ? 'amount' : null
  const isSale = form.kind === 'sale'
  const body = { kind: form.kind, what: form.what.trim(), ...cost, ...(form.asked && { asked: true }) }
  return (
    <DeedDialog
      moment="offers"
      title={say('finding.add_proposal')}
      note={say(isSale ? 'proposal.note_sale' : 'proposal.note_fix')}
      doText={say('proposal.do')}
      missing={lacks ? say(`proposal.needs_${lacks}`) : ''}
      onDo={() => act('proposal.make', body)}
      onClose={onClose}
    >
      <Choices
        label={say('proposal.which')}
        value={form.kind}
        onChange={kind => set({ kind })}
        choices={proposalKinds.map(value => ({ value, text: say(`proposal.is_${value}`) }))}
      />
      <TextArea
        label={say('proposal.what')}
        needed={isBlank(form.what)}
        autoFocus
        value={form.what}
        onChange={event => set({ what: event.currentTarget.value })}
      />
      {isSale && <SaleFields form={form} set={set} />}
    </DeedDialog>
  )
}

type FieldsProps = {
  readonly form: typeof first
  readonly set: (change: Partial<typeof first>) => void
}

/** What it costs, and whether he asked for it. */
function SaleFields({ form, set }: FieldsProps) {
  const { say } = useCase()
  return (
    <>
      <TextField
        label={say('proposal.amount')}
        inputMode="decimal"
        value={form.amount}
        onChange={event => set({ amount: event.currentTarget.value })}
      />
      <TextField
        label={say('set_up.waiver_currency')}
        maxLength={3}
        value={form.currency}
        onChange={event => set({ currency: event.currentTarget.value })}
      />
      <Check checked={form.asked} onChange={event => set({ asked: event.currentTarget.checked })}>
        {say('goodwill.by_customer')}
      </Check>
    </>
  )
}

/** Taking one back, with the reason the customer reads. */
export function ProposalWithdrawForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  const [because, setBecause] = useState('')
  return (
    <DeedDialog
      moment="offers"
      title={say('proposal.withdraw')}
      note={say('goodwill.read_by_customer', { act: 'revoke' })}
      doText={say('proposal.withdraw')}
      missing={isBlank(because) ? say('deeds.needs_reason') : ''}
      onDo={() => void act('proposal.withdraw', { proposal: id, because: because.trim() })}
      onClose={onClose}
    >
      <TextArea
        label={say('goodwill.field_because')}
        needed={isBlank(because)}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
