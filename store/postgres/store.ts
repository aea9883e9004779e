// The ledger's keeper on PostgreSQL: wires the statements of this folder to the contract. Holds no logic of
// its own.
import { instant } from '#core/kit/time.ts'
import type { Store } from '../store.ts'
import { writeOf } from './append.ts'
import { blobsOf, hasPlacedBlobs } from './blob.ts'
import { type BlobPlace, folderPlace } from './blob-place.ts'
import { type S3Options, s3Place } from './blob-s3.ts'
import { cardLists, countCards, readCard } from './card-list.ts'
import { findOpen } from './card-walk.ts'
import { coalesce } from './coalesce.ts'
import { eraseTexts } from './erase.ts'
import { headsOf } from './heads.ts'
import { readKnowing } from './known-answer.ts'
import { mailCaseReader } from './mail-case.ts'
import { firstBrokenOf, newestPosition, readLedger, readSince } from './ledger.ts'
import { migrate } from './migrate.ts'
import { endEffect, leaseEffects, leaseRings, moveRing, nowMs } from './outbox.ts'
import { ask, openPool, type Pool } from './pool.ts'
import { searchCards } from './search.ts'
import { leaseNext, readToTake } from './take-next.ts'
import { wakeOf } from './wake.ts'
import { wordHeapOf } from './word-heap.ts'

/**
 * `url`: of a database that may be migrated; `max`: connections; `blobDir`: folder for bytes over 1 MB, `s3`:
 * the store of somebody else for them;
 * `aheadMs`: by how much a test has turned the database's clock on.
 */
export type PostgresOptions = {
  readonly url: string
  readonly max?: number
  readonly blobDir?: string
  readonly s3?: S3Options
  readonly migrate?: 'first' | 'not'
  readonly aheadMs?: () => number
}

// What appends travel on: as many as the coalescer lets be under way. Their statements find all by key,
// however many rows there are: planned once per connection, never by a look at a table that was small then.
const appendPool = { max: 4, settings: ['plan_cache_mode=force_generic_plan', 'enable_seqscan=off'] } as const

// What only says who tries first is no fact: losing it in a crash costs nothing, so it waits for no disk.
const leasePool = { max: 4, settings: ['synchronous_commit=off'] } as const

export type PostgresStore = Store & {
  /** for the desk's own tables (deskOf) and for readiness checks */
  readonly pool: Pool
}

/** Opens the store; brings the database to the newest shape first, unless told not to. */
export async function postgresStore(options: PostgresOptions): Promise<PostgresStore> {
  const { url, max, aheadMs = () => 0 } = options
  if (options.migrate !== 'not') await migrate(url)
  const pool = openPool({ url, ...(max !== undefined && { max }) })
  const appends = openPool({ url, ...appendPool })
  const leases = openPool({ url, ...leasePool })
  const heads = headsOf(pool)
  const wake = wakeOf(pool, url)
  const { added: wordsAdded } = wordHeapOf(pool)
  const now = async () => {
    const [row] = await ask<{ now: number }>(pool, {
      name: 'now',
      text: `select ${nowMs} as now`,
      values: [],
    })
    return instant(row!.now + aheadMs())
  }
  const blobs = blobsOf(pool, placeOf(options, pool), now)
  const append = coalesce(writeOf({ pool: appends, heads, blobs, wordsAdded, committed: wake.committed }))
  return {
    pool,
    append,
    read: which => readLedger(pool, heads, which),
    since: (position, limit) => readSince(pool, position, limit),
    position: () => newestPosition(pool),
    card: which => readCard(pool, which),
    cards: cardLists(pool),
    count: (query, most) => countCards(pool, query, most),
    findOpen: query => findOpen(pool, query),
    knowing: query => readKnowing(pool, query),
    mailCases: mailCaseReader(pool),
    search: (words, limit, cursor) => searchCards(pool, words, limit, cursor),
    blob: blobs.blob,
    openBlob: blobs.openBlob,
    nearBlob: blobs.nearBlob,
    sweepBlobs: blobs.sweepBlobs,
    blobsFault: blobs.blobsFault,
    async answered(actor, key) {
      const [row] = await ask<{ body_hash: string; answer: Record<string, unknown> }>(pool, {
        name: 'answered',
        text: 'select body_hash, answer from answer where actor = $1 and key = $2',
        values: [actor, key],
      })
      return row ? { bodyHash: row.body_hash, answer: row.answer } : null
    },
    leaseEffects: (limit, leaseMs, kind = 'mail') =>
      leaseEffects(pool, kind, { limit, leaseMs, aheadMs: aheadMs() }),
    endEffect: (key, lease, end) => endEffect(pool, key, lease, end),
    leaseRings: (limit, leaseMs) => leaseRings(pool, { limit, leaseMs, aheadMs: aheadMs() }),
    leaseNext: (asked, leaseMs) => leaseNext(leases, asked, { leaseMs, aheadMs: aheadMs() }),
    toTake: (teams, limit) => readToTake(pool, teams, limit),
    moveRing: (caseId, seq, ring) => moveRing(pool, caseId, seq, ring),
    erase: async texts => eraseTexts(pool, texts, await now()),
    firstBroken: (caseId, from) => firstBrokenOf(pool, caseId, from),
    now,
    onCommit: listener => wake.onCommit(listener),
    async close() {
      await wake.close()
      await Promise.all([pool.end(), appends.end(), leases.end()])
    },
  }
}

const placeOf = ({ s3, blobDir }: PostgresOptions, pool: Pool): BlobPlace | null => {
  if (s3) return s3Place(s3)
  return blobDir === undefined ? null : folderPlace(blobDir, { isUsed: () => hasPlacedBlobs(pool) })
}
