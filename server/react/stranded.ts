// Offers to a person who is not there any more, or may not take them any more: the clock looks at their
// cases, and they go to his team. A person leaves, loses a level or begins an absence without anything
// happening to a case.
import { canReceive } from '#core/people/team-there.ts'
import { minuteMs } from '#core/kit/time.ts'
import type { Deed, Handled } from '#server/deed.ts'
import { handle, type World } from '#server/handle.ts'

const batch = 100
/** How long such an offer may lie at worst. */
const restMs = minuteMs

/** Looks through all offers made by name. Answers how long to rest, in milliseconds. */
export async function freeStranded(
  world: World,
  record: (deed: Deed) => Promise<Handled> = deed => handle(world, deed),
): Promise<number> {
  let cursor: string | null = null
  do {
    const page = await world.store.cards({
      phase: ['open'],
      offeredByName: true,
      sort: 'clock',
      limit: batch,
      ...(cursor !== null && { cursor }),
    })
    for (const { id: caseId, offer } of page.items) {
      if (!offer?.agent) continue
      if (canReceive(world.facts(), offer.agent, { team: offer.team, by: offer.acceptBy })) continue
      const at = await world.store.now()
      await record({ caseId, by: clock, commands: [{ type: 'clock.ring' }], texts: [], at })
    }
    cursor = page.next
  } while (cursor !== null)
  return restMs
}

const clock = { kind: 'system', part: 'clock' } as const
