// Large bytes: streamed to their place before the commit, checked when they are read, gone with their last
// use.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { buffer } from 'node:stream/consumers'
import { BlobDamaged, BlobsAway, BlobsNotKept } from './blob-damaged.ts'
import { opening } from './contract/specimen.ts'
import { folderPlace } from './postgres/blob-place.ts'
import { type PostgresStore, postgresStore } from './postgres/store.ts'
import { fakeS3, type FakeS3 } from './fake-s3.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

const hourMs = 3_600_000
const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const blobOf = (bytes: Uint8Array) => ({ sha256: digestOf(bytes), type: 'application/pdf', bytes })
const large = () => randomBytes(1_500_000)

let folder: string
let s3: FakeS3
let database: TestDatabase
let aheadMs = 0
const stores: PostgresStore[] = []
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tierline-blobs-'))
  s3 = await fakeS3()
  database = await testDatabase()
})
after(async () => {
  for (const store of stores) await store.close()
  await s3.close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  aheadMs = 0
})
const opened = async (more: object = { blobDir: folder }) => {
  const store = await postgresStore({ url: database.url, aheadMs: () => aheadMs, ...more })
  stores.push(store)
  return store
}
const s3Options = (more = {}) => ({
  s3: {
    url: s3.url,
    accessKeyId: 'key',
    secretAccessKey: s3.secret,
    region: 'eu',
    nearDir: join(folder, 'near'),
    ...more,
  },
})
const pathIn = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)

for (const [what, optionsOf] of [
  ['in a folder', () => ({ blobDir: folder })],
  ['in a store that speaks S3', () => s3Options()],
] as const)
  describe(`a large blob ${what}`, () => {
    it('comes in as a file, goes out as a stream or a part of one, and is the same', async () => {
      const store = await opened(optionsOf())
      const bytes = large()
      const path = join(folder, 'incoming')
      await writeFile(path, bytes)
      const sha256 = digestOf(bytes)
      await store.append(opening({ blobs: [{ sha256, type: 'x/y', path, size: bytes.length }] }))
      await rm(path)
      const whole = await store.openBlob(sha256)
      assert.ok(bytes.equals(await buffer(whole!.stream)))
      const part = await store.openBlob(sha256, { from: 10, to: 19 })
      assert.ok(bytes.subarray(10, 20).equals(await buffer(part!.stream)))
      const near = await store.nearBlob(sha256, async one => 'path' in one)
      assert.equal(near, true)
    })

    it('goes with its last use, and not while an append may want it', async () => {
      const store = await opened(optionsOf())
      const bytes = large()
      const [one, other] = [opening({ blobs: [blobOf(bytes)] }), opening({ blobs: [blobOf(bytes)] })]
      await store.append(one)
      await store.append(other)
      const leaves = (id: string) => store.pool.query('delete from blob_use where case_id = $1', [id])
      await leaves(one.caseId)
      aheadMs += 3 * hourMs
      await store.sweepBlobs()
      assert.ok(await store.blob(digestOf(bytes)), 'another case uses it')
      await leaves(other.caseId)
      aheadMs -= 3 * hourMs
      await store.sweepBlobs()
      assert.ok(await store.blob(digestOf(bytes)), 'an append may be about to use it')
      await store.append(opening({ blobs: [blobOf(bytes)] }))
      aheadMs += 3 * hourMs
      await store.sweepBlobs()
      assert.ok(await store.blob(digestOf(bytes)), 'an append has used it meanwhile')
      await store.pool.query('delete from blob_use where sha256 = $1', [digestOf(bytes)])
      aheadMs += 3 * hourMs
      assert.ok((await store.sweepBlobs()) >= 1)
      assert.equal(await store.blob(digestOf(bytes)), null)
      await store.append(opening({ blobs: [blobOf(bytes)] }))
      assert.ok(await store.blob(digestOf(bytes)), 'it comes in again')
    })

    it('that is missing or was changed is said to be, counted, and sound again once it comes in anew', async () => {
      const store = await opened(optionsOf())
      const bytes = large()
      const sha256 = digestOf(bytes)
      await store.append(opening({ blobs: [blobOf(bytes)] }))
      const other = randomBytes(bytes.length)
      if (what === 'in a folder') await writeFile(pathIn(sha256), other)
      else s3.change(sha256, other)
      await assert.rejects(
        store.blob(sha256),
        fault => fault instanceof BlobDamaged && fault.how === 'changed',
      )
      if (what === 'in a folder') await rm(pathIn(sha256))
      else s3.change(sha256, null)
      await assert.rejects(store.openBlob(sha256), fault => (fault as BlobDamaged).how === 'missing')
      const damaged = async () =>
        (await store.pool.query('select from blob where sha256 = $1 and damaged_at > 0', [sha256])).rowCount
      assert.equal(await damaged(), 1)
      await store.append(opening({ blobs: [blobOf(bytes)] }))
      assert.equal(await damaged(), 0)
      assert.ok(bytes.equals(Buffer.from((await store.blob(sha256))!.bytes)))
    })
  })

