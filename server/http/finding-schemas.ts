// What is sent for the deeds of finding out: a fault made to happen again, what is suspected, what it is.
// Part of deed-schemas.ts.
import { z } from 'zod'
import { causeHows } from '#core/case/finding-fact.ts'
import { confidences } from '#core/case/hand-off-facts.ts'
import { idSchema, line, paragraphs } from '#server/http/schema.ts'

const newId = <P extends Parameters<typeof idSchema>[0]>(prefix: P) =>
  idSchema(prefix).optional().meta({ description: 'Made here unless the client names a fresh one.' })

/** So often somebody tries by hand, or a machine for him. */
const times = z.int().min(1).max(100_000)
/** An entry of the ledger that shows it. */
const evidence = z.string().regex(/^[a-z]{3}_[0-9a-z]{1,40}$/)

export const findingSchemas = {
  'reproduction.try': z.strictObject({
    reproduction: newId('rpr'),
    environment: line.meta({ description: 'Where it was tried: device, version, network.' }),
    steps: paragraphs,
    expected: line,
    actual: line,
    times: times.meta({ description: 'How often it was tried.' }),
    seen: z.int().min(0).max(100_000).meta({ description: 'How often it was seen; 0: never.' }),
  }),
  'reproduction.strike': z.strictObject({ reproduction: idSchema('rpr'), because: line }),
  'hypothesis.raise': z.strictObject({
    hypothesis: newId('hyp'),
    text: line.meta({ description: 'What may be the cause.' }),
    confidence: z.enum(confidences).default('medium'),
  }),
  'hypothesis.rule_out': z.strictObject({
    hypothesis: idSchema('hyp'),
    how: line.meta({ description: 'How it was ruled out.' }),
  }),
  'hypothesis.take_up': z.strictObject({ hypothesis: idSchema('hyp'), because: line }),
  'cause.find': z.strictObject({
    hypothesis: idSchema('hyp')
      .optional()
      .meta({ description: 'What was suspected; absent: `text` says what nobody suspected.' }),
    text: line.optional(),
    how: z.enum(causeHows),
    because: paragraphs.meta({ description: 'What the test, log, comparison … showed.' }),
    evidence: z
      .array(evidence)
      .max(50)
      .default([])
      .meta({ description: 'Entries it rests on, by their ids.' }),
  }),
  'cause.withdraw': z.strictObject({ because: line }),
} as const satisfies Readonly<Record<string, z.ZodObject>>
