// What calendars, policies, contracts and waivers look like on the wire. Not: the routes
// (set-up-agreements.ts).
import { z } from 'zod'
import { targetKinds } from '#core/clock/policy.ts'
import { contractStates, waiverKinds } from '#core/entitlement/contract.ts'
import { unitKinds } from '#core/entitlement/units.ts'
import {
  entitlementOutcomes,
  entitlementResults,
  entitlementRules,
  includable,
} from '#core/entitlement/entitle.ts'
import type { LineId, NewId } from '#core/kit/id.ts'
import { channel, idSchema, instantSchema, nullable, words } from '#server/http/schema.ts'
import { name, version } from '#server/http/set-up-door.ts'

export const calendarSchema = z
  .object({ id: z.string(), name: z.string(), hours: z.unknown(), version: z.int() })
  .meta({ id: 'Calendar', description: 'When the desk works: zone, week, holidays, dated versions.' })
export const newCalendar = z.strictObject({ name, hours: z.unknown() })
export const calendarChange = z.strictObject({
  version,
  name: name.optional(),
  hours: z.unknown().optional(),
})

const length = z.strictObject({ count: z.int(), unit: z.enum(['minutes', 'days']) })
const within = z.tuple([nullable(length), nullable(length), nullable(length), nullable(length)])
export const ruleSchema = z.strictObject({
  kind: z.enum(targetKinds),
  within: within.meta({ description: 'By severity 1–4; null: nothing is owed.' }),
  counts: z.enum(['working', 'always']),
  warnPercent: z.int().optional(),
  warnMinutes: z.int().optional(),
})
export const versionBody = z.strictObject({
  calendar: idSchema('cal'),
  targets: z.array(ruleSchema).max(20),
})
export const policySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    versions: z.array(z.object({ version: z.int(), calendar: z.string(), targets: z.array(ruleSchema) })),
    version: z.int(),
  })
  .meta({ id: 'Policy', description: 'What is owed, by published versions; none is ever changed.' })

/** What a line is about. */
export const coverage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('serial'), serial: words(100) }),
  z.strictObject({ kind: z.literal('site'), site: words(200) }),
  z.strictObject({ kind: z.literal('product'), product: idSchema('pro') }),
  z.strictObject({ kind: z.literal('account') }),
])
const origin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own') }),
  z.strictObject({ kind: z.literal('third_party'), supplier: words(200) }),
])
const total = z.int().min(1).max(1_000_000)
const units = z
  .strictObject({ of: z.enum(unitKinds), total })
  .meta({ id: 'Units', description: 'Whole cases, or minutes with the customer and of notes that say them.' })
const callers = nullable(z.array(idSchema('cus')).max(1_000))
const lineFields = {
  coverage,
  origin: origin.default({ kind: 'own' }).meta({ description: 'Whose product it is.' }),
  callers: callers.default(null).meta({ description: 'Null: whoever may file under the contract.' }),
  channels: nullable(z.array(channel).min(1)).default(null),
  onSite: z.boolean().default(false),
  outOfHours: z.boolean().default(false),
  parts: z.boolean().default(false),
  units: nullable(units).default(null).meta({ description: 'Null: not counted.' }),
  policy: idSchema('pol'),
  from: instantSchema,
  until: nullable(instantSchema).default(null),
}
/** A line as it comes in: a known one says its id, a new one none. */
export const lineBody = z.strictObject({ id: idSchema('lin').optional(), ...lineFields })
export type LineBody = z.output<typeof lineBody>

/** What cases have taken of what was agreed. */
export const usedSchema = z
  .object({
    cases: z.int(),
    open: z.int().meta({ description: 'Of the cases, those not solved yet.' }),
    minutes: z.int(),
  })
  .meta({ id: 'UsedUnits' })

export const contractSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    number: nullable(z.string()).meta({ description: "As the customer's own paper says." }),
    organisation: z.string(),
    organisationName: z.string().optional().meta({ description: 'Said in lists.' }),
    state: z.enum(contractStates),
    callers: nullable(z.array(z.string())),
    lines: z.array(z.object({ id: z.string() }).loose()),
    used: z
      .record(z.string(), usedSchema)
      .optional()
      .meta({ description: 'Of each line that is counted; said in lists.' }),
    version: z.int(),
  })
  .meta({ id: 'Contract' })
