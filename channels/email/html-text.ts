// Turns the HTML of a mail into text that reads like it: lines, lists, links, quotes. Linear in its length.
// Not: sanitising (sanitise.ts); the result is text and is shown as text.
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
  const close = source.indexOf('>', open)
  const end = close < 0 ? source.length : close + 1
  const raw = source.slice(open + 1, Math.min(end, open + 200))
  const name = /^\/?([a-z][a-z0-9]*)/i.exec(raw)?.[1]?.toLowerCase() ?? ''
  return { name, isClosing: next === '/', end, isText: false, raw }
}

/** From here on all is the mail that is answered, as the program that wrote it says. */
const quoteBegins =
  /\b(?:id\s*=\s*["']?(?:divRplyFwdMsg|zwchr|OLK_SRC_BODY_SECTION|mail-editor-reference-message)|id\s*=\s*["']?\w*yahoo_quoted|class\s*=\s*["'][^"']*\byahoo_quoted|name\s*=\s*["']quote["'])/i
const announces = /\bclass\s*=\s*["'][^"']*\b(?:gmail_attr|moz-cite-prefix)\b/i
const signs =
  /\b(?:class\s*=\s*["'][^"']*\b(?:gmail_signature|moz-signature)\b(?!_)|id\s*=\s*["'](?:ms-outlook-mobile-signature|composer_signature)\b)/i

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
  else if (name === 'td' && isClosing && !writer.lineIsEmpty) writer.out.push(' ')
  else if (name === 'img') {
    const alt = /\balt\s*=\s*"([^"]{1,100})"/i.exec(raw)?.[1]
    if (alt) write(writer, alt)
  }
  if (name === 'pre') writer.kept = Math.max(writer.kept + (isClosing ? -1 : 1), 0)
  if (name === 'li' && !isClosing) write(writer, '- ')
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

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  ensp: ' ',
  emsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  aring: 'å',
  Aring: 'Å',
  agrave: 'à',
  Agrave: 'À',
  egrave: 'è',
  Egrave: 'È',
  eacute: 'é',
  Eacute: 'É',
  igrave: 'ì',
  iacute: 'í',
  ograve: 'ò',
  oacute: 'ó',
  Ograve: 'Ò',
  ugrave: 'ù',
  uacute: 'ú',
  ccedil: 'ç',
  Ccedil: 'Ç',
  ntilde: 'ñ',
  iuml: 'ï',
  middot: '·',
  laquo: '«',
  raquo: '»',
  bdquo: '„',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  sect: '§',
  para: '¶',
  times: '×',
  frac12: '½',
  acute: '´',
  iexcl: '¡',
  iquest: '¿',
}

/** The entities mails use, and all numeric ones; what is not known stays as it is. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}\d{0,2}));/gi,
        (whole, hex, decimal, name) => {
          if (name) return entities[name] ?? whole
          const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
          return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
            ? String.fromCodePoint(code)
            : '\ufffd'
        },
      )
    : text
