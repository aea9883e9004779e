// Limits how deep elements stand in each other, before the sanitiser sees them: nested or misnested
// elements in the hundred thousands cost every later parser more than time in proportion. Comments and
// elements whose content is no HTML go here as well, because they could hide a tag from this count. Not: a
// sanitiser; the result is still hostile.

const depthMax = 256

/** More tags than any mail a person or a shop sends. */
export const tagsMax = 40_000

const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)
const rawElements = new Set(
  'script style textarea title xmp iframe noembed noframes noscript plaintext template'.split(' '),
)

/**
 * The same HTML, nested at most 256 deep, with every end tag belonging to a start tag; null with too many
 * tags.
 */
export function flattened(html: string): string | null {
  const kept: string[] = []
  const open: string[] = []
  let tags = 0
  for (let at = 0; at < html.length; ) {
    const start = html.indexOf('<', at)
    if (start < 0) {
      kept.push(html.slice(at))
      break
    }
    kept.push(html.slice(at, start))
    const next = html[start + 1] ?? ''
    if (next === '!' || next === '?') {
      at = afterMarkup(html, start)
      continue
    }
    const name = /^\/?[a-zA-Z][^\s/>]{0,40}/.exec(html.slice(start + 1, start + 44))?.[0]?.toLowerCase()
    if (!name) {
      kept.push('&lt;')
      at = start + 1
      continue
    }
    if (++tags > tagsMax) return null
    const end = tagEnd(html, start)
    if (rawElements.has(name)) at = afterElement(html, end, name)
    else {
      if (isKept(open, name)) kept.push(html.slice(start, end))
      at = end
    }
  }
  return kept.join('')
}

/** Whether a tag may stay; keeps the account of what is open. */
function isKept(open: string[], name: string): boolean {
  if (!name.startsWith('/')) {
    if (voidElements.has(name)) return true
    if (open.length >= depthMax) return false
    open.push(name)
    return true
  }
  const found = open.lastIndexOf(name.slice(1))
  if (found < 0) return false
  open.length = found
  return true
}

function afterMarkup(html: string, start: number): number {
  const isComment = html.startsWith('<!--', start)
  const end = html.indexOf(isComment ? '-->' : '>', start + 2)
  return end < 0 ? html.length : end + (isComment ? 3 : 1)
}

function afterElement(html: string, from: number, name: string): number {
  const closing = new RegExp(`</${name}[^a-z0-9]`, 'gi')
  closing.lastIndex = from
  const found = closing.exec(html)
  if (!found) return html.length
  const end = html.indexOf('>', found.index)
  return end < 0 ? html.length : end + 1
}

/** Behind the ">" that ends a tag; one inside of a quoted value does not. */
function tagEnd(html: string, start: number): number {
  let quote = ''
  let afterEquals = false
  for (let at = start + 1; at < html.length; at++) {
    const character = html[at]!
    if (quote) {
      if (character === quote) quote = ''
    } else if (character === '>') return at + 1
    else if (afterEquals && (character === '"' || character === "'")) quote = character
    if (!/\s/.test(character)) afterEquals = character === '='
  }
  return html.length
}
