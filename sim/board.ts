// Where cases lie, so that simulated people find them as on their screens: queues, work in hand, offers.
import type { AgentId, CaseId, CustomerId, TeamId } from '#core/kit/id.ts'
import type { SeenCase } from '#sim/seen-case.ts'

/** A set from which one can be drawn at random without walking it. */
export type Bag<T> = { readonly all: readonly T[]; put(one: T): void; drop(one: T): void }

function bag<T>(): Bag<T> {
  const all: T[] = []
  const places = new Map<T, number>()
  return {
    all,
    put(one) {
      if (places.has(one)) return
      places.set(one, all.length)
      all.push(one)
    },
    drop(one) {
      const place = places.get(one)
      if (place === undefined) return
      const last = all.pop()!
      places.delete(one)
      if (last === one) return
      all[place] = last
      places.set(last, place)
    },
  }
}

type Places = {
  readonly team: TeamId | null
  readonly agent: AgentId | null
  readonly offer: string | null
  readonly isEnded: boolean
}

export type Board = {
  queue(team: TeamId): readonly CaseId[]
  work(agent: AgentId): readonly CaseId[]
  /** offered to a person, or to a team without naming one */
  offers(to: AgentId | TeamId): readonly CaseId[]
  ended(): readonly CaseId[]
  of(customer: CustomerId): readonly CaseId[]
  /** looks again where a case lies */
  place(seen: SeenCase): void
}

export function board(): Board {
  const [queues, work, offers] = [bags(), bags(), bags()]
  const ended = bag<CaseId>()
  const placed = new Map<CaseId, Places>()
  const own = new Map<CustomerId, CaseId[]>()
  return {
    queue: team => queues(team).all,
    work: agent => work(agent).all,
    offers: to => offers(to).all,
    ended: () => ended.all,
    of: customer => own.get(customer) ?? [],
    place(seen) {
      const before = placed.get(seen.id) ?? nowhere
      const after = placesOf(seen)
      if (before === nowhere) own.set(seen.customer, [...(own.get(seen.customer) ?? []), seen.id])
      move(queues, seen.id, before.team, after.team)
      move(work, seen.id, before.agent, after.agent)
      move(offers, seen.id, before.offer, after.offer)
      if (after.isEnded && !before.isEnded) ended.put(seen.id)
      else if (before.isEnded && !after.isEnded) ended.drop(seen.id)
      placed.set(seen.id, after)
    },
  }
}

const nowhere: Places = { team: null, agent: null, offer: null, isEnded: false }

function bags(): (name: string) => Bag<CaseId> {
  const known = new Map<string, Bag<CaseId>>()
  return name => {
    const found = known.get(name)
    if (found) return found
    const fresh = bag<CaseId>()
    known.set(name, fresh)
    return fresh
  }
}

function move(
  to: ReturnType<typeof bags>,
  caseId: CaseId,
  before: string | null,
  after: string | null,
): void {
  if (before === after) return
  if (before !== null) to(before).drop(caseId)
  if (after !== null) to(after).put(caseId)
}

const solved: Places = { ...nowhere, isEnded: true }
const over: Places = { ...nowhere }

function placesOf(seen: SeenCase): Places {
  if (seen.phase !== 'open') return seen.phase === 'solved' ? solved : over
  const offer = seen.offered && seen.handOffs.get(seen.offered)
  return {
    team: seen.worker === null ? seen.team : null,
    agent: seen.worker,
    offer: offer ? (offer.to.agent ?? offer.to.team) : null,
    isEnded: false,
  }
}
