// Which page an address of the set-up means, and for whom.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Role } from '#core/people/desk-facts.ts'
import { pageOf, pages, pagesFor } from './pages.ts'

const who = (...roles: Role[]) => ({ roles, active: true })

const rows: readonly [string, ReturnType<typeof who>, ReturnType<typeof pageOf>][] = [
  ['', who('admin'), 'health'],
  ['', who('editor'), 'levels'],
  ['', who(), 'denied'],
  ['people', who('lead'), 'people'],
  ['people/agt_1', who('admin'), 'people'],
  ['tokens', who('lead'), 'denied'],
  ['people', who('agent'), 'denied'],
  ['nowhere', who('admin'), null],
]
for (const [splat, person, page] of rows)
  test(`/admin/${splat} for ${person.roles.join() || 'nobody'}: ${page}`, () =>
    assert.equal(pageOf(splat, person), page))

test('an auditor reads every page, an editor those of words and work', () => {
  assert.deepEqual(pagesFor(who('auditor')), pages)
  assert.deepEqual(
    pagesFor(who('editor')).map(page => page.id),
    [
      ...['levels', 'products', 'routing', 'wanted', 'calendars', 'policies', 'contracts'],
      ...['outages', 'articles', 'replies', 'mail-senders', 'mail-templates', 'notes', 'desk', 'senders'],
    ],
  )
})
