// Makes the HTML of a mail safe to show: an allow-list of elements, attributes and CSS properties. Nothing
// in the result runs, loads from elsewhere, sends a form or covers the page. Not: the frame it is shown in,
// which is a second wall.
import sanitizeHtml from 'sanitize-html'
import { textOfHtml } from './html-text.ts'
import { limits } from './pre-scan.ts'
import { flattened } from './shallow-html.ts'

export type Sanitised = {
  readonly html: string
  /**
   * pictures from elsewhere that were replaced by a marker, so that nobody learns that the mail was opened
   */
  readonly remoteImages: number
}

const elements =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  )

const length = /^-?\d{1,4}(\.\d{1,3})?(px|em|rem|ex|ch|pt|pc|cm|mm|in|%)?$/i
const lengths =
  /^(?:(?:-?\d{1,4}(?:\.\d{1,3})?(?:px|em|rem|ex|ch|pt|pc|cm|mm|in|%)?|auto|normal|inherit|thin|medium|thick)(?:\s+|$)){1,4}$/i
const color = /^(?:#[0-9a-f]{3,8}|[a-z]{3,24}|(?:rgb|hsl)a?\([\d.,%/\s]{1,40}\))$/i
const word = /^[a-z-]{1,24}$/i
const border =
  /^(?:(?:\d{1,3}(?:\.\d{1,3})?(?:px|pt|em)?|thin|medium|thick|[a-z]{3,24}|#[0-9a-f]{3,8}|rgba?\([\d.,%\s]{1,40}\))(?:\s+|$)){1,3}$/i
const family = /^[\p{L}\d ,'"_-]{1,200}$/u

/** What a style may say. No url(), no position, no content, nothing that animates or loads. */
const properties: Record<string, RegExp[]> = {
  color: [color],
  'background-color': [color],
  background: [color],
  'font-family': [family],
  'font-size': [length, word],
  'font-style': [word],
  'font-weight': [/^(?:[a-z]{4,8}|[1-9]00)$/i],
  'font-variant': [word],
  'line-height': [length, word],
  'letter-spacing': [length, word],
  'word-spacing': [length, word],
  'text-align': [word],
  'text-decoration': [/^[a-z -]{1,40}$/i],
  'text-indent': [length],
  'text-transform': [word],
  'vertical-align': [length, word],
  'white-space': [word],
  'word-break': [word],
  'overflow-wrap': [word],
  direction: [/^(?:ltr|rtl)$/i],
  display: [/^(?:block|inline|inline-block|table|table-row|table-cell|list-item|none)$/i],
  width: [length, word],
  'max-width': [length, word],
  'min-width': [length],
  height: [length, word],
  'max-height': [length, word],
  padding: [lengths],
  border: [border],
  'border-collapse': [word],
  'border-color': [color],
  'border-radius': [lengths],
  'border-spacing': [lengths],
  'border-style': [word],
  'border-width': [lengths],
  'list-style-type': [word],
  'table-layout': [word],
  'caption-side': [word],
  'empty-cells': [word],
}
for (const side of ['top', 'right', 'bottom', 'left']) {
  properties[`margin-${side}`] = [/^(?:\d{1,4}(?:\.\d{1,3})?(?:px|em|rem|pt|%)?|auto)$/i]
  properties[`padding-${side}`] = [length]
  properties[`border-${side}`] = [border]
}
properties.margin = [/^(?:(?:\d{1,4}(?:\.\d{1,3})?(?:px|em|rem|pt|%)?|auto)(?:\s+|$)){1,4}$/i]

/**
 * Sanitises a mail's HTML (at most 2 MB of it). `imageOf` gives the address under which a picture of the mail
 * itself is
 * shown, by its Content-ID; null leaves a marker. Time grows with the length only.
 */
export function sanitise(
  html: string,
  imageOf: (contentId: string) => string | null = () => null,
): Sanitised {
  let remoteImages = 0
  const image = (attributes: sanitizeHtml.Attributes): sanitizeHtml.Tag => {
    const source = attributes.src ?? ''
    const own = /^cid:(.{1,300})$/i.exec(source)?.[1]
    const address = own ? imageOf(own) : null
    const kept = keptAttributes(attributes, ['alt', 'width', 'height', 'title'])
    if (address) return { tagName: 'img', attribs: { ...kept, src: address } }
    if (/^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*$/i.test(source)) {
      return { tagName: 'img', attribs: { ...kept, src: source } }
    }
    if (!own && source) remoteImages++
    return {
      tagName: 'span',
      attribs: { 'data-image': own ? 'missing' : 'remote' },
      text: attributes.alt ?? '',
    }
  }
  const shallow = flattened(html.slice(0, limits.htmlBytes))
  if (shallow === null) return { html: `<p>${escaped(textOfHtml(html))}</p>`, remoteImages }
  const safe = sanitizeHtml(shallow, {
    allowedTags: elements,
    allowedAttributes,
    allowedStyles: { '*': properties },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data', 'cid'] },
    allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
    allowProtocolRelative: false,
    nonTextTags: [
      'style',
      'script',
      'textarea',
      'option',
      'noscript',
      'title',
      'xmp',
      'noembed',
      'noframes',
      'template',
    ],
    transformTags: { a: (_, attributes) => link(attributes), img: (_, attributes) => image(attributes) },
    parser: { lowerCaseTags: true },
  })
  return { html: safe, remoteImages }
}

const allowedAttributes: sanitizeHtml.IOptions['allowedAttributes'] = {
  '*': ['style', 'dir', 'lang', 'title', 'align', 'valign', 'width', 'height', 'bgcolor'],
  a: ['href', 'target', 'rel'],
  img: ['src', 'alt'],
  span: ['data-image'],
  font: ['color', 'size', 'face'],
  td: ['colspan', 'rowspan', 'nowrap'],
  th: ['colspan', 'rowspan', 'nowrap', 'scope'],
  table: ['border', 'cellpadding', 'cellspacing'],
  ol: ['start', 'type'],
  li: ['value'],
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br />')

/** A link opens beside us and is told nothing of us; what is not an address to go to loses its target. */
function link(attributes: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const kept = keptAttributes(attributes, ['href', 'title', 'style', 'dir', 'lang'])
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test((kept.href ?? '').trim())) delete kept.href
  return {
    tagName: 'a',
    attribs: kept.href ? { ...kept, target: '_blank', rel: 'noopener noreferrer nofollow' } : kept,
  }
}

const keptAttributes = (
  attributes: sanitizeHtml.Attributes,
  names: readonly string[],
): sanitizeHtml.Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)))
