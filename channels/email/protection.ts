// What of a mail is signed or encrypted, told from its structure. Nothing is checked or opened here: a
// signature that nobody verified is only said to be there, and for no other bytes than those it covers.
import { oneLine } from './letter.ts'
import type { FilePart } from './mime-body.ts'
import type { Part } from './mime-tree.ts'

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

const smimeTypes = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime'])

function encryptionOf(root: Part, text: string): Protection['encrypted'] {
  for (const { type, parameter } of partsWithin(root)) {
    const protocol = parameter('protocol').toLowerCase()
    if (type === 'multipart/encrypted' && protocol !== 'application/pkcs7-mime') return 'pgp'
    if (type === 'multipart/encrypted') return 'smime'
    if (smimeTypes.has(type) && !/signed-data|certs-only/i.test(parameter('smime-type'))) return 'smime'
  }
  return text.trimStart().startsWith('-----BEGIN PGP MESSAGE-----') ? 'pgp' : null
}

function signatureOf(root: Part, files: readonly FilePart[], text: string): Signed | null {
  for (const part of partsWithin(root)) {
    if (smimeTypes.has(part.type)) return { kind: 'smime', coversText: false, covers: [], leavesOut: [] }
    const [content, signature] = part.children
    if (part.type !== 'multipart/signed' || !content || !signature) continue
    const covered = new Set(partsWithin(content))
    const kind = /pgp/i.test(`${part.parameter('protocol')} ${signature.type}`) ? 'pgp' : 'smime'
    const others = files.filter(file => file.part !== signature)
    const isCovered = ({ part: own }: FilePart) => own !== null && covered.has(own)
    return {
      kind,
      coversText: [...partsWithin(root)].every(each => !isWritten(each) || covered.has(each)),
      covers: others.filter(isCovered).map(named),
      leavesOut: others.filter(file => !isCovered(file)).map(named),
    }
  }
  if (!armored.test(text)) return null
  const coversText = text.replace(armored, '').trim() === ''
  return { kind: 'pgp', coversText, covers: [], leavesOut: files.map(named) }
}

const isWritten = ({ type, disposition, children }: Part): boolean =>
  children.length === 0 && /^text\/(plain|html)$/.test(type) && disposition !== 'attachment'

const named = ({ name, type }: FilePart): string => oneLine(name || type)

const armored =
  /-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z]{2,20}: ?[^\n]{0,200}\n)*\n([\s\S]{0,500000}?)\n-----BEGIN PGP SIGNATURE-----\n[\s\S]{0,20000}?-----END PGP SIGNATURE-----/

/** The words of a text that is signed in place, without the marks around them. */
export const withoutArmor = (text: string): string =>
  text.includes('-----BEGIN PGP SIGNED MESSAGE-----')
    ? text.replace(armored, (_, words: string) => words.replace(/^- (?=-)/gm, ''))
    : text
