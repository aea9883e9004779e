// What somebody leaves behind who has left, or works elsewhere: each open case of his gets a place again, its
// work in a queue, its customer with whoever is named, else a lead of the case's team, else any lead. The one
// place for it. Not: leaving itself (http/set-up-leaving.ts), nor what one keeps (core/people/losing.ts).
import type { Card } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import type { ContactLetter } from '#core/case/deed/assignment.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import type { Losing } from '#core/people/losing.ts'
import { contactLetter } from '#server/contact-letter.ts'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'
import type { SealedText } from '#store/store.ts'

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

type Placer = Pick<Shell, 'store' | 'handle' | 'facts'>
type Told = { readonly letter: ContactLetter; readonly texts: readonly SealedText[] }
export type Placing = {
  /** null: customers keep their contact; absent: a lead */
  readonly contactTo?: AgentId | null | undefined
  readonly reason?: 'left' | 'moved'
  /** what of a case he keeps no more; absent: all of it */
  readonly losing?: (card: Card) => Losing
  /** the letter to the customer of a case; absent: none is written */
  readonly tell?: (card: Card, agent: AgentId) => Promise<Told>
}
/** Cases he worked on, now in the queues of their teams, and cases with a new contact. */
export type Placed = { readonly queued: number; readonly given: number }

/** Places the open cases of a person. A case that refuses is left as it is. */
export async function placeCases(shell: Placer, agent: AgentId, placing: Placing): Promise<Placed> {
  const by = { kind: 'system', part: 'desk' } as const
  let [given, queued] = [0, 0]
  if (placing.contactTo !== null)
    for await (const card of kept(shell, { contact: agent }, placing)) {
      const to = contactOf(shell, agent, card, placing)
      if (to === null) continue
      const told = await placing.tell?.(card, to)
      const { reason = 'left' } = placing
      const command = { type: 'contact.assign', agent: to, reason, letter: told?.letter } as const
      const deed = { caseId: card.id, by, commands: [command], texts: told?.texts ?? [] }
      if ((await shell.handle(deed)).outcome === 'done') given += 1
    }
  for await (const card of kept(shell, { worker: agent }, placing)) {
    const commands = [intoQueue(shell, card, placing)]
    if ((await shell.handle({ caseId: card.id, by, commands, texts: [] })).outcome === 'done') queued += 1
  }
  return { given, queued }
}

/** The same, only counted: how many cases go to which queue, and how many customers to whom. */
export async function wouldPlace(shell: Placer, agent: AgentId, placing: Placing) {
  const queues = new Map<TeamId, number>()
  const contacts = new Map<AgentId, number>()
  for await (const card of kept(shell, { worker: agent }, placing)) count(queues, queueOf(shell, card))
  for await (const card of kept(shell, { contact: agent }, placing)) {
    const to = contactOf(shell, agent, card, placing)
    if (to !== null) count(contacts, to)
  }
  return {
    queues: [...queues].map(([team, cases]) => ({ team, cases })),
    contacts: [...contacts].map(([to, cases]) => ({ agent: to, cases })),
  }
}
const count = <K>(all: Map<K, number>, key: K): void => void all.set(key, (all.get(key) ?? 0) + 1)

/** The usual letter to the customer who gets another contact. */
export const letterTeller =
  (shell: Shell): NonNullable<Placing['tell']> =>
  async ({ customer }, agent) => {
    const sealer = shell.sealer()
    const person = await shell.desk.customers.one(customer)
    const letter = {
      message: shell.newId('msg'),
      channel: person?.email ? ('email' as const) : ('portal' as const),
      text: sealer.text(await contactLetter(shell, customer, agent)),
      undoSeconds: 0,
    }
    return { letter, texts: sealer.texts }
  }

const contactOf = (shell: Placer, leaver: AgentId, { team }: Card, { contactTo }: Placing): AgentId | null =>
  successorFor(shell.facts(), leaver, { team, named: contactTo ?? undefined })

/** Its own team's queue; where that takes nothing any more, that of another of the level. */
function queueOf({ facts }: Placer, { team, level }: Card): TeamId {
  const { teams } = facts()
  if (teams[team]?.active) return team
  return Object.values(teams).find(one => one.active && one.level === level && !one.partner)?.id ?? team
}
const intoQueue = (shell: Placer, card: Card, { reason }: Placing): Command => ({
  type: 'worker.queue',
  team: queueOf(shell, card),
  ...(reason && { reason }),
})

const pageSize = 100

/** The open cases of which he loses this part, page by page. */
async function* kept(
  { store }: Placer,
  whose: { contact: AgentId } | { worker: AgentId },
  { losing }: Placing,
): AsyncGenerator<Card> {
  for (let cursor: string | undefined; ; ) {
    const query = { phase: ['open'], ...whose, sort: 'age', limit: pageSize } as const
    const page = await store.cards(cursor ? { ...query, cursor } : query)
    for (const card of page.items)
      if (!losing || losing(card)['contact' in whose ? 'contact' : 'work']) yield card
    if (page.next === null) return
    cursor = page.next
  }
}
