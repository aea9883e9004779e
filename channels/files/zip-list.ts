// What is in a zip, by its directory alone: nothing is unpacked, but for small archives within, of which the
// directory is read in memory under a hard limit. Not: what its names mean (file-name.ts).
import { Readable } from 'node:stream'
import { crc32, inflateRawSync } from 'node:zlib'
import yauzl from 'yauzl'
import type { FileDanger } from '#core/case/file-fact.ts'
import { isDangerousWithin } from './file-name.ts'
import { bytesSource, type Source } from './source.ts'

export const archiveLimits = {
  entries: 10_000,
  declaredBytes: 1024 ** 3,
  ratio: 200,
  /** below so much, nobody's disk or memory minds the ratio */
  ratioFromBytes: 10 * 1024 ** 2,
  depth: 3,
  shown: 200,
  /** of an archive within: its bytes are unpacked into memory to read its directory */
  withinBytes: 8 * 1024 ** 2,
  withinCount: 32,
} as const

/** What an archive holds, as it says itself. */
export type Holds = { readonly names: readonly string[]; readonly count: number; readonly bytes: number }
export type Listed = { readonly holds: Holds | null; readonly dangers: readonly FileDanger[] }

type Entry = {
  readonly name: string
  readonly size: number
  readonly packed: number
  readonly at: number
  readonly method: number
  readonly crc: number
  readonly isLocked: boolean
  readonly isLink: boolean
}
type Directory = { readonly entries: readonly Entry[]; readonly count: number }
/** What is left to spend on archives within archives. */
type Purse = { archives: number; declared: number }

/** Lists a zip and judges what its directory says. Never throws. */
export async function listZip(source: Source): Promise<Listed> {
  return list(source, 1, { archives: archiveLimits.withinCount, declared: 0 })
}

async function list(source: Source, depth: number, purse: Purse): Promise<Listed> {
  const directory = await directoryOf(source)
  if (directory === null) return { holds: null, dangers: ['archive_broken'] }
  const { entries, count } = directory
  const bytes = entries.reduce((sum, one) => sum + one.size, 0)
  const dangers = new Set<FileDanger>()
  purse.declared += bytes
  if (isBomb(directory, bytes, source.size) || purse.declared > archiveLimits.declaredBytes)
    dangers.add('archive_bomb')
  for (const one of entries) {
    if (one.isLocked) dangers.add('archive_locked')
    if (one.isLink || isOutside(one.name)) dangers.add('archive_paths')
    if (isDangerousWithin(one.name)) dangers.add('archive_holds')
  }
  // A bomb is not looked into any further.
  if (!dangers.has('archive_bomb'))
    for (const danger of await within(source, entries, depth, purse)) dangers.add(danger)
  const names = entries.slice(0, archiveLimits.shown).map(one => one.name.slice(0, 300))
  return { holds: { names, count, bytes }, dangers: [...dangers] }
}

function isBomb({ entries, count }: Directory, bytes: number, size: number): boolean {
  const { entries: most, declaredBytes, ratio, ratioFromBytes } = archiveLimits
  if (count > most || bytes > declaredBytes) return true
  if (bytes > ratioFromBytes && bytes > size * ratio) return true
  // Entries that lie over each other hold the same packed bytes many times.
  const placed = entries.toSorted((a, b) => a.at - b.at)
  return placed.some((one, i) => i > 0 && placed[i - 1]!.at + 30 + placed[i - 1]!.packed > one.at)
}

/** A path that would leave the folder it is unpacked into. */
const isOutside = (name: string): boolean =>
  /^[\\/]|^[A-Za-z]:/.test(name) || name.split(/[\\/]/).includes('..') || name.includes('\0')

async function within(
  source: Source,
  entries: readonly Entry[],
  depth: number,
  purse: Purse,
): Promise<readonly FileDanger[]> {
  const dangers: FileDanger[] = []
  for (const one of entries.filter(({ name }) => /\.(zip|jar|apk)$/i.test(name))) {
    if (depth >= archiveLimits.depth) return [...dangers, 'archive_bomb']
    if (purse.archives-- <= 0) return dangers
    if (one.isLocked || one.size > archiveLimits.withinBytes) continue
    const bytes = unpacked(source, one)
    if (bytes === null) return [...dangers, 'archive_broken']
    const listed = await list(bytesSource(bytes), depth + 1, purse)
    dangers.push(...listed.dangers)
    if (listed.dangers.includes('archive_bomb')) return dangers
  }
  return dangers
}

/** An entry's bytes, never more than it says; null: they are not what its directory says. */
function unpacked(source: Source, { at, packed, size, method, crc }: Entry): Buffer | null {
  const head = source.read(at, 30)
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) return null
  const from = at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  const bytes = source.read(from, packed)
  try {
    const whole = method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: size + 1 })
    return whole.length === size && crc32(whole) === crc ? whole : null
  } catch {
    return null
  }
}

class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: Source
  constructor(source: Source) {
    super()
    this.#source = source
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from([this.#source.read(start, end - start)])
  }
}

/** The directory as far as it is of use: of one that is too long, its length. */
function directoryOf(source: Source): Promise<Directory | null> {
  return new Promise(done => {
    yauzl.fromRandomAccessReader(
      new SourceReader(source),
      source.size,
      { lazyEntries: true, decodeStrings: false, validateEntrySizes: true, autoClose: false },
      (fault, zip) => {
        if (fault || !zip) return done(null)
        const entries: Entry[] = []
        const end = () => done({ entries, count: zip.entryCount })
        if (zip.entryCount > archiveLimits.entries) return end()
        zip.on('entry', (entry: yauzl.Entry) => {
          entries.push(entryOf(entry))
          zip.readEntry()
        })
        zip.on('end', end)
        zip.on('error', () => done(null))
        zip.readEntry()
      },
    )
  })
}

const linkMode = 0xa000
const typeMode = 0xf000

function entryOf(entry: yauzl.Entry): Entry {
  return {
    // Names come as bytes, so that none is judged before we see it.
    name: nameOf(entry.fileName as unknown as Buffer, (entry.generalPurposeBitFlag & 0x800) !== 0),
    size: entry.uncompressedSize,
    packed: entry.compressedSize,
    at: entry.relativeOffsetOfLocalHeader,
    method: entry.compressionMethod,
    crc: entry.crc32,
    isLocked: (entry.generalPurposeBitFlag & 1) !== 0,
    isLink: ((entry.externalFileAttributes >>> 16) & typeMode) === linkMode,
  }
}

function nameOf(bytes: Buffer, isUtf8: boolean): string {
  if (isUtf8) return bytes.toString('utf8')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}
