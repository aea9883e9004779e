// Bodies of deeds about one message that is there already. Not: writing one (deed-schemas.ts).
import { z } from 'zod'
import { idSchema } from '#server/http/schema.ts'

const address = z
  .string()
  .max(320)
  .transform(text => text.trim())
  .pipe(z.email())

export const messageSchemas = {
  'writer.admit': z.strictObject({ address }),
  'writer.leave_out': z.strictObject({ address }),
  'message.confirm_sender': z.strictObject({ message: idSchema('msg') }),
  'message.send_again': z.strictObject({
    message: idSchema('msg'),
    address: address
      .optional()
      .meta({ description: 'Somebody else’s; absent: whoever it was written to, at his address of now.' }),
  }),
  'message.withdraw': z.strictObject({ message: idSchema('msg') }),
}
