// What stands beside the outline of a script, or in its place: a test run, two versions side by side.
// Not: the outline, nor a step.
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Language } from '#core/people/language.ts'
import { Button } from '../kit/button.tsx'
import { usePanes } from '../kit/panes.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import { sidesIn } from './compare.ts'
import { CompareView } from './compare-view.tsx'
import type { Outline } from './outline.ts'
import type { Fault, Whole } from './scripts-api.ts'
import { Standing } from './standing.tsx'
import { standsAt } from './test-run.ts'
import { TestRun, useTestRun } from './test-run.tsx'
import { ViewSwitch } from './view-switch.tsx'
import s from './test-run.module.css'

export type OfScript = {
  slug: string
  version: number
  whole: Whole
  form: unknown
  outline: Outline
  faults: readonly Fault[]
  goTo: (index: number) => void
  chosen: readonly Language[]
  setChosen: (chosen: readonly Language[]) => void
}

/** Acts for the bar, what takes the place of the side, and the frame around outline and step, or instead. */
export function useBeside(of: OfScript) {
  const { slug, version, whole, form, outline, faults, goTo, chosen, setChosen } = of
  const say = useSay()
  const [isOn, setOn] = useState(false)
  const running = useTestRun(form, slug)
  const isNarrow = usePanes() === 'one'
  const sides = sidesIn(useSearch({ strict: false }) as { compare?: string; with?: string })
  const isRunning = isOn && !sides
  const toggle = () => setOn(!isOn)
  useKeys({ t: sides ? undefined : { does: say('test_run.title'), run: toggle } })
  const acts = (
    <>
      <ViewSwitch {...{ slug, version, whole }} now={sides ? 'compare' : 'outline'} />
      {!sides && (
        <Button kind="quiet" keys="t" aria-pressed={isOn} onClick={toggle}>
          {say('test_run.title')}
        </Button>
      )}
    </>
  )
  const run = isRunning && <TestRun {...{ running, outline, faults, goTo }} onClose={() => setOn(false)} />
  // Where one pane is all there is, it stands above the steps, not behind the last of them.
  const above = (list: ReactNode) => (
    <>
      {isNarrow && run && <div className={s.above}>{run}</div>}
      {list}
    </>
  )
  const frame = (inside: ReactNode) =>
    sides ? (
      <CompareView {...{ slug, sides, whole, chosen, setChosen }} />
    ) : (
      <Standing value={isRunning ? standsAt(running.run, outline) : null}>{inside}</Standing>
    )
  return { acts, above, isRunning, panel: isNarrow ? null : run || null, frame }
}
