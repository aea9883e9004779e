// The store contract on real PostgreSQL, each part in a database of its own.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columnsDiffer } from './postgres/card-columns.ts'
import { postgresStore } from './postgres/store.ts'
import { storeContract } from './store.contract.ts'
import { testDatabase } from './testing.ts'

storeContract('postgres', async () => {
  const { url, drop } = await testDatabase()
  const blobDir = await mkdtemp(join(tmpdir(), 'tierline-blob-'))
  const store = await postgresStore({ url, blobDir })
  return {
    store,
    async tamper(caseId, seq) {
      const client = await store.pool.connect()
      await client.query('begin')
      await client.query('alter table event disable trigger event_is_forever')
      await client.query(
        `update event set data = replace(data, 'agt_', 'agt_x') where case_id = $1 and seq = $2`,
        [caseId, seq],
      )
      await client.query('alter table event enable trigger event_is_forever')
      await client.query('commit')
      client.release()
    },
    async close() {
      // Whatever the suite wrote: a list never filters by something its cards do not say.
      const { rowCount } = await store.pool.query(`select from case_card where ${columnsDiffer}`)
      assert.equal(rowCount, 0, 'cards whose columns say something else')
      await store.close()
      await drop()
      await rm(blobDir, { recursive: true, force: true })
    },
  }
})
