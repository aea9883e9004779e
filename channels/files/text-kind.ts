// Bytes that are words: plain ones, pages that act, drawings that act, scripts and shortcuts written as text.
// Patterns look at bounded stretches only and cannot be made to try for ever.
import type { FileDanger } from '#core/case/file-fact.ts'
import type { Source } from './source.ts'

export type TextKind = { readonly type: string; readonly dangers: FileDanger[] }

/** A page is looked at as a whole, up to so much; of a longer one nobody knows. */
const pageMost = 8 * 1024 * 1024

/** What words these bytes are; null: they are none. */
export function textKind(head: Buffer, source: Source): TextKind | null {
  const begun = wordsOf(head, source.size <= head.length)
  if (begun === null) return null
  const start = begun.replace(/^\ufeff?\s*/, '').slice(0, 4_096)
  const known = beginnings.find(([mark]) => mark.test(start))
  if (known) return { type: known[1], dangers: [known[2]] }
  const type = pageType(start)
  if (type === null) return { type: start.startsWith('<?xml') ? 'text/xml' : 'text/plain', dangers: [] }
  if (source.size > pageMost) return { type, dangers: ['active_page'] }
  const page = source.size <= head.length ? begun : (wordsOf(source.read(0, source.size), true) ?? begun)
  return { type, dangers: active.test(page) ? ['active_page'] : [] }
}

const beginnings: readonly (readonly [RegExp, string, FileDanger])[] = [
  [/^#!/, 'text/x-shellscript', 'script'],
  [/^<\?php|^<%@/i, 'text/x-php', 'script'],
  [/^\[InternetShortcut\]|^\[\{000214A0/i, 'application/x-mswinurl', 'shortcut'],
  [/^\[Desktop Entry\]/i, 'application/x-desktop', 'shortcut'],
  [/^Windows Registry Editor|^REGEDIT4/i, 'text/x-ms-regedit', 'script'],
  [/^@echo off/i, 'application/x-bat', 'script'],
  [/^<(?:job|package)[\s>]/i, 'text/x-wsf', 'script'],
]

function pageType(start: string): string | null {
  const words = start.replace(/^<\?xml[^>]{0,300}\?>\s*/i, '').replace(/^<!--.{0,1000}?-->\s*/s, '')
  if (/^<!doctype\s+svg|^<svg[\s>:]/i.test(words) || /<svg[\s>:]/i.test(words.slice(0, 1_024)))
    return 'image/svg+xml'
  const isPage = /^<!doctype\s+html|^<(?:html|head|body|script|iframe|meta|title|table|div|form|style)[\s>]/i
  return isPage.test(words) || /<(?:html|body|script)[\s>]/i.test(words.slice(0, 2_048)) ? 'text/html' : null
}

const active =
  /<script|<iframe|<object|<embed|<applet|<foreignObject|<handler|<!ENTITY|\son[a-z]{3,30}\s*=|javascript:|vbscript:|data:text\/html|<meta[^>]{0,200}refresh/i

function wordsOf(bytes: Buffer, isWhole: boolean): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  if (bytes.includes(0)) return null
  const cut = isWhole ? bytes : bytes.subarray(0, bytes.length - 3)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(trimmed(cut, isWhole))
  } catch {
    return isLegible(bytes) ? bytes.toString('latin1') : null
  }
}

/** Without the beginning of a letter that was cut off. */
function trimmed(bytes: Buffer, isWhole: boolean): Buffer {
  if (isWhole) return bytes
  let end = bytes.length
  while (end > 0 && (bytes[end - 1]! & 0xc0) === 0x80) end--
  return end > 0 && bytes[end - 1]! >= 0xc0 ? bytes.subarray(0, end - 1) : bytes
}

/** Words in an older encoding: hardly a control character among them. */
function isLegible(bytes: Buffer): boolean {
  let odd = 0
  for (const byte of bytes) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) odd++
  return odd * 200 < bytes.length
}
