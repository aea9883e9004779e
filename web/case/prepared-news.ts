// The letter that passes news on, prepared: of a problem in the customer's language, with the wording its
// owner offers if there is one. The contact changes it as he likes, or does not send it.
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { Recorded } from '#core/case/event.ts'
import type { OpenedCase, Untold } from '#core/case/state.ts'
import type { Say } from '#words/say.ts'
import type { OpenCaseView } from './case-context.ts'
import { newsText } from './news-text.ts'

type Letter = Extract<
  MatterNews,
  'known_error' | 'workaround' | 'workaround_withdrawn' | 'cause' | 'fixed' | 'not_fixed'
>
const letters: ReadonlySet<string> = new Set<Letter>([
  ...(['known_error', 'workaround', 'workaround_withdrawn', 'cause', 'fixed', 'not_fixed'] as const),
])

type View = Pick<OpenCaseView, 'ledger' | 'data' | 'state'> & Parameters<typeof newsText>[0]

/** What the customer of another case was to hear is nothing to write to this one unread. */
const isOthers = ({ brought, customer }: OpenedCase, { from }: Untold): boolean =>
  brought.some(one => one.from === from && one.customer !== undefined && one.customer !== customer)

/** What the matter said, by the fact that made it news. */
const saidOf = (ledger: readonly Recorded[], { about, at, fact }: Untold): MatterNews | null => {
  const told = ledger.find(
    one =>
      one.type === 'matter.told' &&
      one.matter === about &&
      (fact === undefined ? one.at === at : one.fact === fact),
  )
  return told?.type === 'matter.told' ? told.news : null
}

/** All of it, one paragraph for each; once it is fixed, how one got around it is told no more. */
export function preparedNews(view: View, news: readonly Untold[], theirs: Say): string {
  const his = news.filter(one => !isOthers(view.state, one))
  const all = his.map(one => ({ one, said: one.what === 'matter' ? saidOf(view.ledger, one) : null }))
  const fixed = new Set(all.flatMap(({ one, said }) => (said === 'fixed' ? [one.about] : [])))
  return all
    .filter(({ one, said }) => said === null || said === 'fixed' || !fixed.has(one.about))
    .flatMap(({ one, said }) => {
      if (said === null || !letters.has(said)) return one.tell ? [newsText(view, one)] : []
      const ready = view.data.matters.find(({ id }) => id === one.about)?.wordings?.[said]
      return [ready ?? theirs(`matter.letter_${said}`, { text: one.tell ? view.text(one.tell) : '' }).trim()]
    })
    .join('\n\n')
}
