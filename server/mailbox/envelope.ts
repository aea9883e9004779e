// The envelope of a mail that lies in a mailbox: the server that took it in wrote it into the headers, or
// forgot it. Not: what the mail says (channels/email/parse.ts).
import type { Envelope } from '#channels/email/intake.ts'
import { withoutToken } from '#channels/email/reply-token.ts'

const headBytesMax = 256 * 1024
const addressesMax = 200

/** The header of raw mail with its folded lines made one each. */
export function headOf(raw: Uint8Array): string {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headBytesMax))
  const head = bytes.toString('latin1')
  const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length
  return head.slice(0, end).replace(/\r?\n[ \t]+/g, ' ')
}

/** Values of a header, from the top. */
const valuesOf = (head: string, name: string): string[] =>
  [...head.matchAll(new RegExp(valuePattern(name), 'gim'))].map(([, value]) => value ?? '')

/** The topmost value of a header; empty without one. */
export const topValueOf = (head: string, name: string): string => valuePattern(name).exec(head)?.[1] ?? ''

const valuePatterns = new Map<string, RegExp>()

/** Made once for each name: those are ours, and few. */
function valuePattern(name: string): RegExp {
  const known = valuePatterns.get(name)
  if (known) return known
  const made = new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, 'im')
  valuePatterns.set(name, made)
  return made
}

const addressesIn = (text: string): string[] =>
  [...text.matchAll(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g)].map(([address]) => address).slice(0, addressesMax)

/** Where a mail was delivered to, surest first. */
const deliveredTo = ['x-original-to', 'delivered-to', 'envelope-to', 'x-envelope-to', 'to', 'cc']

/**
 * The envelope of a mail in the mailbox of `own`.
 * @param isOurs whether an address, without its token, is one the desk is written to
 */
export function envelopeOf(head: string, own: string, isOurs: (address: string) => boolean): Envelope {
  const returnPath = topValueOf(head, 'return-path')
  const from = addressesIn(returnPath)[0]
  const isNull = returnPath.trim() === '<>'
  const sender = from ?? (isNull ? '' : (senderIn(head) ?? ''))
  const all = deliveredTo.flatMap(name => valuesOf(head, name).flatMap(addressesIn))
  const to = all.find(address => isOurs(withoutToken(address))) ?? own
  return { from: sender, to: [to] }
}

/** Whom a mail says it comes from. */
export const senderIn = (head: string): string | null =>
  addressesIn(topValueOf(head, 'from'))[0]?.toLowerCase() ?? null
