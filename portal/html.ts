// A tagged template that makes HTML and escapes whatever is put into it. Not a template language: no logic,
// no files.

import { type PictureOf, writtenHtml } from '#words/written.ts'

const made: unique symbol = Symbol('markup')

/** HTML that was made here and may be put into other HTML as it is. */
export type Markup = { readonly [made]: string }
export type Part = Markup | string | number | null | undefined | false | readonly Part[]

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to remove
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

/** Text that can stand between tags and in quoted attributes; characters no HTML may hold are left out. */
export const escaped = (text: string): string =>
  text.replace(unseen, '').replace(/[&<>"'`]/g, sign => signs[sign]!)

const isMarkup = (part: Part): part is Markup => typeof part === 'object' && part !== null && made in part

function shown(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (Array.isArray(part)) return part.map(shown).join('')
  return isMarkup(part) ? part[made] : escaped(String(part))
}

/** HTML with its values escaped; lists are put one after the other, null and false leave nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0]!
  parts.forEach((part, i) => {
    text += shown(part) + strings[i + 1]!
  })
  return { [made]: text }
}

/** An agent's words with their small Markdown; whatever HTML stood in them is text. */
export const written = (words: string, pictures?: PictureOf): Markup => ({
  [made]: writtenHtml(words, pictures),
})

/** The text of a page or a part of one. */
export const textOf = (part: Part): string => shown(part)

/** Whether anything would be seen of it. */
export const isEmpty = (part: Part): boolean => shown(part) === ''
