// The board: what needs a person now, what is open, what this week brought; on a wall with `?tv=1`. It
// stays fresh by the live feed and says how old it is; without news its numbers turn hollow.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { maySetUp } from '#core/access/set-up.ts'
import { boardOldMs } from '#core/measure/board.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Denied } from '../kit/states.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { timeOf } from '../kit/times.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useOfNow } from '../kit/use-now.ts'
import { localeOf } from '../kit/times.ts'
import { useSay, useWords } from '../words.ts'
import s from './board.module.css'
import { ageSeconds, type Board } from './board-data.ts'
import { BoardList } from './board-list.tsx'
import { OpenNumbers, WeekNumbers } from './board-numbers.tsx'
import { OverloadStrips } from '../capacity/overload-strip.tsx'
import { LiveStrip } from '../live-line/live-strip.tsx'
import { ByLevel, Needs, NeedClock, NeedWhy, People } from './board-parts.tsx'

const freshMs = 15_000

/** `/board?tv=1&list=…` */
export default function BoardScreen() {
  const say = useSay()
  const { agent } = useSession()
  const search = useSearch({ strict: false }) as { tv?: string; list?: string }
  const mayRead = maySetUp({ roles: agent.roles as readonly Role[], active: true }, 'board', 'read')
  const query = useQuery({
    queryKey: keys.board,
    queryFn: ({ signal }) => get<Board>('/board', {}, signal),
    refetchInterval: freshMs,
    refetchIntervalInBackground: search.tv !== undefined,
    enabled: mayRead,
  })
  const isOld = useOfNow(now => query.dataUpdatedAt > 0 && now - query.dataUpdatedAt > boardOldMs)
  if (!mayRead) return <Denied isPage what={say('board.denied')} />
  return (
    <ScreenState query={query} rows={6} failed={say('board.failed')}>
      {board =>
        search.tv !== undefined && search.list === undefined ? (
          <OnWall board={board} isOld={isOld} readAt={query.dataUpdatedAt} />
        ) : (
          <AtDesk board={board} isOld={isOld} readAt={query.dataUpdatedAt} list={search.list} />
        )
      }
    </ScreenState>
  )
}

type Props = { board: Board; isOld: boolean; readAt: number }

/** How old the data is; without news for too long, since when there is none. */
function Age({ isOld, readAt }: Omit<Props, 'board'>) {
  const words = useWords()
  const n = useOfNow(now => ageSeconds(readAt, now))
  return (
    <>{isOld ? words.say('board.no_data', { time: timeOf(readAt, words) }) : words.say('board.age', { n })}</>
  )
}

function AtDesk({ board, isOld, readAt, list }: Props & { list: string | undefined }) {
  const say = useSay()
  const navigate = useNavigate()
  const go = (search: object) => void navigate({ to: '/board', search: search as never })
  const back = list === undefined ? undefined : () => go({})
  useKeys(back ? { escape: back } : {})
  const here = board.people.filter(one => one.is !== 'away').length
  return (
    <Tall>
      <ScreenBar title={say('shell.board')} note={<Age isOld={isOld} readAt={readAt} />} ruled>
        <span className="sm soft">{say('board.people_here', { n: here })}</span>
        {list === undefined ? (
          <Button kind="quiet" onClick={() => go({ tv: '1' })}>
            {say('board.on_screen')}
          </Button>
        ) : (
          <Button onClick={() => go({})}>{say('shell.board')}</Button>
        )}
      </ScreenBar>
      <LiveStrip />
      <OverloadStrips />
      <Scroll label={say('shell.board')}>
        {list !== undefined ? (
          <BoardList key={list} list={list} board={board} />
        ) : (
          <div className={s.grid}>
            <Needs board={board} />
            <section aria-labelledby="open-now">
              <h2 id="open-now">{say('board.open_now')}</h2>
              <OpenNumbers board={board} isOld={isOld} />
              <h2>
                {say('board.week')} <WeekSince at={board.weekFrom} />
              </h2>
              <WeekNumbers board={board} isOld={isOld} />
            </section>
            <ByLevel className={s.left} title={say('board.by_level')} counts={board.openByLevel} />
            <ByLevel
              title={say('board.where_solved')}
              counts={board.solvedByLevel}
              none={say('board.where_none')}
            />
            <People people={board.people} />
          </div>
        )}
      </Scroll>
    </Tall>
  )
}

/** The day the week began, in the desk's zone, in which it was counted. */
function WeekSince({ at }: { at: number }) {
  const { say, language } = useWords()
  const zone = useSession().desk.timeZone
  const day = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(zone && { timeZone: zone }),
  })
  return <span className={s.aside}>{say('board.week_since', { day: day.format(at) })}</span>
}

const wallRows = 4

/** For a wall: no acts but the way back, numerals of 72 px, nothing that moves. */
function OnWall({ board, isOld, readAt }: Props) {
  const words = useWords()
  const { say } = words
  const { desk } = useSession()
  const navigate = useNavigate()
  const leave = () => void navigate({ to: '/board', search: {} as never })
  useKeys({ escape: { does: say('board.off_screen'), run: leave } })
  const now = useOfNow(at => timeOf(at, words))
  const { items, value } = board.needsPerson
  const shown = items.slice(0, wallRows)
  const here = board.people.filter(one => one.is !== 'away').length
  return (
    <div className={s.tv}>
      <header>
        <h1 tabIndex={-1}>{desk.name}</h1>
        <p>
          <TimeText at={board.at} as="day" /> <b>{now}</b>
        </p>
      </header>
      <section aria-labelledby="wall-need">
        <h2 id="wall-need">{say('board.need')}</h2>
        <ul className={s.tvRows}>
          {shown.map(one => (
            <li key={one.card.id}>
              <NeedClock {...one} />
              <span>
                <b>{one.card.subject}</b>
                <small>
                  {one.card.number} · <NeedWhy {...one} />
                </small>
              </span>
            </li>
          ))}
        </ul>
        <p className="soft">
          {value === 0
            ? say('board.need_none')
            : value > shown.length && say('board.need_more', { n: value - shown.length })}
        </p>
      </section>
      <OpenNumbers board={board} isOld={isOld} isTv />
      <WeekNumbers board={board} isOld={isOld} isTv />
      <footer>
        <span>
          <Age isOld={isOld} readAt={readAt} />
        </span>
        <span>{say('board.people_here', { n: here })}</span>
        <Button kind="quiet" onClick={leave}>
          {say('board.off_screen')}
        </Button>
      </footer>
    </div>
  )
}
