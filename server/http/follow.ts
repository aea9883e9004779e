// `PUT /cases/:case/follow`: whether I follow a case. Not: what I am told of it then (react/follow.ts).
import { z } from 'zod'
import { caseFor } from '#server/http/case-door.ts'
import { type App, route } from '#server/http/route.ts'
import { caseRef } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

const follows = z.boolean().meta({ description: 'Told of answers, no’s, words of the customer, its end.' })

/** Adds it. */
export function followRoutes(app: App, shell: Shell): void {
  const { desk, now } = shell
  route(app, {
    method: 'PUT',
    url: '/cases/:case/follow',
    summary: 'Follow a case from now on, or not any more.',
    tag: 'cases',
    params: z.strictObject({ case: caseRef }),
    body: z.strictObject({ follows }),
    answers: { 200: z.object({ follows }) },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const { id: caseId, seq } = await caseFor(shell, agent, request.params.case)
      const { follows } = request.body
      if (follows) await desk.follows.start({ agent, caseId, at: now(), seq })
      else await desk.follows.stop({ agent, caseId })
      return reply.send({ follows })
    },
  })
}
