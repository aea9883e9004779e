// The end of a case and its return: solve with what fixed it, close, open again.
import type { NamedArticle } from '#core/article/article.ts'
import { awaitedSolved } from '#core/case/awaited.ts'
import { checkBackEnded, checkBackPlanned } from '#core/case/deed/check-back.ts'
import { type Deciders, type Evolver, fact, type Outcome, present, type Wish } from '#core/case/deed/deed.ts'
import { fixTime } from '#core/case/deed/fix-time.ts'
import { helpUnanswered } from '#core/case/deed/help.ts'
import { promisesEnded, spokenPromises, usualPromise } from '#core/case/deed/promise.ts'
import { stoodStill, waitCutShort } from '#core/case/deed/wait.ts'
import type { CloseReason, Event, ReopenReason } from '#core/case/event.ts'
import type { ClosedCase, OpenedCase, SolvedCase } from '#core/case/state.ts'
import { tooLate } from '#core/case/reopen-until.ts'
import type { StepId } from '#core/kit/id.ts'
import { isRefusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type SolveCommands = {
  /** `article`: one that helped, in words; `named`: one of the register */
  'case.solve': {
    fix: TextRef
    step?: StepId | undefined
    article?: TextRef | undefined
    named?: NamedArticle | undefined
  }
  /** `because`: of a referral, why ours does not serve this; `instead`: what the customer is sent to */
  'case.close': { reason: CloseReason; because?: TextRef | undefined; instead?: TextRef | undefined }
  'case.reopen': { reason: ReopenReason; text?: TextRef | undefined }
}

/**
 * Closed without having been solved: only what was never a need for help, needs none any more, or was
 * honestly sent to somebody who serves it.
 */
const closesOpen: readonly CloseReason[] = ['spam', 'withdrawn', 'referred']

export const solveDeciders: Deciders<SolveCommands> = {
  'case.solve': (state, command, wish) => {
    const { step } = command
    if (step && !state.steps[step]) return refuse('step.not_found')
    const events = solved(state, command, wish)
    if (isRefusal(events)) return events
    // Whoever needed more work was not helped by what was said to fix it before.
    return [...checkBackEnded(state, wish, 'came_back'), ...events, ...checkBackPlanned(state, wish)]
  },
  'case.close': (state, { reason, because, instead }, wish) => {
    if (reason === 'referred' && !(because && instead)) return refuse('case.referral_words')
    if (reason === 'referred' && state.phase === 'solved') return refuse('case.served')
    if (state.phase === 'open' && !closesOpen.includes(reason)) return refuse('case.not_solved')
    if (state.offered) return refuse('hand_off.pending')
    const unanswered = state.phase === 'open' ? helpUnanswered(state, wish) : null
    if (unanswered) return unanswered
    const isAsked = state.phase === 'solved' && state.checkBack !== null
    if (isAsked && reason !== 'confirmed') return refuse('check_back.pending')
    const how = state.phase === 'solved' ? 'holds' : 'came_back'
    return [...checkBackEnded(state, wish, how), ...closed(state, wish, { reason, because, instead })]
  },
  'case.reopen': (state, { reason, text }, wish) => {
    const over = wish.by.kind === 'customer' ? tooLate(state, wish.setting) : null
    if (over) return over
    return [...checkBackEnded(state, wish, 'came_back'), ...reopened(state, wish, reason, text)]
  },
}

/** What is recorded when a case is solved, unless something of it is still open. */
export function solved(
  state: OpenedCase,
  { fix, step, article, named }: SolveCommands['case.solve'],
  wish: Wish,
): Outcome {
  const open = Object.values(state.questions).filter(q => q.standing === 'open').length
  if (open > 0) return refuse('case.has_open_question', { count: open })
  if (state.offered) return refuse('hand_off.pending')
  const unanswered = helpUnanswered(state, wish)
  if (unanswered) return unanswered
  const spoken = spokenPromises(state).length
  if (spoken > 0) return refuse('case.has_open_promise', { count: spoken })
  return [
    ...waitCutShort(state, wish),
    ...promisesEnded(state, wish, 'solved'),
    fact(
      wish,
      'case.solved',
      present({ fix, step, article, named, level: state.level, ...fixTime(state, wish) }),
    ),
  ]
}

/** What is recorded when a case is closed. */
export const closed = (
  state: OpenedCase,
  wish: Wish,
  { reason, because, instead }: SolveCommands['case.close'],
): Event[] => [
  ...waitCutShort(state, wish),
  ...promisesEnded(state, wish, 'closed', true),
  fact(wish, 'case.closed', present({ reason, because, instead })),
]

/** What is recorded when a case is opened again. */
export const reopened = (
  state: OpenedCase,
  wish: Wish,
  reason: ReopenReason,
  text: TextRef | undefined,
): Event[] => [fact(wish, 'case.reopened', present({ reason, text })), ...usualPromise(state, wish)]

export const caseSolved: Evolver<'case.solved'> = (state, event) => ({
  ...state,
  phase: 'solved',
  solvedAt: event.at,
  solvedLevel: event.level,
  awaited: awaitedSolved(state, event.at),
  fix: { fix: event.fix, step: event.step ?? null },
  news: { ...state.news, noneInARow: 0, missingSince: null },
})
export const caseClosed: Evolver<'case.closed'> = (state, event) => {
  const solved = state.phase === 'solved' ? state : { solvedAt: null, solvedLevel: null }
  return {
    ...state,
    phase: 'closed',
    closedAt: event.at,
    reason: event.reason,
    solvedAt: solved.solvedAt,
    solvedLevel: solved.solvedLevel,
  }
}
export const caseReopened: Evolver<'case.reopened'> = (state, event) => {
  // The lifecycle lets only a solved or a closed case come here. Since it was fixed nobody waited for us.
  const fixedAt = (state as SolvedCase | ClosedCase).solvedAt
  const endedAt = fixedAt ?? (state as ClosedCase).closedAt
  return { ...stoodStill(state, endedAt, event.at), phase: 'open', levelSince: event.at, wait: null }
}
