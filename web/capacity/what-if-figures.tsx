// Each figure as it is now and as it would be: as bars, and as a table with all numbers. Not: the sentences
// before them (words/what-if-text.ts).
import { isSure, type Told, type ToldFigure } from '#core/capacity/what-if-told.ts'
import { changeText, figureName, valueText } from '#words/what-if-text.ts'
import { cx } from '../kit/cx.ts'
import { Table } from '../kit/table.tsx'
import { useWords } from '../words.ts'
import type { WhatIf } from './what-if-api.ts'
import s from './capacity.module.css'

type Props = { whatIf: WhatIf; isNow: boolean }

/** Where nothing comes, and where nobody can give up, is nothing to show. */
function shownOf({ figures, levels }: WhatIf): readonly ToldFigure[] {
  const quiet = levels.filter(one => one.contacts + one.handedOn === 0).map(one => one.level)
  return figures.filter(({ figure, level, now, then }) => {
    if (level !== null && quiet.includes(level)) return false
    return (now ?? then) !== null && (figure !== 'gave_up' || (now?.mean ?? 0) + (then?.mean ?? 0) > 0)
  })
}

export function WhatIfBars({ whatIf, isNow, caption }: Props & { caption: string }) {
  const words = useWords()
  return (
    <figure className={s.frame}>
      <figcaption className={s.caption}>{caption}</figcaption>
      <dl className={s.bars}>
        {shownOf(whatIf).map(one => {
          const whole = wholeOf(one)
          return (
            <div key={`${one.figure}-${one.level}`} data-figure={`${one.figure}-${one.level ?? 'all'}`}>
              <dt>{figureName(one, whatIf, words)}</dt>
              <Bar told={one.now} {...{ one, whole }} name="now" />
              {!isNow && <Bar told={one.then} {...{ one, whole }} name="then" />}
            </div>
          )
        })}
      </dl>
    </figure>
  )
}

/** What a bar of the whole width stands for: of a share all of it, else the larger of both. */
const wholeOf = ({ figure, now, then }: ToldFigure): number =>
  figure === 'wait' || figure === 'left' ? Math.max(now?.mean ?? 0, then?.mean ?? 0, 1) : 1

type BarProps = { told: Told | null; one: ToldFigure; whole: number; name: 'now' | 'then' }

function Bar({ told, one, whole, name }: BarProps) {
  const words = useWords()
  const { say } = words
  const isChange = name === 'then' && one.change !== null
  return (
    <dd>
      <span className={s.what}>{say(`what_if.col_${name}`)}</span>
      <span className={s.track} aria-hidden="true">
        <i className={cx(s.bar, s[name])} style={{ width: `${(100 * (told?.mean ?? 0)) / whole}%` }} />
      </span>
      <b>{told ? valueText(one, told.mean, words) : '–'}</b>
      {isChange && one.change && (
        <span className={cx(s.change, isSure(one.change) && s.sure)}>
          {changeText(one, one.change.mean, words)}
        </span>
      )}
    </dd>
  )
}

/** The table twin: each figure, its difference with how sure it is, and how weeks differ. */
export function WhatIfTable({ whatIf, isNow }: Props) {
  const words = useWords()
  const { say } = words
  const range = (one: ToldFigure, pair: readonly [number, number] | undefined, text: typeof valueText) =>
    pair && say('capacity.range', { low: text(one, pair[0], words), high: text(one, pair[1], words) })
  const value = (one: ToldFigure, told: Told | null) => (told ? valueText(one, told.mean, words) : '–')
  const weeks = (one: ToldFigure) => range(one, (isNow ? one.now : one.then)?.weeks, valueText)
  const differences = [
    {
      key: 'then',
      head: say('what_if.col_then'),
      end: true,
      cell: (one: ToldFigure) => value(one, one.then),
    },
    {
      ...{ key: 'change', head: say('capacity.col_gap'), end: true },
      cell: (one: ToldFigure) => one.change && changeText(one, one.change.mean, words),
    },
    {
      ...{ key: 'range', head: say('reports.col_range'), end: true },
      cell: (one: ToldFigure) => range(one, one.change?.range, changeText),
    },
  ]
  return (
    <Table
      caption={say('what_if.grid')}
      rows={shownOf(whatIf)}
      keyOf={one => `${one.figure}-${one.level}`}
      columns={[
        { key: 'figure', head: say('what_if.col_figure'), cell: one => figureName(one, whatIf, words) },
        { key: 'now', head: say('what_if.col_now'), end: true, cell: one => value(one, one.now) },
        ...(isNow ? [] : differences),
        { key: 'weeks', head: say('what_if.col_weeks'), end: true, cell: weeks },
      ]}
    />
  )
}
