// Where bytes over 1 MB lie: in a folder, file and folder on disk before the commit that needs them;
// nothing is in memory as a whole. Not: which blobs there are (blob.ts), nor a store of somebody else's
// (blob-s3.ts).
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BlobDamaged } from '../blob-damaged.ts'

/** Bytes on their way in: in memory, or in a file that stays until they are kept. */
export type Incoming = { readonly bytes: Uint8Array } | { readonly path: string; readonly size: number }
/** Both ends belong to it, counted from 0. */
export type Range = { readonly from: number; readonly to: number }

export type BlobPlace = {
  /** Keeps bytes, durably. `anew`: whatever seems to lie there already. */
  keep(sha256: string, incoming: Incoming, anew: boolean): Promise<void>
  /** Throws BlobDamaged when they are not there. */
  open(sha256: string, range?: Range): Promise<Readable>
  /** The bytes as a file of this machine, as long as `work` runs. */
  near<T>(sha256: string, work: (path: string) => Promise<T>): Promise<T>
  /** Removing what is not there is removing. */
  remove(sha256: string): Promise<void>
  /** Removes what was put there before an instant and of which nothing is known. Answers how many. */
  sweep(before: number, known: (sha256s: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>
}

/** The bytes as a stream, whatever they lie in. */
export const streamOf = (incoming: Incoming): Readable =>
  'path' in incoming ? createReadStream(incoming.path) : Readable.from([Buffer.from(incoming.bytes)])

export const sizeOf = (incoming: Incoming): number =>
  'path' in incoming ? incoming.size : incoming.bytes.byteLength

/** Blobs in a folder of this machine. */
export function folderPlace(folder: string): BlobPlace {
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256)
  return {
    async keep(sha256, incoming, anew) {
      const path = pathOf(sha256)
      const known = anew ? null : await stat(path).catch(() => null)
      if (known?.size !== sizeOf(incoming)) await put(path, incoming)
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
  }
}

function notThere(sha256: string, fault: unknown): never {
  throw (fault as { code?: string }).code === 'ENOENT' ? new BlobDamaged(sha256, 'missing') : fault
}

async function put(path: string, incoming: Incoming): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const draft = `${path}.${randomUUID()}`
  try {
    await pipeline(streamOf(incoming), createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
  } catch (fault) {
    await rm(draft, { force: true })
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
  for (const part of await readdir(folder).catch(() => [])) {
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
