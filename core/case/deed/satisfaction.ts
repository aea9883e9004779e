// Asking a customer how we did, once after solving; his answer, which he may change for a while; and the
// following up of a low one. Not: whom the desk asks at all (server/react/satisfaction.ts).
import { delayed } from '#core/case/deed/check-back.ts'
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import { messageDeciders } from '#core/case/deed/message.ts'
import type { Event } from '#core/case/event.ts'
import { type FollowUpEnd, isLow, type Score } from '#core/case/satisfaction-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { MessageId, SatisfactionId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, dayMs, type Instant } from '#core/kit/time.ts'
import type { Delay } from '#core/people/desk-facts.ts'

/** A low answer, to be followed up by then; `how`: what came of it, null: it is still to be done. */
export type FollowUp = {
  readonly since: Instant
  readonly dueAt: Instant
  readonly how: FollowUpEnd | null
}
/** The customer was asked how we did, and what he said last. */
export type Satisfaction = {
  readonly id: SatisfactionId
  readonly askedAt: Instant
  readonly firstAt: Instant | null
  readonly score: Score | null
  readonly text: TextRef | null
  readonly followUp: FollowUp | null
}
/** Nobody is asked again within so many days, whatever is solved for him. */
export const askAgainDays = 30
/** So many days after his first answer he may change it. */
export const changeDays = 14
/** Within this a low answer is followed up. */
const followUpAfter: Delay = { count: 1, unit: 'business_days' }

export type SatisfactionCommands = {
  'satisfaction.ask': {
    satisfaction: SatisfactionId
    /** the letter that asks; without one only his page does */
    letter?: { readonly message: MessageId; readonly text: TextRef } | undefined
  }
  'satisfaction.answer': { score: Score; text?: TextRef | undefined }
  'satisfaction.follow_up': { satisfaction: SatisfactionId; how: FollowUpEnd; text: TextRef }
}

/**
 * Whether this case may ask now: something was solved, it has not asked for so many days, and whoever was
 * not content has been heard.
 */
export function mayAsk(state: OpenedCase, now: Instant): boolean {
  const { phase, satisfaction } = state
  const isSolved = phase === 'solved' || (phase === 'closed' && state.solvedAt !== null)
  if (!isSolved || openFollowUp(state)) return false
  return !satisfaction || now >= after(satisfaction.askedAt, askAgainDays * dayMs)
}

/** Until when an answer may be changed; null: none was given yet, and the first is always taken. */
export const changesUntil = ({ firstAt }: Satisfaction): Instant | null =>
  firstAt === null ? null : after(firstAt, changeDays * dayMs)

/** The following up that is still to be done. */
export const openFollowUp = ({ satisfaction }: OpenedCase): FollowUp | null =>
  satisfaction?.followUp?.how === null ? satisfaction.followUp : null

export const satisfactionDeciders: Deciders<SatisfactionCommands> = {
  'satisfaction.ask': (state, { satisfaction, letter }, wish) => {
    if (!mayAsk(state, wish.at)) return []
    const asked = fact(wish, 'satisfaction.asked', present({ satisfaction, message: letter?.message }))
    if (!letter) return [asked]
    const channel = 'email' as const
    const sent = { channel, attached: [], undoSeconds: 0, keeps: [], automatic: 'satisfaction' } as const
    // A letter that keeps nothing and passes nothing on is never refused.
    const queued = messageDeciders['message.queue'](state, { ...letter, ...sent }, wish) as Event[]
    return [asked, ...queued]
  },
  'satisfaction.answer': (state, { score, text }, wish) => {
    const one = state.satisfaction
    if (!one) return refuse('satisfaction.not_asked')
    const until = changesUntil(one)
    if (until !== null && wish.setting.now > until) return refuse('satisfaction.closed')
    const isSame = one.score === score && !text && one.text === null
    if (isSame) return []
    const isNew = isLow(score) && one.followUp === null
    const followUpBy = isNew ? delayed(wish.setting.desk, state, wish.at, followUpAfter) : undefined
    const { id: satisfaction } = one
    return [fact(wish, 'satisfaction.answered', present({ satisfaction, score, text, followUpBy }))]
  },
  'satisfaction.follow_up': (state, { satisfaction, how, text }, wish) =>
    openFollowUp(state) && state.satisfaction?.id === satisfaction
      ? [fact(wish, 'satisfaction.followed_up', { satisfaction, how, text })]
      : refuse('satisfaction.nothing_open'),
}

type Changed = { readonly satisfaction: SatisfactionId }
const changed = (
  state: OpenedCase,
  { satisfaction }: Changed,
  change: (one: Satisfaction) => Partial<Satisfaction>,
): OpenedCase =>
  state.satisfaction?.id === satisfaction
    ? { ...state, satisfaction: { ...state.satisfaction, ...change(state.satisfaction) } }
    : state

const asked: Evolver<'satisfaction.asked'> = (state, { satisfaction: id, at }) => ({
  ...state,
  satisfaction: { id, askedAt: at, firstAt: null, score: null, text: null, followUp: null },
})

const answered: Evolver<'satisfaction.answered'> = (state, event) =>
  changed(state, event, one => ({
    score: event.score,
    text: event.text ?? null,
    firstAt: one.firstAt ?? event.at,
    followUp: followUpAfterwards(one, event),
  }))

/** Whoever turns out to be content needs no following up any more; one that was done stays done. */
function followUpAfterwards(
  { followUp }: Satisfaction,
  { score, followUpBy, at }: { score: Score; followUpBy?: Instant; at: Instant },
): FollowUp | null {
  if (followUpBy !== undefined) return { since: at, dueAt: followUpBy, how: null }
  return isLow(score) || followUp?.how ? followUp : null
}

const followedUp: Evolver<'satisfaction.followed_up'> = (state, event) =>
  changed(state, event, ({ followUp }) => ({ followUp: followUp && { ...followUp, how: event.how } }))

export const satisfactionEvolvers = {
  'satisfaction.asked': asked,
  'satisfaction.answered': answered,
  'satisfaction.followed_up': followedUp,
}
