import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Command } from '#core/case/case.ts'
import { cardOf } from '#core/case/card.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import type { Contract, ContractLine } from '#core/entitlement/contract.ts'
import { type Agreed, entitle, type Need } from '#core/entitlement/entitle.ts'
import { areUsedUp, chargeOf, nothingUsed, type Used } from '#core/entitlement/units.ts'
import type { CaseId } from '#core/kit/id.ts'
import { byGold, policies } from '#core/testing/clocked.ts'
import { left, reply, run, take } from '#core/testing/clocked-play.ts'
import { at, by, caseId, customer, openCommand, t0, text, type Wished } from '#core/testing/world.ts'

const byLine: EntitlementDecision = { ...byGold, outcome: 'covered', line: 'lin_ten' }
const opening = (entitled: EntitlementDecision): Wished => [
  0,
  customer,
  { ...openCommand, entitled } as Command,
]
const chargeAfter = (...wished: Wished[]) => chargeOf(run([opening(byLine), take, ...wished]).state)
const one = (minutes: number) => ({ on: 'lin_ten', cases: 1, minutes })

const solve: Wished = [20, by('bo'), { type: 'case.solve', fix: text('f') }]
const close = (reason: 'confirmed' | 'spam' | 'withdrawn'): Wished => [
  21,
  by('bo'),
  { type: 'case.close', reason },
]
const called = (minutes: number, reach: 'reached' | 'no_answer' = 'reached'): Wished => [
  5,
  by('bo'),
  { type: 'contact.hold', contact: 'con_a', means: 'phone', direction: 'out', reach, minutes, keeps: [] },
]
const noted = (minutes?: number): Wished => [
  6,
  by('bo'),
  { type: 'note.add', note: 'not_a', text: text('n'), mentions: [], minutes },
]

test('a case takes one unit from its first second, and the same one when it is solved, closed and back', () => {
  assert.deepEqual(chargeOf(run([opening(byLine)]).state), one(0))
  assert.deepEqual(chargeAfter(solve), one(0))
  assert.deepEqual(chargeAfter(solve, close('confirmed')), one(0))
  const back: Wished = [30, by('bo'), { type: 'case.reopen', reason: 'not_fixed' }]
  assert.deepEqual(chargeAfter(solve, back, [40, by('bo'), { type: 'case.solve', fix: text('g') }]), one(0))
})

test('who is covered by no line and no waiver takes nothing', () => {
  assert.equal(chargeOf(run([opening(byGold)]).state), null)
  assert.equal(chargeOf(run([[0, customer, openCommand]]).state), null)
})

test('spam takes nothing; what was withdrawn before anybody answered is no case', () => {
  assert.equal(chargeAfter(called(4), close('spam')), null)
  assert.equal(chargeAfter(close('withdrawn')), null)
  assert.deepEqual(chargeAfter(noted(15), close('withdrawn')), { ...one(15), cases: 0 })
  assert.deepEqual(chargeAfter(...reply(2), left(3), close('withdrawn')), one(0))
})

test('a case that went into another is counted there; the minutes worked on it stay its own', () => {
  const merge: Wished = [9, by('bo'), { type: 'case.merge', into: caseId('b'), itself: false }]
  assert.equal(chargeAfter(merge), null)
  assert.deepEqual(chargeAfter(called(12), merge), { ...one(12), cases: 0 })
})

test('minutes are those with the customer and those a note says; a struck note says none', () => {
  assert.deepEqual(chargeAfter(called(7), noted(30)), one(37))
  assert.deepEqual(
    chargeAfter(called(7, 'no_answer'), noted()),
    one(0),
    'nobody pays for a call that rang out',
  )
  const struck: Wished = [8, by('bo'), { type: 'note.strike', note: 'not_a', because: text('b') }]
  assert.deepEqual(chargeAfter(called(7), noted(30), struck), one(7))
})

test('judged anew, a case takes all it takes of the line or waiver it was judged by last', () => {
  const again = (decision: EntitlementDecision): Wished => [
    9,
    by('bo'),
    { type: 'entitlement.decide', decision },
  ]
  assert.deepEqual(chargeAfter(called(7), again({ ...byLine, line: 'lin_other' })), {
    ...one(7),
    on: 'lin_other',
  })
  const byWaiver: EntitlementDecision = { ...byGold, outcome: 'waiver', waiver: 'wai_a' }
  assert.deepEqual(chargeAfter(again(byWaiver)), { ...one(0), on: 'wai_a' })
  assert.equal(chargeAfter(again(byGold)), null)
})

