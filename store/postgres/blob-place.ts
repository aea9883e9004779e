// Where bytes over 1 MB lie: in a folder, file and folder on disk before the commit that needs them;
// nothing is in memory as a whole. Not: which blobs there are (blob.ts), nor a store of somebody else's
// (blob-s3.ts).
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BlobDamaged, BlobsAway, BlobsNotKept, type PlaceFault } from '../blob-damaged.ts'

/** Bytes on their way in: in memory, or in a file that stays until they are kept. */
export type Incoming = { readonly bytes: Uint8Array } | { readonly path: string; readonly size: number }
/** Both ends belong to it, counted from 0. */
export type Range = { readonly from: number; readonly to: number }

export type BlobPlace = {
  /** Keeps bytes, durably, or throws BlobsNotKept. `anew`: whatever seems to lie there already. */
  keep(sha256: string, incoming: Incoming, anew: boolean): Promise<void>
  /** Throws BlobDamaged when they are not there, BlobsAway when the place itself is not. */
  open(sha256: string, range?: Range): Promise<Readable>
  /** The bytes as a file of this machine, as long as `work` runs. */
  near<T>(sha256: string, work: (path: string) => Promise<T>): Promise<T>
  /** Removing what is not there is removing. */
  remove(sha256: string): Promise<void>
  /** Removes what was put there before an instant and of which nothing is known. Answers how many. */
  sweep(before: number, known: (sha256s: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>
  /** Tries to keep something. Answers what is wrong; null: it can. */
  fault(): Promise<PlaceFault | null>
}

/** The bytes as a stream, whatever they lie in. */
export const streamOf = (incoming: Incoming): Readable =>
  'path' in incoming ? createReadStream(incoming.path) : Readable.from([asBuffer(incoming.bytes)])

/** The same bytes, not a copy. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

export const sizeOf = (incoming: Incoming): number =>
  'path' in incoming ? incoming.size : incoming.bytes.byteLength

type FolderMore = {
  /** whether anything is known to lie there; asked only where the folder looks as if it were new */
  readonly isUsed?: () => Promise<boolean>
  /** how a file is written, through to the disk */
  readonly write?: (path: string, bytes: Readable) => Promise<void>
}

/** Blobs in a folder of this machine. */
export function folderPlace(folder: string, more: FolderMore = {}): BlobPlace {
  const { isUsed = async () => false, write = writeThrough } = more
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256)
  /** A disk that is not there leaves an empty folder or none: what is put there would be lost behind it. */
  const needPlace = async () => {
    if (!(await isThere(folder)) && (await isUsed())) throw placeGone()
  }
  const notThere = async (sha256: string, fault: unknown): Promise<never> => {
    const isMissing = codeOf(fault) === 'ENOENT' && (await isThere(folder).catch(() => false))
    if (isMissing) throw new BlobDamaged(sha256, 'missing')
    throw new BlobsAway(`blob ${sha256} cannot be read: ${fault}`, { why: whyOf(fault), cause: fault })
  }
  return {
    async keep(sha256, incoming, anew) {
      const path = pathOf(sha256)
      try {
        await needPlace()
        const known = anew ? null : await stat(path).catch(() => null)
        if (known?.size !== sizeOf(incoming)) await put(path, incoming, write)
      } catch (fault) {
        // An upload that went away meanwhile is no fault of the place.
        if ('path' in incoming && (fault as { path?: string }).path === incoming.path) throw fault
        throw notKept(fault)
      }
    },
    async open(sha256, range) {
      const file = await open(pathOf(sha256), 'r').catch(fault => notThere(sha256, fault))
      return file.createReadStream(range ? { start: range.from, end: range.to } : {})
    },
    async near(sha256, work) {
      const path = pathOf(sha256)
      await stat(path).catch(fault => notThere(sha256, fault))
      return work(path)
    },
    remove: sha256 => rm(pathOf(sha256), { force: true }),
    sweep: (before, known) => sweepFolder(folder, before, known),
    async fault() {
      // Among the blobs, so that what a dying node leaves is swept like any other draft.
      const path = join(folder, '00', `tried.${randomUUID()}`)
      try {
        await needPlace()
        await mkdir(dirname(path), { recursive: true })
        await write(path, Readable.from([Buffer.alloc(triedBytes, 1)])).finally(() =>
          rm(path, { force: true }),
        )
        return null
      } catch (fault) {
        return notKept(fault).why
      }
    },
  }
}

/** Enough to need room of its own on any disk. */
const triedBytes = 64 * 1024

/** Whether it is the folder of blobs, by what only that one holds. */
async function isThere(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(fault => {
    if (codeOf(fault) === 'ENOENT') return []
    throw fault
  })
  return names.some(isPart)
}

/** Its blobs lie in these; what else is there belongs to others. */
const isPart = (name: string): boolean => /^[0-9a-f]{2}$/.test(name)

const codeOf = (fault: unknown): string => (fault as { code?: string }).code ?? ''
const placeGone = () => new BlobsNotKept('the folder of large files is not the one it was', { why: 'gone' })

const whyOfCode: Readonly<Record<string, PlaceFault>> = {
  ...{ ENOSPC: 'full', EDQUOT: 'full' },
  ...{ EROFS: 'read_only', EACCES: 'read_only', EPERM: 'read_only' },
  ...{ ENOENT: 'gone', ENOTDIR: 'gone', EEXIST: 'gone', ENODEV: 'gone', ENXIO: 'gone' },
}
const whyOf = (fault: unknown): PlaceFault => whyOfCode[codeOf(fault)] ?? 'failing'

const notKept = (fault: unknown): BlobsNotKept =>
  fault instanceof BlobsNotKept
    ? fault
    : new BlobsNotKept(`large files cannot be kept: ${fault}`, { why: whyOf(fault), cause: fault })

const writeThrough = (path: string, bytes: Readable): Promise<void> =>
  pipeline(bytes, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))

async function put(path: string, incoming: Incoming, write: typeof writeThrough): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const draft = `${path}.${randomUUID()}`
  try {
    // Opened no earlier: a stream that fails while nobody listens to it would end the process.
    await write(draft, streamOf(incoming))
  } catch (fault) {
    await rm(draft, { force: true }).catch(() => {})
    throw fault
  }
  await rename(draft, path)
  // The names must be on disk as well: the file's in its folder, the folder's in its own.
  for (const one of [folder, dirname(folder)]) await syncFolder(one)
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Files no commit followed, and drafts that were never finished. */
async function sweepFolder(
  folder: string,
  before: number,
  known: (sha256s: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  let removed = 0
  for (const part of (await readdir(folder).catch(() => [])).filter(isPart)) {
    const names = await readdir(join(folder, part)).catch(() => [])
    const there = await known(names.filter(name => /^[0-9a-f]{64}$/.test(name)))
    for (const name of names)
      if (!there.has(name) && (await removeOld(join(folder, part, name), before))) removed += 1
  }
  return removed
}

/** Moved aside first, then looked at: whoever keeps the same bytes at this moment makes a file of his own. */
async function removeOld(path: string, before: number): Promise<boolean> {
  const isOld = (one: string) =>
    stat(one).then(
      found => found.mtimeMs < before,
      () => false,
    )
  if (!(await isOld(path))) return false
  const aside = `${path}.old`
  await rename(path, aside).catch(() => {})
  if (await isOld(aside)) {
    await rm(aside, { force: true })
    return true
  }
  await rename(aside, path).catch(() => {})
  return false
}
