// The live line: somebody of another level is asked now, while the case stays where it is. It rings one or a
// few at a time until somebody answers; one answers it, and it ends with what came of it. Not: whom it rings
// (people/who-rings.ts), nor what is shown of it (case/live.ts).
import { readable } from '#core/access/may.ts'
import { type Deciders, fact, type Outcome, present, type Wish, writerOf } from '#core/case/deed/deed.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import { isIgnoredBy, type LiveLine, onLine, openLine, talkedMinutes, unsaidMs } from '#core/case/live.ts'
import type { LiveBrief, LiveEnd, LiveOutcome, RingAs } from '#core/case/live-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, LiveId, TeamId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, secondMs } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { defaultLive, type LiveSetting } from '#core/people/live-setting.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { peopleOf, whoRings } from '#core/people/who-rings.ts'

export type LiveLineCommands = {
  'live_line.ask': {
    live: LiveId
    level: HouseLevel
    team?: TeamId | undefined
    question: TextRef
    problem?: TextRef | undefined
    known?: TextRef | undefined
    tried?: TextRef | undefined
  }
  'live_line.answer': { live: LiveId }
  'live_line.decline': { live: LiveId; text?: TextRef | undefined }
  'live_line.join': { live: LiveId }
  'live_line.say': { live: LiveId; text: TextRef }
  'live_line.take_back': { live: LiveId }
  'live_line.end': { live: LiveId; outcome: LiveOutcome; text?: TextRef | undefined }
}

export const liveSetting = (desk: DeskFacts): LiveSetting => desk.live ?? defaultLive

/** The newest line, of that name; a refusal where there is none. */
const lineOf = ({ live }: OpenedCase, id: LiveId): LiveLine | Refusal =>
  live?.line?.id === id ? live.line : refuse('live_line.not_found')

const isLead = ({ by, setting }: Wish): boolean =>
  by.kind === 'agent' && setting.desk.agents[by.id]?.roles.includes('lead') === true
const isOn = (line: LiveLine, { by }: Wish): boolean => by.kind === 'agent' && onLine(line).includes(by.id)

/** What is asked of a level: whom, what, and whether it was asked in vain before. */
type Asking = Pick<LiveLine, 'id' | 'level' | 'team' | 'asker' | 'rung' | 'isBegged'>

const secondsAs: Readonly<Record<RingAs, 'ringSeconds' | 'onCallSeconds' | 'leadSeconds'>> = {
  level: 'ringSeconds',
  on_call: 'onCallSeconds',
  lead: 'leadSeconds',
}

/** Whom it rings next; nobody is left: it was not answered. */
export function ringNext(state: OpenedCase, asking: Asking, wish: Wish): Event {
  const { desk, there = null, now } = wish.setting
  const { id: live, level, team, asker, rung, isBegged } = asking
  const question = { level, team, asker, rung, isBegged, wanted: state, readable: readable(state) }
  const setting = liveSetting(desk)
  const rings = whoRings(question, { desk, there, at: now }, setting.atOnce)
  if (!rings) return fact(wish, 'live_line.unanswered', { live })
  const until = after(wish.at, setting[secondsAs[rings.as]] * secondMs)
  return fact(wish, 'live_line.rang', { live, ...rings, until })
}

/** It is asked of a level, which rings at once. */
export function asked(
  state: OpenedCase,
  of: { live: LiveId; level: HouseLevel; team: TeamId | null; asker: AgentId; brief: LiveBrief },
  wish: Wish,
): Event[] {
  const { live, level, team, asker, brief } = of
  const isBegged = isIgnoredBy(state, level)
  const because = isBegged ? ('begged' as const) : undefined
  const said = present({ ...brief, live, level, team: team ?? undefined, because })
  const asking = { id: live, level, team, asker, rung: [], isBegged }
  return [fact(wish, 'live_line.asked', said), ringNext(state, asking, wish)]
}

/** Whether it is his to answer: it rings at him, he leads, or he is of the level that was asked. */
const mayAnswer = (line: LiveLine, agent: AgentId, wish: Wish): boolean =>
  agent !== line.asker &&
  (line.ringing?.agents.includes(agent) ||
    isLead(wish) ||
    peopleOf(line, wish.setting.desk).some(one => one.id === agent))

