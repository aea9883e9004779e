// Which open cases look as if one cause were behind them: by the words they share, and by product, site and
// device. Not: where they come from and who said no (server/suggested-problems.ts).
import type { CaseId, OrganisationId, ProductId } from '#core/kit/id.ts'

/** A case as it is compared; `device` as numbers are compared. */
export type Seen = {
  readonly id: CaseId
  readonly terms: readonly string[]
  readonly product: ProductId | null
  readonly organisation: OrganisationId | null
  readonly device: string | null
}
/** Cases that look alike, and what most of them share. */
export type Suggested = {
  readonly cases: readonly CaseId[]
  readonly terms: readonly string[]
  readonly product: ProductId | null
  readonly organisation: OrganisationId | null
  readonly device: string | null
}

export const dismissReasons = ['not_alike', 'coincidence', 'cause_known', 'looked_at'] as const
/** Why cases that look alike are no problem of their own. */
export type DismissReason = (typeof dismissReasons)[number]

/** Two may be chance; three are looked at. */
const casesMin = 3
/** A word that stands in more of them than this tells nothing. */
const commonShare = 0.25
const commonMin = 8
/** What two share, added up, from which they are taken for alike. */
const alikeMin = 3
const points = { word: 1, product: 1, organisation: 0.5, device: 3 } as const

/**
 * Around the case with most others like it one suggestion, then again among the rest. One that somebody
 * dismissed comes back only when a case is in it that he has not seen.
 */
export function suggested(
  seen: readonly Seen[],
  dismissed: readonly (readonly CaseId[])[],
  most: number,
): readonly Suggested[] {
  const likes = likesOf(seen)
  const left = new Set(seen.map((_one, at) => at))
  const found: Suggested[] = []
  while (found.length < most) {
    const group = largest(likes, left)
    if (group.length < casesMin) break
    for (const at of group) left.delete(at)
    const cases = group.map(at => seen[at]!)
    if (!dismissed.some(known => cases.every(({ id }) => known.includes(id)))) found.push(whole(cases))
  }
  return found
}

/** Only those are compared that share a word or the device: few of many. */
function likesOf(seen: readonly Seen[]): readonly (readonly number[])[] {
  const common = commonIn(seen)
  const words = placesBy(seen, ({ terms }) => terms.filter(term => !common.has(term)))
  const devices = placesBy(seen, ({ device }) => (device === null ? [] : [device]))
  return seen.map((one, at) => {
    const shared = new Map<number, number>()
    for (const term of one.terms)
      for (const its of words.get(term) ?? []) shared.set(its, (shared.get(its) ?? 0) + 1)
    for (const its of devices.get(one.device ?? '') ?? []) shared.set(its, shared.get(its) ?? 0)
    shared.delete(at)
    return [...shared].flatMap(([its, n]) => (pointsOf(one, seen[its]!, n) >= alikeMin ? [its] : []))
  })
}

function placesBy(seen: readonly Seen[], keysOf: (one: Seen) => readonly string[]) {
  const places = new Map<string, number[]>()
  seen.forEach((one, at) => {
    for (const key of keysOf(one)) places.set(key, [...(places.get(key) ?? []), at])
  })
  return places
}

function commonIn(seen: readonly Seen[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { terms } of seen) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  const most = Math.max(commonMin, seen.length * commonShare)
  return new Set([...counts].flatMap(([term, n]) => (n > most ? [term] : [])))
}

/**
 * Of two products they are never alike, whatever their words. Whoever is compared shares a word or the
 * device: the same site and product alone are a customer with many cases, no cause.
 */
function pointsOf(one: Seen, other: Seen, words: number): number {
  if (one.product && other.product && one.product !== other.product) return 0
  const same = (key: 'product' | 'organisation' | 'device') =>
    one[key] !== null && one[key] === other[key] ? points[key] : 0
  return words * points.word + same('product') + same('organisation') + same('device')
}

function largest(likes: readonly (readonly number[])[], left: ReadonlySet<number>): readonly number[] {
  let best: readonly number[] = []
  for (const at of left) {
    const group = [at, ...likes[at]!.filter(other => left.has(other))]
    if (group.length > best.length) best = group
  }
  return best
}

const termsMost = 6
function whole(cases: readonly Seen[]): Suggested {
  const counts = new Map<string, number>()
  for (const { terms } of cases) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  const half = cases.length / 2
  const terms = [...counts].filter(([, n]) => n > half).sort((a, b) => b[1] - a[1])
  const all = <K extends 'product' | 'organisation' | 'device'>(key: K): Seen[K] | null =>
    cases.every(one => one[key] === cases[0]![key]) ? cases[0]![key] : null
  return {
    cases: cases.map(({ id }) => id),
    terms: terms.slice(0, termsMost).map(([term]) => term),
    ...{ product: all('product'), organisation: all('organisation'), device: all('device') },
  }
}
