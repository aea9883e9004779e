// What is being written on the way to another level: to whom, what is wanted, what the customer is told.
// Not: how it looks (hand-off-sheet.tsx).
import { useState } from 'react'
import { standingReproductions } from '#core/case/findings.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import { owed, versionOf } from '#core/clock/policy.ts'
import { hasAsked, mustReproduce, mustWalk, neededOpen } from '#core/case/deed/hand-off.ts'
import type { NoStepsReason } from '#core/case/hand-off-facts.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { opensAt } from '#core/people/team-there.ts'
import { toast } from '#web/kit/toast.ts'
import { minutesFor, type TeamFacts, workSetting } from '#core/people/desk-facts.ts'
import { nowMs } from '#web/kit/now.ts'
import { useWords } from '#web/words.ts'
import { type Fill, type OpenCaseView, useCase } from './case-context.ts'
import type { NextUpdate } from './next-update.tsx'
import { isTurned } from './own-time.ts'
import { useNextPromise } from './promise-next.tsx'
import { useEndQuestion } from './use-script-words.ts'
import { bodyOf, useWritten, type Written } from './use-hand-off-more.ts'
import { timeForThem, usableZone, useWordsIn } from './say-in.ts'

/** Teams one can pass to: the next level up first, then the others. */
function receiversOf(teams: readonly TeamFacts[], level: number): TeamFacts[] {
  const rank = (team: TeamFacts) => (team.level > level ? team.level - level : 10 + level - team.level)
  return teams.filter(one => one.active).toSorted((a, b) => rank(a) - rank(b))
}

/** The first words of the customer in the ledger: his claim, else his first message. */
function firstWords({ entries, text }: OpenCaseView): string {
  const claim = entries.find(one => one.kind === 'claim')
  if (claim?.kind === 'claim') return text(claim.text)
  const message = entries.find(one => one.kind === 'message' && one.way === 'in' && !one.automatic)
  return message?.kind === 'message' ? text(message.text).slice(0, 600) : ''
}

/** Within how long a policy wants it accepted; null: it does not say, and the minutes of the team rule. */
function acceptRule({ facts }: OpenCaseView['desk'], { entitled, severity }: OpenCaseView['state']) {
  const version = entitled?.policy ? versionOf(facts.policies[entitled.policy], entitled.version) : null
  return version && owed(version, 'hand_off_acceptance', severity)
}

/** The team that is named, else one of the level named, else the nearest that is not the present one. */
const wishedOf = (
  teams: readonly TeamFacts[],
  { team, level }: Fill,
  present: TeamId,
): TeamFacts | undefined =>
  teams.find(one => one.name === team) ??
  teams.find(one => one.level === level && one.id !== present) ??
  teams.find(one => one.id !== present)

/** Whom it goes to, and who there could be named. */
function useReceiver({ desk, state }: OpenCaseView, fill: Fill) {
  const teams = receiversOf(Object.values(desk.facts.teams), state.level)
  const [team, setTeam] = useState<TeamId>(wishedOf(teams, fill, state.team)?.id ?? state.team)
  const [agent, setAgent] = useState<AgentId | ''>('')
  const level = desk.facts.teams[team]?.level ?? state.level
  const people = Object.values(desk.facts.agents).filter(
    one =>
      one.active &&
      one.id !== desk.me.id &&
      (one.teams.includes(team) || one.levels.some(each => each === level)),
  )
  const minutes = minutesFor(workSetting(desk.facts, team).acceptMinutes, state.severity)
  const choose = (next: TeamId) => {
    setTeam(next)
    setAgent('')
  }
  const facts = desk.facts.teams[team]
  const named = people.find(one => one.id === agent)
  return {
    ...{ teams, team, choose, agent, setAgent, level, people, minutes, rule: acceptRule(desk, state) },
    /** closed until then, and who is on call there */
    opensAt: opensAt(desk.facts, team, instant(nowMs())),
    onCall: facts?.onCall && nowMs() < facts.onCall.until ? facts.onCall.agent : null,
    /** nobody there could take it just now */
    isEmpty: people.every(one => one.absent || Boolean(one.off)),
    isAway: Boolean(named?.absent || named?.off),
  }
}

/** What the customer is told, in his language, with the time that is promised already. */
function useTell({ data, state, customerFirst, offWhy }: OpenCaseView) {
  const words = useWords()
  const theirs = useWordsIn(data.card.language, usableZone(data.customer.timeZone))
  const mute = data.reached === 'none' || offWhy('message.queue') !== ''
  const [isTold, setTold] = useState(!mute)
  const [written, setWritten] = useState<string | null>(null)
  const promise = openPromises(state).toSorted(([, a], [, b]) => a.dueAt - b.dueAt)[0]
  // A time that has passed is not promised once more.
  const by = promise && promise[1].dueAt > nowMs() ? timeForThem(promise[1], nowMs(), theirs, words) : null
  const tells = promise?.[1].from == null ? 'case.tell_by' : 'case.tell_window'
  const offered = by
    ? theirs.say(tells, { name: customerFirst, at: by })
    : theirs.say('case.tell', { name: customerFirst })
  return { mute, tells: isTold, setTells: setTold, text: written ?? offered, setText: setWritten, promise }
}

