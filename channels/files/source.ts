// Bytes of a stranger's file, read where they lie: any part of them, never all at once. Not: what they are.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

export type Source = {
  readonly size: number
  /** as many bytes as there are, at most `length` */
  read(from: number, length: number): Buffer
}

/** Bytes that are in memory already. */
export const bytesSource = (bytes: Uint8Array): Source => ({
  size: bytes.byteLength,
  read: (from, length) => Buffer.from(bytes.buffer, bytes.byteOffset + from, clamp(bytes, from, length)),
})

const clamp = ({ byteLength }: Uint8Array, from: number, length: number): number =>
  Math.max(0, Math.min(length, byteLength - from))

/** A file of a folder, as long as `work` runs. */
export async function withFile<T>(path: string, work: (source: Source) => Promise<T>): Promise<T> {
  const file = openSync(path, 'r')
  try {
    return await work({
      size: fstatSync(file).size,
      read(from, length) {
        const buffer = Buffer.allocUnsafe(length)
        return buffer.subarray(0, readSync(file, buffer, 0, length, from))
      },
    })
  } finally {
    closeSync(file)
  }
}
