// The course of one measure as a drawing: columns for what is counted, points for shares and times, a bar
// through each share where it lies with 95 % certainty. What it draws is said to ears in words. Not: the
// table of the same (report-table.tsx).
import { goalBand } from '#core/measure/goal-band.ts'
import { figureKind } from '#core/measure/measure-name.ts'
import type { FigureKind } from '#core/measure/moved.ts'
import { figureText, measureName, periodName } from '#words/measure-text.ts'
import { cx } from '../kit/cx.ts'
import { useMeasureWords } from './measure-words.ts'
import { type Point, shortName, topOf } from './reports-view.ts'
import s from './reports.module.css'

const width = 340
const height = 128
const edge = { left: 8, right: 8, top: 22, bottom: 20 }

type Props = { measure: string; points: readonly Point[] }

export function ReportChart({ measure, points }: Props) {
  const words = useMeasureWords()
  const kind = figureKind(measure, ...points)
  const band = goalBand(measure)
  const top = topOf(points, kind === 'share', band)
  const said = points.map(one => `${periodName(one.of, words)} ${figureText(kind, one.value, words)}`)
  const step = (width - edge.left - edge.right) / points.length
  const xOf = (index: number) => edge.left + step * (index + 0.5)
  const yOf = (value: number) => edge.top + (height - edge.top - edge.bottom) * (1 - value / top)
  const label = words.say('reports.chart', { name: measureName(measure, words), text: said.join(', ') })
  const drawn = (
    <svg className={s.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {band && (
        <rect
          className={s.band}
          x={edge.left}
          width={width - edge.left - edge.right}
          y={yOf(band[1])}
          height={yOf(band[0]) - yOf(band[1])}
        />
      )}
      <line className={s.ground} x1={edge.left} x2={width - edge.right} y1={yOf(0)} y2={yOf(0)} />
      <line className={s.grid} x1={edge.left} x2={width - edge.right} y1={yOf(top)} y2={yOf(top)} />
      <text className={s.mark} x={edge.left} y={edge.top - 8}>
        {figureText(kind, kind === 'count' ? Math.round(top) : top, words)}
      </text>
      {kind !== 'count' && <Line points={points} {...{ xOf, yOf }} />}
      {points.map((point, index) => (
        <g key={point.of} className={cx(index === points.length - 1 && s.now)}>
          <Mark {...{ point, kind, yOf, x: xOf(index), wide: step }} />
          {(index === 0 || index === points.length - 1 || points.length < 5) && (
            <text className={s.mark} x={xOf(index)} y={height - 5} textAnchor="middle">
              {shortName(point.of, words.say)}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
  if (!band) return drawn
  const [low, high] = band.map(one => figureText('share', one, words))
  return (
    <>
      {drawn}
      <p className="soft sm">{words.say('reports.band', { low: low!, high: high! })}</p>
    </>
  )
}

type MarkProps = { point: Point; kind: FigureKind; x: number; wide: number; yOf: (value: number) => number }

function Mark({ point: { value, range }, kind, x, wide, yOf }: MarkProps) {
  const words = useMeasureWords()
  if (value === null) return null
  const y = yOf(value)
  const text = (
    <text className={s.value} x={x} y={Math.max(12, (range ? yOf(range[1]!) : y) - 6)} textAnchor="middle">
      {figureText(kind, value, words)}
    </text>
  )
  if (kind === 'count') {
    const half = Math.min(14, wide * 0.32)
    return (
      <>
        <rect className={s.column} x={x - half} y={y} width={half * 2} height={Math.max(0, yOf(0) - y)} />
        {text}
      </>
    )
  }
  return (
    <>
      {range && (
        <path
          className={s.range}
          d={`M${x} ${yOf(range[1]!)}V${yOf(range[0]!)}M${x - 4} ${yOf(range[1]!)}h8M${x - 4} ${yOf(range[0]!)}h8`}
        />
      )}
      <circle className={s.point} cx={x} cy={y} r={4} />
      {text}
    </>
  )
}

type LineProps = { points: readonly Point[]; xOf: (index: number) => number; yOf: (value: number) => number }

/** Joins neighbours; where a period had nothing to measure, the line breaks off. */
function Line({ points, xOf, yOf }: LineProps) {
  const d = points
    .map((one, index) => {
      if (one.value === null) return ''
      const isJoined = index > 0 && points[index - 1]!.value !== null
      return `${isJoined ? 'L' : 'M'}${xOf(index)} ${yOf(one.value)}`
    })
    .join('')
  return <path className={s.line} d={d} />
}
