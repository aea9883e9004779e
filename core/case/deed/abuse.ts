// An abusive contact: marked with what was said, warned in calm words, and ended only on a lead's word, until
// a lead lifts it. Not: the five minutes for whoever had to hear it (server/http/hard-contact.ts).
import { type Deciders, deskFact, type Evolver, fact, type Wish, writerOf } from '#core/case/deed/deed.ts'
import { messageDeciders } from '#core/case/deed/message.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import type { AbuseFacts, AbuseKind } from '#core/case/abuse-fact.ts'
import type { Channel, Event } from '#core/case/event.ts'
import { type Abuse, abuseOf, endedContact } from '#core/case/abuses.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AbuseId, MessageId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/** What the customer is written, in his language. */
type Letter = { readonly message: MessageId; readonly text: TextRef; readonly channel: Channel }

export type AbuseCommands = {
  'abuse.mark': { abuse: AbuseId; kind: AbuseKind; said: TextRef }
  'abuse.warn': { abuse: AbuseId; letter: Letter }
  'contact_end.ask': { abuse: AbuseId; because: TextRef }
  'contact_end.grant': { abuse: AbuseId; letter: Letter }
  'contact_end.refuse': { abuse: AbuseId; because: TextRef }
  'contact_end.lift': { abuse: AbuseId; because: TextRef }
}

export const abuseDeciders: Deciders<AbuseCommands> = {
  'abuse.mark': (_state, { abuse, kind, said }, wish) => [fact(wish, 'abuse.marked', { abuse, kind, said })],
  'abuse.warn': (state, { abuse, letter }, wish) => {
    const one = abuseOf(state, abuse)
    if (!one) return refuse('abuse.not_found')
    if (one.warnedAt !== null) return refuse('abuse.warned_before')
    if (endedContact(state)) return refuse('contact_end.stands')
    return [fact(wish, 'abuse.warned', { abuse, message: letter.message }), ...written(state, letter, wish)]
  },
  'contact_end.ask': (state, { abuse, because }, wish) => {
    const one = abuseOf(state, abuse)
    if (!one) return refuse('abuse.not_found')
    if (endedContact(state)) return refuse('contact_end.stands')
    if (one.end?.standing === 'asked') return refuse('contact_end.asked_before')
    // Whoever threatens is not owed a second chance.
    if (one.warnedAt === null && one.kind !== 'threat') return refuse('contact_end.not_warned')
    return [fact(wish, 'contact_end.asked', { abuse, because })]
  },
  'contact_end.grant': (state, { abuse, letter }, wish) => {
    const no = undecidable(state, abuse, wish)
    if (no) return no
    const granted = fact(wish, 'contact_end.granted', { abuse, message: letter.message })
    // What he was promised to hear he hears no more; the letter says so.
    const withdrawn = openPromises(state).map(([promise]) => deskFact(wish, 'promise.withdrawn', { promise }))
    return [granted, ...withdrawn, ...written(state, letter, wish)]
  },
  'contact_end.refuse': (state, { abuse, because }, wish) =>
    undecidable(state, abuse, wish) ?? [fact(wish, 'contact_end.refused', { abuse, because })],
  'contact_end.lift': (state, { abuse, because }, wish) =>
    abuseOf(state, abuse)?.end?.standing === 'granted'
      ? [fact(wish, 'contact_end.lifted', { abuse, because })]
      : refuse('contact_end.not_ended'),
}

/** Why nobody can decide it, or not he; null: he may. */
function undecidable(state: OpenedCase, abuse: AbuseId, { by }: Wish): Refusal | null {
  const end = abuseOf(state, abuse)?.end
  if (end?.standing !== 'asked') return refuse('contact_end.not_asked')
  return end.askedBy !== null && end.askedBy === writerOf(by) ? refuse('contact_end.own') : null
}

function written(state: OpenedCase, letter: Letter, wish: Wish): readonly Event[] {
  const sent = { attached: [], undoSeconds: 0, keeps: [], automatic: 'conduct' } as const
  // A letter of the desk's own that keeps nothing and passes nothing on is never refused.
  return messageDeciders['message.queue'](state, { ...letter, ...sent }, wish) as readonly Event[]
}

const change = (state: OpenedCase, id: AbuseId, now: Partial<Abuse>): OpenedCase => {
  const { abuses } = state
  const one = abuses?.[id]
  return abuses && one ? { ...state, abuses: withOne(abuses, id, { ...one, ...now }) } : state
}

export const abuseEvolvers: { readonly [T in keyof AbuseFacts]: Evolver<T> } = {
  'abuse.marked': (state, { abuse, kind, by }) => {
    const one: Abuse = { kind, markedBy: writerOf(by), warnedAt: null, end: null }
    return { ...state, abuses: withOne(state.abuses ?? {}, abuse, one) }
  },
  'abuse.warned': (state, { abuse, at }) => change(state, abuse, { warnedAt: at }),
  'contact_end.asked': (state, { abuse, by }) =>
    change(state, abuse, { end: { standing: 'asked', askedBy: writerOf(by) } }),
  'contact_end.granted': (state, event) => decided(state, event.abuse, 'granted'),
  'contact_end.refused': (state, event) => decided(state, event.abuse, 'refused'),
  'contact_end.lifted': (state, event) => decided(state, event.abuse, 'lifted'),
}

const decided = (state: OpenedCase, id: AbuseId, standing: 'granted' | 'refused' | 'lifted'): OpenedCase =>
  change(state, id, { end: { standing, askedBy: abuseOf(state, id)?.end?.askedBy ?? null } })
