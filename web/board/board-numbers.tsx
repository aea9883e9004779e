// The numbers of the board: each is a link to the cases it counts. Not: what needs a person (board-need.tsx).
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { cx } from '../kit/cx.ts'
import { useSay, useWords } from '../words.ts'
import s from './board.module.css'
import { type Board, cameBackList, type Counted, listSearch, shownCount } from './board-data.ts'

type NumberProps = {
  label: string
  value: number
  list: string
  small?: ReactNode
  text?: string
  isBad?: boolean
  isOld?: boolean
  isTv?: boolean
}

/** One number with its word below; coloured only where it is our own lateness. */
export function BoardNumber({
  label,
  value,
  list,
  small,
  text,
  isBad,
  isOld = false,
  isTv = false,
}: NumberProps) {
  const { language } = useWords()
  return (
    <div className={cx(s.number, isBad && s.bad, isOld && s.old)}>
      <dt>{label}</dt>
      <dd>
        <Link
          to="/board"
          search={listSearch(list, isTv) as never}
          aria-label={`${text ?? shownCount(value, language)} ${label}`}
        >
          {text ?? shownCount(value, language)}
        </Link>
        {small && <small>{small}</small>}
      </dd>
    </div>
  )
}

type Props = { board: Board; isOld: boolean; isTv?: boolean }

/** What is open: late, nobody's, waiting, all. */
export function OpenNumbers({ board, isOld, isTv = false }: Props) {
  const say = useSay()
  const one = (label: string, { value, list }: Counted, isBad = false) => (
    <BoardNumber label={say(label)} {...{ value, list, isBad, isOld, isTv }} />
  )
  return (
    <dl className={isTv ? s.tvNumbers : s.numbers}>
      {one('board.late', board.late, board.late.value > 0)}
      {one('board.unassigned', board.unassigned)}
      {one('board.waiting', board.waiting)}
      {one('board.open', board.open)}
    </dl>
  )
}

/** What this week brought; the share never without those that came back. */
export function WeekNumbers({ board, isOld, isTv = false }: Props) {
  const say = useSay()
  const { language } = useWords()
  const { share, solved, ofAll } = board.solvedByLevel1Share
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  // Nothing solved is no share at all.
  const parts = ofAll === 0 ? '–' : say('board.of', { k: solved, n: shownCount(ofAll, language) })
  return (
    <dl className={isTv ? s.tvNumbers : s.numbers}>
      <BoardNumber label={say('board.came_in')} {...board.inThisWeek} isOld={isOld} isTv={isTv} />
      <BoardNumber label={say('board.solved')} {...board.solvedThisWeek} isOld={isOld} isTv={isTv} />
      <BoardNumber
        label={say('board.first_share')}
        value={solved}
        list={board.solvedByLevel[1].list}
        text={share === null ? parts : percent.format(share)}
        small={share === null ? undefined : parts}
        isOld={isOld}
        isTv={isTv}
      />
      <BoardNumber
        label={say('board.came_back')}
        value={board.cameBack.value}
        list={cameBackList}
        isOld={isOld}
        isTv={isTv}
      />
    </dl>
  )
}
