// What an agent does stands in the ledger at once, and only once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded } from '#core/case/event.ts'
import { timeline } from '#core/case/timeline.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { defaultDesk, type DeskFacts } from '#core/people/desk-facts.ts'
import { foresee, type OwnDeed } from './foresee.ts'

const bo: AgentId = 'agt_bo'
const team: TeamId = 'tea_1'
const desk: DeskFacts = {
  ...defaultDesk,
  teams: { [team]: { id: team, name: 'First line', level: 1, setting: {}, active: true } },
  agents: {
    [bo]: { id: bo, name: 'Bo', roles: ['agent'], levels: [1], teams: [team], active: true, absent: false },
  },
}
const me = { kind: 'agent', id: bo } as const
const ledger: Recorded[] = [
  {
    type: 'case.opened',
    seq: 1,
    at: instant(1_000),
    by: me,
    channel: 'phone',
    subject: { text: 'txt_1', mac: 'm' },
    customer: 'cus_1',
    language: 'sv',
    team,
    level: 1,
    verified: true,
  },
]
const deed = (more: Partial<OwnDeed>): OwnDeed => ({
  key: 'k1',
  caseId: 'cas_1',
  type: 'step.try',
  body: { what: 'Changed the filter', why: 'cheapest cause', outcome: 'no_change', doneBy: 'customer' },
  at: 2_000,
  state: 'sending',
  ...more,
})

test('an own step stands at the end of the ledger with its words while it is being sent', () => {
  const seen = foresee(ledger, {}, [deed({})], { me, desk })
  const entry = timeline(seen.ledger).at(-1)
  assert.equal(entry?.kind, 'step')
  assert.equal(entry?.kind === 'step' && seen.texts[entry.what.text], 'Changed the filter')
  assert.equal(seen.own.get(2)?.key, 'k1')
})

test('a stored deed is shown by the ledger alone once the ledger holds it', () => {
  const own = [deed({ storedSeq: 1 })]
  assert.deepEqual(foresee(ledger, {}, own, { me, desk }).own.size, 0)
  const behind = [deed({ storedSeq: 2 })]
  assert.deepEqual(foresee(ledger, {}, behind, { me, desk }).own.size, 1)
})

test('a note after a step keeps its place, and their words do not mix', () => {
  const own = [deed({}), deed({ key: 'k2', type: 'note.add', body: { text: 'Talk to Jordi first' } })]
  const seen = foresee(ledger, {}, own, { me, desk })
  assert.deepEqual(
    seen.ledger.map(event => event.type),
    ['case.opened', 'step.tried', 'note.added'],
  )
  assert.equal(Object.values(seen.texts).includes('Talk to Jordi first'), true)
})

test('what the core refuses is not shown as done', () => {
  const seen = foresee(ledger, {}, [deed({ type: 'wait.end', body: {} })], { me, desk })
  assert.equal(seen.ledger.length, 1)
})

test('a hand-off is shown when the server has it, because only there it is complete', () => {
  const body = { team, question: 'Is it the line?' }
  assert.equal(foresee(ledger, {}, [deed({ type: 'hand_off.offer', body })], { me, desk }).ledger.length, 1)
})

test('who is covered is shown when the server has judged it, which alone has the contracts', () => {
  const judged = deed({ type: 'entitlement.decide', body: { serial: 'SN 7', because: 'It was misread.' } })
  assert.deepEqual(foresee(ledger, {}, [judged], { me, desk }).ledger, ledger)
})
