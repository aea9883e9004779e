// Who is covered for what: the one order in which it is decided, with the reason for each step written down.
// Not: what is owed then (core/clock/policy.ts).
import type { Channel } from '#core/case/event.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { minutesOf, type Policy, newestVersion, owed } from '#core/clock/policy.ts'
import type { Contract, ContractLine, Coverage, Waiver } from '#core/entitlement/contract.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import { areUsedUp, nothingUsed, type Units, unitsUsed, type Used } from '#core/entitlement/units.ts'
import type {
  CalendarId,
  CaseId,
  ContractId,
  CustomerId,
  WaiverId,
  LineId,
  OrganisationId,
  PolicyId,
  ProductId,
} from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'

/** The order of the rules: an approved waiver, the lines from the narrowest to the widest, the house. */
export const entitlementRules = ['waiver', 'serial', 'site', 'product', 'account', 'house'] as const
export type EntitlementRule = (typeof entitlementRules)[number]

/** Why a rule gave nothing, or that it matched. */
export const entitlementResults = [
  'matched',
  'nothing_there',
  'not_given',
  'not_active',
  'not_yet',
  'expired',
  'used_up',
  'other_channel',
  'not_a_caller',
  'no_policy',
  'outranked',
] as const
export type EntitlementResult = (typeof entitlementResults)[number]

export type EntitlementStep = {
  readonly rule: EntitlementRule
  readonly result: EntitlementResult
  readonly line?: LineId
  readonly waiver?: WaiverId
  /** what was agreed and how much of it other cases had used when this was judged */
  readonly units?: Units & { readonly used: number }
}

export const entitlementOutcomes = ['covered', 'waiver', 'house', 'not_covered'] as const
export type EntitlementOutcome = (typeof entitlementOutcomes)[number]

/** What a line can agree to beside its targets: a visit, help outside the hours, spare parts. */
export const includable = ['onSite', 'outOfHours', 'parts'] as const
export type Included = (typeof includable)[number]

/** The decision: `policy` with its version says what is owed; absent: nothing by contract. */
export type Entitled = {
  readonly outcome: EntitlementOutcome
  readonly contract?: ContractId
  readonly line?: LineId
  readonly waiver?: WaiverId
  readonly policy?: PolicyId
  readonly version?: number
  /** whose product it is, where it is not ours */
  readonly supplier?: string
  /** the number a line was found by, where the customer had registered it */
  readonly registered?: string
  /** what else its line agrees to; absent: none of it */
  readonly includes?: readonly Included[]
  readonly steps: readonly EntitlementStep[]
  /** the policies of the house its waiver rests on, as they stood when it was approved */
  readonly pinned?: readonly PinnedPolicy[]
}

/** What is known of the need when it is judged. */
export type Need = {
  readonly at: Instant
  readonly channel: Channel
  readonly caseId?: CaseId
  readonly customer: CustomerId
  readonly organisation: OrganisationId | null
  readonly product: ProductId | null
  readonly serial?: string
  readonly site?: string
  /** serial and subscription numbers the customer registered; asked where the case names none itself */
  readonly registered?: readonly string[]
}

/** What the need is judged by. */
export type Agreed = {
  readonly contracts: readonly Contract[]
  readonly waivers: readonly Waiver[]
  readonly policies: Readonly<Record<PolicyId, Policy>>
  /** whose days a length in business days is compared by; absent: none is known */
  readonly calendars?: Readonly<Record<CalendarId, Calendar>>
  /** what everybody gets who has no contract; null: nothing */
  readonly housePolicy: PolicyId | null
  /** what other cases have used of each line and waiver; absent: nothing */
  readonly used?: Readonly<Record<LineId | WaiverId, Used>>
}

type Offer = { readonly contract: Contract; readonly line: ContractLine; readonly result: EntitlementResult }

/** Decides what a need is entitled to. Total: not covered is a decision, too. */
export function entitle(need: Need, agreed: Agreed): Entitled {
  const steps: EntitlementStep[] = []
  const waiver = byWaiver(need, agreed, steps)
  if (waiver) return { ...waiver, steps }
  for (const rule of ['serial', 'site', 'product', 'account'] as const) {
    const covered = byLine(rule, need, agreed, steps)
    if (covered) return { ...covered, steps }
  }
  const house = versioned(agreed, agreed.housePolicy)
  steps.push({ rule: 'house', result: house ? 'matched' : 'nothing_there' })
  return house ? { outcome: 'house', ...house, steps } : { outcome: 'not_covered', steps }
}

type Found = Omit<Entitled, 'steps'>

function byWaiver(need: Need, agreed: Agreed, steps: EntitlementStep[]): Found | null {
  const own = agreed.waivers.filter(one => isFor(one, need))
  if (own.length === 0) steps.push({ rule: 'waiver', result: 'nothing_there' })
  for (const one of own) {
    const result = waiverResult(one, need.at, agreed)
    steps.push({ rule: 'waiver', result, waiver: one.id, ...counted(one, agreed) })
    if (result === 'matched') return { ...waivedBy(one), ...versioned(agreed, one.policy) }
  }
  return null
}

/** What was approved, with what its approval rests on. */
const waivedBy = ({ id, pinned }: Waiver): Pick<Entitled, 'outcome' | 'waiver' | 'pinned'> => ({
  ...{ outcome: 'waiver', waiver: id },
  ...(pinned.length > 0 && { pinned }),
})

function isFor({ forCase, customer, organisation }: Waiver, need: Need): boolean {
  if (forCase) return forCase === need.caseId
  if (customer) return customer === need.customer
  return organisation !== null && organisation === need.organisation
}

