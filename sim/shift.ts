// When a simulated agent is there.
import { dayMs, hourMs } from '#core/kit/time.ts'
import type { SimAgent } from '#sim/world.ts'

const dayOf = (at: number): number => Math.floor(at / dayMs)
/** Day 0, 1 January 1970, was a Thursday. */
const isOff = ({ off }: SimAgent, day: number): boolean => off.includes((day + 4) % 7)

/** Whether an agent's shift is on. */
export function isThere(agent: SimAgent, at: number): boolean {
  const hour = (at % dayMs) / hourMs
  const day = dayOf(at)
  if (hour >= agent.from && hour < agent.to && !isOff(agent, day)) return true
  // A night that began the day before.
  return hour + 24 < agent.to && !isOff(agent, day - 1)
}

/** The instant itself in a shift, else the beginning of the next one. */
export function nextShift(agent: SimAgent, at: number): number {
  if (isThere(agent, at)) return at
  let day = dayOf(at)
  while (isOff(agent, day) || day * dayMs + agent.from * hourMs < at) day += 1
  return day * dayMs + agent.from * hourMs
}
