// Who can be rung now, over all nodes: kept in memory so that no ring waits for it, read again each second
// and whenever it changes here. Not: whom it rings (core/people/who-rings.ts).
import type { Card } from '#core/case/card.ts'
import type { AgentId } from '#core/kit/id.ts'
import { type Instant, secondMs } from '#core/kit/time.ts'
import type { There, ThereNow } from '#core/people/who-rings.ts'
import type { LiveTurn, LiveTurnTable, PausedBecause } from '#store/desk/live-turn.ts'

/** Whoever was not seen by any node for so long is not there any more. */
const goneMs = 15 * secondMs
/** What is seen here is written so often. */
const writeMs = 5 * secondMs
/** How much each works on is counted so often: it only orders those who are free. */
const countMs = 10 * secondMs
const cardsMax = 500

export type Whereabouts = {
  there(): There
  /** the cases in which somebody is asked or a hand is raised, as they were a second ago */
  open(): readonly Card[]
  /** who has the desk open at this node: noted, and what others noted read */
  see(here: ReadonlySet<AgentId>): Promise<void>
  pause(agent: AgentId, until: Instant | null, because?: PausedBecause): Promise<void>
  /** until when he is given nothing after a hard contact; null: he is not in such a pause */
  hardUntil(agent: AgentId): Promise<Instant | null>
}

/** Nobody is known to be anywhere until it has been told. */
export function whereabouts(table: LiveTurnTable, now: () => Instant): Whereabouts {
  let here: ReadonlySet<AgentId> = new Set()
  let turns: readonly LiveTurn[] = []
  let cards: readonly Card[] = []
  let worked = new Map<AgentId, number>()
  let writtenAt = 0
  let writtenFor = ''
  let countedAt = 0
  let countedFor = ''
  const write = async (at: Instant) => {
    const all = [...here].sort().join()
    if (here.size === 0 || (at - writtenAt < writeMs && all === writtenFor)) return
    await table.see([...here], at)
    writtenAt = at
    writtenFor = all
  }
  const read = async () => {
    turns = await table.all()
    cards = await table.cards(cardsMax)
  }
  const thereAt = (at: Instant) =>
    new Set([...here, ...turns.filter(one => at - one.seenAt < goneMs).map(one => one.agent)])
  // Of those who are there only: all that is open and worked on is a hundred thousand cases in a large desk.
  const count = async (at: Instant) => {
    const agents = [...thereAt(at)].sort()
    if (at - countedAt < countMs && agents.join() === countedFor) return
    worked = new Map((await table.worked(agents)).map(({ agent, cases }) => [agent, cases]))
    countedAt = at
    countedFor = agents.join()
  }
  return {
    open: () => cards,
    there() {
      const found: Partial<Record<AgentId, ThereNow>> = {}
      const at = now()
      const busy = busyOf(cards)
      const paused = new Map(turns.map(one => [one.agent, one.pausedUntil]))
      for (const agent of thereAt(at)) {
        const { calls = 0, rings = 0 } = busy.get(agent) ?? {}
        const [pausedUntil, cases] = [paused.get(agent) ?? null, worked.get(agent) ?? 0]
        found[agent] = { isHere: true, pausedUntil, calls, rings, cases }
      }
      // Who went away from his desk after a hard contact is given nothing there, either.
      for (const { agent, pausedUntil: hardUntil, pausedBecause } of turns)
        if (pausedBecause === 'hard_contact')
          found[agent] = { ...(found[agent] ?? { ...gone, pausedUntil: hardUntil }), hardUntil }
      return found
    },
    async see(seen) {
      here = seen
      const at = now()
      await write(at)
      await read()
      await count(at)
    },
    async pause(agent, until, because = null) {
      await table.pause(agent, until, because)
      await read()
    },
    async hardUntil(agent) {
      const one = (await table.all()).find(each => each.agent === agent)
      const { pausedUntil = null, pausedBecause } = one ?? {}
      return pausedBecause === 'hard_contact' && pausedUntil !== null && pausedUntil > now()
        ? pausedUntil
        : null
    },
  }
}

const gone = { isHere: false, calls: 0, rings: 0, cases: 0 }

/** On how many lines each talks, and how many ring at him. */
function busyOf(cards: readonly Card[]): Map<AgentId, { calls: number; rings: number }> {
  const found = new Map<AgentId, { calls: number; rings: number }>()
  const add = (agent: AgentId, what: 'calls' | 'rings') => {
    const one = found.get(agent) ?? { calls: 0, rings: 0 }
    found.set(agent, { ...one, [what]: one[what] + 1 })
  }
  for (const { live } of cards) {
    const line = live?.line
    for (const agent of line?.ringing?.agents ?? []) add(agent, 'rings')
    if (line?.standing === 'answered')
      for (const agent of new Set([line.asker, line.answeredBy, ...line.joined]))
        if (agent) add(agent, 'calls')
  }
  return found
}
