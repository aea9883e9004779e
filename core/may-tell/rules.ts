// "May I tell?" as a matter: how it is listed, when its clock looks, and what its case is told. Not: how it
// goes (decide.ts).
import { writerOf } from '#core/case/deed/deed.ts'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { ReadText, TextRef } from '#core/kit/text-ref.ts'
import type { MatterCard, MatterRules } from '#core/matter/matter.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { MayTellAnswer, MayTellFact } from '#core/may-tell/may-tell-fact.ts'
import {
  decideMayTell,
  evolveMayTell,
  type MayTellCommand,
  type MayTellState,
  mayMayTell,
  openMayTells,
} from '#core/may-tell/decide.ts'

/** What only these list. */
export type MayTellMore = {
  readonly case: string
  readonly reach: string | null
  readonly pinned: PinnedPolicy | null
}

function cardOf(state: MayTellState, text: ReadText): MatterCard {
  if (!state) throw new Error('what nobody asked has no card')
  const { standing, question, asker, team, askedAt, dueAt, decided } = state
  const isOpen = openMayTells.includes(standing)
  const more: MayTellMore = {
    case: state.case,
    reach: decided?.reach ?? null,
    pinned: decided?.pinned ?? null,
  }
  return {
    ...{ kind: 'may_tell', standing, isOpen, title: text(question) ?? '', owner: asker, team },
    ...{ product: null, subject: state.case, dueAt: isOpen ? dueAt : null, openedAt: askedAt, more },
  }
}

const newsOf: { readonly [A in MayTellAnswer]: MatterNews } = {
  yes: 'may_tell',
  no: 'may_not_tell',
  these_words: 'may_tell_so',
}

export const mayTellRules: MatterRules<MayTellState, MayTellCommand, MayTellFact> = {
  kind: 'may_tell',
  start: null,
  may: mayMayTell,
  decide: decideMayTell,
  evolve: evolveMayTell,
  card: cardOf,
  // Whoever asked hears it himself, contact of the case or not.
  wants: fact =>
    fact.type === 'may_tell.decided' ? { cause: 'may_tell.decided', hears: 'owner', inHouse: true } : null,
  ring: state => (state?.standing === 'asked' ? state.dueAt : null),
  tells(state, fact) {
    if (fact.type === 'may_tell.late') return { news: 'may_tell_late', words: null, from: null }
    if (fact.type !== 'may_tell.decided' || !state) return null
    const said: { readonly [A in MayTellAnswer]: TextRef | null } = {
      yes: state.answer,
      no: fact.because ?? null,
      these_words: fact.words ?? null,
    }
    return { news: newsOf[fact.answer], words: said[fact.answer], from: writerOf(fact.by) }
  },
}
