// Whatever is agreed, a decision is explained by what holds at its instant: by a second, plainer reading.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Contract, ContractLine, Coverage, Waiver } from '#core/entitlement/contract.ts'
import { type Agreed, entitle, type Need } from '#core/entitlement/entitle.ts'
import type { Used } from '#core/entitlement/units.ts'
import { instant } from '#core/kit/time.ts'
import { policies } from '#core/testing/clocked.ts'

const kinds = ['serial', 'site', 'product', 'account'] as const
const coverage = (kind: Coverage['kind']): Coverage => {
  const all = {
    serial: { kind: 'serial', serial: 'SN 7' },
    site: { kind: 'site', site: 'Malmö' },
    product: { kind: 'product', product: 'pro_router' },
    account: { kind: 'account' },
  } as const
  return all[kind]
}
const person = fc.constantFrom('cus_anna' as const, 'cus_bo' as const)
const unit = fc.record({
  of: fc.constantFrom('cases' as const, 'minutes' as const),
  total: fc.integer({ min: 1, max: 3 }),
})
const callers = fc.option(fc.uniqueArray(person, { maxLength: 2 }))
const policy = fc.constantFrom('pol_gold' as const, 'pol_slow' as const, 'pol_gone' as const)
const moment = fc.integer({ min: -4, max: 4 }).map(instant)

const line = fc.record({
  coverage: fc.constantFrom(...kinds).map(coverage),
  callers,
  channels: fc.option(fc.constantFrom(['email'] as const, ['phone'] as const)),
  units: fc.option(unit),
  policy,
  from: moment,
  until: fc.option(moment),
})
const contract = fc.record({
  organisation: fc.constantFrom('org_ek' as const, 'org_other' as const),
  state: fc.constantFrom('active' as const, 'suspended' as const),
  callers,
  lines: fc.array(line, { maxLength: 4 }),
})
const waiver = fc.record({ customer: person, units: fc.option(unit), policy, expiresAt: moment })
const world = fc.record({
  contracts: fc.array(contract, { maxLength: 3 }),
  waivers: fc.array(waiver, { maxLength: 2 }),
  used: fc.array(fc.nat({ max: 4 }), { minLength: 14, maxLength: 14 }),
  house: fc.option(fc.constant('pol_slow' as const)),
  need: fc.record({
    customer: person,
    organisation: fc.option(fc.constant('org_ek' as const)),
    product: fc.option(fc.constant('pro_router' as const)),
    serial: fc.constantFrom(undefined, 'sn7', 'sn8'),
    registered: fc.constantFrom([], ['sn 7']),
    site: fc.constantFrom(undefined, 'malmö'),
  }),
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

/** Names everything, so that each line and waiver is known by its place. */
function agreedOf({ contracts, waivers, used, house }: World): Required<Agreed> {
  let place = 0
  const all: Record<string, Used> = {}
  const counted = <P extends string>(prefix: P): `${P}_${number}` => {
    const id = `${prefix}_${place}` as const
    const n = used[place++] ?? 0
    all[id] = { cases: n, open: 0, minutes: n }
    return id
  }
  return {
    contracts: contracts.map(
      (one, i): Contract => ({
        ...one,
        id: `ctr_${i}`,
        name: 'c',
        number: null,
        lines: one.lines.map(
          (each): ContractLine => ({
            ...each,
            id: counted('lin'),
            origin: { kind: 'own' },
            onSite: false,
            outOfHours: false,
            parts: false,
          }),
        ),
      }),
    ),
    waivers: waivers.map(
      (one): Waiver => ({
        ...one,
        id: counted('wai'),
        kind: 'trial',
        approver: 'agt_karin',
        organisation: null,
        forCase: null,
        pinned: [],
      }),
    ),
    policies,
    calendars: {},
    housePolicy: house,
    used: all,
  }
}

const needOf = ({ need }: World): Need => {
  const { serial, site, ...rest } = need
  return { ...rest, at: instant(0), channel: 'email', ...(serial && { serial }), ...(site && { site }) }
}

const isLeft = (one: ContractLine | Waiver, { used }: Required<Agreed>): boolean =>
  one.units === null || (used[one.id]?.[one.units.of] ?? 0) < one.units.total

/** Whether a line holds for a need, said as a lawyer would read it out. */
function holds(contract: Contract, one: ContractLine, need: Need, agreed: Required<Agreed>): boolean {
  const numbers = need.serial ? [need.serial] : (need.registered ?? [])
  const isIts = {
    serial: numbers.some(number => number.replace(' ', '') === 'sn7'),
    site: need.site === 'malmö' && contract.organisation === need.organisation,
    product: need.product === 'pro_router' && contract.organisation === need.organisation,
    account: contract.organisation === need.organisation,
  }
  const named = one.callers ?? contract.callers
  return (
    isIts[one.coverage.kind] &&
    contract.state === 'active' &&
    one.from <= need.at &&
    (one.until === null || one.until > need.at) &&
    (named === null || (named.includes(need.customer) && contract.organisation === need.organisation)) &&
    (one.channels === null || one.channels.includes(need.channel)) &&
    isLeft(one, agreed) &&
    one.policy !== 'pol_gone'
  )
}

test('who is covered is covered by a line or waiver that holds at that instant, and by the first that does', () => {
  fc.assert(
    fc.property(world, drawn => {
      const [need, agreed] = [needOf(drawn), agreedOf(drawn)]
      const decided = entitle(need, agreed)
      const waivers = agreed.waivers.filter(
        one =>
          one.customer === need.customer &&
          one.expiresAt > need.at &&
          isLeft(one, agreed) &&
          one.policy !== 'pol_gone',
      )
      const lines = kinds.map(kind =>
        agreed.contracts.flatMap(each =>
          each.lines.filter(one => one.coverage.kind === kind && holds(each, one, need, agreed)),
        ),
      )
      const first = lines.find(found => found.length > 0)
      if (waivers.length > 0) assert.ok(waivers.some(one => one.id === decided.waiver))
      else if (first) assert.ok(first.some(one => one.id === decided.line))
      else assert.equal(decided.outcome, agreed.housePolicy ? 'house' : 'not_covered')
      assert.equal(decided.outcome === 'waiver', waivers.length > 0)
      assert.equal(decided.outcome === 'covered', waivers.length === 0 && first !== undefined)
    }),
    { numRuns: 500 },
  )
})

test('a decision names each rule it passed, and exactly the last one matched', () => {
  fc.assert(
    fc.property(world, drawn => {
      const { outcome, steps, line, waiver, policy } = entitle(needOf(drawn), agreedOf(drawn))
      const matched = steps.filter(step => step.result === 'matched')
      assert.equal(matched.length, outcome === 'not_covered' ? 0 : 1)
      assert.equal(policy !== undefined, matched.length === 1)
      if (matched[0]) assert.equal(matched[0], steps.at(-1))
      assert.deepEqual([matched[0]?.line, matched[0]?.waiver], [line, waiver])
      const order = ['waiver', ...kinds, 'house'] as const
      const passed = [...new Set(steps.map(step => step.rule))]
      assert.deepEqual(passed, order.slice(0, passed.length))
    }),
    { numRuns: 300 },
  )
})
