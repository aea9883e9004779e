// Serves the built app and its words from this process, so that pages without a server can be looked at.
// Not: the server, nor its policy — but the same content policy, so that what it forbids is found here.
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLanguage } from '#core/people/language.ts'
import { messagesOf } from '#words/phrases/index.ts'

const folder = fileURLToPath(new URL('../../.build/web', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"

export type Answer = (request: IncomingMessage, response: ServerResponse) => void
const nobody: Answer = (_request, response) => {
  response.statusCode = 401
  response.end('{"code":"session.needed"}')
}

/** Starts on a free port; `origin` is where it is, `close` ends it. `api` answers what lies under /api/. */
export async function serveWeb(
  api: Answer = nobody,
): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname
    const language = /^\/words\/(\w+)\.json$/.exec(path)?.[1]
    response.setHeader('content-security-policy', policy)
    if (isLanguage(language)) {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(messagesOf(language)))
      return
    }
    if (path.startsWith('/api/')) {
      response.setHeader('content-type', 'application/json')
      api(request, response)
      return
    }
    const file = extname(path) === '' ? 'index.html' : normalize(path)
    try {
      const bytes = await readFile(join(folder, file))
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
      response.end(bytes)
    } catch {
      response.statusCode = 404
      response.end()
    }
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise(done => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
