// Messages: words that cross a channel, in and out, and what became of them.
import { awaitedAfter, stillAwaited } from '#core/case/awaited.ts'
import { checkBackTried } from '#core/case/deed/check-back.ts'
import { type Deciders, deskFact, type Evolver, fact, present, type Wish } from '#core/case/deed/deed.ts'
import { helpHeard } from '#core/case/deed/help-facts.ts'
import { newsAsked, noNews, told } from '#core/case/deed/news.ts'
import { newsPassedOn, tellsOf, unknownNews } from '#core/case/deed/pass-on.ts'
import { openPromises, promisesKept, usualPromise } from '#core/case/deed/promise.ts'
import { replyTime } from '#core/case/deed/reply-time.ts'
import { speechSpent, speechUsed } from '#core/case/deed/speech.ts'
import {
  askedAgain,
  customerAnswered,
  neverAsked,
  type WaitForCustomer,
  waitForCustomer,
  waitRefused,
} from '#core/case/deed/wait.ts'
import { endedContact } from '#core/case/abuses.ts'
import type { AutomaticKind } from '#core/case/automatic-kind.ts'
import { isParticipant, isWord, type MailDoubt, type SenderChecked } from '#core/case/sender-check.ts'
import type { Attached, Channel, Event, EventOf } from '#core/case/event.ts'
import type { MessageState, OpenedCase } from '#core/case/state.ts'
import type { AgentId, CustomerId, MessageId, NewsId, PromiseId, TeamId } from '#core/kit/id.ts'
import { tooLate } from '#core/case/reopen-until.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, type Instant, latest, secondMs } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { withOne } from '#core/kit/table.ts'

export type OutAutomatic = NonNullable<EventOf<'message.queued'>['automatic']>
export type MessageCommands = {
  'message.receive': {
    message: MessageId
    channel: Channel
    from: CustomerId
    text: TextRef
    subject?: TextRef | undefined
    full?: TextRef | undefined
    mail?: string | undefined
    html?: boolean | undefined
    attached: readonly Attached[]
    automatic: AutomaticKind | null
    language?: Language | undefined
    /** who got it as well, as the mail says */
    cc?: TextRef | undefined
    /** other teams whose addresses it was written to */
    also?: readonly TeamId[] | undefined
    /** a digest of its Message-ID, by which later mails find it */
    mailId?: string | undefined
    checked?: SenderChecked | undefined
    doubt?: MailDoubt | undefined
    /** it thanks and wants nothing */
    thanks?: true | undefined
    /** which of ours sent it on for whoever wrote it */
    forwarded?: AgentId | undefined
  }
  /** somebody of ours says that it is from whoever it says: his words count from now on */
  'message.confirm_sender': { message: MessageId }
  'message.queue': {
    message: MessageId
    channel: Channel
    text: TextRef
    attached: readonly Attached[]
    /** seconds the message waits so that it can be undone */
    undoSeconds: number
    keeps: readonly PromiseId[]
    wait?: WaitForCustomer | undefined
    noPromise?: TextRef | undefined
    automatic?: OutAutomatic | undefined
    to?: CustomerId | undefined
    /** false: it only says that there is no news yet */
    news?: boolean | undefined
    /** it asks whether the fix holds */
    checkBack?: boolean | undefined
    /** the news it passes on */
    tells?: readonly NewsId[] | undefined
  }
  'message.withdraw': { message: MessageId }
  'message.note_sent': { message: MessageId; relay: string }
  'message.note_failed': { message: MessageId; reason: string; final: boolean }
  'message.note_bounced': { message: MessageId; hard: boolean; status: string }
  /** to whoever it was written to, or to somebody else */
  'message.send_again': { message: MessageId; to: CustomerId }
}

/**
 * What a customer's word does beside being kept: it ends our waiting, opens a solved case again, and is owed
 * an answer.
 * @param receivedAt when it came, where it counts only now
 */
function followsCustomer(state: OpenedCase, wish: Wish, receivedAt?: Instant): Event[] {
  const again =
    state.phase === 'solved' ? [deskFact(wish, 'case.reopened', { reason: 'customer_wrote' })] : []
  const owed = openPromises(state).length === 0 ? usualPromise(state, wish) : []
  return [...customerAnswered(state, wish, receivedAt), ...again, ...owed]
}

