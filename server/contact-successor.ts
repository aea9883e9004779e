// Who becomes the contact where one leaves or may work no more: the one named, else a lead of the case's
// team, else any lead. Each customer gets his letter.
// Not: who stands in for somebody who comes back (core/people/cover.ts).
import type { Card } from '#core/case/card.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { AgentFacts, DeskFacts, Role } from '#core/people/desk-facts.ts'
import { contactLetter } from '#server/contact-letter.ts'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'

const working: readonly Role[] = ['agent', 'lead', 'technician', 'partner']
/** Whether somebody of these roles can answer to a customer at all. */
export const worksWith = (roles: readonly Role[]): boolean => roles.some(one => working.includes(one))

const isThere = (one: AgentFacts): boolean => one.active && !one.absent

/** The one named, else a lead of the team, else any lead, those who are there first; null: nobody. */
export function successorFor(
  { agents }: DeskFacts,
  leaver: AgentId,
  { team, named }: { readonly team: TeamId; readonly named?: AgentId | undefined },
): AgentId | null {
  if (named) return named
  const leads = Object.values(agents).filter(
    one => one.active && one.id !== leaver && one.roles.includes('lead'),
  )
  const rank = (one: AgentFacts) => (one.teams.includes(team) ? 0 : 2) + (isThere(one) ? 0 : 1)
  return leads.sort((a, b) => rank(a) - rank(b))[0]?.id ?? null
}

/** Refuses before anything is done: a successor who is not there, or cases nobody could answer for. */
export async function needSuccessor(shell: Shell, agent: AgentId, named: AgentId | undefined): Promise<void> {
  const facts = shell.facts()
  if (named === agent) throw new Problem('contact.same')
  if (named && !facts.agents[named]?.active) throw new Problem('agent.not_found')
  if (named || successorFor(facts, agent, { team: 'tea_' }) !== null) return
  if ((await shell.store.count({ phase: ['open'], contact: agent }, 1)) > 0)
    throw new Problem('contact.needed')
}

const pageSize = 100

/** Gives every open case of a contact another one, with a letter to its customer; says to how many. */
export async function placeContacts(
  shell: Shell,
  agent: AgentId,
  named: AgentId | undefined,
): Promise<number> {
  let count = 0
  for (let cursor: string | undefined; ; ) {
    const query = { phase: ['open'], contact: agent, sort: 'age', limit: pageSize } as const
    const page = await shell.store.cards(cursor ? { ...query, cursor } : query)
    for (const card of page.items) if (await place(shell, card, agent, named)) count += 1
    if (page.next === null) return count
    cursor = page.next
  }
}

async function place(
  shell: Shell,
  { id, team, customer }: Card,
  leaver: AgentId,
  named: AgentId | undefined,
): Promise<boolean> {
  const agent = successorFor(shell.facts(), leaver, { team, named })
  if (agent === null) return false
  const sealer = shell.sealer()
  const person = await shell.desk.customers.one(customer)
  const letter = {
    message: shell.newId('msg'),
    channel: person?.email ? ('email' as const) : ('portal' as const),
    text: sealer.text(await contactLetter(shell, customer, agent)),
    undoSeconds: 0,
  }
  const handled = await shell.handle({
    caseId: id,
    by: { kind: 'system', part: 'desk' },
    commands: [{ type: 'contact.assign', agent, reason: 'left', letter }],
    texts: sealer.texts,
  })
  return handled.outcome === 'done'
}
