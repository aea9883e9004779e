// Walks on a case, told as a test tells them: begun, answered, gone back. Not: the scripts (script-world.ts).
import type { Command } from '#core/case/case.ts'
import type { Event, EventOf, EventType } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { Value } from '#core/script/condition.ts'
import type { Script } from '#core/script/script.ts'
import { placeOf } from '#core/script/walk.ts'
import { sampleScript } from '#core/testing/sample.ts'
import { by, given, taken, text, type Wished } from '#core/testing/world.ts'

export const bo = by('bo')
export const marta = by('marta')
export type Answer = Extract<Command, { type: 'walk.answer' }>
export const using = (...scripts: Script[]) => ({
  scripts: scripts.length > 0 ? scripts : [sampleScript],
  checks: {},
})
export const begin = (more: Partial<Extract<Command, { type: 'walk.begin' }>> = {}): Command => ({
  type: 'walk.begin',
  walk: 'wlk_a',
  script: 'sample',
  ...using(),
  ...more,
})
export const answer = (
  step: string,
  value: Value | Answer['answer'],
  more: Partial<Answer> = {},
): Command => ({
  type: 'walk.answer',
  walk: 'wlk_a',
  step,
  answer: typeof value === 'object' ? value : { kind: 'value', value },
  ...using(),
  ...more,
})
export const goBack: Command = { type: 'walk.go_back', walk: 'wlk_a' }
export const pause: Command = { type: 'walk.pause', walk: 'wlk_a' }
export const resume: Command = { type: 'walk.resume', walk: 'wlk_a' }
export const giveUp: Command = { type: 'walk.give_up', walk: 'wlk_a', because: text('line dropped') }
export const reuse = (step: string, more: object = {}): Command =>
  ({ type: 'walk.reuse', walk: 'wlk_b', step, ...using(), ...more }) as Command
export const jump = (to: string, more: object = {}): Command =>
  ({ type: 'walk.jump', walk: 'wlk_a', to, verified: text('he did it'), ...using(), ...more }) as Command
export const worked = { kind: 'worked' } as const
export const tried = { step: 'stp_w', what: text('restart'), why: text('why'), doneBy: 'customer' } as const

export const begun: readonly Wished[] = [...taken, [2, bo, begin()]]
export const answered: readonly Wished[] = [...begun, [3, bo, answer('light', 'yes')]]
export const stateOf = (wished: readonly Wished[]) => given(...wished).state as OpenedCase
export const walkOf = (wished: readonly Wished[]) => stateOf(wished).walks.wlk_a!
export const stands = (wished: readonly Wished[]) => placeOf(walkOf(wished).walk.stack).step
export const only = <T extends EventType>(events: readonly Event[], type: T) =>
  events.find(one => one.type === type) as EventOf<T>
