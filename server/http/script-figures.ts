// `GET /scripts/{slug}/figures`: what walks teach about a script, by step, path and version, and the order
// they propose for its checks. Not: how it is counted (core/measure/walk-tally.ts), nor changing a script.
import { z } from 'zod'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import { type OrderFound, ordersFound } from '#core/measure/check-order.ts'
import {
  type Counted,
  emptyTally,
  endedOf,
  type Lengths,
  lengthsCount,
  medianOf,
  shareOf,
  type StepTally,
  type Tally,
  tallyOf,
} from '#core/measure/walk-tally.ts'
import type { CourseEnd } from '#core/measure/walk-told.ts'
import type { Language } from '#core/people/language.ts'
import { timesMin } from '#core/script/best-order.ts'
import { endNames, type Script } from '#core/script/script.ts'
import { languageOf } from '#server/http/problem-reply.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { instantInQuery, nullable, slug } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import { speakerOf } from '#server/http/words.ts'
import type { ScriptShelf } from '#server/script-shelf.ts'
import type { Shell } from '#server/shell.ts'
import type { ScriptPast } from '#store/desk/script.ts'

const range = nullable(z.object({ share: z.number(), from: z.number(), to: z.number() })).meta({
  description: 'The share as it was seen, and between what it lies with 95 % certainty; null: of none.',
})
const share = z.object({ times: z.int(), of: z.int(), range })
const time = {
  medianSeconds: nullable(z.int()).meta({ description: 'The middle time, to a twentieth.' }),
  timed: z.int().meta({ description: 'Of so many; of the newest where there are very many.' }),
}
const ends = z.object({
  ...Object.fromEntries(endNames.map(end => [end, z.int()])),
  given_up: z.int(),
  abandoned: z.int().meta({ description: 'The case ended first, or nobody went on for a week.' }),
  left: z
    .int()
    .meta({ description: 'It was jumped out of into the script around it; such walks tell nothing.' }),
  open: z.int().meta({ description: 'Still under way.' }),
} as Record<CourseEnd, z.ZodInt>)
const versionSchema = z.object({
  version: z.int(),
  isLive: z.boolean(),
  publishedAt: z.int(),
  solved: share.meta({ description: 'Of the walks that ended.' }),
  ends,
  reopened: z.int().meta({ description: 'Ended walks whose case was opened again later.' }),
  ...time,
})
const stepSchema = z.object({
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
const pathSchema = z.object({
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
const orderSchema = z.object({
  group: z.string(),
  verdict: z.enum(['better', 'best', 'too_few', 'no_chain']),
  message: z.string(),
  checks: z.array(checkSchema).meta({ description: 'In the order of today.' }),
  order: nullable(z.array(z.string())).meta({ description: 'The order proposed. Nothing applies it.' }),
  minutesNow: nullable(z.number()),
  minutesThen: nullable(z.number()),
})
const figuresSchema = z
  .object({
    slug: z.string(),
    version: z.int().meta({ description: 'The one steps, paths and orders are of.' }),
    versions: z.array(versionSchema).meta({ description: 'Side by side, the newest first.' }),
    steps: z.array(stepSchema),
    paths: z.array(pathSchema).meta({ description: 'The most frequent ones.' }),
    orders: z.array(orderSchema).meta({ description: 'One for each group of independent checks.' }),
  })
  .meta({ id: 'ScriptFigures' })

const query = z.strictObject({
  version: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).optional(),
  since: instantInQuery.optional().meta({ description: 'Walks that began since; absent: all.' }),
  until: instantInQuery.optional().meta({ description: 'Walks that began before; absent: all.' }),
})

/** Whoever has not gone on for so long will not. */
const restingMs = 7 * dayMs
/** The middle of so many times is as good as that of a million. */
const timedMost = 20_000
const pathsMost = 10
const forever = instant(8_640_000_000_000)

type Desk = { readonly shell: Shell; readonly shelf: ScriptShelf }

/** Adds it. */
export function scriptFiguresRoute(app: App, desk: Desk): void {
  route(app, {
    method: 'GET',
    url: '/scripts/:slug/figures',
    summary:
      'What walks teach about a script: by step, path and version, and which order of checks they propose.',
    tag: 'scripts',
    params: z.strictObject({ slug }),
    query,
    answers: { 200: figuresSchema },
    async handler(request, reply) {
      signedIn(request)
      const { slug } = request.params
      const { since = instant(0), until = forever } = request.query
      const past = await desk.shell.desk.scripts.past(slug)
      const version = request.query.version ?? past?.live ?? past?.versions[0]?.version
      if (!past?.versions.some(one => one.version === version)) throw new Problem('script.not_found')
      const counted = await walksOf(desk, { slug, since, until })
      const [script] = await desk.shelf.pinned({ [slug]: version! })
      const { counts, tally } = counted(version!)
      return reply.send({
        slug,
        version: version!,
        versions: past.versions.map(one => versionShown(one, past.live, counted(one.version).tally)),
        steps: stepsShown(tally, script),
        paths: pathsShown(tally),
        orders: script
          ? ordersFound(script, counts, tally).map(one => orderShown(one, languageOf(request)))
          : [],
      })
    },
  })
}

type Walks = { readonly counts: readonly Counted[]; readonly tally: Tally }

/** The walks of each version. */
async function walksOf(
  { shell }: Desk,
  asked: { readonly slug: string; readonly since: Instant; readonly until: Instant },
): Promise<(version: number) => Walks> {
  const { walkFigures } = shell.desk
  const counts = await walkFigures.counted(asked, instant(shell.now() - restingMs))
  const byVersion = Map.groupBy(counts, one => one.course.version)
  const versions = [...byVersion.keys()]
  const each = Math.ceil(timedMost / Math.max(1, versions.length))
  const timed = Map.groupBy(await walkFigures.timed({ ...asked, versions }, each), one => one.course.version)
  const walks = new Map(
    [...byVersion].map(([version, own]) => [
      version,
      { counts: own, tally: tallyOf(own, timed.get(version) ?? []) },
    ]),
  )
  return version => walks.get(version) ?? { counts: [], tally: emptyTally }
}

const timeShown = (lengths: Lengths) => ({
  medianSeconds: medianOf(lengths),
  timed: lengthsCount(lengths),
})

function versionShown(
  { version, at }: ScriptPast['versions'][number],
  live: number | null,
  tally: Tally,
): z.input<typeof versionSchema> {
  const { reopened, lengths } = tally
  const known = (end: CourseEnd) => [end, tally.ends[end] ?? 0] as const
  return {
    version,
    isLive: version === live,
    publishedAt: at,
    solved: shareOf(tally.ends.solved ?? 0, endedOf(tally)),
    ends: Object.fromEntries(
      [...endNames, 'given_up' as const, 'abandoned' as const, 'left' as const, 'open' as const].map(known),
    ) as z.input<typeof ends>,
    reopened,
    ...timeShown(lengths),
  }
}

const unreached: StepTally = {
  reached: 0,
  solved: 0,
  reopened: 0,
  abandoned: 0,
  givenUp: 0,
  left: {},
  nowhere: 0,
  goneBack: 0,
  lengths: new Map(),
  seconds: 0,
  timed: 0,
}

/** The steps in the order of the script, those nobody came to among them. */
function stepsShown({ steps }: Tally, script: Script | undefined): z.input<typeof stepSchema>[] {
  const names = new Set([...(script?.steps.map(one => one.name) ?? []), ...steps.keys()])
  return [...names].map(step => {
    const { seconds: _, timed: __, lengths, solved, left, ...own } = steps.get(step) ?? unreached
    return { ...own, step, solved: shareOf(solved, own.reached), left: { ...left }, ...timeShown(lengths) }
  })
}

const pathsShown = ({ paths }: Tally): z.input<typeof pathSchema>[] =>
  [...paths.values()]
    .toSorted((a, b) => b.walks - a.walks)
    .slice(0, pathsMost)
    .map(({ lengths, steps, ...own }) => ({ ...own, steps: [...steps], ...timeShown(lengths) }))

/** Minutes as they are said: something that takes no time at all is not believed. */
const tenth = (minutes: number): number => Math.max(0.1, Math.round(minutes * 10) / 10)

function orderShown(found: OrderFound, language: Language): z.input<typeof orderSchema> {
  const say = speakerOf(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const checks = found.checks.map(one => {
    const values = { step: one.step, share: percent.format(one.solves), minutes: tenth(one.minutes) }
    return { ...one, message: say('script_figures.check', values) }
  })
  const { group, verdict } = found
  const none = { group, verdict, checks, order: null, minutesNow: null, minutesThen: null }
  switch (found.verdict) {
    case 'better': {
      const { order, minutesNow, minutesThen } = found
      const values = { now: tenth(minutesNow), then: tenth(minutesThen) }
      const message = say('script_figures.better', values)
      return { group, verdict, checks, order: [...order], minutesNow, minutesThen, message }
    }
    case 'best':
      return { ...none, message: say('script_figures.best') }
    case 'too_few':
      return { ...none, message: say('script_figures.too_few', { n: timesMin }) }
    case 'no_chain':
      return { ...none, message: say('script_figures.no_chain') }
  }
}
