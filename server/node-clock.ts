// The time of a node: the one the ledger's keeper says, carried on by a clock that nobody can set. A machine
// with a wrong clock, or one that is put right meanwhile, does not move what the desk does.
import { type Instant, instant, minuteMs, secondMs } from '#core/kit/time.ts'

export type NodeClock = { now(): Instant; close(): void }
export type NodeClockOptions = {
  /** what the keeper's clock says */
  readonly keeper: () => Promise<Instant>
  readonly log: (line: string) => void
  /** Goes on evenly, but may stand still while the machine sleeps. */
  readonly steadyMs?: () => number
  readonly wallMs?: () => number
}

const lookEveryMs = minuteMs
/** What the two clocks of the machine may differ by before the keeper is asked again. */
const apartMaxMs = secondMs
/** An answer that took longer is no use: nobody knows when in between it was true. */
const answerMaxMs = secondMs
const triesMax = 5
/** While the keeper cannot be reached it is not asked at each look at the clock. */
const restMs = secondMs

type Looked = { readonly at: number; readonly steadyMs: number; readonly wallMs: number }

/**
 * Asks the keeper once, then goes on by itself; asks again each minute, and when the machine's clock has
 * jumped or its machine has slept.
 */
export async function nodeClock(options: NodeClockOptions): Promise<NodeClock> {
  const { keeper, log, steadyMs = () => performance.now(), wallMs = Date.now } = options
  let looked = await look()
  let isLooking = false
  let triedMs = Number.NEGATIVE_INFINITY
  const again = () => {
    if (isLooking || steadyMs() - triedMs < restMs) return
    isLooking = true
    triedMs = steadyMs()
    look()
      .then(found => {
        looked = found
      })
      .catch(error => log(`the database's clock could not be read: ${error}`))
      .finally(() => {
        isLooking = false
      })
  }
  const timer = setInterval(again, lookEveryMs)
  timer.unref()
  return {
    now() {
      const goneMs = steadyMs() - looked.steadyMs
      if (Math.abs(wallMs() - looked.wallMs - goneMs) > apartMaxMs) again()
      return instant(Math.round(looked.at + goneMs))
    },
    close: () => clearInterval(timer),
  }

  async function look(): Promise<Looked> {
    for (let tried = 1; ; tried++) {
      const beforeMs = steadyMs()
      const at = await keeper()
      const tookMs = steadyMs() - beforeMs
      if (tookMs <= answerMaxMs || tried === triesMax)
        return { at, steadyMs: beforeMs + tookMs / 2, wallMs: wallMs() }
    }
  }
}
