// A contract in a sheet: with whom, its state, its lines. Not: one line (contract-line.tsx).
import { useState } from 'react'
import { type ContractState, contractStates } from '#core/entitlement/contract.ts'
import type { OrganisationId } from '#core/kit/id.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import { type Contract, type Member, type Organisation, useDeskZone, usePeople } from './agreements-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'
import a from './agreements.module.css'
import { CallerFields } from './caller-fields.tsx'
import {
  areNamed,
  type CallersForm,
  callersForm,
  callersOf,
  type LineForm,
  lineFault,
  lineFaults,
  lineForm,
  linesOf,
  newLine,
} from './contract-form.ts'
import { LineFields } from './contract-line.tsx'
import type { Known } from './contracts-page.tsx'
import { dayOf } from './days.ts'
import { type Fault, faultAt, faultsIn, faultText } from './field-faults.ts'
import { OrganisationField } from './organisation-field.tsx'
import { Line, Send, useDone, Wrong } from './parts.tsx'
import { PreviewPart } from './preview-part.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'

type Props = { contract: Contract | null; known: Known; onClose: () => void }

export function ContractSheet({ contract, known, onClose }: Props) {
  const say = useSay()
  const zone = useDeskZone()
  const [name, setName] = useState(contract?.name ?? '')
  const [number, setNumber] = useState(contract?.number ?? '')
  const [who, setWho] = useState<Who>({ organisation: known.organisations[0]?.id ?? 'new', name: '' })
  const [state, setState] = useState<ContractState>(contract?.state ?? 'active')
  const [callers, setCallers] = useState(() => callersForm(contract?.callers ?? null))
  const [lines, setLines] = useState(() => firstLines(contract, known, zone))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const people = usePeople(contract?.organisation ?? who.organisation)
  const { send, isSending, thrown } = useSend(contract, faults, onClose)
  useFirstWrong(faults, thrown)
  const told = faultsIn(thrown).map(lineFault)
  const changeWho = (next: Who) => {
    setWho(next)
    if (next.organisation === who.organisation) return
    // Whoever was named is of the other one.
    setCallers(callersForm(null))
    setLines(lines.map(one => ({ ...one, ...callersForm(null) })))
  }
  const go = () => {
    const isNobody = !contract && who.organisation === 'new' && who.name.trim() === ''
    const wrong = [
      ...(name.trim() ? [] : [{ path: 'name', code: 'name' }]),
      ...(isNobody ? [{ path: 'organisation', code: 'organisation_needed' }] : []),
      ...termFaults({ callers, lines }),
    ]
    setFaults(wrong)
    if (wrong.length > 0 || isSending) return
    send(who, { name, number: number.trim() || null, ...termsOf({ state, callers, lines }, contract, zone) })
  }
  const all = [...faults, ...told]
  const above = all
    .filter(one => !/^(lines\.\d+|callers$|number$)/.test(one.path))
    .map(one => (one.code === 'name' ? say('set_up.name_needed') : faultText(one, say)))
  return (
    <Sheet
      open
      onClose={onClose}
      title={contract?.name ?? say('set_up.contract_add')}
      note={contract?.organisationName}
      onSubmit={go}
      foot={<Send isSending={isSending}>{say(contract ? 'kit.save' : 'set_up.add')}</Send>}
    >
      <div className={a.form}>
        <Wrong errors={above} thrown={told.length > 0 ? undefined : thrown} />
        <div className={s.two}>
          <Line label={say('set_up.name')} value={name} onChange={setName} />
          <NumberField number={number} faults={all} onChange={setNumber} />
          {!contract && <WhoFields who={who} organisations={known.organisations} onChange={changeWho} />}
          <StateField state={state} onChange={setState} />
        </div>
        <CallerFields
          form={callers}
          everybody={say('set_up.contract_any_caller')}
          path="callers"
          {...{ people, faults: all }}
          onChange={change => setCallers({ ...callers, ...change })}
        />
        <LinesPart {...{ lines, known, people, faults: all }} onChange={setLines} />
        <Moved {...{ contract, who, terms: { state, callers, lines } }} />
      </div>
    </Sheet>
  )
}

/** What a case is judged by, as it is typed. */
type Terms = {
  readonly state: ContractState
  readonly callers: CallersForm
  readonly lines: readonly LineForm[]
}

const termFaults = ({ callers, lines }: Pick<Terms, 'callers' | 'lines'>): Fault[] => [
  ...(areNamed(callers) ? [] : [{ path: 'callers', code: 'callers_needed' }]),
  ...lineFaults(lines),
]

/** The terms as they are sent. */
const termsOf = ({ state, callers, lines }: Terms, contract: Contract | null, zone: string) => ({
  state,
  callers: callersOf(callers),
  lines: linesOf(lines, contract?.lines ?? [], zone),
})

type MovedProps = Pick<Props, 'contract'> & { who: Who; terms: Terms }

/** What it would move; an organisation that is only added with it has no cases yet. */
function Moved({ contract, who: { organisation }, terms }: MovedProps) {
  const zone = useDeskZone()
  if (!contract && organisation === 'new') return null
  const sent = termFaults(terms).length > 0 ? null : termsOf(terms, contract, zone)
  const path = contract ? `/contracts/${contract.id}/preview` : '/contracts/preview'
  return <PreviewPart path={path} change={changeOf(contract, organisation, sent, zone)} of="contract" />
}

