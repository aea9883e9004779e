// The shapes of what walks teach about a script, as it travels. Not: how it is filled (script-figures.ts,
// script-orders.ts, script-figures-compared.ts).
import { z } from 'zod'
import type { CourseEnd } from '#core/measure/walk-told.ts'
import { endNames } from '#core/script/script.ts'
import { instantInQuery, nullable } from '#server/http/schema.ts'
import { scriptVersion } from '#server/http/scripts.ts'

const range = nullable(z.object({ share: z.number(), from: z.number(), to: z.number() })).meta({
  description: 'The share as it was seen, and between what it lies with 95 % certainty; null: of none.',
})
const share = z.object({ times: z.int(), of: z.int(), range })
const time = {
  medianSeconds: nullable(z.int()).meta({ description: 'The middle time, to a twentieth.' }),
  p90Seconds: nullable(z.int()).meta({ description: 'Nine of ten did not take longer.' }),
  timed: z.int().meta({ description: 'Of so many; of the newest where there are very many.' }),
}
const ends = z.object({
  ...Object.fromEntries(endNames.map(end => [end, z.int()])),
  given_up: z.int(),
  abandoned: z.int().meta({ description: 'The case ended first, or nobody went on for a week.' }),
  left: z.int().meta({
    description: 'It was jumped out of into the script around it; such walks tell nothing.',
  }),
  open: z.int().meta({ description: 'Still under way.' }),
} as Record<CourseEnd, z.ZodInt>)
const figures = {
  solved: share.meta({ description: 'Of the walks that ended.' }),
  ends,
  walkers: z
    .object({ agent: z.int(), customer: z.int(), both: z.int() })
    .meta({ description: 'Who walked; both: one of ours went on with what a customer had begun.' }),
  reopened: z.int().meta({ description: 'Ended walks whose case was opened again later.' }),
  ...time,
}
export const versionSchema = z.object({
  version: z.int(),
  isLive: z.boolean(),
  publishedAt: z.int(),
  ...figures,
})
export const totalSchema = z.object(figures)
export const stepSchema = z.object({
  step: z.string(),
  reached: z.int().meta({ description: 'Walks that came to it.' }),
  solved: share.meta({ description: 'Walks it solved, of those that came to it.' }),
  reopened: z.int().meta({ description: 'Of those it solved: the case was opened again later.' }),
  abandoned: z.int(),
  givenUp: z.int(),
  left: z.record(z.string(), z.int()).meta({
    description: 'How often it was left by each kind of answer: worked, skipped, cannot, jumped …',
  }),
  nowhere: z.int().meta({ description: '“This leads nowhere” was said here.' }),
  goneBack: z.int().meta({ description: 'Answers somebody went back over.' }),
  ...time,
})
export const pathSchema = z.object({
  steps: z.array(z.string()),
  end: z.string(),
  stands: nullable(z.string()).meta({ description: 'The end step, or where nobody went on.' }),
  walks: z.int(),
  reopened: z.int(),
  ...time,
})

const checkSchema = z.object({
  step: z.string(),
  solves: z.number().meta({ description: 'Of all who come to the group, 0 to 1; smoothed.' }),
  range,
  minutes: z.number(),
  times: z.int().meta({ description: 'Walks in which it was done.' }),
  message: z.string().meta({ description: 'The same as a sentence in the language of the reader.' }),
})
const saves = z.object({
  minutes: z.number().meta({ description: 'For each who comes to the group, on average.' }),
  from: z.number(),
  to: z.number().meta({ description: 'It lies between the two with 95 % certainty.' }),
  sure: z.number().meta({ description: 'How sure it is that anything is saved, 0 to 1.' }),
})
export const orderSchema = z.object({
  group: z.string(),
  verdict: z.enum(['better', 'best', 'too_few', 'no_chain']),
  message: z.string(),
  checks: z.array(checkSchema).meta({ description: 'In the order of today.' }),
  order: nullable(z.array(z.string())).meta({ description: 'The order proposed. Nothing applies it.' }),
  minutesNow: nullable(z.number()),
  minutesThen: nullable(z.number()),
  saves: nullable(saves),
  middleNow: nullable(z.number()).meta({
    description: 'Minutes of the middle walk that came to the group, from its beginning to its end.',
  }),
  middleThen: nullable(z.number()).meta({
    description: 'The same, had it been asked in the order proposed.',
  }),
  dismissed: nullable(z.object({ because: z.string(), at: z.int(), by: z.string() })).meta({
    description: 'Somebody declined it, and the figures have not changed clearly since.',
  }),
  isInDraft: z.boolean().meta({ description: 'The draft has the checks in that order.' }),
})

const difference = nullable(z.object({ by: z.number(), from: z.number(), to: z.number() })).meta({
  description: 'How much more the version has than the other; between the bounds with 95 % certainty.',
})
const verdict = z.enum(['more', 'less', 'no_telling'])
const message = nullable(z.string()).meta({ description: 'As a sentence; null where it cannot be told.' })
const comparedShare = z.object({ own: share, other: share, difference, verdict, message })
const middle = z.object({
  timed: z.int(),
  range: nullable(z.object({ seconds: z.int(), from: z.int(), to: z.int() })),
})
export const comparisonSchema = z.object({
  other: z.int().meta({ description: 'The version it is compared with.' }),
  message: z.string().meta({ description: 'What can be told, as sentences in the language of the reader.' }),
  solved: comparedShare,
  abandoned: comparedShare.meta({ description: 'Abandoned or given up.' }),
  reopened: comparedShare,
  time: z.object({ own: middle, other: middle, difference, verdict, message }),
})

export const figuresSchema = z
  .object({
    slug: z.string(),
    version: nullable(z.int()).meta({
      description:
        'The one steps, paths and orders are of. Null: all of them; orders are of the live one then.',
    }),
    total: totalSchema.meta({ description: 'Of that version, or of all.' }),
    versions: z.array(versionSchema).meta({ description: 'Side by side, the newest first.' }),
    steps: z.array(stepSchema),
    paths: z.array(pathSchema).meta({ description: 'The most frequent ones.' }),
    orders: z.array(orderSchema).meta({ description: 'One for each group of independent checks.' }),
    comparison: nullable(comparisonSchema),
  })
  .meta({ id: 'ScriptFigures' })

export const period = {
  since: instantInQuery.optional().meta({ description: 'Walks that began since; absent: all.' }),
  until: instantInQuery.optional().meta({ description: 'Walks that began before; absent: all.' }),
}
const number = z.coerce.number().pipe(scriptVersion)
export const ofVersion = {
  version: z
    .union([z.literal('all'), number])
    .optional()
    .meta({ description: 'Absent: the live one; all: the walks of all versions together.' }),
  ...period,
}
export const figuresQuery = z.strictObject({
  ...ofVersion,
  against: number.optional().meta({ description: 'Another version to compare it with.' }),
})
