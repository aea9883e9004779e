// Help without a contract that somebody approved: the list, and approving one. Not: how it is judged
// (core/entitlement/entitle.ts).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { waiverKinds } from '#core/entitlement/contract.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import { type Approved, namesOf, useDeskZone } from './agreements-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'
import a from './agreements.module.css'
import type { Known } from './contracts-page.tsx'
import { dayEnd } from './days.ts'
import { type Fault, faultAt, faultsIn, faultText } from './field-faults.ts'
import { Send, useDay, useDone, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange, useSetUpList } from './set-up-api.ts'

export function WaiversPart({ known }: { known: Known }) {
  const say = useSay()
  const mayApprove = maySetUp(useMe(), 'waivers', 'change')
  const query = useSetUpList<Approved>('/waivers')
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={s.after} aria-labelledby="waivers">
      <div className={s.part}>
        <div className={a.head}>
          <h2 id="waivers">{say('set_up.waivers')}</h2>
          {mayApprove && known.organisations.length > 0 && (
            <Button onClick={() => setOpen(true)}>{say('set_up.waiver_add')}</Button>
          )}
        </div>
        <p className="sm soft">{say('set_up.waivers_why')}</p>
      </div>
      <ScreenState query={query} rows={2}>
        {approved =>
          approved.length === 0 ? (
            <p className={`${s.note} soft`}>{say('set_up.waivers_none')}</p>
          ) : (
            <List approved={approved} known={known} />
          )
        }
      </ScreenState>
      {isOpen && <ApproveSheet known={known} onClose={() => setOpen(false)} />}
    </section>
  )
}

function List({ approved, known }: { approved: readonly Approved[]; known: Known }) {
  const say = useSay()
  const { desk } = useSession()
  const day = useDay(useDeskZone())
  const policies = namesOf(known.policies)
  const organisations = namesOf(known.organisations)
  const people = namesOf(desk.agents)
  const whom = ({ organisation, customer }: Approved) => {
    if (organisation) return organisations[organisation] ?? '–'
    return say(customer ? 'set_up.waiver_for_customer' : 'set_up.waiver_for_case')
  }
  const until = ({ expiresAt }: Approved) =>
    expiresAt <= nowMs() ? say('set_up.waiver_ended') : day(expiresAt - 1)
  return (
    <Table
      caption={say('set_up.waivers')}
      rows={approved}
      keyOf={one => one.id}
      columns={[
        { key: 'for', head: say('set_up.waiver_for'), cell: one => <b>{whom(one)}</b> },
        {
          key: 'kind',
          head: say('set_up.waiver_kind'),
          cell: one => say(`set_up.waiver_${one.kind}`),
        },
        { key: 'policy', head: say('set_up.policy'), cell: one => policies[one.policy] ?? '–' },
        { key: 'until', head: say('set_up.absence_until'), cell: until },
        { key: 'because', head: say('set_up.waiver_because'), cell: one => one.because },
        {
          key: 'by',
          head: say('set_up.waiver_by'),
          cell: one => <span className="soft">{people[one.approver] ?? '–'}</span>,
        },
      ]}
    />
  )
}

type Form = {
  readonly kind: string
  readonly organisation: string
  readonly policy: string
  readonly until: string
  readonly because: string
  readonly recoverCost: boolean
}

function ApproveSheet({ known, onClose }: { known: Known; onClose: () => void }) {
  const say = useSay()
  const zone = useDeskZone()
  const close = useDone(onClose)
  const [form, setForm] = useState<Form>({
    kind: 'goodwill',
    organisation: known.organisations[0]?.id ?? '',
    policy: known.policies[0]?.id ?? '',
    until: '',
    because: '',
    recoverCost: false,
  })
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const done = useChange(close('set_up.waiver_approved'))
  useFirstWrong(faults, done.error)
  const go = () => {
    const expiresAt = dayEnd(form.until, zone)
    const wrong = waiverFaults(form, expiresAt)
    setFaults(wrong)
    if (wrong.length > 0 || done.isPending) return
    const { organisation, until: _, ...rest } = form
    done.mutate({ path: '/waivers', body: { ...rest, expiresAt, for: { organisation } } })
  }
  const told = faultsIn(done.error).map(one => faultText(one, say))
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={say('set_up.waiver_add')}
      onSubmit={go}
      foot={<Send isSending={done.isPending}>{say('set_up.waiver_go')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={told} thrown={told.length > 0 ? undefined : done.error} />
        <WaiverFields {...{ form, known, faults }} onChange={change => setForm({ ...form, ...change })} />
      </div>
    </Sheet>
  )
}

function waiverFaults({ because }: Form, expiresAt: number | null): Fault[] {
  const faults: Fault[] = []
  if (expiresAt === null) faults.push({ path: 'until', code: 'day_needed' })
  else if (expiresAt <= nowMs()) faults.push({ path: 'until', code: 'until_past' })
  if (because.trim() === '') faults.push({ path: 'because', code: 'because_needed' })
  return faults
}

type FieldsProps = {
  form: Form
  known: Known
  faults: readonly Fault[]
  onChange: (change: Partial<Form>) => void
}

function WaiverFields({ form, known, faults, onChange }: FieldsProps) {
  const say = useSay()
  const named = (one: { id: string; name: string }) => ({ value: one.id, text: one.name })
  return (
    <>
      <SelectField
        label={say('set_up.organisation')}
        value={form.organisation}
        options={known.organisations.map(named)}
        onChange={event => onChange({ organisation: event.currentTarget.value })}
      />
      <SelectField
        label={say('set_up.waiver_kind')}
        value={form.kind}
        options={waiverKinds.map(value => ({ value, text: say(`set_up.waiver_${value}`) }))}
        onChange={event => onChange({ kind: event.currentTarget.value })}
      />
      <SelectField
        label={say('set_up.policy')}
        value={form.policy}
        options={known.policies.map(named)}
        onChange={event => onChange({ policy: event.currentTarget.value })}
      />
      <TextField
        label={say('set_up.absence_until')}
        type="date"
        value={form.until}
        error={faultAt(faults, 'until', say)}
        onChange={event => onChange({ until: event.currentTarget.value })}
      />
      <TextArea
        label={say('set_up.waiver_because')}
        rows={3}
        maxLength={1_000}
        value={form.because}
        error={faultAt(faults, 'because', say)}
        onChange={event => onChange({ because: event.currentTarget.value })}
      />
      <Check
        checked={form.recoverCost}
        onChange={event => onChange({ recoverCost: event.currentTarget.checked })}
      >
        {say('set_up.waiver_cost')}
      </Check>
    </>
  )
}
