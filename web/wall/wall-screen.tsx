// A screen on a wall, without a sign-in: how much lies at each level, what is late and promised within the
// hour, what was done today. Read at five metres; no name, no subject, nothing to press. Where nothing is
// heard, the numbers turn hollow and it says since when.
import { useParams } from '@tanstack/react-router'
import { cx } from '../kit/cx.ts'
import { timeOf } from '../kit/times.ts'
import { useOfNow } from '../kit/use-now.ts'
import { useSay, useWords } from '../words.ts'
import { useWall } from './use-wall.ts'
import { isSilent, secondsOld, type WallBoard, type WallState } from './wall-data.ts'
import s from './wall.module.css'

/** `/wall/<key>` */
export default function WallScreen() {
  const say = useSay()
  const { key = '' } = useParams({ strict: false }) as { key?: string }
  const state = useWall(key)
  const { board, isGone } = state
  const isOld = useOfNow(now => isSilent(state, now))
  if (board === null)
    return (
      <main className={s.alone} id="main">
        <h1 className={s.said}>{say(isGone ? 'wall.gone' : 'wall.waits')}</h1>
      </main>
    )
  return (
    <main className={cx(s.wall, isOld && s.old)} id="main">
      <Head board={board} />
      <dl className={s.levels}>
        {board.levels.map(({ level, open, unassigned }) => (
          <div key={level}>
            <dt>{say('wall.level', { n: level })}</dt>
            <dd>
              <b>{open}</b>
              {open > 0 && (
                <span className={cx(unassigned > 0 && s.wants)}>
                  {say('wall.unassigned', { n: unassigned })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <dl className={s.numbers}>
        <Figure value={board.overdue} text={say('wall.overdue')} isBad={board.overdue > 0} />
        <Figure value={board.promisesSoon} text={say('wall.promises')} isSoon={board.promisesSoon > 0} />
        <Figure value={board.answeredToday} text={say('wall.answered')} />
        <Figure value={board.solvedToday} text={say('wall.solved')} />
      </dl>
      <Foot state={state} isOld={isOld} />
    </main>
  )
}

function Head({ board: { desk, team } }: { board: WallBoard }) {
  const words = useWords()
  const time = useOfNow(now => timeOf(now, words))
  return (
    <header className={s.head}>
      <h1>{[desk, team].filter(Boolean).join(' · ')}</h1>
      <b>{time}</b>
    </header>
  )
}

type FigureProps = { value: number; text: string; isBad?: boolean; isSoon?: boolean }

function Figure({ value, text, isBad = false, isSoon = false }: FigureProps) {
  return (
    <div className={cx(isBad && s.bad, isSoon && s.soon)}>
      <dt>{text}</dt>
      <dd>
        <b>{value}</b>
      </dd>
    </div>
  )
}

function Foot({ state, isOld }: { state: WallState; isOld: boolean }) {
  const words = useWords()
  const n = useOfNow(now => secondsOld(state.heardAt, now))
  return (
    <footer className={s.foot} role="status" aria-live="off">
      {isOld
        ? words.say('board.no_data', { time: timeOf(state.heardAt, words) })
        : words.say('board.age', { n })}
    </footer>
  )
}
