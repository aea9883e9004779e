// Steps of a walk nobody needs to answer: what the case says by itself. Whatever is not known stays silent,
// and the walk goes on. Not: asking elsewhere, which the shell does beforehand (`Checks`).
import { deskFact, type Wish } from '#core/case/deed/deed.ts'
import type { EventOf } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { WalkId } from '#core/kit/id.ts'
import { isRefusal, type Refusal } from '#core/kit/refusal.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Value } from '#core/script/condition.ts'
import type { Check, CheckName } from '#core/script/script.ts'
import { given, type Scripts, stepNow } from '#core/script/step-on.ts'
import { type Walk, walkOn, type WentOn, whereTo } from '#core/script/walk.ts'

/** What was found out outside the case, by the names of checks; the others look into the case. */
export type Checks = Readonly<Partial<Record<CheckName, Value>>>
/** A fact of a walk that led on. */
export type Led = Extract<WentOn, { readonly to: unknown }>

/** Scripts are checked for loops before they are published; this ends what nobody has checked. */
const checksMax = 100

type Seen = (state: OpenedCase, check: Check, checks: Checks) => Value | null | undefined

const seen: Readonly<Record<CheckName, Seen>> = {
  entitlement: ({ entitled }) => entitled && (entitled.outcome === 'not_covered' ? 'no' : 'yes'),
  known_outage: (_state, _check, checks) => checks.known_outage,
  device_history: (_state, _check, checks) => checks.device_history,
  case_value: (state, { of }) => caseValue(state, of),
}

const caseValues = ['kind', 'severity', 'product', 'language'] as const
const caseValue = (state: OpenedCase, of: string | undefined): Value | null => {
  const name = caseValues.find(each => each === of)
  return name ? state[name] : null
}

function checked(check: Check, state: OpenedCase, checks: Checks | null): Answer {
  const value = checks && (seen[check.check](state, check, checks) ?? null)
  return value === null ? { kind: 'silent' } : { kind: 'result', value }
}

/** The answers of the checks a walk has come to, one behind the other, and the walk behind them. */
export function checkedBehind(
  {
    state,
    walk,
    id,
    checks,
    wish,
  }: { state: OpenedCase; walk: Walk; id: WalkId; checks: Checks | null; wish: Wish },
  scripts: Scripts,
): { facts: EventOf<'walk.answered'>[]; walk: Walk } {
  const facts: EventOf<'walk.answered'>[] = []
  let at = walk
  while (facts.length < checksMax) {
    const step = stepNow(at, scripts)?.step
    if (step?.kind !== 'check') break
    const answer = checked(step, state, checks)
    const led = given(at, { step: step.name, answer }, scripts) as Led | Refusal
    // It stands at the check then, which can be skipped or jumped over.
    if (isRefusal(led)) break
    facts.push(deskFact(wish, 'walk.answered', { walk: id, step: step.name, answer, ...whereTo(led) }))
    at = walkOn(at, led)
  }
  return { facts, walk: at }
}
