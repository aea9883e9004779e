// Severity follows impact, not insistence: the grid from whom it stops, what helps meanwhile and what harm is
// done, to a severity. A table a manager can read. Not: who may assess it (access/may.ts).
import type { Severity } from '#core/case/event.ts'
import type { Instant } from '#core/kit/time.ts'

/** Whom it stops: one person, several, a whole site, everybody. */
export const impactPeople = ['one', 'some', 'site', 'all'] as const
export type ImpactPeople = (typeof impactPeople)[number]
/** What helps meanwhile: a good way around, a poor one, none. */
export const impactWorkarounds = ['good', 'poor', 'none'] as const
export type ImpactWorkaround = (typeof impactWorkarounds)[number]
/** What harm goes on while it lasts. */
export const impactHarms = ['none', 'money', 'safety'] as const
export type ImpactHarm = (typeof impactHarms)[number]

export type Impact = {
  readonly people: ImpactPeople
  readonly workaround: ImpactWorkaround
  readonly harm: ImpactHarm
}

/** What the customer says of it: kept beside the impact, and never mixed into what follows from it. */
export type ImpactSaid = {
  /** the severity he asks for */
  readonly wished: Severity | null
  /** since when it has been so, as he says */
  readonly since: Instant | null
}

const grid: Readonly<Record<ImpactPeople, Readonly<Record<ImpactWorkaround, Severity>>>> = {
  //        good     poor     none
  one: { good: 4, poor: 4, none: 3 },
  some: { good: 4, poor: 3, none: 2 },
  site: { good: 3, poor: 2, none: 1 },
  all: { good: 3, poor: 2, none: 1 },
}

/** The severity of an impact: harm to people is the worst there is, running loss is one step worse. */
export function severityOf({ people, workaround, harm }: Impact): Severity {
  const usual = grid[people][workaround]
  if (harm === 'safety') return 1
  return harm === 'money' && usual > 1 ? ((usual - 1) as Severity) : usual
}
