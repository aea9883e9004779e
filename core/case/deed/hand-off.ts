// Hand-offs: work moves to a level, a team or a person, with a question; it is accepted or returned, and
// answered.
// Until somebody accepts, case, promise and clock stay with the giver. Level 4 is never a receiver.
import type { NamedArticle } from '#core/article/article.ts'
import { mayGiveTo } from '#core/case/deed/accountable.ts'
import { type Deciders, deskFact, fact, type Outcome, present, type Wish } from '#core/case/deed/deed.ts'
import { type DecideCommand, giveBack, type ReturnCommand, settle } from '#core/case/deed/hand-off-return.ts'
import { answerOwed, offeredNow, offerOf } from '#core/case/deed/hand-off-state.ts'
import { acceptanceDue } from '#core/case/deed/target-times.ts'
import { isWalked } from '#core/case/deed/walk-facts.ts'
import { standingReproductions } from '#core/case/findings.ts'
import type { Event } from '#core/case/event.ts'
import type { HandOffSummary, NoStepsReason, WidenedBecause } from '#core/case/hand-off-facts.ts'
import type { HandOffState } from '#core/case/hand-off-stand.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, HandOffId, TeamId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, type Instant, minuteMs } from '#core/kit/time.ts'
import { type DeskFacts, minutesFor, workSetting, worksAt } from '#core/people/desk-facts.ts'
import { pausesUntil } from '#core/people/hard-pause.ts'
import { onCallAt } from '#core/people/on-call.ts'
import { canReceive, dutyLead, opensAt } from '#core/people/team-there.ts'
import { stillOpen, wantedFacts } from '#core/wanted/known.ts'
import { type WantedFact, wantedOf } from '#core/wanted/wanted-list.ts'

export type HandOffCommands = {
  'hand_off.offer': {
    handOff: HandOffId
    team: TeamId
    agent?: AgentId | undefined
    question: TextRef
    summary: HandOffSummary
  }
  'hand_off.accept': { handOff: HandOffId; readBack?: TextRef | undefined }
  'hand_off.correct': { handOff: HandOffId; text: TextRef }
  'hand_off.return': ReturnCommand
  'hand_off.decide': DecideCommand
  'hand_off.withdraw': { handOff: HandOffId }
  'hand_off.answer': {
    handOff: HandOffId
    result: TextRef
    cause: TextRef
    verified: TextRef
    tell: TextRef
    article?: TextRef | undefined
    named?: NamedArticle | undefined
    level1Because?: TextRef | undefined
  }
}

function offer(state: OpenedCase, command: HandOffCommands['hand_off.offer'], wish: Wish): Outcome {
  const { desk } = wish.setting
  const { handOff, team, agent, question } = command
  if (state.offered) return refuse('hand_off.pending')
  if (!state.worker) return refuse('hand_off.needs_worker')
  const to = desk.teams[team]
  if (!to?.active) return refuse('team.not_found')
  if (!mayGiveTo(state, team, wish)) return refuse('partner.only_back')
  const no =
    unfit(desk, { team, agent }) ??
    gate(state, command.summary, must(state, desk, to.level)) ??
    reproductionGate(state, command.summary, mustReproduce(state, desk, to.level)) ??
    scriptGate(state, command.summary, to.level, desk) ??
    wantedGate(state, command.summary, { desk, level: to.level, now: wish.at })
  if (no) return no
  if (to.level === state.level && (agent ? agent === state.worker : team === state.team))
    return refuse('hand_off.same_level')
  const minutes = minutesFor(workSetting(desk, team).acceptMinutes, state.severity)
  // A team that is closed begins to count as it opens; somebody who is named was chosen for now.
  const from = agent ? wish.at : (opensAt(desk, team, wish.at) ?? wish.at)
  // One time for both: what a policy owes rules, and else the minutes of the receiver.
  const acceptBy = acceptanceDue(state, wish) ?? after(from, minutes * minuteMs)
  const toAll = agent ? whyToAll(agent, { team, by: acceptBy }, wish) : null
  const summary = { ...command.summary, ...openAlong(state, wish) }
  return [
    fact(wish, 'hand_off.offered', {
      handOff,
      from: { level: state.level, team: state.team, agent: state.worker },
      to: { level: to.level, team, ...present({ agent }) },
      question,
      summary,
      acceptBy,
    }),
    ...(toAll ? [deskFact(wish, 'hand_off.widened', { handOff, because: toAll })] : []),
  ]
}

/** Why whoever is named does not get it alone; null: he does. */
function whyToAll(
  agent: AgentId,
  offer: Parameters<typeof canReceive>[2],
  { at, setting: { desk, there } }: Wish,
): WidenedBecause | null {
  if (!canReceive(desk, agent, offer)) return 'receiver_away'
  return pausesUntil(there, agent, at) === null ? null : 'receiver_pauses'
}

