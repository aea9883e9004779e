// Which of the desk's own addresses a recipient means: people put tags behind "+", and mail programs change
// case and spell domains in two ways. Not: what the desk does with the mail (server/intake.ts).
import { domainToASCII } from 'node:url'
import { withoutToken } from './reply-token.ts'

/**
 * The address among ours that a recipient means: itself, or what is left of it without a reply token and
 * without the tags behind "+", the longest first, so that `support+network@` may be an address of its own.
 * null: it is none of ours.
 */
export function ownAddress<One extends { readonly address: string }>(
  ours: readonly One[],
  recipient: string,
): One | null {
  for (let asked = spelled(withoutToken(recipient)); ; ) {
    const found = ours.find(one => spelled(one.address) === asked)
    if (found) return found
    const shorter = withoutTag(asked)
    if (shorter === asked) return null
    asked = shorter
  }
}

const withoutTag = (address: string): string =>
  address.includes('+') ? address.replace(/^(.+)\+[^@]*(?=@[^@]*$)/, '$1') : address

/** One spelling for both of a domain: letters of its language, or their form in ASCII. */
function spelled(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1).toLowerCase()
  const one = isPlain(domain) ? domain : domainToASCII(domain) || domain
  return `${address.slice(0, at).toLowerCase()}@${one}`
}

/** A name of plain letters has one spelling; "xn--" begins the second of another, and figures are no name. */
const isPlain = (domain: string): boolean =>
  /^[a-z][a-z\d-]*(?:\.[a-z][a-z\d-]*)*$/.test(domain) && !domain.includes('--')
