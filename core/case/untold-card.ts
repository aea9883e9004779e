// What the roles of a case say on its card: news to pass on, and that somebody asks to speak.
// Part of card.ts.
import type { CardWords, Why } from '#core/case/card.ts'
import { untoldNews } from '#core/case/deed/pass-on.ts'
import type { EventOf, EventType } from '#core/case/event.ts'
import type { NewsKind } from '#core/case/roles-fact.ts'
import { said } from '#core/case/said-line.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { Instant } from '#core/kit/time.ts'

/** What waits for the contact to pass on: how many, of what kind the first is, and by when. */
export type CardUntold = {
  readonly count: number
  readonly what: NewsKind
  readonly at: Instant
  readonly dueAt: Instant
}

/** What waits to be passed on, if anything does. */
export function untoldOn(state: OpenedCase): { readonly untold?: CardUntold } {
  const all = untoldNews(state)
  const [, first] = all[0] ?? []
  if (!first) return {}
  const { what, at, dueAt } = first
  return { untold: { count: all.length, what, at, dueAt } }
}

/** Who has it, where what was asked of the contact is settled. */
const heldBy = ({ worker }: OpenedCase): Omit<Why, 'at'> =>
  worker ? { code: 'taken', agent: worker } : { code: 'new' }

type RoleFact =
  | 'news.arose'
  | 'news.set_aside'
  | 'speech.asked'
  | 'speech.agreed'
  | 'speech.declined'
  | 'speech.withdrawn'
type Say<T extends EventType> = (
  event: EventOf<T>,
  words: CardWords,
  state: OpenedCase,
) => Omit<Why, 'at'> | null

/** Why the case is where it is, after a fact of the roles. */
export const roleWhys: { readonly [T in RoleFact]: Say<T> } = {
  'news.arose': (event, words) => ({
    code: 'to_pass_on',
    // Of what stands beside the case the desk tells.
    ...(event.by.kind === 'agent' && { agent: event.by.id }),
    ...said(event.tell ? words.text(event.tell) : null),
  }),
  'news.set_aside': (_event, _words, state) => heldBy(state),
  'speech.asked': (event, words) => ({
    code: 'speech_asked',
    agent: event.agent,
    ...said(words.text(event.about)),
  }),
  'speech.agreed': (_event, _words, state) => heldBy(state),
  'speech.declined': (_event, _words, state) => heldBy(state),
  'speech.withdrawn': (_event, _words, state) => heldBy(state),
}
