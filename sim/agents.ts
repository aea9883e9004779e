// Agents at work: they look at their screens, choose, and do one thing, or forget. A table of what one can
// do.
import type { Command } from '#core/case/case.ts'
import { severities } from '#core/case/event.ts'
import { returnReasons } from '#core/case/hand-off-facts.ts'
import type { CaseId, PromiseId, TeamId } from '#core/kit/id.ts'
import { dayMs, hourMs, type Instant, instant, minuteMs, secondMs } from '#core/kit/time.ts'
import { assessAs } from '#sim/assess-as.ts'
import type { Hand, Pen } from '#sim/hand.ts'
import { goOnThere } from '#sim/joiners.ts'
import { innerMark } from '#sim/known.ts'
import { saidWith } from '#sim/said-with.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import { firstTeams, type SimAgent } from '#sim/world.ts'

type Doing = { readonly seen: SeenCase; readonly agent: SimAgent; readonly hand: Hand; readonly pen: Pen }
/** The wish, or nothing where it makes no sense of this case just now. */
type Deed = (doing: Doing) => readonly Command[] | null

const inner = (words: string) => `${words} ${innerMark}`
const hence = (hand: Hand, least: number, most: number): Instant =>
  instant(hand.now() + hand.draw.between(least, most))
const spoken = ({ owed, promises }: SeenCase): PromiseId[] =>
  [...owed].filter(id => promises.get(id)?.house === false)
const one = (...commands: Command[]) => commands

const reply: Deed = ({ seen, hand, pen }) => {
  const { draw } = hand
  const commands: Command[] = [
    {
      type: 'message.queue',
      message: pen.id('msg'),
      channel: 'email',
      text: pen.write('Please restart the box and tell us which light is on.'),
      attached: [],
      undoSeconds: draw.pick([0, 10, 10, 30, 120]),
      keeps: draw.happens(0.7) ? spoken(seen) : [],
      news: seen.seq % 3 === 0 ? false : undefined,
      wait: draw.happens(0.4)
        ? {
            reason: 'answer',
            until: draw.happens(0.5) ? hence(hand, hourMs, 2 * dayMs) : undefined,
          }
        : undefined,
    },
  ]
  const said = [...commands, ...explains(seen, commands[0])]
  return draw.happens(0.2) ? [...said, ...(promise({ seen, hand, pen } as Doing) ?? [])] : said
}
/** Whoever asked for more help is answered with what is said to him next. */
const explains = ({ help }: SeenCase, said: Command | undefined): Command[] => {
  const evidence =
    said?.type === 'message.queue'
      ? said.message
      : said?.type === 'contact.hold' && said.reach === 'reached' && said.contact
  return help?.isOpen && evidence ? [{ type: 'help.explain', help: help.id, evidence }] : []
}
const promise: Deed = ({ seen, hand, pen }) => {
  const made = { promise: pen.id('prm'), topic: pen.write('A call with what we found') }
  const means = hand.draw.pick(['phone', 'phone', 'visit'] as const)
  const dueAt = hence(hand, minuteMs, hand.draw.pick([hourMs, 6 * hourMs, dayMs]))
  const from = seen.seq % 3 === 0 ? instant(Math.floor((hand.now() + dueAt) / 2)) : undefined
  return one({ ...made, type: 'promise.make', means, from, dueAt })
}
const call: Deed = ({ seen, hand, pen }) => {
  const held: Command = {
    type: 'contact.hold',
    contact: pen.id('con'),
    means: hand.draw.pick(['phone', 'phone', 'phone', 'visit']),
    direction: hand.draw.happens(0.8) ? 'out' : 'in',
    reach: hand.draw.pick(['reached', 'reached', 'no_answer', 'voicemail']),
    minutes: hand.draw.between(1, 30),
    keeps: spoken(seen),
    tells: [...seen.untold.keys()],
  }
  return [held, ...explains(seen, held)]
}
const undo: Deed = ({ seen, hand }) => {
  for (const [message, { standing, sendAt }] of seen.messages)
    if (standing === 'queued' && sendAt > hand.now() - secondMs)
      return one({ type: 'message.withdraw', message })
  return null
}
const note: Deed = ({ pen }) =>
  one({ type: 'note.add', note: pen.id('not'), text: pen.write(inner('He is easily upset.')), mentions: [] })
