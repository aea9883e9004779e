// The address a customer's answer comes back to: `support+<token>@domain`. The token is random, made and
// kept (hashed) elsewhere; here it is only written into an address and read from one. Not: whether a token
// is valid.

/** 128 random bits in lower-case base32 or hexadecimal: what a token may look like at all. */
const tokenShape = /^[a-z0-9]{20,40}$/

/** The address that carries a token. */
export function addressWithToken(address: string, token: string): string {
  const at = address.lastIndexOf('@')
  if (at < 1 || !tokenShape.test(token))
    throw new Error('a reply address needs an address and a token of our own')
  return `${address.slice(0, at)}+${token}${address.slice(at)}`
}

/** The first token any of these addresses carries, or null. Mail programs may have changed its case. */
export function replyTokenIn(addresses: readonly string[]): string | null {
  for (const address of addresses) {
    const local = address.slice(0, Math.max(address.lastIndexOf('@'), 0))
    const plus = local.lastIndexOf('+')
    if (plus < 0) continue
    const token = local.slice(plus + 1).toLowerCase()
    if (tokenShape.test(token)) return token
  }
  return null
}

/** The same address without its token: where the mail was sent to. Other parts behind "+" stay. */
export function withoutToken(address: string): string {
  if (!address.includes('+')) return address.toLowerCase()
  const [whole, local = '', token = '', domain = ''] = /^(.+)\+([^+@]*)(@[^@]*)$/.exec(address) ?? []
  return (
    whole !== undefined && tokenShape.test(token.toLowerCase()) ? local + domain : address
  ).toLowerCase()
}
