// How a deed says which article helped: one of the register, or in words. Not: the register (articles.ts).
import { z } from 'zod'
import { idSchema, line } from '#server/http/schema.ts'

/** Fields of the body of a deed. */
export const helpedFields = {
  article: line.optional().meta({ description: 'One that helped and is in no register.' }),
  named: z
    .strictObject({
      article: idSchema('art'),
      version: z.int().min(1).optional().meta({ description: 'The one that was read; absent: the newest.' }),
    })
    .optional()
    .meta({ description: 'One of the register that helped.' }),
}
