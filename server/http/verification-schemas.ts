// What is sent for the deeds of making sure: a fix checked, and what is checked again. Part of
// deed-schemas.ts.
import { z } from 'zod'
import { regressionResults, verificationResults } from '#core/case/verification-fact.ts'
import { idSchema, instantSchema, line, paragraphs } from '#server/http/schema.ts'

const regression = idSchema('rgr')
const made = 'Made here unless the client names a fresh one.'
const checker = idSchema('agt').optional()

export const verificationSchemas = {
  'verification.make': z.strictObject({
    verification: idSchema('vrf').optional().meta({ description: made }),
    environment: line.meta({ description: 'The name of the test environment.' }),
    recreated: paragraphs.optional().meta({
      description: 'How the fault was made to happen there; left out only with `not_checked`.',
    }),
    fix: line.meta({ description: 'The fix that was checked.' }),
    result: z.enum(verificationResults),
    because: paragraphs.meta({ description: 'What was seen, or why it could not be checked.' }),
  }),
  'verification.strike': z.strictObject({ verification: idSchema('vrf'), because: line }),
  'regression.plan': z.strictObject({
    regression: regression.optional().meta({ description: made }),
    what: line.meta({ description: 'What is checked again.' }),
    dueAt: instantSchema,
    checker: checker.meta({ description: 'Who checks it; absent: whoever asks.' }),
  }),
  'regression.move': z.strictObject({
    regression,
    dueAt: instantSchema,
    checker: checker.meta({ description: 'Absent: as before.' }),
    because: line,
  }),
  'regression.check': z.strictObject({
    regression,
    result: z.enum(regressionResults),
    seen: paragraphs.meta({ description: 'What was looked at and seen.' }),
    next: line.optional().meta({ description: 'What is done next; needed where it came back.' }),
  }),
} as const satisfies Readonly<Record<string, z.ZodObject>>
