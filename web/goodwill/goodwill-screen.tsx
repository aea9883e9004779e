// What was asked for and given beyond what is owed: a list one walks, filtered by where it stands, and what
// it came to. Not: giving it (case/forms-goodwill.tsx), nor the rules (set-up/goodwill-page.tsx).
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { maySetUp } from '#core/access/set-up.ts'
import { type GoodwillStanding, goodwillStandings } from '#core/case/goodwills.ts'
import { money } from '#words/money.ts'
import { useDesk } from '../case/desk.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { KindLine } from '../kit/kind-line.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useRoving } from '../kit/use-roving.ts'
import { useSay, useWords } from '../words.ts'
import { type Asked, type Given, useGiven } from './goodwill-api.ts'
import { GoodwillFigures } from './goodwill-figures.tsx'
import s from './goodwill.module.css'

const all = 'all'
const figures = 'figures'
type View = typeof all | typeof figures | GoodwillStanding

/** `/goodwill?v=asked&team=…` */
export default function GoodwillScreen() {
  const say = useSay()
  const { me } = useDesk()
  const seesFigures = maySetUp(me, 'goodwill_figures', 'read')
  const { view, team, whom, set } = useAsked(seesFigures)
  const views: readonly View[] = [all, ...goodwillStandings, ...(seesFigures ? [figures as View] : [])]
  return (
    <Tall>
      <ScreenBar title={say('set_up.goodwill')} note={say('goodwill_list.note')} />
      <KindLine
        label={say('goodwill_list.which')}
        value={view}
        onChange={v => set({ v })}
        kinds={views.map(kind => ({ kind, text: viewText(kind, say) }))}
      />
      <Filters team={team} whom={whom} set={set} />
      <Scroll label={say('set_up.goodwill')}>
        {view === figures ? (
          <GoodwillFigures team={team} onWhom={one => set({ v: all, whom: one })} />
        ) : (
          <List asked={{ standing: view === all ? '' : view, team, whom }} />
        )}
      </Scroll>
    </Tall>
  )
}

type Say = ReturnType<typeof useSay>
const viewText = (view: View, say: Say): string =>
  view === all || view === figures
    ? say(`goodwill_list.${view}`)
    : say('goodwill.standing', { standing: view })

type Search = { readonly v: string; readonly team: string; readonly whom: string }
function useAsked(seesFigures: boolean) {
  const search = useSearch({ strict: false }) as Partial<Search>
  const navigate = useNavigate()
  const known = (goodwillStandings as readonly string[]).includes(search.v ?? '')
  const view = (known || (search.v === figures && seesFigures) ? search.v : all) as View
  const asked = { v: view as string, team: search.team ?? '', whom: search.whom ?? '' }
  const set = (change: Partial<Search>) => {
    const next = Object.entries({ ...asked, ...change }).filter(([, one]) => one !== '' && one !== all)
    void navigate({ to: '/goodwill', search: Object.fromEntries(next) as never, replace: true })
  }
  return { view, team: asked.team, whom: asked.whom, set }
}

type FiltersProps = {
  readonly team: string
  readonly whom: string
  readonly set: (change: Partial<Search>) => void
}

function Filters({ team, whom, set }: FiltersProps) {
  const say = useSay()
  const { teams } = useSession().desk
  return (
    <div className={s.filters}>
      <SelectField
        label={say('goodwill_set.team')}
        value={team}
        options={[
          { value: '', text: say('goodwill_list.every_team') },
          ...teams.map(one => ({ value: one.id as string, text: one.name })),
        ]}
        onChange={event => set({ team: event.currentTarget.value })}
      />
      {whom !== '' && (
        <Button kind="quiet" onClick={() => set({ whom: '' })}>
          {say('goodwill_list.everybody')}
        </Button>
      )}
    </div>
  )
}

function List({ asked }: { asked: Asked }) {
  const say = useSay()
  const query = useGiven(asked)
  return (
    <ScreenState query={query} rows={8} bones="list">
      {({ pages }) => {
        const items = pages.flatMap(page => page.items)
        if (items.length === 0 && !query.hasNextPage) return <Empty why={say('goodwill_list.none')} />
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

function Rows({ items }: { items: readonly Given[] }) {
  const say = useSay()
  const { language } = useWords()
  const { nameOf } = useDesk()
  const navigate = useNavigate()
  const numberOf = (id: string) => String(items.find(one => one.id === id)?.number ?? '')
  const roving = useRoving({
    keys: items.map(one => one.id),
    onOpen: id => void navigate({ to: '/c/$number', params: { number: numberOf(id) } }),
    does: say('goodwill_list.key_walk'),
  })
  return (
    <Table
      caption={say('set_up.goodwill')}
      rows={items}
      keyOf={one => one.id}
      rowProps={one => roving.rowProps(one.id)}
      columns={[
        { key: 'what', head: say('goodwill_list.what'), cell: one => <What one={one} /> },
        { key: 'worth', head: say('goodwill.field_amount'), end: true, cell: one => money(one, language) },
        { key: 'standing', head: say('goodwill_list.standing'), cell: one => <Stands one={one} /> },
        {
          key: 'asked',
          head: say('goodwill_list.asked'),
          cell: one => <TimeText at={one.askedAt} as="wall" />,
        },
        {
          key: 'by',
          head: say('goodwill_list.decided_by'),
          cell: one => (one.decidedBy ? nameOf(one.decidedBy) : <span className="soft">–</span>),
        },
      ]}
    />
  )
}

function What({ one }: { one: Given }) {
  const say = useSay()
  const whom = [one.customerName, one.organisationName].filter(Boolean).join(', ')
  return (
    <>
      <Link to="/c/$number" params={{ number: String(one.number) }}>
        {say('goodwill.kind', { kind: one.kind })}
      </Link>
      <div className="soft">
        {whom} · {one.subject} · <span className="num">{one.number}</span>
      </div>
    </>
  )
}

/** Where it stands; while it waits, until when. */
function Stands({ one }: { one: Given }) {
  const say = useSay()
  const waits = one.standing === 'asked' || one.standing === 'late'
  return (
    <>
      {say('goodwill.standing', { standing: one.standing })}
      {waits && one.dueAt !== null && (
        <>
          {' '}
          <TimeText at={one.dueAt} as="wall" className="soft" />
        </>
      )}
    </>
  )
}
