import assert from 'node:assert/strict'
import { test } from 'node:test'
import { card } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import type { Event, Verdict } from '#core/case/event.ts'
import { impactHarms, impactPeople, impactWorkarounds, severityOf } from '#core/case/impact.ts'
import { timeline } from '#core/case/timeline.ts'
import {
  at,
  by,
  customer,
  given,
  openCommand,
  play,
  taken,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const assess = (more: object = {}): Command =>
  ({
    type: 'severity.assess',
    people: 'some',
    workaround: 'none',
    harm: 'none',
    because: text('two desks cannot print'),
    ...more,
  }) as Command
const claimed: Wished = [2, by('bo'), { type: 'claim.make', claim: 'cla_a', text: text('nobody can work') }]
const judged: Wished = [
  3,
  by('bo'),
  { type: 'claim.judge', claim: 'cla_a', verdict: 'confirmed', because: text('log') },
]

test('the grid is the one we agreed on', () => {
  const rows = impactPeople.map(people =>
    impactWorkarounds.map(workaround =>
      impactHarms.map(harm => severityOf({ people, workaround, harm })).join(''),
    ),
  )
  // each cell: no harm, loss of money, danger
  assert.deepEqual(rows, [
    ['431', '431', '321'],
    ['431', '321', '211'],
    ['321', '211', '111'],
    ['321', '211', '111'],
  ])
})

test('an assessment gives the severity, with its reason; the same severity changes nothing else', () => {
  const events = given(...taken)
    .when(5, by('bo'), assess())
    .then('severity.assessed', 'case.classified')
  assert.deepEqual(
    events.map(event => 'severity' in event && event.severity),
    [2, 2],
  )
  given(...taken)
    .when(5, by('bo'), assess({ workaround: 'poor' }))
    .then('severity.assessed')
})

test('a word nobody has checked raises nothing; checked, it does; and it may always lower', () => {
  const from = (...more: Wished[]) => given(...taken, claimed, ...more)
  from()
    .when(5, by('bo'), assess({ claim: 'cla_a' }))
    .thenRefused('severity.claim_unchecked')
  from(judged)
    .when(5, by('bo'), assess({ claim: 'cla_a' }))
    .then('severity.assessed', 'case.classified')
  from()
    .when(5, by('bo'), assess({ claim: 'cla_a', people: 'one', workaround: 'good' }))
    .then('severity.assessed', 'case.classified')
  from()
    .when(5, by('bo'), assess({ claim: 'cla_none' }))
    .thenRefused('claim.not_found')
})

test('a system that is down and a danger are raised at once, and checked afterwards', () => {
  const from = given(...taken, claimed)
  from
    .when(5, by('bo'), assess({ claim: 'cla_a', people: 'all' }))
    .then('severity.assessed', 'case.classified')
  from
    .when(5, by('bo'), assess({ claim: 'cla_a', harm: 'safety' }))
    .then('severity.assessed', 'case.classified')
})

test('what the records say otherwise raises nothing, not even a system that is said to be down', () => {
  const judge = (verdict: Verdict): Wished => [3, by('bo'), { ...judged[2], verdict } as Command]
  const from = (verdict: Verdict) => given(...taken, claimed, judge(verdict))
  const down = assess({ claim: 'cla_a', people: 'all' })
  from('does_not_match').when(5, by('bo'), down).thenRefused('severity.claim_does_not_match')
  from('does_not_match')
    .when(5, by('bo'), assess({ claim: 'cla_a', harm: 'safety' }))
    .thenRefused('severity.claim_does_not_match')
  from('does_not_match')
    .when(5, by('bo'), assess({ claim: 'cla_a', people: 'one', workaround: 'good' }))
    .then('severity.assessed', 'case.classified')
  // Records that say nothing leave his word as it was.
  from('silent').when(5, by('bo'), down).then('severity.assessed', 'case.classified')
  from('silent')
    .when(5, by('bo'), assess({ claim: 'cla_a' }))
    .thenRefused('severity.claim_unchecked')
})

test('the customer reads each change of the severity once; of one without words for him, only what it is', () => {
  const { events, state } = play([
    [0, by('bo'), { ...openCommand, severity: 4 }],
    [5, by('bo'), assess()],
  ])
  if (state.phase === 'unopened') assert.fail()
  const old: Event = {
    ...{ type: 'case.classified', at: at(6), by: by('bo'), severity: 1 },
    because: text('he shouts'),
  }
  const moved: Event = { type: 'case.classified', at: at(7), by: by('bo'), kind: 'question' }
  const ledger = [...events, old, moved].map((event, i) => ({ ...event, seq: i + 1 }))
  const read = customerTimeline(ledger, state, { text: textOf, agentName: () => 'Bo', now: at(9) })
  assert.deepEqual(
    read.flatMap(one => (one.kind === 'severity' ? [[one.severity, one.words]] : [])),
    [
      [2, 'two desks cannot print'],
      [1, undefined],
    ],
  )
})

test('how long it has been so, as the customer says, is kept beside and changes nothing', () => {
  const { state } = play([...taken, [5, by('bo'), assess({ since: at(-600) })]])
  if (state.phase === 'unopened') assert.fail()
  assert.deepEqual([state.impact?.since, state.severity], [at(-600), 2])
  given(...taken)
    .when(5, by('bo'), assess({ since: at(5) }))
    .then('severity.assessed', 'case.classified')
  given(...taken)
    .when(5, by('bo'), assess({ since: at(6) }))
    .thenRefused('severity.since_future')
})

test('what the customer wishes is kept beside, and he reads the reason; the ledger says it once', () => {
  const { events, state } = play([...taken, [5, by('bo'), assess({ wished: 1 })]])
  if (state.phase === 'unopened') assert.fail()
  assert.deepEqual(state.impact, { people: 'some', workaround: 'none', harm: 'none', wished: 1, since: null })
  const plain = play([...taken, [5, by('bo'), assess()]]).state
  assert.equal(plain.phase !== 'unopened' && plain.impact?.wished, null)
  const ledger = events.map((event, i) => ({ ...event, seq: i + 1 }))
  assert.deepEqual(
    timeline(ledger)
      .slice(-2)
      .map(entry => entry.kind === 'change' && entry.event.type),
    ['contact.assigned', 'severity.assessed'],
  )
  const reading = { text: textOf, agentName: () => 'Bo', now: at(9) }
  const read = customerTimeline(ledger, state, reading).at(-1)
  assert.deepEqual(
    [read?.kind, read?.kind === 'severity' && [read.severity, read.words]],
    ['severity', [2, 'two desks cannot print']],
  )
  const words = { text: textOf, customerName: 'Anna', organisationName: null }
  assert.equal(card(null, 'cas_a', state, events[0]!, words).severity, 2)
  given(...taken).when(5, customer, assess())
})
