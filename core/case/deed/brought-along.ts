// What a merged case owed its customer in words goes along to where it goes on: questions nobody had settled,
// and what he was still to hear. Not: what stands beside it (matter.ts), nor what is checked again
// (regression.ts).
import type { Brought } from '#core/case/brought.ts'
import { deskFact, present, type Wish } from '#core/case/deed/deed.ts'
import type { Event } from '#core/case/event.ts'
import type { NewsKind } from '#core/case/roles-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { CaseId, NewsId, QuestionId } from '#core/kit/id.ts'

type Brings<K extends keyof Brought> = NonNullable<Brought[K]>

/** Promises end with their case, who works on it stays there, and what stands beside it goes by itself. */
const stays: ReadonlySet<NewsKind> = new Set(['moved', 'expert', 'matter'])

/** What its customer is still to hear of what somebody recorded. */
export const untoldBrought = ({ untold }: OpenedCase): Brings<'untold'> =>
  (Object.entries(untold) as [NewsId, OpenedCase['untold'][NewsId]][])
    .filter(([, { what }]) => !stays.has(what))
    .map(([news, { what, about, tell, dueAt }]) => ({ news, what, about, tell, dueAt }))

/** Waits for whoever is the contact there; when it was to be told stays as it was. */
export const untoldJoined = (
  { untold }: OpenedCase,
  news: Brings<'untold'>,
  from: CaseId,
  wish: Wish,
): Event[] =>
  news
    .filter(one => untold[one.news] === undefined)
    .map(({ tell, ...one }) =>
      deskFact(wish, 'news.arose', { ...one, ...present({ tell: tell ?? undefined }), from }),
    )

/** His questions that nobody has settled. */
export const questionsBrought = ({ questions }: OpenedCase): Brings<'questions'> =>
  (Object.entries(questions) as [QuestionId, OpenedCase['questions'][QuestionId]][])
    .filter(([, { standing }]) => standing === 'open')
    .map(([question, { text }]) => ({ question, text }))

/** They are asked there, too, and settled before that case is solved. */
export const questionsJoined = (
  state: OpenedCase,
  questions: Brings<'questions'>,
  from: CaseId,
  wish: Wish,
): Event[] =>
  questions
    .filter(({ question }) => state.questions[question] === undefined)
    .map(one => deskFact(wish, 'question.added', { ...one, from }))
