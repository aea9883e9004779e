// Whom somebody of ours lets write in a case, as who got a copy of its mails, and takes out again. Not: whose
// mail reaches which case (server/intake-place.ts), nor a doubted mail that is confirmed (message.ts).
import { type Deciders, type Evolver, fact } from '#core/case/deed/deed.ts'
import { withWriter } from '#core/case/deed/message.ts'
import { isParticipant } from '#core/case/sender-check.ts'
import type { CustomerId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

type Named = { customer: CustomerId; address: TextRef }
export type WriterCommands = { 'writer.admit': Named; 'writer.leave_out': Named }

export const writerDeciders: Deciders<WriterCommands> = {
  'writer.admit': (state, { customer, address }, wish) =>
    isParticipant(state, customer) ? [] : [fact(wish, 'writer.admitted', { customer, address })],
  'writer.leave_out': (state, { customer, address }, wish) => {
    // Whose case it is writes in it.
    if (state.customer === customer) return refuse('writer.is_customer')
    return isParticipant(state, customer) ? [fact(wish, 'writer.left_out', { customer, address })] : []
  },
}

export const writerEvolvers: {
  readonly [T in 'writer.admitted' | 'writer.left_out']: Evolver<T>
} = {
  'writer.admitted': (state, { customer }) => withWriter(state, customer),
  'writer.left_out': (state, { customer }) => ({
    ...state,
    writers: (state.writers ?? []).filter(one => one !== customer),
  }),
}
