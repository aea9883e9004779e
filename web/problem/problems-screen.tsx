// Problems as a list: filtered, walked with the keys, each a link to its page. Not: one of them
// (problem-screen.tsx).
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../case/desk.ts'
import { useActs } from '../kit/acts-registry.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { KindLine } from '../kit/kind-line.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useRoving } from '../kit/use-roving.ts'
import { useSay } from '../words.ts'
import { OpenForm } from './open-form.tsx'
import { problemKinds } from '#core/problem/problem-fact.ts'
import {
  type Asked,
  type AskedCause,
  type ProblemRow,
  useProblems,
  type View,
  views,
} from './problems-api.ts'
import { Suggested } from './suggested.tsx'
import s from './problem.module.css'

/** How many of a problem's cases are counted one by one. */
const casesMost = 1000

/** `/problems?v=known&product=…` */
export default function ProblemsScreen() {
  const say = useSay()
  const navigate = useNavigate()
  const [asked, set] = useAsked()
  const [isOpening, setOpening] = useState(false)
  const begin = () => setOpening(true)
  const toProblem = (number: number) =>
    void navigate({ to: '/problems/$number', params: { number: String(number) } })
  useKeys(isOpening ? {} : { c: { does: say('problem.open_one'), run: begin } })
  useActs(say('problem.title'), [{ id: 'problem.open', key: 'problem.open_one', keys: 'c', run: begin }])
  return (
    <Tall>
      <ScreenBar title={say('problem.title')} note={say('problem.note')}>
        <Button keys="c" onClick={begin}>
          {say('problem.open_one')}
        </Button>
      </ScreenBar>
      <KindLine
        label={say('problem.which')}
        value={asked.view}
        onChange={view => set({ view })}
        kinds={views.map(kind => ({ kind, text: say(`problem.view_${kind}`) }))}
      />
      <Filters asked={asked} onChange={set} />
      <Scroll label={say('problem.title')}>
        {asked.view === 'going' && <Suggested onOpened={toProblem} />}
        <List asked={asked} />
      </Scroll>
      {isOpening && <OpenForm onClose={() => setOpening(false)} onDone={toProblem} />}
    </Tall>
  )
}

function useAsked(): readonly [Asked, (change: Partial<Asked>) => void] {
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const view = views.includes(search.v as View) ? (search.v as View) : 'going'
  const cause = causes.find(one => one === search.cause) ?? ''
  const asked = { view, product: search.product ?? '', cause }
  const set = (change: Partial<Asked>) => {
    const next = { ...asked, ...change }
    const found = {
      ...(next.view !== 'going' && { v: next.view }),
      ...(next.product && { product: next.product }),
      ...(next.cause && { cause: next.cause }),
    }
    void navigate({ to: '/problems', search: found as never, replace: true })
  }
  return [asked, set]
}

const causes: readonly AskedCause[] = ['', 'found', 'open', ...problemKinds]
const causeText = (cause: AskedCause, say: ReturnType<typeof useSay>): string => {
  if (cause === '') return say('problem.all_causes')
  return cause === 'found' || cause === 'open' ? say(`problem.which_${cause}`) : say(`problem.kind_${cause}`)
}

function Filters({ asked, onChange }: { asked: Asked; onChange: (change: Partial<Asked>) => void }) {
  const say = useSay()
  return (
    <div className={s.filters}>
      <ProductFilter product={asked.product} onChange={product => onChange({ product })} />
      <SelectField
        label={say('problem.by_cause')}
        value={asked.cause}
        options={causes.map(one => ({ value: one, text: causeText(one, say) }))}
        onChange={event => onChange({ cause: event.currentTarget.value as AskedCause })}
      />
    </div>
  )
}

function ProductFilter({ product, onChange }: { product: string; onChange: (product: string) => void }) {
  const say = useSay()
  const { products } = useDesk()
  if (products.length === 0) return null
  return (
    <SelectField
      label={say('problem.product')}
      value={product}
      options={[
        { value: '', text: say('problem.all_products') },
        ...products.map(one => ({ value: one.id as string, text: one.name })),
      ]}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

function List({ asked }: { asked: Asked }) {
  const say = useSay()
  const query = useProblems(asked)
  return (
    <ScreenState query={query} rows={8} bones="list">
      {({ pages }) => {
        const items = pages.flatMap(page => page.items)
        if (items.length === 0) return <Empty why={`${say('problem.none')} ${say('problem.none_why')}`} />
        return (
          <>
            <Rows items={items} />
            {query.hasNextPage && (
              <p className={s.more}>
                <Button kind="quiet" onClick={() => void query.fetchNextPage()}>
                  {say('problem.more')}
                </Button>
              </p>
            )}
          </>
        )
      }}
    </ScreenState>
  )
}

function Rows({ items }: { items: readonly ProblemRow[] }) {
  const say = useSay()
  const { nameOf } = useDesk()
  const navigate = useNavigate()
  const open = (number: string) => void navigate({ to: '/problems/$number', params: { number } })
  const roving = useRoving({
    keys: items.map(({ number }) => String(number)),
    onOpen: open,
    does: say('problem.key_walk'),
  })
  return (
    <Table
      caption={say('problem.title')}
      rows={items}
      keyOf={one => one.id}
      rowProps={one => roving.rowProps(String(one.number))}
      columns={[
        { key: 'what', head: say('problem.head_what'), cell: one => <What one={one} /> },
        { key: 'standing', head: say('problem.head_standing'), cell: one => <Stands one={one} /> },
        {
          key: 'cases',
          head: say('problem.cases'),
          cell: one => <span className="num">{casesText(one, say)}</span>,
        },
        { key: 'owner', head: say('problem.owner'), cell: one => nameOf(one.owner) ?? say('problem.nobody') },
        {
          key: 'opened',
          head: say('problem.opened'),
          cell: one => <TimeText at={one.openedAt} as="wall" className="soft" />,
        },
      ]}
    />
  )
}

export const casesText = ({ cases }: Pick<ProblemRow, 'cases'>, say: ReturnType<typeof useSay>): string =>
  cases > casesMost ? say('problem.cases_many', { n: casesMost }) : say('problem.cases_n', { n: cases })

function What({ one }: { one: ProblemRow }) {
  const { products } = useDesk()
  const product = products.find(({ id }) => id === one.product)
  return (
    <>
      <Link to="/problems/$number" params={{ number: String(one.number) }} tabIndex={-1}>
        {one.title || '–'}
      </Link>
      <span className={s.line}>
        <span className="num">{one.number}</span>
        {product && ` · ${product.name}`}
      </span>
    </>
  )
}

const kinds = {
  open: 'open',
  known: 'wait',
  fixed: 'yes',
  closed: 'plain',
  merged: 'plain',
  dismissed: 'plain',
} as const

/** How it stands, and whether somebody has to look at its workaround. */
export function Stands({ one }: { one: Pick<ProblemRow, 'standing' | 'workaround' | 'isOpen'> }) {
  const say = useSay()
  return (
    <span className={s.tags}>
      <Tag kind={kinds[one.standing]}>{say(`problem.standing_${one.standing}`)}</Tag>
      {one.isOpen && one.workaround !== 'none' && (
        <Tag kind={one.workaround === 'over' ? 'late' : 'plain'}>{say(`problem.tag_${one.workaround}`)}</Tag>
      )}
    </span>
  )
}