function waiverResult(one: Waiver, at: Instant, agreed: Agreed): EntitlementResult {
  if (at >= one.expiresAt) return 'expired'
  if (areUsedUp(one.units, usedOf(one, agreed))) return 'used_up'
  return versioned(agreed, one.policy) ? 'matched' : 'no_policy'
}

type Counted = { readonly id: LineId | WaiverId; readonly units: Units | null }
const usedOf = ({ id }: Counted, { used }: Agreed): Used => used?.[id] ?? nothingUsed
const counted = (one: Counted, agreed: Agreed): Pick<EntitlementStep, 'units'> =>
  one.units ? { units: { ...one.units, used: unitsUsed(one.units, usedOf(one, agreed)) } } : {}

function byLine(rule: Coverage['kind'], need: Need, agreed: Agreed, steps: EntitlementStep[]): Found | null {
  if (!isGiven(rule, need)) {
    steps.push({ rule, result: 'not_given' })
    return null
  }
  const offers = agreed.contracts.flatMap(contract =>
    contract.lines
      // A device is helped wherever it stands; everything else only for the organisation it was agreed with.
      .filter(() => rule === 'serial' || contract.organisation === need.organisation)
      .filter(line => line.coverage.kind === rule && covers(line.coverage, need))
      .map(line => ({ contract, line, result: lineResult(contract, line, need, agreed) })),
  )
  if (offers.length === 0) steps.push({ rule, result: 'nothing_there' })
  const best = offers.filter(one => one.result === 'matched').sort((a, b) => compare(a, b, need, agreed))[0]
  const stepOf = ({ line, result }: Offer): EntitlementStep => ({
    ...{ rule, result: result === 'matched' && line !== best?.line ? 'outranked' : result, line: line.id },
    ...counted(line, agreed),
  })
  // Why the others did not comes before the one that did: nothing is asked after it.
  steps.push(...offers.filter(one => one !== best).map(stepOf), ...(best ? [stepOf(best)] : []))
  if (!best) return null
  const { contract, line } = best
  const { origin } = line
  const includes = includable.filter(one => line[one])
  return {
    outcome: 'covered',
    contract: contract.id,
    line: line.id,
    ...versioned(agreed, line.policy),
    ...(origin.kind === 'third_party' && { supplier: origin.supplier }),
    ...(includes.length > 0 && { includes }),
    ...(line.coverage.kind === 'serial' && !need.serial && { registered: line.coverage.serial }),
  }
}

function isGiven(rule: Coverage['kind'], need: Need): boolean {
  const given = {
    serial: numbersOf(need)[0],
    site: need.site,
    product: need.product,
    account: need.organisation,
  }
  return Boolean(given[rule])
}

/** The number the case is about; where none was said, those the customer registered. */
const numbersOf = ({ serial, registered = [] }: Need): readonly string[] => (serial ? [serial] : registered)

function covers(coverage: Coverage, need: Need): boolean {
  switch (coverage.kind) {
    case 'serial':
      return numbersOf(need).some(number => sameText(coverage.serial, number))
    case 'site':
      return sameText(coverage.site, need.site)
    case 'product':
      return coverage.product === need.product
    case 'account':
      return true
  }
}

const sameText = (a: string, b: string | undefined): boolean => b !== undefined && plain(a) === plain(b)
/** Numbers and places are typed by people: capitals and blanks say nothing. */
export const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, '')

function lineResult(contract: Contract, line: ContractLine, need: Need, agreed: Agreed): EntitlementResult {
  if (contract.state !== 'active') return 'not_active'
  if (need.at < line.from) return 'not_yet'
  if (line.until !== null && need.at >= line.until) return 'expired'
  const callers = line.callers ?? contract.callers
  // Who is named speaks for the organisation, and only as long as he is of it.
  if (callers && !(callers.includes(need.customer) && contract.organisation === need.organisation))
    return 'not_a_caller'
  if (line.channels && !line.channels.includes(need.channel)) return 'other_channel'
  if (areUsedUp(line.units, usedOf(line, agreed))) return 'used_up'
  return versioned(agreed, line.policy) ? 'matched' : 'no_policy'
}

/**
 * The contract he named, then the tightest first response, then the line that began last, then by id: the
 * same answer every time.
 */
function compare(a: Offer, b: Offer, need: Need, agreed: Agreed): number {
  const named = Number(isNamed(b, need)) - Number(isNamed(a, need))
  const tight = tightness(a, agreed) - tightness(b, agreed)
  return named || tight || b.line.from - a.line.from || (a.line.id < b.line.id ? -1 : 1)
}

/** A contract's number is no secret: it says which one is meant, to whoever is of its organisation anyway. */
const isNamed = ({ contract: { number, organisation } }: Offer, need: Need): boolean =>
  number !== null && organisation === need.organisation && numbersOf(need).some(one => sameText(number, one))

const usualSeverity = 3
function tightness({ line }: Offer, { policies, calendars }: Agreed): number {
  const policy = policies[line.policy]
  const version = policy && newestVersion(policy)
  const first = version && owed(version, 'first_response', usualSeverity)
  if (!first) return Number.MAX_SAFE_INTEGER
  const { least, most } = minutesOf(first.length, first.rule.counts, calendars?.[version.calendar])
  return (least + most) / 2
}

const versioned = (
  { policies }: Agreed,
  id: PolicyId | null,
): { readonly policy: PolicyId; readonly version: number } | null => {
  const policy = id === null ? undefined : policies[id]
  const newest = policy && newestVersion(policy)
  return policy && newest ? { policy: policy.id, version: newest.version } : null
}
