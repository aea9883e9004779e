// The plain text of a mail to a customer: written for reading, at most 76 columns, the promise in capitals.
// Not: derived from the HTML (mail-html.ts).
import { withNames } from '#core/reply/picture-mark.ts'
import type { Block, Foot, Link } from './blocks.ts'

const columnsMax = 76

/** The whole text. */
export function mailPlain(
  blocks: readonly Block[],
  foot: Foot,
  language: string,
  signature: string | null = null,
): string {
  const body = blocks.map(block => plainOf(block, language)).join('\n\n')
  const signed = signature ? `${signature.split('\n').map(wrapped).join('\n')}\n\n` : ''
  return `${body}\n\n-- \n${signed}${foot.map(wrapped).join('\n')}\n`
}

function plainOf(block: Block, language: string): string {
  switch (block.type) {
    case 'paragraph':
    case 'soft':
      return wrapped(block.text)
    case 'written':
      return withNames(block.markdown).trim().split('\n').map(wrapped).join('\n')
    case 'quote':
      return block.text
        .split('\n')
        .map(line => wrapped(`"${line}"`))
        .join('\n')
    case 'question':
      return wrapped(block.text.toLocaleUpperCase(language))
    case 'signed':
      return [block.name, block.role].filter(Boolean).join('\n')
    case 'promise':
      return promisePlain(block, language)
    case 'links':
      return linksPlain(block.links)
  }
}

/** The words up to the comma are the promise: they stand in capitals. */
function promisePlain(
  { before, time, after, late }: Extract<Block, { type: 'promise' }>,
  language: string,
): string {
  const comma = after.search(/[,.]/)
  const end = comma < 0 ? after.length : comma
  const loud = `${late ? `${late} ` : ''}${before} ${time} ${after.slice(0, end)}`.replace(/\s+/g, ' ').trim()
  const quiet = after.slice(end).replace(/^\.$/, '.')
  return wrapped(`${loud.toLocaleUpperCase(language)}${quiet}`)
}

/** A short name stands in front of its link; a pair that would be too wide takes two lines. */
function linksPlain(links: readonly Link[]): string {
  const width = Math.max(...links.map(({ label }) => label.length)) + 2
  return links
    .map(({ label, href }) => {
      const line = `${`${label}:`.padEnd(width)} ${href}`
      return line.length <= columnsMax ? line : `${label}:\n${href}`
    })
    .join('\n')
}

/** Any that are not one space. */
const oddBlanks = /[^\S ]|\s{2}/

/** Breaks a line at spaces; a word longer than a line, such as a link, stays whole. */
function wrapped(text: string): string {
  const words = text.trim()
  if (words.length <= columnsMax) return oddBlanks.test(words) ? words.replace(/\s+/g, ' ') : words
  const lines: string[] = []
  let line = ''
  for (const word of words.split(/\s+/)) {
    if (line && line.length + 1 + word.length > columnsMax) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return [...lines, line].join('\n')
}