const strike: Deed = ({ seen, pen, hand }) =>
  seen.notes.size === 0
    ? null
    : one({
        type: 'note.strike',
        note: hand.draw.pick([...seen.notes]),
        because: pen.write(inner('Wrong case.')),
      })
const step: Deed = ({ pen, hand }) =>
  one({
    type: 'step.try',
    step: pen.id('stp'),
    what: pen.write(inner('Changed the splitter')),
    why: pen.write(inner('The noise margin was low')),
    outcome: hand.draw.pick(['worked', 'partial', 'no_change', 'not_possible']),
    doneBy: hand.draw.pick(['agent', 'agent', 'agent', 'supplier']),
  })
const claim: Deed = ({ pen }) =>
  one({ type: 'claim.make', claim: pen.id('cla'), text: pen.write('Since Monday') })
const judge: Deed = ({ seen, pen, hand }) =>
  seen.claims.size === 0
    ? null
    : one({
        type: 'claim.judge',
        claim: hand.draw.pick([...seen.claims]),
        verdict: hand.draw.pick(['confirmed', 'does_not_match', 'silent']),
        because: pen.write(inner('The log says so')),
      })
const classify: Deed = ({ hand, pen }) => [
  assessAs(pen, hand.draw.pick(severities)),
  { type: 'case.classify', kind: hand.draw.pick(['slowness', 'update']) },
]
const ask: Deed = ({ pen }) =>
  one({ type: 'question.add', question: pen.id('que'), text: pen.write('And the second printer?') })
const settle: Deed = ({ seen, pen, hand }) => {
  const [question] = seen.openQuestions
  if (!question) return null
  return hand.draw.happens(0.8)
    ? one({ type: 'question.answer', question, text: pen.write('It is too old.') })
    : one({ type: 'question.decline', question, because: pen.write('Not ours.') })
}
const movePromise: Deed = ({ seen, hand, pen }) => {
  const [id] = spoken(seen)
  return id
    ? one({
        type: 'promise.move',
        promise: id,
        to: pen.id('prm'),
        dueAt: hence(hand, hourMs, dayMs),
        because: pen.write('The part is late'),
      })
    : null
}
const endPromise: Deed = ({ seen, pen }) => {
  const [id] = spoken(seen)
  if (!id) return null
  return seen.promises.get(id)?.isLate
    ? one({ type: 'promise.miss', promise: id, because: pen.write('I was ill') })
    : one({ type: 'promise.withdraw', promise: id, because: pen.write('He called himself') })
}
const offer: Deed = ({ seen, hand, pen }) => {
  if (seen.offered) return null
  const teams: TeamId[] = ['tea_first', 'tea_phones', 'tea_second', 'tea_second', 'tea_third']
  const team = hand.draw.pick(teams)
  const named = hand.world.agents.filter(each => each.facts.teams.includes(team))
  const handOff = pen.id('hnd')
  const offered: Command = {
    type: 'hand_off.offer',
    handOff,
    team,
    agent: hand.draw.happens(0.3) && named.length > 0 ? hand.draw.pick(named).id : undefined,
    question: pen.write(inner('What does this light mean?')),
    summary: {
      problem: pen.write(inner('It restarts at eight')),
      claims: [...seen.claims],
      steps: [...seen.steps],
      promise: null,
      noStepsBecause: pen.write(inner('No time')),
    },
  }
  return seen.help?.isOpen ? [offered, { type: 'help.pass_on', help: seen.help.id, handOff }] : [offered]
}
const takeBack: Deed = ({ seen }) =>
  seen.offered ? one({ type: 'hand_off.withdraw', handOff: seen.offered }) : null
