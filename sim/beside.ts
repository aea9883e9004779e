// People at work on problems: they open one from a case, join others, find the cause, publish, get around it,
// fix it, merge two, err and take it back. Chance of their own. Not: what must hold of it (rules/problem.ts).
import type { AgentId, CaseId, MatterId, ProblemId } from '#core/kit/id.ts'
import { hourMs, instant, minuteMs } from '#core/kit/time.ts'
import type { ProblemCommand } from '#core/problem/decide.ts'
import type { Hand, Pen } from '#sim/hand.ts'
import { innerMark } from '#sim/known.ts'
import { workOutside } from '#sim/outside.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import type { SeenMatter } from '#sim/seen-matter.ts'
import { isThere } from '#sim/shift.ts'
import type { Watch } from '#sim/watch.ts'
import type { SimAgent } from '#sim/world.ts'

const meanMs = 3 * minuteMs
/** So many go on at once at most; with more each would have few cases. */
const openMax = 6
const inner = (words: string) => `${words} ${innerMark}`

/** Somebody turns to something beside cases, or (null) to whatever comes to mind. */
export function workBeside(hand: Hand, matter: MatterId | null): void {
  const { draw, watch, world } = hand
  if (matter === null) hand.later(draw.wait(meanMs), { who: 'besider', matter })
  const there = world.agents.filter(one => isThere(one, hand.now()))
  if (there.length === 0) return
  const agent = draw.pick(there)
  if (matter === null ? draw.happens(0.45) : matter.startsWith('spc_')) {
    workOutside(hand, agent, matter)
    return
  }
  const seen = watch.matters.get(matter ?? someProblem(hand) ?? 'prb_none')
  if (seen && !(matter === null && draw.happens(0.05))) draw.pick(deeds)({ hand, agent, seen })
  else open(hand, agent)
}

/** Mostly one that goes on; where few do, none: another is opened. */
function someProblem({ draw, watch }: Hand): MatterId | null {
  const open = seenOf(watch, 'prb_', isGoing)
  if (open.length < openMax && draw.happens(0.15)) return null
  const from = open.length === 0 || draw.happens(0.05) ? seenOf(watch, 'prb_') : open
  return from.length === 0 ? null : draw.pick(from).id
}
const isGoing = ({ end }: SeenMatter): boolean => end === null

/** Those of a kind that are meant, as they were begun. Most are over: what is meant is asked first. */
export function seenOf(
  { matters }: Watch,
  prefix: 'prb_' | 'spc_',
  isMeant: (one: SeenMatter) => boolean = () => true,
): SeenMatter[] {
  const found: SeenMatter[] = []
  for (const one of matters.values()) if (isMeant(one) && one.id.startsWith(prefix)) found.push(one)
  return found
}

type Doing = { readonly hand: Hand; readonly agent: SimAgent; readonly seen: SeenMatter }
type Deed = (doing: Doing) => void

const by = (agent: AgentId) => ({ kind: 'agent', id: agent }) as const

function open(hand: Hand, { id, facts }: SimAgent): void {
  const from = someCase(hand)
  if (!from) return
  const pen = hand.pen()
  const problem = matterIdOf('prb', pen)
  const title = pen.write(inner('The line drops in the evening'))
  const team = facts.teams[0] ?? null
  const command: ProblemCommand = {
    ...{ type: 'problem.open', title, kind: 'network', product: null, from: from.id },
    ...{ owner: id, team },
  }
  hand.wishBeside({ by: by(id), id: problem, isNew: true, commands: [command] })
  hand.later(minuteMs, { who: 'besider', matter: problem })
}

/** As long as the product's own, for some of them stand in addresses. */
export const matterIdOf = <P extends 'prb' | 'spc'>(prefix: P, pen: Pen): `${P}_${string}` =>
  `${prefix}_${pen.id('txt').slice(4).padStart(26, '0')}`

/** Mostly one that is worked on; sometimes one that is over. */
export function someCase({ draw, watch, world }: Hand): SeenCase | null {
  const work = world.agents.map(({ id }) => watch.board.work(id))
  const count = work.reduce((sum, own) => sum + own.length, 0)
  if (count > 0 && draw.happens(0.7)) return watch.cases.get(drawn(work, draw.between(0, count - 1))) ?? null
  const { size } = watch.cases
  return size === 0 ? null : nth(watch.cases.values(), draw.between(0, size - 1))
}

/** The one at a place of all these lists, one after the other. */
function drawn(lists: readonly (readonly CaseId[])[], at: number): CaseId {
  let left = at
  for (const list of lists) {
    if (left < list.length) return list[left]!
    left -= list.length
  }
  throw new Error(`no case at ${at}`)
}

