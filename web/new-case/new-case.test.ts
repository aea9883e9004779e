// A case made on the phone: its impact with a reason, a title out of his words, nothing asked twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Begun,
  bodyAgain,
  bodyOf,
  callOn,
  claimsBehind,
  claimsOf,
  isNumber,
  minutesSince,
  missingOf,
  newPerson,
  plainPhone,
  reasonOf,
  sitesOf,
  titleOf,
} from './new-case.ts'

const begun: Begun = {
  person: { is: 'known', id: 'cus_sergio', name: 'Sergio Marchetti', language: 'it' },
  typed: '',
  says: 'Da stamattina gli ordini arrivano in ritardo.\n\nIeri sera funzionava tutto.',
  title: '',
  phone: '',
  language: 'it',
  kind: 'slowness',
  product: '',
  impact: { people: 'some', workaround: 'poor', harm: 'none' },
  means: 'phone',
  dueAt: 10_000_000,
  by: 'phone',
  startedAt: 1_000_000,
  key: 'one-key',
  sent: [],
}

test('the answers go out as the impact they are, with the reason he can read; no severity is said', () => {
  const impact = { people: 'one', workaround: 'none', harm: 'money' } as const
  const because = reasonOf(impact, key => key)
  const body = bodyOf({ ...begun, impact }, { now: 1_200_000, topic: 'x', because })
  assert.deepEqual(body.impact, { ...impact, because })
  assert.equal('severity' in body, false)
  for (const one of ['people_one', 'workaround_none', 'harm_money'])
    assert.ok(because.includes(`impact.${one}`))
})

test('his sentences are claims, one a line, and the first is the title', () => {
  assert.deepEqual(claimsOf(begun.says), [
    'Da stamattina gli ordini arrivano in ritardo.',
    'Ieri sera funzionava tutto.',
  ])
  assert.equal(titleOf(begun.says), 'Da stamattina gli ordini arrivano in ritardo')
  const long = titleOf('word '.repeat(60))
  assert.ok(long.length <= 92 && long.endsWith('word …'), long)
})

test('the call counts from when the form was opened', () => {
  assert.equal(minutesSince(0, 1), 1)
  assert.equal(minutesSince(0, 61_000), 2)
  assert.equal(minutesSince(0, 3 * 86_400_000), 1_440, 'a draft that lay for days can still be made')
})

test('what was typed to find somebody begins the new person', () => {
  assert.equal(isNumber('+46 70 123 45 67'), true)
  assert.equal(isNumber('Anna 2'), false)
  assert.deepEqual(newPerson('0701234567'), { is: 'new', name: '', email: '', phone: '0701234567' })
  assert.deepEqual(newPerson('Anna Lindqvist'), { is: 'new', name: 'Anna Lindqvist', email: '', phone: '' })
  assert.equal(plainPhone('+46 (0)70-123 45 67'), '+460701234567')
})

test('the case goes out with contact held, claims, impact and the promise', () => {
  const body = bodyOf(begun, { now: 1_200_000, topic: 'Richiamata', because: 'so' })
  assert.deepEqual(body.customer, { id: 'cus_sergio' })
  assert.deepEqual(body.impact, { ...begun.impact, because: 'so' })
  assert.deepEqual(body.held, {
    means: 'phone',
    direction: 'in',
    reach: 'reached',
    startedAt: 1_000_000,
    minutes: 4,
    opening: { language: 'it' },
  })
  assert.deepEqual(body.promise, { topic: 'Richiamata', means: 'phone', dueAt: 10_000_000 })
  assert.equal(body.take, true)
})

test('a number or place goes along only where one was said, and blanks around it do not', () => {
  const without = bodyOf({ ...begun, serial: '  ' }, { now: 1_200_000, topic: '', because: 'so' })
  assert.deepEqual(['serial' in without, 'site' in without], [false, false])
  const named = bodyOf(
    { ...begun, serial: ' SN 77-A ', site: 'Lund' },
    { now: 1_200_000, topic: '', because: 'so' },
  )
  assert.deepEqual([named.serial, named.site], ['SN 77-A', 'Lund'])
})

