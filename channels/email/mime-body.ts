// Which parts of a mail are its text, its HTML and its files. Not: the tree (mime-tree.ts), nor what a mail
// means.
import { decodeText } from './charset.ts'
import { textOfHtml } from './html-text.ts'
import { bytesOf, isMessage, type Part } from './mime-tree.ts'
import { type Tnef, tnefOf } from './tnef.ts'
import { uuPartsIn } from './transfer.ts'
import { yencPartsIn } from './yenc.ts'

/** A file of a mail, before it is measured. */
export type FilePart = {
  readonly name: string
  readonly type: string
  readonly contentId: string
  readonly bytes: Buffer
  /** the part it came from; null for one written into a text */
  readonly part: Part | null
}

export type Body = {
  /** the sender's own text; of HTML alone it is made */
  readonly text: string
  /** whether the text was written as text, not made from the HTML */
  readonly isPlain: boolean
  readonly html: string
  readonly files: readonly FilePart[]
  /** the messages inside; those of a report are evidence, not something handed on */
  readonly messages: readonly Part[]
}

type Texts = { plain: string[]; html: string[] }

/** Sorts the leaves of a mail. Of alternatives text and HTML are taken, the rest is joined in order. */
export function bodyOf(root: Part): Body {
  const texts = new Map<Part, Texts>()
  const files: FilePart[] = []
  const messages: Part[] = []
  const isReport = root.type === 'multipart/report'
  const visit = (part: Part, alternative: Part | null): void => {
    if (part.type.startsWith('multipart/') && part.children.length) {
      const chosen = part.type === 'multipart/alternative' ? part : alternative
      for (const child of part.children) visit(child, chosen)
      return
    }
    if (isText(part) || (part === root && isEnriched(part))) addText(part, alternative ?? part)
    else files.push(fileOf(part))
    if (isMessage(part) && !isReport) messages.push(part)
  }
  const addText = (part: Part, selector: Part): void => {
    const kind = part.type === 'text/html' ? 'html' : 'plain'
    const known = texts.get(selector) ?? { plain: [], html: [] }
    texts.set(selector, known)
    const { rest, parts: yenc } =
      kind === 'plain' ? yencPartsIn(bytesOf(part)) : { rest: bytesOf(part), parts: [] }
    const text = textOf(part, rest)
    const { text: own, parts } = kind === 'plain' ? uuPartsIn(text) : { text, parts: [] }
    known[kind].push(own)
    for (const { name, bytes } of [...yenc, ...parts])
      files.push({ name, bytes, type: 'application/octet-stream', contentId: '', part: null })
  }
  visit(root, null)
  const opened = files.map(file => (isWrapped(file) ? tnefOf(file.bytes) : null))
  const all = files.flatMap((file, at) => filesOf(file, opened[at]!))
  const words = joined([...texts.values()])
  const [wrapped] = words.text.trim() ? [] : opened.filter(one => one !== null)
  const own = wrapped ? { text: wrapped.text, html: wrapped.html, isPlain: wrapped.text !== '' } : words
  return { ...own, text: own.text || textOfHtml(own.html), files: all, messages }
}

/** Outlook's wrapping of what it sends: taken off, its files are the mail's. */
const isWrapped = ({ type, name }: FilePart): boolean =>
  /^application\/(vnd\.)?ms-tnef$/.test(type) || /^winmail\.dat$/i.test(name)

function filesOf(file: FilePart, opened: Tnef | null): FilePart[] {
  if (!opened || (opened.files.length === 0 && !opened.text && !opened.html)) return [file]
  return opened.files.map(inside => ({ ...inside, part: file.part }))
}

/** So short a text beside an HTML may be no more than an apology for having none. */
const stubMax = 400

/**
 * Whether a text says little of what the HTML beside it says: "please turn on HTML", or a link to the web.
 * Its reader would lose the words.
 */
function isStub(plain: string, made: string): boolean {
  if (made.length < 2 * plain.length || made.length < 80) return false
  const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])
  const [said, meant] = [wordsOf(plain), wordsOf(made)]
  const shared = [...meant].filter(word => said.has(word)).length
  return shared < meant.size / 3
}

