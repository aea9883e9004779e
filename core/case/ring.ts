// When the clock has to look at a case again. The core never waits: it says when it wants to be woken.
import { checkBackRing } from '#core/case/deed/check-back.ts'
import { offerRing } from '#core/case/deed/hand-off.ts'
import { helpRing } from '#core/case/deed/help-facts.ts'
import { goodwillRing } from '#core/case/goodwills.ts'
import { newsRing } from '#core/case/deed/pass-on.ts'
import { liveRing } from '#core/case/live.ts'
import { isBeingKept, missedAt, openPromises } from '#core/case/deed/promise.ts'
import { speechRing } from '#core/case/deed/speech.ts'
import { targetRing } from '#core/case/deed/target-verdicts.ts'
import { stuckRing } from '#core/case/stuck.ts'
import { regressionRing } from '#core/case/regressions.ts'
import { waitRing } from '#core/case/deed/wait.ts'
import type { Case, Promised } from '#core/case/state.ts'
import { earliest, type Instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

/** The same with what the desk's settings add: when the case counts as stuck. */
export const ringOf = (state: Case, desk: DeskFacts): Instant | null =>
  state.phase === 'unopened' ? null : earliest([nextRing(state), stuckRing(state, desk)])

/** The next instant at which something of this case falls due by its facts alone; null: nothing does. */
export function nextRing(state: Case): Instant | null {
  if (state.phase === 'unopened') return null
  const instants = [
    offerRing(state),
    waitRing(state),
    targetRing(state),
    checkBackRing(state),
    helpRing(state),
    liveRing(state),
    regressionRing(state),
    goodwillRing(state),
    newsRing(state),
    speechRing(state),
  ]
  for (const [promise, one] of openPromises(state))
    if (!isBeingKept(state, promise, one)) instants.push(promiseRing(one))
  return earliest(instants)
}

/** Running: when it is due. Late: when it is missed, unless it is the house's own, which stays late. */
const promiseRing = (one: Promised): Instant | null => {
  if (one.standing === 'running') return one.dueAt
  return one.topic === null ? null : missedAt(one)
}
