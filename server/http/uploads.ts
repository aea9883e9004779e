// Files on their way into a message: kept in DATA_DIR until the message is queued, then part of the ledger's
// blobs.
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { hourMs } from '#core/kit/time.ts'
import { type AgentId, type FileId, isId } from '#core/kit/id.ts'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'
import type { Blob } from '#store/store.ts'

export const uploadBytesMax = 10 * 1024 * 1024
const keptMs = 24 * hourMs
const nameLengthMax = 200

export type Upload = {
  readonly id: FileId
  readonly name: string
  readonly type: string
  readonly size: number
}
type Kept = Upload & { readonly by: AgentId; readonly sha256: string }

/** An upload with its bytes. */
export type Taken = Omit<Upload, 'id'> & { readonly file: FileId; readonly blob: Blob }

export type Uploads = {
  keep(by: AgentId, file: { name: string; type: string; bytes: Uint8Array }): Promise<Upload>
  /** The agent's own uploads with their bytes; refuses one that is not there (any more). */
  take(by: AgentId, files: readonly FileId[]): Promise<readonly Taken[]>
  /** removes what nobody used for a day */
  sweep(): Promise<void>
}

/** A file's name as data: without folders and control characters, and not longer than it needs to be. */
export function plainName(name: string): string {
  const last = basename(name.toWellFormed().replaceAll('\\', '/'))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const plain = last.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  return plain.slice(0, nameLengthMax) || 'file'
}

/** The place for uploads of this node. */
export function uploads(shell: Pick<Shell, 'config' | 'newId' | 'now'>): Uploads {
  const folder = join(shell.config.dataDir, 'uploads')
  const pathOf = (id: string, end: 'bytes' | 'json') => join(folder, `${id}.${end}`)
  return {
    async keep(by, { name, type, bytes }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const id = shell.newId('fil')
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const kept: Kept = { id, name: plainName(name), type: plainType(type), size: bytes.length, by, sha256 }
      await write(pathOf(id, 'bytes'), bytes)
      await write(pathOf(id, 'json'), Buffer.from(JSON.stringify(kept)))
      return { id, name: kept.name, type: kept.type, size: kept.size }
    },
    async take(by, files) {
      const taken = []
      for (const file of files) {
        const kept = isId('fil', file) ? await readKept(pathOf(file, 'json')) : null
        if (!kept || kept.by !== by) throw new Problem('upload.not_found', { details: { file } })
        const { name, type, size, sha256 } = kept
        const bytes = await readFile(pathOf(file, 'bytes'))
        taken.push({ file, name, type, size, blob: { sha256, bytes, type } })
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

const plainType = (type: string): string =>
  /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type.toLowerCase() : 'application/octet-stream'

async function readKept(path: string): Promise<Kept | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Kept
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const draft = await open(`${path}.part`, 'wx', 0o600)
  await draft.writeFile(bytes)
  await draft.sync()
  await draft.close()
  await rename(`${path}.part`, path)
}
