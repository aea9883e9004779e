// Hand-offs on purpose: up, down, sideways and to a partner; accepted, by two at once as well, returned for
// every reason, taken back, left to expire, answered; receivers who go away in the middle, shifts that end,
// customers who ask for more. Chance of their own, as walks have (walkers.ts). Not: what must hold of it.
import type { Command, CommandOf } from '#core/case/case.ts'
import { returnReasons } from '#core/case/hand-off-facts.ts'
import { helpReasons } from '#core/case/help-fact.ts'
import type { AgentId, CaseId, HandOffId, TeamId } from '#core/kit/id.ts'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import { assessAs } from '#sim/assess-as.ts'
import type { Hand, Pen } from '#sim/hand.ts'
import { innerMark } from '#sim/known.ts'
import { saidWith } from '#sim/said-with.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import type { SeenOffer } from '#sim/seen-parts.ts'
import { isThere } from '#sim/shift.ts'
import type { SimAgent } from '#sim/world.ts'

type Offered = {
  readonly hand: Hand
  readonly seen: SeenCase
  readonly handOff: HandOffId
  readonly offer: SeenOffer
}

const meanMs = 6 * minuteMs
const inner = (words: string) => `${words} ${innerMark}`

/** Somebody turns to the hand-off of a case, or (null) to whatever the desk has to hand on just now. */
export function handOn(hand: Hand, caseId: CaseId | null): void {
  const { draw, watch } = hand
  if (caseId === null) hand.later(draw.wait(meanMs), { who: 'giver', caseId })
  const seen = watch.cases.get(caseId ?? someCase(hand) ?? 'cas_none')
  if (!seen) return
  const { offered: handOff } = seen
  const offer = handOff && seen.handOffs.get(handOff)
  if (handOff && offer) draw.pick(ways)({ hand, seen, handOff, offer })
  // Whoever looks too late presses all the same.
  else if (seen.phase !== 'open') give(hand, seen)
  else if (seen.worker !== null) draw.pick(seen.accepted.length > 0 ? accepted : deeds)(hand, seen)
}

function someCase({ draw, watch, world, now }: Hand): CaseId | null {
  const { board } = watch
  const offers = board.offers(draw.pick(Object.values(world.facts.teams)).id)
  if (offers.length > 0 && draw.happens(0.5)) return draw.pick(offers)
  const ended = board.ended()
  if (ended.length > 0 && draw.happens(0.03)) return draw.pick(ended)
  const work = board.work(draw.pick(world.agents.filter(one => isThere(one, now())))?.id ?? 'agt_none')
  return work.length === 0 ? null : draw.pick(work)
}

const wish = (
  hand: Hand,
  seen: SeenCase,
  by: AgentId | null | undefined,
  commands: (pen: Pen) => Command[],
) => {
  if (!by) return
  hand.wish({ by: { kind: 'agent', id: by }, caseId: seen.id, commands: commands(hand.pen()) })
}
/** Somebody turns to it again; mostly it is left to whoever looks next. */
const again = (hand: Hand, { id }: SeenCase, { meanMs, share }: { meanMs: number; share: number }) => {
  if (hand.draw.happens(share)) hand.later(hand.draw.wait(meanMs), { who: 'giver', caseId: id })
}

function give(hand: Hand, seen: SeenCase): void {
  const { draw, world } = hand
  const team = draw.pick(Object.values(world.facts.teams)).id
  const named = draw.happens(0.3) ? draw.pick(ofTeam(hand, team)) : undefined
  const steps = [...seen.steps]
  wish(hand, seen, seen.worker ?? seen.contact, pen => [
    {
      type: 'hand_off.offer',
      handOff: pen.id('hnd'),
      team,
      agent: named?.id,
      question: pen.write(inner('Which profile keeps this line up?')),
      summary: {
        problem: pen.write(inner('It drops each evening at eight')),
        claims: [...seen.claims],
        steps,
        promise: [...seen.owed].find(id => seen.promises.get(id)?.house === false) ?? null,
        ...(steps.length === 0 && {
          noStepsBecause: pen.write(inner('He knows the product and did it all')),
        }),
      },
    },
  ])
  again(hand, seen, { meanMs: 5 * minuteMs, share: 0.8 })
}

const ofTeam = ({ world }: Hand, team: TeamId): readonly SimAgent[] =>
  world.agents.filter(({ facts }) => facts.teams.includes(team))

/** Whom it was offered to, those on shift first of all. */
function receivers({ hand, offer }: Offered): readonly SimAgent[] {
  const { world, now } = hand
  const levels = (one: SimAgent): readonly number[] => one.facts.levels
  const all = world.agents.filter(one =>
    offer.to.agent
      ? one.id === offer.to.agent
      : one.facts.teams.includes(offer.to.team) || levels(one).includes(offer.to.level),
  )
  const there = all.filter(one => isThere(one, now()))
  return there.length > 0 ? there : all
}

const accepting =
  ({ handOff }: Offered) =>
  (pen: Pen): Command[] => [
    { type: 'hand_off.accept', handOff, readBack: pen.write(inner('Find the profile')) },
  ]
