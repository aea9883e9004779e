// What is sent around a customer's request for more help. Part of deed-schemas.ts.
import { z } from 'zod'
import { helpReasons, helpReplies } from '#core/case/help-fact.ts'
import { idSchema, paragraphs } from '#server/http/schema.ts'

const help = idSchema('hlp')
const handOff = idSchema('hnd')
const spokenIn = z.union([idSchema('msg'), idSchema('con')])

export const helpDeedSchemas = {
  'help.ask': z.strictObject({
    help: help.optional().meta({ description: 'Made here unless the client names a fresh one.' }),
    reason: z.enum(helpReasons),
    text: paragraphs.optional().meta({ description: 'His words; absent, with `from` a message: its own.' }),
    from: spokenIn.optional().meta({ description: 'The mail or contact in which he asked for it.' }),
  }),
  'help.take_up': z.strictObject({ help }),
  'help.pass_on': z.strictObject({ help, handOff }),
  'help.explain': z.strictObject({
    help,
    evidence: spokenIn.meta({ description: 'The message or contact in which he was told.' }),
  }),
  'help.reply': z.strictObject({ help, reply: z.enum(helpReplies), evidence: spokenIn.optional() }),
  'help.withdraw': z.strictObject({
    help,
    evidence: spokenIn.optional().meta({ description: 'The message or contact in which he said so.' }),
  }),
} as const
