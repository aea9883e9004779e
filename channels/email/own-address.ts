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
  for (let asked = spelled(withoutToken(recipient)); ; asked = withoutTag(asked)) {
    const found = ours.find(one => spelled(one.address) === asked)
    if (found) return found
    if (withoutTag(asked) === asked) return null
  }
}

const withoutTag = (address: string): string => address.replace(/^(.+)\+[^@]*(?=@[^@]*$)/, '$1')

/** One spelling for both of a domain: letters of its language, or their form in ASCII. */
function spelled(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1).toLowerCase()
  return `${address.slice(0, at).toLowerCase()}@${domainToASCII(domain) || domain}`
}
