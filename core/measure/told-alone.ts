// What a walk tells that somebody went by himself and that became no case: the same as one of a ledger.
// Not: walks of a ledger (walk-told.ts).
import type { Event } from '#core/case/event.ts'
import type { WalkId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { type WalkTold, walksTold } from '#core/measure/walk-told.ts'
import { type Act, factsAlone } from '#core/script/alone.ts'
import type { Checks } from '#core/script/checks-behind.ts'
import type { Script } from '#core/script/script.ts'
import type { Scripts } from '#core/script/step-on.ts'
import { placeOf, type WalkFact, whereTo } from '#core/script/walk.ts'

/** One thing he did, when, and whether he said that it leads nowhere. */
export type TimedAct = { readonly act: Act; readonly at: Instant; readonly nowhere: boolean }

/** By script on the way, as walksTold says it. */
export function toldAlone(
  walk: WalkId,
  {
    script,
    acts,
    begunAt,
    checks,
  }: { script: Script; acts: readonly TimedAct[]; begunAt: Instant; checks?: Checks },
  scripts: Scripts,
): WalkTold[] {
  const done = acts.map(({ act }) => act)
  const events = factsAlone(script, done, scripts, checks).flatMap((facts, i) => {
    const own = acts[i - 1]
    const at = own?.at ?? begunAt
    return facts.map((fact, n) => eventOf(walk, fact, { at, nowhere: n === 0 && own?.nowhere === true }))
  })
  return walksTold(events).map(one => ({ ...one, walker: 'customer' }))
}

/** Nobody in particular: what is told names no person. */
const by = { kind: 'system', part: 'clock' } as const

function eventOf(walk: WalkId, fact: WalkFact, { at, nowhere }: { at: Instant; nowhere: boolean }): Event {
  if (fact.kind === 'begun')
    return { type: 'walk.begun', at, by, walk, pins: fact.pins, to: fact.to, end: fact.end }
  if (fact.kind !== 'given') return { type: 'walk.went_back', at, by, walk }
  const { answer } = fact
  // What is told reads where it was from the walk itself.
  const { step } = placeOf(fact.to)
  const data = { walk, step, answer, ...whereTo(fact), ...(nowhere && { nowhere }) }
  return { type: 'walk.answered', at, by, ...data }
}
