// The signed part of a return address: made of what is sent and to whom, under the node's secret, the same at
// every attempt. Nobody without the secret can make one that is in the book of mails that left.
import { hmacOf } from '#store/hmac.ts'

const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const length = 26

/** The path of a mail; the key names the effect it leaves by. */
export function returnPathOf(secret: Uint8Array, mail: { key: string; address: string }): string {
  const said = JSON.stringify(['return path', mail.key, mail.address.toLowerCase()])
  let path = ''
  for (const byte of hmacOf(secret, said).subarray(0, length)) path += letters[byte & 31]
  return path
}
