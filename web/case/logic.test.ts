// What the case screen decides: status words, next updates, what was seen, replies, steps that were tried
// already.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded } from '#core/case/event.ts'
import type { Entry } from '#core/case/timeline.ts'
import { instant } from '#core/kit/time.ts'
import { filled } from '#core/reply/placeholder.ts'
import { countsOf, entryNext, linesOf, ofKind } from './entries.ts'
import { firstChoice, nextUpdateChoices } from './next-update.ts'
import { placesLeft, repliesFor, replyOf, textFor, valuesOf } from './reply-text.ts'
import { similarStep } from './similar-step.ts'
import { statusOf } from './status-word.ts'
import { afterLook, entriesNamed, unread, unseenEntries } from './unseen.ts'
import { fieldOf, instantOf, instantOfField, wallAt } from './wall-clock.ts'

const zone = 'Europe/Stockholm'
const at = (text: string) => Date.parse(text)
const bo = { kind: 'agent', id: 'agt_bo' } as const
const anna = { kind: 'customer', id: 'cus_anna' } as const
const ref = { text: 'txt_1', mac: 'm' } as const
const event = (seq: number, type: string, more: object = {}): Recorded =>
  ({ seq, type, at: instant(seq * 1_000), by: bo, ...more }) as unknown as Recorded
const opening = event(1, 'case.opened', {
  channel: 'phone',
  subject: ref,
  customer: 'cus_anna',
  language: 'sv',
  team: 'tea_1',
  level: 1,
  verified: true,
})
const words = { language: 'en', say: (key: string) => key, zone: 'UTC' } as const

test('a wall time in a zone is an instant and back, on both sides of a change of clocks', () => {
  for (const text of [
    '2026-03-29T00:30:00Z',
    '2026-03-29T01:30:00Z',
    '2026-10-25T05:00:00Z',
    '2026-11-19T13:18:00Z',
  ]) {
    assert.equal(instantOf(wallAt(at(text), zone), zone), at(text))
    assert.equal(instantOfField(fieldOf(at(text), zone), zone), at(text))
  }
  assert.equal(instantOfField('2026-1', zone), null)
})

test('the next update is offered today while there is an hour of the day left', () => {
  const thursday = at('2026-11-19T13:18:00Z')
  assert.deepEqual(
    nextUpdateChoices(thursday, zone).map(one => [one.name, new Date(one.at).toISOString().slice(5, 16)]),
    [
      ['in_1_hour', '11-19T14:20'],
      ['today', '11-19T16:00'],
      ['tomorrow', '11-20T09:00'],
      ['monday', '11-23T09:00'],
    ],
  )
  assert.equal(firstChoice(thursday, zone).name, 'today')
})

test('on a Friday evening Monday is offered first, and no choice says the same as another', () => {
  const friday = at('2026-11-20T16:40:00Z')
  assert.equal(firstChoice(friday, zone).name, 'monday')
  const sunday = nextUpdateChoices(at('2026-11-22T10:00:00Z'), zone)
  assert.deepEqual(
    sunday.map(one => one.name),
    ['in_1_hour', 'in_3_hours', 'tomorrow', 'in_a_week'],
  )
  assert.equal(new Set(sunday.map(one => one.at)).size, 4)
})

test('the customer reads six words, each since it became so', () => {
  const taken = event(2, 'worker.assigned', { agent: 'agt_bo', level: 1, team: 'tea_1' })
  const waits = event(4, 'wait.started', { turn: 'supplier', reason: 'part' })
  const note = event(3, 'note.added', { note: 'not_1', text: ref, mentions: [] })
  const solved = event(5, 'case.solved', { fix: ref, level: 1 })
  const word = (...ledger: Recorded[]) => {
    const status = statusOf(ledger)
    return [status?.word, status?.turn, status?.since]
  }
  assert.deepEqual(word(opening), ['received', 'ours', 1_000])
  assert.deepEqual(word(opening, taken, note), ['working', 'ours', 2_000])
  assert.deepEqual(word(opening, taken, note, waits), ['waiting_supplier', 'supplier', 4_000])
  assert.deepEqual(word(opening, taken, note, waits, solved), ['solved', 'nobody', 5_000])
  assert.equal(statusOf([]), null)
})

const message = (seq: number) =>
  event(seq, 'message.received', {
    message: `msg_${seq}`,
    from: 'cus_anna',
    text: ref,
    attached: [],
    by: anna,
    automatic: null,
  })

