// A contact held: a call, a chat, a visit, a word at the desk; with whom, whether reached, and what it kept.
import { awaitedAfter } from '#core/case/awaited.ts'
import { type CallOpening, openingAnswers } from '#core/case/call-opening.ts'
import { checkBackTried } from '#core/case/deed/check-back.ts'
import { type Deciders, type Evolver, fact, present, type Wish } from '#core/case/deed/deed.ts'
import { helpHeard } from '#core/case/deed/help-facts.ts'
import { newsAsked, noNews, told } from '#core/case/deed/news.ts'
import { newsPassedOn, tellsOf, unknownNews } from '#core/case/deed/pass-on.ts'
import { openPromises, promisesKept, usualPromise } from '#core/case/deed/promise.ts'
import { replyTime } from '#core/case/deed/reply-time.ts'
import { isAsContact, saysAsWorker, speechSpent, speechUsed } from '#core/case/deed/speech.ts'
import { type WaitForCustomer, waitRefused, waitTalked } from '#core/case/deed/wait.ts'
import type { ContactMeans, Event, Reach } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, ContactId, CustomerId, NewsId, PromiseId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, hourMs, type Instant, instant, latest, minuteMs } from '#core/kit/time.ts'

export type ContactCommands = {
  'contact.hold': {
    contact: ContactId
    means: ContactMeans
    direction: 'in' | 'out'
    reach: Reach
    /** when it began; absent: just now */
    startedAt?: Instant | undefined
    minutes: number
    text?: TextRef | undefined
    keeps: readonly PromiseId[]
    wait?: WaitForCustomer | undefined
    with?: CustomerId | undefined
    /** false: he was told that there is no news yet */
    news?: boolean | undefined
    /** how a call began; who may speak for whom is found by the door (entitlement/right-to-speak.ts) */
    opening?: CallOpening | undefined
    /** the news it passed on */
    tells?: readonly NewsId[] | undefined
    /** the contact, who was on the line as well */
    joined?: AgentId | undefined
  }
}

export const contactDeciders: Deciders<ContactCommands> = {
  'contact.hold': (state, command, wish) => {
    const { contact, means, direction, reach, minutes, text, keeps, opening } = command
    for (const promise of keeps) if (!state.promises[promise]) return refuse('promise.not_found')
    const { tells, joined } = command
    const refused =
      unknownNews(state, tells ?? []) ?? mayNot(state, command, wish) ?? waitRefused(command.wait, wish)
    const wrong = refused ?? misdated(state, command, wish)
    if (wrong) return wrong
    const startedAt = instant(Math.min(command.startedAt ?? wish.at, wish.at))
    const reached = reach === 'reached'
    const used = direction === 'out' && reached && !joined ? speechUsed(state, wish) : {}
    const held = fact(
      wish,
      'contact.held',
      present({
        contact,
        means,
        direction,
        with: command.with ?? state.customer,
        reach,
        startedAt,
        minutes,
        text,
        opening,
        joined,
        ...noNews(reached && command.news === false),
        ...tellsOf(reached ? tells : undefined),
        ...used,
        ...(isReply(command) ? replyTime(state, wish, after(startedAt, minutes * minuteMs)) : {}),
      }),
    )
    const kept = keptBy(state, command, wish, startedAt)
    const talked = reached ? waitTalked(state, wish, { ...command, startedAt }) : []
    const stillOwed = direction === 'in' && !reached && openPromises(state).length === 0
    const owed = stillOwed ? usualPromise(state, wish, 'phone') : []
    const tried = direction === 'out' && !reached ? checkBackTried(state, wish, contact, 'call') : []
    const asked = reached
      ? newsAsked(state, wish, { news: command.news ?? true, evidence: command.contact })
      : []
    const passedOn = reached ? newsPassedOn(state, wish, { tells, evidence: contact }) : []
    const spent = speechSpent(state, wish, { agreed: used.agreed, evidence: contact })
    return [held, ...kept, ...talked, ...owed, ...tried, ...asked, ...passedOn, ...spent]
  },
}

/**
 * Trying and not reaching him within the time keeps a promise to call, as an attempt; the house's word needs
 * a word.
 */
function keptBy(state: OpenedCase, command: Held, wish: Wish, at: Instant): Event[] {
  const { reach, direction, keeps, minutes, contact: evidence } = command
  const how = reach === 'reached' ? 'contact' : 'attempt'
  if (direction === 'in' && how === 'attempt') return []
  return promisesKept(state, wish, { keeps, how, at, until: after(at, minutes * minuteMs), evidence })
}

/** So far the clock of whoever notes it may be ahead of ours. */
const aheadMsMax = minuteMs
/** So long after a call its case may be opened, and the call be noted in it. */
const openedLateMsMax = hourMs

/** A contact that has not begun, or was over before there was a case, unless it was opened by it. */
function misdated({ openedAt, owedFrom }: OpenedCase, held: Held, wish: Wish): Refusal | null {
  const { startedAt = wish.at, minutes } = held
  if (startedAt > wish.at + aheadMsMax) return refuse('contact.in_the_future')
  const isOver = after(startedAt, minutes * minuteMs) < owedFrom - openedLateMsMax
  return isOver && openedAt !== wish.at ? refuse('contact.before_case') : null
}

/** A call that came in is logged by anybody; whoever works on a case calls out as its contact agreed, or with
 * him on the line. */
function mayNot(state: OpenedCase, { direction, reach, joined }: Held, wish: Wish): Refusal | null {
  const { desk } = wish.setting
  if (joined) return isAsContact(state, joined, desk) ? null : refuse('contact.not_joined')
  const agent = wish.by.kind === 'agent' ? desk.agents[wish.by.id] : undefined
  if (direction === 'in' || reach !== 'reached' || agent?.id !== state.worker || agent === undefined)
    return null
  const speaks = agent.roles.includes('lead') || isAsContact(state, agent.id, desk)
  return speaks || saysAsWorker(state, agent, desk) ? null : refuse('access.may_not_speak')
}
type Held = ContactCommands['contact.hold']

/** Somebody of ours called and reached him: it is a word of ours. */
const isReply = ({ direction, reach }: Pick<Held, 'direction' | 'reach'>): boolean =>
  direction === 'out' && reach === 'reached'

export const contactHeld: Evolver<'contact.held'> = (before, event) => {
  const { opening } = event
  const state = opening
    ? { ...before, answers: [...before.answers, ...openingAnswers(opening, event)] }
    : before
  if (event.reach !== 'reached') return state
  return {
    ...told(state, event.news ?? true),
    workedMinutes: state.workedMinutes + event.minutes,
    awaited: isReply(event) ? awaitedAfter(event) : state.awaited,
    firstAnsweredAt: state.firstAnsweredAt ?? event.startedAt,
    spokenAt: latest(state.spokenAt, event.startedAt),
    help: helpHeard(state.help, event.contact),
  }
}
