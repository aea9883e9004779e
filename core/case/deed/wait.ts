// Waiting: on whose turn an open case is, and why. Not: what that means for its clocks (target-waits.ts).
import { delayed } from '#core/case/deed/check-back.ts'
import { type Deciders, deskFact, type Evolver, fact, present, type Wish } from '#core/case/deed/deed.ts'
import { aheadMsMax } from '#core/case/deed/promise.ts'
import type { Event, EventOf, PauseReason, WaitEnd, WaitReason, WaitTurn } from '#core/case/event.ts'
import type { MessageState, OpenedCase, Waiting } from '#core/case/state.ts'
import { endsAt } from '#core/case/waiting.ts'
import type { MessageId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, type Instant, latest, minuteMs } from '#core/kit/time.ts'

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

/**
 * What each can be waited for. A date or a window that was agreed with the customer lets the clocks of the
 * cure stand still, and a supplier stops none: what is awaited of him is never such a date.
 */
export const waitReasonsOf: Readonly<Record<WaitTurn, readonly WaitReason[]>> = {
  customer: ['answer', 'test_by_customer', 'agreed_date', 'visit', 'other'],
  supplier: ['supplier_answer', 'part', 'visit', 'other'],
  us: ['agreed_date', 'maintenance_window', 'force_majeure', 'legal_hold', 'part', 'visit', 'other'],
}

/** Nobody agreed to it: a lead alone says so, in words, until when it is looked at again. */
const imposed: readonly WaitReason[] = ['force_majeure', 'legal_hold']
/** Whether it is for those who lead to say, and with words. */
export const isImposed = (reason: WaitReason): boolean => imposed.includes(reason)

const isPause = (reason: WaitReason): reason is PauseReason & WaitReason =>
  reason === 'agreed_date' || reason === 'maintenance_window' || isImposed(reason)

/** Whether the clocks of the cure stand still for it while it is our turn; so it must say until when. */
export const needsDate = ({ turn, reason }: { turn: WaitTurn; reason: WaitReason }): boolean =>
  turn === 'us' && isPause(reason)

/** What an open case waits for, or null. */
export const waitOf = (state: OpenedCase): Waiting | null => (state.phase === 'open' ? state.wait : null)

/** What goes on being waited for when the customer has answered, or null. */
export const waitSetAside = (state: OpenedCase): Waiting | null =>
  waitOf(state)?.turn === 'customer' ? (state.setAside ?? null) : null

/** What is wrong with what the customer is to be waited for; null: nothing. */
export const waitRefused = (wait: WaitForCustomer | undefined, wish: Wish): Refusal | null =>
  !wait || waitReasonsOf.customer.includes(wait.reason)
    ? tooFar(wait?.until, wish)
    : refuse('wait.other_reason')

/** What is parked for longer is forgotten. */
const tooFar = (until: Instant | undefined, { setting }: Wish): Refusal | null =>
  until !== undefined && until > setting.now + aheadMsMax ? refuse('wait.too_far') : null

/**
 * Until when the customer is waited for where no date was agreed (practice 4.2): who never answers is not
 * forgotten, and our clocks do not stand still for ever.
 */
const longest = (state: OpenedCase, { at, setting: { desk } }: Wish): Instant =>
  delayed(desk, state, at, { count: desk.waitDays, unit: 'business_days' })

/** When what an open case waits for is over by itself; null: never, or it waits for nobody. */
export const waitRing = (state: OpenedCase): Instant | null => {
  const wait = waitOf(state)
  return wait && endsAt(wait)
}

/**
 * The question has gone out: from now it is the customer's turn, if the case goes on at all. A case waits for
 * one at a time: who else was waited for is set aside and owes his answer as before. Where he is waited for
 * already, another question begins nothing, but the date that came with it is the one that holds.
 */
export function waitForCustomer(
  state: OpenedCase,
  wish: Wish,
  wait: WaitForCustomer | undefined,
): readonly Event[] {
  const before = waitOf(state)
  if (!wait || state.phase !== 'open') return []
  const { reason, until } = wait
  if (before?.turn === 'customer') {
    const isOther = until !== undefined && until !== before.until
    return isOther
      ? [fact(wish, 'wait.started', { turn: 'customer', reason, until, since: before.since })]
      : []
  }
  const atMost = until === undefined ? longest(state, wish) : undefined
  const started = { turn: 'customer' as const, reason, until, atMost }
  return [
    ...(before ? [fact(wish, 'wait.ended', { how: 'question' })] : []),
    fact(wish, 'wait.started', present(started)),
  ]
}

