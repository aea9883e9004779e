// Where code words were written again and again: for who leads whoever wrote them, and for himself. No text,
// no number of anybody. Not: how it is noted (server/conduct-uses.ts).
import { z } from 'zod'
import { isRepeated } from '#core/conduct/repeated.ts'
import type { AgentId } from '#core/kit/id.ts'
import { leads } from '#core/people/leads.ts'
import { mayReadCard } from '#server/http/case-door.ts'
import { type App, route } from '#server/http/route.ts'
import { nullable } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

const useSchema = z
  .object({
    agent: z.string(),
    word: z.string().meta({ description: 'The code word, by its name on the list.' }),
    at: z.int(),
    number: nullable(z.int()).meta({ description: 'Null where the case may not be read (any more).' }),
    subject: nullable(z.string()),
  })
  .meta({ id: 'CodeWordUse' })

/** `/coach/conduct`. */
export function conductRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/coach/conduct',
    summary:
      'Code words written repeatedly by people I lead, or by me, of the last 30 days; the newest first.',
    tag: 'coach',
    query: z.strictObject({
      mine: z.literal('1').optional().meta({ description: 'What leads are told of me.' }),
    }),
    answers: { 200: z.object({ items: z.array(useSchema) }) },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const facts = shell.facts()
      const whose = request.query.mine
        ? [agent]
        : Object.values(facts.agents).flatMap(one => (leads(facts, agent, one.id) ? [one.id] : []))
      const uses = await shell.desk.conductUses.of(whose, shell.now())
      // The first time is nobody's business but his own.
      const told = new Set<AgentId>(
        whose.filter(id =>
          isRepeated(
            uses.filter(one => one.agent === id),
            facts.conductTimes,
          ),
        ),
      )
      const items = await Promise.all(
        uses
          .filter(one => told.has(one.agent))
          .map(async ({ caseId, ...one }) => {
            const card = await shell.store.card(caseId)
            const isReadable = card !== null && (await mayReadCard(shell, agent, card))
            return {
              ...one,
              number: isReadable ? card.number : null,
              subject: isReadable ? card.subject : null,
            }
          }),
      )
      return reply.send({ items })
    },
  })
}
