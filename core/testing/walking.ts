// A walk told as a test tells it: begun, answered, gone back.
import assert from 'node:assert/strict'
import { isRefusal, type Refusal } from '#core/kit/refusal.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Script } from '#core/script/script.ts'
import { back, begin, given, jump, pause, resume, type Scripts } from '#core/script/step-on.ts'
import { placeOf, type Walk, walkBegun, type WentOn, walkOn } from '#core/script/walk.ts'
import { shelf } from '#core/testing/script-world.ts'

export const value = (one: string | number): Answer => ({ kind: 'value', value: one })
export const yes = value('yes')
export const no = value('no')

/** A walk, told as a test would tell it. */
export function walking(script: Script, ...others: readonly Script[]) {
  return walkingOn(script, shelf(script, ...others))
}
export function walkingOn(script: Script, scripts: Scripts) {
  const first = begin(script, scripts)
  if (isRefusal(first)) throw new Error(first.refused)
  let walk: Walk = walkBegun(first)
  const take = (fact: WentOn | Refusal) => {
    if (isRefusal(fact)) return fact
    walk = walkOn(walk, fact)
    return null
  }
  const it = {
    scripts,
    walk: () => walk,
    at: () => walk.stack.map(({ step }) => step).join(' > '),
    gives(...answers: Answer[]) {
      for (const answer of answers) {
        const refused = take(given(walk, { step: placeOf(walk.stack).step, answer }, scripts))
        if (refused) throw new Error(refused.refused)
      }
      return it
    },
    refuses: (answer: Answer, step = placeOf(walk.stack).step) => {
      const outcome = given(walk, { step, answer }, scripts)
      assert.ok(isRefusal(outcome), `${answer.kind} was taken at ${step}`)
      return outcome
    },
    back: () => take(back(walk)),
    jump: (to: string) => take(jump(walk, to, scripts)),
    pause: () => take(pause(walk)),
    resume: () => take(resume(walk)),
  }
  return it
}
