// /capacity: in which hours of the week people are missing, a sentence first, then the hours as a grid or a
// table, one hour with its cases. All of it stands in the address. For leads and who oversees. Not: the
// reckoning (core/capacity).
import { useNavigate, useSearch } from '@tanstack/react-router'
import { maySetUp } from '#core/access/set-up.ts'
import { periodBeside } from '#core/measure/period.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { capacitySentences } from '#words/capacity-text.ts'
import { figureText, periodName } from '#words/measure-text.ts'
import { urlOf } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { useSession } from '../api/session.ts'
import { Button, LinkButton } from '../kit/button.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Slot } from '../kit/slot.tsx'
import { Denied, Empty } from '../kit/states.tsx'
import { localeOf } from '../kit/times.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useScopeName } from '../reports/report-choice.tsx'
import { scopesOf } from '../reports/reports-view.ts'
import { useSay, useWords } from '../words.ts'
import { type Capacity, searchOf, useCapacity, type View, viewOf } from './capacity-api.ts'
import { CapacityGrid, CapacityTable } from './capacity-grid.tsx'
import { CapacityOne } from './capacity-hour.tsx'
import { OverloadPart } from './overload-part.tsx'
import { OverloadStrips, useMayCapacity } from './overload-strip.tsx'
import { Unplanned } from './unplanned.tsx'
import s from './capacity.module.css'

export type OnView = (view: View) => void

/** `/capacity?scope=level:1&week=2026-W41&as=table&h=mon-9` */
export default function CapacityScreen() {
  const say = useSay()
  const { agent } = useSession()
  const navigate = useNavigate()
  const view = viewOf(useSearch({ strict: false }) as Record<string, string>)
  const onView: OnView = next =>
    void navigate({
      to: '/capacity',
      search: searchOf(next) as never,
      replace: (next.hour === null) === (view.hour === null) && next.risk === view.risk,
    })
  const mayRead = maySetUp({ roles: agent.roles as readonly Role[], active: true }, 'capacity', 'read')
  const query = useCapacity(view, mayRead)
  if (!mayRead) return <Denied isPage what={say('capacity.denied')} />
  const isWrong = isProblem(query.error) && query.error.code === 'request.invalid'
  return (
    <Tall>
      <Head view={view} onView={onView} week={query.data?.week} />
      <OverloadStrips />
      {isWrong ? (
        <Empty why={say('capacity.wrong')}>
          <Button onClick={() => onView({ scope: 'desk', as: 'grid', hour: null })}>
            {say('capacity.anew')}
          </Button>
        </Empty>
      ) : (
        <ScreenState query={query} rows={8} failed={say('capacity.failed')}>
          {capacity => <Shown {...{ capacity, view, onView }} />}
        </ScreenState>
      )}
    </Tall>
  )
}

type HeadProps = { view: View; onView: OnView; week: string | undefined }

function Head({ view, onView, week }: HeadProps) {
  const words = useWords()
  const { say } = words
  const other = view.as === 'table' ? 'grid' : 'table'
  const turn = () => onView({ ...view, as: other, hour: null })
  const print = () => window.print()
  useKeys({
    t: { does: say(`capacity.as_${other}`), run: turn },
    p: { does: say('reports.print'), run: print },
    ...((view.hour !== null || view.risk !== undefined) && {
      escape: {
        does: say('capacity.to_all'),
        run: () => onView({ ...view, hour: null, risk: undefined }),
      },
    }),
  })
  const csv = urlOf('/capacity.csv', { of: view.of, scope: view.scope, week: view.week })
  return (
    <ScreenBar title={say('capacity.title')} note={week && periodName(week, words)}>
      <LinkButton kind="quiet" to="/capacity/what-if" search={{ of: view.of, week: view.week } as never}>
        {say('what_if.open')}
      </LinkButton>
      <Button kind="quiet" keys="t" onClick={turn}>
        {say(`capacity.as_${other}`)}
      </Button>
      <a href={csv} download="" data-inline="">
        {say('reports.csv')}
      </a>
      <Button kind="quiet" keys="p" onClick={print}>
        {say('reports.print')}
      </Button>
    </ScreenBar>
  )
}

type ShownProps = { capacity: Capacity; view: View; onView: OnView }

