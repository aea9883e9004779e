// Our words as they stand in a tracker: marked, so that they are found again and never made twice, and of no
// power there — no quick command, nobody called by an @. Not: which words (server/tracker/call-words.ts).
import { createHmac } from 'node:crypto'

const nothing = '\u200b'

/** Words that command nothing where they are read. */
export const harmless = (words: string): string =>
  words
    .replaceAll('<!--', `<${nothing}!--`)
    .replace(/@(?=[\p{L}\p{N}_-])/gu, `@${nothing}`)
    .replace(/^(\s*)\/(?=\w)/gmu, `$1${nothing}/`)

/** Quoted, each line. */
export const quoted = (words: string): string =>
  harmless(words)
    .split(/\r?\n/)
    .map(line => `> ${line}`)
    .join('\n')

/** What only this desk can write for this fact. */
export function markOf(secret: Uint8Array, matter: string, seq: number): string {
  const sign = createHmac('sha256', secret).update(`tracker ${matter} ${seq}`).digest('hex').slice(0, 24)
  return `<!-- tierline ${matter} ${seq} ${sign} -->`
}

const form = /<!-- tierline (chr_[0-9a-z]{1,40}) (\d{1,6}) [0-9a-f]{24} -->/

/** The fact of ours that words carry the mark of; null: none, or not made by us. */
export function factOf(secret: Uint8Array, words: string): { matter: string; seq: number } | null {
  const [mark, matter, digits] = form.exec(words) ?? []
  if (!mark || !matter || markOf(secret, matter, Number(digits)) !== mark) return null
  return { matter, seq: Number(digits) }
}

/** Their words without marks of anybody. */
export const unmarked = (words: string): string => words.replace(/<!--[\s\S]*?(-->|$)/g, '').trim()