export const messageDeciders: Deciders<MessageCommands> = {
  'message.receive': (state, command, wish) => {
    const received = fact(wish, 'message.received', present(command))
    if (!isWord(received)) return [received]
    // Months later it is a need of its own: a new case that knows this one (practice 4.2).
    return tooLate(state, wish.setting) ?? [received, ...followsCustomer(state, wish)]
  },
  'message.confirm_sender': (state, { message }, wish) => {
    const one = state.messages[message]
    if (one?.way !== 'in') return refuse('message.not_found')
    const { from } = one
    if (!from) return []
    return [
      fact(wish, 'message.sender_confirmed', { message, from }),
      ...followsCustomer(state, wish, one.at),
    ]
  },
  'message.queue': (state, command, wish) => {
    const { message, channel, text, attached, keeps, noPromise, automatic } = command
    // Only the desk's own letters reach somebody with whom a lead ended the contact.
    if (!automatic && endedContact(state)) return refuse('contact_end.stands')
    for (const promise of keeps) if (!state.promises[promise]) return refuse('promise.not_found')
    if (command.checkBack && !state.checkBack) return refuse('check_back.not_pending')
    const refused = unknownNews(state, command.tells ?? []) ?? waitRefused(command.wait, wish)
    if (refused) return refused
    const checkBack = command.checkBack ? state.checkBack?.id : undefined
    const sendAt = after(wish.at, command.undoSeconds * secondMs)
    const to = command.to ?? state.customer
    return [
      fact(
        wish,
        'message.queued',
        present({
          message,
          channel,
          to,
          text,
          attached,
          sendAt,
          keeps,
          noPromise,
          automatic,
          checkBack,
          ...noNews(command.news === false),
          ...tellsOf(command.tells),
          ...speechUsed(state, wish),
        }),
      ),
      ...waitForCustomer(state, wish, command.wait),
    ]
  },
  'message.withdraw': (state, { message }, wish) => {
    const one = state.messages[message]
    if (one?.way !== 'out') return refuse('message.not_found')
    if (one.standing === 'withdrawn') return []
    if (one.standing !== 'queued' || wish.setting.now >= one.sendAt) return refuse('message.already_sent')
    return [
      fact(wish, 'message.withdrawn', { message }),
      ...neverAsked(state, wish, { message, how: 'withdrawn' }),
    ]
  },
  'message.note_sent': (state, { message, relay }, wish) => {
    const one = state.messages[message]
    if (one?.way !== 'out') return refuse('message.not_found')
    if (one.standing !== 'queued') return []
    const kept = one.automatic
      ? []
      : promisesKept(state, wish, { keeps: one.keeps, how: 'message', at: one.at, evidence: message })
    const tried = one.checkBack === state.checkBack?.id ? checkBackTried(state, wish, message, 'mail') : []
    const asked = newsAsked(state, wish, { news: one.news, evidence: message })
    const { tells, agreed } = one
    const passedOn = newsPassedOn(state, wish, { tells, evidence: message })
    const spent = speechSpent(state, wish, { agreed, evidence: message })
    const time = one.byOurs ? replyTime(state, wish, one.at) : {}
    const sent = fact(wish, 'message.sent', { message, relay, ...time })
    return [sent, ...kept, ...tried, ...asked, ...passedOn, ...spent]
  },
  'message.note_failed': (state, { message, reason, final }, wish) => {
    const one = state.messages[message]
    if (one?.way !== 'out') return refuse('message.not_found')
    if (one.standing !== 'queued') return []
    const failed = fact(wish, 'message.failed', { message, reason, final })
    return final ? [failed, ...neverAsked(state, wish, { message, how: 'not_reached' })] : [failed]
  },
  'message.note_bounced': (state, { message, hard, status }, wish) => {
    const one = state.messages[message]
    if (one?.way !== 'out') return refuse('message.not_found')
    if (one.standing === 'bounced') return []
    return [
      fact(wish, 'message.bounced', { message, hard, status }),
      ...neverAsked(state, wish, { message, how: 'not_reached' }),
    ]
  },
  'message.send_again': (state, { message, to }, wish) => {
    const one = state.messages[message]
    if (one?.way !== 'out') return refuse('message.not_found')
    const isLost = one.standing === 'failed' || one.standing === 'bounced'
    if (!isLost) return refuse('message.not_failed')
    const again = fact(wish, 'message.sent_again', { message, to, sendAt: wish.at })
    return [again, ...askedAgain(state, wish, one)]
  },
}

