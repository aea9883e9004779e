// /thanks: thanks in cases one worked on, what a year of help came to, and what drives oneself mad. Not: what
// a lead reads of others (coach-screen.tsx).
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { useAgentName } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { KindLine } from '../kit/kind-line.tsx'
import { FilterBar, ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import { Annoyances } from './annoyances.tsx'
import s from './coach.module.css'
import type { Page } from './coach-data.ts'

const views = ['thanks', 'year', 'mad'] as const
type View = (typeof views)[number]

/** `/thanks?v=year` */
export default function ThanksScreen() {
  const say = useSay()
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const view = views.find(one => one === search.v) ?? 'thanks'
  const set = (v: View) => void navigate({ to: '/thanks', search: { v } as never, replace: true })
  return (
    <Tall>
      <ScreenBar title={say('people.title')} note={say(`people.note_${view}`)} />
      <KindLine
        label={say('people.views')}
        value={view}
        onChange={set}
        kinds={views.map(kind => ({ kind, text: say(`people.view_${kind}`) }))}
      />
      <Scroll label={say(`people.view_${view}`)}>
        <h2 className="sr">{say(`people.view_${view}`)}</h2>
        {view === 'thanks' && <ThanksList />}
        {view === 'year' && <YearView />}
        {view === 'mad' && <Annoyances />}
      </Scroll>
    </Tall>
  )
}

type Thanks = {
  readonly number: number
  readonly subject: string
  readonly seq: number
  readonly at: number
  readonly from: string | null
  readonly to: string | null
  readonly words: string
}

function ThanksList() {
  const say = useSay()
  const query = useInfiniteQuery({
    queryKey: [...keys.coach, 'thanks'],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Thanks>>('/thanks', { cursor: pageParam || undefined }, signal),
    initialPageParam: '',
    getNextPageParam: last => last.next ?? null,
  })
  return (
    <ScreenState query={query} rows={4} bones="entries">
      {({ pages }) => {
        const items = pages.flatMap(page => page.items)
        if (items.length === 0) return <Empty why={say('people.none_thanks')} />
        return (
          <>
            <ol className={s.items}>
              {items.map(one => (
                <li key={`${one.number} ${one.seq}`}>
                  <ThanksItem one={one} />
                </li>
              ))}
            </ol>
            {query.hasNextPage && (
              <p className={s.older}>
                <Button kind="quiet" onClick={() => void query.fetchNextPage()}>
                  {say('coach.older')}
                </Button>
              </p>
            )}
          </>
        )
      }}
    </ScreenState>
  )
}

function ThanksItem({ one }: { one: Thanks }) {
  const say = useSay()
  const nameOf = useAgentName()
  return (
    <article className={s.item}>
      <h3 className={s.head}>
        {one.from ? nameOf(one.from as never) : say('people.from_customer')}
        {one.to && ` · ${say('thanks.to', { name: nameOf(one.to as never) })}`}{' '}
        <TimeText at={one.at} as="wall" className="soft" />
      </h3>
      <p className={s.words}>{one.words}</p>
      <p className={s.case}>
        <Link to="/c/$number" params={{ number: String(one.number) }} hash={`e${one.seq}`} data-inline="">
          {one.number} {one.subject}
        </Link>
      </p>
    </article>
  )
}

type Figures = { readonly figures: readonly { readonly figure: string; readonly n: number }[] }
const yearsShown = 5

/** The numbers of a year; each opens the cases behind it. */
function YearView() {
  const say = useSay()
  const now = new Date(nowMs()).getUTCFullYear()
  const [year, setYear] = useState(now)
  const [open, setOpen] = useState<string | null>(null)
  const query = useQuery({
    queryKey: [...keys.coach, 'year', year],
    queryFn: ({ signal }) => get<Figures>('/support-day', { year: String(year) }, signal),
  })
  return (
    <>
      <FilterBar>
        <SelectField
          label={say('people.year')}
          value={String(year)}
          options={Array.from({ length: yearsShown }, (_, i) => String(now - i)).map(value => ({
            value,
            text: value,
          }))}
          onChange={event => setYear(Number(event.currentTarget.value))}
        />
      </FilterBar>
      <ScreenState query={query} rows={5} bones="list">
        {({ figures }) => (
          <ul className={s.items}>
            {figures.map(({ figure, n }) => (
              <li key={figure} className={s.item}>
                <p>{say(`people.figure_${figure}`, { n })}</p>
                {n > 0 && (
                  <Button
                    kind="quiet"
                    aria-expanded={open === figure}
                    aria-label={`${say('people.behind')}: ${say(`people.figure_${figure}`, { n })}`}
                    onClick={() => setOpen(open === figure ? null : figure)}
                  >
                    {say('people.behind')}
                  </Button>
                )}
                {open === figure && <Behind figure={figure} year={year} />}
              </li>
            ))}
          </ul>
        )}
      </ScreenState>
    </>
  )
}

type BehindAnswer = {
  readonly items: readonly { readonly number: number; readonly subject: string; readonly times: number }[]
  readonly hidden: number
  readonly more: boolean
}

function Behind({ figure, year }: { figure: string; year: number }) {
  const say = useSay()
  const query = useQuery({
    queryKey: [...keys.coach, 'year', year, figure],
    queryFn: ({ signal }) => get<BehindAnswer>(`/support-day/${figure}`, { year: String(year) }, signal),
  })
  return (
    <ScreenState query={query} rows={3} bones="list">
      {({ items, hidden, more }) => (
        <>
          <ul>
            {items.map(one => (
              <li key={one.number}>
                <Link to="/c/$number" params={{ number: String(one.number) }} data-inline="">
                  {one.number} {one.subject}
                </Link>
                {one.times > 1 && ` · ${say('people.times', { n: one.times })}`}
              </li>
            ))}
          </ul>
          {hidden > 0 && <p className="soft sm">{say('people.hidden', { n: hidden })}</p>}
          {more && <p className="soft sm">{say('people.more')}</p>}
        </>
      )}
    </ScreenState>
  )
}
