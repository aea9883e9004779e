// People who ask for help at once, answer it, and look again later: the live line, call-backs that are wanted
// and given or not, fixes checked in a test environment, and later looks. Chance of their own. Not: what must
// hold of it (rules/live.ts).
import type { Command } from '#core/case/case.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { hourMs, instant, minuteMs } from '#core/kit/time.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { someCase } from '#sim/beside.ts'
import type { Hand, Pen } from '#sim/hand.ts'
import { innerMark } from '#sim/known.ts'
import type { SeenCase } from '#sim/seen-case.ts'

const meanMs = 4 * minuteMs
const inner = (words: string) => `${words} ${innerMark}`

/** Somebody turns to help at once in a case, or (null) wherever the desk happens to look. */
export function helpAtOnce(hand: Hand, caseId: CaseId | null): void {
  const { draw, watch } = hand
  if (caseId === null) hand.later(draw.wait(meanMs), { who: 'helper', caseId })
  const seen = caseId ? watch.cases.get(caseId) : someCase(hand)
  if (!seen) return
  if (seen.line) draw.pick(onLine)(hand, seen)
  else draw.pick(deeds)(hand, seen)
}

type Deed = (hand: Hand, seen: SeenCase) => void
const wish = (
  hand: Hand,
  { id }: SeenCase,
  who: AgentId | null | undefined,
  command: (pen: Pen) => Command,
): void => {
  if (who) hand.wish({ by: { kind: 'agent', id: who }, caseId: id, commands: [command(hand.pen())] })
}
const soon = (hand: Hand, { id }: SeenCase): void =>
  hand.later(hand.draw.wait(3 * minuteMs), { who: 'helper', caseId: id })
const anybody = ({ draw, world }: Hand): AgentId => draw.pick(world.agents).id
const hence = ({ draw, now }: Hand, least: number, most: number) => instant(now() + draw.between(least, most))
const level = ({ draw }: Hand): HouseLevel => draw.pick([2, 2, 3] as const)

const asks: Deed = (hand, seen) => {
  wish(hand, seen, seen.worker ?? seen.contact, pen => ({
    ...{ type: 'live_line.ask', live: pen.id('liv'), level: level(hand) },
    question: pen.write(inner('Which box is it?')),
  }))
  soon(hand, seen)
}
const answers: Deed = (hand, seen) => {
  const live = seen.line!.id
  wish(hand, seen, anybody(hand), () => ({ type: 'live_line.answer', live }))
  soon(hand, seen)
}
const declines: Deed = (hand, seen) => {
  const live = seen.line!.id
  wish(hand, seen, anybody(hand), () => ({ type: 'live_line.decline', live }))
}
const says: Deed = (hand, seen) => {
  const live = seen.line!.id
  wish(hand, seen, seen.line!.asker, pen => ({
    ...{ type: 'live_line.say', live, text: pen.write(inner('The old one')) },
  }))
  soon(hand, seen)
}
const takesBack: Deed = (hand, seen) => {
  const live = seen.line!.id
  for (let times = hand.draw.happens(0.2) ? 2 : 1; times > 0; times--)
    wish(hand, seen, seen.line!.asker, () => ({ type: 'live_line.take_back', live }))
}
const ends: Deed = (hand, seen) => {
  const live = seen.line!.id
  wish(hand, seen, seen.line!.asker, pen => ({
    ...{ type: 'live_line.end', live, outcome: 'answered', text: pen.write(inner('It is the old one')) },
  }))
}
/** To the same level again and again: it mostly lets them go by. */
const begs: Deed = (hand, seen) => {
  wish(hand, seen, seen.worker ?? seen.contact, pen => ({
    ...{ type: 'call_back.want', callBack: pen.id('cbk'), level: 2, text: pen.write(inner('Call me')) },
    dueAt: hence(hand, 2 * minuteMs, 30 * minuteMs),
  }))
  hand.later(hand.draw.between(10, 60) * minuteMs, { who: 'helper', caseId: seen.id })
}
const calls: Deed = (hand, seen) => {
  const callBack = seen.callBack?.id
  if (callBack) wish(hand, seen, anybody(hand), () => ({ type: 'call_back.give', callBack }))
}
const verifies: Deed = (hand, seen) =>
  wish(hand, seen, seen.worker, pen => ({
    ...{ type: 'verification.make', verification: pen.id('vrf'), environment: pen.write(inner('bench 2')) },
    ...{ recreated: pen.write(inner('after an hour')), fix: pen.write(inner('radio up')), result: 'holds' },
    because: pen.write(inner('a night long')),
  }))
const plans: Deed = (hand, seen) =>
  wish(hand, seen, seen.worker ?? seen.contact, pen => ({
    ...{ type: 'regression.plan', regression: pen.id('rgr'), what: pen.write(inner('the line')) },
    ...{ dueAt: hence(hand, minuteMs, 8 * hourMs), checker: anybody(hand) },
  }))
const looks: Deed = (hand, seen) => {
  const [id, one] = [...seen.checks].at(-1) ?? []
  if (!id || !one) return
  if (hand.draw.happens(0.4))
    wish(hand, seen, one.checker, pen => ({
      ...{ type: 'regression.move', regression: id, because: pen.write(inner('not today')) },
      dueAt: hence(hand, minuteMs, 4 * hourMs),
    }))
  else
    wish(hand, seen, one.checker, pen => ({
      ...{ type: 'regression.check', regression: id, result: hand.draw.pick(['gone', 'came_back'] as const) },
      ...{ seen: pen.write(inner('looked')), next: pen.write(inner('ask the makers')) },
    }))
}

/** What comes over somebody while a line is open, and else. */
const onLine: readonly Deed[] = [answers, answers, answers, declines, says, takesBack, ends, ends]
const deeds: readonly Deed[] = [asks, asks, begs, begs, calls, verifies, plans, plans, looks, looks]
