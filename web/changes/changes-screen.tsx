// Change requests to engineering: filtered, the newest first, page by page. Not: one of them
// (change-screen.tsx).
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { changeStandings } from '#core/change/state.ts'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { SelectField } from '../kit/field.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { Tag, type TagKind } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import { AskForm } from './ask-form.tsx'
import { type Change, type Filter, useChanges, useTrackerNames } from './changes-api.ts'
import s from './changes.module.css'

/** `/changes` */
export default function ChangesScreen() {
  const say = useSay()
  const navigate = useNavigate()
  const filter = filterOf(useSearch({ strict: false }) as Readonly<Record<string, unknown>>)
  const query = useChanges(filter)
  const [asks, setAsks] = useState(false)
  const go = (change: Filter) => {
    const next = Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value))
    void navigate({ to: '/changes', search: next as never, replace: true })
  }
  useKeys(asks ? {} : { u: { does: say('change.ask'), run: () => setAsks(true) } })
  return (
    <Tall>
      <ScreenBar title={say('change.title')} ruled>
        <Button kind="main" keys="u" onClick={() => setAsks(true)}>
          {say('change.ask')}
        </Button>
      </ScreenBar>
      <Filters filter={filter} onChange={go} />
      <Scroll label={say('change.title')}>
        <ScreenState query={query} rows={6} bones="list">
          {({ pages }) => <Rows rows={pages.flatMap(page => page.items)} />}
        </ScreenState>
        {query.hasNextPage && (
          <div className={s.more}>
            <Button aria-busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {say('change.more')}
            </Button>
          </div>
        )}
      </Scroll>
      {asks && (
        <AskForm
          onClose={() => setAsks(false)}
          onDone={number => void navigate({ to: '/changes/$number', params: { number: String(number) } })}
        />
      )}
    </Tall>
  )
}

/** The filter an address holds; whatever is not of it is left out. */
function filterOf(search: Readonly<Record<string, unknown>>): Filter {
  const named = (['standing', 'tracker', 'product', 'mine'] as const).filter(one => search[one])
  return Object.fromEntries(named.map(one => [one, String(search[one])]))
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (change: Filter) => void }) {
  const say = useSay()
  const { products } = useDesk()
  const trackers = useTrackerNames()
  const any = { value: '', text: say('change.any') }
  const named = (one: { id: string; name: string }) => ({ value: one.id, text: one.name })
  return (
    <div className={s.filters}>
      <SelectField
        label={say('change.standing')}
        value={filter.standing ?? 'open'}
        options={[
          { value: 'open', text: say('change.filter_open') },
          { value: 'all', text: say('change.filter_all') },
          ...changeStandings.map(value => ({ value, text: say(`change.standing_${value}`) })),
        ]}
        onChange={event => onChange({ standing: event.currentTarget.value })}
      />
      {trackers.length > 0 && (
        <SelectField
          label={say('change.filter_tracker')}
          value={filter.tracker ?? ''}
          options={[any, ...trackers.map(named)]}
          onChange={event => onChange({ tracker: event.currentTarget.value })}
        />
      )}
      {products.length > 0 && (
        <SelectField
          label={say('change.product')}
          value={filter.product ?? ''}
          options={[any, ...products.map(named)]}
          onChange={event => onChange({ product: event.currentTarget.value })}
        />
      )}
      <Check
        checked={Boolean(filter.mine)}
        onChange={event => onChange({ mine: event.currentTarget.checked ? '1' : '' })}
      >
        {say('change.filter_mine')}
      </Check>
    </div>
  )
}

const tags: Readonly<Partial<Record<Change['standing'], TagKind>>> = {
  drafted: 'wait',
  done: 'open',
  reopened: 'open',
  verified: 'yes',
  rejected: 'differs',
}

/** How it stands; of what is planned, for which version. */
export function Stands({ one }: { one: Change }) {
  const say = useSay()
  const { standing, version } = one
  return (
    <>
      <Tag kind={tags[standing] ?? 'plain'}>{say(`change.standing_${standing}`)}</Tag>
      {version && <span className={s.line}>{say('change.version_is', { version })}</span>}
    </>
  )
}

function Rows({ rows }: { rows: readonly Change[] }) {
  const say = useSay()
  const { nameOf } = useDesk()
  if (rows.length === 0) return <Empty why={say('change.none')} />
  return (
    <Table
      caption={say('change.title')}
      rows={rows}
      keyOf={one => one.id}
      columns={[
        { key: 'what', head: say('change.what'), cell: one => <What one={one} /> },
        { key: 'standing', head: say('change.standing'), cell: one => <Stands one={one} /> },
        { key: 'owner', head: say('change.owner'), cell: one => nameOf(one.owner) ?? '–' },
        { key: 'place', head: say('change.place'), cell: one => <Place one={one} /> },
        {
          key: 'opened',
          head: say('change.opened'),
          cell: one => <TimeText at={one.openedAt} as="wall" className="soft" />,
        },
      ]}
    />
  )
}

function What({ one }: { one: Change }) {
  const say = useSay()
  return (
    <>
      <Link to="/changes/$number" params={{ number: String(one.number) }}>
        <span className="num">{one.number}</span> {one.title}
      </Link>
      <span className={s.line}>{say(`change.kind_${one.kind}`)}</span>
    </>
  )
}

/** Where engineering keeps it. */
export function Place({ one }: { one: Change }) {
  const say = useSay()
  if (!one.tracker && !one.url) return <span className="soft">{say('change.place_none')}</span>
  if (!one.url) return <span className="soft">{say('change.place_making')}</span>
  return (
    <a href={one.url} target="_blank" rel="noreferrer">
      {one.entry ? say('change.place_entry', { entry: one.entry }) : one.url}
    </a>
  )
}
