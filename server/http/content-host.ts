// Where content has a host of its own, nothing else is served there: no page to sign in on, so that no cookie
// of ours can ever lie beside what strangers sent. Not: the content itself (content.ts).
import type { FastifyInstance } from 'fastify'
import { Problem } from '#server/http/problems.ts'
import type { Config } from '#server/config.ts'

/** Besides content, a proxy may ask there whether we live. */
const served: ReadonlySet<string | undefined> = new Set(['/api/v1/content/:token', '/healthz', '/readyz'])

/** Refuses everything but content where the host that was asked is the content's own. */
export function keepContentApart(
  app: FastifyInstance,
  { publicUrl, contentUrl }: Pick<Config, 'publicUrl' | 'contentUrl'>,
): void {
  if (!contentUrl || contentUrl.host === publicUrl.host) return
  app.addHook('onRequest', async ({ host, routeOptions }) => {
    // Read as an address, so that a port said needlessly or capital letters make no other host of it.
    const isThere = URL.parse(`${contentUrl.protocol}//${host}`)?.host === contentUrl.host
    if (isThere && !served.has(routeOptions.url)) throw new Problem('route.not_found')
  })
}
