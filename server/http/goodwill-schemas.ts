// What is sent to ask for something beyond what is owed, to give it, and to say what became of it. Part of
// deed-schemas.ts.
import { z } from 'zod'
import { faults, goodwillKinds, goodwillOrigins } from '#core/case/goodwill-fact.ts'
import { idSchema, line, paragraphs } from '#server/http/schema.ts'

const goodwill = idSchema('gdw')
export const currency = z.string().regex(/^[A-Z]{3}$/)
export const amountMinor = z
  .int()
  .min(0)
  .max(1_000_000_000_000)
  .meta({ description: 'What it is worth, in the smallest coin of the currency.' })
const said = paragraphs.optional().meta({ description: 'A word to the customer beside what he gets.' })

const wanted = {
  kind: z.enum(goodwillKinds),
  origin: z.enum(goodwillOrigins).default('agent').meta({ description: 'Who thought of it.' }),
  what: line.meta({ description: 'What he gets, in words he reads.' }),
  amountMinor,
  currency,
  fault: z.enum(faults).meta({ description: 'Whose doing it was.' }),
  because: paragraphs,
}

export const goodwillSchemas = {
  'goodwill.ask': z.strictObject(wanted),
  'goodwill.give': z.strictObject({ ...wanted, words: said }),
  'goodwill.grant': z.strictObject({ goodwill, words: said }),
  'goodwill.refuse': z.strictObject({
    goodwill,
    words: paragraphs.meta({ description: 'Why not, in words the customer reads if he asked for it.' }),
  }),
  'goodwill.withdraw': z.strictObject({ goodwill, because: line }),
  'goodwill.revoke': z.strictObject({
    goodwill,
    because: line.meta({ description: 'Why it is taken back, in words the customer reads.' }),
  }),
  'goodwill.redeem': z.strictObject({
    goodwill,
    where: line.optional().meta({ description: 'Where it was, such as an order of the shop.' }),
  }),
} as const
export type GoodwillDeed = keyof typeof goodwillSchemas
export type GoodwillBody<T extends GoodwillDeed> = z.output<(typeof goodwillSchemas)[T]>
