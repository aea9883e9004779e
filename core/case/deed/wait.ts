// Waiting: on whose turn an open case is, and why.
import { type Deciders, deskFact, type Evolver, fact, present, type Wish } from '#core/case/deed/deed.ts'
import type { Event, PauseReason, WaitReason, WaitTurn } from '#core/case/event.ts'
import type { OpenedCase, Waiting } from '#core/case/state.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export type WaitCommands = {
  'wait.start': {
    turn: WaitTurn
    reason: WaitReason
    text?: TextRef | undefined
    until?: Instant | undefined
  }
  /** `answer`: whoever was waited for has given his word; absent: we just wait no longer */
  'wait.end': { how?: 'answer' | undefined }
}
/**
 * Waiting for the customer is only possible together with a question to him: see message.queue and
 * contact.hold.
 */
export type WaitForCustomer = { readonly reason: WaitReason; readonly until?: Instant | undefined }

/** What an open case waits for, or null. */
export const waitOf = (state: OpenedCase): Waiting | null => (state.phase === 'open' ? state.wait : null)

/**
 * The question has gone out: from now it is the customer's turn, if the case goes on at all. Whoever was
 * waited for before is so no longer; a case waits for one at a time.
 */
export function waitForCustomer(
  state: OpenedCase,
  wish: Wish,
  wait: WaitForCustomer | undefined,
): readonly Event[] {
  const before = waitOf(state)
  if (!wait || state.phase !== 'open' || before?.turn === 'customer') return []
  const started = { turn: 'customer' as const, reason: wait.reason, until: wait.until }
  return [
    ...(before ? [fact(wish, 'wait.ended', { how: 'agent' })] : []),
    fact(wish, 'wait.started', present(started)),
  ]
}

/** The end of waiting for the customer, when he has answered. */
export const customerAnswered = (state: OpenedCase, wish: Wish): Event[] =>
  waitOf(state)?.turn === 'customer' ? [deskFact(wish, 'wait.ended', { how: 'answer' })] : []

/** The end of waiting for a supplier, when what he released was seen to hold here. */
export const supplierDelivered = (state: OpenedCase, wish: Wish): Event[] =>
  waitOf(state)?.turn === 'supplier' ? [deskFact(wish, 'wait.ended', { how: 'answer' })] : []

/** The end of any waiting, because the case ends. */
export const waitCutShort = (state: OpenedCase, wish: Wish): Event[] =>
  waitOf(state) ? [deskFact(wish, 'wait.ended', { how: 'end' })] : []

/** Why waiting lets the clocks of the cure stand still; null: it does not. A supplier never stops ours. */
export function pauseOf({ turn, reason }: Pick<Waiting, 'turn' | 'reason'>): PauseReason | null {
  if (turn === 'customer') return 'customer'
  return reason === 'agreed_date' || reason === 'maintenance_window' ? reason : null
}

export const waitDeciders: Deciders<WaitCommands> = {
  'wait.start': (state, { turn, reason, text, until }, wish) => {
    if (turn === 'customer') return refuse('wait.needs_question')
    if (waitOf(state)) return refuse('wait.already')
    if (until !== undefined && until <= wish.setting.now) return refuse('promise.in_the_past')
    return [fact(wish, 'wait.started', present({ turn, reason, text, until }))]
  },
  'wait.end': (state, { how }, wish) =>
    waitOf(state) ? [fact(wish, 'wait.ended', { how: how ?? 'agent' })] : refuse('wait.not_waiting'),
}

/** The wait whose agreed date has come. */
export function waitVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const until = waitOf(state)?.until
  return until && wish.setting.now >= until ? [fact(wish, 'wait.ended', { how: 'date' })] : []
}

export const waitStarted: Evolver<'wait.started'> = (state, event) =>
  state.phase === 'open'
    ? {
        ...state,
        wait: { turn: event.turn, reason: event.reason, since: event.at, until: event.until ?? null },
      }
    : state
export const waitEnded: Evolver<'wait.ended'> = (state, event) => {
  if (state.phase !== 'open') return state
  const { wait } = state
  const after = { ...state, wait: null }
  return wait && pauseOf(wait) !== null ? stoodStill(after, wait.since, event.at) : after
}

/** It was legitimately not our turn: what is found later to be owed since before that does not count it. */
export const stoodStill = <S extends OpenedCase>(state: S, from: Instant, to: Instant): S => ({
  ...state,
  stood: [...(state.stood ?? []), [from, to]],
})
