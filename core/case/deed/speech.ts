// Who of ours speaks with the customer beside the contact: a specialist asks, the contact agrees, for one
// word or until a time, and may withdraw it. Not: the words themselves (message.ts, contact-held.ts).
import { type Deciders, deskFact, type Evolver, fact, present, type Wish } from '#core/case/deed/deed.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase, Speech } from '#core/case/state.ts'
import type { AgentId, ContactId, MessageId, SpeechId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import { remembering, those, withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { earliest, type Instant } from '#core/kit/time.ts'
import { coversFor } from '#core/people/cover.ts'
import { type AgentFacts, type DeskFacts, workSetting } from '#core/people/desk-facts.ts'

export type SpeechCommands = {
  'speech.ask': { speech: SpeechId; about: TextRef }
  /** answers what was asked; of an id nobody asked under, it is given unasked to an agent, about something */
  'speech.agree': {
    speech: SpeechId
    agent?: AgentId | undefined
    about?: TextRef | undefined
    /** the contact's word to him */
    text?: TextRef | undefined
    /** until then; absent: for one word */
    until?: Instant | undefined
  }
  'speech.decline': { speech: SpeechId; because: TextRef }
  'speech.withdraw': { speech: SpeechId }
}

type OneSpeech = Speech & { readonly id: SpeechId }
const speechesOf = (state: OpenedCase, is: (one: Speech) => boolean): OneSpeech[] =>
  those(state.speeches, is).map(([id, one]) => ({ ...one, id }))

const agreed = remembering((speeches: OpenedCase['speeches']) =>
  those<SpeechId, Speech>(speeches, one => one.standing === 'agreed').map(([id, one]) => ({ ...one, id })),
)

/** What specialists ask the contact for, the oldest first. */
export const speechesAsked = (state: OpenedCase): OneSpeech[] =>
  speechesOf(state, one => one.standing === 'asked')

/** What lets an agent speak though he is not the contact; null: nothing was agreed. */
export const agreedWith = (state: OpenedCase, agent: AgentId): OneSpeech | null =>
  agreed(state.speeches).find(one => one.agent === agent) ?? null

/** Whether something agreed lets him speak still: the one word may be on its way, and can be taken back. */
function hasWordLeft(state: OpenedCase, agent: AgentId): boolean {
  const one = agreedWith(state, agent)
  if (!one || one.until !== null) return one !== null
  return !Object.values(state.messages).some(
    ({ agreed, standing }) => agreed === one.id && standing === 'queued',
  )
}

/** Whether who has the work speaks to the customer: by his team's setting, or as the contact agreed. */
export const speaksAsWorker = (state: OpenedCase, agent: AgentFacts, desk: DeskFacts): boolean =>
  state.worker === agent.id && (workSetting(desk, state.team).speaks || agreedWith(state, agent.id) !== null)

/** Whether somebody is the contact of the case, or stands in for him now. */
export const isAsContact = (state: OpenedCase, agent: AgentId, desk: DeskFacts): boolean =>
  state.contact === agent || coversFor(desk, agent, state.contact, state.team)

/** Whether who has the work may say one more word: of what was agreed for one, none is on its way. */
export const saysAsWorker = (state: OpenedCase, agent: AgentFacts, desk: DeskFacts): boolean =>
  state.worker === agent.id && (workSetting(desk, state.team).speaks || hasWordLeft(state, agent.id))

const asked = (state: OpenedCase, speech: SpeechId): Speech | Refusal => {
  const one = state.speeches[speech]
  if (!one) return refuse('speech.not_found')
  return one.standing === 'asked' ? one : refuse('speech.ended')
}

export const speechDeciders: Deciders<SpeechCommands> = {
  'speech.ask': (state, { speech, about }, wish) => {
    if (wish.by.kind !== 'agent') return refuse('agent.not_found')
    const agent = wish.by.id
    if (state.contact === null) return refuse('contact.needed')
    const isAsked = speechesAsked(state).some(one => one.agent === agent)
    if (isAsked || agreedWith(state, agent)) return refuse('speech.already')
    return [fact(wish, 'speech.asked', { speech, agent, about })]
  },
  'speech.agree': (state, command, wish) => {
    const { speech, text, until } = command
    if (until !== undefined && until <= wish.at) return refuse('promise.in_the_past')
    const known = state.speeches[speech]
    if (known && known.standing !== 'asked') return refuse('speech.ended')
    const agent = known?.agent ?? command.agent
    const about = known?.about ?? command.about
    if (!agent || !about) return refuse('speech.not_found')
    if (!wish.setting.desk.agents[agent]?.active) return refuse('agent.not_found')
    if (!known && agreedWith(state, agent)) return refuse('speech.already')
    return [fact(wish, 'speech.agreed', present({ speech, agent, about, text, until }))]
  },
  'speech.decline': (state, { speech, because }, wish) => {
    const one = asked(state, speech)
    return 'refused' in one ? one : [fact(wish, 'speech.declined', { speech, because })]
  },
  'speech.withdraw': (state, { speech }, wish) => {
    const one = state.speeches[speech]
    if (!one) return refuse('speech.not_found')
    const isOpen = one.standing === 'asked' || one.standing === 'agreed'
    return isOpen ? [fact(wish, 'speech.withdrawn', { speech })] : refuse('speech.ended')
  },
}

/** The agreement a word of this wish rests on; none where whoever says it needs none. */
export const speechUsed = (state: OpenedCase, wish: Wish): { agreed?: SpeechId } => {
  if (wish.by.kind !== 'agent' || state.contact === wish.by.id) return {}
  const one = agreedWith(state, wish.by.id)
  return one ? { agreed: one.id } : {}
}

/** What was agreed for one word ends with that word. */
export function speechSpent(
  state: OpenedCase,
  wish: Wish,
  { agreed, evidence }: { agreed: SpeechId | undefined; evidence: MessageId | ContactId },
): Event[] {
  const one = agreed && state.speeches[agreed]
  return one && one.standing === 'agreed' && one.until === null
    ? [deskFact(wish, 'speech.ended', { speech: agreed, how: 'used', evidence })]
    : []
}

/** The time until which it was agreed has come. */
export const speechVerdicts = (state: OpenedCase, wish: Wish): Event[] =>
  agreed(state.speeches)
    .filter(({ until }) => until !== null && until <= wish.setting.now)
    .map(({ id }) => fact(wish, 'speech.ended', { speech: id, how: 'over' }))

/** When the first of the agreements ends by the clock. */
export const speechRing = (state: OpenedCase): Instant | null =>
  earliest(agreed(state.speeches).map(one => one.until))

const standing = (state: OpenedCase, speech: SpeechId, now: Speech['standing']): OpenedCase => {
  const one = state.speeches[speech]
  return one ? { ...state, speeches: withOne(state.speeches, speech, { ...one, standing: now }) } : state
}

export const speechAsked: Evolver<'speech.asked'> = (state, { speech, agent, about, at }) => ({
  ...state,
  speeches: withOne(state.speeches, speech, { standing: 'asked', agent, about, at, until: null }),
})
export const speechAgreed: Evolver<'speech.agreed'> = (state, { speech, agent, about, until, at }) => ({
  ...state,
  speeches: withOne(state.speeches, speech, { standing: 'agreed', agent, about, at, until: until ?? null }),
})
export const speechDeclined: Evolver<'speech.declined'> = (state, event) =>
  standing(state, event.speech, 'declined')
export const speechWithdrawn: Evolver<'speech.withdrawn'> = (state, event) =>
  standing(state, event.speech, 'withdrawn')
export const speechEnded: Evolver<'speech.ended'> = (state, event) => standing(state, event.speech, 'ended')
