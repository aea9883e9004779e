// What somebody leaves behind who has left: each open case of his gets a place again. Not: leaving itself
// (http/set-up-leaving.ts).
import type { Card } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Shell } from '#server/shell.ts'

type Placing = Pick<Shell, 'store' | 'handle'>
/** Cases he worked on, now in the queues of their teams, and cases with a new contact. */
export type Placed = { readonly queued: number; readonly given: number }

/** Places every open case of a person: its work in the queue of its team, its customer with a new contact. */
export async function placeCases(shell: Placing, left: AgentId, contactTo: AgentId | null): Promise<Placed> {
  const given = contactTo ? await passOn(shell, { contact: left }, giveTo(contactTo)) : 0
  return { given, queued: await passOn(shell, { worker: left }, intoQueue) }
}

const giveTo =
  (agent: AgentId) =>
  (_card: Card): Command => ({ type: 'contact.assign', agent })
const intoQueue = (card: Card): Command => ({ type: 'worker.queue', team: card.team })

const pageSize = 100

/** Does the same to every open case of a person; says to how many. A case that refuses is left as it is. */
async function passOn(
  { store, handle }: Placing,
  whose: { contact: AgentId } | { worker: AgentId },
  command: (card: Card) => Command,
): Promise<number> {
  let count = 0
  for (let cursor: string | undefined; ; ) {
    const query = { phase: ['open'], ...whose, sort: 'age', limit: pageSize } as const
    const page = await store.cards(cursor ? { ...query, cursor } : query)
    for (const card of page.items) {
      const commands = [command(card)]
      const by = { kind: 'system', part: 'desk' } as const
      const handled = await handle({ caseId: card.id, by, commands, texts: [] })
      if (handled.outcome === 'done') count += 1
    }
    if (page.next === null) return count
    cursor = page.next
  }
}
