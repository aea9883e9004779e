// Five minutes after a hard contact: nothing is offered meanwhile, they end by themselves, and no fact,
// figure or list keeps them. Not: marking the contact (people-deeds.ts), nor taking no turn by own wish
// (live-lines.ts).
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { after, minuteMs } from '#core/kit/time.ts'
import { type App, route } from '#server/http/route.ts'
import { nothing, nullable } from '#server/http/schema.ts'
import { needRole, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

const pauseMs = 5 * minuteMs
const pauseSchema = z.object({ pausedUntil: nullable(z.int()) })

/** Who may have had one: whoever only reads talks to nobody. */
const whoTalks = (request: FastifyRequest) =>
  needRole(request, 'agent', 'lead', 'technician', 'partner').agent

/** `/live-line/hard-contact`. */
export function hardContactRoutes(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/live-line/hard-contact',
    summary: 'Until when I am given nothing after a hard contact; null: I am not in such a pause.',
    tag: 'live',
    answers: { 200: pauseSchema },
    async handler(request, reply) {
      return reply.send({ pausedUntil: await shell.whereabouts.hardUntil(signedIn(request).agent) })
    },
  })
  route(app, {
    method: 'POST',
    url: '/live-line/hard-contact',
    summary: 'Take five minutes after a hard contact. Asked twice, they go on as they began.',
    tag: 'live',
    body: z.strictObject({}),
    answers: { 200: pauseSchema },
    async handler(request, reply) {
      const agent = whoTalks(request)
      const running = await shell.whereabouts.hardUntil(agent)
      const pausedUntil = running ?? after(shell.now(), pauseMs)
      if (running === null) await shell.whereabouts.pause(agent, pausedUntil, 'hard_contact')
      return reply.send({ pausedUntil })
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/live-line/hard-contact',
    summary: 'I am back before they are over.',
    tag: 'live',
    answers: { 204: nothing },
    async handler(request, reply) {
      const agent = whoTalks(request)
      if ((await shell.whereabouts.hardUntil(agent)) !== null) await shell.whereabouts.pause(agent, null)
      return reply.code(204).send()
    },
  })
}
