// The rows of the queue on the screen: keys, choice, folding, and only the rows in sight when there are many.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useState } from 'react'
import type { Card } from '#core/case/card.ts'
import { endsAt } from '#core/case/waiting.ts'
import { CaseTable, FoldRow } from '#web/kit/case-table.tsx'
import { wallTime } from '#web/kit/times.ts'
import { useOfNow } from '#web/kit/use-now.ts'
import { useWords } from '#web/words.ts'
import { QueueRow } from './queue-row.tsx'
import type { QueueState } from './use-queue-screen.ts'

/** Above so many rows only those in sight are drawn. */
const virtualAbove = 200

type Props = {
  caption: string
  state: QueueState
  scroll: RefObject<HTMLDivElement | null>
}

export function QueueTable({ caption, state, scroll }: Props) {
  const { parts, roving, picked, unfolded, open } = state
  const rows = [...parts.critical, ...parts.rows]
  const all = unfolded ? [...rows, ...parts.folded] : rows
  const rowOf = (card: Card, index: number) => (
    <QueueRow
      key={card.id}
      card={card}
      index={index + 1}
      picked={picked.has(card.id)}
      row={roving.rowProps(card.id)}
      onOpen={() => open(card)}
    />
  )
  const fold = parts.folded.length > 0 && (
    <FoldRow open={unfolded} onPress={state.onFold} key="fold">
      <FoldedText cards={parts.folded} />
    </FoldRow>
  )
  return (
    <CaseTable caption={caption} count={state.count}>
      {all.length > virtualAbove ? (
        <VirtualRows cards={all} rowOf={rowOf} scroll={scroll} at={roving.at} />
      ) : (
        <>
          {rows.map(rowOf)}
          {fold}
          {unfolded && parts.folded.map((card, i) => rowOf(card, rows.length + i))}
        </>
      )}
      {all.length > virtualAbove && fold}
    </CaseTable>
  )
}

type VirtualProps = {
  cards: readonly Card[]
  rowOf: (card: Card, index: number) => ReactNode
  scroll: RefObject<HTMLDivElement | null>
  at: string | null
}

/** Only the rows in sight, between two empty ones that keep the height. */
function VirtualRows({ cards, rowOf, scroll, at }: VirtualProps) {
  const [rowPx] = useState(
    () => Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 56,
  )
  const focused = cards.findIndex(card => card.id === at)
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 12,
    rangeExtractor: range => {
      const first = Math.max(0, range.startIndex - range.overscan)
      const last = Math.min(range.count - 1, range.endIndex + range.overscan)
      return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    },
  })
  const items = virtual.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  const outside = focused >= 0 && (focused < (first?.index ?? 0) || focused > (last?.index ?? 0))
  return (
    <>
      <Gap px={first?.start ?? 0} />
      {outside && focused < (first?.index ?? 0) && rowOf(cards[focused] as Card, focused)}
      {items.map(item => rowOf(cards[item.index] as Card, item.index))}
      {outside && focused > (last?.index ?? 0) && rowOf(cards[focused] as Card, focused)}
      <Gap px={virtual.getTotalSize() - (last?.end ?? 0)} />
    </>
  )
}

const Gap = ({ px }: { px: number }) =>
  px > 0 ? (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row nobody can reach
    <tr aria-hidden="true" style={{ height: px }}>
      <td colSpan={7} style={{ height: px, padding: 0, border: 0 }} />
    </tr>
  ) : null

/** "3 wait for the customer · 1 for the supplier · next look Fri 09:00". */
function FoldedText({ cards }: { cards: readonly Card[] }) {
  const words = useWords()
  const { say } = words
  const turn = (which: string) => cards.filter(card => card.wait?.turn === which).length
  const parts = (['customer', 'supplier', 'us'] as const).flatMap(which => {
    const n = turn(which)
    return n === 0 ? [] : [say(`queue.wait_${which}`, { n })]
  })
  const untils = cards.flatMap(card => (card.wait && endsAt(card.wait)) ?? [])
  const next = useOfNow(now => (untils.length === 0 ? '' : wallTime(Math.min(...untils), now, words)))
  if (next !== '') parts.push(say('queue.next_look', { at: next }))
  return <>{parts.join(' · ')}</>
}
