// Steps of a walk nobody needs to answer, one behind the other, wherever it is walked. Not: what a case says
// to a check (case/deed/walk-check.ts), nor asking elsewhere, which the shell does beforehand.
import { isRefusal } from '#core/kit/refusal.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Value } from '#core/script/condition.ts'
import { type Check, type CheckName, checkNames } from '#core/script/script.ts'
import { given, type Scripts, stepNow } from '#core/script/step-on.ts'
import { type Found, type Walk, walkOn, type WentOn } from '#core/script/walk.ts'

/** What was found out elsewhere. null: it did not answer in time, or does not know; found: what says so. */
export type Told = { readonly value: Value | null; readonly found?: Found }
export type Checks = Readonly<Partial<Record<CheckName, Told>>>
type Given = Extract<WentOn, { readonly kind: 'given' }>

/** Those that have to be asked elsewhere; the others look into the case. */
export const outsideChecks = ['known_outage', 'device_history'] as const satisfies readonly CheckName[]
export type OutsideCheck = (typeof outsideChecks)[number]
export const isOutside = (name: CheckName): name is OutsideCheck => outsideChecks.some(one => one === name)

const silent: Told = { value: null }

/** Before there is a case nobody can be asked but who needs none: the others stay silent. */
export const checksAlone = (told: Checks): Checks => ({
  ...Object.fromEntries(checkNames.filter(name => name !== 'known_outage').map(name => [name, silent])),
  ...told,
})

/** Scripts are checked for loops before they are published; this ends what nobody has checked. */
const checksMax = 100

export type CheckedStep = { readonly check: Check; readonly answer: Answer; readonly led: Given }
export type Behind = {
  readonly steps: readonly CheckedStep[]
  readonly walk: Walk
  /** the check nobody has asked yet; null: it stands where a person goes on */
  readonly waits: Check | null
}

/** On from check to check, by what `tell` knows of each; it stops at the first of which that is null. */
export function checksBehind(from: Walk, tell: (check: Check) => Told | null, scripts: Scripts): Behind {
  const steps: CheckedStep[] = []
  let walk = from
  while (steps.length < checksMax) {
    const check = stepNow(walk, scripts)?.step
    if (check?.kind !== 'check') break
    const told = tell(check)
    if (told === null) return { steps, walk, waits: check }
    const answer: Answer = told.value === null ? { kind: 'silent' } : { kind: 'result', value: told.value }
    const led = given(walk, { step: check.name, answer }, scripts)
    // It stands at the check then, which can be skipped or jumped over.
    if (isRefusal(led)) break
    const own: Given = { ...(led as Given), ...(told.found && { found: told.found }) }
    steps.push({ check, answer, led: own })
    walk = walkOn(walk, own)
  }
  return { steps, walk, waits: null }
}
