// Adding a supplier, or changing one: how it is reached, who answers, what was agreed. Not: what is wrong
// with what was typed (supplier-form.ts).
import { useState } from 'react'
import { languages } from '#core/people/language.ts'
import { Check } from '../kit/check.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { ownName } from '../sign-in/door.tsx'
import { useSay } from '../words.ts'
import { Chosen } from './chosen.tsx'
import { type Fault, faultAt, faultsIn, faultText } from './field-faults.ts'
import { Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange, useSetUpList } from './set-up-api.ts'
import {
  newSupplier,
  owedFields,
  type Supplier,
  supplierBody,
  supplierFaults,
  type SupplierForm,
  supplierForm,
} from './supplier-form.ts'
import { useFirstWrong } from './use-first-wrong.ts'

type Fields = {
  form: SupplierForm
  faults: readonly Fault[]
  onChange: (change: Partial<SupplierForm>) => void
}

export function SupplierSheet({ supplier, onClose }: { supplier: Supplier | null; onClose: () => void }) {
  const say = useSay()
  const close = useDone(onClose)
  const [form, setForm] = useState(() => (supplier ? supplierForm(supplier) : newSupplier))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const sent = useChange(close('set_up.saved'))
  useFirstWrong(faults, sent.error)
  const go = () => {
    const wrong = supplierFaults(form)
    setFaults(wrong)
    if (wrong.length > 0 || sent.isPending) return
    const body = supplierBody(form)
    if (!supplier) return sent.mutate({ path: '/suppliers', body })
    const changes = { ...body, version: supplier.version }
    sent.mutate({ path: `/suppliers/${supplier.id}`, method: 'PATCH', body: changes })
  }
  const told = faultsIn(sent.error).map(one => faultText(one, say))
  const fields: Fields = { form, faults, onChange: change => setForm({ ...form, ...change }) }
  return (
    <Sheet
      open
      onClose={onClose}
      title={say(supplier ? 'set_up.supplier_change' : 'set_up.supplier_add')}
      onSubmit={go}
      foot={<Send isSending={sent.isPending}>{say('kit.save')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={told} thrown={told.length > 0 ? undefined : sent.error} />
        <Reached {...fields} />
        <AgreedPart {...fields} />
        <Check
          checked={form.active}
          onChange={event => fields.onChange({ active: event.currentTarget.checked })}
        >
          {say('set_up.supplier_active')}
        </Check>
      </div>
    </Sheet>
  )
}

function Reached({ form, onChange }: Fields) {
  const say = useSay()
  const line = (field: 'name' | 'formUrl' | 'phone' | 'ourNumber', key: string, more: object = {}) => (
    <TextField
      label={say(key)}
      value={form[field]}
      onChange={event => onChange({ [field]: event.currentTarget.value })}
      {...more}
    />
  )
  return (
    <>
      {line('name', 'set_up.name', { required: true, maxLength: 100 })}
      <TextArea
        label={say('set_up.supplier_addresses')}
        hint={say('set_up.supplier_addresses_hint')}
        rows={2}
        value={form.addresses}
        onChange={event => onChange({ addresses: event.currentTarget.value })}
      />
      {line('formUrl', 'set_up.supplier_form', { type: 'url' })}
      <div className={s.two}>
        {line('phone', 'set_up.supplier_phone', { type: 'tel' })}
        {line('ourNumber', 'set_up.supplier_number')}
      </div>
      <Chosen
        label={say('set_up.reply_languages')}
        all={languages.map(id => ({ id, name: ownName(id) }))}
        none="–"
        value={form.languages}
        onChange={languages => onChange({ languages })}
      />
      <TextArea
        label={say('set_up.supplier_contacts')}
        value={form.contacts}
        onChange={event => onChange({ contacts: event.currentTarget.value })}
      />
      <TextArea
        label={say('set_up.supplier_escalation')}
        value={form.escalation}
        onChange={event => onChange({ escalation: event.currentTarget.value })}
      />
    </>
  )
}

function AgreedPart({ form, faults, onChange }: Fields) {
  const say = useSay()
  const { data: calendars = [] } = useSetUpList<{ id: string; name: string }>('/calendars')
  const number = (field: 'chaseMinutes' | 'chasesMax' | 'raiseMinutes', key: string, min: number) => (
    <TextField
      label={say(key)}
      type="number"
      min={min}
      required
      value={form[field]}
      onChange={event => onChange({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <SelectField
        label={say('set_up.supplier_calendar')}
        value={form.calendar}
        options={[
          { value: '', text: say('set_up.supplier_always') },
          ...calendars.map(one => ({ value: one.id, text: one.name })),
        ]}
        onChange={event => onChange({ calendar: event.currentTarget.value })}
      />
      {owedFields.map(field => (
        <TextField
          key={field}
          label={say('set_up.supplier_owed', { what: say(`supplier.target_${field}`) })}
          hint={field === 'answer' && say('set_up.supplier_owed_hint')}
          value={form[field]}
          error={faultAt(faults, field, say)}
          onChange={event => onChange({ [field]: event.currentTarget.value })}
        />
      ))}
      {number('chaseMinutes', 'set_up.supplier_chase', 1)}
      {number('chasesMax', 'set_up.supplier_chases', 1)}
      {number('raiseMinutes', 'set_up.supplier_raise', 0)}
    </>
  )
}
