// `GET /verification`: the cases of which something is checked again, by when, and those of which it was.
// Not: checking it (verification-deeds.ts).
import { z } from 'zod'
import { readablePage } from '#server/http/case-list.ts'
import { type App, route } from '#server/http/route.ts'
import { cardSchema, flagInQuery, pageOf, paging } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { CardQuery } from '#store/store.ts'

export const checkViews = ['due', 'ahead', 'done'] as const

export function verificationRoutes(app: App, { store, facts, now }: Shell): void {
  route(app, {
    method: 'GET',
    url: '/verification',
    summary: 'Cases of which something is checked again, by when; of those done, the last first.',
    tag: 'cases',
    query: z.strictObject({
      view: z.enum(checkViews).default('due').meta({
        description: 'due: its time has come, late or not; ahead: not yet; done: somebody looked.',
      }),
      mine: flagInQuery.optional().meta({ description: 'Only those whose next check is mine.' }),
      ...paging,
    }),
    answers: { 200: pageOf(cardSchema) },
    async handler(request, reply) {
      const { agent, facts: own } = signedIn(request)
      const { view, mine } = request.query
      const asked: Omit<CardQuery, 'limit'> = {
        checks: { view, at: now() },
        sort: view === 'done' ? 'checked' : 'check',
        ...(mine && view !== 'done' && { checker: agent }),
      }
      const page = await readablePage({ facts: own, desk: facts() }, request.query, (limit, cursor) =>
        store.cards({ ...asked, limit, ...(cursor !== undefined && { cursor }) }),
      )
      return reply.send(page)
    },
  })
}