function unfit(
  { agents, teams }: DeskFacts,
  { team, agent }: { readonly team: TeamId; readonly agent: AgentId | undefined },
): Refusal | null {
  if (!agent) return null
  const named = agents[agent]
  if (!named?.active) return refuse('agent.not_found')
  const isFit = named.teams.includes(team) || worksAt(named, teams[team]!.level)
  return isFit ? null : refuse('agent.not_in_team')
}

/** Whether something must have been tried before it goes up. A critical case waits for nothing. */
const must = (state: OpenedCase, desk: DeskFacts, level: number): boolean =>
  state.severity !== 1 && level > state.level && workSetting(desk, state.team).stepsBeforeHandOff

/** The same of a try to make it happen again, where the level or team wants one. */
export const mustReproduce = (state: OpenedCase, desk: DeskFacts, level: number): boolean =>
  state.severity !== 1 && level > state.level && workSetting(desk, state.team).reproducesBeforeHandOff

/**
 * Whether a script should have been walked to an end first. Which scripts there are is no fact of the case,
 * and that one exists does not mean that it fits: where none does, the giver says so, and nobody is stuck.
 */
export const mustWalk = (state: OpenedCase, desk: DeskFacts, level: number): boolean =>
  state.severity !== 1 &&
  level > state.level &&
  workSetting(desk, state.team).scriptRequired &&
  !isWalked(state)

/** What a reason for handing on what nobody tried is held against; each says what is missing, or nothing. */
const reasonHolds: {
  readonly [R in NoStepsReason]: (state: OpenedCase, summary: HandOffSummary) => Refusal | null
} = {
  customer_skilled: (_state, { skill }) => (skill ? null : refuse('hand_off.skill_not_recorded')),
  customer_wish: (state, { wishedIn }) =>
    hasAsked(state, wishedIn) ? null : refuse('hand_off.wish_not_found'),
  nothing_to_try: () => null,
  urgent: () => null,
  other: (_state, { noStepsBecause }) => (noStepsBecause ? null : refuse('hand_off.steps_missing')),
}

/** The customer asked for more help, or wrote or said it where the giver points to. */
export const hasAsked = (state: OpenedCase, wishedIn: HandOffSummary['wishedIn']): boolean =>
  state.help !== null ||
  (wishedIn !== undefined &&
    (wishedIn in state.claims || state.messages[wishedIn as keyof typeof state.messages]?.way === 'in'))

function gate(state: OpenedCase, summary: HandOffSummary, isNeeded: boolean): Refusal | null {
  if (!isNeeded || Object.keys(state.steps).length > 0) return null
  return reasonHolds[summary.noSteps ?? 'other'](state, summary)
}

const reproductionGate = (
  state: OpenedCase,
  { notReproduced }: HandOffSummary,
  isNeeded: boolean,
): Refusal | null =>
  !isNeeded || notReproduced || standingReproductions(state).length > 0
    ? null
    : refuse('hand_off.reproduction_missing')

const scriptGate = (
  state: OpenedCase,
  { notWalked }: HandOffSummary,
  level: number,
  desk: DeskFacts,
): Refusal | null => (notWalked || !mustWalk(state, desk, level) ? null : refuse('hand_off.script_missing'))

type Going = { readonly desk: DeskFacts; readonly level: number; readonly now: Instant }
/** What is needed to hand such a case on and nobody knows. A critical case waits for nothing. */
export const neededOpen = (state: OpenedCase, { desk, level, now }: Going): readonly WantedFact[] =>
  state.severity === 1 || level <= state.level
    ? []
    : stillOpen(wantedFacts(state, wantedOf(desk, state), now)).filter(({ required }) => required)

function wantedGate(state: OpenedCase, { openBecause }: HandOffSummary, going: Going): Refusal | null {
  const open = neededOpen(state, going)
  if (openBecause || open.length === 0) return null
  return refuse('hand_off.wanted_open', { facts: open.map(({ name }) => name).join(', ') })
}

/** What is open goes along by name, so that the receiver need not find out that it is. */
function openAlong(state: OpenedCase, { setting: { desk }, at }: Wish): Pick<HandOffSummary, 'wantedOpen'> {
  const open = stillOpen(wantedFacts(state, wantedOf(desk, state), at))
  return open.length > 0 ? { wantedOpen: open.map(({ name }) => name) } : {}
}

/**
 * Where the work goes back to when a hand-off is answered: the giver, else the contact, else the giver's
 * queue.
 */
