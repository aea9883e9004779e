// A supplier case as a matter: how it is listed, rung, and what its cases are told. Not: how it goes
// (decide.ts, state.ts).
import { writerOf } from '#core/case/deed/deed.ts'
import type { Severity } from '#core/case/event.ts'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { TeamId } from '#core/kit/id.ts'
import type { ReadText, TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { MatterCard, MatterRules, MatterWant } from '#core/matter/matter.ts'
import { decideSupplier, maySupplier, type SupplierCommand, supplierRing } from '#core/supplier/decide.ts'
import { evolveSupplier, type SupplierState, supplierDue, supplierStanding } from '#core/supplier/state.ts'
import type {
  SupplierAnswer,
  SupplierEnd,
  SupplierFact,
  SupplierFactOf,
  SupplierFactType,
} from '#core/supplier/supplier-fact.ts'

/** What only supplier cases list, and what is counted of a supplier. */
export type SupplierMore = {
  readonly severity: Severity
  readonly reference: string | null
  readonly answer: SupplierAnswer | null
  readonly unanswered: number
  readonly chaseDue: boolean
  readonly raised: boolean
  readonly silences: number
  readonly sentAt: Instant | null
  readonly firstAnswerAt: Instant | null
  readonly solvedAt: Instant | null
  readonly solvedBy: SupplierEnd | null
  readonly right: boolean | null
  readonly minutes: number
  readonly cents: number
  readonly partner: TeamId | null
}

function cardOf(state: SupplierState, text: ReadText): MatterCard {
  if (!state) throw new Error('a supplier case without a beginning has no card')
  const { title, owner, team, product, supplier, openedAt, end } = state
  const { severity, reference, answer, unanswered, chaseDue, raised, silences } = state
  const { sentAt, firstAnswerAt, solvedAt, solvedBy, right, minutes, cents, partner } = state
  const more: SupplierMore = {
    ...{ severity, reference, answer, unanswered, chaseDue, raised, silences },
    ...{ sentAt, firstAnswerAt, solvedAt, solvedBy, right, minutes, cents, partner },
  }
  return {
    ...{ kind: 'supplier_case', standing: supplierStanding(state), isOpen: end === 'open' },
    ...{ title: text(title) ?? '', owner, team, product, subject: supplier },
    ...{ dueAt: supplierDue(state), openedAt, more },
  }
}

type Said = { readonly news: MatterNews; readonly words?: TextRef }
/** What its cases hear of which fact; a release only once it was tested. */
const says: { readonly [T in SupplierFactType]?: (fact: SupplierFactOf<T>) => Said | null } = {
  'supplier.said': ({ answer, words }) =>
    answer === 'acknowledged' || answer === 'unread' ? null : { news: 'supplier_answered', words },
  'supplier.silent': () => ({ news: 'supplier_silent' }),
  'supplier.retested': ({ holds, words }) => ({ news: holds ? 'released' : 'not_fixed', words }),
}

/** Which fact wants one of ours; what he wrote down himself wants nobody. */
const wants: { readonly [T in SupplierFactType]?: (fact: SupplierFactOf<T>) => MatterWant | null } = {
  'supplier.owned': ({ how }) => ({ cause: how === 'left' ? 'matter.left' : 'matter.given', hears: 'owner' }),
  'supplier.not_sent': () => ({ cause: 'matter.unsent', hears: 'owner' }),
  'supplier.said': ({ answer, partner }) =>
    answer === 'unread' || partner ? { cause: 'matter.heard', hears: 'owner' } : null,
  'supplier.chase_due': () => ({ cause: 'matter.due', hears: 'owner' }),
  'supplier.silent': () => ({ cause: 'matter.silent', hears: 'owner' }),
  'supplier.raised': () => ({ cause: 'matter.raised', hears: 'lead' }),
}

export const supplierRules: MatterRules<SupplierState, SupplierCommand, SupplierFact> = {
  kind: 'supplier_case',
  start: null,
  may: maySupplier,
  decide: decideSupplier,
  evolve: evolveSupplier,
  card: cardOf,
  ring: supplierRing,
  tells(_state, fact) {
    const said = (says[fact.type] as ((fact: SupplierFact) => Said | null) | undefined)?.(fact)
    if (!said) return null
    // What somebody of another house wrote in his share is no word of one of ours.
    const isTheirs = fact.type === 'supplier.said' && fact.partner !== undefined
    return { news: said.news, words: said.words ?? null, from: isTheirs ? null : writerOf(fact.by) }
  },
  wants: fact =>
    (wants[fact.type] as ((fact: SupplierFact) => MatterWant | null) | undefined)?.(fact) ?? null,
}
