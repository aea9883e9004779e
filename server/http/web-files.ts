// The agents' web app as built by Vite: hashed files for ever, its one page never kept. Not: the portal's
// pages.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { appPolicy } from '#server/http/headers.ts'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'

/** Serves `.build/web`; `pageFor` answers a GET that accepts HTML and fits no other route. */
export async function webFiles(app: FastifyInstance, shell: Shell): Promise<{ pageFor: PageFor }> {
  const { webDir, contentUrl } = shell.config
  const policy = appPolicy(contentUrl)
  await app.register(fastifyStatic, {
    root: webDir,
    prefix: '/',
    index: false,
    wildcard: true,
    decorateReply: false,
    cacheControl: false,
    // Where the build left a compressed file beside one, it is sent instead.
    preCompressed: true,
    globIgnore: ['index.html'],
    setHeaders(reply, path) {
      const isHashed = path.startsWith(join(webDir, 'assets'))
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      reply.header('content-security-policy', policy)
    },
  })
  const page = join(webDir, 'index.html')
  const pageFor: PageFor = async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const accepted = String(request.headers.accept ?? '*/*')
    // Programs that take anything find the front door, too: whoever tries it by hand sees that we are there.
    const takesPage = accepted.includes('text/html') || (path === '/' && accepted.includes('*/*'))
    const wishesPage = request.method === 'GET' && takesPage
    if (!wishesPage || path.startsWith('/api/') || /\.\w{1,8}$/.test(path))
      throw new Problem('route.not_found')
    const html = await readFile(page).catch(() => null)
    if (!html) throw new Problem('route.not_found')
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html)
  }
  // Asked for the folder itself, the files' own route would refuse it.
  app.get('/', { schema: { hide: true } }, pageFor)
  return { pageFor }
}

export type PageFor = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
