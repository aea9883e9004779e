// What is sent to record a wanted fact, and the deed it becomes. Part of deed-schemas.ts and deeds.ts.
import { z } from 'zod'
import { wantedSources } from '#core/case/wanted-fact.ts'
import { wantedNameForm } from '#core/wanted/wanted-list.ts'
import type { Row } from '#server/http/deeds.ts'
import { idSchema, instantSchema, paragraphs } from '#server/http/schema.ts'

/** A wanted fact by its name on the lists. */
export const factName = z.string().max(60).regex(wantedNameForm)
export const claimFact = factName
  .optional()
  .meta({ description: 'The wanted fact it makes known, where words do.' })

export const wantedFactSchemas = {
  'wanted_fact.record': z.strictObject({
    wantedFact: idSchema('wfc')
      .optional()
      .meta({ description: 'Made here unless the client names a fresh one.' }),
    fact: factName.meta({ description: 'Its name on the list of such cases.' }),
    choice: z
      .string()
      .max(60)
      .optional()
      .meta({ description: 'One of its answers, by name, where they are a closed list.' }),
    text: paragraphs.optional().meta({ description: 'Else words.' }),
    source: z.enum(wantedSources).meta({ description: 'Who or what says so.' }),
    seenAt: instantSchema.optional().meta({ description: 'When it was so; absent: as it is recorded.' }),
  }),
} as const satisfies Readonly<Record<string, z.ZodObject>>

export const wantedFactDeeds: { readonly [T in keyof typeof wantedFactSchemas]: Row<T> } = {
  'wanted_fact.record': {
    summary: 'Record a wanted fact, with who or what says so. A newer one counts.',
    commands: ({ wantedFact, text, ...said }, { id, maybeRef }) => [
      {
        ...said,
        type: 'wanted_fact.record',
        wantedFact: id('wfc', 'wantedFact', wantedFact),
        text: maybeRef(text),
      },
    ],
  },
}
