// Cases that look as if one cause were behind them: suggested, or dismissed with a reason; and of a known
// error that it is not what a case has. Opening and joining are in problem-deeds.ts.
import { z } from 'zod'
import type { CaseId, ProblemId } from '#core/kit/id.ts'
import { dismissReasons } from '#core/problem/suggest.ts'
import { caseFor } from '#server/http/case-door.ts'
import { needReader, problemFor, problemParams } from '#server/http/problem-door.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, caseRefInBody, nothing, nullable } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { suggestedProblems } from '#server/suggested-problems.ts'

const suggestedSchema = z.object({
  items: z
    .array(
      z
        .object({
          cases: z.array(z.object({ id: z.string(), number: z.int(), subject: z.string() })),
          terms: z.array(z.string()).meta({ description: 'Words most of them have, as they are compared.' }),
          product: nullable(z.string()).meta({ description: 'Null: not all of one.' }),
          organisation: nullable(z.string()),
          device: nullable(z.string()),
        })
        .meta({ id: 'SuggestedProblem' }),
    )
    .meta({ description: 'The largest first.' }),
})

/** Adds them. */
export function problemSuggestedRoutes(app: App, shell: Shell): void {
  listRoute(app, shell)
  dismissRoute(app, shell)
  unfitRoute(app, shell)
}

function listRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/matters/problems/suggested',
    summary: 'Open cases of the last days that look as if one cause were behind them.',
    tag: 'matters',
    answers: { 200: suggestedSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      needReader(shell, signed)
      const found = await suggestedProblems(shell, signed.facts)
      const items = found.map(({ cards, terms, ...one }) => ({
        ...{ ...one, terms: [...terms] },
        cases: cards.map(({ id, number, subject }) => ({ id, number, subject })),
      }))
      return reply.send({ items })
    },
  })
}

const casesMost = 400

function dismissRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/matters/problems/suggested/dismiss',
    summary: 'These cases are no problem of their own; another one like them is suggested again.',
    tag: 'matters',
    body: z.strictObject({
      cases: z.array(caseRefInBody).min(2).max(casesMost),
      because: z.enum(dismissReasons),
    }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const signed = signedIn(request)
      needReader(shell, signed)
      const { cases, because } = request.body
      const cards = await Promise.all(cases.map(one => caseFor(shell, signed.agent, one as CaseId | number)))
      const ids = cards.map(({ id }) => id)
      await shell.desk.problems.dismiss({ cases: ids, because, agent: signed.agent, at: shell.now() })
      return reply.code(204).send()
    },
  })
}

function unfitRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/cases/:case/known-errors/:problem/does-not-fit',
    summary: 'This known error is not what the case has: it is offered there no more, and counted.',
    tag: 'matters',
    params: caseParams.extend(problemParams.shape),
    answers: { 204: nothing },
    async handler(request, reply) {
      const signed = signedIn(request)
      const card = await caseFor(shell, signed.agent, request.params.case)
      const { ledger } = await problemFor(shell, signed, request.params.problem)
      await shell.desk.problems.notFitting({
        ...{ matter: ledger.id as ProblemId, caseId: card.id, agent: signed.agent, at: shell.now() },
      })
      return reply.code(204).send()
    },
  })
}
