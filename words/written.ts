// An agent's words as HTML: the composer's small Markdown — paragraphs, lists, quotes, code, emphasis, links.
// No HTML of
// the writer's own, no pictures. Not: the look; whoever shows it styles the elements.
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

/** Safe HTML of a text; links open elsewhere and tell nobody where they were pressed. */
export const writtenHtml = (text: string): string =>
  markdown
    .render(text)
    .replaceAll('<a href=', '<a rel="noopener noreferrer nofollow" target="_blank" href=')
    .trim()
