// Parts of the desk's one page of settings that have parts of their own: when customers are asked back, and
// by which signs a case counts as stuck.
import { z } from 'zod'
import { delayUnits, kinds } from '#core/case/event.ts'
import { waivableDangers } from '#core/case/file-fact.ts'
import type { InnerLetterKind } from '#core/case/inner-fact.ts'
import { stuckSigns } from '#core/case/stuck-sign.ts'
import { nullable } from '#server/http/schema.ts'

export const minutes = z.int().min(1).max(43_200)

const delay = z.strictObject({ count: z.int().min(1).max(90), unit: z.enum(delayUnits) })
export const checkBacks = z
  .strictObject({
    after: z.tuple([nullable(delay), nullable(delay), nullable(delay), nullable(delay)]),
    notFor: z.array(z.enum(kinds)).max(kinds.length),
  })
  .meta({
    description: 'After how long a customer is asked whether a fix holds; null: not at that severity.',
  })

export const stuck = z
  .strictObject({
    signs: z.array(z.enum(stuckSigns)).max(stuckSigns.length),
    leadMinutes: minutes.meta({ description: 'The lead hears of it so many after the worker.' }),
    carryOns: z.int().min(0).max(10).meta({ description: 'How often somebody may say that he carries on.' }),
  })
  .meta({ description: 'By which signs a case counts as stuck, and what follows.' })

export const files = z
  .strictObject({
    passes: z
      .array(z.enum(waivableDangers))
      .max(waivableDangers.length)
      .meta({ description: 'Kinds of file that are given out all the same.' }),
    unchecked: z.enum(['give', 'hold']).meta({
      description: 'What happens to a file the virus scanner could not be asked about.',
    }),
  })
  .meta({ description: 'Which files are kept back.' })

export const innerLetters = z
  .strictObject({ expert: z.boolean(), lead: z.boolean(), late: z.boolean() } satisfies Record<
    InnerLetterKind,
    z.ZodBoolean
  >)
  .meta({
    description:
      'Of what happens inside a case its customer is told by letter: an expert of level 3 works on it, a lead was told of it, a workaround or the solution is late. At most one such letter an hour for a case; his page says all of it in any case.',
  })
