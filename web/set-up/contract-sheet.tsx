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
import { type LineForm, lineFault, lineFaults, lineForm, linesOf, newLine } from './contract-form.ts'
import { LineFields } from './contract-line.tsx'
import type { Known } from './contracts-page.tsx'
import { dayOf } from './days.ts'
import { type Fault, faultAt, faultsIn, faultText } from './field-faults.ts'
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
  const [lines, setLines] = useState(() => firstLines(contract, known, zone))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const people = usePeople(contract?.organisation ?? who.organisation)
  const { send, isSending, thrown } = useSend(contract, onClose)
  useFirstWrong(faults, thrown)
  const told = faultsIn(thrown).map(lineFault)
  const go = () => {
    const isNobody = !contract && who.organisation === 'new' && who.name.trim() === ''
    const wrong = [
      ...(isNobody ? [{ path: 'organisation', code: 'organisation_needed' }] : []),
      ...lineFaults(lines),
    ]
    const missing = name.trim() ? [] : [{ path: 'name', code: 'name' }]
    setFaults([...missing, ...wrong])
    if (missing.length + wrong.length > 0 || isSending) return
    send(who, {
      name,
      number: number.trim() || null,
      state,
      lines: linesOf(lines, contract?.lines ?? [], zone),
    })
  }
  const all = [...faults, ...told]
  const above = all
    .filter(one => !/^lines\.\d+/.test(one.path))
    .map(one => (one.code === 'name' ? say('set_up.name_needed') : faultText(one, say)))
  return (
    <Sheet
      open
      onClose={onClose}
      title={contract?.name ?? say('set_up.contract_add')}
      note={known.organisations.find(one => one.id === contract?.organisation)?.name}
      onSubmit={go}
      foot={<Send isSending={isSending}>{say(contract ? 'kit.save' : 'set_up.add')}</Send>}
    >
      <div className={a.form}>
        <Wrong errors={above} thrown={told.length > 0 ? undefined : thrown} />
        <div className={s.two}>
          <Line label={say('set_up.name')} value={name} onChange={setName} />
          <NumberField number={number} faults={all} onChange={setNumber} />
          {!contract && <WhoFields who={who} organisations={known.organisations} onChange={setWho} />}
          <StateField state={state} onChange={setState} />
        </div>
        <LinesPart {...{ lines, known, people, faults: all }} onChange={setLines} />
        <Moved {...{ contract, who, state, lines }} />
      </div>
    </Sheet>
  )
}

type MovedProps = Pick<Props, 'contract'> & { who: Who; state: ContractState; lines: readonly LineForm[] }

/** What it would move; an organisation that is only added with it has no cases yet. */
function Moved({ contract, who: { organisation }, state, lines }: MovedProps) {
  const zone = useDeskZone()
  if (contract)
    return (
      <PreviewPart
        path={`/contracts/${contract.id}/preview`}
        change={changeOf(contract, { state, lines }, zone)}
        of="contract"
      />
    )
  if (organisation === 'new') return null
  const isFine = lineFaults(lines).length === 0
  const change = isFine ? { organisation, state, lines: linesOf(lines, [], zone) } : null
  return <PreviewPart path="/contracts/preview" change={change} of="contract" />
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

/** What would be sent; null: nothing is otherwise, or it cannot be kept. */
function changeOf(
  contract: Contract,
  { state, lines }: { state: ContractState; lines: readonly LineForm[] },
  zone: string,
): object | null {
  const bodyOf = (of: ContractState, forms: readonly LineForm[]) => ({
    state: of,
    lines: linesOf(forms, contract.lines, zone),
  })
  if (lineFaults(lines).length > 0) return null
  const kept = bodyOf(
    contract.state,
    contract.lines.map(one => lineForm(one, zone)),
  )
  const change = bodyOf(state, lines)
  return JSON.stringify(change) === JSON.stringify(kept) ? null : change
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
      <SelectField
        label={say('set_up.organisation')}
        value={who.organisation}
        options={[
          ...organisations.map(one => ({ value: one.id, text: one.name })),
          { value: 'new', text: say('set_up.organisation_new') },
        ]}
        onChange={event =>
          onChange({ ...who, organisation: event.currentTarget.value as Who['organisation'] })
        }
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

type Wished = { name: string; number: string | null; state: ContractState; lines: ReturnType<typeof linesOf> }

/** Adds the organisation where it is new, then the contract; what is added already is not added twice. */
function useSend(contract: Contract | null, onClose: () => void) {
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
  return { send, isSending: added.isPending || saved.isPending, thrown: added.error ?? saved.error }
}
