// What was taken outside the house: what is due first, first; by how it stands, by supplier, mine. Not: one
// of them (supplier-screen.tsx).
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { SelectField } from '../kit/field.tsx'
import { KindLine } from '../kit/kind-line.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { SeverityMark, Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import s from './supplier.module.css'
import {
  type Asked,
  type SupplierRow,
  useSupplierCases,
  useSuppliers,
  type View,
  views,
} from './suppliers-api.ts'

type Search = { readonly v?: View; readonly supplier?: string; readonly mine?: string }

function useAsked(): readonly [Asked, (change: Partial<Asked>) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const view = views.find(one => one === search.v) ?? 'going'
  const asked: Asked = { view, supplier: search.supplier ?? '', mine: search.mine !== undefined }
  const set = (change: Partial<Asked>) => {
    const next = { ...asked, ...change }
    const to = {
      v: next.view,
      ...(next.supplier !== '' && { supplier: next.supplier }),
      ...(next.mine && { mine: 'yes' }),
    }
    void navigate({ to: '/suppliers', search: to as never, replace: true })
  }
  return [asked, set]
}

/** `/suppliers?v=silent&supplier=sup_…&mine=yes` */
export default function SuppliersScreen() {
  const say = useSay()
  const [asked, set] = useAsked()
  const query = useSupplierCases(asked)
  const { data: suppliers = [] } = useSuppliers()
  return (
    <Tall>
      <ScreenBar title={say('supplier.title')} />
      <KindLine
        label={say('supplier.views')}
        value={asked.view}
        onChange={view => set({ view })}
        kinds={views.map(kind => ({ kind, text: say(`supplier.view_${kind}`) }))}
      />
      <div className={s.filters}>
        <SelectField
          label={say('supplier.head_supplier')}
          labelHidden
          value={asked.supplier}
          options={[
            { value: '', text: say('supplier.all') },
            ...suppliers.map(one => ({ value: one.id, text: one.name })),
          ]}
          onChange={event => set({ supplier: event.currentTarget.value })}
        />
        <Check checked={asked.mine} onChange={event => set({ mine: event.currentTarget.checked })}>
          {say('supplier.mine')}
        </Check>
        {asked.supplier !== '' && (
          <Link to="/suppliers/by/$id" params={{ id: asked.supplier }}>
            {say('supplier.figures_open')}
          </Link>
        )}
      </div>
      <Scroll label={say('supplier.title')}>
        <ScreenState query={query} rows={6} bones="list">
          {({ pages }) => {
            const rows = pages.flatMap(page => page.items)
            if (rows.length === 0) return <Empty why={say('supplier.none')} />
            return (
              <>
                <Rows rows={rows} />
                {query.hasNextPage && (
                  <p className={s.more}>
                    <Button onClick={() => void query.fetchNextPage()}>{say('set_up.more')}</Button>
                  </p>
                )}
              </>
            )
          }}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function Rows({ rows }: { rows: readonly SupplierRow[] }) {
  const say = useSay()
  const { nameOf } = useDesk()
  return (
    <Table
      caption={say('supplier.title')}
      rows={rows}
      keyOf={one => one.id}
      columns={[
        {
          key: 'what',
          head: say('supplier.head_what'),
          cell: one => (
            <>
              <SeverityMark severity={one.severity} />{' '}
              <Link to="/suppliers/$number" params={{ number: String(one.number) }}>
                {one.number} {one.title}
              </Link>
            </>
          ),
        },
        {
          key: 'supplier',
          head: say('supplier.head_supplier'),
          cell: one => (
            <>
              {one.supplierName}
              {one.reference !== null && <span className={s.line}>{one.reference}</span>}
            </>
          ),
        },
        { key: 'standing', head: say('supplier.head_standing'), cell: one => <Stands row={one} /> },
        {
          key: 'due',
          head: say('supplier.head_due'),
          cell: one => (one.dueAt === null ? '–' : <TimeText at={one.dueAt} as="wall" />),
        },
        { key: 'owner', head: say('supplier.head_owner'), cell: one => nameOf(one.owner) ?? '–' },
        { key: 'cases', head: say('supplier.head_cases'), end: true, cell: one => one.cases },
      ]}
    />
  )
}

const kindOf = { silent: 'late', solved: 'yes', closed: 'yes', waiting: 'wait' } as const

/** How it stands, as a mark; what wants us to ask again says so. */
export function Stands({ row }: { row: SupplierRow }) {
  const say = useSay()
  const { standing, chaseDue, isOpen } = row
  const kind = standing in kindOf ? kindOf[standing as keyof typeof kindOf] : 'open'
  return (
    <>
      <Tag kind={kind}>{say(`supplier.standing_${standing}`)}</Tag>
      {isOpen && chaseDue && <span className={s.line}>{say('supplier.did_chase_due')}</span>}
    </>
  )
}
