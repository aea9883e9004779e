// `tierline staffing`: how many people a queue needs, or how it goes with so many, a line each. Not: how that
// is computed (core/staffing/erlang.ts).
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { linesOf } from '#bin/clock/lines.ts'
import type { Io } from '#bin/command.ts'
import {
  agentsMax,
  erlangA,
  erlangC,
  type Load,
  leastAgents,
  type Queueing,
  withinOccupancy,
} from '#core/staffing/erlang.ts'

export const summary = 'say how many people a queue needs, one JSON line each'

export const usage = `tierline staffing < QUESTIONS

Reads one JSON object a line and writes one a line, in the same order:

  {"id": 1, "calls": 100, "interval_s": 1800, "aht_s": 180, "agents": 14, "target_wait_s": 20}
  {"id": 2, "calls": 100, "interval_s": 1800, "aht_s": 180, "target_service_level": 0.8, "target_wait_s": 20}

With "agents" it says how the queue goes with so many people; without, the least number with which
"target_service_level" of all are answered within "target_wait_s". With "mean_patience_s" people give up
after such a time on average (Erlang A), without it all wait as long as it takes (Erlang C).

  erlangs             calls × aht_s ÷ interval_s
  occupancy           share of their time in which people are busy; null where the queue grows without end
  erlang_b            share turned away if nobody could wait
  unstable            true where more comes than can be done and nobody gives up: nothing else is said then
  p_wait              share of all who wait
  asa_s               mean wait of all, seconds
  service_level       share of all answered within target_wait_s
  prob_wait_over_60s  share of all who wait longer than a minute
  mean_queue          how many wait on average
  p_abandon           share of all who give up (Erlang A)
  agents_max_occupancy_85   with a goal: the least number that is also busy for at most 85 % of its time

What cannot be answered gives {"id", "error"}, and the next line is read.
`

const positive = z.number().positive().finite()
const question = z.object({
  id: z.unknown().optional(),
  calls: z.number().min(0).finite(),
  interval_s: positive,
  aht_s: positive,
  agents: z.int().min(0).max(agentsMax).optional(),
  target_service_level: z.number().min(0).max(1).optional(),
  target_wait_s: z.number().min(0).finite().optional(),
  mean_patience_s: positive.optional(),
})
type Question = z.infer<typeof question>
/** Nobody has so many calls at once; the sums would take minutes. */
const erlangsMax = 100_000
const arrivingWithinPatienceMax = 1_000_000

export async function run(args: string[], io: Io): Promise<number> {
  parseArgs({ args, options: {} })
  for await (const line of linesOf(io.stdin)) io.out(JSON.stringify(answerTo(line)))
  return 0
}

/** The answer to one line as it was read; null: it was too long to be read. */
export function answerTo(line: string | null): Record<string, unknown> {
  if (line === null) return { id: null, error: 'line.too_long' }
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    return { id: null, error: 'line.not_json' }
  }
  const id = typeof read === 'object' && read !== null && 'id' in read ? read.id : null
  const parsed = question.safeParse(read)
  if (!parsed.success) return { id, error: `field.${parsed.error.issues[0]?.path.join('.') || 'none'}` }
  const asked = parsed.data
  const load: Load = { calls: asked.calls, intervalS: asked.interval_s, ahtS: asked.aht_s }
  const rate = asked.calls / asked.interval_s
  const isTooLarge =
    rate * asked.aht_s > erlangsMax || rate * (asked.mean_patience_s ?? 0) > arrivingWithinPatienceMax
  if (isTooLarge) return { id, error: 'load.too_large' }
  return { id, ...(asked.agents === undefined ? needed(asked, load) : going(asked, load, asked.agents)) }
}

function going({ mean_patience_s: patience, target_wait_s }: Question, load: Load, agents: number) {
  const queueing = patience === undefined ? erlangC(load, agents) : erlangA(load, agents, patience)
  return { ...told(queueing, target_wait_s) }
}

function needed({ target_service_level, target_wait_s, mean_patience_s }: Question, load: Load) {
  if (target_service_level === undefined) return { error: 'field.target_service_level' }
  if (target_wait_s === undefined) return { error: 'field.target_wait_s' }
  // No number of people answers everybody at once for certain.
  if (target_service_level === 1) return { error: 'goal.never_reached' }
  const goal = { serviceLevel: target_service_level, waitS: target_wait_s }
  const found = leastAgents(load, goal, mean_patience_s)
  if (!found) return { error: 'goal.never_reached' }
  const { agents, queueing } = found
  return {
    agents,
    ...told(queueing, target_wait_s),
    agents_max_occupancy_85: withinOccupancy(agents, queueing.erlangs, 0.85),
  }
}

function told({ erlangs, occupancy, erlangB, unstable, waiting }: Queueing, targetS: number | undefined) {
  const known = { erlangs, occupancy, erlang_b: erlangB }
  if (unstable || !waiting) return { ...known, unstable: true }
  const { pWait, asaS, answeredWithin, waitsOver, meanQueue, pAbandon } = waiting
  return {
    ...known,
    ...{ p_wait: pWait, asa_s: asaS },
    ...(targetS !== undefined && { service_level: answeredWithin(targetS) }),
    ...{ prob_wait_over_60s: waitsOver(60), mean_queue: meanQueue },
    ...(pAbandon !== undefined && { p_abandon: pAbandon }),
  }
}
