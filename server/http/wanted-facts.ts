// `GET /cases/:case/wanted-facts`: what has to be known of a case, what is, and what nobody knows yet. Not:
// recording one (a deed), nor the lists (set-up-wanted.ts).
import { z } from 'zod'
import { wantedSources } from '#core/case/wanted-fact.ts'
import { knownFroms } from '#core/wanted/known.ts'
import { caseFor } from '#server/http/case-door.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, language, nullable } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { wantedShown } from '#server/wanted.ts'

const knownSchema = z
  .object({
    words: z.string(),
    from: z.enum(knownFroms),
    at: z.int(),
    entry: nullable(z.string()).meta({ description: 'The entry that says it; null: a field of the case.' }),
    source: nullable(z.enum(wantedSources)).meta({ description: 'Of one that was recorded: who says so.' }),
    seenAt: nullable(z.int()),
    by: nullable(z.object({ kind: z.string(), id: z.string().optional(), part: z.string().optional() })),
  })
  .meta({ id: 'KnownFact' })
const wantedSchema = z
  .object({
    fact: z.string(),
    name: z.string(),
    ask: z.string().meta({ description: 'The question, as the customer is asked.' }),
    required: z.boolean().meta({ description: 'Who hands the case up while it is open says why.' }),
    known: nullable(knownSchema).meta({ description: 'Null: nobody knows it yet.' }),
    before: z.array(knownSchema).meta({ description: 'What was said before, the newest first.' }),
  })
  .meta({ id: 'WantedFact' })

export function wantedFactsRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case/wanted-facts',
    summary: 'What has to be known of a case: what is, from where and since when, and what is open.',
    tag: 'cases',
    params: caseParams,
    query: z.strictObject({
      language: language.optional().meta({ description: 'Of the words; absent: that of the case.' }),
    }),
    answers: { 200: z.object({ items: z.array(wantedSchema) }) },
    async handler(request, reply) {
      const card = await caseFor(shell, signedIn(request).agent, request.params.case)
      const ledger = await shell.store.read(card.id)
      const state = ledger && shell.folded(ledger)
      if (!ledger || !state || state.phase === 'unopened') throw new Problem('case.not_found')
      const { language = state.language } = request.query
      const asked = { state, texts: ledger.texts, language, now: shell.now() }
      return reply.send({ items: await wantedShown(shell, asked) })
    },
  })
}
