// What a case knows of abusive contacts, read out of its state: which there were, and whether its contact has
// been ended. Part of state.ts. Not: which facts lead there (deed/abuse.ts).
import type { AbuseKind } from '#core/case/abuse-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AbuseId, AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'

/** How ending a contact stands: asked for, decided, and lifted again. */
export const endStandings = ['asked', 'granted', 'refused', 'lifted'] as const
export type EndStanding = (typeof endStandings)[number]

export type Abuse = {
  readonly kind: AbuseKind
  readonly markedBy: AgentId | null
  /** null: nobody has warned him */
  readonly warnedAt: Instant | null
  /** null: nobody asked to end it */
  readonly end: { readonly standing: EndStanding; readonly askedBy: AgentId | null } | null
}

/** One of a case; undefined: there is none of that name. */
export const abuseOf = (state: OpenedCase, id: AbuseId): Abuse | undefined => state.abuses?.[id]

/** The contact is ended: nobody writes to this customer here until a lead lifts it. */
export const endedContact = ({ abuses = {} }: Pick<OpenedCase, 'abuses'>): boolean =>
  Object.values(abuses).some(one => one.end?.standing === 'granted')
