// What the name of a measure says of it: what it is of, within how many days, which middle, and how its value
// is to be read. A measure nobody knows here is read as well as it can be. Not: its words
// (words/measure-text.ts).
import type { ArticleId } from '#core/kit/id.ts'
import type { Figure, FigureKind } from '#core/measure/moved.ts'

export type MeasureName = {
  /** `first_contact_resolution` of `first_contact_resolution_7d` */
  readonly base: string
  readonly days: number | null
  readonly part: 'median' | 'p25' | 'p75' | 'p90' | null
}

const form = /^(.+?)(?:_(\d{1,3})d)?(?:_(median|p25|p75|p90))?(?:_s)?$/

/** Takes a measure's name apart. */
export function readMeasureName(measure: string): MeasureName {
  const [, base = measure, days, part] = form.exec(measure) ?? []
  return { base, days: days === undefined ? null : Number(days), part: (part as MeasureName['part']) ?? null }
}

export type TargetScope = { readonly policy: string; readonly version: number; readonly target: string }

/** Which target of which version of which policy a scope names; null: it is of another kind. */
export function readTargetScope(scope: string): TargetScope | null {
  const [, policy, version, target] = /^policy:(\w+)@(\d+) target:(\w+)/.exec(scope) ?? []
  if (policy === undefined || target === undefined) return null
  return { policy, version: Number(version), target }
}

/** Which article of the register a scope names; null: it is of another kind. */
export const articleIn = (scope: string): ArticleId | null =>
  (/^article:(art_\w+)/.exec(scope)?.[1] as ArticleId | undefined) ?? null

/** How the value of a measure is to be read, by its name and what was measured. */
export function figureKind(measure: string, ...figures: readonly (Figure | null)[]): FigureKind {
  if (measure.endsWith('_s')) return 'seconds'
  if (/^satisfaction_(median|p25|p75)$/.test(measure)) return 'mark'
  if (measure === 'occupancy') return 'time_share'
  if (measure.startsWith('cost_')) return 'money'
  if (figures.some(one => one?.range)) return 'share'
  return figures.every(one => isCount(one)) ? 'count' : 'number'
}

/** A count is the number of what it counts. */
const isCount = (one: Figure | null): boolean => one === null || one.value === null || one.value === one.n
