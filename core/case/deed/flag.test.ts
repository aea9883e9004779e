// Unclear notes, steps and hand-offs: who says so, who mends, and what is seen of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '#core/case/case.ts'
import { mendedText, standingFlag } from '#core/case/flag-entry.ts'
import type { Event, Recorded } from '#core/case/event.ts'
import type { FlaggableId } from '#core/case/note-kind.ts'
import { timeline } from '#core/case/timeline.ts'
import type { Actor } from '#core/people/actor.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, clock, customer, given, taken, text, type Wished } from '#core/testing/world.ts'

const note: Wished = [2, by('bo'), { ...samples['note.add'], note: 'not_a' }]
const step: Wished = [3, by('bo'), { ...samples['step.try'], step: 'stp_a' }]
const offer: Wished = [4, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a' }]
const written = [...taken, note, step, offer]
const flag = (about: FlaggableId = 'not_a', who: Actor = by('marta'), minute = 5): Wished => [
  minute,
  who,
  { type: 'note.flag', about, missing: 'what_done' },
]
const mend = (who: Actor = by('bo'), minute = 9): Wished => [
  minute,
  who,
  { type: 'note.mend', about: 'not_a', text: text('the cable on port 3') },
]
const entriesOf = (events: readonly Event[]) =>
  timeline(events.map((one, index) => ({ ...one, seq: index + 1 }) as Recorded))

test('a note, a step and a hand-off of another can be said to be unclear, with what is missing', () => {
  for (const about of ['not_a', 'stp_a', 'hnd_a'] as const) {
    const [fact] = given(...written)
      .when(...flag(about))
      .then('note.flagged')
    assert.deepEqual(fact, {
      type: 'note.flagged',
      at: at(5),
      by: by('marta'),
      about,
      author: 'agt_bo',
      missing: 'what_done',
    })
  }
})

test('nobody flags his own, what is not there, was struck, or came from outside', () => {
  const refused = (who: Actor, about: FlaggableId, code: 'note.own' | 'note.not_found', ...more: Wished[]) =>
    given(...written, ...more)
      .when(...flag(about, who, 8))
      .thenRefused(code)
  refused(by('bo'), 'not_a', 'note.own')
  refused(by('marta'), 'not_none', 'note.not_found')
  refused(clock, 'not_a', 'note.not_found')
  refused(by('marta'), 'not_a', 'note.not_found', [6, by('bo'), samples['note.strike']])
  refused(by('marta'), 'stp_c', 'note.not_found', [
    6,
    customer,
    { ...samples['step.try'], step: 'stp_c', doneBy: 'customer' },
  ])
})

test('in other words needs the words', () => {
  const other = { type: 'note.flag', about: 'not_a', missing: 'other' } as const
  given(...written)
    .when(5, by('marta'), other)
    .thenRefused('note.needs_words')
  given(...written)
    .when(5, by('marta'), { ...other, words: text('which floor?') })
    .then('note.flagged')
})

test('one flag stands at a time; after it was mended the same can be unclear again', () => {
  given(...written, flag())
    .when(...flag('not_a', by('ivan'), 6))
    .thenRefused('note.already_flagged')
  const { events } = given(...written, flag(), mend(), flag('not_a', by('ivan'), 20))
  const entry = entriesOf(events).find(one => one.kind === 'note')!
  assert.equal(entry.flags?.length, 2)
  assert.deepEqual(mendedText(entry), text('the cable on port 3'))
  assert.deepEqual(standingFlag(entry)?.by, by('ivan'))
  const twice: Wished = [25, by('bo'), { type: 'note.mend', about: 'not_a', text: text('port 4, in fact') }]
  const again = given(...written, flag(), mend(), flag('not_a', by('ivan'), 20), twice)
  const mended = entriesOf(again.events).find(one => one.kind === 'note')!
  assert.deepEqual([standingFlag(mended), mendedText(mended)], [null, text('port 4, in fact')])
  assert.deepEqual(mended.flags?.[0]?.mended?.text, text('the cable on port 3'))
})

test('its author mends it, or a lead; the text before stays', () => {
  given(...written, flag())
    .when(...mend())
    .then('note.mended')
  given(...written, flag())
    .when(...mend(by('karin')))
    .then('note.mended')
  for (const who of [by('chiara'), by('marta'), by('nobody'), clock])
    given(...written, flag())
      .when(...mend(who))
      .thenRefused('note.not_yours')
  given(...written)
    .when(...mend())
    .thenRefused('note.not_flagged')
  given(...written, flag(), mend())
    .when(...mend(by('bo'), 12))
    .thenRefused('note.not_flagged')
  const { events, state } = given(...written, flag(), mend())
  const entry = entriesOf(events).find(one => one.kind === 'note')!
  assert.deepEqual(entry.text, text('n'))
  assert.equal(standingFlag(entry), null)
  assert.deepEqual(state.phase === 'open' && state.flags.not_a, {
    by: 'agt_marta',
    author: 'agt_bo',
    at: at(5),
    mendedAt: at(9),
  })
})

test('what nobody flagged has nothing to mend, and odd facts change nothing', () => {
  const { events } = given(...written)
  const entry = entriesOf(events).find(one => one.kind === 'note')!
  assert.deepEqual([mendedText(entry), standingFlag(entry)], [null, null])
  const odd = [
    { type: 'note.mended', about: 'not_a', text: text('x') },
    { type: 'note.flagged', about: 'not_a', author: 'agt_bo', missing: 'why' },
  ].map(one => ({ ...one, at: at(9), by: clock })) as Event[]
  const state = fold([...events, ...odd])
  assert.deepEqual(state.phase === 'open' && state.flags, {})
})
