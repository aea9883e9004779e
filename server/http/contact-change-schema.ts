// What is said when somebody else becomes the contact of a case: why, to the next contact, and to the
// customer.
import { z } from 'zod'
import { contactReasons, workReasons } from '#core/case/roles-fact.ts'
import { idSchema, line, paragraphs } from '#server/http/schema.ts'

const from = idSchema('agt').optional().meta({
  description: 'Refused where somebody else has it by now; absent: no matter who has it.',
})

/** What is said when somebody gets work that another leaves behind. */
export const workChange = {
  from,
  reason: z.enum(workReasons).optional(),
  note: paragraphs.optional().meta({ description: 'What the next one should know.' }),
}

export const contactChange = {
  from,
  reason: z
    .enum(contactReasons)
    .optional()
    .meta({ description: 'Why; needed where somebody is the contact already.' }),
  because: line.optional().meta({ description: 'The reason in words; needed with `other`.' }),
  note: paragraphs.optional().meta({ description: 'What the next contact should know.' }),
  tell: paragraphs
    .optional()
    .meta({ description: 'The letter to the customer; absent: the usual one in his language.' }),
  untold: line.optional().meta({ description: 'Why he is not told.' }),
}
