// Forms of noting what a case cost, and of taking it back. Not: its entry (cost-view.tsx), nor the sums
// (costs-part.tsx).
import { useState } from 'react'
import { type CostKind, costKinds } from '#core/case/cost-fact.ts'
import { costMax } from '#core/cost/desk-costs.ts'
import { Choices } from '#web/kit/check.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { typedMinor } from '#web/kit/typed-money.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

const isBlank = (words: string): boolean => words.trim() === ''
const first = { kind: 'supplier' as CostKind, amount: '', what: '', supplierCase: '' }

/** m e: what was paid, how much, what for; of which supplier case, if there is one. */
export function CostForm({ onClose }: SheetProps) {
  const { say, act, desk } = useCase()
  const [form, setForm] = useState(first)
  const set = (change: Partial<typeof first>) => setForm({ ...form, ...change })
  const currency = desk.facts.costs?.currency ?? 'EUR'
  const amountMinor = typedMinor(form.amount, currency)
  const isSum = amountMinor !== null && amountMinor > 0 && amountMinor <= costMax
  const lacks = isSum ? (isBlank(form.what) ? 'words' : null) : 'amount'
  const body = { kind: form.kind, amountMinor, currency, what: form.what.trim() }
  const of = form.supplierCase === '' ? {} : { supplierCase: form.supplierCase }
  return (
    <DeedDialog
      moment="suppliers"
      title={say('costs.note')}
      note={say('costs.note_hint')}
      doText={say('costs.note')}
      missing={lacks ? say(`costs.needs_${lacks}`) : ''}
      onDo={() => act('cost.note', { ...body, ...of })}
      onClose={onClose}
    >
      <Choices
        label={say('costs.sort_label')}
        value={form.kind}
        onChange={kind => set({ kind })}
        choices={costKinds.map(value => ({ value, text: say(`costs.sort_${value}`) }))}
      />
      <TextField
        label={say('costs.amount_label', { currency })}
        inputMode="decimal"
        needed={!isSum}
        autoFocus
        value={form.amount}
        onChange={event => set({ amount: event.currentTarget.value })}
      />
      <TextField
        label={say('costs.what_label')}
        needed={isBlank(form.what)}
        maxLength={300}
        value={form.what}
        onChange={event => set({ what: event.currentTarget.value })}
      />
      <SupplierCaseField value={form.supplierCase} onChange={supplierCase => set({ supplierCase })} />
    </DeedDialog>
  )
}

type FieldProps = { readonly value: string; readonly onChange: (value: string) => void }

/** Where the case belongs to none, nothing is asked. */
function SupplierCaseField({ value, onChange }: FieldProps) {
  const { say, data, state } = useCase()
  const all = data.matters.filter(
    one => one.kind === 'supplier_case' && state.matters?.[one.id] !== undefined,
  )
  if (all.length === 0) return null
  return (
    <SelectField
      label={say('costs.supplier_case_label')}
      value={value}
      options={[
        { value: '', text: say('costs.no_supplier_case') },
        ...all.map(one => ({ value: one.id as string, text: `${one.number} ${one.title}` })),
      ]}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

/** Taking one back, with the reason. */
export function CostWithdrawForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  const [because, setBecause] = useState('')
  return (
    <DeedDialog
      title={say('costs.withdraw')}
      note={say('costs.withdraw_note')}
      doText={say('costs.withdraw')}
      missing={isBlank(because) ? say('costs.needs_because') : ''}
      onDo={() => act('cost.withdraw', { cost: id, because: because.trim() })}
      onClose={onClose}
    >
      <TextField
        label={say('costs.because_label')}
        needed={isBlank(because)}
        autoFocus
        maxLength={300}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
