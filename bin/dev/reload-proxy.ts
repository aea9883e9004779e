// Stands before the server while developing and makes every page reload when something was rebuilt. It knows
// no
// routes: whatever is HTML gets one script, which the strict content policy allows because it is ours.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'

const scriptPath = '/@dev/reload.js'
const eventsPath = '/@dev/events'
const script = `new EventSource('${eventsPath}').addEventListener('reload', () => location.reload())`
const tag = `<script src="${scriptPath}"></script>`

export type ReloadProxy = { readonly server: Server; reload(): void }

/** A server that passes everything on to `targetPort` of this machine; `reload()` reloads every open page. */
export function reloadProxy(targetPort: number): ReloadProxy {
  const pages = new Set<ServerResponse>()
  const server = createServer((asked, answer) => {
    if (asked.url === scriptPath) return answer.setHeader('content-type', 'text/javascript').end(script)
    if (asked.url === eventsPath) return listen(asked, answer, pages)
    return passOn(asked, answer, targetPort)
  })
  return {
    server,
    reload: () => {
      for (const page of pages) page.write('event: reload\ndata:\n\n')
    },
  }
}

function listen(asked: IncomingMessage, answer: ServerResponse, pages: Set<ServerResponse>): void {
  answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  answer.flushHeaders()
  pages.add(answer)
  asked.on('close', () => pages.delete(answer))
}

function passOn(asked: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method = 'GET', url: path = '/' } = asked
  // Uncompressed, so that the script can be put in.
  const headers = { ...asked.headers, 'accept-encoding': 'identity' }
  const passed = request({ host: '127.0.0.1', port, method, path, headers }, reply => {
    const isPage = reply.headers['content-type']?.startsWith('text/html') ?? false
    if (!isPage) {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
      return
    }
    const { 'content-length': _length, etag: _etag, ...rest } = reply.headers
    answer.writeHead(reply.statusCode ?? 502, { ...rest, 'cache-control': 'no-store' })
    reply.pipe(answer, { end: false })
    reply.on('end', () => answer.end(tag))
  })
  passed.on('error', () => {
    if (answer.headersSent) return answer.destroy()
    answer.writeHead(503, { 'content-type': 'text/html', 'retry-after': '1' })
    return answer.end(`The server is starting again.${tag}`)
  })
  asked.pipe(passed)
}
