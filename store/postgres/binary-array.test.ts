// What goes out as a binary array comes back from the database as it was.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { binaryArray, type Cell, type CellType } from './binary-array.ts'
import { openPool, type Pool } from './pool.ts'

let database: TestDatabase
let pool: Pool

before(async () => {
  database = await testDatabase()
  pool = openPool({ url: database.url })
})
after(async () => {
  await pool.end()
  await database.drop()
})

const kinds: [CellType, Cell[]][] = [
  ['text', ['', 'a"\\{,}', 'é – 😀', null, 'NULL', 'x'.repeat(300_000)]],
  ['text', ['', 'plain', null, 'a"\\{,}', 'NULL', 'x'.repeat(300_000), null]],
  ['int', [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), null]],
  ['bigint', [0, -1, 2 ** 32, 2 ** 53 - 1, -(2 ** 53) + 1, 1_780_000_000_123, null]],
  ['bytea', [Buffer.alloc(0), Buffer.from([0, 255, 92]), null, Buffer.alloc(5_000_000, 7)]],
]

for (const [type, cells] of kinds)
  it(`an array of ${cells.length} ${type} keeps every value, none and empty ones included`, async () => {
    const read = async (wished: Cell[]) => {
      const { rows } = await pool.query(
        `select value from unnest($1::${type}[]) with ordinality as x(value, i) order by i`,
        [binaryArray(type, wished)],
      )
      return rows.map(row => row.value as Cell)
    }
    assert.deepEqual(await read(cells), cells)
    assert.deepEqual(await read([]), [])
    assert.deepEqual(await read(cells.slice(0, 1)), cells.slice(0, 1))
  })
