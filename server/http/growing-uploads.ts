// Files that come in pieces: whoever loses the connection goes on from where the bytes on our disk end, also
// after this node has died. They lie in a folder until they are whole. Not: who may (upload-pieces.ts),
// nor what becomes of whole ones (uploads.ts).
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type FileId, isId } from '#core/kit/id.ts'
import { megabyte } from '#core/people/size-setting.ts'
import { Problem } from '#server/http/problems.ts'
import { plainName, plainType, roomProblem } from '#server/http/upload-file.ts'
import type { Shell } from '#server/shell.ts'

/** What whoever begins says of a file; by its digest it is known again when he chooses it a second time. */
export type Wish = {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sha256?: string | undefined
}
/** A file whose bytes are all here. */
export type Whole = Wish & { readonly sha256: string; readonly id: FileId; readonly by: string }
/** How far a file has come. `whole` once it may be used. */
export type Standing = {
  readonly id: FileId
  readonly offset: number
  readonly size: number
  readonly isWhole: boolean
}
type Begun = Wish & { readonly by: string }

export type GrowingUploads = {
  /** Begins a file, or goes on with the same one of the same person. */
  begin(by: string, wish: Wish): Promise<Standing>
  look(by: string, id: FileId): Promise<Standing>
  /** Adds bytes from an offset on; what came of them stays, also when the line is cut in their middle. */
  grow(by: string, id: FileId, offset: number, bytes: Readable): Promise<Standing>
  /** Forgets a file; forgetting what is not there is forgetting. */
  drop(by: string, id: FileId): Promise<void>
  /** The file and where its bytes lie; null: it is not whole, not his, or gone. */
  take(by: string, id: FileId): Promise<{ readonly whole: Whole; readonly path: string } | null>
}

export type Place = {
  readonly folder: string
  /** how many megabytes one file may have */
  readonly mb: () => number
  /** how many one person may have under way */
  readonly most: number
  /** how many bytes all of them may announce */
  readonly bytesMost: number
  /** refuses a whole file that nobody shall have */
  readonly judge?: (path: string, name: string) => Promise<void>
}

type Ends = 'bytes' | 'begun' | 'json'
type Ground = Place & { readonly newId: Shell['newId']; pathOf(id: string, end: Ends): string }

/** The growing files of a folder. */
export function growingUploads({ newId }: Pick<Shell, 'newId'>, place: Place): GrowingUploads {
  const ground: Ground = { ...place, newId, pathOf: (id, end) => join(place.folder, `${id}.${end}`) }
  const running = new Map<FileId, { readonly cut: () => void; readonly over: Promise<unknown> }>()
  /** One writer at a time: the newest, since an older one may hang on a line that is dead. */
  const alone = async <T>(id: FileId, bytes: Readable | null, work: () => Promise<T>): Promise<T> => {
    for (let before = running.get(id); before; before = running.get(id)) {
      before.cut()
      await before.over
    }
    const { promise: over, resolve } = Promise.withResolvers<void>()
    running.set(id, { cut: () => void bytes?.destroy(), over })
    try {
      return await work()
    } finally {
      running.delete(id)
      resolve()
    }
  }
  return {
    begin: (by, wish) => begin(ground, by, wish).catch(roomProblem),
    look: (by, id) => standing(ground, by, id),
    async grow(by, id, offset, bytes) {
      await standing(ground, by, id)
      return alone(id, bytes, () => grow(ground, by, id, offset, bytes).catch(roomProblem))
    },
    async drop(by, id) {
      if ((await owned(ground, by, id)) !== null) await alone(id, null, () => removeAll(ground, id))
    },
    async take(by, id) {
      const kept = await owned(ground, by, id)
      return kept?.isWhole ? { whole: kept.of as Whole, path: ground.pathOf(id, 'bytes') } : null
    },
  }
}

const read = async <T>(path: string): Promise<T | null> => {
  const text = await readFile(path, 'utf8').catch((fault: { code?: string }) => {
    if (fault.code === 'ENOENT' || fault.code === 'ENOTDIR') return null
    throw fault
  })
  return text === null ? null : (JSON.parse(text) as T)
}

/** A file of his, begun or whole. */
async function owned(
  { pathOf }: Ground,
  by: string,
  id: FileId,
): Promise<{ of: Begun; isWhole: boolean } | null> {
  if (!isId('fil', id)) return null
  const whole = await read<Whole>(pathOf(id, 'json'))
  const of = whole ?? (await read<Begun>(pathOf(id, 'begun')))
  return of?.by === by ? { of, isWhole: whole !== null } : null
}

