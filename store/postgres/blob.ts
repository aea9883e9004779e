// Blobs: up to 1 MB in the database with the facts, larger ones in their place before the commit; named by
// their SHA-256, which is checked whenever they are read as a whole, and removed with their last use.
import { createHash, hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { BlobDamaged, type PlaceFault } from '../blob-damaged.ts'
import type { AnyBlob, OpenBlob, Store } from '../store.ts'
import type { PlacedBlob } from './append-sql.ts'
import { type BlobPlace, type Range, sizeOf } from './blob-place.ts'
import { ask, type Pool } from './pool.ts'

export const inlineMaxBytes = 1024 * 1024
/** A blob nobody uses stays so long: an append under way may be about to use it. */
const restMs = 3_600_000
/** What no commit followed stays so long. */
const orphanMs = 24 * restMs
const sweepMost = 500

export type Blobs = Pick<Store, 'blob' | 'openBlob' | 'nearBlob' | 'sweepBlobs' | 'blobsFault'> & {
  place(blobs: readonly AnyBlob[]): Promise<PlacedBlob[]>
}

/** The blobs of a database. Without a place everything lies in it. */
export function blobsOf(pool: Pool, place: BlobPlace | null, now: () => Promise<number>): Blobs {
  const found = async (sha256: string) => {
    const [row] = await ask<Row>(pool, {
      name: 'blob',
      text: 'select type, size, bytes from blob where sha256 = $1',
      values: [sha256],
    })
    return row ?? null
  }
  const placed = (sha256: string): BlobPlace => {
    if (place === null) throw new Error(`blob ${sha256} lies in a place of its own, but none was named`)
    return place
  }
  /** Says so to whoever reads, and on the health page. */
  const damaged = async (fault: unknown): Promise<never> => {
    if (fault instanceof BlobDamaged)
      await pool.query('update blob set damaged_at = coalesce(damaged_at, $2) where sha256 = $1', [
        fault.sha256,
        await now(),
      ])
    throw fault
  }
  const noteLater = (fault: unknown) => void damaged(fault).catch(() => {})
  const open = async (
    sha256: string,
    range?: Range,
    onDamage: (fault: unknown) => void = noteLater,
  ): Promise<OpenBlob | null> => {
    const row = await found(sha256)
    if (!row) return null
    const { type, size, bytes } = row
    if (bytes) {
      if (hash('sha256', bytes) !== sha256) throw new BlobDamaged(sha256, 'changed')
      const part = range ? bytes.subarray(range.from, range.to + 1) : bytes
      return { type, size, stream: Readable.from([part]) }
    }
    const stream = await placed(sha256).open(sha256, range)
    // Of a part nobody can say whether it is the right one.
    return {
      type,
      size,
      stream: range ? stream : checked(stream, sha256, onDamage),
    }
  }
  return {
    place: blobs => Promise.all(blobs.map(one => placeOne(pool, place, one))),
    async blob(sha256) {
      // It is noted below, and waited for: a note that comes late would speak of what has come in anew.
      const opened = await open(sha256, undefined, () => {}).catch(damaged)
      return opened && { type: opened.type, bytes: await buffer(opened.stream).catch(damaged) }
    },
    openBlob: (sha256, range) => open(sha256, range).catch(damaged),
    async nearBlob(sha256, work) {
      const row = await found(sha256)
      if (!row) return null
      if (row.bytes) return work({ bytes: row.bytes })
      return placed(sha256)
        .near(sha256, path => work({ path }))
        .catch(damaged)
    },
    sweepBlobs: async () => sweep(pool, place, await now()),
    blobsFault: async (): Promise<PlaceFault | null> => place?.fault() ?? null,
  }
}

/** Whether any blob lies in the place. Every row is looked at where none does: ask rarely. */
export const hasPlacedBlobs = async (pool: Pool): Promise<boolean> =>
  (await pool.query('select from blob where bytes is null limit 1')).rowCount === 1

type Row = { readonly type: string; readonly size: number; readonly bytes: Buffer | null }

async function placeOne(pool: Pool, place: BlobPlace | null, blob: AnyBlob): Promise<PlacedBlob> {
  const size = sizeOf(blob)
  const { sha256, type } = blob
  if (place === null || size <= inlineMaxBytes) {
    const bytes = 'bytes' in blob ? blob.bytes : await readFile(blob.path)
    return { sha256, type, size, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
  }
  // A blob whose removal has begun holds this up until it is over; then it is kept anew.
  const { rows } = await pool.query<{ damaged: boolean }>(
    `update blob set unused_since = null from (select damaged_at is not null as damaged from blob where sha256 = $1) was
      where sha256 = $1 returning was.damaged`,
    [sha256],
  )
  const isSound = rows[0]?.damaged === false
  await place.keep(sha256, blob, !isSound)
  if (rows[0]?.damaged) await pool.query('update blob set damaged_at = null where sha256 = $1', [sha256])
  return { sha256, type, size, bytes: null }
}

/** A stream that breaks at its end when it was not what it should be. */
function checked(stream: Readable, sha256: string, onDamage: (fault: unknown) => void): Readable {
  const digest = createHash('sha256')
  const through = new Transform({
    transform(chunk, _encoding, done) {
      digest.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      if (digest.digest('hex') === sha256) return done()
      const fault = new BlobDamaged(sha256, 'changed')
      onDamage(fault)
      done(fault)
    },
  })
  stream.on('error', fault => through.destroy(fault))
  through.on('close', () => stream.destroy())
  return stream.pipe(through)
}

/**
 * Removes what nobody has used for a while. The bytes go under the lock of their row, so that whoever brings
 * the same ones waits and keeps them anew. Index: blob_unused.
 */
async function sweep(pool: Pool, place: BlobPlace | null, now: number): Promise<number> {
  const { rows } = await pool.query<{ sha256: string }>(
    'select sha256 from blob where unused_since < $1 order by unused_since limit $2',
    [now - restMs, sweepMost],
  )
  let removed = 0
  for (const { sha256 } of rows) removed += await removeOne(pool, place, sha256, now)
  const known = async (sha256s: readonly string[]) => {
    const { rows } = await pool.query<{ sha256: string }>(
      'select sha256 from blob where sha256 = any($1) and bytes is null',
      [sha256s],
    )
    return new Set(rows.map(row => row.sha256))
  }
  return removed + ((await place?.sweep(now - orphanMs, known)) ?? 0)
}

async function removeOne(pool: Pool, place: BlobPlace | null, sha256: string, now: number): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ is_placed: boolean }>(
      `delete from blob b where sha256 = $1 and unused_since < $2
        and not exists (select from blob_use u where u.sha256 = b.sha256) returning bytes is null as is_placed`,
      [sha256, now - restMs],
    )
    if (rows[0]?.is_placed) await place?.remove(sha256)
    await client.query('commit')
    return rows.length
  } catch (fault) {
    await client.query('rollback').catch(() => {})
    throw fault
  } finally {
    client.release()
  }
}