const answer: Deed = ({ seen, pen }) => {
  const handOff = seen.accepted.at(-1)
  return handOff
    ? one({
        type: 'hand_off.answer',
        handOff,
        result: pen.write(inner('Found')),
        cause: pen.write(inner('A worn cable')),
        verified: pen.write(inner('Measured')),
        tell: pen.write(inner('Change the cable')),
      })
    : null
}
const solve: Deed = ({ seen, hand, pen }) => {
  const said: Command = {
    type: 'message.queue',
    message: pen.id('msg'),
    channel: 'email',
    text: pen.write('We changed the cable; it has held since.'),
    attached: [],
    undoSeconds: hand.draw.pick([0, 10]),
    keeps: [],
    automatic: 'solved',
  }
  const solved: Command = { type: 'case.solve', fix: pen.write('A new cable') }
  const commands = hand.draw.happens(0.8) ? [said, solved] : [solved]
  // He wrote only to thank us, every other time.
  return seen.checkBack && seen.seq % 2 === 0 ? one({ type: 'check_back.end', how: 'holds' }) : commands
}
const waitElse: Deed = ({ seen, hand }) =>
  seen.wait
    ? one({ type: 'wait.end', how: hand.draw.pick([undefined, 'answer']) })
    : one({
        type: 'wait.start',
        turn: hand.draw.pick(['supplier', 'us']),
        reason: hand.draw.pick(['part', 'part', 'visit']),
        until: hand.draw.happens(0.5) ? hence(hand, minuteMs, dayMs) : undefined,
      })
const give: Deed = ({ hand }) => one({ type: 'worker.assign', agent: hand.draw.pick(hand.world.agents).id })
const putBack: Deed = ({ hand }) => one({ type: 'worker.queue', team: hand.draw.pick(firstTeams) })
const newContact: Deed = ({ hand, pen }) =>
  one({
    type: 'contact.assign',
    agent: hand.draw.pick(hand.world.agents).id,
    reason: 'shift_end',
    untold: pen.write(inner('He was told by phone.')),
  })
const spam: Deed = () => one({ type: 'case.close', reason: 'spam' })
const otherOf = ({ seen, hand }: Doing): CaseId | undefined =>
  hand.watch.board.of(seen.customer).find(id => id !== seen.id && hand.watch.cases.get(id)?.phase === 'open')
const link: Deed = doing => {
  const to = otherOf(doing)
  return to ? one({ type: 'case.link', to, how: 'related' }) : null
}
const merge: Deed = doing => {
  const into = otherOf(doing)
  return into ? one({ type: 'case.merge', into, itself: false }) : null
}
const forget: Deed = () => null

/** What an agent does with a case he works on, and how often. */
const atWork: readonly (readonly [weight: number, deed: Deed])[] = [
  [30, reply],
  [10, call],
  [9, undo],
  [8, note],
  [1, strike],
  [8, step],
  [4, claim],
  [3, judge],
  [4, classify],
  [3, ask],
  [9, settle],
  [7, promise],
  [4, movePromise],
  [5, endPromise],
  [8, offer],
  [2, takeBack],
  [14, answer],
  [16, solve],
  [5, waitElse],
  [2, give],
  [1, putBack],
  [1, newContact],
  [1, spam],
  [1, link],
  [4, merge],
  [6, forget],
]
/** A case that has gone on for long is brought to its end: what is open is settled, then it is solved. */
const wrapUp: Deed = doing => {
  const { seen } = doing
  if (seen.accepted.length > 0) return answer(doing)
  if (seen.offered) return takeBack(doing)
  if (seen.openQuestions.size > 0) return settle(doing)
  if (seen.help?.isOpen) return reply(doing)
  return spoken(seen).length > 0 ? endPromise(doing) : solve(doing)
}
const longSeq = 28
const weights = atWork.reduce((sum, [weight]) => sum + weight, 0)

function deedFor({ draw }: Hand): Deed {
  let left = draw.roll() * weights
  for (const [weight, deed] of atWork) {
    left -= weight
    if (left < 0) return deed
  }
  return forget
}

