// The turns of a team on call as they will come: who has which stretch, where nobody is, where two of the
// same plan are at once. Not: who is told at an instant (on-call.ts).
import { spans } from '#core/clock/spans.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { type Due, turnsBetween } from '#core/people/on-call.ts'

type Between = { readonly from: Instant; readonly until: Instant }
export type Ahead = {
  /** who has the turn, one stretch after the other; also while the team itself works */
  readonly stretches: readonly (Between & { readonly agent: AgentId; readonly by: Due['by'] })[]
  /** the team does not work, and nobody is on call */
  readonly gaps: readonly Between[]
  /** two turns by date, or two of the rota, at once while the team does not work: the first is told */
  readonly overlaps: readonly (Between & { readonly agents: readonly AgentId[] })[]
}

/** A piece of time in which nothing changes: who has turns, and whether the team works. */
type Piece = Between & { readonly isClosed: boolean; readonly turns: readonly Due[] }

/**
 * The turns of a team from one instant to another; null: the team has no hours outside which one could
 * be.
 */
export function onCallAhead(desk: DeskFacts, team: TeamId, asked: Between): Ahead | null {
  const pieces = piecesOf(desk, team, asked)
  if (pieces === null) return null
  const closed = pieces.filter(one => one.isClosed)
  return {
    stretches: joined(
      pieces.flatMap(({ turns: [first], from, until }) =>
        first ? [{ from, until, agent: first.agent, by: first.by }] : [],
      ),
    ),
    gaps: joined(closed.flatMap(({ turns, from, until }) => (turns.length === 0 ? [{ from, until }] : []))),
    overlaps: joined(
      closed.flatMap(({ turns, from, until }) => {
        const agents = atOnce(turns)
        return agents.length > 1 ? [{ from, until, agents }] : []
      }),
    ),
  }
}

function piecesOf(desk: DeskFacts, team: TeamId, { from, until }: Between): Piece[] | null {
  const duty = desk.teams[team]?.duty
  const hours = duty?.hours && desk.calendars[duty.hours]
  if (!hours) return null
  const turns = turnsBetween(duty, hours.zone, { from, until }).filter(one => desk.agents[one.agent])
  const worked = spans(hours, from, until)
  const changes = [
    ...turns.flatMap(one => [one.from, one.until]),
    ...worked.flatMap(one => [one.startAt, one.endAt]),
    // Somebody who is absent now has his turns again when he is back.
    ...turns.flatMap(one => desk.agents[one.agent]?.absence?.until ?? []),
  ]
  const inside = changes.filter(at => at > from && at < until)
  const edges = [...new Set([from, ...inside, until])].sort((one, other) => one - other)
  return edges.slice(0, -1).map((at, index) => ({
    from: at,
    until: instant(edges[index + 1] as number),
    isClosed: !worked.some(one => one.kind === 'open' && one.startAt <= at && at < one.endAt),
    turns: turns.filter(
      one => one.from <= at && at < one.until && isThereAt(desk.agents[one.agent] as AgentFacts, at),
    ),
  }))
}

const isThereAt = ({ active, reach, absent, absence }: AgentFacts, at: Instant): boolean =>
  active && reach !== undefined && !(absent && (absence ? at < absence.until : true))

/** A night that was swapped is no overlap: a date goes before the rota on purpose. */
function atOnce(turns: readonly Due[]): AgentId[] {
  const [first] = turns
  return [...new Set(turns.filter(one => one.by === first?.by).map(one => one.agent))]
}

/** Pieces that follow each other and say the same become one. */
function joined<T extends Between>(pieces: readonly T[]): T[] {
  const all: T[] = []
  const saying = ({ from: _from, until: _until, ...rest }: T) => JSON.stringify(rest)
  for (const one of pieces) {
    const before = all.at(-1)
    if (before && before.until === one.from && saying(before) === saying(one))
      all[all.length - 1] = { ...before, until: one.until }
    else all.push(one)
  }
  return all
}
