// Cases that become one and are parted again, as tests play them. For tests only.
import assert from 'node:assert/strict'
import { broughtBy } from '#core/case/brought.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import type { Recorded } from '#core/case/event.ts'
import { partedFrom } from '#core/case/parted.ts'
import type { CustomerId } from '#core/kit/id.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { clockedDesk } from '#core/testing/clocked.ts'
import { minutesOf, run } from '#core/testing/clocked-play.ts'
import { at, by, caseId, type Wished } from '#core/testing/world.ts'

const bo = by('bo')

/** The case goes on in another one. */
export const merge = (minute: number): Wished => [
  minute,
  bo,
  { type: 'case.merge', into: caseId('b'), itself: false },
]
/** The facts of a play with their places. */
export const ledger = (wished: readonly Wished[], facts: DeskFacts = clockedDesk): Recorded[] =>
  run(wished, facts).events.map((event, i): Recorded => ({ ...event, seq: i + 1 }))

/** The other case, played up to its merge, goes on in this one. */
export const joins = (minute: number, other: readonly Wished[], from?: CustomerId, id = 'a'): Wished => {
  const brings = broughtBy(ledger([...other, merge(minute)]), at(minute))!
  return [
    minute,
    bo,
    {
      type: 'case.link',
      to: caseId(id),
      how: 'merged_from',
      brings: { ...brings, ...(from && { customer: from }) },
    },
  ]
}
/** What goes to which of the two. */
export const sides = (wished: readonly Wished[], minute: number, of: CustomerId = 'cus_anna', id = 'a') => {
  const all = partedFrom(ledger(wished), { id: caseId(id), customer: of }, at(minute))
  assert.ok(all)
  return all
}
/** It is taken out of this one again. */
export const leaves = (
  wished: readonly Wished[],
  minute: number,
  of?: CustomerId,
  id = 'a',
): readonly Wished[] => [
  ...wished,
  [minute, bo, { type: 'case.unlink', to: caseId(id), back: sides(wished, minute, of, id).back }],
]
const meanwhileOf = (
  other: readonly Wished[],
  minute: number,
  here: readonly Wished[],
  then: number,
  customer: CustomerId = 'cus_anna',
) =>
  partedFrom(ledger(here), { id: caseId('a'), customer, own: ledger([...other, merge(minute)]) }, at(then))!
    .meanwhile
/** The other one, as it goes on by itself, given what happened in this one. */
export const goesOn = (
  other: readonly Wished[],
  minute: number,
  here: readonly Wished[],
  then: number,
  of?: CustomerId,
): readonly Wished[] => [
  ...other,
  merge(minute),
  [then, bo, { type: 'case.part', from: caseId('b'), meanwhile: meanwhileOf(other, minute, here, then, of) }],
]
/** The clocks that live, by what tells them apart. */
export const owed = (wished: readonly Wished[]) =>
  openTargets(run(wished).state)
    .map(([, one]) => [
      one.kind,
      one.policy,
      minutesOf(one.from),
      minutesOf(one.dueAt),
      one.pausedMs / 60_000,
      one.standing,
    ])
    .sort()