/** One look at the screen. */
export function look(hand: Hand, agent: SimAgent): unknown {
  const { board, cases } = hand.watch
  const { draw } = hand
  const team = draw.pick(agent.facts.teams)
  const offers = [...some(board.offers(agent.id)), ...some(board.offers(team))]
  if (offers.length > 0 && draw.happens(0.5)) return takeOver(hand, agent, cases.get(draw.pick(offers))!)
  if (agent.facts.roles.includes('lead') && draw.happens(0.5)) return lookAfter(hand, agent)
  const work = board.work(agent.id)
  const queue = board.queue(team)
  if (work.length > 0 && (queue.length === 0 || draw.happens(0.75))) {
    const seen = cases.get(draw.pick(work))!
    // What he did last himself he leaves alone, mostly; somebody else's word is answered.
    return (seen.last.by.kind !== 'agent' || draw.happens(0.5)) && workOn(hand, agent, seen)
  }
  const next = queue[draw.between(0, Math.min(2, queue.length - 1))]
  return next && work.length < 12 && wish(hand, agent, next, () => one({ type: 'worker.take' }))
}

const some = (all: readonly CaseId[]) => all.slice(0, 3)

/** Does something with one case, whichever it is. */
export function workOn(hand: Hand, agent: SimAgent, seen: SeenCase): boolean {
  for (let tries = 0; tries < 3; tries++)
    if (wish(hand, agent, seen.id, isLong(hand, seen) ? wrapUp : deedFor(hand))) return true
  return false
}

const isLong = ({ draw }: Hand, { seq }: SeenCase) => seq > longSeq && draw.happens(0.6)

function wish(hand: Hand, agent: SimAgent, caseId: CaseId, deed: Deed): boolean {
  const seen = hand.watch.cases.get(caseId)!
  const commands = deed({ seen, agent, hand, pen: hand.pen() })
  if (!commands) return false
  const isMessage = commands[0]?.type === 'message.queue'
  const by = { kind: 'agent', id: agent.id } as const
  hand.wish({ by, caseId, commands, ...(isMessage && { seenSeq: seen.seq }) })
  const [first] = commands
  if (first?.type === 'case.merge') goOnThere(hand, agent, caseId, first.into)
  return true
}

/** Accepts what is offered, or returns it. */
function takeOver(hand: Hand, agent: SimAgent, { id, offered }: SeenCase): boolean {
  if (!offered) return false
  return wish(hand, agent, id, ({ pen }) =>
    hand.draw.happens(0.75)
      ? one({ type: 'hand_off.accept', handOff: offered, readBack: pen.write(inner('Understood')) })
      : one({
          type: 'hand_off.return',
          handOff: offered,
          reason: hand.draw.pick(returnReasons),
          nextAct: pen.write(inner('Read the log first')),
          ...saidWith(pen),
        }),
  )
}

const noReply: Command = { type: 'case.close', reason: 'no_reply' }
/** Asks whether it holds, by phone or mail: it does, it does not, or nobody answers. */
const askBack: Deed = ({ seen, hand, pen }) => {
  const ways: readonly Command[] = [
    { type: 'check_back.end', how: 'holds' },
    { type: 'check_back.end', how: 'came_back', text: pen.write('It is back') },
    {
      type: 'contact.hold',
      contact: pen.id('con'),
      means: 'phone',
      direction: 'out',
      reach: 'no_answer',
      minutes: 1,
      keeps: [],
    },
    {
      type: 'message.queue',
      message: pen.id('msg'),
      channel: 'email',
      text: pen.write('Does it hold?'),
      attached: [],
      undoSeconds: 0,
      keeps: [],
      checkBack: true,
    },
  ]
  return one(ways[(seen.seq + (hand.now() % 7)) % ways.length]!)
}

/** A lead sees to what stays undone: late promises, work of others, cases to close. */
function lookAfter(hand: Hand, agent: SimAgent): boolean {
  const { draw } = hand
  const { board, cases } = hand.watch
  const ended = board.ended()
  if (ended.length > 0 && draw.happens(0.5)) {
    const seen = cases.get(draw.pick(ended))!
    if (seen.endedAt > hand.now() - 6 * hourMs) return false
    return wish(hand, agent, seen.id, seen.checkBack ? askBack : () => [noReply])
  }
  const other = draw.pick(hand.world.agents)
  const work = board.work(other.id)
  if (work.length === 0) return false
  const seen = cases.get(draw.pick(work))!
  const late = [...seen.owed].find(id => seen.promises.get(id)?.isLate)
  if (late && draw.happens(0.5))
    return wish(hand, agent, seen.id, () => one({ type: 'promise.keep', promise: late }))
  return workOn(hand, agent, seen)
}
