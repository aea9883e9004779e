// What an agent has begun to write: kept per case and audience, so that a note can never become a message.
import { z } from 'zod'
import { caseFor } from '#server/http/case-door.ts'
import { type App, route } from '#server/http/route.ts'
import { caseRef } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

/** `PUT /cases/:case/drafts/:audience`. */
export function draftRoutes(app: App, shell: Shell): void {
  route(app, {
    method: 'PUT',
    url: '/cases/:case/drafts/:audience',
    summary: 'Keep a draft; an empty text removes it.',
    tag: 'cases',
    params: z.strictObject({ case: caseRef, audience: z.enum(['customer', 'team']) }),
    body: z.strictObject({ text: z.string().max(100_000) }),
    answers: { 200: z.object({ updatedAt: z.int() }) },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const card = await caseFor(shell, agent, request.params.case)
      const { audience } = request.params
      const updatedAt = shell.now()
      await shell.desk.drafts.keep(agent, { caseId: card.id, audience, text: request.body.text, updatedAt })
      return reply.send({ updatedAt })
    },
  })
}