test('what arrives while one writes is unseen until it was looked at', () => {
  let seen = afterLook(unread, { type: 'shown', seq: 1 })
  seen = afterLook(seen, { type: 'writing', on: true, seq: 1 })
  const ledger = [opening, message(2)]
  seen = afterLook(seen, { type: 'shown', seq: 2 })
  assert.deepEqual(unseenEntries(ledger, bo, seen), [2])
  seen = afterLook(seen, { type: 'looked', seq: 2 })
  assert.deepEqual(unseenEntries(ledger, bo, seen), [])
})

test('what arrives while nothing is written counts as seen once it is shown', () => {
  const seen = afterLook(unread, { type: 'shown', seq: 2 })
  assert.deepEqual(unseenEntries([opening, message(2)], bo, seen), [])
  assert.deepEqual(unseenEntries([opening, message(2), message(3)], bo, seen), [3])
})

test('a refusal names entries by their numbers', () => {
  assert.deepEqual(entriesNamed('12,13'), [12, 13])
  assert.deepEqual(entriesNamed(undefined), [])
})

const entry = (seq: number, kind: Entry['kind'], atMs = seq) =>
  ({ seq, kind, at: atMs, by: bo }) as unknown as Entry

test('the line of kinds counts each entry where it belongs', () => {
  const entries = [
    entry(1, 'change'),
    entry(2, 'claim'),
    entry(3, 'contact'),
    entry(4, 'message'),
    entry(5, 'note'),
  ]
  assert.deepEqual(countsOf(entries), {
    all: 5,
    claim: 1,
    step: 0,
    promise: 0,
    finding: 0,
    hand_off: 0,
    message: 2,
    team: 1,
  })
  assert.deepEqual(
    ofKind(entries, 'message').map(one => one.seq),
    [3, 4],
  )
})

test('a run of more than twenty messages folds its middle; opened, it is whole', () => {
  const run = Array.from({ length: 30 }, (_, i) => entry(i + 1, 'message'))
  const lines = linesOf(run, new Set(), words)
  const fold = lines.find(line => line.line === 'fold')
  assert.equal(fold?.line === 'fold' && fold.count, 22)
  assert.equal(lines.filter(line => line.line === 'entry').length, 8)
  assert.equal(linesOf(run, new Set([1]), words).filter(line => line.line === 'entry').length, 30)
})

test('a new day begins with its rule, and j and k walk the entries only', () => {
  const day = 86_400_000
  const lines = linesOf(
    [entry(1, 'note', day), entry(2, 'note', day + 1), entry(3, 'note', 2 * day)],
    new Set(),
    words,
  )
  assert.deepEqual(
    lines.map(line => line.id),
    ['d1', 'e1', 'e2', 'd3', 'e3'],
  )
  assert.equal(entryNext(lines, null, -1), 3)
  assert.equal(entryNext(lines, 2, 1), 3)
  assert.equal(entryNext(lines, 1, -1), 1)
})

test('a ready-made reply is in the language of the customer, and a place without a value stays visible', () => {
  const none = { customer: '', subject: '', agent: '', team: '', desk: '', promise: '', phone: '' }
  const values = valuesOf({ ...none, case: '4821', promise: '14:30' })
  assert.equal(filled('Hej {case} {promise} {phone} {what}', values), 'Hej 4821 14:30 {phone} {what}')
  assert.equal(placesLeft('Hej {phone}, { promise } {what}'), '{phone} {promise}')
  const reply = replyOf({ id: 'rep_1', name: 'Återställ lösenord', texts: { sv: 'Hej', en: 'Hi' } })
  assert.equal(textFor(reply, 'sv', 'en'), 'Hej')
  assert.equal(textFor(reply, 'ru', 'en'), 'Hi')
  assert.equal(repliesFor([reply], 'aters').length, 1)
  assert.equal(repliesFor([reply], 'visit').length, 0)
})

test('a step like one tried before is noticed, another one is not', () => {
  const steps = [{ what: 'Restarted the router' }, { what: 'Changed the filter between socket and router' }]
  assert.equal(similarStep(steps, 'restart of the router'), steps[0])
  assert.equal(similarStep(steps, 'Measured the line from the exchange'), null)
  assert.equal(similarStep(steps, ''), null)
})
