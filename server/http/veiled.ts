// The wall before everything /api/v1 answers: who is kept from a customer's data gets it without. Not: what
// is taken out (veil/veil.ts).
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CustomerId } from '#core/kit/id.ts'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'
import { type Veil, veilFor } from '#server/veil/veil.ts'

/** The veil before whoever asks; null: none. */
export const veilOf = (shell: Shell, { signed }: Pick<FastifyRequest, 'signed'>): Veil | null =>
  signed && veilFor(shell, signed)

/** Puts every answer of this scope behind the veil of whoever asked for it. */
export function veilAnswers(app: FastifyInstance, shell: Shell): void {
  app.addHook('preSerialization', async (request, _reply, answer) => {
    const veil = veilOf(shell, request)
    const here = (request.params as { case?: `cas_${string}` | number } | undefined)?.case
    return veil ? veil.over(answer, here ?? null) : answer
  })
}

/** Ends the request where a customer is not seen: he cannot be told from one that is not there. */
export async function needSight(shell: Shell, request: FastifyRequest, customer: CustomerId): Promise<void> {
  const veil = veilOf(shell, request)
  if (veil && !(await veil.sees(customer))) throw new Problem('customer.not_found')
}
