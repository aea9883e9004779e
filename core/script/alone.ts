// A walk somebody goes by himself before there is a case: gone through again from what he did each time it is
// looked at, so that what is kept is small and nothing of it can be wrong. Checks that look into a case stay
// silent; what the others were told is kept with it. Not: where it is kept (server/http/portal-drafts.ts),
// nor a walk on a case (case/deed/walk.ts).
import { isRefusal, type Refusal } from '#core/kit/refusal.ts'
import type { Answer } from '#core/script/answer.ts'
import { type Checks, checksAlone, checksBehind } from '#core/script/checks-behind.ts'
import type { Check, Script, StepName } from '#core/script/script.ts'
import { back, begin, given, type Scripts, stepNow } from '#core/script/step-on.ts'
import { type Passed, type Walk, type WalkFact, walkBegun, walkOn } from '#core/script/walk.ts'

/** One thing he did: an answer at a step, or back to the answer before. */
export type Act = { readonly step: StepName; readonly answer: Answer } | 'back'

/** The walk after everything he did; a refusal: the script cannot be gone through like this. */
export function goneAlone(
  script: Script,
  acts: readonly Act[],
  scripts: Scripts,
  told: Checks = {},
): Walk | Refusal {
  const begun = begin(script, scripts)
  if (isRefusal(begun)) return begun
  let walk: Walk | Refusal = behind(walkBegun(begun), scripts, told)
  for (const act of acts) {
    walk = onAlone(walk, act, scripts, told)
    if (isRefusal(walk)) return walk
  }
  return walk
}

/** The walk after one more act. */
export function onAlone(walk: Walk, act: Act, scripts: Scripts, told: Checks = {}): Walk | Refusal {
  const fact = act === 'back' ? back(walk) : given(walk, act, scripts)
  return isRefusal(fact) ? fact : behind(walkOn(walk, fact), scripts, told)
}

function behind(from: Walk, scripts: Scripts, told: Checks, facts: WalkFact[] = []): Walk {
  const all = checksAlone({ known_outage: { value: null }, ...told })
  const { steps, walk } = checksBehind(from, ({ check }) => all[check]!, scripts)
  facts.push(...steps.map(({ led }) => led))
  return walk
}

/** The check a walk has come to that has to be asked elsewhere and was not yet; null: there is none. */
export const checkAlone = (walk: Walk, scripts: Scripts, told: Checks): Check | null =>
  checksBehind(walk, ({ check }) => checksAlone(told)[check] ?? null, scripts).waits

/** As it stands before its checks have answered: after its beginning, or after one more act. */
export function beforeChecks(from: Script | { walk: Walk; act: Act }, scripts: Scripts): Walk | Refusal {
  if ('slug' in from) {
    const begun = begin(from, scripts)
    return isRefusal(begun) ? begun : walkBegun(begun)
  }
  const fact = from.act === 'back' ? back(from.walk) : given(from.walk, from.act, scripts)
  return isRefusal(fact) ? fact : walkOn(from.walk, fact)
}

/**
 * The facts it would be in a ledger: those of its beginning, then those that followed each act, as long as
 * the script can be gone through like this.
 */
export function factsAlone(
  script: Script,
  acts: readonly Act[],
  scripts: Scripts,
  told: Checks = {},
): WalkFact[][] {
  const begun = begin(script, scripts)
  if (isRefusal(begun)) return []
  const first: WalkFact[] = [begun]
  const facts = [first]
  let walk = behind(walkBegun(begun), scripts, told, first)
  for (const act of acts) {
    const fact = act === 'back' ? back(walk) : given(walk, act, scripts)
    if (isRefusal(fact)) return facts
    const own: WalkFact[] = [fact]
    facts.push(own)
    walk = behind(walkOn(walk, fact), scripts, told, own)
  }
  return facts
}

/** What a person answered on the way he stands on, in order: what was gone back over is not on it. */
export const answeredBy = ({ path }: Pick<Walk, 'path'>): readonly Passed[] =>
  path.filter(({ undone, answer }) => !undone && answer.kind !== 'result' && answer.kind !== 'silent')

const ofWhen = /(^|[._])when$/
/**
 * Whether somebody has said on the way when it happens: he answered a question whose `fact` ends in `when`,
 * so that
 * nobody asks him that again.
 */
export const hasSaidWhen = (walk: Walk, scripts: Scripts): boolean =>
  answeredBy(walk).some(({ at, answer }) => {
    const step = stepNow({ ...walk, stack: at }, scripts)?.step
    return step?.kind === 'ask' && answer.kind === 'value' && ofWhen.test(step.fact ?? '')
  })

/** The same walk as it stood before so many answers of a person: to look at, nothing is gone back over. */
export function stoodAt(walk: Walk, answers: number): Walk {
  const later = answeredBy(walk)[answers]
  if (!later) return walk
  const index = walk.path.indexOf(later)
  return { ...walk, stack: later.at, path: walk.path.slice(0, index), end: null }
}
