import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Contract, type ContractLine, type Waiver, contractTitle } from '#core/entitlement/contract.ts'
import { type Agreed, entitle, type Need } from '#core/entitlement/entitle.ts'
import { instant } from '#core/kit/time.ts'
import type { Length, TargetRule } from '#core/clock/policy.ts'
import { calendarOf } from '#core/testing/calendar.ts'
import { days, minutes, policies } from '#core/testing/clocked.ts'
import { at, t0 } from '#core/testing/world.ts'

const need: Need = {
  at: t0,
  channel: 'email',
  caseId: 'cas_a',
  customer: 'cus_anna',
  organisation: 'org_ek',
  product: 'pro_router',
  serial: 'SN 77-a',
  site: 'Malmö',
}
const line = (id: string, more: Partial<ContractLine> = {}): ContractLine => ({
  id: `lin_${id}`,
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
const contract = (lines: readonly ContractLine[], more: Partial<Contract> = {}): Contract => ({
  id: 'ctr_a',
  name: 'Frame',
  number: null,
  organisation: 'org_ek',
  state: 'active',
  callers: null,
  lines,
  ...more,
})
const waiver = (id: string, more: Partial<Waiver> = {}): Waiver => ({
  id: `wai_${id}`,
  kind: 'pro_bono',
  approver: 'agt_karin',
  customer: 'cus_anna',
  organisation: null,
  forCase: null,
  policy: 'pol_slow',
  units: null,
  expiresAt: at(100),
  pinned: [],
  ...more,
})
const agreed = (more: Partial<Agreed> = {}): Agreed => ({
  contracts: [],
  waivers: [],
  policies,
  housePolicy: null,
  ...more,
})
const judge = (more: Partial<Agreed>, about: Partial<Need> = {}) => {
  const { steps, ...found } = entitle({ ...need, ...about }, agreed(more))
  return { ...found, steps: steps.map(step => `${step.rule} ${step.result}`) }
}
const resultOf = (one: ContractLine, frame: Partial<Contract> = {}) =>
  judge({ contracts: [contract([one], frame)] }).steps.find(step => step.startsWith('account'))

test('who has nothing gets the house policy, or the plain word that nothing covers him', () => {
  assert.deepEqual(judge({ housePolicy: 'pol_gold' }), {
    outcome: 'house',
    policy: 'pol_gold',
    version: 1,
    steps: [
      'waiver nothing_there',
      'serial nothing_there',
      'site nothing_there',
      'product nothing_there',
      'account nothing_there',
      'house matched',
    ],
  })
  const unknown = judge({}, { organisation: null, product: null, serial: '', site: '' })
  assert.deepEqual([unknown.outcome, unknown.steps.at(-1)], ['not_covered', 'house nothing_there'])
  assert.ok(unknown.steps.includes('serial not_given') && unknown.steps.includes('account not_given'))
})

test('the narrowest line decides: device, then place, then product, then the account', () => {
  const kinds = [
    line('serial', { coverage: { kind: 'serial', serial: 'sn77-A' } }),
    line('site', { coverage: { kind: 'site', site: 'malmö' } }),
    line('product', { coverage: { kind: 'product', product: 'pro_router' } }),
    line('account'),
  ]
  for (let from = 0; from < kinds.length; from++)
    assert.equal(judge({ contracts: [contract(kinds.slice(from).reverse())] }).line, kinds[from]?.id)
  const other = line('other', { coverage: { kind: 'product', product: 'pro_phone' } })
  assert.equal(judge({ contracts: [contract([other])] }).outcome, 'not_covered')
})

test('a line that does not hold says why', () => {
  assert.equal(resultOf(line('a')), 'account matched')
  assert.equal(resultOf(line('a'), { state: 'suspended' }), 'account not_active')
  assert.equal(resultOf(line('a', { from: at(1) })), 'account not_yet')
  assert.equal(resultOf(line('a', { until: t0 })), 'account expired')
  assert.equal(resultOf(line('a', { until: at(1) })), 'account matched')
  assert.equal(resultOf(line('a', { channels: ['phone'] })), 'account other_channel')
  assert.equal(resultOf(line('a', { channels: ['email'] })), 'account matched')
  assert.equal(resultOf(line('a', { policy: 'pol_gone' })), 'account no_policy')
  assert.equal(resultOf(line('a'), { callers: ['cus_bo'] }), 'account not_a_caller')
  assert.equal(resultOf(line('a'), { callers: ['cus_anna'] }), 'account matched')
  assert.equal(resultOf(line('a', { callers: ['cus_bo'] })), 'account not_a_caller')
  assert.equal(
    resultOf(line('a', { callers: ['cus_anna'] }), { callers: ['cus_bo'] }),
    'account matched',
    'who is named in the line may file under it, whoever may under the rest',
  )
})

test('of two that hold, the tighter first response, then the later beginning, then the id', () => {
  const chosen = (...lines: ContractLine[]) => judge({ contracts: [contract(lines)] }).line
  assert.equal(chosen(line('a', { policy: 'pol_slow' }), line('b')), 'lin_b')
  assert.equal(chosen(line('a'), line('b', { from: at(-1) })), 'lin_b')
  assert.equal(chosen(line('b'), line('a')), 'lin_a')
  assert.equal(chosen(line('a'), line('b')), 'lin_a')
  const silent = {
    pol_silent: {
      id: 'pol_silent' as const,
      name: 's',
      versions: [{ version: 1, calendar: 'cal_a' as const, targets: [] }],
    },
  }
  const both = contract([line('a', { policy: 'pol_silent' }), line('b')])
  assert.equal(judge({ contracts: [both], policies: { ...policies, ...silent } }).line, 'lin_b')
})

test('of two that hold, the contract somebody named; nobody gains by naming one of others', () => {
  const tight = contract([line('tight')], { number: 'K-1' })
  const named = contract([line('named', { policy: 'pol_slow' })], { id: 'ctr_b', number: 'K-2026/17' })
  const chosen = (about: Partial<Need>, ...contracts: Contract[]) => judge({ contracts }, about).line
  const by = { serial: 'k-2026 / 17' }
  assert.equal(chosen({ serial: '' }, tight, named), 'lin_tight')
  assert.equal(chosen(by, tight, named), 'lin_named')
  assert.equal(chosen({ serial: '', registered: ['k-2026/17'] }, tight, named), 'lin_named')
  assert.equal(
    chosen(by, tight, { ...named, state: 'suspended' }),
    'lin_tight',
    'what does not hold is no help',
  )
  const device = { coverage: { kind: 'serial', serial: 'SN 7' } } as const
  const narrow = contract([line('narrow', device)], { number: 'K-1' })
  const both = { serial: '', registered: ['SN 7', 'K-2026/17'] }
  assert.equal(chosen(both, narrow, named), 'lin_narrow', 'a narrower line still comes first')

  const strange = { ...by, organisation: 'org_other' } as const
  assert.equal(chosen(strange, tight, named), undefined)
  const theirs = contract([line('theirs', { ...device, policy: 'pol_slow' })], { number: 'K-2026/17' })
  assert.equal(chosen({ ...both, organisation: null }, narrow, theirs), 'lin_narrow')
})

test('of several on one rung each says why it was not the one, and the one comes last', () => {
  const over = line('over', { until: t0 })
  const mail = line('mail', { channels: ['phone'] })
  const slow = line('slow', { policy: 'pol_slow' })
  const { line: chosen, steps } = entitle(
    need,
    agreed({ contracts: [contract([slow, line('b'), over, mail])] }),
  )
  assert.equal(chosen, 'lin_b')
  assert.deepEqual(
    steps.flatMap(({ rule, result, line: of }) => (rule === 'account' ? [[of, result]] : [])),
    [
      ['lin_slow', 'outranked'],
      ['lin_over', 'expired'],
      ['lin_mail', 'other_channel'],
      ['lin_b', 'matched'],
    ],
  )
})

test('days are compared as long as they are: around the clock 24 hours, else the hours of the calendar', () => {
  const owing = (length: Length, counts: TargetRule['counts']) => (id: string) => ({
    [`pol_${id}`]: {
      id: `pol_${id}` as const,
      name: id,
      versions: [
        {
          version: 1,
          calendar: 'cal_work' as const,
          targets: [{ kind: 'first_response' as const, within: [null, null, length, null] as const, counts }],
        },
      ],
    },
  })
  const chosen = (
    day: Length,
    minutesOwed: Length,
    counts: TargetRule['counts'],
    more: Partial<Agreed> = {},
  ) => {
    const both = { ...owing(day, counts)('day'), ...owing(minutesOwed, counts)('short') }
    const lines = [
      line('day', { policy: 'pol_day' }),
      line('short', { policy: 'pol_short', from: at(-2000) }),
    ]
    return judge({ contracts: [contract(lines)], policies: both, ...more }).line
  }
  assert.equal(chosen(days(1), minutes(600), 'always'), 'lin_short')
  assert.equal(chosen(days(1), minutes(1500), 'always'), 'lin_day')
  // A day of nine hours.
  const calendars = { cal_work: calendarOf() }
  assert.equal(chosen(days(1), minutes(600), 'working', { calendars }), 'lin_day')
  assert.equal(chosen(days(1), minutes(500), 'working', { calendars }), 'lin_short')
})

test('who is named and has left the organisation is no caller of it, wherever the device stands', () => {
  const own = line('a', { coverage: { kind: 'serial', serial: 'SN 77-A' }, callers: ['cus_anna'] })
  const by = (organisation: Need['organisation'], one = own) =>
    judge({ contracts: [contract([one])] }, { organisation, product: null }).steps
  assert.ok(by('org_ek').includes('serial matched'))
  assert.ok(by('org_other').includes('serial not_a_caller'))
  assert.ok(by(null).includes('serial not_a_caller'))
  assert.ok(by('org_other', { ...own, callers: null }).includes('serial matched'), 'nobody is named')
})

test('what a line agrees to beside its targets stands in the decision', () => {
  const found = (more: Partial<ContractLine>) =>
    entitle(need, agreed({ contracts: [contract([line('a', more)])] }))
  assert.deepEqual(found({ onSite: true, parts: true }).includes, ['onSite', 'parts'])
  assert.deepEqual(found({ outOfHours: true }).includes, ['outOfHours'])
  assert.equal('includes' in found({}), false)
})

test('an approved waiver goes before every contract, while it lasts', () => {
  const contracts = [contract([line('a')])]
  const by = (one: Waiver) => judge({ contracts, waivers: [one] })
  assert.deepEqual(
    [by(waiver('a')).outcome, by(waiver('a')).policy, by(waiver('a')).version],
    ['waiver', 'pol_slow', 2],
  )
  assert.equal(by(waiver('a', { expiresAt: t0 })).steps[0], 'waiver expired')
  assert.equal(by(waiver('a', { policy: 'pol_gone' })).steps[0], 'waiver no_policy')
  assert.equal(by(waiver('a', { customer: 'cus_bo' })).outcome, 'covered')
  assert.equal(by(waiver('a', { customer: null, organisation: 'org_ek' })).outcome, 'waiver')
  assert.equal(by(waiver('a', { customer: null, organisation: null })).outcome, 'covered')
  assert.equal(by(waiver('a', { forCase: 'cas_a' })).outcome, 'waiver')
  assert.equal(by(waiver('a', { forCase: 'cas_b' })).outcome, 'covered')
})

test('what a waiver covers keeps the policies its approval rests on; nothing else does', () => {
  const pinned = [{ policy: 'hpo_a', version: 2, hash: 'h' }] as const
  const found = (one: Waiver) => entitle(need, agreed({ waivers: [one] }))
  assert.deepEqual(found(waiver('a', { pinned })).pinned, pinned)
  assert.equal('pinned' in found(waiver('a')), false, 'approved where none was shown')
  assert.equal('pinned' in found(waiver('a', { pinned, expiresAt: t0 })), false)
})

test('the order in which contracts are kept says nothing', () => {
  const some = fc.array(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,4}$/),
      from: fc.integer({ min: -5, max: 5 }),
      policy: fc.constantFrom('pol_gold' as const, 'pol_slow' as const),
    }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(some, found => {
      const unique = [...new Map(found.map(one => [one.id, one])).values()]
      const lines = unique.map(one => line(one.id, { from: instant(t0 + one.from), policy: one.policy }))
      const ahead = judge({ contracts: [contract(lines)] })
      const behind = judge({ contracts: [contract(lines.toReversed())] })
      assert.deepEqual([ahead.outcome, ahead.line], [behind.outcome, behind.line])
    }),
  )
})

test('a contract is called by its name, with the number of the customer’s paper where there is one', () => {
  assert.equal(contractTitle(contract([])), 'Frame')
  assert.equal(contractTitle(contract([], { number: 'K-2026/17' })), 'Frame (K-2026/17)')
})
