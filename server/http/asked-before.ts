// `POST /cases/:case/asked-before`: questions in words to the customer that the ledger answers already. A
// hint: nothing is recorded, and nothing is kept from going out.
import { z } from 'zod'
import { askedBefore } from '#core/case/asked-before.ts'
import { caseFor } from '#server/http/case-door.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, language, nullable } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import { saidBefore, saidBy } from '#server/said-before.ts'
import { scriptShelf } from '#server/script-shelf.ts'
import type { Shell } from '#server/shell.ts'

const hintSchema = z.object({
  question: z.string(),
  about: z.string().meta({ description: 'What was asked then; empty: he said it by himself.' }),
  said: z.string(),
  from: z.enum(saidBy),
  at: z.int(),
  seq: nullable(z.int()).meta({ description: 'The entry that says it; null: known of the case itself.' }),
})

export function askedBeforeRoute(app: App, shell: Shell): void {
  const shelf = scriptShelf(shell.desk.scripts)
  route(app, {
    method: 'POST',
    url: '/cases/:case/asked-before',
    summary: 'Which questions in these words to the customer the case answers already. Nothing is recorded.',
    tag: 'cases',
    params: caseParams,
    body: z.strictObject({
      text: z.string().max(20_000),
      language: language.optional().meta({ description: 'Of the words; absent: that of the case.' }),
    }),
    answers: { 200: z.object({ hints: z.array(hintSchema) }) },
    async handler(request, reply) {
      const card = await caseFor(shell, signedIn(request).agent, request.params.case)
      const ledger = await shell.store.read(card.id)
      const state = ledger && shell.folded(ledger)
      if (!ledger || !state || state.phase === 'unopened') throw new Problem('case.not_found')
      const { text, language = state.language } = request.body
      // Most of what is typed asks nothing: then nothing has to be gathered.
      if (!text.includes('?')) return reply.send({ hints: [] })
      const said = await saidBefore(shell, shelf, { card, ledger, state, language })
      const hints = askedBefore(text, language, said).map(({ question, said }) => {
        const { about, words, from, at, seq } = said
        return { question, about, said: words, from, at, seq }
      })
      return reply.send({ hints })
    },
  })
}
