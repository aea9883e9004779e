// What a case knows of its customer's request for more help: the newest one, as facts change it. Not: what
// may be wished of it (help.ts).
import type { Evolver } from '#core/case/deed/deed.ts'
import type { EventOf, EventType } from '#core/case/event.ts'
import type { Help, OpenedCase } from '#core/case/state.ts'
import type { Instant } from '#core/kit/time.ts'

/** Whether it waits for an answer. */
export const isHelpOpen = (help: Help): boolean =>
  help.standing === 'asked' || help.standing === 'taken_up' || help.standing === 'raised'

/** The request that waits for an answer, or null. */
export const openHelp = (state: OpenedCase): Help | null =>
  state.phase === 'open' && state.help && isHelpOpen(state.help) ? state.help : null

export const helpAsked: Evolver<'help.asked'> = (state, event) => {
  const { reason, at, answerBy, joins } = event
  const before = state.help
  if (joins && before && before.id === event.help)
    return { ...state, help: { ...before, reason, answerBy, times: before.times + 1 } }
  return {
    ...state,
    help: {
      id: event.help ?? null,
      reason,
      at,
      answerBy,
      standing: 'asked',
      times: 1,
      takenUpBy: null,
      raised: false,
      late: false,
      answering: null,
      reply: null,
      contacts: [],
    },
  }
}

type Named = Exclude<Extract<EventType, `help.${string}`>, 'help.asked'>

/** A fact about another request than the newest one changes nothing. */
const changes =
  <T extends Named>(change: (event: EventOf<T>, help: Help) => Partial<Help>): Evolver<T> =>
  (state, event) => {
    const { help } = state
    return help && help.id === (event as EventOf<Named>).help
      ? { ...state, help: { ...help, ...change(event, help) } }
      : state
  }

export const helpTakenUp = changes<'help.taken_up'>(({ by }, { standing }) => ({
  standing: standing === 'asked' ? 'taken_up' : standing,
  takenUpBy: by.kind === 'agent' ? by.id : null,
}))
export const helpAnswering = changes<'help.answering'>(event => ({ answering: event.with }))
export const helpPassedOn = changes<'help.passed_on'>(() => ({ standing: 'passed_on', answering: null }))
export const helpExplained = changes<'help.explained'>(() => ({ standing: 'explained', answering: null }))
export const helpReplied = changes<'help.replied'>(({ reply }) => ({ reply }))
export const helpRaised = changes<'help.raised'>(({ answerBy }) => ({
  standing: 'raised',
  raised: true,
  late: false,
  reply: null,
  answerBy,
}))
export const helpWithdrawn = changes<'help.withdrawn'>(() => ({ standing: 'withdrawn', answering: null }))
export const helpLate = changes<'help.late'>(() => ({ late: true }))

/**
 * A word reached the customer. A request of before requests had a name was settled by it; of one with a
 * name it is kept, so that it can be said to have been the answer.
 */
export function helpHeard(help: Help | null, contact: `con_${string}` | null): Help | null {
  if (help === null) return null
  if (help.id === null) return { ...help, standing: 'settled' }
  return contact ? { ...help, contacts: [...help.contacts, contact] } : help
}

/** When the clock looks at it: it has to be answered by then. */
export function helpRing(state: OpenedCase): Instant | null {
  const one = openHelp(state)
  return one?.id && !one.late ? one.answerBy : null
}
