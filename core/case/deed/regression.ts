// Looking again later whether a fault stays away: planned with a time and a person, due by the clock, and
// what was seen. One that came back opens the case again; a case closed for good goes on in a follow-up.
// Not: what of it is still open (regressions.ts).
import { isPartner } from '#core/access/share.ts'
import { checkBackEnded } from '#core/case/deed/check-back.ts'
import {
  type Deciders,
  deskFact,
  type Evolver,
  fact,
  type Outcome,
  present,
  type Wish,
} from '#core/case/deed/deed.ts'
import { reopened } from '#core/case/deed/solve.ts'
import type { Event } from '#core/case/event.ts'
import { findingsOf, withFindings } from '#core/case/findings.ts'
import { openRegressions, type Regression, regressionOf } from '#core/case/regressions.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { RegressionResult } from '#core/case/verification-fact.ts'
import type { Brought } from '#core/case/brought.ts'
import type { AgentId, CaseId, RegressionId } from '#core/kit/id.ts'
import { reopenUntil } from '#core/case/reopen-until.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'

/** Nobody plans further ahead: whoever is to check it would not know any more what it was about. */
export const regressionDaysMax = 730

export type RegressionCommands = {
  'regression.plan': { regression: RegressionId; what: TextRef; dueAt: Instant; checker: AgentId }
  'regression.move': {
    regression: RegressionId
    dueAt: Instant
    checker?: AgentId | undefined
    because: TextRef
  }
  'regression.check': {
    regression: RegressionId
    result: RegressionResult
    seen: TextRef
    next?: TextRef | undefined
    /** the case it goes on in, where this one is closed for good; the shell has opened it */
    followUp?: CaseId | undefined
  }
}

export const regressionDeciders: Deciders<RegressionCommands> = {
  'regression.plan': (_state, { regression, what, dueAt, checker }, wish) =>
    notPlanned({ dueAt, checker }, wish) ?? [
      fact(wish, 'regression.planned', { regression, what, dueAt, checker }),
    ],
  'regression.move': (state, { regression, dueAt, checker, because }, wish) => {
    const one = regressionOf(state, regression)
    if (!one) return refuse('regression.not_found')
    if (one.checkedAt !== null) return refuse('regression.checked_before')
    const whose = checker ?? one.checker
    return (
      notPlanned({ dueAt, checker: whose }, wish) ?? [
        fact(wish, 'regression.moved', { regression, dueAt, checker: whose, because }),
      ]
    )
  },
  'regression.check': (state, command, wish) => {
    const one = regressionOf(state, command.regression)
    if (!one) return refuse('regression.not_found')
    if (one.checkedAt !== null) return refuse('regression.checked_before')
    return checked(state, command, wish)
  },
}

/** Why nobody can be asked to look then; null: he can. */
function notPlanned(
  { dueAt, checker }: { readonly dueAt: Instant; readonly checker: AgentId },
  { at, setting: { desk } }: Wish,
): Refusal | null {
  if (dueAt <= at) return refuse('regression.in_the_past')
  if (dueAt > at + regressionDaysMax * dayMs) return refuse('regression.too_far')
  const agent = desk.agents[checker]
  if (!agent?.active) return refuse('agent.not_found')
  return isPartner(agent, desk) ? refuse('regression.checker_not_ours') : null
}

/** Whether a case stays closed, whatever is seen of its fault: it goes on in another one. */
export const isClosedForGood = (
  state: OpenedCase,
  { setting }: { readonly setting: Pick<Wish['setting'], 'now' | 'desk'> },
): boolean => state.phase === 'closed' && setting.now > (reopenUntil(state, setting.desk) as Instant)

function checked(
  state: OpenedCase,
  { regression, result, seen, next, followUp }: RegressionCommands['regression.check'],
  wish: Wish,
): Outcome {
  if (result === 'gone') return [fact(wish, 'regression.checked', { regression, result, seen })]
  if (!next) return refuse('regression.next_missing')
  const isOver = isClosedForGood(state, wish)
  if (isOver && !followUp) return refuse('case.changed')
  const known = { regression, result, seen, next, followUp: isOver ? followUp : undefined }
  const back = [fact(wish, 'regression.checked', present(known))]
  if (state.phase === 'open' || isOver) return back
  return [...back, ...checkBackEnded(state, wish, 'came_back'), ...reopened(state, wish, 'not_fixed', next)]
}

/** Those whose time has come are told to whoever is to check them, each once until it is moved. */
export const regressionVerdicts = (state: OpenedCase, wish: Wish): Event[] =>
  openRegressions(state)
    .filter(([, one]) => one.standing === 'planned' && one.dueAt <= wish.setting.now)
    .map(([regression, { checker }]) => fact(wish, 'regression.due', { regression, checker }))

/** What a merged case still had to look at is looked at where it goes on. */
export const regressionsJoined = (
  state: OpenedCase,
  regressions: NonNullable<Brought['regressions']>,
  from: CaseId,
  wish: Wish,
): Event[] =>
  regressions
    .filter(({ regression }) => regressionOf(state, regression) === undefined)
    .map(one => deskFact(wish, 'regression.planned', { ...one, from }))

/** What a case that goes on elsewhere still had to look at. */
export const regressionsBrought = (state: OpenedCase): NonNullable<Brought['regressions']> =>
  openRegressions({ ...state, phase: 'open', wait: null } as OpenedCase).map(
    ([regression, { what, dueAt, checker }]) => ({ regression, what, dueAt, checker }),
  )

const withRegression = (state: OpenedCase, id: RegressionId, change: Partial<Regression>): OpenedCase => {
  const all = findingsOf(state).regressions ?? {}
  const one = all[id]
  return one ? withFindings(state, { regressions: withOne(all, id, { ...one, ...change }) }) : state
}

/** Whoever is to check it has to be able to read it. */
const readBy = (state: OpenedCase, agent: AgentId): OpenedCase =>
  state.hadBy.includes(agent) ? state : { ...state, hadBy: [...state.hadBy, agent] }

export const regressionPlanned: Evolver<'regression.planned'> = (state, event) => {
  const { regression, what, dueAt, checker } = event
  const one: Regression = { what, dueAt, checker, standing: 'planned', checkedAt: null }
  const regressions = withOne(findingsOf(state).regressions ?? {}, regression, one)
  return readBy(withFindings(state, { regressions }), checker)
}
export const regressionDue: Evolver<'regression.due'> = (state, { regression }) =>
  withRegression(state, regression, { standing: 'due' })
export const regressionMoved: Evolver<'regression.moved'> = (state, { regression, dueAt, checker }) =>
  readBy(withRegression(state, regression, { standing: 'planned', dueAt, checker }), checker)
export const regressionChecked: Evolver<'regression.checked'> = (state, { regression, result, at }) =>
  withRegression(state, regression, { standing: result, checkedAt: at })
