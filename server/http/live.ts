// `GET /live` as server-sent events, and `POST /presence`. Not: what is sent (live/hub.ts).
import { z } from 'zod'
import { caseFor } from '#server/http/case-door.ts'
import { liveLineRoutes } from '#server/http/live-lines.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseRefInBody, nothing } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { LiveHub } from '#server/live/hub.ts'
import type { Shell } from '#server/shell.ts'

const position = z.string().regex(/^[\w:.,=-]{1,100}$/)
const streamsMax = 2_000

const feed = {
  description:
    'Server-sent events: `hello` {position}, `case` {id, number, seq, card}, `presence` {caseId, who}, ' +
    '`gone` {id}, `notices` {unread}, `shifts` {}, `escalations` {} and `matters` {} ' +
    '(not as they were: ask again), ' +
    '`reset` {position} (too far behind: load anew). Ids are positions; resume with Last-Event-ID or `from`.',
  content: { 'text/event-stream': { schema: z.string() } },
}

/** The live feed and who is where. */
export function liveRoutes(app: App, shell: Shell, hub: LiveHub): void {
  liveLineRoutes(app, shell)
  route(app, {
    method: 'GET',
    url: '/live',
    summary: 'Follow what changes, without a gap.',
    tag: 'live',
    query: z.strictObject({ from: position.optional() }),
    answers: { 200: feed },
    async handler(request, reply) {
      const { agent, secret } = signedIn(request)
      const last = request.headers['last-event-id']
      const from = typeof last === 'string' && last !== '' ? last : (request.query.from ?? null)
      if (from !== null && !position.safeParse(from).success) throw new Problem('cursor.invalid')
      if (hub.size >= streamsMax) throw new Problem('server.busy', { headers: { 'retry-after': '10' } })
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // Proxies that collect answers would hold the feed back.
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      })
      request.raw.setTimeout(0)
      const pipe = {
        write: (text: string) => void raw.write(text),
        waitingBytes: () => raw.writableLength,
        end: () => void raw.end(),
      }
      const stream = await hub.open({ agent, secret, from }, pipe).catch(fault => {
        // The head has gone out: only an end makes the reader come again.
        raw.end()
        throw fault
      })
      if (raw.destroyed) hub.leave(stream)
      raw.on('close', () => hub.leave(stream))
    },
  })

  route(app, {
    method: 'POST',
    url: '/presence',
    summary: 'Say that I look at a case, write to its customer, or have left it. Again every ten seconds.',
    tag: 'live',
    body: z.strictObject({ caseId: caseRefInBody, doing: z.enum(['viewing', 'writing', 'left']) }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const { caseId, doing } = request.body
      const card = await caseFor(shell, agent, caseId)
      await hub.noteDoing(card.id, agent, doing)
      if (doing !== 'left') {
        await shell.desk.seen.mark(agent, card.id, card.seq)
        await shell.desk.notices.look(agent, { caseId: card.id }, shell.now())
      }
      return reply.code(204).send()
    },
  })
}
