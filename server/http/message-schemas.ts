// Bodies of deeds about one message that is there already. Not: writing one (deed-schemas.ts).
import { z } from 'zod'
import { idSchema } from '#server/http/schema.ts'

export const messageSchemas = {
  'message.confirm_sender': z.strictObject({ message: idSchema('msg') }),
  'message.send_again': z.strictObject({
    message: idSchema('msg'),
    address: z
      .string()
      .max(320)
      .transform(text => text.trim())
      .pipe(z.email())
      .optional()
      .meta({ description: 'Somebody else’s; absent: whoever it was written to, at his address of now.' }),
  }),
  'message.withdraw': z.strictObject({ message: idSchema('msg') }),
}
