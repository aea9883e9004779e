// What is in a tar, by its headers, and whether a gzip swells beyond measure. Reads on from header to header;
// of a gzip it unpacks the beginning only. Not: other archives, of which the kind is known and no more.
import { gunzipSync } from 'node:zlib'
import type { FileDanger } from '#core/case/file-fact.ts'
import { isDangerousWithin } from './file-name.ts'
import { bytesSource, type Source } from './source.ts'
import { archiveLimits, type Listed } from './zip-list.ts'

const block = 512
const text = (header: Buffer, from: number, length: number): string => {
  const field = header.subarray(from, from + length)
  const end = field.indexOf(0)
  return field.subarray(0, end < 0 ? length : end).toString('utf8')
}

/** Whether bytes begin with the header of a tar. */
export const isTar = (head: Buffer): boolean =>
  head.length >= block && head.toString('latin1', 257, 262) === 'ustar'

/** Lists a tar, as far as its bytes are there. */
export function listTar(source: Source, isWhole = true): Listed {
  const dangers = new Set<FileDanger>()
  const names: string[] = []
  let count = 0
  let bytes = 0
  for (let at = 0; at + block <= source.size; ) {
    const header = source.read(at, block)
    if (header.every(byte => byte === 0)) break
    if (!isTar(header) || !isSound(header)) {
      if (isWhole) dangers.add('archive_broken')
      break
    }
    const prefix = text(header, 345, 155)
    const name = prefix ? `${prefix}/${text(header, 0, 100)}` : text(header, 0, 100)
    const size = Number.parseInt(text(header, 124, 12).trim() || '0', 8)
    const kind = text(header, 156, 1)
    if (kind === '1' || kind === '2' || name.split('/').includes('..') || name.startsWith('/'))
      dangers.add('archive_paths')
    if (isDangerousWithin(name)) dangers.add('archive_holds')
    if (names.length < archiveLimits.shown) names.push(name.slice(0, 300))
    count += 1
    bytes += size
    if (count > archiveLimits.entries || bytes > archiveLimits.declaredBytes) {
      dangers.add('archive_bomb')
      break
    }
    at += block + Math.ceil(size / block) * block
  }
  return { holds: { names, count, bytes }, dangers: [...dangers] }
}

/** The sum of a header's bytes, its own field taken as blanks. */
function isSound(header: Buffer): boolean {
  let sum = 8 * 32
  for (let i = 0; i < block; i++) if (i < 148 || i >= 156) sum += header[i]!
  return sum === Number.parseInt(text(header, 148, 8).trim(), 8)
}

const packedRead = 128 * 1024

/** Looks at the beginning of a gzip: how much it swells, and the tar within, if it is one. */
export function listGzip(source: Source): Listed {
  const packed = source.read(0, packedRead)
  const isWhole = source.size <= packed.length
  const { ratio, ratioFromBytes } = archiveLimits
  let begun: Buffer
  try {
    // Cut off in the middle, it gives what there is.
    begun = gunzipSync(packed, { finishFlush: 2, maxOutputLength: packed.length * ratio + ratioFromBytes })
  } catch (fault) {
    const isTooMuch = (fault as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    return { holds: null, dangers: [isTooMuch ? 'archive_bomb' : 'archive_broken'] }
  }
  if (begun.length > ratioFromBytes && begun.length > packed.length * ratio)
    return { holds: null, dangers: ['archive_bomb'] }
  return isTar(begun) ? listTar(bytesSource(begun), isWhole) : { holds: null, dangers: [] }
}
