// A walk somebody goes by himself before there is a case: gone through again from what he did each time it is
// looked at, so that what is kept is small and nothing of it can be wrong. Checks have nobody to ask and stay
// silent. Not: where it is kept (server/http/portal-drafts.ts), nor a walk on a case (case/deed/walk.ts).
import { isRefusal, type Refusal } from '#core/kit/refusal.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Script, StepName } from '#core/script/script.ts'
import { back, begin, given, type Scripts, stepNow } from '#core/script/step-on.ts'
import { type Passed, type Walk, type WalkFact, walkBegun, walkOn } from '#core/script/walk.ts'

/** One thing he did: an answer at a step, or back to the answer before. */
export type Act = { readonly step: StepName; readonly answer: Answer } | 'back'

/** Scripts are checked for loops before they are published; this ends what nobody has checked. */
const checksMax = 100

/** The walk after everything he did; a refusal: the script cannot be gone through like this. */
export function goneAlone(script: Script, acts: readonly Act[], scripts: Scripts): Walk | Refusal {
  const begun = begin(script, scripts)
  if (isRefusal(begun)) return begun
  let walk: Walk | Refusal = silentBehind(walkBegun(begun), scripts)
  for (const act of acts) {
    walk = onAlone(walk, act, scripts)
    if (isRefusal(walk)) return walk
  }
  return walk
}

/** The walk after one more act. */
export function onAlone(walk: Walk, act: Act, scripts: Scripts): Walk | Refusal {
  const fact = act === 'back' ? back(walk) : given(walk, act, scripts)
  return isRefusal(fact) ? fact : silentBehind(walkOn(walk, fact), scripts)
}

function silentBehind(from: Walk, scripts: Scripts, facts: WalkFact[] = []): Walk {
  let walk = from
  for (let n = 0; n < checksMax; n++) {
    const step = stepNow(walk, scripts)?.step
    if (step?.kind !== 'check') break
    const led = given(walk, { step: step.name, answer: { kind: 'silent' } }, scripts)
    if (isRefusal(led)) break
    facts.push(led)
    walk = walkOn(walk, led)
  }
  return walk
}

/**
 * The facts it would be in a ledger: those of its beginning, then those that followed each act, as long as
 * the script can be gone through like this.
 */
export function factsAlone(script: Script, acts: readonly Act[], scripts: Scripts): WalkFact[][] {
  const begun = begin(script, scripts)
  if (isRefusal(begun)) return []
  const first: WalkFact[] = [begun]
  const facts = [first]
  let walk = silentBehind(walkBegun(begun), scripts, first)
  for (const act of acts) {
    const fact = act === 'back' ? back(walk) : given(walk, act, scripts)
    if (isRefusal(fact)) return facts
    const own: WalkFact[] = [fact]
    facts.push(own)
    walk = silentBehind(walkOn(walk, fact), scripts, own)
  }
  return facts
}

/** What a person answered on the way he stands on, in order: what was gone back over is not on it. */
export const answeredBy = ({ path }: Pick<Walk, 'path'>): readonly Passed[] =>
  path.filter(({ undone, answer }) => !undone && answer.kind !== 'result' && answer.kind !== 'silent')

/** The same walk as it stood before so many answers of a person: to look at, nothing is gone back over. */
export function stoodAt(walk: Walk, answers: number): Walk {
  const later = answeredBy(walk)[answers]
  if (!later) return walk
  const index = walk.path.indexOf(later)
  return { ...walk, stack: later.at, path: walk.path.slice(0, index), end: null }
}
