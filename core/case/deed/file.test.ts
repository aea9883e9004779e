// Files that are kept back, and given free by a lead with a reason.
import { aboutOf, isSettled } from '#core/notice/notice.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import { cardOf } from '#core/case/card.ts'
import { fileReleased, isHeld, waitsForScan } from '#core/case/deed/file.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import type { EventOf } from '#core/case/event.ts'
import { openedCase } from '#core/case/case.ts'
import { timeline } from '#core/case/timeline.ts'
import {
  at,
  by,
  caseId,
  clock,
  customer,
  desk,
  given,
  opened,
  taken,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const sent: Wished = [
  2,
  customer,
  {
    type: 'message.receive',
    message: 'msg_in',
    channel: 'email',
    from: 'cus_anna',
    text: text('see attached'),
    attached: [
      { file: 'fil_a', name: text('invoice.pdf.exe'), type: 'application/pdf', size: 9, sha256: '0' },
      { file: 'fil_b', name: text('photo.jpg'), type: 'image/jpeg', size: 9, sha256: '1' },
    ],
    automatic: null,
  },
]
const keep = { type: 'file.quarantine', file: 'fil_a', name: text('invoice.pdf.exe') } as const
const kept: Wished = [3, clock, { ...keep, dangers: ['program'], found: 'application/x-msdownload' }]
const free = { type: 'file.release', file: 'fil_a', because: text('it is our own updater') } as const

const names = { text: textOf, customerName: 'Anna', organisationName: null }

test('a file that may do harm is kept back, and only that one', () => {
  const { state, events } = given(...taken, sent, kept)
  const now = openedCase(state)!
  assert.deepEqual([isHeld(now, 'fil_a'), isHeld(now, 'fil_b')], [true, false])
  const card = cardOf(caseId('a'), events, names)
  assert.deepEqual(card?.held, { n: 1, since: at(3) })
})

test('a lead hears of it until it is given free; a mail full of such files is one word', () => {
  const { state, events } = given(...taken, sent, kept)
  const event = events.find(one => one.type === 'file.quarantined')!
  assert.match(aboutOf(event), /^held\.\d+$/)
  assert.equal(isSettled(openedCase(state)!, event), false)
  const { state: after } = given(...taken, sent, kept, [4, by('karin'), free])
  assert.equal(isSettled(openedCase(after)!, event), true)
})

test('its customer sees that it is kept back, and gets no other', () => {
  const { state, events } = given(...taken, sent, kept)
  const ledger = events.map((event, i) => ({ ...event, seq: i + 1 }))
  const entries = customerTimeline(ledger, openedCase(state)!, {
    text: ref => textOf(ref),
    agentName: () => null,
    now: at(10),
  })
  const files = entries.flatMap(entry => ('files' in entry ? entry.files : []))
  assert.deepEqual(
    files.map(({ name, held }) => [name, held]),
    [
      ['invoice.pdf.exe', true],
      ['photo.jpg', undefined],
    ],
  )
})

test('the same reason again changes nothing, a new one keeps a released file back once more', () => {
  const again = { ...keep, found: 'application/x-msdownload' }
  given(...taken, sent, kept)
    .when(4, clock, { ...again, dangers: ['program'] })
    .thenNothing()
  const released: Wished = [4, by('karin'), free]
  given(...taken, sent, kept, released)
    .when(5, clock, { ...again, dangers: ['program'] })
    .thenNothing()
  const { state } = given(...taken, sent, kept, released, [
    5,
    clock,
    { ...again, dangers: ['program', 'infected'] },
  ])
  assert.equal(isHeld(openedCase(state)!, 'fil_a'), true)
})

test('a lead gives it free with a reason, which stands in the ledger; then nothing waits any more', () => {
  const { state, events } = given(...taken, sent, kept, [4, by('karin'), free])
  assert.equal(isHeld(openedCase(state)!, 'fil_a'), false)
  assert.equal(cardOf(caseId('a'), events, names)?.held, undefined)
  const entries = timeline(events.map((event, i) => ({ ...event, seq: i + 1 })))
  const said = entries.flatMap(entry => (entry.kind === 'change' ? [entry.event.type] : []))
  assert.deepEqual(said.slice(-2), ['file.quarantined', 'file.released'])
})

test('a file that waits for the virus scanner alone is told from one with another reason', () => {
  const [only, more] = [['not_scanned'], ['not_scanned', 'program']] as const
  const waits = (dangers: typeof only | typeof more, ...then: readonly Wished[]) => {
    const found = 'text/plain'
    const { state } = given(...taken, sent, [3, clock, { ...keep, dangers, found }], ...then)
    return waitsForScan(openedCase(state)!, 'fil_a')
  }
  assert.deepEqual([waits(only), waits(more)], [true, false])
  assert.equal(waits(only, [4, clock, free]), false, 'the desk itself gives it free')
  assert.equal(waitsForScan({}, 'fil_a'), false)
})

test('nothing is given free that is not kept back', () => {
  const { state, events } = given(...taken, sent, kept, [4, by('karin'), free])
  const release = events.find((one): one is EventOf<'file.released'> => one.type === 'file.released')!
  const { held: _, ...bare } = openedCase(state)!
  assert.deepEqual(fileReleased(bare, release), bare)
  given(...taken, sent)
    .when(4, by('karin'), free)
    .thenRefused('file.not_held')
  given(...taken, sent, kept, [4, by('karin'), free])
    .when(5, by('karin'), free)
    .thenRefused('file.not_held')
})

test('who works on the case cannot give it free, nor can its customer', () => {
  const { state } = given(opened, sent, kept)
  for (const actor of [by('bo'), by('marta'), customer])
    assert.notEqual(may(actor, 'file.release', state, desk), true)
  assert.equal(may(by('karin'), 'file.release', state, desk), true)
})
