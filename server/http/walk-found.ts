// What automatic checks of a walk went by, as an agent looks at it: the announced outage, the earlier cases
// he may open. Not: how they were found (server/walk-checks.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { Card } from '#core/case/card.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { foundOn, outageOn, type Walk } from '#core/script/walk.ts'
import { factsOf } from '#server/http/case-door.ts'
import { language, nullable } from '#server/http/schema.ts'
import type { Shell } from '#server/shell.ts'
import type { KeptOutage } from '#store/desk/outage.ts'

export const foundSchema = z
  .object({
    outage: nullable(
      z.object({
        id: z.string(),
        what: z.partialRecord(language, z.string()),
        since: z.int(),
        expectedUntil: nullable(z.int()),
        overAt: nullable(z.int()),
      }),
    ).meta({ description: 'The announced outage that a check on the way went by.' }),
    earlier: nullable(
      z.object({
        by: z.enum(['device', 'product']).meta({
          description: 'Those of the same device; or of the same customer with the same product.',
        }),
        cases: z.array(z.object({ id: z.string(), number: z.int(), subject: z.string(), openedAt: z.int() })),
      }),
    ).meta({ description: 'The earlier cases a check on the way went by, as far as one may read them.' }),
  })
  .meta({ id: 'WalkFound' })
export type WalkFound = z.input<typeof foundSchema>

/** For this reader. */
export async function foundFor(shell: Shell, reader: AgentId, card: Card, walk: Walk): Promise<WalkFound> {
  const past = foundOn(walk).findLast(one => 'cases' in one)
  const id = outageOn(walk)
  const [outage, cases] = await Promise.all([
    id && shell.desk.outages.one(id),
    past ? readable(shell, reader, card, past.cases) : [],
  ])
  return {
    outage: outage ? shown(outage) : null,
    earlier: past ? { by: past.by, cases } : null,
  }
}

const shown = ({ id, what, since, expectedUntil, overAt }: KeptOutage) => {
  const times = { since, expectedUntil, overAt }
  return { id, what, ...times }
}

/** Whoever holds the case reads what happened before; anybody else what he may read anyway. */
async function readable(shell: Shell, reader: AgentId, card: Card, ids: readonly CaseId[]) {
  const holds = card.phase === 'open' && (card.worker === reader || card.contact === reader)
  const cards = await Promise.all(ids.map(id => shell.store.card(id)))
  return cards
    .filter(one => one !== null)
    .filter(one => mayRead(factsOf(shell, reader), one, holds, shell.facts()))
    .map(({ id, number, subject, openedAt }) => ({ id, number, subject, openedAt }))
}