test('the card says what its case takes, and only then', () => {
  const words = { text: () => '', customerName: 'Anna', organisationName: null }
  const { events } = run([opening(byLine), take, called(7)])
  assert.deepEqual(cardOf('cas_a', events, words)?.charge, one(7))
  assert.ok(!('charge' in (cardOf('cas_a', run([opening(byGold)]).events, words) ?? {})))
})

const line = (more: Partial<ContractLine>): ContractLine => ({
  id: 'lin_ten',
  coverage: { kind: 'account' },
  origin: { kind: 'own' },
  callers: null,
  channels: null,
  onSite: false,
  outOfHours: false,
  parts: false,
  units: null,
  policy: 'pol_gold',
  from: at(-1000),
  until: null,
  ...more,
})
const contractOf = (...lines: ContractLine[]): Contract => ({
  id: 'ctr_a',
  name: 'Frame',
  number: null,
  organisation: 'org_ek',
  state: 'active',
  callers: null,
  lines,
})
const need: Need = {
  at: t0,
  channel: 'email',
  customer: 'cus_anna',
  organisation: 'org_ek',
  product: null,
}
const judge = (lines: readonly ContractLine[], used: Agreed['used'], about: Partial<Need> = {}) =>
  entitle(
    { ...need, ...about },
    { contracts: [contractOf(...lines)], waivers: [], policies, housePolicy: null, ...(used && { used }) },
  )

test('a line whose units are used up covers nothing more, and says how many there were', () => {
  const ten = line({ units: { of: 'cases', total: 10 } })
  const used = (cases: number): Record<string, Used> => ({ lin_ten: { ...nothingUsed, cases, minutes: 999 } })
  assert.deepEqual(judge([ten], used(9)).steps.at(-1), {
    rule: 'account',
    result: 'matched',
    line: 'lin_ten',
    units: { of: 'cases', total: 10, used: 9 },
  })
  const none = judge([ten], used(10))
  assert.equal(none.outcome, 'not_covered')
  assert.deepEqual(none.steps.at(-2), {
    rule: 'account',
    result: 'used_up',
    line: 'lin_ten',
    units: { of: 'cases', total: 10, used: 10 },
  })
  assert.equal(judge([ten], undefined).outcome, 'covered')
  assert.equal(judge([line({})], used(10_000)).outcome, 'covered', 'what is not counted never runs out')
})

test('hours are counted in minutes: one more case begins while one minute is left', () => {
  const hour = line({ units: { of: 'minutes', total: 60 } })
  const used = (minutes: number) => ({ lin_ten: { cases: 50, open: 0, minutes } })
  assert.equal(judge([hour], used(59)).outcome, 'covered')
  assert.equal(judge([hour], used(61)).outcome, 'not_covered')
})

test('when the narrow line is used up the wider one answers, and both say so', () => {
  const device = line({
    id: 'lin_one',
    coverage: { kind: 'serial', serial: 'SN 7' },
    units: { of: 'cases', total: 1 },
  })
  const lines = [device, line({})]
  assert.equal(judge(lines, {}, { serial: 'sn7' }).line, 'lin_one')
  const after = judge(lines, { lin_one: { ...nothingUsed, cases: 1 } }, { serial: 'sn7' })
  assert.equal(after.line, 'lin_ten')
  assert.ok(after.steps.some(step => step.rule === 'serial' && step.result === 'used_up'))
})

test('a waiver whose units are used up or whose day has come covers nothing more', () => {
  const waiver = {
    id: 'wai_a' as const,
    kind: 'trial' as const,
    approver: 'agt_karin' as const,
    customer: 'cus_anna' as const,
    organisation: null,
    forCase: null,
    policy: 'pol_slow' as const,
    units: { of: 'cases' as const, total: 2 },
    expiresAt: at(100),
    pinned: [],
  }
  const by = (cases: number, about: Partial<Need> = {}) =>
    entitle(
      { ...need, ...about },
      {
        contracts: [],
        waivers: [waiver],
        policies,
        housePolicy: null,
        used: { wai_a: { ...nothingUsed, cases } },
      },
    )
  assert.equal(by(1).outcome, 'waiver')
  assert.deepEqual(by(2).steps[0], {
    rule: 'waiver',
    result: 'used_up',
    waiver: 'wai_a',
    units: { of: 'cases', total: 2, used: 2 },
  })
  assert.equal(by(1, { at: at(100) }).steps[0]?.result, 'expired')
})

