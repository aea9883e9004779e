// Walks through scripts: agents who begin, answer, go back and leave off, colleagues who go on with them, and
// customers a walk was sent to. Chance of their own, so that they shift nothing else. Not: the scripts
// (walk-scripts.ts), nor what must hold of walks (rules/walks.ts).
import type { Command, CommandOf } from '#core/case/case.ts'
import type { CaseId, WalkId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Step } from '#core/script/script.ts'
import type { Hand, Pen } from '#sim/hand.ts'
import { innerMark } from '#sim/known.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import { isOver, type SeenWalk } from '#sim/seen-walk.ts'
import { isThere } from '#sim/shift.ts'
import { roots, scriptsAt, stepAt } from '#sim/walk-scripts.ts'

type Walking = {
  readonly hand: Hand
  readonly seen: SeenCase
  readonly id: WalkId
  readonly walk: SeenWalk
  readonly step: Step
}
/** What somebody wishes, once a pen is at hand. */
type Wishing = (pen: Pen) => readonly Command[]
type Deed = (walking: Walking) => Wishing | null

const meanMs = 8 * minuteMs
/** So many walks on one case; then it is left alone. */
const walksMax = 4

const inner = (words: string) => `${words} ${innerMark}`
const using = ({ draw, world, now }: Hand) => ({
  scripts: scriptsAt(now(), world.startAt),
  checks: draw.happens(0.5) ? { known_outage: { value: draw.pick(['no', 'no', 'no', 'yes']) } } : {},
})

/** Somebody turns to a walk: to the one of a case, or (null) wherever the desk happens to look. */
export function goOn(hand: Hand, caseId: CaseId | null): void {
  const { draw, watch } = hand
  if (caseId === null) hand.later(draw.wait(meanMs), { who: 'walker', caseId })
  const seen = watch.cases.get(caseId ?? someCase(hand) ?? 'cas_none')
  if (seen?.phase !== 'open' || seen.worker === null) return
  const isMoved = turnTo(hand, seen)
  if (isMoved && draw.happens(0.9)) hand.later(draw.wait(minuteMs), { who: 'walker', caseId: seen.id })
}

function someCase({ draw, watch, world, now }: Hand): CaseId | null {
  const work = watch.board.work(draw.pick(world.agents.filter(one => isThere(one, now())))?.id ?? 'agt_none')
  return work.length === 0 ? null : draw.pick(work)
}

function turnTo(hand: Hand, seen: SeenCase): boolean {
  const { draw } = hand
  const customer: Actor = { kind: 'customer', id: seen.customer }
  const by = agentFor(hand, seen)
  const [id, walk] = [...seen.walks].at(-1) ?? []
  if (!id || !walk || (isOver(walk) && draw.happens(0.7))) {
    const beginner = draw.happens(0.15) ? customer : by
    return beginner !== null && seen.walks.size < walksMax && wish(hand, seen, beginner, begin(hand))
  }
  const step = stepAt(walk.stands)
  if (!step) return false
  const walking = { hand, seen, id, walk, step }
  const isAlone = !isOver(walk) && walk.walker === 'customer' && !walk.needsSupport
  if (isAlone && draw.happens(0.85)) return alone(walking, customer, by)
  if (!by) return false
  // Who answers late has not seen that it is over.
  if (isOver(walk)) return wish(hand, seen, by, draw.happens(0.5) ? goBack(walking) : answer(walking))
  return wish(hand, seen, by, deedFor(walking)(walking))
}

/** Its worker mostly; else its contact, or a lead. */
function agentFor({ draw, world, now }: Hand, seen: SeenCase): Actor | null {
  const isHis = draw.happens(0.7)
  const near = world.agents.filter(
    ({ id, facts }) =>
      id === seen.worker || (!isHis && (id === seen.contact || facts.roles.includes('lead'))),
  )
  const there = near.filter(one => isThere(one, now()))
  return there.length === 0 ? null : { kind: 'agent', id: draw.pick(there).id }
}

function wish(hand: Hand, seen: SeenCase, by: Actor, wishing: Wishing | null): boolean {
  if (!wishing) return false
  hand.wish({ by, caseId: seen.id, commands: wishing(hand.pen()) })
  return true
}

/** The customer by himself: he presses twice now and then, or an agent answers at the same time. */
function alone(walking: Walking, customer: Actor, agent: Actor | null): boolean {
  const { hand, seen } = walking
  const { draw } = hand
  const deed = draw.pick([answer, answer, answer, answer, answer, goBack, pause, giveUp])
  const wishing = deed(walking)
  wish(hand, seen, customer, wishing)
  if (draw.happens(0.2)) wish(hand, seen, customer, wishing)
  if (agent && draw.happens(0.2)) wish(hand, seen, agent, answer(walking))
  return true
}

