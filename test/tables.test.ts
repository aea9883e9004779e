// Each table is a ledger, a view that is rebuilt, or data of its own: whoever makes a new one says which, and
// a view is tried where all are lost and built anew (measured-year.test.ts, rebuild-views.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { testDatabase } from '#store/testing.ts'
import { tableKinds } from '#test/support/tables.ts'

test('of every table it is said what it is, and of none that is not there', async () => {
  const { url, drop } = await testDatabase()
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'migration' order by 1`,
  )
  await client.end()
  await drop()
  assert.deepEqual(
    Object.keys(tableKinds).toSorted(),
    rows.map(({ name }) => name).toSorted(),
    'say in test/support/tables.ts whether it is a ledger, a view or data of its own',
  )
})
