// A case that is stuck, for tests: a desk that looks for all signs, and what its people do. For tests only.
import type { Command } from '#core/case/case.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { dueSigns } from '#core/case/stuck.ts'
import type { StuckSign } from '#core/case/stuck-sign.ts'
import { type Instant, minuteMs } from '#core/kit/time.ts'
import { type DeskFacts, defaultDesk } from '#core/people/desk-facts.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, customer, desk as quietDesk, play, relay, type Wished } from '#core/testing/world.ts'

export const desk: DeskFacts = { ...quietDesk, stuck: defaultDesk.stuck }
export const bo = by('bo')
export const ring: Command = { type: 'clock.ring' }

export const minute = (instant: Instant | null) => (instant === null ? null : (instant - at(0)) / minuteMs)
export function after(wished: readonly Wished[], facts = desk) {
  const { state, events } = play(wished, facts)
  return { state: state as OpenedCase, events }
}
/** The signs that are to be said, each with its minute: `held 241`. */
export const due = (wished: readonly Wished[], facts = desk) =>
  dueSigns(after(wished, facts).state, facts).map(one => `${one.sign} ${minute(one.at)}`)
/** The same of one sign only. */
export const only = (sign: StuckSign, facts = desk): DeskFacts => ({
  ...facts,
  stuck: { ...facts.stuck, signs: [sign] },
})

export const says = (minutes: number, message: `msg_${string}`): Wished => [
  minutes,
  customer,
  { ...samples['message.receive'], message } as Command,
]
export const note = (minutes: number, who = bo): Wished => [
  minutes,
  who,
  { ...samples['note.add'], note: `not_${minutes}` } as Command,
]
export const writes = (minutes: number, message: `msg_${string}`, more: object = {}): readonly Wished[] => [
  [minutes, bo, { ...samples['message.queue'], message, ...more } as Command],
  [minutes, relay, { type: 'message.note_sent', message, relay: 'r' }],
]
export const calls = (minutes: number, more: object = {}): Wished => [
  minutes,
  bo,
  { ...samples['contact.hold'], contact: `con_${minutes}`, ...more } as Command,
]
export const tries = (minutes: number, step: `stp_${string}`, more: object = {}): Wished => [
  minutes,
  bo,
  { ...samples['step.try'], step, outcome: 'no_change', ...more } as Command,
]
export const offer: Wished = [5, bo, { ...samples['hand_off.offer'], handOff: 'hnd_a' } as Command]
