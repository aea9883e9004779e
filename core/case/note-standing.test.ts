// What notes of a kind say about the case now.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded } from '#core/case/event.ts'
import type { NoteKind } from '#core/case/note-kind.ts'
import { newestNote, nextStep } from '#core/case/note-standing.ts'
import { timeline } from '#core/case/timeline.ts'
import { samples } from '#core/testing/sample.ts'
import { by, customer, given, taken, text, type Wished } from '#core/testing/world.ts'

const note = (minute: number, note: `not_${string}`, kind?: NoteKind): Wished => [
  minute,
  by('bo'),
  { ...samples['note.add'], note, kind },
]
const strike = (minute: number, note: `not_${string}`): Wished => [
  minute,
  by('bo'),
  { type: 'note.strike', note, because: text('because') },
]
function read(...wished: Wished[]) {
  const ledger = given(...taken, ...wished).events.map((one, index) => ({ ...one, seq: index + 1 }))
  return { ledger: ledger as Recorded[], entries: timeline(ledger as Recorded[]) }
}

test('the newest note of a kind counts, a struck one does not', () => {
  const { entries } = read(note(2, 'not_a', 'environment'), note(3, 'not_b', 'environment'), note(4, 'not_c'))
  assert.equal(newestNote(entries, 'environment')?.note, 'not_b')
  assert.equal(newestNote(entries, 'contact_wish'), null)
  const struck = read(note(2, 'not_a', 'environment'), note(3, 'not_b', 'environment'), strike(4, 'not_b'))
  assert.equal(newestNote(struck.entries, 'environment')?.note, 'not_a')
})

test('a next step stands until one of ours acts; words of the customer or the team do not end it', () => {
  const step = note(2, 'not_a', 'next_step')
  const stands = (...more: Wished[]) => {
    const { ledger, entries } = read(...more)
    return nextStep(ledger, entries)?.note ?? null
  }
  assert.equal(stands(), null)
  assert.equal(stands(samplesAt(1, 'step.try'), step), 'not_a')
  assert.equal(stands(step, note(3, 'not_b', 'finding'), [4, customer, samples['message.receive']]), 'not_a')
  assert.equal(stands(step, samplesAt(5, 'step.try')), null)
  assert.equal(stands(step, samplesAt(5, 'step.try'), note(6, 'not_b', 'next_step')), 'not_b')
})

const samplesAt = (minute: number, type: 'step.try'): Wished => [minute, by('bo'), samples[type]]
