// Contracts with organisations and what their lines cover; below, a case to try.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { Button, LinkButton } from '../kit/button.tsx'
import { cx } from '../kit/cx.ts'
import { TextField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay, useWords } from '../words.ts'
import { type Contract, namesOf, type Organisation, type Policy, useDeskZone } from './agreements-api.ts'
import a from './agreements.module.css'
import { lineText } from './contract-form.ts'
import { ContractSheet } from './contract-sheet.tsx'
import { OrganisationsPart } from './organisations-part.tsx'
import s from './set-up.module.css'
import { SetUpPage, useDay, useMe, Wrong } from './parts.tsx'
import { type Product, useFound, useSetUpList } from './set-up-api.ts'
import { TryPart } from './try-part.tsx'

export default function ContractsPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'contracts', 'change')
  const query = useSetUpList<Contract>('/contracts')
  const known = useKnown()
  const [open, setOpen] = useState<Contract | 'new' | null>(null)
  const isFirst = known?.policies.length === 0
  const add = mayChange && !isFirst && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.contract_add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.contracts')} acts={query.data?.length !== 0 && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={5}>
        {contracts =>
          contracts.length === 0 ? (
            <Empty why={say(isFirst ? 'set_up.contracts_first' : 'set_up.contracts_none')}>
              {isFirst && mayChange ? <ToPolicies /> : add}
            </Empty>
          ) : (
            known && <Contracts {...{ contracts, known }} onChange={mayChange ? setOpen : null} />
          )
        }
      </ScreenState>
      {known && <OrganisationsPart organisations={known.organisations} />}
      {known && !isFirst && <TryPart known={known} contracts={query.data ?? []} />}
      {open && known && (
        <ContractSheet
          key={open === 'new' ? 'new' : open.id}
          contract={open === 'new' ? null : open}
          known={known}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

/** What contracts speak of. */
export type Known = {
  readonly organisations: readonly Organisation[]
  readonly policies: readonly Policy[]
  readonly products: readonly Product[]
}

/** Null until all of it is there. */
function useKnown(): Known | null {
  const { data: organisations } = useSetUpList<Organisation>('/organisations')
  const { data: policies } = useSetUpList<Policy>('/policies')
  const { data: products } = useSetUpList<Product>('/products')
  return organisations && policies && products ? { organisations, policies, products } : null
}

function ToPolicies() {
  const say = useSay()
  return (
    <LinkButton kind="main" to="/admin/$" params={{ _splat: 'policies' }}>
      {say('set_up.policies')}
    </LinkButton>
  )
}

type ListProps = {
  contracts: readonly Contract[]
  known: Known
  /** null: one may only read */
  onChange: ((contract: Contract) => void) | null
}

/** So many the server answers with at once. */
const listMax = 1_000
const named = (one: Contract) => one.organisationName ?? '–'

function Contracts({ contracts, known, onChange }: ListProps) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const { found, error } = useFound<Contract>('/contracts', typed)
  const rows = (found ?? contracts).toSorted(
    (one, other) => named(one).localeCompare(named(other)) || one.name.localeCompare(other.name),
  )
  return (
    <>
      <div className={cx(s.wide, a.find)}>
        <TextField
          label={say('set_up.contract_find')}
          type="search"
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
      </div>
      <Wrong thrown={error ?? undefined} />
      {rows.length >= listMax && (
        <p className={cx(s.note, 'soft')}>{say('set_up.contract_first', { n: listMax })}</p>
      )}
      {rows.length === 0 && (
        <p className={cx(s.note, 'soft')} role="status">
          {say('set_up.contract_found_none')}
        </p>
      )}
      {rows.length > 0 && <ContractTable {...{ rows, known, onChange }} />}
    </>
  )
}

type TableProps = Omit<ListProps, 'contracts'> & { rows: readonly Contract[] }

function ContractTable({ rows, known, onChange }: TableProps) {
  const say = useSay()
  return (
    <Table
      caption={say('set_up.contracts')}
      rows={rows}
      keyOf={one => one.id}
      columns={[
        { key: 'organisation', head: say('set_up.organisation'), cell: one => <b>{named(one)}</b> },
        {
          key: 'name',
          head: say('set_up.contract'),
          cell: one => (
            <>
              {one.name}
              {one.number && <div className="soft num">{one.number}</div>}
              {one.callers && (
                <div className="soft">{say('set_up.line_callers_n', { n: one.callers.length })}</div>
              )}
            </>
          ),
        },
        {
          key: 'state',
          head: say('set_up.contract_state'),
          cell: one => (
            <span className={one.state === 'active' ? undefined : 'faint'}>
              {say(`set_up.state_${one.state}`)}
            </span>
          ),
        },
        {
          key: 'covers',
          head: say('set_up.contract_covers'),
          cell: one => <Lines contract={one} known={known} />,
        },
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            onChange && (
              <Button
                kind="quiet"
                aria-label={say('set_up.change_one', { name: one.name })}
                onClick={() => onChange(one)}
              >
                {say('set_up.change')}
              </Button>
            ),
        },
      ]}
    />
  )
}

function Lines({ contract, known }: { contract: Contract; known: Known }) {
  const say = useSay()
  const day = useDay(useDeskZone())
  const words = useWords()
  const names = { policies: namesOf(known.policies), products: namesOf(known.products), day }
  if (contract.lines.length === 0) return <span className="faint">{say('set_up.line_none')}</span>
  return (
    <ul className={a.owed}>
      {contract.lines.map(line => (
        <li key={line.id}>{lineText({ ...line, used: contract.used?.[line.id] }, names, words)}</li>
      ))}
    </ul>
  )
}