type Gate = { readonly isNeeded: boolean; readonly reasons: readonly NoStepsReason[] }

/** Whether somebody has to say why nobody tried to make it happen again. */
const isUnreproduced = ({ desk, state }: OpenCaseView, level: number): boolean =>
  mustReproduce(state, desk.facts, level) && standingReproductions(state).length === 0

/** Whether something must have been tried, and which reasons there can be that nothing was. */
function gateOf({ desk, state, data, entries }: OpenCaseView, level: number): Gate {
  const has = (kind: string) => entries.some(one => one.kind === kind)
  const isNeeded =
    state.severity !== 1 &&
    workSetting(desk.facts, state.team).stepsBeforeHandOff &&
    level > state.level &&
    !has('step')
  const canPoint = hasAsked(state, undefined) || has('claim') || has('message')
  return {
    isNeeded,
    reasons: [
      ...(data.customer.skill ? (['customer_skilled'] as const) : []),
      ...(canPoint ? (['customer_wish'] as const) : []),
      'nothing_to_try',
      'urgent',
      'other',
    ],
  }
}

/** What the gate still wants; empty: nothing. */
function gateMisses(view: OpenCaseView, { isNeeded }: Gate, written: Written): string {
  const { say, state } = view
  if (!isNeeded) return ''
  const { noSteps, noStepsBecause, wishedIn } = written
  if (noSteps === '' || (noSteps === 'other' && noStepsBecause.trim() === ''))
    return say('deeds.hand_off_needs_steps')
  if (noSteps === 'customer_wish' && wishedIn === '' && !hasAsked(state, undefined))
    return say('refusal.hand_off_wish_not_found')
  return ''
}

const gateBody = ({ isNeeded }: Gate, { noSteps, noStepsBecause, wishedIn }: Written) =>
  isNeeded && {
    noSteps,
    ...(noStepsBecause.trim() !== '' && { noStepsBecause: noStepsBecause.trim() }),
    ...(noSteps === 'customer_wish' && wishedIn !== '' && { wishedIn }),
  }

const freshId = (): string => `hnd_${crypto.randomUUID().replaceAll('-', '')}`

/** The whole hand-off being written. `pass` tells whether it was taken; nothing is lost when it was not. */
export function useHandOff(fill: Fill) {
  const view = useCase()
  const { say, act, state, text, ledger, data } = view
  const to = useReceiver(view, fill)
  const tell = useTell(view)
  const { written, write, forget } = useWritten(data.id, fill.question, useEndQuestion())
  const [problem, setProblem] = useState(() => firstWords(view) || text(state.subject))
  const [next, setNext] = useState<NextUpdate | null>(null)
  const nextPromise = useNextPromise()
  const [follows, setFollows] = useState(true)
  const [isPassing, setPassing] = useState(false)
  const gate = gateOf(view, to.level)
  const unreproduced = isUnreproduced(view, to.level)
  const unwalked = mustWalk(state, view.desk.facts, to.level)
  const going = { desk: view.desk.facts, level: to.level, now: instant(nowMs()) }
  const needed = neededOpen(state, going)
  const missing =
    written.question.trim() === ''
      ? say('deeds.hand_off_needs')
      : gateMisses(view, gate, written) ||
        (unreproduced && written.notReproduced.trim() === ''
          ? say('refusal.hand_off_reproduction_missing')
          : '') ||
        (unwalked && written.notWalked.trim() === '' ? say('refusal.hand_off_script_missing') : '') ||
        (needed.length > 0 && written.openBecause.trim() === '' ? say('wanted.open_needs') : '') ||
        (next?.is === 'at' && isTurned(next) ? say('case.window_turned') : '')
  const body = (handOff: string) => ({
    handOff,
    team: to.team,
    ...(to.agent !== '' && { agent: to.agent }),
    question: written.question.trim(),
    problem: problem.trim() || text(state.subject),
    ...bodyOf(written),
    ...gateBody(gate, written),
    follow: follows,
    ...(tell.promise && { promise: tell.promise[0] }),
    ...nextPromise(next, view.data.reached === 'email' ? 'email' : 'phone'),
    ...(tell.tells &&
      tell.text.trim() !== '' && { tellCustomer: tell.text.trim(), seenSeq: ledger.at(-1)?.seq ?? 0 }),
  })
  const pass = async (): Promise<boolean> => {
    if (missing !== '' || isPassing) return false
    setPassing(true)
    const handOff = freshId()
    const passed = await act('hand_off.offer', body(handOff))
    setPassing(false)
    if (!passed) return false
    forget()
    toast({
      text: say('deeds.hand_off_done', { n: to.level }),
      undo: () => void act('hand_off.withdraw', { handOff }, say('hand_off.undone')),
    })
    return true
  }
  const own = { follows, setFollows, next, setNext }
  const needs = { gate, unreproduced, unwalked, needed, missing }
  return { to, tell, written, write, problem, setProblem, ...own, ...needs, isPassing, pass }
}
export type HandOffForm = ReturnType<typeof useHandOff>
