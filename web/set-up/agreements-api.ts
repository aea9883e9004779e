// What the pages of calendars, policies and contracts read and write. Not: the pages, nor who may.
import type { Policy as PolicyFacts, TargetKind } from '#core/clock/policy.ts'
import type { Contract as ContractFacts, Waiver as WaiverFacts } from '#core/entitlement/contract.ts'
import type { Used } from '#core/entitlement/units.ts'
import type { Money, WaiverTotal } from '#core/measure/waivers.ts'
import type { Entitled } from '#core/entitlement/entitle.ts'
import type { CustomerId, LineId, OrganisationId } from '#core/kit/id.ts'
import { useSession } from '../api/session.ts'
import type { Hours } from './calendar-form.ts'
import { useSetUp } from './set-up-api.ts'

type Versioned = { readonly version: number }
export type Calendar = Versioned & { readonly id: string; readonly name: string; readonly hours: Hours }
export type Policy = PolicyFacts & Versioned
export type Contract = ContractFacts &
  Versioned & { readonly used?: Readonly<Record<LineId, Used>>; readonly organisationName?: string }
/** Somebody of an organisation. */
export type Member = { readonly id: CustomerId; readonly name: string; readonly email: string | null }
export type Organisation = Versioned & {
  readonly id: OrganisationId
  readonly name: string
  readonly domains: readonly string[]
}
export type Approved = WaiverFacts &
  Versioned & {
    readonly because: string
    readonly cost: Money | null
    readonly recoverCost: boolean
    readonly recoveredAt: number | null
    readonly createdAt: number
    readonly used: Used
  }
export type WaiverReport = {
  readonly items: readonly (Approved & {
    readonly approverName: string
    readonly forName: string | null
    readonly cases: readonly { readonly number: number; readonly subject: string; readonly phase: string }[]
  })[]
  readonly totals: readonly WaiverTotal[]
}
export type Tried = {
  readonly at: number
  readonly entitled: Entitled
  readonly due: readonly {
    readonly kind: TargetKind
    readonly dueAt: number
    readonly warnAt: number | null
    /** what of it counts, and what does not; nothing: it is counted around the clock */
    readonly spans: readonly TriedSpan[]
  }[]
}
export type TriedSpan = {
  readonly from: number
  readonly to: number
  readonly kind: 'open' | 'night' | 'day_off' | 'break' | 'holiday'
  readonly name?: string
}

/** The names of things by their ids. */
export const namesOf = (
  things: readonly { readonly id: string; readonly name: string }[] = [],
): Readonly<Record<string, string>> => Object.fromEntries(things.map(({ id, name }) => [id, name]))

/** The zone days of contracts are meant in: the desk's own, so that all who read them read the same day. */
export function useDeskZone(): string {
  const { desk } = useSession()
  return desk.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The people of an organisation, nobody where there is none yet; null: they are still asked for. */
export function usePeople(organisation: OrganisationId | 'new' | ''): readonly Member[] | null {
  const isThere = organisation !== 'new' && organisation !== ''
  const { data } = useSetUp<{ items: readonly Member[] }>('/customers', { organisation }, isThere)
  return data?.items ?? (isThere ? null : [])
}