/**
 * What was set aside for a question is waited for again, unless its date had come by then. What came between
 * then and now, and no clock looked, is over at its date; it stood the clocks still until there.
 * @param endedAt when the wait for the customer was over
 */
function setAsideAgain(state: OpenedCase, wish: Wish, endedAt: Instant = wish.at): Event[] {
  const before = waitSetAside(state)
  if (!before) return []
  const { turn, reason, text, until, since } = before
  const isPast = until !== null && until <= wish.setting.now
  if (isPast && (until <= endedAt || pauseOf(before) === null)) return []
  const from = endedAt < wish.at ? endedAt : undefined
  const wait = present({ turn, reason, text, until: until ?? undefined, since, from })
  const again = deskFact(wish, 'wait.started', wait)
  return isPast ? [again, deskFact(wish, 'wait.ended', overByItself(before, until, wish))] : [again]
}

/** How a wait ended by itself; when is said apart where that was before now. */
const overByItself = ({ since, until: agreed }: Waiting, until: Instant, { at }: Wish) =>
  ({ how: agreed === null ? 'too_long' : 'date', ...(until >= since && until < at && { until }) }) as const

/**
 * The end of waiting for the customer, when he has answered.
 * @param answeredAt when his answer came, where it counts as one only now
 */
export function customerAnswered(state: OpenedCase, wish: Wish, answeredAt: Instant = wish.at): Event[] {
  const wait = waitOf(state)
  if (wait?.turn !== 'customer') return []
  // What he wrote before he was asked is no answer that was there then.
  const isBefore = answeredAt >= wait.since && answeredAt < wish.at
  const ended = { how: 'answer', ...(isBefore && { answeredAt }) } as const
  return [deskFact(wish, 'wait.ended', ended), ...setAsideAgain(state, wish, overAt(ended))]
}

/**
 * The same by a call of his, from its beginning on; one that was over before he was asked anything ends
 * nothing.
 */
function customerCalled(state: OpenedCase, wish: Wish, startedAt: Instant, minutes: number): Event[] {
  const since = waitOf(state)?.since ?? startedAt
  if (after(startedAt, minutes * minuteMs) < since) return []
  return customerAnswered(state, wish, latest(startedAt, since))
}

/**
 * What a talk with him makes of waiting for him: his call ends it, and so does any in which something new was
 * agreed, which is waited for from now on instead.
 */
export function waitTalked(
  state: OpenedCase,
  wish: Wish,
  call: { direction: 'in' | 'out'; startedAt: Instant; minutes: number; wait?: WaitForCustomer | undefined },
): Event[] {
  const { direction, startedAt, minutes, wait } = call
  const called = direction === 'in' || wait ? customerCalled(state, wish, startedAt, minutes) : []
  const after = called.reduce(
    (one, event) =>
      event.type === 'wait.ended'
        ? waitEnded(one, event)
        : waitStarted(one, event as EventOf<'wait.started'>),
    state,
  )
  // A talk before the question he is waited for says nothing of that.
  return waitOf(after)?.turn === 'customer' ? called : [...called, ...waitForCustomer(after, wish, wait)]
}

/**
 * The end of waiting for the customer, when the question it began with never reached him: it was no wait, and
 * is over where it began.
 */
export function neverAsked(
  state: OpenedCase,
  wish: Wish,
  { message, how }: { readonly message: MessageId; readonly how: WaitEnd & ('withdrawn' | 'not_reached') },
): Event[] {
  const asked = waitOf(state)
  if (asked?.turn !== 'customer' || asked.since !== state.messages[message]?.at) return []
  const until = asked.since < wish.at ? asked.since : undefined
  return [
    deskFact(wish, 'wait.ended', present({ how, message, until })),
    ...setAsideAgain(state, wish, until),
  ]
}

/** The question goes out once more: the customer is waited for as before, from now on. */
export function askedAgain(state: OpenedCase, wish: Wish, { asked }: MessageState): readonly Event[] {
  const until = asked?.until ?? undefined
  const isAhead = until === undefined || until > wish.setting.now
  return waitForCustomer(state, wish, asked && { reason: asked.reason, until: isAhead ? until : undefined })
}

