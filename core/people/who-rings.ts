// Whom a question on the live line rings next: of the level asked, then whoever is on call for it, then a
// lead. Pure. Not: what is recorded of it (case/deed/live-line.ts), nor who knows that somebody is there.
import { isInShare, isPartner } from '#core/access/share.ts'
import type { Readable } from '#core/access/may.ts'
import type { RingAs } from '#core/case/live-fact.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { worksAt } from '#core/people/desk-facts.ts'
import { knowsIt } from '#core/people/knowing.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { pausesUntil } from '#core/people/hard-pause.ts'
import { turnAt } from '#core/people/on-call.ts'
import { misfits, type Wanted } from '#core/people/routing.ts'
import { isOff } from '#core/people/week.ts'

/** What is known of somebody who can be rung. */
export type ThereNow = {
  /** he has the desk open */
  readonly isHere: boolean
  /** he takes no turn on the live line until then; null: he does */
  readonly pausedUntil: Instant | null
  /** the same after a hard contact: nothing at all is given to him until then; absent: it is no such pause */
  readonly hardUntil?: Instant | null
  /** live lines he talks on, and that ring at him */
  readonly calls: number
  readonly rings: number
  /** cases he works on */
  readonly cases: number
}
/** Who is there now. An agent who is not named is not. */
export type There = Readonly<Partial<Record<AgentId, ThereNow>>>

export type Question = {
  readonly level: HouseLevel
  readonly team: TeamId | null
  readonly asker: AgentId
  /** rung before, or said not now */
  readonly rung: readonly AgentId[]
  /** it was asked for before in vain: a lead comes first */
  readonly isBegged: boolean
  readonly wanted: Wanted
  readonly readable: Readable
}
/** Why somebody is not rung now; null: he is free. */
export type NotFree = 'away' | 'off' | 'paused' | 'talking' | 'skill'
export type Rings = { readonly as: RingAs; readonly agents: readonly AgentId[] }

type Asked = {
  readonly desk: DeskFacts
  /** null: nobody's whereabouts are known, and the settings decide alone */
  readonly there: There | null
  readonly at: Instant
}
const nowhere: ThereNow = { isHere: false, pausedUntil: null, calls: 0, rings: 0, cases: 0 }
const nobodyKnows: ThereNow = { ...nowhere, isHere: true }
const nowOf = ({ there }: Asked, { id }: AgentFacts): ThereNow =>
  there ? (there[id] ?? nowhere) : nobodyKnows

/** Who is rung next, at most so many at once; null: nobody is left. */
export function whoRings(question: Question, asked: Asked, most: number): Rings | null {
  const stages = question.isBegged ? begged : usual
  for (const as of stages) {
    const found = candidates[as](question, asked).filter(one => isAllowed(one, question, asked))
    const agents = found.map(({ id }) => id).slice(0, as === 'level' ? most : 1)
    if (agents.length > 0) return { as, agents }
  }
  return null
}
const usual: readonly RingAs[] = ['level', 'on_call', 'lead']
const begged: readonly RingAs[] = ['lead', 'level', 'on_call']

/** Never whoever asks, nor one twice, nor a partner whose share it is not. */
const isAllowed = (one: AgentFacts, { asker, rung, readable }: Question, { desk }: Asked): boolean =>
  one.id !== asker &&
  !rung.includes(one.id) &&
  one.active &&
  !one.absent &&
  (!isPartner(one, desk) || isInShare(one, readable, desk, 'do'))

const candidates: Readonly<Record<RingAs, (question: Question, asked: Asked) => readonly AgentFacts[]>> = {
  level: (question, asked) => {
    const all = peopleOf(question, asked.desk).filter(one => notFree(one, question, asked) === null)
    return all.sort((a, b) => {
      const [one, other] = [loadOf(a, question, asked), loadOf(b, question, asked)]
      const at = one.findIndex((much, i) => much !== other[i])
      return at < 0 ? byId(a, b) : (one[at] as number) - (other[at] as number)
    })
  },
  on_call: ({ team, level }, { desk, there, at }) => {
    const teams = Object.values(desk.teams).filter(
      one => one.active && (team === null ? one.level === level : one.id === team),
    )
    const all = teams.flatMap(one => desk.agents[turnAt(desk, one.id, at)?.agent as AgentId] ?? [])
    return all.filter(({ id }) => pausesUntil(there, id, at) === null)
  },
  lead: ({ team, readable }, asked) => {
    const own = team ?? readable.team
    const rank = (one: AgentFacts) => (nowOf(asked, one).isHere ? 0 : 4) + (one.teams.includes(own) ? 0 : 2)
    return Object.values(asked.desk.agents)
      .filter(one => one.roles.includes('lead') && isWithin(one, asked) && !isPaused(one, asked))
      .sort((a, b) => rank(a) - rank(b) || byId(a, b))
  },
}

const byId = (a: AgentFacts, b: AgentFacts): number => (a.id < b.id ? -1 : 1)
/** In his week; of somebody who has the desk open outside it, that he is there. */
const isWithin = (one: AgentFacts, asked: Asked): boolean =>
  !isOff(one, asked.at) || (asked.there?.[one.id]?.isHere ?? false)
const isPaused = (one: AgentFacts, asked: Asked): boolean =>
  (nowOf(asked, one).pausedUntil ?? asked.at) > asked.at

/** Who is meant by a level, or by a team of it. */
export function peopleOf({ level, team }: Pick<Question, 'level' | 'team'>, desk: DeskFacts): AgentFacts[] {
  const works = ['agent', 'lead', 'partner', 'technician'] as const
  return Object.values(desk.agents).filter(
    one =>
      one.active &&
      works.some(role => one.roles.includes(role)) &&
      worksAt(one, level) &&
      (team === null || one.teams.includes(team)),
  )
}

/** What keeps somebody of the level from being rung; null: nothing, he is free. */
export function notFree(one: AgentFacts, { wanted }: Pick<Question, 'wanted'>, asked: Asked): NotFree | null {
  const now = nowOf(asked, one)
  if (one.absent) return 'away'
  if (isOff(one, asked.at)) return 'off'
  if (!now.isHere) return 'away'
  if (isPaused(one, asked)) return 'paused'
  if (now.calls > 0) return 'talking'
  return misfits(asked.desk, one, wanted).some(({ code }) => code === 'skill') ? 'skill' : null
}

/**
 * What orders those who are free: what speaks against them, whether it rings at them already, where the
 * desk says so whether they know the product, then how much they have.
 */
function loadOf(one: AgentFacts, { wanted }: Question, asked: Asked): readonly number[] {
  const { rings, cases } = nowOf(asked, one)
  const strange = knowsIt(asked.desk, one, wanted.product) ? 0 : 1
  return [misfits(asked.desk, one, wanted).length, rings, strange, cases]
}
