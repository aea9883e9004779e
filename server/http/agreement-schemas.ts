// What calendars, policies, contracts and waivers look like on the wire. Not: the routes
// (set-up-agreements.ts).
import { z } from 'zod'
import { targetKinds } from '#core/clock/policy.ts'
import { contractStates, waiverKinds } from '#core/entitlement/contract.ts'
import { entitlementOutcomes, entitlementResults, entitlementRules } from '#core/entitlement/entitle.ts'
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

const coverage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('serial'), serial: words(100) }),
  z.strictObject({ kind: z.literal('site'), site: words(200) }),
  z.strictObject({ kind: z.literal('product'), product: idSchema('pro') }),
  z.strictObject({ kind: z.literal('account') }),
])
const lineFields = {
  coverage,
  thirdParty: z.boolean().default(false),
  channels: nullable(z.array(channel).min(1)).default(null),
  onSite: z.boolean().default(false),
  outOfHours: z.boolean().default(false),
  parts: z.boolean().default(false),
  unitsLeft: nullable(z.int().min(0).max(1_000_000)).default(null),
  policy: idSchema('pol'),
  from: instantSchema,
  until: nullable(instantSchema).default(null),
}
/** A line as it comes in: a known one says its id, a new one none. */
export const lineBody = z.strictObject({ id: idSchema('lin').optional(), ...lineFields })
export type LineBody = z.output<typeof lineBody>

export const contractSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    organisation: z.string(),
    state: z.enum(contractStates),
    callers: nullable(z.array(z.string())),
    lines: z.array(z.object({ id: z.string() }).loose()),
    version: z.int(),
  })
  .meta({ id: 'Contract' })
export const newContract = z.strictObject({
  name,
  organisation: idSchema('org'),
  state: z.enum(contractStates).default('active'),
  callers: nullable(z.array(idSchema('cus')).max(1_000)).default(null),
  lines: z.array(lineBody).max(200).default([]),
})
export const contractChange = z.strictObject({
  version,
  name: name.optional(),
  state: z.enum(contractStates).optional(),
  callers: nullable(z.array(idSchema('cus')).max(1_000)).optional(),
  lines: z.array(lineBody).max(200).optional(),
})

export const waiverSchema = z
  .object({
    id: z.string(),
    kind: z.enum(waiverKinds),
    approver: z.string(),
    customer: nullable(z.string()),
    organisation: nullable(z.string()),
    forCase: nullable(z.string()),
    policy: z.string(),
    unitsLeft: nullable(z.int()),
    expiresAt: z.int(),
    recoverCost: z.boolean(),
    because: z.string(),
    createdAt: z.int(),
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
  unitsLeft: nullable(z.int().min(1).max(1_000_000)).default(null),
  expiresAt: instantSchema,
  recoverCost: z.boolean().default(false),
  because: words(1_000),
})

const step = z.object({
  rule: z.enum(entitlementRules),
  result: z.enum(entitlementResults),
  line: z.string().optional(),
  waiver: z.string().optional(),
})
export const entitledSchema = z.object({
  outcome: z.enum(entitlementOutcomes),
  contract: z.string().optional(),
  line: z.string().optional(),
  waiver: z.string().optional(),
  policy: z.string().optional(),
  version: z.int().optional(),
  steps: z.array(step),
})

/** The lines with an id each: what a case was judged by must be found again. */
export const linesOf = (lines: readonly LineBody[], newId: NewId) =>
  lines.map(({ id, ...rest }) => ({ id: id ?? (newId('lin') as LineId), ...rest }))
