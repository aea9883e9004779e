// Whether an announced outage concerns a need: by product, organisation and place, at an instant.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { isOutageFor, type Outage, type OutageAsker, outageVerdict } from '#core/outage/outage.ts'

const outage = (own: Partial<Outage>): Outage => ({
  id: 'otg_one',
  what: { en: 'The net is down.' },
  scripts: [],
  products: [],
  organisations: [],
  places: [],
  since: instant(100),
  expectedUntil: null,
  overAt: null,
  ...own,
})
const nobody: OutageAsker = { scripts: [], product: null, organisation: null, places: [] }
const verdict = (own: Partial<Outage>, asker: Partial<OutageAsker> = {}, at = 150) =>
  outageVerdict([outage(own)], { ...nobody, ...asker }, instant(at)).value

test('one without limits concerns everybody from its first instant to the one at which it is over', () => {
  const own = { overAt: instant(200) }
  assert.deepEqual(
    [99, 100, 199, 200].map(at => verdict(own, {}, at)),
    ['no', 'yes', 'yes', 'no'],
  )
  assert.equal(verdict({ expectedUntil: instant(120) }), 'yes', 'what was only expected ends nothing')
  assert.equal(outageVerdict([], nobody, instant(150)).value, 'no')
})

test('what it is limited to must be true of whoever asks; what nobody knows of him leaves it open', () => {
  const rows: readonly [Partial<Outage>, Partial<OutageAsker>, string][] = [
    [{ products: ['pro_net'] }, { product: 'pro_net' }, 'yes'],
    [{ products: ['pro_net'] }, { product: 'pro_tv' }, 'no'],
    [{ products: ['pro_net'] }, {}, 'silent'],
    [{ scripts: ['no-internet'] }, { scripts: ['no-internet', 'wifi-slow'] }, 'yes'],
    [{ scripts: ['no-internet'] }, { scripts: ['printer'] }, 'no'],
    [{ scripts: ['no-internet'], products: ['pro_net'] }, { scripts: ['no-internet'] }, 'yes'],
    [
      { scripts: ['no-internet'], products: ['pro_net'] },
      { scripts: ['printer'], product: 'pro_net' },
      'yes',
    ],
    [{ scripts: ['no-internet'], products: ['pro_net'] }, { scripts: ['printer'] }, 'silent'],
    [{ organisations: ['org_a'] }, { organisation: 'org_a' }, 'yes'],
    [{ organisations: ['org_a'] }, { organisation: 'org_b' }, 'no'],
    [{ organisations: ['org_a'] }, {}, 'silent'],
    [{ products: ['pro_net'], places: ['Lund'] }, { product: 'pro_net' }, 'silent'],
    [{ products: ['pro_net'], places: ['Lund'] }, { product: 'pro_tv' }, 'no'],
    [{ products: ['pro_net'], places: ['Lund'] }, { product: 'pro_net', places: ['Lund'] }, 'yes'],
  ]
  for (const [own, asker, is] of rows) assert.equal(verdict(own, asker), is, JSON.stringify([own, asker]))
})

test('places are compared by whole words, without capitals and the blank of a postcode', () => {
  const rows: readonly [string, string, string][] = [
    ['lund', 'Office LUND, Storgatan 3', 'yes'],
    ['Lund', 'Lundby', 'no'],
    ['113 25', 'Vasagatan 1, 11325 Stockholm', 'yes'],
    ['Северный район', 'склад, северный район', 'yes'],
    ['Lund', 'Malmö', 'no'],
  ]
  for (const [place, known, is] of rows)
    assert.equal(verdict({ places: [place] }, { places: ['…', known] }), is, `${place} in ${known}`)
})

test('of two that concern him the later one is told of; one that may concern him never outvotes it', () => {
  const later = outage({ id: 'otg_later', since: instant(120) })
  const open = outage({ id: 'otg_open', products: ['pro_net'], since: instant(130) })
  const all = [outage({}), later, open]
  assert.equal(outageVerdict(all, nobody, instant(150)).outage?.id, 'otg_later')
  assert.equal(outageVerdict([open], nobody, instant(150)).outage, null)
})

test('one of certain organisations is told to nobody else', () => {
  assert.equal(isOutageFor({ organisations: [] }, null), true)
  assert.equal(isOutageFor({ organisations: ['org_a'] }, null), false)
  assert.equal(isOutageFor({ organisations: ['org_a'] }, 'org_b'), false)
  assert.equal(isOutageFor({ organisations: ['org_a'] }, 'org_a'), true)
})
