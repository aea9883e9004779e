// Where a test run stands, for the rows of the outline: each asks for itself, so that of two thousand only
// the mark is drawn anew. Not: the run (test-run.tsx).
import { createContext, useContext, useEffect, useRef } from 'react'
import { Glyph } from '../kit/glyph.tsx'
import { usePanes } from '../kit/panes.ts'
import { useSay } from '../words.ts'
import s from './test-run.module.css'

/** The index of the step; null: no run, or it stands nowhere. */
export const Standing = createContext<number | null>(null)

/** The mark in a row, at the one where the run stands. */
export function StandsHere({ index }: { index: number }) {
  return useContext(Standing) === index ? <Mark /> : null
}

function Mark() {
  const say = useSay()
  const at = useRef<HTMLSpanElement>(null)
  const isNarrow = usePanes() === 'one'
  useEffect(() => {
    // There the run stands above the rows, and scrolling to them would push it out of sight.
    if (!isNarrow) at.current?.closest('[role=treeitem]')?.scrollIntoView({ block: 'nearest' })
  }, [isNarrow])
  return (
    <span className={s.stands} ref={at}>
      <Glyph name="left" size={12} />
      <span className="sr">{say('test_run.stands_here')}</span>
    </span>
  )
}
