// Files on their way into a message: kept in DATA_DIR until the message is queued, then part of the ledger's
// blobs.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { hourMs } from '#core/kit/time.ts'
import { type AgentId, type FileId, isId } from '#core/kit/id.ts'
import { megabyte, sizesMost, sizesOf } from '#core/people/size-setting.ts'
import { type GrowingUploads, growingUploads } from '#server/http/growing-uploads.ts'
import { Problem } from '#server/http/problems.ts'
import { plainName, plainType, roomProblem } from '#server/http/upload-file.ts'
import type { Shell } from '#server/shell.ts'
import type { AnyBlob } from '#store/store.ts'

const keptMs = 24 * hourMs

export type Upload = {
  readonly id: FileId
  readonly name: string
  readonly type: string
  readonly size: number
}
type Kept = Upload & { readonly by: AgentId; readonly sha256: string }

/** An upload with its bytes, and the first of them. */
export type Taken = Omit<Upload, 'id'> & {
  readonly file: FileId
  readonly head: Buffer
  readonly blob: AnyBlob
}

export type Uploads = {
  /** Keeps a file as it comes, and looks at it; refuses one that is too large, or may do harm. */
  keep(by: AgentId, file: { name: string; type: string; stream: Readable }): Promise<Upload>
  /** The agent's own uploads with their bytes; refuses one that is not there (any more). */
  take(by: AgentId, files: readonly FileId[]): Promise<readonly Taken[]>
  /** removes what nobody used for a day */
  sweep(): Promise<void>
  /** files that come in pieces, into the same place */
  readonly pieces: GrowingUploads
}

type Needs = Pick<Shell, 'config' | 'newId' | 'now' | 'files' | 'settings' | 'store'>
const headBytes = 64
/** Begun and not yet whole: of one person, and of all together. */
const begunMost = 20
const begunBytesMost = 100 * sizesMost.workspaceMb * megabyte

/** The place for uploads, of this node or of all that share its disk. */
export function uploads(shell: Needs): Uploads {
  const folder = join(shell.config.sharedDir ?? shell.config.dataDir, 'uploads')
  const pathOf = (id: string, end: 'bytes' | 'json') => join(folder, `${id}.${end}`)
  const pieces = growingUploads(shell, {
    folder,
    mb: () => sizesOf(shell.settings()).workspaceMb,
    most: begunMost,
    bytesMost: begunBytesMost,
    judge: (path, name) => judged(shell, path, name),
  })
  return {
    pieces,
    async keep(by, { name, type, stream }) {
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch(roomProblem)
      const id = shell.newId('fil')
      const path = pathOf(id, 'bytes')
      const { size, sha256 } = await write(path, stream).catch(cutOff(shell)).catch(roomProblem)
      await placed(shell, path, size)
      await judged(shell, path, name)
      const kept: Kept = { id, name: plainName(name), type: plainType(type), size, by, sha256 }
      await write(pathOf(id, 'json'), Readable.from([Buffer.from(JSON.stringify(kept))])).catch(roomProblem)
      return { id, name: kept.name, type: kept.type, size }
    },
    async take(by, files) {
      const taken = []
      for (const file of files) {
        const kept = isId('fil', file) ? await readKept(pathOf(file, 'json')) : null
        if (!kept || kept.by !== by) throw new Problem('upload.not_found', { details: { file } })
        const { name, type, size, sha256 } = kept
        const path = pathOf(file, 'bytes')
        taken.push({ file, name, type, size, head: await headOf(path), blob: { sha256, type, path, size } })
      }
      return taken
    },
    async sweep() {
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name)
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: shell.now() as number }))
        if (mtimeMs < shell.now() - keptMs) await rm(path, { force: true })
      }
    },
  }
}

/** The reader of forms stops at the limit; whoever sent it hears what that is. */
const cutOff = (shell: Pick<Shell, 'settings'>) => (fault: unknown) => {
  if (!(fault instanceof CutOff)) throw fault
  throw new Problem('upload.too_large', { details: { mb: sizesOf(shell.settings()).workspaceMb } })
}
class CutOff extends Error {}

const retryLater = { 'retry-after': '30' }

/** Whoever attaches a file hears now that it could not be kept, and not once his message is written. */
async function placed({ store }: Pick<Shell, 'store'>, path: string, size: number): Promise<void> {
  if (size <= placedFromBytes || (await store.blobsFault()) === null) return
  await rm(path, { force: true })
  throw new Problem('file.not_kept', { headers: retryLater })
}
/** Smaller ones lie with the facts in the database. */
const placedFromBytes = 1024 * 1024

async function readKept(path: string): Promise<Kept | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Kept
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
}

/** What may do harm leaves by no mail of ours, whoever sends it. */
async function judged(shell: Pick<Shell, 'files' | 'settings'>, path: string, name: string): Promise<void> {
  const dangers = await shell.files.judge({ path }, name)
  const passes: readonly string[] = shell.settings().files?.passes ?? []
  const against = dangers.filter(one => !passes.includes(one))
  if (against.length === 0) return
  await rm(path, { force: true })
  throw new Problem('upload.dangerous', { details: { dangers: against.join(' ') } })
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Writes a stream to the disk as it comes, under its name once it is whole. */
async function write(path: string, stream: Readable): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  const draft = `${path}.part`
  try {
    await pipeline(stream, counted, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    if ((stream as { truncated?: boolean }).truncated) throw new CutOff()
  } catch (fault) {
    await rm(draft, { force: true }).catch(() => {})
    throw fault
  }
  await rename(draft, path)
  return { size, sha256: hash.digest('hex') }
}
