// A case as the server gives it: ledger, words, names, and what stands around it. Not: what the screen
// makes of it.
import { queryOptions } from '@tanstack/react-query'
import type { Sight } from '#core/access/sight.ts'
import type { Card } from '#core/case/card.ts'
import type { MatterKind } from '#core/matter/matter.ts'
import type { Recorded } from '#core/case/event.ts'
import type { KeptFor } from '#core/case/kept-for.ts'
import type { Phase } from '#core/case/state.ts'
import type {
  AgentId,
  CaseId,
  ContractId,
  CustomerId,
  MatterId,
  OrganisationId,
  TeamId,
} from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import type { KeptBy } from '#core/people/cover.ts'
import { get } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'

export type CustomerView = {
  readonly id: CustomerId
  readonly name: string
  readonly email: string | null
  readonly phones: readonly string[]
  readonly organisation: OrganisationId | null
  readonly organisationName?: string | null
  readonly language: Language
  readonly verified: boolean
  readonly timeZone?: string | null
  readonly notes?: string | null
  /** what he knows of such things himself, and who recorded it */
  readonly skill?: { readonly text: string; readonly by: AgentId; readonly at: Instant } | null
}
export type KeptDraft = { readonly text: string; readonly updatedAt: Instant }
export type MatterView = {
  readonly id: MatterId
  readonly number: number
  readonly kind: MatterKind
  readonly title: string
  readonly standing: string
  readonly isOpen: boolean
  /** of a problem: ready wordings in the customer's language, by what they are about */
  readonly wordings?: Readonly<Record<string, string>>
}
export type LinkView = {
  readonly id: CaseId
  readonly number: number
  readonly subject: string
  readonly phase: Phase
}

export type CaseAnswer = {
  readonly id: CaseId
  readonly number: number
  readonly seq: number
  /** how far one had read before; 0: one has never looked */
  readonly seenSeq: number
  readonly card: Card
  readonly ledger: readonly Recorded[]
  readonly texts: Readonly<Record<string, string>>
  readonly names: {
    readonly agents: Readonly<Record<AgentId, string>>
    readonly customers: Readonly<Record<CustomerId, string>>
    readonly teams: Readonly<Record<TeamId, string>>
    readonly contracts: Readonly<Record<ContractId, string>>
  }
  readonly customer: CustomerView
  readonly earlier: readonly Card[]
  readonly links: readonly LinkView[]
  /** problems, supplier cases and change requests it belongs to, or did */
  readonly matters: readonly MatterView[]
  /** who else was at the case when it was asked for */
  readonly presence: readonly {
    readonly agent: string
    readonly name: string
    readonly doing: 'viewing' | 'writing'
  }[]
  readonly drafts: { readonly customer?: KeptDraft; readonly team?: KeptDraft }
  /** by which way a message to the customer goes; `none`: there is no way to write to him */
  readonly reached: 'email' | 'portal' | 'none'
  /** since when his address takes no mail; null: it does */
  readonly mailStoppedAt: Instant | null
  /** how much of the customer one sees: all, the name only, or nothing of the person */
  readonly sight: Sight
  /** whether one is told what happens with it, though it is not one's own */
  readonly follows: boolean
  /** whether the rest is shown for an hour, with a reason */
  readonly mayLook: boolean
  /** what falls due while its keeper is not at work, and who keeps it then */
  readonly keptFor: readonly KeptFor[]
}

/** The question for a case by number or id. */
export const caseQuery = (number: string) =>
  queryOptions({
    queryKey: keys.case(number),
    queryFn: ({ signal }) => get<CaseAnswer>(`/cases/${number}`, undefined, signal),
  })

/** What a deed answers. */
export type DeedAnswer = {
  readonly id: CaseId
  readonly number: number
  readonly seq: number
  readonly ids: Readonly<Record<string, string>>
}

/** Who would keep a word that falls due then, and when whoever gives it is back; null: he is there. */
export type Keeper = { readonly by: KeptBy; readonly back: Instant | null }

/** The question for it, of oneself or of another; `number` null: the case is yet to be opened. */
export const keeperQuery = (number: string | null, at: number, of: AgentId) =>
  queryOptions({
    queryKey: [...(number === null ? keys.cases : keys.case(number)), 'keeper', at, of],
    queryFn: ({ signal }) => {
      const path = number === null ? '/keeper' : `/cases/${number}/keeper`
      return get<Keeper>(path, { at: String(at), of }, signal)
    },
  })
