// Parts of the board: what needs a person, cases by level, people by availability. Not: the numbers.
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Card } from '#core/case/card.ts'
import { type HouseLevel, houseLevels } from '#core/people/level.ts'
import { post } from '../api/client.ts'
import { deedPath } from '../api/deed-path.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { useAgentName } from '../api/session.ts'
import { Button, LinkButton } from '../kit/button.tsx'
import { ClockCell, ClockMark } from '../kit/clock.tsx'
import { cx } from '../kit/cx.ts'
import { LevelSlots } from '../kit/level.tsx'
import { AgentDot } from '../kit/presence.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { toast } from '../kit/toast.ts'
import { useOfNow } from '../kit/use-now.ts'
import { localeOf } from '../kit/times.ts'
import { useSay, useWords } from '../words.ts'
import s from './board.module.css'
import { type Board, type Counted, listSearch, needFor, needText, shownCount } from './board-data.ts'

export type Needy = Board['needsPerson']['items'][number]

/** Its clock where one runs; else since when it needs somebody. */
export function NeedClock({ card, need }: Needy) {
  if (card.clock) return <ClockCell owed={card.clock} />
  return (
    <ClockMark state={need.code === 'severity_1' ? 'late' : 'soon'}>
      <TimeText at={need.since} as="time" />
    </ClockMark>
  )
}

/** Why, for how long already, whose it is, and who has it. */
export function NeedWhy({ card, need }: Needy) {
  const words = useWords()
  const nameOf = useAgentName()
  const { say } = words
  const long = useOfNow(now => needFor(need, now, words))
  const who = card.worker ? say('board.has_it', { name: nameOf(card.worker) }) : say('board.nobody')
  const said = need.code === 'severity_1' || need.code === 'nobody'
  return [needText(need, say), long, card.customerName, !said && who].filter(Boolean).join(' · ')
}

/** Takes a case, and offers the way back. */
export function useTake(): (card: Card) => Promise<void> {
  const say = useSay()
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: keys.board })
  return async card => {
    try {
      await post(deedPath(card.id, 'worker.take'))
      const undo = () =>
        void post(deedPath(card.id, 'worker.queue'), { team: card.team })
          .catch(thrown => toast(refused(thrown, say)))
          .finally(renew)
      toast({ text: say('board.taken'), undo })
    } catch (thrown) {
      toast(refused(thrown, say))
    }
    await renew()
  }
}

/** What the customer feels already; the rest is still to come. */
const isHarm = ({ code }: Needy['need']) => code === 'late' || code === 'severity_1' || code === 'missed'

/** What needs a person now, the most harm first, each with the act that helps. */
export function Needs({ board }: { board: Board }) {
  const say = useSay()
  const take = useTake()
  const { value, items, list } = board.needsPerson
  const more = value - items.length
  const needMore = (
    <Link to="/board" search={listSearch(list, false) as never}>
      {say('board.need_more', { n: more })}
    </Link>
  )
  return (
    <section className={cx(s.need, s.left)} aria-labelledby="need">
      <h2 id="need">
        {say('board.need')}
        {value > 0 && (
          <Link to="/board" search={listSearch(list, false) as never} className={s.aside}>
            {value}
          </Link>
        )}
      </h2>
      <ul className={s.rows}>
        {items.map(one => (
          <li key={one.card.id} className={isHarm(one.need) ? s.late : undefined}>
            <NeedClock {...one} />
            <div className={s.what}>
              <b>{one.card.subject}</b>
              <span className={s.why}>
                <NeedWhy {...one} />
              </span>
            </div>
            <Link to="/c/$number" params={{ number: String(one.card.number) }} className="num faint">
              {one.card.number}
            </Link>
            <NeedAct needy={one} onTake={take} />
          </li>
        ))}
      </ul>
      <p className={cx(s.hint, 'sm', 'faint')}>
        {items.length === 0 ? say('board.need_none') : more > 0 ? needMore : say('board.need_rest')}
      </p>
    </section>
  )
}

function NeedAct({ needy: { card, need }, onTake }: { needy: Needy; onTake: (card: Card) => Promise<void> }) {
  const say = useSay()
  const { subject, number } = card
  if (need.act === 'open' || card.worker !== null)
    return (
      <LinkButton
        {...({ to: '/c/$number', params: { number: String(number) } } as object)}
        aria-label={say('board.act_on', { act: say('board.look'), subject, number })}
      >
        {say('board.look')}
      </LinkButton>
    )
  return (
    <Button
      onClick={() => void onTake(card)}
      aria-label={say('board.act_on', { act: say('board.take'), subject, number })}
    >
      {say('board.take')}
    </Button>
  )
}

const fills = { 1: s.l1, 2: s.l2, 3: s.l3 } as const

type LevelsProps = {
  title: string
  counts: Readonly<Record<HouseLevel, Counted>>
  none?: string
  className?: string | undefined
}

/** Cases by level: a bar, and the same as words and numbers. */
export function ByLevel({ title, counts, none, className }: LevelsProps) {
  const say = useSay()
  const { language } = useWords()
  const all = houseLevels.reduce((sum, level) => sum + counts[level].value, 0)
  return (
    <section className={className} aria-label={title}>
      <h2>{title}</h2>
      {all === 0 && none && <p className="sm faint">{none}</p>}
      {all > 0 && (
        <div className={s.bar} aria-hidden="true">
          {houseLevels.map(
            level =>
              counts[level].value > 0 && (
                <i key={level} className={fills[level]} style={{ flex: counts[level].value }} />
              ),
          )}
        </div>
      )}
      <ul className={s.levels}>
        {houseLevels.map(level => (
          <li key={level}>
            <LevelSlots level={level} quiet />
            <span>{say('common.level', { n: level })}</span>
            <Link
              to="/board"
              search={listSearch(counts[level].list, false) as never}
              className="num"
              aria-label={`${title}, ${say('common.level', { n: level })}: ${counts[level].value}`}
            >
              {shownCount(counts[level].value, language)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** People by whether they can take something. */
export function People({ people }: { people: Board['people'] }) {
  const say = useSay()
  const { language, zone } = useWords()
  const day = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(zone && { timeZone: zone }),
  })
  const does = (one: Board['people'][number]) => {
    if (one.absentUntil !== null) return say('board.absent_until', { day: day.format(one.absentUntil) })
    if (one.writesIn !== null) return say('board.writes', { number: one.writesIn })
    return say(one.is === 'available' ? 'board.free' : one.is === 'busy' ? 'kit.is_busy' : 'board.away')
  }
  return (
    <section className={s.wide} aria-labelledby="people">
      <h2 id="people">
        {say('board.people')}
        <span className={s.aside}>{say('board.people_why')}</span>
      </h2>
      <ul className={s.people}>
        {people.map(one => (
          <li key={one.id}>
            <AgentDot is={one.is} />
            <span className={s.slots}>{one.levels[0] && <LevelSlots level={one.levels[0]} />}</span>
            <span>{one.name}</span>
            <span className={s.end}>{does(one)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