function gone(id: FileId): never {
  throw new Problem('upload.not_found', { details: { file: id } })
}

async function standing(ground: Ground, by: string, id: FileId): Promise<Standing> {
  const kept = await owned(ground, by, id)
  if (!kept) return gone(id)
  const { size: offset } = await stat(ground.pathOf(id, 'bytes')).catch(() => gone(id))
  return { id, offset, size: kept.of.size, isWhole: kept.isWhole }
}

async function begin(ground: Ground, by: string, { name, type, size, sha256 }: Wish): Promise<Standing> {
  const { folder, pathOf, mb, most, bytesMost } = ground
  if (size > mb() * megabyte) throw new Problem('upload.too_large', { details: { mb: mb() } })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const begun = await allBegun(ground)
  const mine = begun.filter(([, one]) => one.by === by)
  const same = mine.find(
    ([, one]) => sha256 !== undefined && one.sha256 === sha256 && one.name === plainName(name),
  )
  if (same?.[1].size === size) return standing(ground, by, same[0])
  if (mine.length >= most) throw new Problem('upload.too_many', { details: { most } })
  const announced = begun.reduce((sum, [, one]) => sum + one.size, 0)
  if (announced + size > bytesMost) throw new Problem('upload.no_room')
  const id = ground.newId('fil')
  const one: Begun = { name: plainName(name), type: plainType(type), size, by, ...(sha256 && { sha256 }) }
  await write(pathOf(id, 'bytes'), '')
  await write(pathOf(id, 'begun'), JSON.stringify(one))
  return { id, offset: 0, size, isWhole: false }
}

async function allBegun({ folder, pathOf }: Ground): Promise<readonly (readonly [FileId, Begun])[]> {
  const found: (readonly [FileId, Begun])[] = []
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.begun')) continue
    const id = name.slice(0, -'.begun'.length) as FileId
    const one = await read<Begun>(pathOf(id, 'begun'))
    if (one) found.push([id, one])
  }
  return found
}

async function grow(
  ground: Ground,
  by: string,
  id: FileId,
  offset: number,
  bytes: Readable,
): Promise<Standing> {
  const before = await standing(ground, by, id)
  if (before.offset !== offset) throw new Problem('upload.other_offset', { details: { at: before.offset } })
  if (before.isWhole) return before
  const file = await open(ground.pathOf(id, 'bytes'), 'r+')
  try {
    await add(file, { from: offset, most: before.size }, bytes)
  } finally {
    // What is answered as being here is on the disk.
    await file.sync()
    await file.close()
  }
  const now = await standing(ground, by, id)
  if (now.offset < now.size) return now
  await finish(ground, by, id)
  return { ...now, isWhole: true }
}

async function add(
  file: FileHandle,
  { from, most }: { from: number; most: number },
  bytes: Readable,
): Promise<void> {
  let at = from
  const chunks = bytes[Symbol.asyncIterator]()
  for (;;) {
    // A line that is cut is no fault of ours: whoever it was asks how far he came.
    const next = await chunks.next().catch(() => {
      throw new Problem('request.timed_out')
    })
    if (next.done) return
    const chunk = next.value as Buffer
    if (at + chunk.length > most) throw new Problem('request.too_large')
    for (let done = 0; done < chunk.length; ) {
      const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at)
      done += bytesWritten
      at += bytesWritten
    }
  }
}

/** All bytes are here: they are what was announced, and may be had. */
async function finish(ground: Ground, by: string, id: FileId): Promise<void> {
  const { pathOf, judge } = ground
  const kept = await owned(ground, by, id)
  if (!kept) return gone(id)
  const path = pathOf(id, 'bytes')
  const { name, type, size, sha256: announced } = kept.of
  const sha256 = await digestOf(path)
  try {
    if (announced !== undefined && announced !== sha256) throw new Problem('upload.changed')
    await judge?.(path, name)
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 422) await removeAll(ground, id)
    throw fault
  }
  const whole: Whole = { id, name, type, size, sha256, by }
  await write(pathOf(id, 'json'), JSON.stringify(whole))
  await rm(pathOf(id, 'begun'), { force: true })
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  const through = new PassThrough()
  through.on('data', chunk => hash.update(chunk))
  await pipeline(createReadStream(path), through)
  return hash.digest('hex')
}

async function removeAll({ pathOf }: Ground, id: FileId): Promise<void> {
  for (const end of ['begun', 'json', 'bytes'] as const) await rm(pathOf(id, end), { force: true })
}

/** Under its name once it is whole, and on the disk. */
async function write(path: string, text: string): Promise<void> {
  const draft = `${path}.part`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}