const begin =
  (hand: Hand): Wishing =>
  pen => [{ type: 'walk.begin', walk: pen.id('wlk'), script: hand.draw.pick(roots), ...using(hand) }]

/** What is answered at a step. */
function answerAt({ draw }: Hand, step: Step): Answer {
  if (step.kind === 'tell') return { kind: 'told' }
  if (step.kind === 'do')
    return { kind: draw.pick(['worked', 'failed', 'failed', 'failed', 'cannot', 'skipped'] as const) }
  if (step.kind !== 'ask' || draw.happens(0.08)) return { kind: 'skipped' }
  if (draw.happens(0.05)) return { kind: 'cannot' }
  const { asked } = step
  const value = asked.kind === 'choice' ? draw.pick(asked.choices).name : draw.between(0, 110)
  return { kind: 'value', value }
}

const answer: Deed = ({ hand, id, step }) => {
  const given = answerAt(hand, step)
  const isLeft = given.kind === 'skipped' || given.kind === 'cannot'
  const isSaid = hand.draw.happens(0.1)
  const nowhere = hand.draw.happens(0.05)
  const isTried = step.kind === 'do' && given.kind !== 'skipped'
  const command = { type: 'walk.answer', walk: id, step: step.name, answer: given, ...using(hand) } as const
  return pen => [
    {
      ...command,
      nowhere,
      ...(isLeft && { because: pen.write(inner('He is not near it')) }),
      ...(isSaid && { says: { claim: pen.id('cla'), text: pen.write('It blinks now and then') } }),
      ...(isTried && { tried: triedBy(pen) }),
    },
  ]
}

const triedBy = (pen: Pen): NonNullable<CommandOf<'walk.answer'>['tried']> => ({
  step: pen.id('stp'),
  what: pen.write(inner('Restarted it')),
  why: pen.write(inner('It may come up again')),
  doneBy: 'customer',
})

/** Answered twice: by impatience, or by two who have the same step before them. */
const answerTwice: Deed = walking => {
  const { hand, seen } = walking
  const first = answer(walking)
  const other = agentFor(hand, seen)
  if (other) wish(hand, seen, other, hand.draw.happens(0.5) ? first : answer(walking))
  return first
}
const reuse: Deed = ({ hand, id, step }) =>
  step.kind === 'ask' && step.fact !== null
    ? () => [{ type: 'walk.reuse', walk: id, step: step.name, ...using(hand) }]
    : null
const goBack: Deed =
  ({ id }) =>
  () => [{ type: 'walk.go_back', walk: id }]
const jump: Deed = ({ hand, id }) => {
  const to = hand.draw.pick(['wifi', 'wifi', 'restart', 'measure', 'bad'])
  return pen => [
    { type: 'walk.jump', walk: id, to, verified: pen.write(inner('He has done that')), ...using(hand) },
  ]
}
const pause: Deed =
  ({ id }) =>
  () => [{ type: 'walk.pause', walk: id }]
const resume: Deed =
  ({ id }) =>
  () => [{ type: 'walk.resume', walk: id }]
const giveUp: Deed =
  ({ id }) =>
  pen => [{ type: 'walk.give_up', walk: id, because: pen.write(inner('The line dropped')) }]
/** Given up, while whoever has the step before him still answers it. */
const giveUpAcross: Deed = walking => {
  const { hand, seen } = walking
  const other = agentFor(hand, seen)
  if (other) wish(hand, seen, other, answer(walking))
  return giveUp(walking)
}
const another: Deed = ({ hand, seen }) => (seen.walks.size < walksMax ? begin(hand) : null)
const send: Deed =
  ({ hand, id }) =>
  pen => {
    const message = pen.id('msg')
    return [
      {
        type: 'message.queue',
        message,
        channel: 'email',
        text: pen.write('Please go on with this by yourself.'),
        attached: [],
        undoSeconds: 10,
        keeps: [],
      },
      { type: 'walk.send', walk: id, message, ...using(hand) },
    ]
  }

/** What is done with a walk, and how often. */
const ways: readonly Deed[] = [
  ...Array.from({ length: 26 }, () => answer),
  ...[answerTwice, answerTwice, answerTwice],
  ...[reuse, reuse, reuse, goBack, goBack, goBack, jump, jump],
  ...[pause, pause, resume, resume, resume, giveUp, giveUpAcross, another],
  ...[send, send],
]
/** What was asked on another walk of the case may be known. */
const deedFor = ({ hand: { draw }, seen, step }: Walking): Deed =>
  seen.walks.size > 1 && step.kind === 'ask' && step.fact !== null && draw.happens(0.4)
    ? reuse
    : draw.pick(ways)
