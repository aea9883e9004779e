// The end of a case and its return: solve with what fixed it, close, open again.
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import { promisesEnded, spokenPromises, usualPromise } from '#core/case/deed/promise.ts'
import { waitCutShort } from '#core/case/deed/wait.ts'
import type { CloseReason, ReopenReason } from '#core/case/event.ts'
import type { SolvedCase } from '#core/case/state.ts'
import type { StepId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { dayMs } from '#core/kit/time.ts'

export type SolveCommands = {
  'case.solve': { fix: TextRef; step?: StepId | undefined; article?: TextRef | undefined }
  'case.close': { reason: CloseReason }
  'case.reopen': { reason: ReopenReason; text?: TextRef | undefined }
}

/** Closed without having been solved: only what was never a need for help, or needs none any more. */
const closesOpen: readonly CloseReason[] = ['spam', 'withdrawn']

export const solveDeciders: Deciders<SolveCommands> = {
  'case.solve': (state, { fix, step, article }, wish) => {
    if (step && !state.steps[step]) return refuse('step.not_found')
    const open = Object.values(state.questions).filter(q => q.standing === 'open').length
    if (open > 0) return refuse('case.has_open_question', { count: open })
    if (state.offered) return refuse('hand_off.pending')
    const spoken = spokenPromises(state).length
    if (spoken > 0) return refuse('case.has_open_promise', { count: spoken })
    return [
      ...waitCutShort(state, wish),
      ...promisesEnded(state, wish, 'solved'),
      fact(wish, 'case.solved', present({ fix, step, article, level: state.level })),
    ]
  },
  'case.close': (state, { reason }, wish) => {
    if (state.phase === 'open' && !closesOpen.includes(reason)) return refuse('case.not_solved')
    if (state.offered) return refuse('hand_off.pending')
    return [
      ...waitCutShort(state, wish),
      ...promisesEnded(state, wish, 'closed', true),
      fact(wish, 'case.closed', { reason }),
    ]
  },
  'case.reopen': (state, { reason, text }, wish) => {
    const days = wish.setting.desk.reopenDays
    // The lifecycle lets only a solved or a closed case come here.
    const endedAt = state.phase === 'closed' ? state.closedAt : (state as SolvedCase).solvedAt
    if (wish.by.kind === 'customer' && wish.setting.now > endedAt + days * dayMs)
      return refuse('case.not_open', { days })
    return [fact(wish, 'case.reopened', present({ reason, text })), ...usualPromise(state, wish)]
  },
}

export const caseSolved: Evolver<'case.solved'> = (state, event) => ({
  ...state,
  phase: 'solved',
  solvedAt: event.at,
  solvedLevel: event.level,
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
export const caseReopened: Evolver<'case.reopened'> = (state, event) => ({
  ...state,
  phase: 'open',
  levelSince: event.at,
  wait: null,
})