it('what no commit followed is removed from the folder after a day, and nothing else', async () => {
  const store = await opened()
  const bytes = large()
  await store.append(opening({ blobs: [blobOf(bytes)] }))
  const [known, young, old] = [digestOf(bytes), 'a'.repeat(64), 'b'.repeat(64)]
  for (const name of [young, old]) {
    await store.append(opening({ blobs: [blobOf(Buffer.alloc(1_200_000, name))] }))
    await writeFile(join(folder, known.slice(0, 2), name), 'x')
  }
  const longAgo = new Date(Date.now() + aheadMs - 25 * hourMs)
  const now = new Date(Date.now() + aheadMs)
  await utimes(join(folder, known.slice(0, 2), young), now, now)
  for (const name of [known, old]) await utimes(join(folder, known.slice(0, 2), name), longAgo, longAgo)
  await mkdir(join(folder, 'uploads'))
  await writeFile(join(folder, 'uploads', 'fil_1.bytes'), 'x')
  await utimes(join(folder, 'uploads', 'fil_1.bytes'), longAgo, longAgo)
  await store.sweepBlobs()
  const left = await readdir(join(folder, known.slice(0, 2)))
  assert.ok(left.includes(known) && left.includes(young), 'known or young')
  assert.ok(!left.includes(old), 'old and unknown')
  assert.deepEqual(await readdir(join(folder, 'uploads')), ['fil_1.bytes'], 'what is under way is no blob')
})

it('a folder that has no room, or takes nothing, says which; nothing is left of the half that was written', async () => {
  const own = await mkdtemp(join(tmpdir(), 'tierline-blobs-full-'))
  after(() => rm(own, { recursive: true, force: true }))
  let code: string | null = 'ENOSPC'
  const place = folderPlace(own, {
    write: async (path, bytes) => {
      await writeFile(path, code === null ? bytes : 'the half of it')
      if (code !== null) throw Object.assign(new Error('the disk says no'), { code })
    },
  })
  const bytes = large()
  const sha256 = digestOf(bytes)
  for (const [says, why] of [
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['EROFS', 'read_only'],
    ['EACCES', 'read_only'],
    ['EIO', 'failing'],
  ] as const) {
    code = says
    const isSaid = (fault: unknown) => fault instanceof BlobsNotKept && fault.why === why
    await assert.rejects(place.keep(sha256, { bytes }, false), isSaid)
    assert.equal(await place.fault(), why)
    assert.deepEqual(await readdir(join(own, sha256.slice(0, 2))), [])
  }
  code = null
  assert.equal(await place.fault(), null)
  await place.keep(sha256, { bytes }, false)
  assert.ok(bytes.equals(await buffer(await place.open(sha256))))
  assert.deepEqual(await readdir(join(own, '00')), sha256.startsWith('00') ? [sha256] : [])
})

it('an append whose bytes cannot be kept takes none of those beside it down', async () => {
  const store = await opened()
  const path = join(folder, 'went-away')
  const lost = opening({ blobs: [{ sha256: digestOf(large()), type: 'x/y', path, size: 2_000_000 }] })
  const others = [opening(), opening()]
  const [failed, ...done] = await Promise.allSettled([lost, ...others].map(one => store.append(one)))
  assert.equal(failed!.status, 'rejected')
  for (const one of done) assert.equal(one.status === 'fulfilled' && one.value.outcome, 'appended')
})

it('uploads that went away are refused, each with its name, and the process lives', async () => {
  const own = await mkdtemp(join(tmpdir(), 'tierline-blobs-away-'))
  after(() => rm(own, { recursive: true, force: true }))
  const place = folderPlace(own)
  const path = join(own, 'went-away')
  // Enough of them that one fails while its folder is still being made.
  const kept = Array.from({ length: 200 }, (_, at) =>
    place.keep(digestOf(Buffer.of(at)), { path, size: 9 }, false),
  )
  for (const one of await Promise.allSettled(kept))
    assert.equal(one.status === 'rejected' && one.reason.path, path)
})

it('a store that does not know us, or is not there, says so; nothing is recorded', async () => {
  const wrong = await opened(s3Options({ secretAccessKey: 'guessed' }))
  const append = opening({ blobs: [blobOf(large())] })
  await assert.rejects(wrong.append(append), fault => fault instanceof BlobsNotKept)
  assert.equal(await wrong.blobsFault(), 'failing')
  assert.equal(await (await opened(s3Options())).blobsFault(), null)
  assert.equal(await wrong.card(append.caseId), null)
  const nowhere = await opened(s3Options({ url: new URL('http://127.0.0.1:9/desk') }))
  await assert.rejects(nowhere.append(append), fault => fault instanceof BlobsAway)
})
