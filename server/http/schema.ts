// The shapes that cross the wire, said once: they validate what comes in and describe what goes out
// (OpenAPI).
// Not: the bodies of deeds (deed-schemas.ts).
import { newsKinds } from '#core/case/roles-fact.ts'
import { z } from 'zod'
import * as facts from '#core/case/event.ts'
import { needCodes } from '#core/case/need.ts'
import { regressionResults } from '#core/case/verification-fact.ts'
import { stuckSigns } from '#core/case/stuck-sign.ts'
import { targetKinds } from '#core/clock/policy.ts'
import { readZone } from '#core/clock/zone.ts'
import type { CaseId, NewId, Prefix } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import { roles } from '#core/people/desk-facts.ts'
import { languages } from '#core/people/language.ts'

type IdOf<P extends Prefix> = ReturnType<NewId> & `${P}_${string}`

/** An id of one kind. */
export const idSchema = <P extends Prefix>(prefix: P) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{1,40}$`))
    .transform(text => text as IdOf<P>)
    .meta({ examples: [`${prefix}_01jd8q0c6w3k7w0b5a9tqm2x4r`] })

/** A point in time: epoch milliseconds, UTC. */
export const instantSchema = z
  .int()
  .min(0)
  .max(8_640_000_000_000)
  .transform(ms => instant(ms))
  .meta({ description: 'Epoch milliseconds, UTC.' })
/** The same in a query string. */
export const instantInQuery = z.coerce
  .number()
  .pipe(z.int().min(0).max(8_640_000_000_000))
  .transform((ms): Instant => instant(ms))

/** Words of a person: not empty, at most `max` characters. */
export const words = (max: number) =>
  z
    .string()
    .max(max)
    .refine(text => text.trim() !== '')

export const line = words(500)
export const paragraphs = words(100_000)

/** A time zone by its IANA name, as IANA spells it. */
export const timeZone = z
  .string()
  .max(64)
  .refine(text => readZone(text) !== null, { params: { says: 'refusal.field_zone' } })
  .transform(text => readZone(text) ?? text)
  .meta({ description: 'A time zone by its IANA name.', examples: ['Europe/Stockholm'] })

/** A number as people write it, kept as its digits. */
export const phone = z
  .string()
  .max(40)
  .regex(/^\+?[\d\s()/.-]{3,40}$/)
  .transform(text => text.replace(/[^\d+]/g, ''))

export const language = z.enum(languages)
export const role = z.enum(roles)
export const houseLevel = z.union([z.literal(1), z.literal(2), z.literal(3)])
export const severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export const channel = z.enum(facts.channels)
export const kind = z.enum(facts.kinds)

/** A script's name in a path or body. */
export const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
  .meta({ examples: ['no-internet'] })

/** `flag=true` in a query string. */
export const flagInQuery = z.enum(['true', 'false']).transform(text => text === 'true')

/** A case in a path or body: its id or its number. */
export const caseRef = z
  .string()
  .regex(/^(cas_[0-9a-z]{1,40}|[1-9]\d{0,9})$/)
  .transform((text): CaseId | number => (text.startsWith('cas_') ? (text as CaseId) : Number(text)))
  .meta({
    description: 'The id of a case, or its number.',
    examples: ['cas_01jd8q0c6w3k7w0b5a9tqm2x4r', '4821'],
  })

/** The same in a body, where a number may be a number. */
export const caseRefInBody = z.union([caseRef, z.int().min(1).max(9_999_999_999)])

export const caseParams = z.strictObject({ case: caseRef })

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string().meta({ description: 'One sentence for people, in the language of the reader.' }),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; listed under /api/v1/problems.' }),
    detail: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    ref: z.string().meta({ description: 'Names this answer in our logs.' }),
    policies: z.string().optional().meta({
      description: 'Where the policies of the house about what was refused are; told to people of the house.',
    }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document.' })

const problem = { content: { 'application/problem+json': { schema: problemSchema } } }
const said = (description: string) => ({ description, ...problem })

/** The answers every route may give beside its own. */
export const usualProblems = {
  400: said('The request does not have the form described here; `fields` names what is wrong.'),
  401: said('Nobody is signed in, or the token is not valid (any more).'),
  403: said('Seen, but not allowed.'),
  404: said('Not there, or not to be seen.'),
  429: said('Too many requests; `Retry-After` says when to come back.'),
  500: said('A fault of ours.'),
  503: said(
    'Not able to answer just now, or the outcome is unknown: ask again with the same Idempotency-Key.',
  ),
} as const
/** And those of a write to a case. */
export const deedProblems = {
  ...usualProblems,
  409: said('Somebody was faster, or a request with this Idempotency-Key is under way.'),
  412: said('The case is not at the seq named by If-Match any more.'),
  422: said('Refused: `code` says why. Also: the Idempotency-Key was used for another request.'),
} as const

export const nothing = z.null().meta({ description: 'No content.' })

const why = z.object({
  code: z.string(),
  at: z.int(),
  text: z.string().optional(),
  agent: z.string().optional(),
  level: z.int().optional(),
})
const nullable = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()])

/** What a clock on a card is of. */
export const owedKind = z.enum([
  ...(['promise', 'first_answer', 'accept', 'wait', 'check_back', 'follow_up', 'help'] as const),
  ...targetKinds,
])

const checksSchema = z
  .object({
    count: z.int(),
    next: z.object({ regression: z.string(), agent: z.string(), dueAt: z.int() }).optional(),
    done: z.object({ at: z.int(), result: z.enum(regressionResults) }).optional(),
  })
  .meta({ description: 'What is checked again: how much, the next by whom and when; the last one done.' })

export const cardSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    seq: z.int(),
    phase: z.enum(['open', 'solved', 'closed', 'merged']),
    subject: z.string(),
    customer: z.string(),
    customerName: z.string(),
    organisation: nullable(z.string()),
    organisationName: nullable(z.string()),
    channel,
    language,
    kind,
    severity,
    product: nullable(z.string()),
    level: houseLevel,
    team: z.string(),
    worker: nullable(z.string()),
    contact: nullable(z.string()),
    wait: nullable(
      z.object({
        turn: z.enum(facts.waitTurns),
        reason: z.enum(facts.waitReasons),
        since: z.int(),
        until: nullable(z.int()),
        atMost: z.int().optional().meta({ description: 'No date was agreed: it ends by itself then.' }),
      }),
    ),
    offer: nullable(
      z.object({
        handOff: z.string(),
        level: houseLevel,
        team: z.string(),
        agent: nullable(z.string()),
        acceptBy: z.int(),
        by: z.string(),
        raised: z.string().optional().meta({ description: 'Nobody took it: to whom it was raised.' }),
      }),
    ),
    clock: nullable(
      z.object({
        kind: owedKind,
        fromAt: z.int().optional(),
        windowFrom: z.int().optional().meta({ description: 'Where a window was promised, its beginning.' }),
        warnAt: z.int().optional().meta({ description: 'When its policy warns: it is soon from then on.' }),
        dueAt: z.int(),
      }),
    ),
    need: z
      .object({ code: z.enum(needCodes), at: z.int(), kind: owedKind.optional() })
      .optional()
      .meta({ description: 'Why a person is needed, from when on; absent: by nothing known now.' }),
    skills: z.array(z.string()).optional().meta({
      description: 'Skills it needs because somebody says so.',
    }),
    untold: z
      .object({ count: z.int(), what: z.enum(newsKinds), at: z.int(), dueAt: z.int() })
      .optional()
      .meta({ description: 'News the contact has to pass on to the customer, the first of it by `dueAt`.' }),
    checks: checksSchema.optional(),
    missedAt: z.int().optional(),
    unsaidAt: z.int().optional(),
    walk: z
      .object({
        walk: z.string(),
        script: z.string(),
        version: z.int(),
        standing: z.enum(['running', 'paused', 'needs_support']),
        walker: z.enum(['customer', 'agent']),
        changedAt: z.int(),
      })
      .optional()
      .meta({ description: 'The walk through a script that is under way or rests.' }),
    why,
    help: z.boolean(),
    stuck: z
      .object({ since: z.int(), signs: z.array(z.enum(stuckSigns)), until: z.int().optional() })
      .optional()
      .meta({ description: 'By which signs it is stuck; `until`: its worker has said how it goes on.' }),
    held: z
      .object({ n: z.int(), since: z.int() })
      .optional()
      .meta({ description: 'Files that are kept back and wait for a lead.' }),
    keeper: nullable(z.object({ agent: z.string(), dueAt: z.int() }))
      .optional()
      .meta({ description: 'Whose word to the customer is due first; see `absence` for who covers.' }),
    openedAt: z.int(),
    changedAt: z.int(),
    solvedAt: nullable(z.int()),
    solvedLevel: nullable(houseLevel),
    into: nullable(z.string()),
    hadBy: z.array(z.string()),
  })
  .meta({ id: 'Card', description: 'A case as listed.' })

export const recordedSchema = z
  .looseObject({
    seq: z.int(),
    type: z.string().meta({ description: 'Listed in docs/events.md with the fields of each.' }),
    at: z.int(),
    by: z.looseObject({ kind: z.enum(['agent', 'customer', 'system']) }),
  })
  .meta({ id: 'Recorded', description: 'One fact of a case, with its place in the ledger.' })

/** A page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: nullable(z.string()) })
export { nullable }

/** What paging takes from a query string. */
export const paging = {
  limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(50),
  cursor: z.string().max(1000).optional(),
}
