// An announced outage: what is out, for which products and where, since when. Settings, not events: a walk
// keeps which one answered it. Not: who announces one (set-up), nor where they are kept
// (store/desk/outage.ts).
import type { OrganisationId, OutageId, ProductId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Wording } from '#core/script/script.ts'

export type Outage = {
  readonly id: OutageId
  /** what is out, as customers are told */
  readonly what: Wording
  /** it is what these scripts are about; with no product either: whatever it is about */
  readonly scripts: readonly string[]
  readonly products: readonly ProductId[]
  /** none: whoever asks */
  readonly organisations: readonly OrganisationId[]
  /** sites, regions, postcodes as people write them; none: everywhere */
  readonly places: readonly string[]
  readonly since: Instant
  /** until when we expect it to last; null: nobody can say */
  readonly expectedUntil: Instant | null
  /** first instant at which it is over; null: it goes on */
  readonly overAt: Instant | null
}

/** What is known of whoever asks, and of what. */
export type OutageAsker = {
  /** the scripts he goes through: what it is about, where nobody has said the product */
  readonly scripts: readonly string[]
  readonly product: ProductId | null
  readonly organisation: OrganisationId | null
  /** where he is; none: nobody knows */
  readonly places: readonly string[]
}

export const isOutageOn = ({ since, overAt }: Pick<Outage, 'since' | 'overAt'>, at: Instant): boolean =>
  since <= at && (overAt === null || at < overAt)

/** Whether whoever asks may be told of it at all: one of certain organisations is nobody else's business. */
export const isOutageFor = (
  { organisations }: Pick<Outage, 'organisations'>,
  organisation: OrganisationId | null,
): boolean => organisations.length === 0 || (organisation !== null && organisations.includes(organisation))

/** What the announced outages say to a need: yes by this one, no, or silent where too little is known. */
export type OutageVerdict =
  | { readonly value: 'yes'; readonly outage: Outage }
  | { readonly value: 'no' | 'silent'; readonly outage: null }

/** Of several that concern him, the one that began last is told of. */
export function outageVerdict(outages: readonly Outage[], asker: OutageAsker, at: Instant): OutageVerdict {
  const on = outages.filter(one => isOutageOn(one, at)).map(one => ({ one, fits: concerns(one, asker) }))
  const [newest] = on.filter(({ fits }) => fits === 'yes').sort((a, b) => b.one.since - a.one.since)
  if (newest) return { value: 'yes', outage: newest.one }
  return { value: on.some(({ fits }) => fits === 'unknown') ? 'silent' : 'no', outage: null }
}

type Fits = 'yes' | 'no' | 'unknown'

/** It concerns him where all it is limited to is true of him; what is not known of him leaves it open. */
function concerns(outage: Outage, asker: OutageAsker): Fits {
  const all = [
    limited(outage.organisations, asker.organisation),
    about(outage, asker),
    placed(outage.places, asker.places),
  ]
  if (all.includes('no')) return 'no'
  return all.includes('unknown') ? 'unknown' : 'yes'
}

/** What a script is about counts as much as the product. */
function about({ scripts, products }: Outage, asker: OutageAsker): Fits {
  if (asker.scripts.some(one => scripts.includes(one))) return 'yes'
  if (products.length === 0) return scripts.length === 0 ? 'yes' : 'no'
  return limited(products, asker.product)
}

function limited<T>(to: readonly T[], known: T | null): Fits {
  if (to.length === 0) return 'yes'
  if (known === null) return 'unknown'
  return to.includes(known) ? 'yes' : 'no'
}

function placed(to: readonly string[], known: readonly string[]): Fits {
  if (to.length === 0) return 'yes'
  if (known.length === 0) return 'unknown'
  return to.some(one => known.some(each => isWithin(wordsOf(one).join(''), wordsOf(each)))) ? 'yes' : 'no'
}

const wordsOf = (place: string): readonly string[] => place.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Whole words in a row, without capitals; a postcode may be written with a blank or without. */
const isWithin = (place: string, words: readonly string[]): boolean =>
  words.some((_, from) =>
    words.slice(from).some((_, n) => words.slice(from, from + n + 1).join('') === place),
  )
