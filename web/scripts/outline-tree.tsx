// The steps of a script as a tree one walks by keys: number, what is asked or done, its kind, whether
// something is wrong with it. Of a long one only the rows in sight are drawn. Not: what stands below what
// (tree.ts).
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useLayoutEffect, useRef } from 'react'
import { cx } from '../kit/cx.ts'
import { Glyph } from '../kit/glyph.tsx'
import { useSay, useWords } from '../words.ts'
import { inWords } from './scripts-list.ts'
import s from './scripts.module.css'
import { StandsOut } from './figures-here.tsx'
import { StandsHere } from './standing.tsx'
import type { TreeRow } from './tree.ts'

/** The row above all steps: the script as a whole. */
export const wholeAt = -1

type Props = {
  rows: readonly TreeRow[]
  /** the step that is looked at, or `wholeAt` */
  at: number
  /** counts up whenever the row is to have the focus */
  focus: number
  start: string
  folded: ReadonlySet<string>
  faultsAt: ReadonlyMap<number | null, readonly unknown[]>
  scroll: HTMLElement | null
  open: (index: number) => void
  fold: (row: TreeRow) => void
}

const virtualAbove = 200
const rowPx = 41

export function OutlineTree(props: Props) {
  const say = useSay()
  const { rows, at, focus, faultsAt, open } = props
  const tree = useRef<HTMLDivElement>(null)
  const isOne = at === wholeAt
  useLayoutEffect(() => {
    if (focus === 0) return
    const row = tree.current?.querySelector<HTMLElement>('[aria-selected="true"]')
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [focus])
  return (
    <div role="tree" aria-label={say('scripts.outline')} className={s.outline} ref={tree}>
      <div
        role="treeitem"
        aria-level={1}
        aria-selected={isOne}
        tabIndex={isOne ? 0 : -1}
        className={s.step}
        data-row=""
        onClick={() => open(wholeAt)}
        onKeyDown={openedBy(() => open(wholeAt))}
      >
        <span />
        <span className="soft">{say('scripts.whole')}</span>
        <span className={s.kind}>
          <Wrong n={faultsAt.get(null)?.length ?? 0} />
        </span>
      </div>
      {rows.length > virtualAbove ? <Virtual {...props} /> : rows.map(row => rowOf(row, props))}
    </div>
  )
}

const rowOf = (row: TreeRow, { at, start, folded, faultsAt, open, fold }: Props) => (
  <Row
    key={row.step.index}
    row={row}
    isAt={row.step.index === at}
    isStart={row.step.name !== '' && row.step.name === start}
    isFolded={row.below > 0 && folded.has(row.step.name)}
    faults={faultsAt.get(row.step.index)?.length ?? 0}
    open={open}
    fold={fold}
  />
)

/** Only the rows in sight, and the one that has the focus. */
function Virtual(props: Props) {
  const { rows, at, focus, scroll } = props
  const place = rows.findIndex(row => row.step.index === at)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll,
    estimateSize: () => rowPx,
    overscan: 12,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan)
      const last = Math.min(count - 1, endIndex + overscan)
      const seen = Array.from({ length: last - first + 1 }, (_, i) => first + i)
      if (place < 0 || (place >= first && place <= last)) return seen
      return place < first ? [place, ...seen] : [...seen, place]
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the focus is wished anew
  useLayoutEffect(() => {
    if (focus > 0 && place >= 0) virtual.scrollToIndex(place)
  }, [focus])
  return (
    <div role="none" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
      {virtual.getVirtualItems().map(item => (
        <div
          key={item.key}
          role="none"
          ref={virtual.measureElement}
          data-index={item.index}
          style={{ position: 'absolute', insetInline: 0, top: item.start }}
        >
          {rowOf(rows[item.index]!, props)}
        </div>
      ))}
    </div>
  )
}

type RowProps = {
  row: TreeRow
  isAt: boolean
  isStart: boolean
  isFolded: boolean
  faults: number
  open: (index: number) => void
  fold: (row: TreeRow) => void
}

/** Rows that look the same are not drawn anew; what a row does stays the same. */
const Row = memo(
  DrawnRow,
  (one, other) =>
    one.row.step === other.row.step &&
    one.row.level === other.row.level &&
    one.row.below === other.row.below &&
    one.row.place === other.row.place &&
    one.row.of === other.row.of &&
    one.isAt === other.isAt &&
    one.isStart === other.isStart &&
    one.isFolded === other.isFolded &&
    one.faults === other.faults,
)

/** A click opens it; keys are heard by the whole outline (use-outline-keys.ts), Space here. */
function DrawnRow({ row, isAt, isStart, isFolded, faults, open, fold }: RowProps) {
  const { say, language } = useWords()
  const { step, level, place, of, below } = row
  const head = inWords(step.head, language)
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-setsize={of}
      aria-posinset={place}
      aria-selected={isAt}
      aria-expanded={below > 0 ? !isFolded : undefined}
      tabIndex={isAt ? 0 : -1}
      className={s.step}
      data-row=""
      style={{ paddingInlineStart: 8 + (level - 1) * 14 }}
      onClick={() => open(step.index)}
      onKeyDown={openedBy(() => open(step.index))}
    >
      <span className={s.n}>
        {below > 0 && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys do the same on the row
          // biome-ignore lint/a11y/noStaticElementInteractions: a sign of the row, which has the role
          <span
            className={s.fold}
            onClick={event => {
              event.stopPropagation()
              fold(row)
            }}
          >
            <Glyph name={isFolded ? 'right' : 'down'} size={10} />
          </span>
        )}
        {step.index + 1}
      </span>
      <span className={cx(s.head, !head && s.name)} data-clamp="2" lang={head?.language}>
        {head?.text.split('\n')[0] ?? step.name}
      </span>
      <span className={s.kind}>
        <StandsHere index={step.index} />
        <StandsOut name={step.name} />
        <Wrong n={faults} />
        {say(`scripts.kind_${step.kind ?? 'none'}`)}
        {isStart && <span className="sr">{say('scripts.begins')}</span>}
      </span>
    </div>
  )
}

const openedBy = (run: () => void) => (event: React.KeyboardEvent) => {
  if (event.key !== ' ' || event.target !== event.currentTarget) return
  event.preventDefault()
  run()
}

function Wrong({ n }: { n: number }) {
  const say = useSay()
  if (n === 0) return null
  return (
    <span className={s.lacks}>
      <Glyph name="warn" size={12} />
      <span className="sr">{say('scripts.faults_here', { n })}</span>
    </span>
  )
}
