// A contact held: a call, a chat, a visit, a word at the desk; with whom, whether reached, and what it kept.
import { type CallOpening, openingAnswers } from '#core/case/call-opening.ts'
import { checkBackTried } from '#core/case/deed/check-back.ts'
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import { helpHeard } from '#core/case/deed/help-facts.ts'
import { newsAsked, noNews, told } from '#core/case/deed/news.ts'
import { openPromises, promisesKept, usualPromise } from '#core/case/deed/promise.ts'
import { customerAnswered, type WaitForCustomer, waitForCustomer } from '#core/case/deed/wait.ts'
import type { ContactMeans, Reach } from '#core/case/event.ts'
import type { ContactId, CustomerId, PromiseId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

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
  }
}

export const contactDeciders: Deciders<ContactCommands> = {
  'contact.hold': (state, command, wish) => {
    const { contact, means, direction, reach, minutes, text, keeps, opening } = command
    for (const promise of keeps) if (!state.promises[promise]) return refuse('promise.not_found')
    const startedAt = command.startedAt ?? wish.at
    const reached = reach === 'reached'
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
        ...noNews(reached && command.news === false),
      }),
    )
    // Trying and not reaching him within the time keeps a promise to call, as an attempt; the house's word
    // needs a word.
    const how = reached ? 'contact' : 'attempt'
    const kept =
      direction === 'out' || reached
        ? promisesKept(state, wish, { keeps, how, at: startedAt, evidence: contact })
        : []
    const called = direction === 'in' && reached ? customerAnswered(state, wish) : []
    const stillOwed = direction === 'in' && !reached && openPromises(state).length === 0
    const owed = stillOwed ? usualPromise(state, wish, 'phone') : []
    const tried = direction === 'out' && !reached ? checkBackTried(state, wish, contact, 'call') : []
    const asked = reached
      ? newsAsked(state, wish, { news: command.news ?? true, evidence: command.contact })
      : []
    const waits = reached ? waitForCustomer(state, wish, command.wait) : []
    return [held, ...kept, ...called, ...owed, ...tried, ...asked, ...waits]
  },
}

export const contactHeld: Evolver<'contact.held'> = (before, event) => {
  const { opening } = event
  const state = opening
    ? { ...before, answers: [...before.answers, ...openingAnswers(opening, event)] }
    : before
  if (event.reach !== 'reached') return state
  return {
    ...told(state, event.news ?? true),
    workedMinutes: state.workedMinutes + event.minutes,
    firstAnsweredAt: state.firstAnsweredAt ?? event.startedAt,
    help: helpHeard(state.help, event.contact),
  }
}
