// `GET /capacity/what-if`: how the levels would go with other people, better scripts or more that comes,
// played beside how they go now. Who asks again gets more weeks of the same play, until all are played. For
// leads and who oversees. Not: the playing (server/what-if.ts).
import { z } from 'zod'
import { houseLevels } from '#core/capacity/traffic.ts'
import { hoursOfChange, peopleText, readPeople, supposed, type WhatIf } from '#core/capacity/what-if.ts'
import { figures, type ToldFigure, toldOf } from '#core/capacity/what-if-told.ts'
import { askedOfCapacity, goalOf, whatIsAsked } from '#server/http/capacity.ts'
import { type CsvColumn, csvOf } from '#server/http/csv.ts'
import { type App, route } from '#server/http/route.ts'
import { nullable } from '#server/http/schema.ts'
import { type needSetUp, type SetUp, wrong } from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'
import { type Basis, basisOf, type Playing, playing } from '#server/what-if.ts'

const { of, week } = askedOfCapacity
const asked = {
  ...{ of, week },
  people: z
    .string()
    .max(200)
    .default('')
    .meta({
      description:
        'Who would be there besides: 2:1 is one more at level 2 in all hours in which somebody is planned, ' +
        '1:-1:mon-fri:9-17 one less at level 1 in these. Several with commas.',
    }),
  solved: z.coerce.number().pipe(z.int().min(0).max(50)).default(0).meta({
    description: 'So many of a hundred contacts at level 1 would be solved there instead of handed on.',
  }),
  arrivals: z.coerce.number().pipe(z.int().min(-50).max(200)).default(0).meta({
    description: 'So many hundredths more would come; below 0: fewer.',
  }),
  seed: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).default(1).meta({
    description: 'Other weeks, as likely; the same seed plays the same.',
  }),
}
const pair = z.array(z.number()).length(2)
const told = z.object({
  mean: z.number(),
  weeks: pair.meta({ description: 'Nine of ten weeks lie between.' }),
})
const figureSchema = z.object({
  figure: z.enum(figures).meta({
    description:
      'in_time and gave_up: shares of what customers bring; wait: seconds in which somebody is planned; ' +
      'left: open at the week’s end; busy: the share of their time people work on cases.',
  }),
  level: nullable(z.int()).meta({ description: 'Null: of all levels together.' }),
  now: nullable(told).meta({ description: 'Null: there was none.' }),
  then: nullable(told),
  change: nullable(z.object({ mean: z.number(), range: pair })).meta({
    description: 'In the same weeks; the mean lies in the range with 95 % certainty.',
  }),
})
const levelSchema = z.object({
  level: z.int(),
  contacts: z.int().meta({ description: 'So many contacts of customers were counted.' }),
  handedOn: z.int().meta({ description: 'So many came by a hand-off.' }),
  handleS: z.number(),
  isNoted: z.boolean().meta({ description: 'Else too little was noted, and it is what the setting says.' }),
  peopleHours: z.number().meta({ description: 'Planned in the week.' }),
  peopleHoursThen: z.number().meta({ description: 'And as it would be.' }),
})
const whatIfSchema = z
  .object({
    ...{ of: z.string(), zone: z.string(), week: z.string(), from: z.int(), until: z.int() },
    people: z.array(z.object({ written: z.string(), hours: z.int().meta({ description: 'Of the week.' }) })),
    ...{ solved: z.int(), arrivals: z.int(), seed: z.int() },
    goal: z.object({
      ...{ begunPercent: z.int(), waitMinutes: z.int(), busyPercent: z.int() },
      patienceMinutes: nullable(z.int()),
    }),
    levels: z.array(levelSchema).length(houseLevels.length),
    unplanned: z.int().meta({ description: 'So many people have no working hours, and are not counted.' }),
    tooLittle: nullable(z.enum(['time', 'contacts', 'people'])).meta({
      description: 'Why nothing is said: too short a time, too few contacts, nobody planned.',
    }),
    weeks: z.int().meta({ description: 'So many weeks are played in all.' }),
    played: z.int().meta({ description: 'So many are played by now; ask again until all are.' }),
    figures: z.array(figureSchema),
  })
  .meta({ id: 'WhatIf' })

/** `/capacity/what-if`, `/capacity/what-if.csv`. */
export function whatIfRoutes(app: App, { shell }: Pick<SetUp, 'shell'>): void {
  const play = remembering(shell)
  whatIfRoute(app, shell, play)
  tableRoute(app, shell, play)
}

type Query = {
  readonly of?: string | undefined
  readonly week?: string | undefined
  readonly people: string
  readonly solved: number
  readonly arrivals: number
  readonly seed: number
}
type Asked = Awaited<ReturnType<typeof whatIsAsked>> & { readonly whatIf: WhatIf; readonly seed: number }
type Begun = { readonly basis: Basis; readonly play: Playing | null }

async function isAsked(shell: Shell, request: Parameters<typeof needSetUp>[0], query: Query): Promise<Asked> {
  const what = await whatIsAsked(shell, request, { of: query.of, week: query.week, scope: 'desk' })
  const people = readPeople(query.people)
  if (people === null) throw wrong('people', 'none')
  return {
    ...what,
    ...{ whatIf: { people, solvedMore: query.solved, arrivals: query.arrivals }, seed: query.seed },
  }
}

