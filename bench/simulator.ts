// The speed of the simulator: of the core alone, and of the real shell on the memory store.
import { percentile } from '#bench/machine.ts'
import type { Figure } from '#bench/measures.ts'
import { run } from '#sim/run.ts'
import type { RunOptions } from '#sim/running.ts'

/** Steps a second over calm worlds, after one that only warms up; the middle of several seeds. */
async function rate(options: Omit<RunOptions, 'seed'>, seconds: number): Promise<number> {
  const rates: number[] = []
  const until = performance.now() + seconds * 1_000
  for (let seed = 1; rates.length < 2 || performance.now() < until; seed++) {
    const started = performance.now()
    const { steps } = await run({ seed, ...options })
    rates.push(steps / ((performance.now() - started) / 1_000))
  }
  return Math.round(percentile(rates.slice(1), 0.5))
}

/** A step is one thing off the heap that was not passed over; the rules are asked after each. */
export async function simulator(seconds: number): Promise<Figure[]> {
  const days = seconds < 1 ? 1 : 7
  const alone = await rate({ days, alone: true }, seconds)
  const whole = await rate({ days, calm: true }, seconds)
  const unit = 'steps per s on one core'
  return [
    { what: 'simulator steps, core alone', value: alone, unit, target: '≥ 100000', met: alone >= 100_000 },
    {
      what: 'simulator steps, real shell on the memory store',
      value: whole,
      unit,
      target: '≥ 20000',
      met: whole >= 20_000,
    },
  ]
}
