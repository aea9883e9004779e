// Measures how long a case takes to count all its clocks anew, as another severity makes it do. Not: one due
// instant (clocks.ts).
import { percentile } from '#bench/machine.ts'
import type { Figure } from '#bench/measures.ts'
import { decide } from '#core/case/case.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { clockedDesk } from '#core/testing/clocked.ts'
import { run, severeFrom } from '#core/testing/clocked-play.ts'
import { assessAs, at, by, countingIds } from '#core/testing/world.ts'

/** Everything that can run at once runs; the severity is raised by turns, so that each clock moves. */
export function recompute(seconds: number): Figure[] {
  const { state } = run(severeFrom)
  const setting = { now: at(10), newId: countingIds(), desk: clockedDesk }
  const took: number[] = []
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    const began = performance.now()
    const outcome = decide(state, assessAs(1), by('bo'), setting)
    took.push(performance.now() - began)
    if (isRefusal(outcome)) throw new Error(outcome.refused)
    const moved = outcome.filter(event => event.type === 'target.retargeted').length
    if (moved !== openTargets(state).length) throw new Error(`${moved} clocks moved`)
  }
  const p99 = percentile(took, 0.99)
  return [
    {
      what: `all ${openTargets(state).length} clocks of a case counted anew`,
      value: Math.round(p99 * 1000) / 1000,
      unit: `ms at p99 (p50 ${percentile(took, 0.5).toFixed(3)})`,
      target: '≤ 1 ms',
      met: p99 <= 1,
    },
  ]
}