test('a device is helped wherever it stands; what else a contract says holds for its organisation', () => {
  const lines = [
    line({ id: 'lin_one', coverage: { kind: 'serial', serial: 'SN 7' } }),
    line({ id: 'lin_p', coverage: { kind: 'product', product: 'pro_router' } }),
    line({}),
  ]
  const stranger = { organisation: null, customer: 'cus_kim', product: 'pro_router' } as const
  assert.equal(judge(lines, {}, stranger).outcome, 'not_covered')
  const registered = judge(lines, {}, { ...stranger, registered: ['no such', 'sn7'] })
  assert.deepEqual([registered.line, registered.registered], ['lin_one', 'SN 7'])
  const said = judge(lines, {}, { ...stranger, serial: 'SN 7' })
  assert.deepEqual([said.line, said.registered], ['lin_one', undefined])
  const another = judge(lines, {}, { ...stranger, serial: 'SN 8', registered: ['SN 7'] })
  assert.equal(another.outcome, 'not_covered', 'what the case itself is about goes first')
})

test('the decision names whose product it is, where it is not ours', () => {
  const origin = { kind: 'third_party', supplier: 'Nordlicht Systems' } as const
  assert.equal(judge([line({ origin })], {}).supplier, 'Nordlicht Systems')
  assert.ok(!('supplier' in judge([line({})], {})))
})

/** What one after the other is done to the cases of a contract of two lines. */
const doings = fc.array(
  fc.record({
    what: fc.constantFrom('open', 'solve', 'spam', 'reopen', 'again'),
    which: fc.nat({ max: 7 }),
  }),
  { maxLength: 40 },
)
const totals = fc.record({ narrow: fc.nat({ max: 3 }), wide: fc.nat({ max: 3 }) })

test('whatever is done to cases, a line never covers more of them than it has units, and each once', () => {
  fc.assert(
    fc.property(doings, totals, (done, { narrow, wide }) => {
      const lines = [
        line({
          id: 'lin_one',
          coverage: { kind: 'serial', serial: '7' },
          units: { of: 'cases', total: narrow },
        }),
        line({ units: { of: 'cases', total: wide } }),
      ]
      const cases = new Map<CaseId, Wished[]>()
      const stateOf = (id: CaseId) => run(cases.get(id) ?? []).state
      const usedWithout = (id: CaseId) => {
        const used: Record<string, Used> = {}
        for (const other of cases.keys()) {
          const charge = other === id ? null : chargeOf(stateOf(other))
          if (!charge) continue
          const { cases: n, open, minutes } = used[charge.on] ?? nothingUsed
          used[charge.on] = { cases: n + charge.cases, open, minutes: minutes + charge.minutes }
        }
        return used
      }
      for (const { what, which } of done) {
        const id = `cas_${which}` as CaseId
        const wished = cases.get(id)
        const phase = wished ? stateOf(id).phase : 'unopened'
        const decision = () => judge(lines, usedWithout(id), { serial: '7', caseId: id })
        if (what === 'open' && !wished) cases.set(id, [opening(decision()), take])
        if (what === 'solve' && phase === 'open') wished?.push(solve)
        if (what === 'spam' && phase === 'open') wished?.push(close('spam'))
        if (what === 'again' && phase === 'open')
          wished?.push([9, by('karin'), { type: 'entitlement.decide', decision: decision() }])
        if (what === 'reopen' && phase === 'solved')
          wished?.push([30, by('bo'), { type: 'case.reopen', reason: 'by_agent' }])
        const used = usedWithout('cas_none')
        for (const { id, units } of lines)
          assert.ok((used[id] ?? nothingUsed).cases <= (units?.total ?? 0), `${id} covers too many`)
      }
      for (const { id, units } of lines) {
        const all = [...cases.keys()].map(stateOf).filter(state => state.entitled?.line === id)
        const spam = all.filter(state => state.phase === 'closed').length
        const used = usedWithout('cas_none')[id] ?? nothingUsed
        assert.equal(used.cases, all.length - spam, 'each case once')
        assert.equal(areUsedUp(units, used), used.cases === units?.total)
      }
    }),
    { numRuns: 60 },
  )
})