function joined(texts: readonly Texts[]): Pick<Body, 'text' | 'html' | 'isPlain'> {
  const hasHtml = texts.some(({ html }) => html.length)
  const isPlain = texts.some(({ plain }) => plain.some(text => text.trim()))
  const text = texts
    .flatMap(({ plain, html }) => {
      const written = plain.join('\n')
      if (html.length === 0 || written.trim().length > stubMax) return plain
      const made = html.map(textOfHtml).join('\n')
      return written.trim() && !isStub(written.trim(), made) ? plain : [made]
    })
    .join('\n')
  if (!hasHtml) return { text, isPlain, html: '' }
  const html = texts.flatMap(({ plain, html }) => (html.length ? html : plain.map(htmlOfText))).join('\n')
  return { text, isPlain, html }
}

/** A named text is a file when it is too long to be what somebody wrote: a log set inline by his program. */
const namedTextMax = 64 * 1024

function isText(part: Part): boolean {
  // Parts that are not where the header says: the words are kept, whatever they are in.
  if (part.type.startsWith('multipart/')) return true
  if (part.type !== 'text/plain' && part.type !== 'text/html') return false
  if (part.disposition === 'attachment') return false
  return !part.fileName || part.body.length <= namedTextMax
}

/** Words that only old programs show; as a part among others it is a file beside the text. */
const isEnriched = ({ type }: Part): boolean => type === 'text/enriched' || type === 'text/richtext'

/** RFC 1896: a line end is a blank, two are one; what is in brackets is how it looks. */
const withoutEnriching = (text: string): string =>
  text
    .replace(/\n(\n*)/g, (_, more: string) => more || ' ')
    .replace(/<param>[^<]{0,500}<\/param>|<\/?[a-z-]{1,60}>/gi, '')
    .replaceAll('<<', '<')

function textOf(part: Part, bytes: Buffer): string {
  const charset = part.parameter('charset')
  const declared = charset || (part.type === 'text/html' ? charsetInHtml(bytes) : '')
  const decoded = decodeText(bytes, declared)
  const text = decoded.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  if (isEnriched(part)) return withoutEnriching(text)
  return part.parameter('format').toLowerCase() === 'flowed'
    ? unflowed(text, part.parameter('delsp').toLowerCase() === 'yes')
    : text
}

/** What could be read to find it is in no set of two bytes. */
const charsetInHtml = (bytes: Buffer): string =>
  (
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,30})/i.exec(bytes.toString('latin1', 0, 2_048))?.[1] ?? ''
  ).replace(/^utf-?16.*/i, 'utf-8')

/** RFC 3676: a line that ends in a blank goes on in the next one, at the same depth of quotes. */
function unflowed(text: string, isDeleted: boolean): string {
  const out: string[] = []
  let open: { depth: number; pieces: string[] } | null = null
  const close = () => {
    if (open) out.push(`${'>'.repeat(open.depth)}${open.depth ? ' ' : ''}${open.pieces.join('')}`)
    open = null
  }
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)![0].length
    const words = line.slice(depth).replace(/^ /, '')
    const isSignature = words === '-- '
    const goesOn = words.endsWith(' ') && !isSignature
    if (open && ((open as { depth: number }).depth !== depth || isSignature)) close()
    open ??= { depth, pieces: [] }
    const kept = goesOn && isDeleted ? words.slice(0, -1) : words
    ;(open as { pieces: string[] }).pieces.push(kept)
    if (!goesOn) close()
  }
  close()
  return out.join('\n')
}

const htmlOfText = (text: string): string =>
  `<div>${text
    .trim()
    .replace(/[&<>"]/g, letter => `&#${letter.charCodeAt(0)};`)
    .replaceAll('\n', '<br>\n')}</div>`

const fileOf = (part: Part): FilePart => ({
  name: part.fileName,
  type: part.type,
  contentId: part.contentId,
  bytes: isMessage(part) && part.children.length ? part.body : bytesOf(part),
  part,
})