/** Told apart without capitals and blanks; empty is none. */
const contractNumber = nullable(z.string().max(100)).transform(text => text?.trim() || null)
export const newContract = z.strictObject({
  name,
  number: contractNumber
    .default(null)
    .meta({ description: "As the customer's own paper says; once a desk." }),
  organisation: idSchema('org'),
  state: z.enum(contractStates).default('active'),
  callers: callers.default(null),
  lines: z.array(lineBody).max(200).default([]),
})
export const contractChange = z.strictObject({
  version,
  name: name.optional(),
  number: contractNumber.optional(),
  state: z.enum(contractStates).optional(),
  callers: callers.optional(),
  lines: z.array(lineBody).max(200).optional(),
})

const currencies = new Set(Intl.supportedValuesOf('currency'))
/** Money in the smallest coin of its currency. */
export const costSchema = z
  .strictObject({
    amountMinor: z.int().min(0).max(1_000_000_000_000),
    currency: z.string().refine(code => currencies.has(code)),
  })
  .meta({ id: 'Cost', description: 'Money in the smallest coin of its currency (ISO 4217).' })

const pinned = z.object({ policy: z.string(), version: z.int(), hash: z.string() })
export const waiverSchema = z
  .object({
    id: z.string(),
    kind: z.enum(waiverKinds),
    approver: z.string(),
    customer: nullable(z.string()),
    organisation: nullable(z.string()),
    forCase: nullable(z.string()),
    policy: z.string(),
    units: nullable(units),
    used: usedSchema.optional(),
    expiresAt: z.int(),
    cost: nullable(costSchema),
    recoverCost: z.boolean(),
    recoveredAt: nullable(z.int()),
    because: z.string(),
    createdAt: z.int(),
    pinned: z.array(pinned).meta({ description: 'The policies its approval rests on, as they stood.' }),
    version: z.int(),
  })
  .meta({ id: 'Waiver' })
export const newWaiver = z.strictObject({
  kind: z.enum(waiverKinds),
  for: z.union([
    z.strictObject({ customer: idSchema('cus') }),
    z.strictObject({ organisation: idSchema('org') }),
    z.strictObject({ case: idSchema('cas') }),
  ]),
  policy: idSchema('pol'),
  units: nullable(units).default(null),
  expiresAt: instantSchema,
  cost: nullable(costSchema).default(null),
  recoverCost: z.boolean().default(false),
  because: words(1_000),
})

export const waiverChange = z.strictObject({
  version,
  units: nullable(units).optional(),
  expiresAt: instantSchema.optional().meta({ description: 'Now or earlier ends it.' }),
  cost: nullable(costSchema).optional(),
  recoverCost: z.boolean().optional(),
  isRecovered: z.boolean().optional().meta({ description: 'Whether the customer has paid it back.' }),
})

const step = z.object({
  rule: z.enum(entitlementRules),
  result: z.enum(entitlementResults),
  line: z.string().optional(),
  waiver: z.string().optional(),
  units: units.extend({ used: z.int() }).optional(),
})
export const entitledSchema = z.object({
  outcome: z.enum(entitlementOutcomes),
  contract: z.string().optional(),
  line: z.string().optional(),
  waiver: z.string().optional(),
  policy: z.string().optional(),
  version: z.int().optional(),
  supplier: z.string().optional(),
  registered: z.string().optional(),
  includes: z.array(z.enum(includable)).optional().meta({ description: 'What else its line agrees to.' }),
  steps: z.array(step),
  pinned: z
    .array(pinned)
    .optional()
    .meta({ description: 'The policies of the house its waiver rests on, as they stood.' }),
})

/** The lines with an id each: what a case was judged by must be found again. */
export const linesOf = (lines: readonly LineBody[], newId: NewId) =>
  lines.map(({ id, ...rest }) => ({ id: id ?? (newId('lin') as LineId), ...rest }))
