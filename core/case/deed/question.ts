// The customer's questions as items of the case: each is answered, split off or declined with a reason before
// the case is solved.
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { CaseId, QuestionId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type Question = {
  readonly text: TextRef
  readonly standing: 'open' | 'answered' | 'declined' | 'split'
  /** the merged case that brought it along */
  readonly from?: CaseId
}

export type QuestionCommands = {
  'question.add': { question: QuestionId; text: TextRef }
  'question.answer': { question: QuestionId; text: TextRef }
  'question.decline': { question: QuestionId; because: TextRef }
  'question.split': { question: QuestionId; into: CaseId }
}

const unsettled = (state: OpenedCase, question: QuestionId) => {
  const one = state.questions[question]
  if (!one) return refuse('question.not_found')
  return one.standing === 'open' ? null : refuse('question.settled')
}

export const questionDeciders: Deciders<QuestionCommands> = {
  'question.add': (_state, { question, text }, wish) => [fact(wish, 'question.added', { question, text })],
  'question.answer': (state, { question, text }, wish) =>
    unsettled(state, question) ?? [fact(wish, 'question.answered', { question, text })],
  'question.decline': (state, { question, because }, wish) =>
    unsettled(state, question) ?? [fact(wish, 'question.declined', { question, because })],
  'question.split': (state, { question, into }, wish) =>
    unsettled(state, question) ?? [
      fact(wish, 'question.split', { question, into }),
      fact(wish, 'case.linked', { to: into, how: 'related' }),
    ],
}

export const questionAdded: Evolver<'question.added'> = (state, { question, text, from }) => ({
  ...state,
  questions: { ...state.questions, [question]: { text, standing: 'open', ...present({ from }) } },
})
const settled =
  (standing: 'answered' | 'declined' | 'split') =>
  (state: OpenedCase, event: { question: QuestionId }): OpenedCase => {
    const one = state.questions[event.question]
    return one
      ? { ...state, questions: { ...state.questions, [event.question]: { ...one, standing } } }
      : state
  }
export const questionAnswered = settled('answered')
export const questionDeclined = settled('declined')
export const questionSplit = settled('split')
