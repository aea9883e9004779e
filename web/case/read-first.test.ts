// What to read before one acts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded } from '#core/case/event.ts'
import { timeline } from '#core/case/timeline.ts'
import { samples } from '#core/testing/sample.ts'
import { by, customer, given, taken, text, type Wished } from '#core/testing/world.ts'
import { readFirst, readUpTo } from './read-first.ts'

const of = (...wished: Wished[]) =>
  given(...taken, ...wished).events.map((one, index) => ({ ...one, seq: index + 1 })) as Recorded[]
const claim = (minute: number, claim: `cla_${string}`): Wished => [
  minute,
  customer,
  { type: 'claim.make', claim, text: text(claim) },
]
const step: Wished = [4, by('chiara'), { ...samples['step.try'], step: 'stp_a' }]
const read = (ledger: Recorded[], who: string, seen: number) => {
  const { news, tried, claims, notes } = readFirst(ledger, timeline(ledger), by(who), seen)
  return { news: news.map(one => one.kind), tried: tried.length, claims: claims.length, notes: notes.length }
}

test('what others added since the last look is new; one’s own is not', () => {
  const ledger = of(claim(2, 'cla_a'), [3, by('bo'), samples['note.add']])
  assert.deepEqual(read(ledger, 'bo', 0).news, ['claim'])
  assert.deepEqual(read(ledger, 'chiara', 0).news, ['claim', 'note'])
  assert.deepEqual(read(ledger, 'chiara', ledger.length).news, [])
})

test('a hand-off that came back is news although it was seen when it was given', () => {
  const offer: Wished = [3, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a' }]
  const before: Wished[] = [[2, by('bo'), { ...samples['step.try'], step: 'stp_b' }], offer]
  const seen = of(...before).length
  const back: Wished = [5, by('marta'), { ...samples['hand_off.return'], handOff: 'hnd_a' }]
  assert.deepEqual(read(of(...before, back), 'bo', seen).news, ['hand_off'])
})

test('what was tried, the newest claims, the environment and the contact wish stand together', () => {
  const notes: Wished[] = (['environment', 'contact_wish', 'finding'] as const).map((kind, i) => [
    5 + i,
    by('bo'),
    { ...samples['note.add'], note: `not_${kind}`, kind },
  ])
  const claims = ['cla_a', 'cla_b', 'cla_c', 'cla_d'].map(id => claim(3, id as 'cla_a'))
  const { tried, claims: shown, notes: kept } = read(of(...claims, step, ...notes), 'ida', 999)
  assert.deepEqual([tried, shown, kept], [1, 3, 2])
})

test('one’s own act takes everything before as read', () => {
  const ledger = of(claim(2, 'cla_a'), [3, by('bo'), samples['note.add']])
  const noteSeq = ledger.length
  assert.equal(readUpTo(ledger, by('bo'), noteSeq - 1), noteSeq)
  assert.equal(readUpTo(ledger, by('bo'), noteSeq), 0, 'what he did before he came tells nothing')
  assert.equal(readUpTo(ledger, by('chiara'), 0), 0)
})
