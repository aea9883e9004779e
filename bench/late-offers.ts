// Hand-offs that were offered long ago and whose time to accept is over in the middle of a measurement, so
// that the nodes' own clocks mark them. Not: what becomes of them (hand-off-courses.ts).
import type { Signed } from '#bench/staff.ts'
import type { Command } from '#core/case/case.ts'
import type { AgentId, CaseId, CustomerId, HandOffId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { instant, minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import { minutesFor, workSetting } from '#core/people/desk-facts.ts'
import { newId } from '#server/new-id.ts'
import { sealer } from '#server/sealer.ts'
import { finishedCase, newPlay, playOn } from '#sim/seed-play.ts'
import { bulkLoad } from '#store/bulk.ts'
import type { Desk } from '#store/desk/desk.ts'
import { openPool } from '#store/postgres/pool.ts'

export type LateOffer = { readonly caseId: CaseId; readonly handOff: HandOffId }
type Options = {
  readonly url: string
  readonly desk: Desk
  readonly first: TeamId
  readonly team: TeamId
}
type Giving = {
  readonly giver: Signed
  /** by whose name it is offered; null: to the team */
  readonly named: AgentId | null
  /** when the time to accept is over */
  readonly dueAts: readonly number[]
}

const severity = 3

/** Cases whose offers fall due at the given instants, to each giver his own. */
export async function lateOffers(options: Options, givings: readonly Giving[]): Promise<LateOffer[][]> {
  const { url, desk, team } = options
  const facts = await desk.facts(instant(Date.now()))
  const acceptMs = minutesFor(workSetting(facts, team).acceptMinutes, severity) * minuteMs
  const customer = { id: newId('cus'), name: 'Late', email: `late-${newId('evt')}@bench.example` }
  await desk.customers.add({ ...customer, createdAt: instant(Date.now()) })
  const bulk = bulkLoad({ url })
  const one = async (giving: Giving, dueAt: number): Promise<LateOffer> => {
    const handOff = newId('hnd')
    const seal = sealer(newId)
    const play = newPlay(dueAt - acceptMs)
    const of = { customer: customer.id, handOff, text: seal.text }
    for (const [by, command] of wishes(options, giving, of))
      if (!playOn({ facts, newId }, play, { by, at: play.at, command })) throw new Error('not offered')
    const finished = finishedCase({ facts, newId }, play, seal.texts, customer.name)
    await bulk.add(finished)
    return { caseId: finished.caseId, handOff }
  }
  const late: LateOffer[][] = []
  for (const giving of givings) late.push(await Promise.all(giving.dueAts.map(dueAt => one(giving, dueAt))))
  await bulk.end()
  return late
}

type Of = {
  readonly customer: CustomerId
  readonly handOff: HandOffId
  readonly text: (words: string) => TextRef
}

/** Opened, taken and offered. */
function wishes(
  { first, team }: Options,
  { giver, named }: Giving,
  { customer, handOff, text }: Of,
): [Actor, Command][] {
  const by: Actor = { kind: 'agent', id: giver.id }
  const of = { channel: 'api', verified: true, customer, language: 'en', team: first, severity } as const
  const summary = {
    problem: text('The line drops each evening.'),
    claims: [],
    steps: [],
    promise: null,
    noSteps: 'urgent',
  } as const
  const question = text('Which profile keeps this line up?')
  return [
    [
      { kind: 'customer', id: customer },
      { type: 'case.open', ...of, subject: text('Nobody takes it') },
    ],
    [by, { type: 'worker.take' }],
    [by, { type: 'hand_off.offer', handOff, team, agent: named ?? undefined, question, summary }],
  ]
}

const lookEveryMs = 100

/** Tells of each case whose offer a node has marked, as soon as it has; until it is closed. */
export function expiring(url: string, cases: readonly CaseId[], told: (caseId: CaseId) => void) {
  const pool = openPool({ url, max: 1 })
  const left = new Set(cases)
  let isOver = false
  const looking = (async () => {
    while (!isOver && left.size > 0) {
      const { rows } = await pool.query<{ id: CaseId }>(
        `select case_id as id from event where case_id = any($1) and type = 'hand_off.expired'`,
        [[...left]],
      )
      for (const { id } of rows) if (left.delete(id)) told(id)
      await new Promise(done => setTimeout(done, lookEveryMs))
    }
  })()
  return {
    async close() {
      isOver = true
      await looking
      await pool.end()
    },
    /** resolves when each of them was told */
    all: looking,
  }
}
