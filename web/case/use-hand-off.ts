// What is being written on the way to another level: to whom, what is wanted, what the customer is told.
// Not: how it looks (hand-off-sheet.tsx).
import { useState } from 'react'
import { openPromises } from '#core/case/deed/promise.ts'
import { owed, versionOf } from '#core/clock/policy.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { minutesFor, type TeamFacts, workSetting } from '#core/people/desk-facts.ts'
import { nowMs } from '#web/kit/now.ts'
import { useWords } from '#web/words.ts'
import { type Fill, type OpenCaseView, useCase } from './case-context.ts'
import type { NextUpdate } from './next-update.tsx'
import { isTurned } from './own-time.ts'
import { useNextPromise } from './promise-next.tsx'
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
  return { teams, team, choose, agent, setAgent, level, people, minutes, rule: acceptRule(desk, state) }
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

/** The whole hand-off being written. `pass` tells whether it was taken; nothing is lost when it was not. */
export function useHandOff(fill: Fill) {
  const view = useCase()
  const { say, act, desk, state, text, entries, ledger } = view
  const to = useReceiver(view, fill)
  const tell = useTell(view)
  const [question, setQuestion] = useState(fill.question ?? '')
  const [problem, setProblem] = useState(() => firstWords(view) || text(state.subject))
  const [noSteps, setNoSteps] = useState('')
  const [next, setNext] = useState<NextUpdate | null>(null)
  const nextPromise = useNextPromise()
  const [isPassing, setPassing] = useState(false)
  const hasSteps = entries.some(one => one.kind === 'step')
  const mustSteps =
    workSetting(desk.facts, state.team).stepsBeforeHandOff && to.level > state.level && !hasSteps
  const missing =
    question.trim() === ''
      ? say('deeds.hand_off_needs')
      : mustSteps && noSteps.trim() === ''
        ? say('deeds.hand_off_needs_steps')
        : next?.is === 'at' && isTurned(next)
          ? say('case.window_turned')
          : ''
  const body = () => ({
    team: to.team,
    ...(to.agent !== '' && { agent: to.agent }),
    question: question.trim(),
    problem: problem.trim() || text(state.subject),
    ...(mustSteps && { noStepsBecause: noSteps.trim() }),
    ...(tell.promise && { promise: tell.promise[0] }),
    ...nextPromise(next, view.data.reached === 'email' ? 'email' : 'phone'),
    ...(tell.tells &&
      tell.text.trim() !== '' && { tellCustomer: tell.text.trim(), seenSeq: ledger.at(-1)?.seq ?? 0 }),
  })
  const pass = async (): Promise<boolean> => {
    if (missing !== '' || isPassing) return false
    setPassing(true)
    const passed = await act('hand_off.offer', body(), say('deeds.hand_off_done', { n: to.level }))
    setPassing(false)
    return passed
  }
  return {
    to,
    tell,
    question,
    setQuestion,
    problem,
    setProblem,
    noSteps,
    setNoSteps,
    next,
    setNext,
    mustSteps,
    missing,
    isPassing,
    pass,
  }
}
export type HandOffForm = ReturnType<typeof useHandOff>
