// An agent's words as HTML: the composer's small Markdown — paragraphs, lists, quotes, code, emphasis, links,
// and pictures that are attached. No HTML of the writer's own, no picture from elsewhere. Not: the look;
// whoever shows it styles the elements.
import MarkdownIt from 'markdown-it'

const markdown = new MarkdownIt('zero', { html: false, breaks: true, linkify: false }).enable([
  'paragraph',
  'newline',
  'list',
  'blockquote',
  'backticks',
  'fence',
  'emphasis',
  'link',
  'escape',
])
markdown.validateLink = href => /^(?:https?:\/\/|mailto:|tel:)/i.test(href.trim())

/** Where a picture is got that a text names; null: no such picture is attached, or nobody gets it. */
export type PictureOf = (name: string) => string | null

const mark = /!\[([^[\]\n]{1,200})\](?!\()/y
// `![lamp.png]` shows an attached picture; with an address behind it, it would be one from elsewhere: text.
markdown.inline.ruler.push('picture', (state, silent) => {
  mark.lastIndex = state.pos
  const name = mark.exec(state.src)?.[1]
  if (name === undefined) return false
  if (!silent) {
    const of = (state.env as { of?: PictureOf }).of?.(name) ?? null
    const token = state.push(of === null ? 'text' : 'picture', of === null ? '' : 'img', 0)
    token.content = of === null ? `[${name}]` : name
    token.meta = { src: of }
  }
  state.pos = mark.lastIndex
  return true
})
markdown.renderer.rules.picture = (tokens, at) => {
  const { content, meta } = tokens[at]!
  const [src, alt] = [String(meta?.src), content].map(markdown.utils.escapeHtml)
  return `<img src="${src}" alt="${alt}">`
}
// A picture stands on a line of its own as it is.
const afterPicture = /(<img [^>]*>)<br>/g

/** Safe HTML of a text; links open elsewhere and tell nobody where they were pressed. */
export const writtenHtml = (text: string, of?: PictureOf): string =>
  plain.test(text)
    ? plainHtml(text)
    : markdown
        .render(text, { of })
        .replaceAll('<a href=', '<a rel="noopener noreferrer nofollow" target="_blank" href=')
        .replaceAll(afterPicture, '$1')
        .trim()

// Most of what is written holds no mark at all, and needs no parser: lines of words, each begun by a letter.
const line = String.raw`\p{L}(?:[\p{L}\p{N} ,.;:?'’()–]*[\p{L}\p{N},.;:?)])?`
const plain = new RegExp(String.raw`^${line}(?:\n+${line})*$`, 'u')

/** Blank lines part paragraphs. */
const plainHtml = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map(paragraph => `<p>${paragraph.replaceAll('\n', '<br>\n')}</p>`)
    .join('\n')