function nth<T>(all: Iterable<T>, at: number): T {
  let left = at
  for (const one of all) if (left-- === 0) return one
  throw new Error(`nothing at ${at}`)
}

const wish = ({ hand, agent, seen }: Doing, command: (pen: Pen) => ProblemCommand): void => {
  // Mostly whoever has it, who may; sometimes anybody.
  const who = seen.owner && hand.draw.happens(0.8) ? seen.owner : agent.id
  const pen = hand.pen()
  hand.wishBeside({ by: by(who), id: seen.id, commands: [command(pen)] })
}

function belonging({ hand, seen }: Doing): CaseId[] {
  const found: CaseId[] = []
  for (const { id, belongs } of hand.watch.cases.values()) if (belongs.has(seen.id)) found.push(id)
  return found
}

const joins: Deed = ({ hand, agent, seen }) => {
  const one = someCase(hand)
  if (one) hand.join({ by: agent.id, matter: seen.id, caseId: one.id })
}

/** It was joined by mistake: whoever works on it takes it out. */
const leaves: Deed = doing => {
  const { hand, agent, seen } = doing
  const cases = belonging(doing)
  if (cases.length === 0) return
  const caseId = hand.draw.pick(cases)
  const who = hand.watch.cases.get(caseId)?.worker ?? agent.id
  const because = hand.pen().write(inner('Another fault'))
  hand.wish({ by: by(who), caseId, commands: [{ type: 'matter.leave', matter: seen.id, because }] })
  // He erred in that, and joins it again.
  if (hand.draw.happens(0.3)) hand.join({ by: agent.id, matter: seen.id, caseId })
}

const until = ({ draw, now }: Hand) =>
  draw.happens(0.2) ? null : instant(now() + draw.between(minuteMs, 8 * hourMs))

const findsCause: Deed = doing =>
  wish(doing, pen => ({
    type: 'problem.find_cause',
    cause: pen.write(inner('The radio was set too low')),
    how: 'test',
  }))
const publishes: Deed = doing =>
  wish(doing, pen => ({
    type: 'problem.publish',
    edition: doing.seen.edition,
    symptoms: pen.write(inner('It drops after six')),
    ...(doing.hand.draw.happens(0.2) && { quiet: true as const }),
  }))
const getsAround: Deed = doing =>
  wish(doing, pen => ({
    ...{ type: 'problem.work_around', what: pen.write(inner('Restart the box')) },
    ...{ until: until(doing.hand), products: [], versions: [] },
  }))
const renews: Deed = doing =>
  wish(doing, () => ({ type: 'problem.renew_workaround', until: until(doing.hand) }))
const withdraws: Deed = doing =>
  wish(doing, pen => ({ type: 'problem.withdraw_workaround', because: pen.write(inner('It does harm')) }))
const fixes: Deed = doing => {
  if (!doing.seen.isFixed)
    return wish(doing, pen => ({
      ...{ type: 'problem.fix', what: pen.write(inner('Version 3 holds the line')) },
      verified: pen.write(inner('Seen to hold on the bench')),
    }))
  const { draw } = doing.hand
  if (draw.happens(0.4))
    wish(doing, pen => ({ type: 'problem.not_fix', because: pen.write(inner('It came back')) }))
  else wish(doing, () => ({ type: 'problem.close' }))
}
const ends: Deed = doing =>
  wish(doing, pen => ({ type: 'problem.dismiss', because: pen.write(inner('Chance')) }))
const merges: Deed = doing => {
  const { hand, seen } = doing
  const others = seenOf(hand.watch, 'prb_', one => isGoing(one) && one.id !== seen.id)
  if (others.length === 0) return
  const other = hand.draw.pick(others)
  wish(doing, () => ({ type: 'problem.merge', into: other.id as ProblemId }))
  // Somebody else thinks of the other way round at the same time.
  if (hand.draw.happens(0.1))
    wish({ ...doing, seen: other }, () => ({ type: 'problem.merge', into: seen.id as ProblemId }))
}
const goesOn: Deed = doing => {
  if (doing.seen.end !== null)
    wish(doing, pen => ({ type: 'problem.reopen', because: pen.write(inner('It is there again')) }))
  else wish(doing, () => ({ type: 'problem.take' }))
}

/** What comes over somebody about a problem. */
const deeds: readonly Deed[] = [
  ...[joins, joins, joins, joins, joins, joins, joins, joins, joins, joins, joins, joins],
  ...[leaves, leaves, findsCause, publishes, getsAround, renews, withdraws],
  ...[fixes, fixes, fixes, ends, merges, goesOn, goesOn],
]
