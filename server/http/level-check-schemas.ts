// What is sent to check an answered hand-off of a week's sample. Part of deed-schemas.ts.
import { z } from 'zod'
import { levelChecks } from '#core/case/level-check-fact.ts'
import { idSchema, line } from '#server/http/schema.ts'

export const weekSchema = z.string().max(10).meta({ description: 'Such as 2026-W40, of UTC; over.' })

export const levelCheckSchemas = {
  'hand_off.check': z.strictObject({
    handOff: idSchema('hnd'),
    week: weekSchema.meta({ description: 'Of whose sample it was drawn: 2026-W40.' }),
    says: z.enum(levelChecks).meta({ description: 'Whether level 1 could have solved it.' }),
    because: line,
  }),
} as const

/** Whether it was drawn is known before it is done. */
export type LevelCheckDeed = keyof typeof levelCheckSchemas
export type LevelCheckBody = z.output<(typeof levelCheckSchemas)['hand_off.check']>
