// Pictures of scripts keep one contract, in memory and on real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { t0 } from './contract/specimen.ts'
import { deskOf } from './desk/desk.ts'
import type { ScriptPictureTable } from './desk/script-picture.ts'
import { memoryScriptPictures } from './memory-script-pictures.ts'
import { type PostgresStore, postgresStore } from './postgres/store.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
let store: PostgresStore
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
})
after(async () => {
  await store.close()
  await database.drop()
})

const picture = (file: string, bytes: string) => ({
  ...{ file, type: 'image/png', bytes: Buffer.from(bytes), at: t0, by: null },
})
const tables: Record<string, () => ScriptPictureTable> = {
  memory: memoryScriptPictures,
  PostgreSQL: () => deskOf(store.pool).scriptPictures,
}
for (const [name, open] of Object.entries(tables))
  it(`a name never stands for other bytes: ${name}`, async () => {
    const table = open()
    assert.equal(await table.add(picture('a.png', 'one')), 'kept')
    assert.equal(await table.add(picture('a.png', 'one')), 'kept')
    assert.equal(await table.add(picture('a.png', 'two')), 'taken')
    await table.add(picture('b.png', 'three'))
    const one = await table.one('a.png')
    assert.deepEqual([one?.type, Buffer.from(one!.bytes).toString(), one?.by], ['image/png', 'one', null])
    assert.equal(await table.one('none.png'), null)
    assert.deepEqual(await table.known(['b.png', 'none.png', 'a.png']), ['a.png', 'b.png'])
    assert.deepEqual(await table.known([]), [])
  })

it('what was added is never changed or removed', async () => {
  await assert.rejects(store.pool.query("update script_picture set type = 'x'"), /never changed/)
  await assert.rejects(store.pool.query('delete from script_picture'), /never changed/)
})
