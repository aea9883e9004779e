// `GET /scripts/{slug}/figures`: what walks teach about a script, by step, path and version; as a table of
// values, too. Not: how it is counted (core/measure/walk-tally.ts), nor what becomes of an order proposed
// (script-orders.ts).
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Instant, instant } from '#core/kit/time.ts'
import {
  endedOf,
  type Lengths,
  lengthsCount,
  medianOf,
  quantileOf,
  shareOf,
  type StepTally,
  type Tally,
} from '#core/measure/walk-tally.ts'
import { endNames, type Script } from '#core/script/script.ts'
import { type CsvColumn, csvOf } from '#server/http/csv.ts'
import { languageOf } from '#server/http/problem-reply.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { slug } from '#server/http/schema.ts'
import { comparisonShown } from '#server/http/script-figures-compared.ts'
import {
  figuresQuery,
  figuresSchema,
  ofVersion,
  type pathSchema,
  type stepSchema,
  type totalSchema,
} from '#server/http/script-figures-schemas.ts'
import { orderShown } from '#server/http/script-order-shown.ts'
import { signedIn } from '#server/http/signed.ts'
import { ordersStanding } from '#server/script-orders.ts'
import type { ScriptShelf } from '#server/script-shelf.ts'
import { walksOf } from '#server/script-walks.ts'
import type { Shell } from '#server/shell.ts'

const pathsMost = 10
const forever = instant(8_640_000_000_000)
const params = z.strictObject({ slug })

type Desk = { readonly shell: Shell; readonly shelf: ScriptShelf }

/** Adds both. */
export function scriptFiguresRoutes(app: App, desk: Desk): void {
  figuresRoute(app, desk)
  tableRoute(app, desk)
}

type Asked = {
  readonly version?: number | 'all' | undefined
  readonly since?: Instant | undefined
  readonly until?: Instant | undefined
}

/** The walks asked for, and the script they are of; or the problem that there is no such version. */
export async function taught({ shell, shelf }: Desk, slug: string, asked: Asked) {
  const past = await shell.desk.scripts.past(slug)
  const live = past?.live ?? past?.versions[0]?.version
  const version = asked.version ?? live
  if (!past || version === undefined || live === undefined) throw new Problem('script.not_found')
  const isThere = (one: number) => past.versions.some(each => each.version === one)
  if (version !== 'all' && !isThere(version)) throw new Problem('script.not_found')
  const { since = instant(0), until = forever } = asked
  const of = await walksOf(shell, { slug, since, until })
  // Of all together the steps are told as the live version has them.
  const own = version === 'all' ? live : version
  const [script] = await shelf.pinned({ [slug]: own })
  return { past, version, own, script, of, isThere }
}

function figuresRoute(app: App, desk: Desk): void {
  route(app, {
    method: 'GET',
    url: '/scripts/:slug/figures',
    summary:
      'What walks teach about a script: by step, path and version, and which order of checks they propose.',
    tag: 'scripts',
    params,
    query: figuresQuery,
    answers: { 200: figuresSchema },
    async handler(request, reply) {
      signedIn(request)
      const { slug } = request.params
      const { against, ...asked } = request.query
      const { past, version, own, script, of, isThere } = await taught(desk, slug, asked)
      if (against !== undefined && !isThere(against)) throw new Problem('script.not_found')
      const { tally } = of(version)
      const language = languageOf(request)
      const orders = script ? await ordersStanding(desk.shell.desk, script, of(own)) : []
      return reply.send({
        slug,
        version: version === 'all' ? null : version,
        total: totalShown(tally),
        versions: past.versions.map(one => ({
          version: one.version,
          isLive: one.version === past.live,
          publishedAt: one.at,
          ...totalShown(of(one.version).tally),
        })),
        steps: stepsShown(tally, script),
        paths: pathsShown(tally),
        orders: orders.map(one => orderShown(one, language)),
        comparison:
          against === undefined
            ? null
            : comparisonShown(
                { version: own, tally: of(own).tally },
                { version: against, tally: of(against).tally },
                language,
              ),
      })
    },
  })
}

function tableRoute(app: App, desk: Desk): void {
  route(app, {
    method: 'GET',
    url: '/scripts/:slug/figures.csv',
    summary: 'What walks teach about each step of a script, as a table of values.',
    tag: 'scripts',
    params,
    query: z.strictObject(ofVersion),
    answers: { 200: { description: 'One line a step.', content: { 'text/csv': { schema: z.string() } } } },
    async handler(request, reply) {
      signedIn(request)
      const { slug } = request.params
      const { version, script, of } = await taught(desk, slug, request.query)
      const words = headsOf(script, request)
      const rows = stepsShown(of(version).tally, script).map((one, i) => ({
        ...one,
        n: i + 1,
        words: words(one.step),
      }))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${slug}-figures.csv"`)
        .send(csvOf(columns, rows))
    },
  })
}

type Row = z.input<typeof stepSchema> & { readonly n: number; readonly words: string }

const columns: readonly CsvColumn<Row>[] = [
  ['n', one => one.n],
  ['step', one => one.step],
  ['words', one => one.words],
  ['reached', one => one.reached],
  ['solved', one => one.solved.times],
  ['solved_share', one => thousandth(one.solved.range?.share)],
  ['solved_from', one => thousandth(one.solved.range?.from)],
  ['solved_to', one => thousandth(one.solved.range?.to)],
  ['skipped', one => one.left.skipped ?? 0],
  ['cannot', one => one.left.cannot ?? 0],
  ['leads_nowhere', one => one.nowhere],
  ['abandoned', one => one.abandoned],
  ['given_up', one => one.givenUp],
  ['gone_back', one => one.goneBack],
  ['median_seconds', one => one.medianSeconds],
  ['p90_seconds', one => one.p90Seconds],
  ['timed', one => one.timed],
  ['reopened', one => one.reopened],
]

const thousandth = (one: number | undefined): number | null =>
  one === undefined ? null : Math.round(one * 1_000) / 1_000

/** What stands for a step in a list, in the language of the reader where it is written in that. */
function headsOf(script: Script | undefined, request: FastifyRequest): (step: string) => string {
  const language = languageOf(request)
  const heads = new Map(
    (script?.steps ?? []).map(step => {
      const wording =
        step.kind === 'ask'
          ? step.question
          : step.kind === 'do'
            ? step.instruction
            : 'say' in step
              ? step.say
              : {}
      return [step.name, wording[language] ?? wording.en ?? Object.values(wording)[0] ?? '']
    }),
  )
  return step => heads.get(step) ?? ''
}

const timeShown = (lengths: Lengths) => ({
  medianSeconds: medianOf(lengths),
  p90Seconds: quantileOf(lengths, 0.9),
  timed: lengthsCount(lengths),
})

function totalShown(tally: Tally): z.input<typeof totalSchema> {
  const known = [...endNames, 'given_up', 'abandoned', 'left', 'open'] as const
  return {
    solved: shareOf(tally.ends.solved ?? 0, endedOf(tally)),
    ends: Object.fromEntries(known.map(end => [end, tally.ends[end] ?? 0])) as z.input<
      typeof totalSchema
    >['ends'],
    walkers: tally.walkers,
    reopened: tally.reopened,
    ...timeShown(tally.lengths),
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