function Shown({ capacity, view, onView }: ShownProps) {
  const { say } = useWords()
  const { desk } = useSession()
  const { mayMove } = useMayCapacity()
  const scopeName = useScopeName()
  const isMeasured = capacity.hours.some(one => one.came > 0)
  const told = { ...capacity, isMeasured, isPlanned: capacity.hours[0]!.planned !== null }
  const { hour } = view
  const one = hour && capacity.hours.find(each => each.weekday === hour.weekday && each.hour === hour.hour)
  return (
    <>
      <Choice {...{ capacity, view, onView }} />
      <Scroll label={say('capacity.title')}>
        <article className={s.paper}>
          <p className={s.printed}>
            {say('capacity.printed', {
              ...{ desk: desk.name, scope: scopeName(capacity.scope), zone: capacity.zone },
            })}
          </p>
          {view.risk !== undefined && mayMove ? (
            <OverloadPart team={view.risk} onBack={() => onView({ ...view, risk: undefined })} />
          ) : one ? (
            <CapacityOne {...{ one, capacity, view, onView }} />
          ) : (
            <>
              <p className={s.sentence} data-sentence="">
                {capacitySentences(told, say).join(' ')}
              </p>
              <Unplanned n={capacity.unplanned} />
              {view.as === 'table' ? (
                <CapacityTable capacity={capacity} view={view} />
              ) : (
                <CapacityGrid capacity={capacity} view={view} />
              )}
              <Basis capacity={capacity} />
            </>
          )}
        </article>
      </Scroll>
    </>
  )
}

function Choice({ capacity, view, onView }: ShownProps) {
  const words = useWords()
  const { say } = words
  const { desk } = useSession()
  const nameOf = useScopeName()
  const to = (step: -1 | 1) => () => onView({ ...view, week: periodBeside(capacity.week, step) })
  useKeys({
    ',': { does: say('reports.earlier'), run: to(-1) },
    '.': { does: say('reports.later'), run: to(1) },
  })
  const scopes = scopesOf(desk, { teams: [], seesAll: true }).filter(one => !/^(product|kind):/.test(one))
  return (
    <fieldset className={s.choice}>
      <legend className="sr">{say('reports.choose')}</legend>
      <span className={s.steps}>
        <span className={s.what}>{say('capacity.week_of')}</span>
        <span className={s.beside}>
          <Button kind="quiet" glyph="left" keys="," onClick={to(-1)}>
            {say('reports.earlier')}
          </Button>
          <b>{periodName(capacity.week, words)}</b>
          <Button kind="quiet" glyph="right" keys="." onClick={to(1)}>
            {say('reports.later')}
          </Button>
        </span>
      </span>
      <span className={s.steps}>
        <span className={s.what} aria-hidden="true">
          {say('reports.scope')}
        </span>
        <Slot
          label={say('reports.scope')}
          value={view.scope}
          options={(scopes.includes(view.scope) ? scopes : [view.scope, ...scopes]).map(one => ({
            value: one,
            text: nameOf(one),
          }))}
          onChange={scope => onView({ ...view, scope, hour: null })}
        />
      </span>
    </fieldset>
  )
}

/** What it is reckoned from, and what it does not say. */
function Basis({ capacity }: { capacity: Capacity }) {
  const words = useWords()
  const { say, language } = words
  const { handle, goal, zone } = capacity
  const day = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: zone })
  const length = (seconds: number) => figureText('seconds', Math.round(seconds), words)
  const share = (percent: number) =>
    new Intl.NumberFormat(localeOf(language), { style: 'percent' }).format(percent / 100)
  return (
    <div className={s.basis}>
      <p>
        {say('capacity.counted', { from: day.format(capacity.from), until: day.format(capacity.until - 1) })}{' '}
        {handle.n !== null && handle.range !== null
          ? say('capacity.handle', {
              ...{ time: length(handle.seconds), n: handle.n },
              ...{ low: length(handle.range[0]), high: length(handle.range[1]) },
            })
          : say('capacity.handle_assumed', { time: length(handle.seconds) })}{' '}
        {say('capacity.goal', {
          ...{ percent: share(goal.begunPercent), busy: share(goal.busyPercent) },
          time: length(60 * goal.waitMinutes),
        })}
      </p>
      <p>{say('capacity.caveat')}</p>
    </div>
  )
}
