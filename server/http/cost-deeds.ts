// What is sent to note what a case cost and to take it back, and the deeds it becomes. Part of
// deed-schemas.ts and deeds.ts.
import { z } from 'zod'
import { costKinds } from '#core/case/cost-fact.ts'
import { costMax } from '#core/cost/desk-costs.ts'
import type { Row } from '#server/http/deeds.ts'
import { currency } from '#server/http/goodwill-schemas.ts'
import { idSchema, line } from '#server/http/schema.ts'

export const costSchemas = {
  'cost.note': z.strictObject({
    cost: idSchema('cst').optional().meta({ description: 'Made here unless the client names a fresh one.' }),
    kind: z.enum(costKinds).meta({
      description: 'People’s time follows from the minutes they note, goodwill from what was granted.',
    }),
    amountMinor: z.int().min(1).max(costMax).meta({ description: 'In the smallest coin of the currency.' }),
    currency: currency.meta({ description: 'The desk’s own; another one is refused.' }),
    what: line.meta({ description: 'What for.' }),
    supplierCase: idSchema('spc').optional().meta({ description: 'The case with a supplier it came of.' }),
  }),
  'cost.withdraw': z.strictObject({ cost: idSchema('cst'), because: line }),
} as const satisfies Readonly<Record<string, z.ZodObject>>

export const costDeeds: { readonly [T in keyof typeof costSchemas]: Row<T> } = {
  'cost.note': {
    summary: 'Note what the case cost beside people’s time; neither customers nor partners see it.',
    commands: ({ cost: wished, kind, amountMinor, currency: counted, what, supplierCase }, { id, ref }) => {
      const cost = id('cst', 'cost', wished)
      const noted = { cost, kind, amountMinor, currency: counted, what: ref(what) }
      return [{ type: 'cost.note', ...noted, ...(supplierCase && { supplierCase }) }]
    },
  },
  'cost.withdraw': {
    summary: 'Take a noted cost back, and say why.',
    commands: ({ cost, because }, { ref }) => [{ type: 'cost.withdraw', cost, because: ref(because) }],
  },
}
