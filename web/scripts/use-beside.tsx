// What stands beside the outline of a script: a test run through it. Not: the outline, nor a step.
import { type ReactNode, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { usePanes } from '../kit/panes.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import type { Outline } from './outline.ts'
import type { Fault } from './scripts-api.ts'
import { Standing } from './standing.tsx'
import { standsAt } from './test-run.ts'
import { TestRun, useTestRun } from './test-run.tsx'
import s from './test-run.module.css'

export type OfScript = {
  slug: string
  form: unknown
  outline: Outline
  faults: readonly Fault[]
  goTo: (index: number) => void
}

/** Acts for the bar, what takes the place of the side, and the frame that marks where a run stands. */
export function useBeside({ slug, form, outline, faults, goTo }: OfScript) {
  const say = useSay()
  const [isRunning, setRunning] = useState(false)
  const running = useTestRun(form, slug)
  const toggle = () => setRunning(!isRunning)
  const close = () => setRunning(false)
  useKeys({ t: { does: say('test_run.title'), run: toggle } })
  const acts = (
    <Button kind="quiet" keys="t" aria-pressed={isRunning} onClick={toggle}>
      {say('test_run.title')}
    </Button>
  )
  const run = isRunning && <TestRun {...{ running, outline, faults, goTo }} onClose={close} />
  const isNarrow = usePanes() === 'one'
  // Where one pane is all there is, it stands above the steps, not behind the last of them.
  const above = (list: ReactNode) => (
    <>
      {isNarrow && run && <div className={s.above}>{run}</div>}
      {list}
    </>
  )
  const frame = (inside: ReactNode) => (
    <Standing value={isRunning ? standsAt(running.run, outline) : null}>{inside}</Standing>
  )
  return { acts, above, panel: isNarrow ? null : run || null, frame }
}
