// The one door to a case: whoever may not read it cannot tell it from one that is not there.
import { mayRead } from '#core/access/may.ts'
import type { Card } from '#core/case/card.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'

type Needs = Pick<Shell, 'store' | 'facts'> & {
  readonly desk: Pick<Shell['desk'], 'holdsDevice'>
}

/** The agent's facts; somebody without them (gone, disabled) is nobody. */
export function factsOf(shell: Pick<Shell, 'facts'>, agent: AgentId): AgentFacts {
  const facts = shell.facts().agents[agent]
  if (!facts?.active) throw new Problem('session.needed')
  return facts
}

/**
 * Whether the agent is contact or worker of another open case of the same customer or organisation, or about
 * the same device: what was tried on it before is of use whoever had it then.
 */
export async function alsoHolds(
  { store, desk }: Pick<Needs, 'store' | 'desk'>,
  agent: AgentId,
  card: Card,
): Promise<boolean> {
  const owners = [
    { customer: card.customer },
    ...(card.organisation ? [{ organisation: card.organisation }] : []),
  ]
  for (const owner of owners) {
    const asked = [{ worker: agent }, { contact: agent }].map(place =>
      store.count({ phase: ['open'], ...place, ...owner }, 1),
    )
    if ((await Promise.all(asked)).some(count => count > 0)) return true
  }
  return desk.holdsDevice({ agent, case: card.id })
}

/** Whether the agent may read the case with its notes, by itself or because of another he holds. */
export const mayReadCard = async (shell: Needs, agent: AgentId, card: Card): Promise<boolean> => {
  const facts = factsOf(shell, agent)
  const desk = shell.facts()
  if (mayRead(facts, card, false, desk)) return true
  return mayRead(facts, card, true, desk) && (await alsoHolds(shell, agent, card))
}

/** The card of a case the agent may read. Anything else is not there. */
export async function caseFor(shell: Needs, agent: AgentId, which: CaseId | number): Promise<Card> {
  const facts = factsOf(shell, agent)
  const card = await shell.store.card(which)
  // Staff without any working or overseeing role reads no case, whatever his levels say.
  const reads = facts.roles.some(role => readers.has(role))
  if (!card || !reads || !(await mayReadCard(shell, agent, card))) throw new Problem('case.not_found')
  return card
}

const readers: ReadonlySet<string> = new Set(['agent', 'lead', 'technician', 'partner', 'auditor'])
