// docs/erasure-map.md names every column that can hold personal text, and no other.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import pg from 'pg'
import { testDatabase } from './testing.ts'

it('the erasure map names every column of text, JSON, words or bytes, and none that is not there', async () => {
  const { url, drop } = await testDatabase()
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and (data_type in ('text', 'jsonb', 'json', 'bytea', 'tsvector')
      or udt_name = '_text') order by 1`,
  )
  await client.end()
  await drop()
  const map = readFileSync(new URL('../docs/erasure-map.md', import.meta.url), 'utf8')
  const named = [...map.matchAll(/`([a-z_0-9]+\.[a-z_0-9]+)`/g)].map(([, name]) => name!)
  assert.deepEqual(named.toSorted(), rows.map(row => row.name).toSorted())
})