test('the places one can choose are those his contracts name, each once', () => {
  const site = (text: string) => ({ coverage: { kind: 'site', site: text } })
  const items = [
    { lines: [site('Malmö'), { coverage: { kind: 'account' } }] },
    { lines: [site('Lund'), site('Malmö')] },
  ]
  assert.deepEqual(sitesOf({ items }), ['Lund', 'Malmö'])
})

test('what is promised with a window goes out with both its ends, and turned it is not sent', () => {
  const window = { ...begun, dueFrom: 9_000_000 }
  assert.deepEqual(bodyOf(window, { now: 1_200_000, topic: 'x', because: 'so' }).promise, {
    ...{ topic: 'x', means: 'phone', from: 9_000_000, dueAt: 10_000_000 },
  })
  assert.equal(missingOf(window), null)
  assert.equal(missingOf({ ...begun, dueFrom: 10_000_000 }), 'window')
})

test('who gives the word instead goes along, and without one it is whoever makes the case', () => {
  const keeper = 'agt_eva' as const
  assert.equal(bodyPromise({ ...begun, keeper }).keeper, keeper)
  assert.equal('keeper' in bodyPromise(begun), false)
  assert.equal(
    bodyOf({ ...begun, keeper, dueAt: null }, { now: 1_200_000, topic: 'x', because: 'so' }).promise,
    undefined,
  )
})
const bodyPromise = (one: Begun) =>
  bodyOf(one, { now: 1_200_000, topic: 'x', because: 'so' }).promise as Record<string, unknown>

test('a case needs a person and a word, nothing else', () => {
  assert.equal(missingOf({ ...begun, person: null }), 'person')
  assert.equal(missingOf({ ...begun, person: newPerson('0701234567') }), 'person')
  assert.equal(missingOf({ ...begun, says: ' \n ' }), 'words')
  assert.equal(missingOf({ ...begun, says: '', title: 'Mail is late' }), null)
})

test('a call goes out with how it began; what came another way has no such beginning', () => {
  const held = (one: Partial<Begun>) =>
    bodyOf({ ...begun, ...one }, { now: 1_200_000, topic: 'x', because: 'so' }).held
  const opening = (one: Partial<Begun>) => (held(one) as { opening?: unknown }).opening
  assert.deepEqual(opening({ phone: '+46 70 111' }), { language: 'it', callBack: '+4670111' })
  const stranger = { ...newPerson('Eva Ny'), phone: '070 222' } as Begun['person']
  assert.deepEqual(opening({ person: stranger, phone: '' }), { language: 'it', callBack: '070222' })
  assert.equal(opening({ means: 'desk', phone: '+46 70 111' }), undefined)
})

test('a number nobody can call back is not sent; none at all is no fault', () => {
  assert.equal(missingOf({ ...begun, phone: '12' }), 'number')
  assert.equal(missingOf({ ...begun, phone: 'ask the switchboard' }), 'number')
  assert.equal(missingOf({ ...begun, phone: '+46 70 123 45 67' }), null)
  assert.equal(missingOf({ ...begun, phone: ' ' }), null)
})

test('added to an open case, the call says who called and what he said', () => {
  const { with: who, text, opening } = callOn({ ...begun, says: ' How does it stand? ', phone: '+46701' }, 1)
  assert.deepEqual(
    [who, text, opening],
    ['cus_sergio', 'How does it stand?', { language: 'it', callBack: '+46701' }],
  )
  const bare = callOn({ ...begun, says: '', person: newPerson('Eva') }, 1)
  assert.deepEqual(['with' in bare, 'text' in bare], [false, false])
})

test('what is tried again is the same, however long it took; what was said since comes behind it', () => {
  const sent = bodyOf(begun, { now: 1_200_000, topic: 'x', because: 'so' })
  const later = bodyOf(begun, { now: 9_200_000, topic: 'x', because: 'so' })
  assert.equal(bodyAgain(later, [sent]), sent)
  const more = { ...begun, says: `${begun.says}\nOra funziona.` }
  const changed = bodyOf(more, { now: 1_200_000, topic: 'x', because: 'so' })
  assert.equal(bodyAgain(changed, [sent]), changed)
  assert.equal(bodyAgain(sent, []), sent)
  assert.deepEqual(claimsBehind(more, sent), ['Ora funziona.'])
  assert.deepEqual(claimsBehind(begun, {}), claimsOf(begun.says))
})
