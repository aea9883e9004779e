// Steps of a walk nobody needs to answer: what the case says by itself. Whatever is not known stays silent,
// and the walk goes on. Not: asking elsewhere, which the shell does beforehand (`Checks`).
import { deskFact, present, type Wish } from '#core/case/deed/deed.ts'
import type { EventOf } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { WalkId } from '#core/kit/id.ts'
import { isRefusal, type Refusal } from '#core/kit/refusal.ts'
import { type Checks, checksBehind, isOutside, type Told } from '#core/script/checks-behind.ts'
import type { Value } from '#core/script/condition.ts'
import type { Check, CheckName } from '#core/script/script.ts'
import type { Scripts } from '#core/script/step-on.ts'
import { type Walk, walkOn, type WentOn, whereTo } from '#core/script/walk.ts'

type Seen = (state: OpenedCase, check: Check) => Value | null

const seen: Readonly<Record<CheckName, Seen>> = {
  entitlement: ({ entitled }) => entitled && (entitled.outcome === 'not_covered' ? 'no' : 'yes'),
  known_outage: () => null,
  device_history: () => null,
  case_value: (state, { of }) => caseValue(state, of),
}

const caseValues = ['kind', 'severity', 'product', 'language'] as const
const caseValue = (state: OpenedCase, of: string | undefined): Value | null => {
  const name = caseValues.find(each => each === of)
  return name ? state[name] : null
}

/** What was told goes before what the case says: a walk from before there was one went by that. */
const toldOf = (check: Check, state: OpenedCase, checks: Checks): Told =>
  checks[check.check] ?? { value: seen[check.check](state, check) }

type Standing = { readonly state: OpenedCase; readonly walk: Walk; readonly checks: Checks }

/** The answers of the checks a walk has come to, one behind the other, and the walk behind them. */
export function checkedBehind(
  { state, walk, id, checks, wish }: Standing & { readonly id: WalkId; readonly wish: Wish },
  scripts: Scripts,
): { facts: EventOf<'walk.answered'>[]; walk: Walk } {
  const behind = checksBehind(walk, check => toldOf(check, state, checks), scripts)
  const facts = behind.steps.map(({ check, answer, led }) => {
    const own = { walk: id, step: check.name, answer, ...present({ found: led.found }) }
    return deskFact(wish, 'walk.answered', { ...own, ...whereTo(led) })
  })
  return { facts, walk: behind.walk }
}

/** The check that a walk comes to once it has gone on, and that has to be asked elsewhere; null: none. */
export function checkAhead(
  { state, walk, went, checks }: Standing & { readonly went: WentOn | Refusal | null },
  scripts: Scripts,
): Check | null {
  if (went !== null && isRefusal(went)) return null
  const tell = (check: Check) =>
    isOutside(check.check) && !checks[check.check] ? null : toldOf(check, state, checks)
  return checksBehind(went === null ? walk : walkOn(walk, went), tell, scripts).waits
}