/** The end of waiting for a supplier, when what he released was seen to hold here. */
export const supplierDelivered = (state: OpenedCase, wish: Wish): Event[] =>
  waitOf(state)?.turn === 'supplier' ? [deskFact(wish, 'wait.ended', { how: 'answer' })] : []

/** What is set aside once a supplier delivered: he is waited for no more. */
export const supplierDone = ({ setAside }: OpenedCase): Waiting | null | undefined =>
  setAside?.turn === 'supplier' ? null : setAside

/** The end of any waiting, because the case ends. */
export const waitCutShort = (state: OpenedCase, wish: Wish): Event[] =>
  waitOf(state) ? [deskFact(wish, 'wait.ended', { how: 'end' })] : []

/** Why waiting lets the clocks of the cure stand still; null: it does not. A supplier never stops ours. */
export function pauseOf({ turn, reason }: Pick<Waiting, 'turn' | 'reason'>): PauseReason | null {
  if (turn === 'customer') return 'customer'
  return isPause(reason) ? reason : null
}

const leads = ({ by, setting }: Wish): boolean =>
  by.kind === 'agent' && setting.desk.agents[by.id]?.roles.includes('lead') === true

export const waitDeciders: Deciders<WaitCommands> = {
  'wait.start': (state, { turn, reason, text, until }, wish) => {
    if (turn === 'customer') return refuse('wait.needs_question')
    if (waitOf(state)) return refuse('wait.already')
    if (!waitReasonsOf[turn].includes(reason)) return refuse('wait.other_reason')
    if (isImposed(reason) && !leads(wish)) return refuse('access.lead_only')
    if (isImposed(reason) && !text) return refuse('wait.needs_words')
    if (until === undefined && needsDate({ turn, reason })) return refuse('wait.needs_date')
    if (until !== undefined && until <= wish.setting.now) return refuse('promise.in_the_past')
    return tooFar(until, wish) ?? [fact(wish, 'wait.started', present({ turn, reason, text, until }))]
  },
  'wait.end': (state, { how }, wish) =>
    waitOf(state)
      ? [fact(wish, 'wait.ended', { how: how ?? 'agent' }), ...setAsideAgain(state, wish)]
      : refuse('wait.not_waiting'),
}

/** The wait that ends by itself. It was over at its date, however late somebody looks. */
export function waitVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const wait = waitOf(state)
  const over = waitRing(state)
  if (!wait || over === null || wish.setting.now < over) return []
  const ended = overByItself(wait, over, wish)
  return [fact(wish, 'wait.ended', ended), ...setAsideAgain(state, wish, overAt(ended))]
}

/**
 * When a wait was over, where that was seen later only: when his answer came or its date did, or where it
 * began, if he never got the question.
 */
export const overAt = ({ answeredAt, until }: Partial<Pick<EventOf<'wait.ended'>, 'answeredAt' | 'until'>>) =>
  answeredAt ?? until

export const waitStarted: Evolver<'wait.started'> = (state, event) => {
  if (state.phase !== 'open') return state
  const { turn, reason, text, until = null, since = event.at, atMost } = event
  return { ...state, wait: { turn, reason, since, until, ...present({ text, atMost }) } }
}
export const waitEnded: Evolver<'wait.ended'> = (state, event) => {
  if (state.phase !== 'open') return state
  const { wait, messages } = state
  const setAside = event.how === 'question' ? wait : null
  const after = { ...state, wait: null, setAside, messages: lostQuestion(messages, wait, event) }
  return wait && pauseOf(wait) !== null ? stoodStill(after, wait.since, overAt(event) ?? event.at) : after
}

/** It was legitimately not our turn: what is found later to be owed since before that does not count it. */
export function stoodStill<S extends OpenedCase>(state: S, from: Instant, to: Instant): S {
  const { stood = [] } = state
  // A wait that went on after a question began before it: what is kept already is not kept twice.
  const since = latest(stood.at(-1)?.[1] ?? null, from)
  return since < to ? { ...state, stood: [...stood, [since, to]] } : state
}

/** What a question that did not reach the customer asked for, so that it can be asked again. */
function lostQuestion(
  messages: OpenedCase['messages'],
  wait: Waiting | null,
  { how, message }: EventOf<'wait.ended'>,
): OpenedCase['messages'] {
  const one = message && messages[message]
  if (!one || !wait || how !== 'not_reached') return messages
  return withOne(messages, message, { ...one, asked: { reason: wait.reason, until: wait.until } })
}
