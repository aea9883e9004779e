// The three roles of a case as the API says them: contact, worker, and who keeps what is due next.
// Not: who stands in for them (case-kept.ts).
import { z } from 'zod'
import { clockOwner, clockRoles } from '#core/case/clock-owner.ts'
import { nullable, owedKind } from '#server/http/schema.ts'
import type { Shell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

export const rolesSchema = nullable(
  z.object({
    contact: nullable(z.string()).meta({ description: 'Who answers to the customer.' }),
    worker: nullable(z.string()).meta({ description: 'Who works on it; null: it waits for the team.' }),
    team: z.string(),
    clock: nullable(
      z.object({
        as: z.enum(clockRoles),
        agent: nullable(z.string()),
        team: z.string(),
        kind: owedKind,
        dueAt: z.int(),
      }),
    ).meta({ description: 'Who keeps what is due next, and in which role; null: nothing is due.' }),
  }),
)

/** Who has which role in a case, now. */
export function rolesIn(shell: Pick<Shell, 'folded'>, ledger: Ledger): z.infer<typeof rolesSchema> {
  const state = shell.folded(ledger)
  if (state.phase === 'unopened') return null
  const { contact, worker, team } = state
  const owner = clockOwner(state)
  return {
    contact,
    worker,
    team,
    clock: owner && {
      as: owner.as,
      agent: owner.agent,
      team: owner.team,
      kind: owner.clock.kind,
      dueAt: owner.clock.dueAt,
    },
  }
}
