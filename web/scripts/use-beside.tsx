// What stands beside the outline of a script, or in its place: a test run, its map, two versions, paper.
// Not: the outline, nor a step.
import { useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Language } from '#core/people/language.ts'
import { Button } from '../kit/button.tsx'
import { usePanes } from '../kit/panes.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import { sidesIn } from './compare.ts'
import { CompareView } from './compare-view.tsx'
import { LanguageChoice } from './language-choice.tsx'
import type { FaultsAt } from './map-view.tsx'
import type { Outline } from './outline.ts'
import type { Fault, Whole } from './scripts-api.ts'
import type { Stale } from './stale.ts'
import { Standing } from './standing.tsx'
import { standsAt } from './test-run.ts'
import { TestRun, useTestRun } from './test-run.tsx'
import { ViewSwitch } from './view-switch.tsx'
const MapView = lazy(() => import('./map-view.tsx'))
const PrintView = lazy(() => import('./print-view.tsx'))
import s from './test-run.module.css'

const nothingStale: Stale = new Map()

export type OfScript = {
  slug: string
  version: number
  whole: Whole
  form: unknown
  outline: Outline
  faults: readonly Fault[]
  at: number
  goTo: (index: number) => void
  chosen: readonly Language[]
  setChosen: (chosen: readonly Language[]) => void
}

/** Acts for the bar, what takes the place of the side, and the frame around outline and step, or instead. */
export function useBeside(of: OfScript) {
  const { slug, version, whole, form, outline, at, faults, goTo, chosen, setChosen } = of
  const say = useSay()
  const [isOn, setOn] = useState(false)
  const running = useTestRun(form, slug)
  const isNarrow = usePanes() === 'one'
  const search = useSearch({ strict: false }) as { compare?: string; with?: string; view?: string }
  const sides = sidesIn(search)
  const view = sides ? 'compare' : search.view === 'map' || search.view === 'print' ? search.view : 'outline'
  const isRunning = isOn && view === 'outline'
  const toggle = () => setOn(!isOn)
  useKeys({ t: view !== 'outline' ? undefined : { does: say('test_run.title'), run: toggle } })
  const acts = (
    <>
      <ViewSwitch {...{ slug, version, whole }} now={view} />
      {view === 'outline' && (
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
  /** The map, beside the step as it is read or written; null: another view. */
  const map =
    view !== 'map'
      ? null
      : (step: ReactNode, faultsAt: FaultsAt) => (
          <Suspense fallback={null}>
            <MapView {...{ outline, at, faultsAt, goTo }} language={chosen[0] ?? 'en'} view={step} />
          </Suspense>
        )
  // Without the keys of the outline: what is not seen is not changed.
  const frame = (inside: ReactNode) => {
    if (sides)
      return (
        <>
          <LanguageChoice outline={outline} stale={nothingStale} chosen={chosen} onChange={setChosen} />
          <CompareView {...{ slug, sides, whole, chosen, setChosen }} />
        </>
      )
    if (view === 'print')
      return (
        <Suspense fallback={null}>
          <PrintView {...{ slug, outline, chosen }} />
        </Suspense>
      )
    return <Standing value={isRunning ? standsAt(running.run, outline) : null}>{inside}</Standing>
  }
  return { acts, above, isRunning, panel: isNarrow ? null : run || null, map, frame }
}
