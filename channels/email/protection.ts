// What of a mail is signed or encrypted, told from its structure. Nothing is checked or opened here: a
// signature that nobody verified is only said to be there, and for no other bytes than those it covers.
import { oneLine } from './letter.ts'
import type { FilePart } from './mime-body.ts'
import { isMessage, type Part } from './mime-tree.ts'
import { isSmime, smimeKind } from './opaque.ts'

/** What a signature covers; `coversText` only when it covers all of the text. */
export type Signed = {
  readonly kind: 'smime' | 'pgp'
  readonly coversText: boolean
  /** names of files it covers, and of those it does not; an unnamed one by its type */
  readonly covers: readonly string[]
  readonly leavesOut: readonly string[]
}

export type Protection = { readonly signed: Signed | null; readonly encrypted: 'smime' | 'pgp' | null }

/** Reads the protection of a mail with its files as they were found. */
export function protectionOf(root: Part, files: readonly FilePart[], text: string): Protection {
  const encrypted = encryptionOf(root, text)
  return { signed: encrypted ? null : signatureOf(root, files, text), encrypted }
}

function* partsWithin(part: Part): Generator<Part> {
  yield part
  for (const child of part.children) yield* partsWithin(child)
}

/** Without what is in a mail inside: that is a file, and said to be covered or not as one. */
function* ownPartsOf(part: Part): Generator<Part> {
  yield part
  if (!isMessage(part)) for (const child of part.children) yield* ownPartsOf(child)
}

function encryptionOf(root: Part, text: string): Protection['encrypted'] {
  for (const part of partsWithin(root)) {
    if (part.type === 'multipart/encrypted')
      return part.parameter('protocol').toLowerCase() === 'application/pkcs7-mime' ? 'smime' : 'pgp'
    if (isSmime(part) && smimeKind(part) === 'enveloped') return 'smime'
  }
  return text.trimStart().startsWith('-----BEGIN PGP MESSAGE-----') ? 'pgp' : null
}

function signatureOf(root: Part, files: readonly FilePart[], text: string): Signed | null {
  for (const part of partsWithin(root)) {
    // One that could not be opened covers bytes nobody sees.
    if (isSmime(part) && smimeKind(part) === 'signed')
      return { kind: 'smime', coversText: false, covers: [], leavesOut: [] }
    const [content, signature] = part.isCovered ? [part] : part.children
    if (!part.isCovered && (part.type !== 'multipart/signed' || !signature)) continue
    if (!content) continue
    const covered = new Set(partsWithin(content))
    const isPgp = /pgp/i.test(`${part.parameter('protocol')} ${signature?.type}`)
    const kind = isPgp && !part.isCovered ? 'pgp' : 'smime'
    const others = files.filter(file => !signature || file.part !== signature)
    const isCovered = ({ part: own }: FilePart) => own !== null && covered.has(own)
    return {
      kind,
      coversText: [...ownPartsOf(root)].every(each => !isWritten(each) || covered.has(each)),
      covers: others.filter(isCovered).map(named),
      leavesOut: others.filter(file => !isCovered(file)).map(named),
    }
  }
  const inPlace = armoredIn(text)
  if (!inPlace) return null
  const coversText = `${inPlace.before}${inPlace.after}`.trim() === ''
  return { kind: 'pgp', coversText, covers: [], leavesOut: files.map(named) }
}

const isWritten = ({ type, disposition, children }: Part): boolean =>
  children.length === 0 && /^text\/(plain|html)$/.test(type) && disposition !== 'attachment'

const named = ({ name, type }: FilePart): string => oneLine(name || type)

const begins = '-----BEGIN PGP SIGNED MESSAGE-----\n'
const signatureBegins = '\n-----BEGIN PGP SIGNATURE-----\n'
const signatureEnds = '-----END PGP SIGNATURE-----'

type Armored = { readonly words: string; readonly before: string; readonly after: string }

/** A text signed in place: its first signed stretch, and what stands around it. */
function armoredIn(text: string): Armored | null {
  const begin = text.indexOf(begins)
  const head = begin < 0 ? -1 : text.indexOf('\n\n', begin)
  const end = head < 0 ? -1 : text.indexOf(signatureBegins, head)
  const close = end < 0 ? -1 : text.indexOf(signatureEnds, end)
  if (close < 0) return null
  const words = text.slice(head + 2, end).replace(/^- (?=-)/gm, '')
  return { words, before: text.slice(0, begin), after: text.slice(close + signatureEnds.length) }
}

/** The words of a text that is signed in place, without the marks around them. */
export function withoutArmor(text: string): string {
  const found = armoredIn(text)
  return found ? `${found.before}${found.words}${found.after}` : text
}
