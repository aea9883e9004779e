// Which wanted facts of a case are known, by whom and since when, and which are open. Folded from what the
// case knows anyway: answers of scripts and calls, claims, what was recorded, fields of the case. Not: what
// is wanted (wanted-list.ts), nor recording one (case/deed/wanted-fact.ts).
import { stillTrue } from '#core/case/deed/walk-facts.ts'
import type { KnownAnswer, OpenedCase } from '#core/case/state.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Value } from '#core/script/condition.ts'
import { type CaseField, isCaseField, type WantedFact } from '#core/wanted/wanted-list.ts'

export const knownFroms = ['case', 'walk', 'call', 'claim', 'recorded'] as const
export type KnownFrom = (typeof knownFroms)[number]

/** What is known, and how. */
export type Known = {
  readonly from: KnownFrom
  readonly value: Value
  /** of words: what the value refers to */
  readonly text: TextRef | null
  readonly at: Instant
  /** the entry that says it; null: a field of the case does */
  readonly entry: KnownAnswer['walk'] | null
  /** of one that was recorded: who says so, when it was so, and who recorded it */
  readonly told: NonNullable<KnownAnswer['told']> | null
}
export type Wanted = {
  readonly fact: WantedFact
  /** null: it is open */
  readonly known: Known | null
  /** what was said before, the newest first */
  readonly before: readonly Known[]
}

const fields: { readonly [F in CaseField]: (state: OpenedCase) => string | null } = {
  'case.product': ({ product }) => product,
  'case.serial': ({ entitled }) => entitled?.serial ?? null,
  'case.site': ({ entitled }) => entitled?.site ?? null,
}

/** Of each wanted fact, in the order of the list, whether it is known. */
export const wantedFacts = (
  state: OpenedCase,
  list: readonly WantedFact[],
  now: Instant,
): readonly Wanted[] =>
  list.map(fact => {
    if (isCaseField(fact.name)) return ofCase(state, fact, fact.name)
    const said = state.answers.filter(one => one.fact === fact.name)
    // What holds no longer is what was said before: the newest counts, or none.
    const last = said.at(-1)
    const known = last && stillTrue(last, now) ? last : null
    const before = known ? said.slice(0, -1) : said
    return { fact, known: known && asKnown(known), before: before.map(asKnown).reverse() }
  })

function ofCase(state: OpenedCase, fact: WantedFact, name: CaseField): Wanted {
  const value = fields[name](state)
  const at = state.openedAt
  const known =
    value === null ? null : { from: 'case' as const, value, text: null, at, entry: null, told: null }
  return { fact, known, before: [] }
}

const froms: Readonly<Record<string, KnownFrom>> = { wlk: 'walk', con: 'call', cla: 'claim', wfc: 'recorded' }

const asKnown = ({ value, text, walk: entry, at, told }: KnownAnswer): Known => ({
  from: froms[entry.slice(0, 3)] as KnownFrom,
  value,
  text,
  at,
  entry,
  told: told ?? null,
})

/** What nobody knows yet. */
export const stillOpen = (all: readonly Wanted[]): readonly WantedFact[] =>
  all.flatMap(({ fact, known }) => (known ? [] : [fact]))
