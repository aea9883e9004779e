// What a file is and what is to be feared of it, by its bytes; what its sender and its name say is believed
// in nothing, only held against it. Runs in the child process (file-child.ts): the library may be slow or
// fall on hostile bytes. Not: pictures made anew (preview.ts), nor viruses (clamd.ts).
import { fileTypeFromBuffer } from 'file-type'
import type { FileDanger } from '#core/case/file-fact.ts'
import { markOf, type Mark } from './file-mark.ts'
import { endingOf, nameDangers, plainEndings } from './file-name.ts'
import type { Source } from './source.ts'
import { isTar, listGzip, listTar } from './tar-list.ts'
import { textKind } from './text-kind.ts'
import { type Holds, type Listed, listZip } from './zip-list.ts'

/** Grows with the rules: what was judged by older ones is judged again. */
export const rules = 1

export type Judgement = {
  /** the media type of its bytes */
  readonly found: string
  readonly dangers: readonly FileDanger[]
  /** of an archive: what its directory names */
  readonly holds: Holds | null
}

const headBytes = 64 * 1024
const tailBytes = 22 + 65_535
const unknown = 'application/octet-stream'

/** Judges the bytes of a file. What its name tells is another matter (dangersOf). */
export async function judge(source: Source): Promise<Judgement> {
  const head = source.read(0, headBytes)
  if (head.length === 0) return { found: 'application/x-empty', dangers: [], holds: null }
  const own = markOf(head, source)
  if (own) return { found: own.type, dangers: dangersOfMark(own, head, source), holds: null }
  if (isZip(head)) return judgeZip(source)
  if (isTar(head)) return archive('application/x-tar', listTar(source))
  if (head[0] === 0x1f && head[1] === 0x8b) return archive('application/gzip', listGzip(source))
  const known = await fileTypeFromBuffer(head).catch(() => undefined)
  // A library of kinds calls words by what they begin with; words are looked at as a whole.
  if (
    known &&
    !known.mime.startsWith('text/') &&
    !known.mime.endsWith('+xml') &&
    known.mime !== 'application/xml'
  )
    return { found: known.mime, dangers: secondKind(known.mime, head, source), holds: null }
  const words = textKind(head, source)
  return words
    ? { found: words.type, dangers: words.dangers, holds: null }
    : { found: unknown, dangers: hasZipBehind(source) ? ['two_kinds'] : [], holds: null }
}

const archive = (found: string, { holds, dangers }: Listed): Judgement => ({ found, dangers, holds })

const isZip = (head: Buffer): boolean =>
  head[0] === 0x50 &&
  head[1] === 0x4b &&
  ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6) || (head[2] === 7 && head[3] === 8))

const dangersOfMark = ({ dangers, type }: Mark, head: Buffer, source: Source): readonly FileDanger[] =>
  dangers.length > 0 ? dangers : secondKind(type, head, source)

/** Office documents, programs in Java and books are zips by their bytes. */
async function judgeZip(source: Source): Promise<Judgement> {
  const listed = await listZip(source)
  const names = new Set(listed.holds?.names ?? [])
  const has = (pattern: RegExp) => [...names].some(name => pattern.test(name))
  const office = names.has('[Content_Types].xml')
    ? officeKinds.find(([folder]) => has(new RegExp(`^${folder}/`)))
    : undefined
  if (office) {
    const macros = has(/vbaProject\.bin$|^xl\/macrosheets\/|\/activeX\//i)
    const dangers = listed.dangers.filter(one => one !== 'archive_holds')
    return { found: office[1], dangers: macros ? [...dangers, 'macros'] : dangers, holds: null }
  }
  if (names.has('AndroidManifest.xml') || (names.has('META-INF/MANIFEST.MF') && has(/\.class$/)))
    return archive('application/java-archive', { ...listed, dangers: [...listed.dangers, 'program'] })
  const [first] = names
  if (first === 'mimetype' && has(/^content\.xml$/)) {
    const macros = has(/^(?:Basic|Scripts)\//)
    const dangers = listed.dangers.filter(one => one !== 'archive_holds')
    return {
      found: 'application/vnd.oasis.opendocument',
      dangers: macros ? [...dangers, 'macros'] : dangers,
      holds: null,
    }
  }
  return archive('application/zip', listed)
}

const officeKinds: readonly (readonly [folder: string, type: string])[] = [
  ['word', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['visio', 'application/vnd.ms-visio.drawing'],
]

const single = /^(?:image|audio|video)\/|^application\/pdf$/

/** Bytes that are one thing to one program and another to the next. */
function secondKind(type: string, head: Buffer, source: Source): FileDanger[] {
  if (!single.test(type)) return []
  const words = head.toString('latin1')
  const isScript = /<script[\s>]|<\?php|<html[\s>]/i.test(words) && type !== 'application/pdf'
  const isPdf = type !== 'application/pdf' && words.slice(0, 1_024).includes('%PDF-')
  return isScript || isPdf || hasZipBehind(source) ? ['two_kinds'] : []
}

/** The end of a zip's directory, exactly at the end of the file. */
function hasZipBehind(source: Source): boolean {
  const tail = source.read(Math.max(0, source.size - tailBytes), tailBytes)
  for (let at = tail.indexOf('PK\x05\x06'); at >= 0; at = tail.indexOf('PK\x05\x06', at + 1))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true
  return false
}

/** Everything to be feared of a file: of its bytes, its name, and of the two not fitting together. */
export function dangersOf(
  { found, dangers }: Pick<Judgement, 'found' | 'dangers'>,
  name: string,
): FileDanger[] {
  const all = new Set<FileDanger>([...dangers, ...nameDangers(name)])
  // Who names a page, a program or an archive like a picture wants it to be taken for one.
  if (plainEndings.has(endingOf(name)) && (dangers.length > 0 || pretends.test(found)) && !fits(found, name))
    all.add('disguised')
  return [...all]
}

const pretends = /html|svg|zip|x-tar|gzip|7z|rar|java|msdownload/
const fits = (found: string, name: string): boolean =>
  found.startsWith('text/plain') ||
  (endingOf(name) === 'pdf' ? found === 'application/pdf' : single.test(found))