function answer(state: OpenedCase, { live }: LiveLineCommands['live_line.answer'], wish: Wish): Outcome {
  const line = lineOf(state, live)
  if ('refused' in line) return line
  const agent = writerOf(wish.by)
  if (line.answeredBy !== null && line.answeredBy === agent) return []
  if (line.answeredBy !== null && line.standing === 'answered')
    return refuse('live_line.taken', { agent: line.answeredBy })
  if (line.standing !== 'ringing') return refuse('live_line.ended')
  if (!agent || !mayAnswer(line, agent, wish)) return refuse('live_line.not_yours')
  return [fact(wish, 'live_line.answered', { live })]
}

function decline(state: OpenedCase, command: LiveLineCommands['live_line.decline'], wish: Wish): Outcome {
  const { live, text } = command
  const line = lineOf(state, live)
  if ('refused' in line) return line
  const agents = line.ringing?.agents ?? []
  const agent = writerOf(wish.by)
  if (line.standing !== 'ringing') return refuse('live_line.ended')
  if (!agent || !agents.includes(agent)) return refuse('live_line.not_yours')
  const declined = fact(wish, 'live_line.declined', present({ live, text }))
  return agents.length > 1 ? [declined] : [declined, ringNext(state, line, wish)]
}

function end(state: OpenedCase, command: LiveLineCommands['live_line.end'], wish: Wish): Outcome {
  const { live, outcome, text } = command
  const line = lineOf(state, live)
  if ('refused' in line) return line
  if (line.standing !== 'answered') return refuse('live_line.not_answered')
  if (!isOn(line, wish) && !isLead(wish)) return refuse('live_line.not_yours')
  // What was said, and what is to be tested, is what the others read afterwards.
  if (!text && (outcome === 'answered' || outcome === 'test')) return refuse('live_line.words_missing')
  return [ended(line, { outcome, text }, wish)]
}

export const ended = (
  line: LiveLine,
  { outcome, text }: { readonly outcome: LiveEnd; readonly text?: TextRef | undefined },
  wish: Wish,
): EventOf<'live_line.ended'> => {
  const minutes = talkedMinutes(line, wish.at)
  return fact(
    wish,
    'live_line.ended',
    present({ live: line.id, outcome, text, minutes, people: onLine(line) }),
  )
}

export const liveLineDeciders: Deciders<LiveLineCommands> = {
  'live_line.ask': (state, { live, level, team, ...brief }, wish) => {
    const asker = writerOf(wish.by)
    if (!asker) return refuse('agent.not_found')
    if (openLine(state)) return refuse('live_line.already')
    const of = team && wish.setting.desk.teams[team]
    if (team && (!of?.active || of.level !== level)) return refuse('team.not_found')
    return asked(state, { live, level, team: team ?? null, asker, brief: present(brief) }, wish)
  },
  'live_line.answer': answer,
  'live_line.decline': decline,
  'live_line.join': (state, { live }, wish) => {
    const line = lineOf(state, live)
    if ('refused' in line) return line
    if (line.standing !== 'answered') return refuse('live_line.not_answered')
    return isOn(line, wish) ? [] : [fact(wish, 'live_line.joined', { live })]
  },
  'live_line.say': (state, { live, text }, wish) => {
    const line = lineOf(state, live)
    if ('refused' in line) return line
    if (line.standing !== 'answered') return refuse('live_line.not_answered')
    return isOn(line, wish) ? [fact(wish, 'live_line.said', { live, text })] : refuse('live_line.not_yours')
  },
  'live_line.take_back': (state, { live }, wish) => {
    const line = lineOf(state, live)
    if ('refused' in line) return line
    if (line.standing === 'taken_back') return []
    if (line.standing === 'ended') return refuse('live_line.ended')
    if (writerOf(wish.by) !== line.asker && !isLead(wish)) return refuse('live_line.not_yours')
    const minutes = talkedMinutes(line, wish.at)
    return [fact(wish, 'live_line.taken_back', { live, minutes, people: onLine(line) })]
  },
  'live_line.end': end,
}

/** The verdicts due: a ring nobody took goes to the next; a line nobody speaks on has ended. */
export function lineVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const line = state.phase === 'open' ? openLine(state) : null
  if (!line) return []
  const { now } = wish.setting
  if (line.ringing) return now >= line.ringing.until ? [ringNext(state, line, wish)] : []
  return now >= line.heardAt + unsaidMs ? [ended(line, { outcome: 'unsaid' }, wish)] : []
}
