// Where bytes lie: up to 1 MB in the database with the facts, larger ones in a folder, on disk before the
// commit.
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Blob } from '../store.ts'
import type { PlacedBlob } from './append-sql.ts'

export const inlineMaxBytes = 1024 * 1024

export type BlobPlace = {
  place(blobs: readonly Blob[]): Promise<PlacedBlob[]>
  fetch(sha256: string): Promise<Buffer>
  remove(sha256: string): Promise<void>
}

/** The place of blobs. Without a folder everything lies in the database. */
export function blobPlace(folder: string | undefined): BlobPlace {
  return {
    place: blobs =>
      Promise.all(
        blobs.map(async ({ sha256, type, bytes }) => {
          const isLarge = folder !== undefined && bytes.byteLength > inlineMaxBytes
          if (isLarge) await put(pathOf(folder, sha256), bytes)
          const own = isLarge ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
          return { sha256, type, size: bytes.byteLength, bytes: own }
        }),
      ),
    async fetch(sha256) {
      if (folder === undefined) throw new Error(`blob ${sha256} lies in a folder, but none was named`)
      return readFile(pathOf(folder, sha256))
    },
    async remove(sha256) {
      if (folder !== undefined) await rm(pathOf(folder, sha256), { force: true })
    },
  }
}

const pathOf = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256)

async function put(path: string, bytes: Uint8Array): Promise<void> {
  const known = await stat(path).catch(() => null)
  if (known?.size === bytes.byteLength) return
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
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
