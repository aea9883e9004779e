// A field of addresses taken apart. A library knows the grammar and its traps; what it stumbles over is
// made even before. Not: whose address counts (letter.ts).
import { addressParser } from 'postal-mime'
import { evenWords } from './encoded-words.ts'

type Named = { readonly name: string; readonly address: string }

/** An address as most are, in which no sign of the grammar stands. */
export const isPlainAddress = (text: string): boolean => /^[\w.+-]+@[\w.-]+$/.test(text)

/** One such address behind a name of that kind. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the library leaves them out
const behindName = /^([^"(),:;<=>@\\\x00-\x1f]*)<([\w.+-]+@[\w.-]+)>$/

/** The addresses of a field in the order they are written; a group is its members. */
export function addressesOf(field: string): Named[] {
  if (isPlainAddress(field)) return [{ name: '', address: field }]
  const [, name, address] = behindName.exec(field) ?? []
  if (name !== undefined && address !== undefined) return [{ name: name.trim(), address }]
  return addressParser(evened(field))
    .flatMap(entry => entry.group ?? [entry])
    .map(({ name, address = '' }) => ({ name, address: withQuotes(address, field) }))
}

/** Comments within comments, brackets within brackets, and a quote that somebody forgot to close. */
function evened(field: string): string {
  const words = evenWords(field)
  if (!/[("]|<<|>>/.test(words)) return words
  const isWhole = words.replace(/\\./g, '').split('"').length % 2 === 1
  return flattened(isWhole ? words : words.replaceAll('"', ''))
}

function flattened(field: string): string {
  let out = ''
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < field.length; at++) {
    const letter = field[at]!
    if (letter === '\\') {
      out += letter + (field[++at] ?? '')
      continue
    }
    if (letter === '"' && depth === 0) isQuoted = !isQuoted
    if (isQuoted) {
      out += letter
      continue
    }
    const isTwice = (letter === '<' || letter === '>') && field[at - 1] === letter
    const isInner = (letter === '(' && depth++ > 0) || (letter === ')' && depth > 0 && --depth > 0)
    if (!isTwice && !isInner) out += letter
  }
  return out
}

/** A name before the "@" that was quoted stays so: without the quotes it is another address, or none. */
function withQuotes(address: string, field: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  return at > 0 && /[\s@,;:<>()]/.test(local) && field.includes(`"${local}"@`)
    ? `"${local}"${address.slice(at)}`
    : address
}
