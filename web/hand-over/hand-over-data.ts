// What the screen of handing over reads and sends: who goes, which cases, to whom each. Not: the screen, nor
// whom one is best given to (core/people/hand-over.ts).
import type { Card } from '#core/case/card.ts'
import type { AgentId, CaseId, TeamId } from '#core/kit/id.ts'
import type { HandOverReason, Suggestion } from '#core/people/hand-over.ts'

type Parts = { readonly work: boolean; readonly contact: boolean }
export type Row = {
  readonly card: Card
  readonly as: Parts
  readonly gives: Parts
  readonly dueMeanwhile: boolean
  readonly suggestion: Suggestion
}
export type HandOver = {
  readonly agent: AgentId
  readonly reason: HandOverReason
  readonly from: number
  readonly until: number
  readonly cover: AgentId | null
  readonly isLong: boolean
  readonly more: boolean
  readonly items: readonly Row[]
}
/** An agent, or the queue of a team. */
export type Target = AgentId | TeamId
export type Chosen = { readonly to?: Target; readonly note?: string; readonly anyway?: boolean }
export type Given = {
  readonly case: CaseId
  readonly outcome: 'given' | 'nothing' | 'failed'
  readonly code?: string
  readonly details?: Readonly<Record<string, string | number>>
}
export type Item = {
  readonly case: CaseId
  readonly work?: Target
  readonly contact?: AgentId
  readonly note?: string
  readonly anyway?: true
}

const isAgent = (to: Target | null | undefined): to is AgentId => to?.startsWith('agt_') ?? false

/** To whom a case goes: as chosen, else as suggested; null: somebody has to be chosen, or nothing goes. */
export const targetOf = ({ suggestion }: Row, chosen: Chosen | undefined): Target | null =>
  chosen?.to ?? suggestion.work ?? suggestion.contact

/** What of a case goes to whom; null: nothing can be given this way. */
export function itemOf(row: Row, chosen: Chosen | undefined, wordForAll: string): Item | null {
  const { card, as, gives, suggestion } = row
  const to = targetOf(row, chosen)
  if (to === null) return null
  const contact = isAgent(to) ? to : suggestion.contact
  const givesContact = gives.contact || !as.work
  if (!as.work && contact === null) return null
  const note = chosen?.note ?? wordForAll.trim()
  return {
    case: card.id,
    ...(as.work && { work: to }),
    ...(givesContact && contact !== null && { contact }),
    ...(note !== '' && { note }),
    ...(chosen?.anyway && { anyway: true as const }),
  }
}

/** So many go in one request: often enough to see how far it is. */
export const batchSize = 10
export const batchesOf = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / batchSize) }, (_, i) =>
    all.slice(i * batchSize, (i + 1) * batchSize),
  )
