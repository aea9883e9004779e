import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, evolve, fold } from '#core/case/case.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, customer, given, taken, text, textOf, type Wished } from '#core/testing/world.ts'

const bo = by('bo')
const solved: readonly Wished[] = [...taken, [2, bo, samples['case.solve']]]
const fix: Command = { ...samples['proposal.make'], proposal: 'prp_a' }
const cost = { amountMinor: 1_000, currency: 'EUR' } as const
const sale: Command = { ...fix, kind: 'sale', ...cost } as Command
const asked = { ...sale, asked: true } as Command
const no: Command = { ...samples['proposal.answer'], words: text('no need') } as Command
const again = { ...sale, proposal: 'prp_b' } as Command
const back: Command = samples['proposal.withdraw']
const entryOf = (events: readonly Event[]) =>
  timeline(events.map((event, i) => ({ ...event, seq: i + 1 }))).find(one => one.kind === 'proposal')
const linesOf = (...wished: Wished[]) => {
  const { events } = given(...wished)
  const recorded = events.map((event, i) => ({ ...event, seq: i + 1 }))
  const reading = { text: textOf, agentName: () => 'Bo', now: at(99) }
  return customerTimeline(recorded, fold(events) as OpenedCase, reading).filter(one =>
    /propos/.test(one.kind),
  )
}

test('a fix is part of the help: it costs nothing, and may be proposed at once', () => {
  given(...taken)
    .when(3, bo, fix)
    .then('proposal.made')
  given(...taken)
    .when(3, bo, { ...fix, ...cost } as Command)
    .thenRefused('proposal.fix_costs')
  const [made] = given(...taken)
    .when(3, bo, { ...fix, amountMinor: 0, currency: 'EUR' } as Command)
    .then('proposal.made')
  assert.equal(made?.type === 'proposal.made' && made.amountMinor, 0)
})
test('nothing is for sale before the case is solved, unless its customer asks', () => {
  given(...taken)
    .when(3, bo, sale)
    .thenRefused('proposal.help_first')
  given(...taken)
    .when(3, bo, asked)
    .then('proposal.made')
  given(...solved)
    .when(3, bo, sale)
    .then('proposal.made')
})
test('whoever said no is proposed no sale again, but what he asks for himself and fixes', () => {
  const refused: readonly Wished[] = [...solved, [3, bo, sale], [4, customer, no]]
  given(...refused)
    .when(5, bo, again)
    .thenRefused('proposal.said_no', { when: '2026-11-19' })
  given(...refused)
    .when(5, bo, { ...asked, proposal: 'prp_b' } as Command)
    .then('proposal.made')
  given(...refused)
    .when(5, bo, { ...fix, proposal: 'prp_b' } as Command)
    .then('proposal.made')
  given(...solved)
    .when(5, bo, { ...sale, saidNoAt: at(1) } as Command)
    .thenRefused('proposal.said_no', { when: '2026-11-19' })
  const twice: readonly Wished[] = [
    ...solved,
    [3, bo, sale],
    [3, bo, { ...asked, proposal: 'prp_b' } as Command],
    [4, bo, { ...no, proposal: 'prp_b' } as Command],
    [6, customer, no],
  ]
  given(...twice)
    .when(8, bo, { ...sale, proposal: 'prp_c' } as Command)
    .thenRefused('proposal.said_no', { when: '2026-11-19' })
  const fixed: readonly Wished[] = [...solved, [3, bo, fix], [4, customer, no]]
  given(...fixed)
    .when(5, bo, again)
    .then('proposal.made')
  const yes: readonly Wished[] = [...solved, [3, bo, sale], [4, customer, { ...no, says: 'yes' } as Command]]
  given(...yes)
    .when(5, bo, again)
    .then('proposal.made')
})
test('it is answered once, or taken back before', () => {
  const made: readonly Wished[] = [...taken, [3, bo, fix]]
  given(...made)
    .when(4, customer, { ...no, proposal: 'prp_z' } as Command)
    .thenRefused('proposal.not_found')
  const gone: readonly Wished[] = [...made, [4, bo, back]]
  for (const late of [no, back])
    given(...gone)
      .when(5, bo, late)
      .thenRefused('proposal.answered')
  given(...made)
    .when(4, bo, { ...back, proposal: 'prp_z' } as Command)
    .thenRefused('proposal.not_found')
})
test('an entry says what it is, what it costs and what became of it', () => {
  const open = entryOf(given(...solved, [3, bo, asked]).events)
  assert.deepEqual(
    open?.kind === 'proposal' && [open.proposes, open.standing, open.cost, open.asked, open.ended],
    ['sale', 'open', cost, true, null],
  )
  const ended = entryOf(given(...taken, [3, bo, fix], [4, customer, no]).events)
  assert.deepEqual(ended?.kind === 'proposal' && [ended.standing, ended.cost, ended.asked], [
    'no',
    null,
    false,
  ])
  const plain = entryOf(
    given(...taken, [3, bo, fix], [4, customer, { ...no, words: undefined } as Command]).events,
  )
  assert.equal(plain?.kind === 'proposal' && plain.ended?.words, null)
  const back2 = entryOf(given(...taken, [3, bo, fix], [4, bo, back]).events)
  assert.equal(back2?.kind === 'proposal' && back2.standing, 'withdrawn')
})
test('the customer reads what is proposed to him and what he said', () => {
  assert.deepEqual(
    linesOf(...solved, [3, bo, sale]).map(
      one => one.kind === 'proposed' && [one.proposes, one.cost, one.isOpen],
    ),
    [['sale', cost, true]],
  )
  assert.deepEqual(
    linesOf(...taken, [3, bo, fix], [4, customer, no]).map(one => [one.kind, 'isOpen' in one && one.isOpen]),
    [
      ['proposed', false],
      ['proposal_answered', false],
    ],
  )
  assert.deepEqual(
    linesOf(...taken, [3, bo, fix], [4, bo, back]).map(one => one.kind),
    ['proposed', 'proposal_withdrawn'],
  )
})
test('a fact of something nobody proposed changes nothing', () => {
  const { events } = given(...taken)
  const state = fold(events) as OpenedCase
  const stray = { proposal: 'prp_z', at: at(9), by: bo } as const
  for (const event of [
    { ...stray, type: 'proposal.answered', kind: 'fix', says: 'no' },
    { ...stray, type: 'proposal.withdrawn', because: text('x') },
  ] as Event[]) {
    const after = evolve(state, event) as OpenedCase
    assert.deepEqual(after.proposals, undefined)
    const recorded = [...events, event].map((one, i) => ({ ...one, seq: i + 1 }))
    const reading = { text: textOf, agentName: () => 'Bo', now: at(99) }
    const line = customerTimeline(recorded, after, reading).at(-1)
    assert.equal(line && 'what' in line && line.what, null)
  }
})
