// The fields of a waiver, and the sheets that approve one and change one. Not: the list of them
// (waivers-page.tsx), nor what is wrong with one (waiver-form.ts).
import { useState } from 'react'
import { waiverKinds } from '#core/entitlement/contract.ts'
import { Check } from '../kit/check.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { Sheet } from '../kit/sheet.tsx'
import { PoliciesAt } from '../policies/policies-about.tsx'
import { useSay, useWords } from '../words.ts'
import { type Approved, type Organisation, useDeskZone } from './agreements-api.ts'
import { type Counting, countings } from './contract-form.ts'
import { type Fault, faultAt, faultsIn, faultText } from './field-faults.ts'
import { OrganisationField } from './organisation-field.tsx'
import { Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'
import {
  newWaiver,
  waiverBody,
  waiverChanges,
  waiverFaults,
  type WaiverForm,
  waiverForm,
} from './waiver-form.ts'

type Named = { readonly id: string; readonly name: string }
type ApproveProps = {
  /** cases, customers or organisations it may be for */
  whom: readonly Named[]
  policies: readonly Named[]
  onClose: () => void
  onDone?: () => void
}

/** Approves a waiver for one of those named. */
export function ApproveSheet({ whom, policies, onClose, onDone }: ApproveProps) {
  const say = useSay()
  const zone = useDeskZone()
  const { language } = useWords()
  const close = useDone(onClose)('set_up.waiver_approved')
  const [form, setForm] = useState(() => newWaiver(whom[0]?.id ?? '', policies[0]?.id ?? '', language))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const sent = useChange(() => {
    close()
    onDone?.()
  })
  useFirstWrong(faults, sent.error)
  const go = () => {
    const wrong = waiverFaults(form, zone, nowMs(), true)
    setFaults(wrong)
    if (wrong.length === 0 && !sent.isPending) sent.mutate({ path: '/waivers', body: waiverBody(form, zone) })
  }
  return (
    <Frame {...{ faults, onClose, go, sent }} title={say('set_up.waiver_add')} send={say('set_up.waiver_go')}>
      <FirstFields {...{ form, whom, policies }} onChange={change => setForm({ ...form, ...change })} />
      <RestFields {...{ form, faults }} onChange={change => setForm({ ...form, ...change })} />
      <BecauseField {...{ form, faults }} onChange={change => setForm({ ...form, ...change })} />
      <PoliciesAt moment="waivers" />
    </Frame>
  )
}

/** Changes how long and how often one holds, and says what it cost. */
export function ChangeSheet({ waiver, onClose }: { waiver: Approved; onClose: () => void }) {
  const say = useSay()
  const zone = useDeskZone()
  const { language } = useWords()
  const [form, setForm] = useState(() => waiverForm(waiver, zone, language))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const sent = useChange(useDone(onClose)('set_up.saved'))
  useFirstWrong(faults, sent.error)
  const go = () => {
    const wrong = waiverFaults(form, zone, nowMs(), false)
    setFaults(wrong)
    if (wrong.length > 0 || sent.isPending) return
    const body = waiverChanges(form, waiver, zone)
    sent.mutate({ path: `/waivers/${waiver.id}`, method: 'PATCH', body })
  }
  return (
    <Frame {...{ faults, onClose, go, sent }} title={say('set_up.waiver_change')} send={say('kit.save')}>
      <p className="soft">{waiver.because}</p>
      <RestFields {...{ form, faults }} onChange={change => setForm({ ...form, ...change })} />
      {form.recoverCost && (
        <Check
          checked={form.isRecovered}
          onChange={event => setForm({ ...form, isRecovered: event.currentTarget.checked })}
        >
          {say('set_up.waiver_recovered')}
        </Check>
      )}
    </Frame>
  )
}

type FrameProps = {
  title: string
  send: string
  faults: readonly Fault[]
  sent: { readonly error: unknown; readonly isPending: boolean }
  go: () => void
  onClose: () => void
  children: React.ReactNode
}

function Frame({ title, send, sent, go, onClose, children }: FrameProps) {
  const say = useSay()
  const told = faultsIn(sent.error).map(one => faultText(one, say))
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={title}
      onSubmit={go}
      foot={<Send isSending={sent.isPending}>{send}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={told} thrown={told.length > 0 ? undefined : sent.error} />
        {children}
      </div>
    </Sheet>
  )
}

type Fields = { form: WaiverForm; onChange: (change: Partial<WaiverForm>) => void }
const option = (one: Named) => ({ value: one.id, text: one.name })

function FirstFields({ form, whom, policies, onChange }: Fields & Pick<ApproveProps, 'whom' | 'policies'>) {
  const say = useSay()
  return (
    <>
      {whom.every(one => one.id.startsWith('org_')) ? (
        <OrganisationField
          label={say('set_up.waiver_for')}
          value={form.whom}
          all={whom as readonly Organisation[]}
          onChange={one => onChange({ whom: one })}
        />
      ) : (
        <SelectField
          label={say('set_up.waiver_for')}
          value={form.whom}
          options={whom.map(option)}
          onChange={event => onChange({ whom: event.currentTarget.value })}
        />
      )}
      <SelectField
        label={say('set_up.waiver_kind')}
        value={form.kind}
        options={waiverKinds.map(value => ({ value, text: say(`set_up.waiver_${value}`) }))}
        onChange={event => onChange({ kind: event.currentTarget.value as WaiverForm['kind'] })}
      />
      <SelectField
        label={say('set_up.policy')}
        value={form.policy}
        options={policies.map(option)}
        onChange={event => onChange({ policy: event.currentTarget.value })}
      />
    </>
  )
}

/** Until when, how often, at what cost and whose. */
function RestFields({ form, faults, onChange }: Fields & { faults: readonly Fault[] }) {
  const say = useSay()
  const text = (field: 'until' | 'units' | 'amount' | 'currency') => ({
    value: form[field],
    error: faultAt(faults, field, say),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ [field]: event.currentTarget.value }),
  })
  return (
    <>
      <TextField label={say('set_up.absence_until')} type="date" {...text('until')} />
      <div className={s.two}>
        <SelectField
          label={say('set_up.units')}
          value={form.counting}
          options={countings.map(value => ({ value, text: say(`set_up.units_${value}`) }))}
          onChange={event => onChange({ counting: event.currentTarget.value as Counting })}
        />
        {form.counting !== 'none' && (
          <TextField label={say('set_up.units_total')} inputMode="decimal" maxLength={8} {...text('units')} />
        )}
      </div>
      <div className={s.two}>
        <TextField
          label={say('set_up.waiver_amount')}
          inputMode="decimal"
          maxLength={15}
          {...text('amount')}
        />
        <TextField label={say('set_up.waiver_currency')} maxLength={3} {...text('currency')} />
      </div>
      <Check
        checked={form.recoverCost}
        onChange={event => onChange({ recoverCost: event.currentTarget.checked })}
      >
        {say('set_up.waiver_cost')}
      </Check>
    </>
  )
}

function BecauseField({ form, faults, onChange }: Fields & { faults: readonly Fault[] }) {
  const say = useSay()
  return (
    <TextArea
      label={say('set_up.waiver_because')}
      rows={3}
      maxLength={1_000}
      value={form.because}
      error={faultAt(faults, 'because', say)}
      onChange={event => onChange({ because: event.currentTarget.value })}
    />
  )
}
