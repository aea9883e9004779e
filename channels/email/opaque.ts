// Mails whose words lie inside of their signature (S/MIME, application/pkcs7-mime): the part that is signed
// takes the place of the file around it. Nothing is checked: what was inside is marked as covered, and that
// is all. Not: what a signature file is (cms.ts), nor what is said of it (protection.ts).
import { type Cms, cmsOf } from './cms.ts'
import { bytesOf, isMessage, type Part, treeOf } from './mime-tree.ts'

/** A signature around another, and around that: more is made to cost us time. */
const layersMax = 3
const openedMax = 10

/** The tree with what opaque signatures wrap in its place; parts within messages inside stay. */
export function opened(root: Part): Part {
  let left = openedMax
  const openedIn = (part: Part, layers: number): Part => {
    const inside = left > 0 && layers < layersMax && isSmime(part) ? insideOf(part) : null
    if (inside) {
      left--
      return { ...openedIn(inside, layers + 1), isCovered: true }
    }
    if (isMessage(part) || part.children.length === 0) return part
    const children = part.children.map(child => openedIn(child, layers))
    return children.every((child, at) => child === part.children[at]) ? part : { ...part, children }
  }
  return openedIn(root, 0)
}

const types = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime'])

/**
 * Whether a part is a mail's own S/MIME, not a document somebody signed: those are called by the document's
 * name and another ending ("offer.pdf.p7m").
 */
export function isSmime({ type, fileName }: Part): boolean {
  if (/\.[a-z\d]{2,5}\.p7m$/i.test(fileName)) return false
  return types.has(type) || (type === 'application/octet-stream' && /^smime\.p7[mz]$/i.test(fileName))
}

/** What an S/MIME part is, by its bytes where they say it, else by its header. */
export function smimeKind(part: Part): Cms['kind'] {
  const known = cmsOf(bytesOf(part))?.kind
  if (known) return known
  return /signed-data|certs-only/i.test(part.parameter('smime-type')) ? 'signed' : 'enveloped'
}

/** A line that may begin what is signed: a field, or the empty one that ends a header without fields. */
const beginsEntity = /^(?:[!-9;-~]{1,60}[ \t]*:[^\n]*)?\r?\n/

function insideOf(part: Part): Part | null {
  const cms = cmsOf(bytesOf(part))
  const content = cms?.kind === 'signed' ? cms.content : null
  if (!content || !beginsEntity.test(content.toString('latin1', 0, 2_000))) return null
  const inside = treeOf(content)
  if (!inside) return null
  // Who wrote it and when stands outside of the signature; what it is, inside.
  const outer = part.headers.filter(({ name }) => !name.startsWith('content-'))
  const own = inside.headers.filter(({ name }) => name.startsWith('content-'))
  return { ...inside, headers: [...outer, ...own] }
}
