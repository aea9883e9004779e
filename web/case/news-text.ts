// What news to pass on says in one line.
import type { Untold } from '#core/case/state.ts'
import type { OpenCaseView } from './case-context.ts'

type Reading = Pick<OpenCaseView, 'say' | 'text' | 'who' | 'customerFirst'>

/** Who found out what: "Marta has answered". */
export const newsHead = ({ say, who, customerFirst }: Reading, { what, by, from }: Untold): string =>
  from ? say('roles.news_along') : say(`roles.news_${what}`, { agent: who(by).name, name: customerFirst })

/** The words for the customer; where there are none, what happened. */
export const newsText = (view: Reading, one: Untold): string =>
  one.tell ? view.text(one.tell) : newsHead(view, one)
