// What machines answer to a message of ours: an absence note, a receipt, a report that it is delayed or has
// arrived, the mail itself when it comes back. It stands at that message and does nothing else: it wakes
// nobody, starts or ends no clock, is answered by nobody. Not: mails that came back (message.ts).
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import { withOne } from '#core/kit/table.ts'
import type { EchoKind } from '#core/case/echo-fact.ts'
import type { MessageId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/** A robot that answers without end fills no ledger: what comes after these is kept beside the cases. */
export const echoesMax = 10

export type EchoCommands = {
  'message.note_echoed': {
    message: MessageId
    what: EchoKind
    /** its new words, where it has any a person would want */
    text?: TextRef | undefined
    /** the bytes it came in */
    mail?: string | undefined
    /** what a delivery report says, as servers write it */
    status?: string | undefined
  }
  'customer.note_unreachable': { message: MessageId; status: string }
  'case.note_flooded': { mails: number }
}

export const echoDeciders: Deciders<EchoCommands> = {
  'message.note_echoed': (state, command, wish) => {
    const one = state.messages[command.message]
    if (one?.way !== 'out') return refuse('message.not_found')
    if ((one.echoes ?? 0) >= echoesMax) return refuse('message.too_many_echoes')
    return [fact(wish, 'message.echoed', present(command))]
  },
  'customer.note_unreachable': (state, { message, status }, wish) => {
    const one = state.messages[message]
    if (one?.way !== 'out') return refuse('message.not_found')
    // Servers report the same mail more than once.
    return one.unreachable ? [] : [fact(wish, 'customer.unreachable', { message, status })]
  },
  'case.note_flooded': (_state, { mails }, wish) => [fact(wish, 'case.flooded', { mails })],
}

export const messageEchoed: Evolver<'message.echoed'> = (state, { message }) => {
  const one = state.messages[message]
  if (!one) return state
  const echoed = { ...one, echoes: (one.echoes ?? 0) + 1 }
  return { ...state, messages: withOne(state.messages, message, echoed) }
}

/** Whether the address takes mail again is no matter of the case: the desk knows it. */
export const customerUnreachable: Evolver<'customer.unreachable'> = (state, { message }) => {
  const one = state.messages[message]
  if (!one) return state
  return { ...state, messages: withOne(state.messages, message, { ...one, unreachable: true }) }
}

/** That so many mails come is told to a lead; what they say is the case's as ever. */
export const caseFlooded: Evolver<'case.flooded'> = state => state
