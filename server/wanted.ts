// The wanted facts of a case in words: which are known, from where, and which are open; and the same as it
// may leave the house. Not: what is wanted and known (core/wanted).
import type { Card } from '#core/case/card.ts'
import { isPersonal } from '#core/case/known-elsewhere.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { TextId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { type Known, wantedFacts } from '#core/wanted/known.ts'
import { inLanguage, type WantedFact, wantedOf } from '#core/wanted/wanted-list.ts'
import { evidenceMask } from '#server/changes.ts'
import type { Shell } from '#server/shell.ts'

type WantedShell = {
  readonly desk: { readonly products: Pick<Shell['desk']['products'], 'all'> }
  readonly facts: Shell['facts']
}
type Asked = {
  readonly state: OpenedCase
  readonly texts: ReadonlyMap<TextId, string>
  readonly language: Language
  readonly now: Instant
}

/** Each wanted fact with its words, and those of what is known and was said before. */
export async function wantedShown(shell: WantedShell, { state, texts, language, now }: Asked) {
  const products = await shell.desk.products.all()
  const wordsOf = ({ choices, name }: WantedFact, { value, text }: Known): string => {
    if (text) return texts.get(text.text) ?? ''
    if (name === 'case.product') return products.find(one => one.id === value)?.name ?? ''
    const choice = choices.find(one => one.name === value)
    return choice ? inLanguage(choice.words, language) : String(value)
  }
  const shown = (fact: WantedFact, known: Known) => {
    const { from, at, entry, told } = known
    const said = { source: told?.source ?? null, seenAt: told?.seenAt ?? null, by: told?.by ?? null }
    return { words: wordsOf(fact, known), from, at, entry, ...said }
  }
  return wantedFacts(state, wantedOf(shell.facts(), state), now).map(({ fact, known, before }) => ({
    fact: fact.name,
    name: inLanguage(fact.words, language),
    ask: inLanguage(fact.ask, language),
    required: fact.required,
    known: known && shown(fact, known),
    before: before.map(one => shown(fact, one)),
  }))
}

/** What of it may leave the house: without the people of the case, and nothing that is said of a person. */
export async function wantedOutside(shell: Shell, card: Card, language: Language) {
  const ledger = await shell.store.read(card.id)
  const state = ledger && shell.folded(ledger)
  if (!ledger || !state || state.phase === 'unopened') return []
  const mask = await evidenceMask(shell, card)
  const all = await wantedShown(shell, { state, texts: ledger.texts, language, now: shell.now() })
  return all.flatMap(({ fact, name, known }) =>
    isPersonal(fact) ? [] : [{ fact, name, words: known && mask(known.words) }],
  )
}
