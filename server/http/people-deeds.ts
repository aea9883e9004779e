// What is sent to say how clear a hand-off was, to thank a colleague, about an abusive contact and of what a
// case cost, and the deeds it becomes. Part of deed-schemas.ts and deeds.ts.
import { z } from 'zod'
import { abuseKinds } from '#core/case/abuse-fact.ts'
import { missings } from '#core/case/note-kind.ts'
import type { CalmLetter } from '#server/calm-letter.ts'
import { costDeeds, costSchemas } from '#server/http/cost-deeds.ts'
import type { Making, Row } from '#server/http/deeds.ts'
import { idSchema, line, paragraphs } from '#server/http/schema.ts'

const fresh = <P extends Parameters<typeof idSchema>[0]>(prefix: P) =>
  idSchema(prefix).optional().meta({ description: 'Made here unless the client names a fresh one.' })
const abuse = idSchema('abu')
const letterText = paragraphs
  .optional()
  .meta({ description: 'What the customer reads; absent: the ready words, in his language.' })

export const peopleSchemas = {
  'hand_off.rate': z.strictObject({
    handOff: idSchema('hnd'),
    missing: z.enum(missings).optional().meta({ description: 'What was missing; absent: it was clear.' }),
    text: line.optional(),
  }),
  'thanks.give': z.strictObject({ thanks: fresh('thk'), to: idSchema('agt'), text: paragraphs }),
  'abuse.mark': z.strictObject({
    abuse: fresh('abu'),
    kind: z.enum(abuseKinds),
    said: paragraphs.meta({ description: 'What was said or written, as it was.' }),
  }),
  'abuse.warn': z.strictObject({ abuse, text: letterText }),
  'contact_end.ask': z.strictObject({ abuse, because: line }),
  'contact_end.grant': z.strictObject({ abuse, text: letterText }),
  'contact_end.refuse': z.strictObject({ abuse, because: line }),
  'contact_end.lift': z.strictObject({ abuse, because: line }),
  ...costSchemas,
} as const satisfies Readonly<Record<string, z.ZodObject>>

async function letter({ id, ref, channel, calmLetter }: Making, kind: CalmLetter, text: string | undefined) {
  return {
    ...{ message: id('msg', 'message'), channel: await channel(undefined) },
    text: ref(text ?? (await calmLetter(kind))),
  }
}

export const peopleDeeds: { readonly [T in keyof typeof peopleSchemas]: Row<T> } = {
  ...costDeeds,
  'hand_off.rate': {
    summary: 'Say how clear a hand-off was that I received.',
    commands: ({ handOff, missing, text }, { maybeRef }) => [
      { type: 'hand_off.rate', handOff, missing, text: maybeRef(text) },
    ],
  },
  'thanks.give': {
    summary: 'Thank a colleague; everybody who worked on the case reads it.',
    commands: ({ thanks, to, text }, { id, ref }) => [
      { type: 'thanks.give', thanks: id('thk', 'thanks', thanks), to, text: ref(text) },
    ],
  },
  'abuse.mark': {
    summary: 'Mark a contact as abusive, with what was said.',
    commands: ({ abuse: wished, kind, said }, { id, ref }) => [
      { type: 'abuse.mark', abuse: id('abu', 'abuse', wished), kind, said: ref(said) },
    ],
  },
  'abuse.warn': {
    summary: 'Warn the customer, in calm words.',
    commands: async ({ abuse, text }, making) => [
      { type: 'abuse.warn', abuse, letter: await letter(making, 'warning', text) },
    ],
  },
  'contact_end.ask': {
    summary: 'Ask a lead to end the contact.',
    commands: ({ abuse, because }, { ref }) => [{ type: 'contact_end.ask', abuse, because: ref(because) }],
  },
  'contact_end.grant': {
    summary: 'End the contact (leads): the customer gets a letter, and what he was promised is withdrawn.',
    commands: async ({ abuse, text }, making) => [
      { type: 'contact_end.grant', abuse, letter: await letter(making, 'end', text) },
    ],
  },
  'contact_end.refuse': {
    summary: 'Do not end the contact, and say why (leads).',
    commands: ({ abuse, because }, { ref }) => [{ type: 'contact_end.refuse', abuse, because: ref(because) }],
  },
  'contact_end.lift': {
    summary: 'Take the contact up again, and say why (leads).',
    commands: ({ abuse, because }, { ref }) => [{ type: 'contact_end.lift', abuse, because: ref(because) }],
  },
}
