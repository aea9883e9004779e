// What is said when somebody else becomes the contact of a case: why, to the next contact, and to the
// customer.
import { z } from 'zod'
import { contactReasons } from '#core/case/roles-fact.ts'
import { line, paragraphs } from '#server/http/schema.ts'

export const contactChange = {
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
