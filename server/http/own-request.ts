// Whether a write that rides on a cookie was really made by one of our own pages.
import type { FastifyRequest } from 'fastify'

/**
 * Browsers say where a request comes from (`Sec-Fetch-Site`); where they do not, our pages say it with a
 * header
 * no foreign page may send, and the origin has to be ours.
 */
export function isOwnRequest(request: Pick<FastifyRequest, 'headers'>, publicUrl: URL): boolean {
  const { headers } = request
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  if (headers['x-tierline'] === undefined) return false
  const { origin, host } = headers
  if (origin === undefined) return true
  return origin === publicUrl.origin || (URL.canParse(origin) && new URL(origin).host === host)
}
