// Turns the HTML of a mail into text that reads like it: lines, lists, links, quotes. Linear in its length.
// Not: sanitising (sanitise.ts); the result is text and is shown as text.
import { decodeEntities } from './html-entities.ts'
import { limits } from './pre-scan.ts'

const dropped = new Set(['head', 'script', 'style', 'title', 'template', 'noscript', 'svg', 'math', 'object'])
const lineTags = new Set(
  'address article aside br caption dd div dl dt fieldset footer form header hr li main nav ol section tr ul'.split(
    ' ',
  ),
)
const paragraphTags = new Set('p h1 h2 h3 h4 h5 h6 table pre blockquote'.split(' '))

type Writer = {
  readonly out: string[]
  quoteDepth: number
  lineIsEmpty: boolean
  blankLines: number
  /** how many elements are open that keep their line breaks */
  kept: number
  /** the lists that are open; how far a numbered one has come, null for one without numbers */
  readonly lists: (number | null)[]
  /** the link that is open, and how many pieces were written before it */
  link: { readonly address: string; readonly from: number } | null
  /** the element a program marked as the line above a quote, and how many of its name are open in it */
  announcing: { readonly name: string; open: number } | null
}

/** The text of an HTML document, at most 2 MB of it; quotes get "> " as in plain mails. */
export function textOfHtml(html: string): string {
  const source = html.slice(0, limits.htmlBytes)
  const writer: Writer = {
    out: [],
    quoteDepth: 0,
    lineIsEmpty: true,
    blankLines: 2,
    kept: 0,
    lists: [],
    link: null,
    announcing: null,
  }
  let skipUntil = ''
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf('<', at)
    const end = open < 0 ? source.length : open
    if (!skipUntil && end > at) write(writer, source.slice(at, end))
    if (open < 0) break
    const tag = tagAt(source, open)
    at = tag.end
    if (skipUntil) {
      if (tag.isClosing && tag.name === skipUntil) skipUntil = ''
    } else if (dropped.has(tag.name) && !tag.isClosing) skipUntil = tag.name
    else if (tag.name) {
      markFor(writer, tag, source)
      breakFor(writer, tag)
      if (tag.name === 'a') linkFor(writer, tag)
    } else if (tag.isText) write(writer, '<')
  }
  return writer.out
    .join('')
    .replace(/[ \t]+\n/g, '\n')
    .trim()
}

type Tag = { name: string; isClosing: boolean; end: number; isText: boolean; raw: string }

function tagAt(source: string, open: number): Tag {
  if (source.startsWith('<!--', open)) {
    const end = source.indexOf('-->', open + 4)
    return { name: '', isClosing: false, end: end < 0 ? source.length : end + 3, isText: false, raw: '' }
  }
  const next = source[open + 1] ?? ''
  if (!/[a-z/!?]/i.test(next)) return { name: '', isClosing: false, end: open + 1, isText: true, raw: '' }
  const close = closeOf(source, open)
  const end = close < 0 ? source.length : close + 1
  const raw = source.slice(open + 1, Math.min(end, open + rawMax))
  const name = /^\/?([a-z][a-z0-9]*)/i.exec(raw)?.[1]?.toLowerCase() ?? ''
  return { name, isClosing: next === '/', end, isText: false, raw }
}

/** Nothing we look for in a tag stands further on. */
const rawMax = 600

/** A value longer than this is not looked through for its quote. */
const valueMax = 1_000

/** `<a b=">` */
const shortest = 6