const out = (state: OpenedCase, message: MessageId, change: Partial<MessageState>): OpenedCase => {
  const one = state.messages[message]
  return one ? { ...state, messages: withOne(state.messages, message, { ...one, ...change }) } : state
}

export const messageReceived: Evolver<'message.received'> = (state, event) => {
  const one: MessageState = {
    way: 'in',
    standing: 'received',
    at: event.at,
    sendAt: event.at,
    keeps: [],
    automatic: event.automatic !== null,
    news: null,
    checkBack: null,
    ...(event.doubt && { doubt: event.doubt, from: event.from }),
    ...(event.thanks && { thanks: true }),
  }
  const awaited = stillAwaited(state, event)
  return { ...state, awaited, messages: withOne(state.messages, event.message, one) }
}
export const messageSenderConfirmed: Evolver<'message.sender_confirmed'> = (state, { message, from }) => {
  const one = state.messages[message]
  if (!one) return state
  const { doubt: _, from: __, ...sure } = one
  return withWriter({ ...state, messages: withOne(state.messages, message, sure) }, from)
}
/** Somebody more whose words count in this case. */
export const withWriter = (state: OpenedCase, who: CustomerId): OpenedCase =>
  isParticipant(state, who) ? state : { ...state, writers: [...(state.writers ?? []), who] }
/** Whether a message says something new: that we are late is no news; a confirmation is no word at all. */
function newsOf({ automatic, news }: EventOf<'message.queued'>): boolean | null {
  if (automatic === undefined) return news ?? true
  return automatic === 'late' ? false : null
}
export const messageQueued: Evolver<'message.queued'> = (state, event) => {
  const { at, sendAt, keeps } = event
  const one: MessageState = {
    way: 'out',
    standing: 'queued',
    at,
    sendAt,
    keeps,
    automatic: event.automatic !== undefined,
    news: newsOf(event),
    checkBack: event.checkBack ?? null,
    ...(!event.automatic && event.by.kind === 'agent' && { byOurs: true }),
    ...(event.noPromise && { noPromise: true }),
    ...(event.tells && { tells: event.tells }),
    ...(event.agreed && { agreed: event.agreed }),
  }
  return withWriter({ ...state, messages: withOne(state.messages, event.message, one) }, event.to)
}
export const messageWithdrawn: Evolver<'message.withdrawn'> = (state, event) =>
  out(state, event.message, { standing: 'withdrawn' })
export const messageFailed: Evolver<'message.failed'> = (state, event) =>
  event.final ? out(state, event.message, { standing: 'failed' }) : state
export const messageBounced: Evolver<'message.bounced'> = (state, event) =>
  out(state, event.message, { standing: 'bounced' })
/** It counts from the click by which it goes out again; an older fact left it at the first one. */
export const messageSentAgain: Evolver<'message.sent_again'> = (state, { message, to, at, sendAt }) => {
  const clicked = sendAt === undefined ? {} : { at }
  return withWriter(out(state, message, { standing: 'queued', sendAt: sendAt ?? at, ...clicked }), to)
}
export const messageSent: Evolver<'message.sent'> = (state, event) => {
  const one = state.messages[event.message]
  const human = one !== undefined && !one.automatic
  // The first answer counts from the click, and only once it really left.
  const firstAnsweredAt = state.firstAnsweredAt ?? (human ? one.at : null)
  const help = human ? helpHeard(state.help, null) : state.help
  const left = out(state, event.message, { standing: 'sent' })
  const awaited = one?.byOurs ? awaitedAfter(event) : state.awaited
  const spokenAt = human ? latest(state.spokenAt, one.at) : state.spokenAt
  return { ...told(left, one?.news ?? null), firstAnsweredAt, spokenAt, awaited, help }
}