/** A play is as it was begun for so long, whatever comes meanwhile: its weeks belong together. */
const rememberedMs = 300_000
const rememberedMax = 12

/** Whoever asks again goes on with what was begun. */
function remembering(shell: Shell) {
  const known = new Map<string, { readonly at: number; readonly begun: Promise<Begun> }>()
  return (what: Asked): Promise<Begun> => {
    const key = JSON.stringify([what.of, what.zone, what.weekOf, what.stamp, what.whatIf, what.seed])
    const one = known.get(key)
    if (one && shell.now() - one.at < rememberedMs) return one.begun
    const begun = begin(shell, what)
    known.delete(key)
    known.set(key, { at: shell.now(), begun })
    // Where too little was there to begin with, it is looked at anew.
    begun.then(
      ({ play }) => play ?? known.delete(key),
      () => known.delete(key),
    )
    for (const old of known.keys()) if (known.size > rememberedMax) known.delete(old)
    return begun
  }
}

async function begin(shell: Shell, what: Asked): Promise<Begun> {
  const basis = await basisOf(shell, what)
  const play = basis.tooLittle === null ? playing(basis.network, what.whatIf, what.seed) : null
  return { basis, play }
}

function whatIfRoute(app: App, shell: Shell, begun: (what: Asked) => Promise<Begun>): void {
  route(app, {
    method: 'GET',
    url: '/capacity/what-if',
    summary: 'How the levels would go with other people, better scripts or more that comes, beside now.',
    tag: 'measures',
    query: z.strictObject(asked),
    answers: { 200: whatIfSchema },
    async handler(request, reply) {
      const what = await isAsked(shell, request, request.query)
      const { basis, play } = await begun(what)
      await play?.goOn('a while')
      const { of, zone, weekOf, whatIf, seed } = what
      return reply.send({
        ...{ of, zone, week: weekOf, seed, from: basis.measured.from, until: basis.measured.until },
        people: whatIf.people.map(one => ({
          written: peopleText([one]),
          hours: hoursOfChange(basis.network.levels[one.level - 1]!, one).length,
        })),
        ...{ solved: whatIf.solvedMore, arrivals: whatIf.arrivals, goal: goalOf(shell) },
        levels: levelsOf(basis, whatIf),
        ...{ unplanned: basis.unplanned, tooLittle: basis.tooLittle },
        ...{ weeks: play?.weeks ?? 0, played: play?.pairs.length ?? 0 },
        figures: play ? toldOf(play.pairs).map(toldFigure) : [],
      })
    },
  })
}

function levelsOf({ network, contacts, handedOn }: Basis, whatIf: WhatIf) {
  const then = supposed(network, whatIf)
  return network.levels.map(({ level, meanS, pieces, planned }) => ({
    ...{ level, handleS: meanS, isNoted: pieces.length > 0 },
    ...{ contacts: contacts[level - 1]!, handedOn: handedOn[level - 1]! },
    ...{ peopleHours: sum(planned), peopleHoursThen: sum(then.levels[level - 1]!.people) },
  }))
}

const sum = (all: readonly number[]): number => Math.round(all.reduce((so, one) => so + one, 0) * 100) / 100

const toldFigure = ({ figure, level, now, then, change }: ToldFigure) => ({
  ...{ figure, level },
  now: now && { mean: now.mean, weeks: [...now.weeks] },
  then: then && { mean: then.mean, weeks: [...then.weeks] },
  change: change && { mean: change.mean, range: [...change.range] },
})

const columns: readonly CsvColumn<ReturnType<typeof toldFigure>>[] = [
  ['figure', one => one.figure],
  ['level', one => one.level],
  ['now', one => one.now?.mean ?? null],
  ['now_low', one => one.now?.weeks[0] ?? null],
  ['now_high', one => one.now?.weeks[1] ?? null],
  ['then', one => one.then?.mean ?? null],
  ['then_low', one => one.then?.weeks[0] ?? null],
  ['then_high', one => one.then?.weeks[1] ?? null],
  ['change', one => one.change?.mean ?? null],
  ['change_low', one => one.change?.range[0] ?? null],
  ['change_high', one => one.change?.range[1] ?? null],
]

function tableRoute(app: App, shell: Shell, begun: (what: Asked) => Promise<Begun>): void {
  route(app, {
    method: 'GET',
    url: '/capacity/what-if.csv',
    summary: 'The same as a table, when all weeks are played.',
    tag: 'measures',
    query: z.strictObject(asked),
    answers: { 200: { description: 'One line a figure.', content: { 'text/csv': { schema: z.string() } } } },
    async handler(request, reply) {
      const what = await isAsked(shell, request, request.query)
      const { play } = await begun(what)
      await play?.goOn('to the end')
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="what-if-${what.weekOf}.csv"`)
        .send(csvOf(columns, play ? toldOf(play.pairs).map(toldFigure) : []))
    },
  })
}