const accept = (one: Offered): void => {
  const { hand, seen } = one
  wish(hand, seen, hand.draw.pick(receivers(one)).id, accepting(one))
  again(hand, seen, { meanMs: hourMs, share: 0.4 })
}
/** Two press at once; one of them has it. */
const acceptTogether = (one: Offered): void => {
  accept(one)
  wish(one.hand, one.seen, one.hand.draw.pick(receivers(one)).id, accepting(one))
}
const returning = (one: Offered, reason: CommandOf<'hand_off.return'>['reason']): void => {
  const { hand, seen, handOff } = one
  wish(hand, seen, hand.draw.pick(receivers(one)).id, pen => [
    {
      type: 'hand_off.return',
      handOff,
      reason,
      nextAct: pen.write(inner('Send the log of one evening')),
      ...saidWith(pen),
    },
  ])
  // Whoever gets it back gives it once more.
  again(hand, seen, { meanMs: 3 * minuteMs, share: 0.5 })
}
const giveBack = (one: Offered): void => returning(one, one.hand.draw.pick(returnReasons))
/** It becomes critical, and then somebody wants to return it. */
const giveBackCritical = (one: Offered): void => {
  const { hand, seen } = one
  wish(hand, seen, seen.worker, pen => [assessAs(pen, 1)])
  giveBack(one)
}
const takeBack = ({ hand, seen, handOff, offer }: Offered): void =>
  wish(hand, seen, offer.from.agent, () => [{ type: 'hand_off.withdraw', handOff }])
/** Taken back by one while another accepts. */
const takeBackAcross = (one: Offered): void => {
  takeBack(one)
  accept(one)
}
/** Pressed by somebody it is none of the business of. */
const meddle = (one: Offered): void => {
  const { hand, seen, handOff } = one
  const by = hand.draw.pick(hand.world.agents).id
  if (hand.draw.happens(0.5)) wish(hand, seen, by, accepting(one))
  else wish(hand, seen, by, () => [{ type: 'hand_off.withdraw', handOff }])
}
/** Whoever was asked goes away, or works elsewhere from now on, and may have pressed already. */
const goAway = (one: Offered): void => {
  const { hand } = one
  const receiver = hand.draw.pick(receivers(one))
  if (hand.draw.happens(0.5)) wish(hand, one.seen, receiver.id, accepting(one))
  hand.staff(receiver.id, hand.draw.pick(['away', 'elsewhere', 'elsewhere'] as const))
  again(hand, one.seen, { meanMs: 3 * minuteMs, share: 0.9 })
}
/** The giver goes away, and is asked for nothing until he is back. */
const giverAway = (one: Offered): void => {
  one.hand.staff(one.offer.from.agent, 'away')
  accept(one)
}
const wait = ({ hand, seen }: Offered): void => again(hand, seen, { meanMs: 2 * hourMs, share: 0.5 })

/** What becomes of an offer, and how often. */
const ways: readonly ((one: Offered) => void)[] = [
  ...[accept, accept, accept, accept, accept, accept, acceptTogether, acceptTogether],
  ...[giveBack, giveBack, giveBack, giveBack, giveBack, giveBackCritical],
  ...[takeBack, takeBackAcross, meddle, goAway, goAway, giverAway],
  ...[wait, wait],
]

function answer(hand: Hand, seen: SeenCase): void {
  const handOff = seen.accepted.at(-1)!
  wish(hand, seen, seen.worker, pen => [
    {
      type: 'hand_off.answer',
      handOff,
      result: pen.write(inner('A new profile is set')),
      cause: pen.write(inner('The old one was for short lines')),
      verified: pen.write(inner('Two evenings without a drop')),
      tell: pen.write('It was our setting, and it is changed.'),
    },
  ])
}

function askForHelp(hand: Hand, seen: SeenCase): void {
  const { draw } = hand
  hand.wish({
    by: { kind: 'customer', id: seen.customer },
    caseId: seen.id,
    commands: [
      { type: 'help.ask', reason: draw.pick(helpReasons), text: hand.pen().write('It gets worse.') },
    ],
  })
}

/** Whoever has it goes home: to a colleague of the next shift, or into the queue of its team. */
function endShift(hand: Hand, seen: SeenCase): void {
  const { draw, world, now } = hand
  const levels = (one: SimAgent): readonly number[] => one.facts.levels
  const next = world.agents.filter(
    one => one.id !== seen.worker && isThere(one, now()) && levels(one).includes(seen.level),
  )
  const isGiven = next.length > 0 && draw.happens(0.6)
  wish(hand, seen, seen.worker, () =>
    isGiven
      ? [{ type: 'worker.assign', agent: draw.pick(next).id }]
      : [{ type: 'worker.queue', team: seen.team }],
  )
}

/** What comes over somebody who has a case nobody is asked for, and one he accepted. */
const deeds: readonly ((hand: Hand, seen: SeenCase) => void)[] = [
  ...[give, give, give, give, give, give, give, give, give, give],
  ...[askForHelp, endShift],
]
const accepted: typeof deeds = [answer, answer, answer, give, give, endShift]
