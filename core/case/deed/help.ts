// "Ask for more help": the customer's own way up. A request has a clock and ends by exactly one of three:
// passed on, explained, withdrawn by him. Not: a wish for a manager (core/escalation), which is nobody's but
// a lead's.
import { checkBackEnded } from '#core/case/deed/check-back.ts'
import { type Deciders, deskFact, fact, type Outcome, present, type Wish } from '#core/case/deed/deed.ts'
import { isHelpOpen } from '#core/case/deed/help-facts.ts'
import { housePromise, openPromises } from '#core/case/deed/promise.ts'
import type { Event } from '#core/case/event.ts'
import type { HelpReason, HelpReply } from '#core/case/help-fact.ts'
import { tooLate } from '#core/case/reopen-until.ts'
import type { Help, OpenedCase } from '#core/case/state.ts'
import type { ContactId, HandOffId, HelpId, MessageId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import { minutesFor } from '#core/people/desk-facts.ts'

type Evidence = { evidence?: ContactId | MessageId | undefined }
export type HelpCommands = {
  /** `from`: the mail or call in which he asked for it */
  'help.ask': {
    help?: HelpId | undefined
    reason: HelpReason
    text?: TextRef | undefined
    from?: ContactId | MessageId | undefined
  }
  'help.take_up': { help: HelpId }
  'help.pass_on': { help: HelpId; handOff: HandOffId }
  'help.explain': { help: HelpId; evidence: ContactId | MessageId }
  'help.reply': { help: HelpId; reply: HelpReply } & Evidence
  'help.withdraw': { help: HelpId } & Evidence
}

/** The request as it stands; a refusal where it is another one, or has ended. */
function stillOpen(state: OpenedCase, help: HelpId): (Help & { id: HelpId }) | Refusal {
  const one = state.help
  if (one?.id !== help) return refuse('help.not_found')
  return isHelpOpen(one) ? { ...one, id: help } : refuse('help.ended')
}

/** What an agent says that the customer said needs the words he said it in. */
function saidBy(state: OpenedCase, wish: Wish, one: Help, { evidence }: Evidence): Refusal | null {
  if (wish.by.kind === 'customer') return null
  const message = evidence && state.messages[evidence as MessageId]
  const wrote = message?.way === 'in' && message.at >= one.at
  return wrote || one.contacts.includes(evidence as ContactId) ? null : refuse('help.words_missing')
}

/** Whether the customer has these words, is about to have them, or neither. */
function told(state: OpenedCase, one: Help, evidence: ContactId | MessageId): 'told' | 'leaving' | 'no' {
  if (one.contacts.includes(evidence as ContactId)) return 'told'
  const message = state.messages[evidence as MessageId]
  if (message?.way !== 'out' || message.automatic || message.at < one.at) return 'no'
  if (message.standing === 'queued') return 'leaving'
  return message.standing === 'sent' ? 'told' : 'no'
}

const isLead = ({ by, setting }: Wish): boolean =>
  by.kind !== 'agent' || setting.desk.agents[by.id]?.roles.includes('lead') === true

/** Asked again while one is open it is the same request, wanted sooner. */
function ask(state: OpenedCase, { help, reason, text, from }: HelpCommands['help.ask'], wish: Wish): Outcome {
  // Who wants somebody who leads is read by nobody who has the case: it does not stand in its ledger.
  if (reason === 'want_manager') return refuse('help.manager_apart')
  const over = wish.by.kind === 'customer' ? tooLate(state, wish.setting) : null
  if (over) return over
  const minutes = minutesFor(wish.setting.desk.helpMinutes, state.severity)
  const before = state.help
  const joined = before?.id && isHelpOpen(before) ? { id: before.id, answerBy: before.answerBy } : null
  const answerBy = joined
    ? instant(Math.min(joined.answerBy, after(wish.at, Math.ceil((minutes * minuteMs) / 2))))
    : after(wish.at, minutes * minuteMs)
  const id = joined ? joined.id : (help ?? wish.setting.newId('hlp'))
  const asked = fact(
    wish,
    'help.asked',
    present({ help: id, reason, text, from, answerBy, joins: joined ? (true as const) : undefined }),
  )
  const owes = !joined || openPromises(state).length === 0
  return [asked, ...again(state, wish), ...(owes ? [wordBy(state, wish, answerBy)] : [])]
}

const wordBy = ({ customer: to, severity, team }: OpenedCase, wish: Wish, dueAt: Instant): Event =>
  housePromise(wish, { to, severity, team, means: 'email', dueAt })

/** Whoever wants more help with what was solved was not helped by it. */
const again = (state: OpenedCase, wish: Wish): Event[] =>
  state.phase === 'solved'
    ? [...checkBackEnded(state, wish, 'came_back'), fact(wish, 'case.reopened', { reason: 'not_fixed' })]
    : []

export const helpDeciders: Deciders<HelpCommands> = {
  'help.ask': ask,
  'help.take_up': (state, { help }, wish) => {
    const one = stillOpen(state, help)
    if ('refused' in one) return one
    return one.takenUpBy === null ? [fact(wish, 'help.taken_up', { help })] : []
  },
  'help.pass_on': (state, { help, handOff }, wish) => {
    const one = stillOpen(state, help)
    if ('refused' in one) return one
    const offer = state.handOffs[handOff]
    if (!offer || offer.offeredAt < one.at) return refuse('hand_off.not_found')
    if (offer.standing === 'offered')
      return one.answering === handOff ? [] : [fact(wish, 'help.answering', { help, with: handOff })]
    if (offer.standing !== 'accepted' && offer.standing !== 'answered') return refuse('hand_off.ended')
    return [fact(wish, 'help.passed_on', { help, handOff })]
  },
  'help.explain': (state, { help, evidence }, wish) => {
    const one = stillOpen(state, help)
    if ('refused' in one) return one
    if (one.raised && !isLead(wish)) return refuse('help.lead_answers')
    const stands = told(state, one, evidence)
    if (stands === 'no') return refuse('help.not_told')
    if (stands === 'told') return [fact(wish, 'help.explained', { help, evidence })]
    const leaving = evidence as MessageId
    return one.answering === leaving ? [] : [fact(wish, 'help.answering', { help, with: leaving })]
  },
  'help.reply': (state, { help, reply, evidence }, wish) => {
    const one = state.help
    if (one?.id !== help) return refuse('help.not_found')
    if (one.standing !== 'explained') return refuse('help.not_explained')
    if (one.reply !== null) return one.reply === reply ? [] : refuse('help.ended')
    const missing = saidBy(state, wish, one, { evidence })
    if (missing) return missing
    const replied = fact(wish, 'help.replied', present({ help, reply, evidence }))
    if (reply === 'content') return [replied]
    const minutes = minutesFor(wish.setting.desk.helpMinutes, state.severity)
    const answerBy = after(wish.at, minutes * minuteMs)
    return [
      replied,
      ...again(state, wish),
      deskFact(wish, 'help.raised', { help, answerBy }),
      ...(openPromises(state).length === 0 ? [wordBy(state, wish, answerBy)] : []),
    ]
  },
  'help.withdraw': (state, { help, evidence }, wish) => {
    if (state.help?.id === help && state.help.standing === 'withdrawn') return []
    const one = stillOpen(state, help)
    if ('refused' in one) return one
    return (
      saidBy(state, wish, one, { evidence }) ?? [fact(wish, 'help.withdrawn', present({ help, evidence }))]
    )
  },
}

/** What follows for an open request from a fact: the hand-off was accepted, the words have left. */
export function helpAfter(after: OpenedCase, event: Event, wish: Wish): Event[] {
  const one = after.help
  if (!one?.id || !isHelpOpen(one)) return []
  const help = one.id
  if (event.type === 'hand_off.accepted' && event.handOff === one.answering)
    return [deskFact(wish, 'help.passed_on', { help, handOff: event.handOff })]
  if (event.type === 'message.sent' && event.message === one.answering)
    return [deskFact(wish, 'help.explained', { help, evidence: event.message })]
  // Whoever says himself that his case is at its end wants no more help with it.
  const ends = event.type === 'case.solved' || event.type === 'case.closed'
  return ends && wish.by.kind === 'customer' ? [fact(wish, 'help.withdrawn', { help })] : []
}

/** The verdict on a request nobody has answered in time: who has the case is told, then a lead. */
export function helpVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const one = state.help
  if (state.phase !== 'open' || !one?.id || !isHelpOpen(one) || one.late) return []
  return wish.setting.now >= one.answerBy ? [fact(wish, 'help.late', { help: one.id })] : []
}

/** Why the case cannot end: he waits for the answer to his request. Null: he does not, or ends it himself. */
export function helpUnanswered(state: OpenedCase, wish: Wish): Refusal | null {
  const isOpen = state.help !== null && state.help.id !== null && isHelpOpen(state.help)
  return isOpen && wish.by.kind !== 'customer' ? refuse('help.unanswered') : null
}
