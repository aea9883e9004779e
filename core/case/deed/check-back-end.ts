// What the customer says when he is asked whether the fix holds, and what it makes of the case.
import { checkBackEnded } from '#core/case/deed/check-back.ts'
import { type Deciders, fact, type Outcome, type Wish } from '#core/case/deed/deed.ts'
import { closed, reopened, solved } from '#core/case/deed/solve.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { ContactId, MessageId } from '#core/kit/id.ts'
import { isRefusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type CheckBackCommands = {
  'check_back.end': {
    how: 'holds' | 'came_back'
    /** the call or message in which he said so */
    evidence?: ContactId | MessageId | undefined
    text?: TextRef | undefined
  }
}

export const checkBackDeciders: Deciders<CheckBackCommands> = {
  'check_back.end': (state, { how, evidence, text }, wish) => {
    if (!state.checkBack) return refuse('check_back.not_pending')
    const ended = checkBackEnded(state, wish, how, evidence)
    if (how === 'came_back')
      return state.phase === 'solved' ? [...ended, ...reopened(state, wish, 'not_fixed', text)] : ended
    if (state.phase === 'solved') return [...ended, ...closed(state, wish, { reason: 'confirmed' })]
    const again = solvedAgain(state, wish)
    return isRefusal(again) ? again : [...ended, ...again, fact(wish, 'case.closed', { reason: 'confirmed' })]
  },
}

/** A case that his "thanks" has opened again is solved as it was before. */
function solvedAgain(state: OpenedCase, wish: Wish): Outcome {
  // Nobody is asked back who was not told before what fixed it.
  const { fix, step } = state.fix as NonNullable<OpenedCase['fix']>
  return solved(state, { fix, step: step ?? undefined }, wish)
}