function back(state: OpenedCase, from: HandOffState['from'], wish: Wish): Event {
  const { agents } = wish.setting.desk
  for (const agent of [from.agent, state.contact])
    if (agent && agents[agent]?.active)
      return deskFact(wish, 'worker.assigned', { agent, level: from.level, team: from.team })
  return deskFact(wish, 'worker.queued', { team: from.team, level: from.level })
}

export const handOffDeciders: Deciders<HandOffCommands> = {
  'hand_off.offer': offer,
  'hand_off.accept': (state, { handOff, readBack }, wish) => {
    const { desk } = wish.setting
    const accepter = wish.by.kind === 'agent' ? wish.by.id : null
    const has = state.handOffs[handOff]?.standing === 'accepted' && state.handOffs[handOff].acceptedBy
    // Two at once: one has it, the other hears who.
    if (has) return has === accepter ? [] : refuse('hand_off.taken', { agent: desk.agents[has]?.name ?? has })
    const one = offeredNow(state, handOff)
    if ('refused' in one) return one
    if (!accepter) return refuse('agent.not_found')
    if (!readBack && state.severity !== 1 && workSetting(desk, one.to.team).readBack)
      return refuse('hand_off.read_back_missing')
    return [
      fact(wish, 'hand_off.accepted', present({ handOff, readBack })),
      fact(wish, 'worker.assigned', { agent: accepter, level: one.to.level, team: one.to.team }),
    ]
  },
  'hand_off.correct': (state, { handOff, text }, wish) => {
    const one = state.handOffs[handOff]
    if (!one) return refuse('hand_off.not_found')
    return one.standing === 'accepted'
      ? [fact(wish, 'hand_off.corrected', { handOff, text })]
      : refuse('hand_off.not_accepted')
  },
  'hand_off.return': giveBack,
  'hand_off.decide': settle,
  'hand_off.withdraw': (state, { handOff }, wish) => {
    const one = offeredNow(state, handOff)
    if ('refused' in one) return one
    return [fact(wish, 'hand_off.withdrawn', { handOff }), ...wordBack(state, one, wish)]
  },
  'hand_off.answer': (state, command, wish) => {
    const { handOff, result, cause, verified, tell, article, named, level1Because } = command
    const owed = answerOwed(state)
    if (!state.handOffs[handOff]) return refuse('hand_off.not_found')
    if (owed?.id !== handOff) return refuse('hand_off.not_accepted')
    const said = { handOff, result, cause, verified, tell, article, named, level1Because }
    return [fact(wish, 'hand_off.answered', present(said)), back(state, owed.from, wish)]
  },
}

/** The customer is not told of specialists who do not get it: a word that still waits is taken back, too. */
function wordBack(state: OpenedCase, { summary: { told } }: HandOffState, wish: Wish): Event[] {
  const word = told && state.messages[told]
  const waits = word?.standing === 'queued' && wish.setting.now < word.sendAt
  return told && waits ? [fact(wish, 'message.withdrawn', { message: told })] : []
}

/**
 * The verdicts on an offer: whom it was meant for is not there any more, or nobody accepted in time. It may
 * still be accepted, by more and more people.
 */
export function offerVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const one = offerOf(state)
  if (!one) return []
  const { now, desk } = wish.setting
  const { id: handOff, to, acceptBy } = one
  const isLost = to.agent !== undefined && !canReceive(desk, to.agent, { team: to.team, by: acceptBy })
  const isDue = !one.expired && now >= acceptBy
  const raiseAt = after(wish.at, desk.noticeMinutes * minuteMs)
  const events: Event[] = []
  if (isDue) events.push(fact(wish, 'hand_off.expired', { handOff }))
  if (isLost || (isDue && to.agent !== undefined))
    events.push(
      fact(wish, 'hand_off.widened', {
        handOff,
        because: isLost ? 'receiver_away' : 'expired',
        ...(isDue && { raiseAt }),
      }),
    )
  else if (isDue || (one.raiseAt !== null && one.raiseAt !== undefined && now >= one.raiseAt))
    events.push(raised(one, wish))
  return events
}

/** To whoever is on call, else to the lead on duty. */
function raised({ id: handOff, to: { team } }: HandOffState & { id: HandOffId }, wish: Wish): Event {
  const { desk } = wish.setting
  const onCall = onCallAt(desk, team, wish.at)?.agent
  return fact(wish, 'hand_off.raised', {
    handOff,
    to: onCall ? 'on_call' : 'lead',
    agent: onCall ?? dutyLead(desk, team, wish.at),
  })
}

/** When the clock has to look at an offer again; null: it need not. */
export function offerRing(state: OpenedCase): Instant | null {
  const one = offerOf(state)
  if (!one) return null
  return one.expired ? (one.raiseAt ?? null) : one.acceptBy
}