/** The ">" that ends a tag; one within a value in quotes does not. */
function closeOf(source: string, open: number): number {
  const first = source.indexOf('>', open)
  // Most are too short for a value, or have their quotes in pairs.
  if (first < open + shortest) return first
  const tag = source.slice(Math.max(open, first - valueMax), first)
  if (isEven(tag, '"') && isEven(tag, "'")) return first
  const begun = /=\s*(["'])(?:(?!\1).)*$/s.exec(tag.replace(/=\s*(?:"[^"]*"|'[^']*')/g, ''))
  if (!begun) return first
  const quote = source.slice(first, first + valueMax).indexOf(begun[1]!)
  const close = quote < 0 ? -1 : source.indexOf('>', first + quote)
  return close < 0 ? first : close
}

function isEven(text: string, sign: string): boolean {
  let isOdd = false
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) isOdd = !isOdd
  return !isOdd
}

/** From here on all is the mail that is answered, as the program that wrote it says. */
const quoteBegins =
  /\b(?:id\s*=\s*["']?(?:divRplyFwdMsg|zwchr|OLK_SRC_BODY_SECTION|mail-editor-reference-message)|id\s*=\s*["']?\w*yahoo_quoted|class\s*=\s*["'][^"']*\byahoo_quoted|name\s*=\s*["']quote["'])/i
const announces = /\bclass\s*=\s*["'][^"']*\b(?:gmail_attr|moz-cite-prefix)\b/i
const signs =
  /\b(?:class\s*=\s*["'][^"']*\b(?:gmail_signature|moz-signature|protonmail_signature_block)\b(?![_-])|id\s*=\s*["'](?:ms-outlook-mobile-signature|composer_signature)\b)/i

/** What programs mark in their HTML, written as their plain mails have it. */
function markFor(writer: Writer, { name, isClosing, raw, end }: Tag, source: string): void {
  const { announcing } = writer
  if (announcing?.name === name) {
    announcing.open += isClosing ? -1 : 1
    if (announcing.open === 0) {
      breakLine(writer)
      writer.announcing = null
      writer.quoteDepth = Math.max(writer.quoteDepth - 1, 0)
    }
  }
  if (isClosing || !/[="']/.test(raw) || writer.out.length === 0) return
  if (quoteBegins.test(raw)) writeLine(writer, '_'.repeat(32))
  // A mail that is handed on has such a line as well, and is no quote.
  else if (!announcing && announces.test(raw) && !/^[^<]{0,20}-{3}/.test(source.slice(end, end + 40))) {
    breakLine(writer)
    writer.announcing = { name, open: 1 }
    writer.quoteDepth++
  } else if (signs.test(raw) && !/(?:^|\n)-- ?\n*$/.test(writer.out.slice(-6).join(''))) {
    if (!/^(?:<[^>]{0,80}>|\s|&nbsp;)*-- ?(?:<|\s|&)/.test(source.slice(end, end + 200)))
      writeLine(writer, '-- ')
  }
}

function writeLine(writer: Writer, line: string): void {
  if (writer.quoteDepth) return
  breakLine(writer)
  writer.out.push(line, '\n')
  writer.lineIsEmpty = true
  writer.blankLines = 0
}

function breakFor(writer: Writer, { name, isClosing, raw }: Tag): void {
  if (name === 'blockquote') {
    if (isClosing) breakLine(writer)
    else breakLine(writer, 1)
    writer.quoteDepth = Math.min(Math.max(writer.quoteDepth + (isClosing ? -1 : 1), 0), 20)
    if (isClosing) breakLine(writer, 1)
  } else if (name === 'br') writeBreak(writer)
  else if (paragraphTags.has(name)) breakLine(writer, 1)
  else if (lineTags.has(name)) breakLine(writer)
  else if ((name === 'td' || name === 'th') && isClosing && !writer.lineIsEmpty) writer.out.push(' ')
  else if (name === 'img') {
    const alt = /\balt\s*=\s*"([^"]{1,100})"/i.exec(raw)?.[1]
    if (alt) write(writer, alt)
  }
  if (name === 'pre') writer.kept = Math.max(writer.kept + (isClosing ? -1 : 1), 0)
  if (name === 'hr') writeRule(writer)
  if (name === 'li' || name === 'ol' || name === 'ul') listFor(writer, { name, isClosing })
}

/** A line across the page, as plain mails draw it; at the beginning there is nothing to part. */
function writeRule(writer: Writer): void {
  if (writer.out.length === 0) return
  write(writer, '-'.repeat(ruleLength))
  breakLine(writer)
}

const ruleLength = 40
const listsMax = 20

function listFor(writer: Writer, { name, isClosing }: Pick<Tag, 'name' | 'isClosing'>): void {
  const { lists } = writer
  if (name === 'ol' || name === 'ul') {
    if (isClosing) lists.pop()
    else if (lists.length < listsMax) lists.push(name === 'ol' ? 0 : null)
  }
  if (name !== 'li' || isClosing) return
  const before = lists.at(-1)
  const isNumbered = typeof before === 'number'
  if (isNumbered) lists[lists.length - 1] = before + 1
  write(writer, isNumbered ? `${before + 1}. ` : '* ')
}

const linkMax = 300
const hrefIn = /\bhref\s*=\s*(?:"\s*([^"]*)"|'\s*([^']*)'|([^\s>"']+))/i

/** Where a link leads stands behind its words, unless they say so: nobody should have to guess. */
function linkFor(writer: Writer, { isClosing, raw }: Tag): void {
  const { link } = writer
  writer.link = null
  if (link && !writer.quoteDepth) {
    const words = writer.out.slice(link.from).join('').trim()
    const isSaid = (said: string) => said.replace(/^https?:\/\/|\/$/gi, '').toLowerCase()
    if (words && !isSaid(words).includes(isSaid(link.address))) writeWords(writer, ` <${link.address}>`)
  }
  if (isClosing) return
  const found = hrefIn.exec(raw)
  const address = decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
  if (/^https?:\/\/[^\s<>]+$/i.test(address) && address.length <= linkMax)
    writer.link = { address, from: writer.out.length }
}

function writeBreak(writer: Writer): void {
  if (writer.lineIsEmpty) writer.blankLines++
  if (writer.lineIsEmpty && writer.blankLines > 2) return
  if (writer.lineIsEmpty && writer.quoteDepth) writer.out.push('>'.repeat(writer.quoteDepth))
  writer.out.push('\n')
  writer.lineIsEmpty = true
}

/** Ends a line that has text, and leaves `blank` empty lines after it. */
function breakLine(writer: Writer, blank = 0): void {
  if (!writer.lineIsEmpty) {
    writer.out.push('\n')
    writer.lineIsEmpty = true
    writer.blankLines = 0
  }
  while (writer.blankLines < blank) writeBreak(writer)
}

function write(writer: Writer, encoded: string): void {
  const decoded = decodeEntities(encoded)
  if (writer.kept === 0) {
    writeWords(writer, decoded.replace(/[ \t\r\n\f]+/g, ' '))
    return
  }
  for (const [at, line] of decoded.split(/\r\n|[\r\n]/).entries()) {
    if (at > 0) writeBreak(writer)
    writeWords(writer, line)
  }
}

function writeWords(writer: Writer, text: string): void {
  const shown = writer.lineIsEmpty && writer.kept === 0 ? text.replace(/^ /, '') : text
  if (!shown) return
  if (writer.lineIsEmpty && writer.quoteDepth) writer.out.push(`${'>'.repeat(writer.quoteDepth)} `)
  writer.out.push(shown)
  writer.lineIsEmpty = false
  writer.blankLines = 0
}
