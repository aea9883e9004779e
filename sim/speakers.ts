// Words between those who hand on and those who answer to the customer: a lead decides what was said no to
// twice, a giver corrects what was read back, a specialist asks to speak, the contact agrees for one word or
// until a time, says no, or thinks better of it. Chance of their own. Not: what must hold of it (rules/).
import type { Command } from '#core/case/case.ts'
import type { AgentId, CaseId, SpeechId } from '#core/kit/id.ts'
import { hourMs, instant, minuteMs } from '#core/kit/time.ts'
import type { Hand, Pen } from '#sim/hand.ts'
import { innerMark } from '#sim/known.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import { saidWith } from '#sim/said-with.ts'
import type { SeenOffer } from '#sim/seen-parts.ts'
import { isThere } from '#sim/shift.ts'

const meanMs = 4 * minuteMs
const inner = (words: string) => `${words} ${innerMark}`

/** Somebody turns to what others said of a case, or (null) to whatever the desk has just now. */
export function speakOn(hand: Hand, caseId: CaseId | null): void {
  const { draw, watch } = hand
  if (caseId === null) hand.later(draw.wait(meanMs), { who: 'speaker', caseId })
  const seen = watch.cases.get(caseId ?? someCase(hand) ?? 'cas_none')
  if (seen?.phase !== 'open') return
  const offer = seen.offered && seen.handOffs.get(seen.offered)
  if (offer) {
    if (offer.isDisputed || draw.happens(0.1)) decide(hand, seen)
    else sayNo(hand, seen, offer)
  } else draw.pick(seen.accepted.length > 0 ? accepted : held)(hand, seen)
}

function someCase({ draw, watch, world, now }: Hand): CaseId | null {
  const offers = Object.values(world.facts.teams).flatMap(({ id }) => watch.board.offers(id))
  const disputed = offers.filter(id => isDisputed(watch.cases.get(id)!))
  if (disputed.length > 0) return draw.pick(disputed)
  if (offers.length > 0 && draw.happens(0.3)) return draw.pick(offers)
  const there = world.agents.filter(one => isThere(one, now()))
  const work = there.flatMap(({ id }) => watch.board.work(id))
  return work.length === 0 ? null : draw.pick(work)
}

const isDisputed = ({ offered, handOffs }: SeenCase): boolean =>
  offered !== null && handOffs.get(offered)?.isDisputed === true

type Deed = (hand: Hand, seen: SeenCase) => void
const wish = (
  hand: Hand,
  { id }: SeenCase,
  by: AgentId | null | undefined,
  command: (pen: Pen) => Command,
) => {
  if (by) hand.wish({ by: { kind: 'agent', id: by }, caseId: id, commands: [command(hand.pen())] })
}
const again = (hand: Hand, { id }: SeenCase) =>
  hand.later(hand.draw.wait(3 * minuteMs), { who: 'speaker', caseId: id })

const someLead = ({ draw, world }: Hand): AgentId =>
  draw.pick(world.agents.filter(({ facts }) => facts.roles.includes('lead'))).id

/** Somebody of the team it was offered to says no, for the second time perhaps. */
function sayNo(hand: Hand, seen: SeenCase, { to }: SeenOffer): void {
  const { draw, world } = hand
  const team = world.agents.filter(({ facts }) => facts.teams.includes(to.team))
  if (team.length === 0) return
  wish(hand, seen, to.agent ?? draw.pick(team).id, pen => ({
    type: 'hand_off.return',
    handOff: seen.offered!,
    reason: draw.pick(['customer_pending', 'not_reproducible', 'wrong_team'] as const),
    nextAct: pen.write(inner('Send the log of one evening')),
    ...saidWith(pen),
  }))
  again(hand, seen)
}

/** Two leads may press at once; whoever is none presses as well, now and then. */
function decide(hand: Hand, seen: SeenCase): void {
  const { draw, world } = hand
  const handOff = seen.offered!
  for (let times = draw.happens(0.3) ? 2 : 1; times > 0; times--) {
    const by = draw.happens(0.6) ? someLead(hand) : draw.pick(world.agents).id
    const how = draw.pick(['stays', 'must_take', 'must_take'] as const)
    wish(hand, seen, by, pen => ({
      type: 'hand_off.decide',
      handOff,
      how,
      text: pen.write(inner('Read the log first')),
    }))
  }
  again(hand, seen)
}

const correct: Deed = (hand, seen) => {
  const handOff = seen.accepted.at(-1)!
  const giver = seen.handOffs.get(handOff)?.from.agent
  const by = hand.draw.happens(0.8) ? giver : hand.draw.pick(hand.world.agents).id
  wish(hand, seen, by, pen => ({
    type: 'hand_off.correct',
    handOff,
    text: pen.write(inner('Not only the line')),
  }))
}

/** The worker writes to the customer as if nobody had to agree. */
const speak: Deed = (hand, seen) => {
  write(hand, seen)
  if (hand.draw.happens(0.4)) write(hand, seen)
}
const write: Deed = (hand, seen) =>
  wish(hand, seen, seen.worker, pen => ({
    type: 'message.queue',
    message: pen.id('msg'),
    channel: 'email',
    text: pen.write('Please leave the box on this evening.'),
    attached: [],
    undoSeconds: hand.draw.pick([0, 10]),
    keeps: [],
  }))
const standing = (seen: SeenCase, ...standings: string[]): SpeechId | undefined =>
  [...seen.speeches].find(([, one]) => standings.includes(one.standing))?.[0]
const ask: Deed = (hand, seen) => {
  wish(hand, seen, seen.worker, pen => ({
    type: 'speech.ask',
    speech: pen.id('spe'),
    about: pen.write(inner('Which box it is')),
  }))
  again(hand, seen)
}
/** As contact: to what was asked, or unasked to whoever works on it. */
const agree: Deed = (hand, seen) => {
  const { draw } = hand
  const asked = standing(seen, 'asked')
  const until = draw.happens(0.5) ? instant(hand.now() + draw.between(10 * minuteMs, 3 * hourMs)) : undefined
  const by = draw.happens(0.9) ? seen.contact : draw.pick(hand.world.agents).id
  wish(hand, seen, by, pen =>
    asked
      ? { type: 'speech.agree', speech: asked, until }
      : {
          type: 'speech.agree',
          speech: pen.id('spe'),
          agent: seen.worker ?? undefined,
          about: pen.write(inner('Ask him which box it is')),
          until,
        },
  )
  hand.later(draw.wait(5 * minuteMs), { who: 'speaker', caseId: seen.id })
}
const decline: Deed = (hand, seen) => {
  const speech = standing(seen, 'asked')
  if (speech)
    wish(hand, seen, seen.contact, pen => ({
      type: 'speech.decline',
      speech,
      because: pen.write(inner('I call him at four')),
    }))
}
const withdraw: Deed = (hand, seen) => {
  // Whoever looks too late presses all the same.
  const speech = hand.draw.happens(0.5) ? standing(seen, 'agreed', 'asked') : [...seen.speeches.keys()].at(-1)
  if (speech) wish(hand, seen, seen.contact, () => ({ type: 'speech.withdraw', speech }))
}

/** What comes over somebody about work that was accepted, and about any other. */
const accepted: readonly Deed[] = [
  correct,
  ask,
  ask,
  agree,
  agree,
  decline,
  withdraw,
  withdraw,
  speak,
  speak,
  speak,
]
const held: readonly Deed[] = [ask, agree, speak]
