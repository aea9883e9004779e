// What a script gains from the order its walks teach, and how quickly a million of them teach it.
import { percentile } from '#bench/machine.ts'
import type { Figure } from '#bench/measures.ts'
import { chancesOf, type Walked } from '#core/script/best-order.ts'
import { shortened } from '#sim/planted-centre.ts'

const centres = 20
const steps = ['a', 'b', 'c', 'd', 'e', 'f']

/**
 * The middle walk by the learnt order in planted centres, and the time in which walks are counted.
 * @param walks how many are counted
 */
export function scriptOrder(walks: number): Figure[] {
  const shares = shortened(centres)
  const share = percentile(shares, 0.5)
  const drawn = Array.from({ length: walks }, (_, i): Walked => {
    const last = i % (steps.length + 1)
    const done = steps.slice(0, last + 1).map(step => ({ step, minutes: 2 }))
    return { done, solvedBy: steps[last] ?? null }
  })
  const started = performance.now()
  chancesOf(steps, drawn, () => 2)
  const ms = performance.now() - started
  return [
    {
      what: 'middle walk by the order learnt, against the author’s',
      value: Math.round(share * 100),
      unit: `% of its minutes (${shares.length} of ${centres} centres got another order)`,
      target: '< 100 %',
      met: share < 1,
    },
    {
      what: `order learnt from ${walks} walks`,
      value: Math.round(ms),
      unit: 'ms',
      target: '≤ 2000 ms',
      met: ms <= 2_000,
    },
  ]
}
