// People who come to work otherwise than the day before: away and back, at other teams and levels, gone for
// good. Not: what happens to their cases (the product's own placing, played by the stages).
import type { AgentId } from '#core/kit/id.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import type { StaffAct } from '#sim/act.ts'
import type { Chance } from '#sim/chance.ts'
import { put, type Run } from '#sim/running.ts'
import { isThere } from '#sim/shift.ts'
import type { SimAgent } from '#sim/world.ts'

/** What comes over somebody at work. */
export type Staffing = 'away' | 'elsewhere' | 'leaves'

const meanMs = 5 * hourMs

/** Now and then it comes over anybody; the next one is due after a while. */
export function someStaff(own: Run): void {
  const { world, staffing: draw } = own
  put(own, own.stage.watch.now() + draw.wait(meanMs), { kind: 'staff' }, draw)
  const there = world.agents.filter(one => isThere(one, own.stage.watch.now()))
  if (there.length === 0) return
  staff(own, draw.pick(there).id, draw.pick(['away', 'away', 'elsewhere', 'leaves'] as const))
}

/** Lays the change on the heap, and what ends it. */
export function staff(own: Run, agent: AgentId, what: Staffing): void {
  const { world, staffing: draw } = own
  const one = world.agents.find(({ id }) => id === agent)
  const known = own.stage.watch.facts.agents[agent]
  if (!one || !known?.active || known.absent) return
  // Somebody of ours stays, who leads: a desk without one is none.
  const isLead = one.facts.roles.includes('lead')
  if (isLead && what !== 'away') return
  const at = own.stage.watch.now() + draw.between(1, minuteMs)
  act(own, at, { agent, to: changeOf(draw, one, what), successor: successorOf(own, agent) })
  const back = { levels: one.facts.levels, teams: one.facts.teams, active: true, absent: false }
  act(own, at + draw.wait(what === 'leaves' ? 30 * hourMs : 4 * hourMs), { agent, to: back, successor: null })
}

function act(own: Run, at: number, what: Pick<StaffAct, 'agent' | 'to' | 'successor'>): void {
  put(own, at, { kind: 'act', act: { kind: 'staff', no: own.nextNo++, at, node: 0, ...what } }, own.staffing)
}

function changeOf(draw: Chance, { facts }: SimAgent, what: Staffing): StaffAct['to'] {
  const { levels, teams } = facts
  const same: StaffAct['to'] = { levels, teams, active: true, absent: false }
  if (what === 'away') return { ...same, absent: true }
  if (what === 'leaves') return { ...same, active: false }
  const lost: Partial<AgentFacts> = draw.happens(0.3) ? { teams: [] } : { teams: ['tea_phones'], levels: [1] }
  return { ...same, ...lost }
}

/** Every customer keeps one contact: whoever has customers needs a successor who is there. */
function successorOf({ world, stage, staffing: draw }: Run, agent: AgentId): AgentId | null {
  const { agents } = stage.watch.facts
  const leads = world.agents.filter(
    ({ id, facts }) => id !== agent && facts.roles.includes('lead') && agents[id]?.active,
  )
  return leads.length > 0 ? draw.pick(leads).id : null
}