type NumberProps = { number: string; faults: readonly Fault[]; onChange: (number: string) => void }

function NumberField({ number, faults, onChange }: NumberProps) {
  const say = useSay()
  return (
    <TextField
      label={say('set_up.contract_number')}
      hint={say('set_up.contract_number_hint')}
      error={faultAt(faults, 'number', say)}
      maxLength={100}
      value={number}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

type StateProps = { state: ContractState; onChange: (state: ContractState) => void }

function StateField({ state, onChange }: StateProps) {
  const say = useSay()
  return (
    <SelectField
      label={say('set_up.contract_state')}
      value={state}
      options={contractStates.map(value => ({ value, text: say(`set_up.state_${value}`) }))}
      onChange={event => onChange(event.currentTarget.value as ContractState)}
    />
  )
}

type Sent = ReturnType<typeof termsOf>

/** What would be looked at; null: nothing is otherwise, or it cannot be kept. */
function changeOf(
  contract: Contract | null,
  organisation: Who['organisation'],
  sent: Sent | null,
  zone: string,
): object | null {
  if (!contract || !sent) return sent && { organisation, ...sent }
  const { state, callers, lines } = contract
  const forms = lines.map(one => lineForm(one, zone))
  const kept = termsOf({ state, callers: callersForm(callers), lines: forms }, contract, zone)
  return JSON.stringify(sent) === JSON.stringify(kept) ? null : sent
}

/** The lines there are; a new contract begins with one that covers everything. */
const firstLines = (contract: Contract | null, known: Known, zone: string): readonly LineForm[] =>
  contract
    ? contract.lines.map(one => lineForm(one, zone))
    : [newLine('new-0', known.policies[0]?.id ?? '', dayOf(nowMs(), zone))]

type Who = { readonly organisation: OrganisationId | 'new'; readonly name: string }
type WhoProps = { who: Who; organisations: readonly Organisation[]; onChange: (who: Who) => void }

/** With whom: an organisation there is, or one that is added with the contract. */
function WhoFields({ who, organisations, onChange }: WhoProps) {
  const say = useSay()
  return (
    <>
      <OrganisationField
        value={who.organisation}
        all={organisations}
        behind={[{ value: 'new', text: say('set_up.organisation_new') }]}
        onChange={organisation => onChange({ ...who, organisation: organisation as Who['organisation'] })}
      />
      {who.organisation === 'new' && (
        <Line
          label={say('set_up.organisation_name')}
          value={who.name}
          onChange={name => onChange({ ...who, name })}
        />
      )}
    </>
  )
}

type LinesProps = {
  lines: readonly LineForm[]
  known: Known
  people: readonly Member[] | null
  faults: readonly Fault[]
  onChange: (lines: readonly LineForm[]) => void
}

function LinesPart({ lines, known, people, faults, onChange }: LinesProps) {
  const say = useSay()
  const zone = useDeskZone()
  const [made, setMade] = useState(1)
  const add = () => {
    onChange([...lines, newLine(`new-${made}`, known.policies[0]?.id ?? '', dayOf(nowMs(), zone))])
    setMade(made + 1)
  }
  return (
    <>
      {lines.length === 0 && <p className="soft">{say('set_up.line_none')}</p>}
      {lines.map((line, index) => (
        <LineFields
          key={line.key}
          {...{ line, index, known, people, faults }}
          onChange={change =>
            onChange(lines.map(one => (one.key === line.key ? { ...one, ...change } : one)))
          }
          onRemove={() => onChange(lines.filter(one => one.key !== line.key))}
        />
      ))}
      <div className="row">
        <Button onClick={add}>{say('set_up.line_add')}</Button>
      </div>
    </>
  )
}

type Wished = Sent & { name: string; number: string | null }

/** Adds the organisation where it is new, then the contract; what is added already is not added twice. */
function useSend(contract: Contract | null, faults: readonly Fault[], onClose: () => void) {
  const done = useDone(onClose)
  const added = useChange<Organisation>()
  const saved = useChange()
  const add = (organisation: OrganisationId, body: Wished) =>
    saved.mutate({ path: '/contracts', body: { organisation, ...body } }, { onSuccess: done('set_up.added') })
  const send = (who: Who, body: Wished) => {
    if (contract)
      return saved.mutate(
        {
          path: `/contracts/${contract.id}`,
          method: 'PATCH',
          body: { version: contract.version, ...body },
        },
        { onSuccess: done('set_up.saved') },
      )
    if (who.organisation !== 'new') return add(who.organisation, body)
    if (added.data?.name === who.name.trim()) return add(added.data.id, body)
    added.mutate(
      { path: '/organisations', body: { name: who.name } },
      { onSuccess: one => add(one.id, body) },
    )
  }
  // What the server said to the last one is no word on a form that did not get that far.
  const thrown = faults.length > 0 ? null : (added.error ?? saved.error)
  return { send, isSending: added.isPending || saved.isPending, thrown }
}
