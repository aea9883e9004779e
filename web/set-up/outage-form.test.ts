// An outage as it is typed and sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  missingIn,
  newOutage,
  type Outage,
  outageBody,
  outageFaults,
  outageForm,
  outageText,
} from './outage-form.ts'

const zone = 'Europe/Stockholm'
/** Thursday 26 November 2026, 14:18:30 in Stockholm. */
const now = Date.UTC(2026, 10, 26, 13, 18, 30)
const form = { ...newOutage(now, zone), what: { en: 'The net is down.' } }
const outage: Outage = {
  ...{
    id: 'otg_1',
    what: { sv: 'Nere' },
    scripts: [],
    products: ['pro_1'],
    organisations: [],
    places: ['Lund', '113 25'],
  },
  ...{ since: now, expectedUntil: now + 3_600_000, overAt: null, isOn: true, version: 1 },
  ...{ announcedBy: 'agt_1', announcedAt: now, endedBy: null },
}

test('since now, until nobody knows, for everybody: what is not limited is everywhere', () => {
  assert.equal(form.since, '2026-11-26T14:18')
  const body = outageBody(form, zone, null)
  assert.deepEqual([body.expectedUntil, body.places, body.products], [null, [], []])
  assert.equal(body.since, now - 30_000)
})

test('what is wrong is said at its field', () => {
  const paths = (own: object) => outageFaults({ ...form, ...own }, 'en', zone).map(({ path }) => path)
  assert.deepEqual(paths({}), [])
  assert.deepEqual(paths({ what: { sv: 'Nere', en: ' ' } }), ['what.en'])
  assert.deepEqual(paths({ since: '' }), ['since'])
  assert.deepEqual(paths({ expectedUntil: '2026-11-26T14:18' }), ['expectedUntil'])
})

test('times that were not touched stay to the second; places are one a line', () => {
  const typed = outageForm(outage, zone)
  const same = outageBody(typed, zone, outage)
  assert.deepEqual([same.since, same.expectedUntil, same.places], [now, now + 3_600_000, ['Lund', '113 25']])
  const later = outageBody({ ...typed, expectedUntil: '', places: ' Malmö \n\n' }, zone, outage)
  assert.deepEqual([later.expectedUntil, later.places], [null, ['Malmö']])
})

test('it is read in the reader’s language, or in one it was announced in; the others are named', () => {
  assert.equal(outageText(outage, 'sv'), 'Nere')
  assert.equal(outageText(outage, 'de'), 'Nere')
  assert.deepEqual(missingIn(outage.what, ['en', 'sv']), ['en'])
})
