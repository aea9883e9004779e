// `/matters/problems`: problems as listed, one with its whole ledger, and the cases that belong to it.
// Not: what is done with them (problem-deeds.ts). (`/problems` lists what the API itself refuses.)
import { z } from 'zod'
import type { Card } from '#core/case/card.ts'
import { fixStages } from '#core/case/state.ts'
import { termsOf } from '#core/problem/alike.ts'
import { newAmong as newAmongCases } from '#core/problem/new-to-us.ts'
import type { ProblemMore } from '#core/problem/rules.ts'
import { readsProblems } from '#core/problem/decide.ts'
import { problemKinds } from '#core/problem/problem-fact.ts'
import { openStandings, problemStandings, workaroundAt } from '#core/problem/state.ts'
import type { ProblemId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { caseFor } from '#server/http/case-door.ts'
import { readablePage } from '#server/http/case-list.ts'
import { etag } from '#server/http/if-match.ts'
import { needReader, problemFor, problemParams } from '#server/http/problem-door.ts'
import { type App, route } from '#server/http/route.ts'
import {
  cardSchema,
  caseParams,
  flagInQuery,
  idSchema,
  nullable,
  pageOf,
  paging,
} from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import { knownErrors } from '#server/known-errors.ts'
import { type FoundProblem, problemOf } from '#server/problems.ts'
import type { Shell } from '#server/shell.ts'
import { cursorOf, keyOf } from '#store/cursor.ts'
import type { MatterQuery, MatterRow } from '#store/desk/matter.ts'

export const rowSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    seq: z.int(),
    title: z.string(),
    standing: z.enum(problemStandings),
    isOpen: z.boolean(),
    kind: z.enum(problemKinds),
    product: nullable(z.string()),
    owner: nullable(z.string()),
    team: nullable(z.string()),
    openedAt: z.int(),
    changedAt: z.int(),
    dueAt: nullable(z.int()).meta({ description: 'When its workaround may not hold any more.' }),
    edition: z.int().meta({ description: 'Of the known error; 0: it is none.' }),
    hasCause: z.boolean(),
    workaround: z.enum(['none', 'holds', 'over']),
    version: nullable(z.string()).meta({ description: 'Of the product, in which it is gone.' }),
    into: nullable(z.string()).meta({ description: 'What it was merged into.' }),
    cases: z.int().meta({ description: 'How many belong to it; exact to 1000, then 1001.' }),
  })
  .meta({ id: 'ProblemRow' })

/** How many of a list are counted one by one. */
const casesMost = 1000

/** A problem as listed. */
export async function rowsShown(
  shell: Shell,
  rows: readonly MatterRow[],
): Promise<z.infer<typeof rowSchema>[]> {
  const counted = await shell.desk.problems.caseCounts(
    rows.map(({ id }) => id),
    casesMost,
  )
  return rows.map(row => {
    const { kind, edition, hasCause, workaround, version, into } = row.more as ProblemMore
    const { id, number, seq, title, isOpen, product, owner, team, openedAt, changedAt, dueAt } = row
    const standing = row.standing as (typeof problemStandings)[number]
    return {
      ...{ id, number, seq, title, standing, isOpen, kind, product, owner, team, openedAt, changedAt, dueAt },
      ...{ edition, hasCause, workaround, version, into, cases: counted.get(id) ?? 0 },
    }
  })
}

const factSchema = z.looseObject({ seq: z.int(), type: z.string(), at: z.int(), by: z.looseObject({}) })
const stagesSchema = z.object({
  cases: z.int().meta({ description: 'That belong to it now.' }),
  ...Object.fromEntries(fixStages.map(stage => [stage, z.int()])),
} as { cases: z.ZodInt } & Record<(typeof fixStages)[number], z.ZodInt>)
const pageSchema = z
  .object({
    row: rowSchema,
    unfit: z
      .int()
      .meta({ description: 'Cases it was offered for and of which somebody said it is not theirs.' }),
    ledger: z.array(factSchema).meta({ description: 'Its facts in order; docs/events.md lists them.' }),
    texts: z.record(z.string(), z.string()).meta({ description: 'By id; an erased text is not there.' }),
    names: z.object({
      agents: z.record(z.string(), z.string()),
      teams: z.record(z.string(), z.string()),
      problems: z
        .record(z.string(), z.int())
        .meta({ description: 'Numbers of problems it was merged with.' }),
    }),
    from: nullable(z.int()).meta({ description: 'The number of the case it was opened from.' }),
    telling: z
      .array(z.object({ seq: z.int(), told: z.int(), done: z.boolean() }))
      .meta({ description: 'How far its cases were told of which fact, the newest first.' }),
    stages: stagesSchema.meta({
      description: 'Of a fix: told only, customer asked, it holds for him, it came back.',
    }),
  })
  .meta({ id: 'ProblemPage' })

const listQuery = z.strictObject({
  standing: z
    .string()
    .regex(/^[a-z]+(,[a-z]+)*$/)
    .optional()
    .meta({
      description: 'One or more of open, known, fixed, closed, merged, dismissed; else what goes on.',
    }),
  mine: flagInQuery.optional(),
  product: idSchema('pro').optional(),
  lies_in: z.enum(problemKinds).optional().meta({ description: 'What the cause lies in.' }),
  cause: z.enum(['found', 'open']).optional().meta({ description: 'Whether the cause was found.' }),
  sort: z.enum(['newest', 'due']).default('newest').meta({
    description: 'due: those with a workaround that ends, the first to end first.',
  }),
  ...paging,
})
const caseSchema = cardSchema.and(z.object({ fix: nullable(z.enum(fixStages)) }))

/** Adds the reading ones. */
export function problemReadRoutes(app: App, shell: Shell): void {
  listRoute(app, shell)
  oneRoute(app, shell)
  casesRoute(app, shell)
  knownRoute(app, shell)
}

function listRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/matters/problems',
    summary: 'Problems: one cause, many cases. The newest first, those that go on unless asked otherwise.',
    tag: 'matters',
    query: listQuery,
    answers: { 200: pageOf(rowSchema) },
    async handler(request, reply) {
      const signed = signedIn(request)
      needReader(shell, signed)
      const { standing, mine, product, cause, sort, limit, cursor } = request.query
      const place = cursor === undefined ? null : keyOf('problems', cursor, ['number', 'string'])
      const query: MatterQuery = {
        ...{ kind: 'problem', sort, limit: limit + 1 },
        ...(standing === undefined
          ? { isOpen: true }
          : { standing: standing.split(','), isOpen: standing.split(',').every(isOpen) }),
        ...(mine && { owner: signed.agent }),
        ...(product !== undefined && { product }),
        ...(request.query.lies_in && { liesIn: request.query.lies_in }),
        ...(cause && { hasCause: cause === 'found' }),
        ...(place && { after: { key: Number(place[0]), id: String(place[1]) } }),
      }
      if (standing !== undefined && !sameSide(standing.split(',')))
        delete (query as { isOpen?: boolean }).isOpen
      const rows = await shell.desk.matters.list(query)
      const items = await rowsShown(shell, rows.slice(0, limit))
      const last = rows[limit - 1]
      const key = last && (sort === 'due' ? (last.dueAt ?? 0) : last.openedAt)
      const next = rows.length > limit && last ? cursorOf('problems', [key ?? 0, last.id]) : null
      return reply.send({ items, next })
    },
  })
}

const isOpen = (standing: string): boolean => (openStandings as readonly string[]).includes(standing)
/** All of them go on, or all are over: then the list is walked along that index. */
const sameSide = (standings: readonly string[]): boolean => standings.every(isOpen) || !standings.some(isOpen)

function oneRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/matters/problems/:problem',
    summary: 'A problem with its whole ledger, its texts, and how far its cases were told.',
    tag: 'matters',
    params: problemParams,
    answers: { 200: pageSchema },
    async handler(request, reply) {
      const found = await problemFor(shell, signedIn(request), request.params.problem)
      const page = await problemPage(shell, found)
      return reply.header('etag', etag(page.row.seq)).send(page)
    },
  })
}

const idInFacts = /"((?:agt|tea|prb)_[0-9a-z]+)"/g

async function problemPage(shell: Shell, { ledger }: FoundProblem) {
  const { desk, store } = shell
  const [rows, telling, stages, unfit] = await Promise.all([
    desk.matters.rows([ledger.id]),
    desk.matters.tellings(ledger.id),
    desk.problems.stages(ledger.id),
    desk.problems.unfitCount(ledger.id),
  ])
  const [row] = await rowsShown(shell, rows)
  const ids = [...new Set([...JSON.stringify(ledger.facts).matchAll(idInFacts)].map(([, id]) => id!))]
  const { agents, teams } = shell.facts()
  const named = (all: Readonly<Record<string, { name: string }>>) =>
    Object.fromEntries(ids.flatMap(id => (all[id] ? [[id, all[id].name]] : [])))
  const problems = await desk.matters.rows(ids.filter(id => id.startsWith('prb_')) as `prb_${string}`[])
  const from = ledger.facts[0] as { from?: `cas_${string}` } | undefined
  const opener = from?.from ? await store.card(from.from) : null
  return {
    row: row!,
    unfit,
    ledger: ledger.facts as unknown as z.infer<typeof factSchema>[],
    texts: Object.fromEntries(ledger.texts),
    names: {
      ...{ agents: named(agents), teams: named(teams) },
      problems: Object.fromEntries(problems.map(({ id, number }) => [id, number])),
    },
    from: opener?.number ?? null,
    telling: [...telling],
    stages,
  }
}

function casesRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/matters/problems/:problem/cases',
    summary: 'The cases that belong to it, as far as I may read them, the oldest first.',
    tag: 'matters',
    params: problemParams,
    query: z.strictObject(paging),
    answers: { 200: pageOf(caseSchema) },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { ledger } = await problemFor(shell, signed, request.params.problem)
      const page = await readablePage(
        { facts: signed.facts, desk: shell.facts() },
        request.query,
        (limit, cursor) =>
          shell.store.cards({
            matter: ledger.id,
            sort: 'age',
            limit,
            ...(cursor !== undefined && { cursor }),
          }),
      )
      const items = page.items.map(card => ({ ...card, fix: card.fixes?.[ledger.id] ?? null }))
      return reply.send({ items, next: page.next })
    },
  })
}

const knownSchema = z.object({
  items: z
    .array(
      rowSchema.omit({ cases: true }).extend({
        around: nullable(z.string()).meta({ description: 'How one gets around it, while that holds.' }),
        shared: z.array(z.string()).meta({ description: 'The words both have, as they are compared.' }),
      }),
    )
    .meta({ description: 'The likest first; none of those it belongs to already.' }),
  newAmong: nullable(z.int()).meta({
    description: 'Among so many newest cases nothing is like it: new to us. Null: not so.',
  }),
})

function knownRoute(app: App, shell: Shell): void {
  const known = knownErrors(shell)
  route(app, {
    method: 'GET',
    url: '/cases/:case/known-errors',
    summary: 'Known errors whose words look like those of this case, with what helps.',
    tag: 'matters',
    params: caseParams,
    answers: { 200: knownSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const card = await caseFor(shell, signed.agent, request.params.case)
      if (!readsProblems(signed.facts, shell.facts())) return reply.send({ items: [], newAmong: null })
      const fits = await known.fitting(card, await wordsOf(shell, card))
      const rows = await rowsShown(
        shell,
        fits.map(({ one }) => one),
      )
      const items = await Promise.all(
        rows.map(async ({ cases: _cases, ...row }, at) => {
          const found = await problemOf(shell, row.id as ProblemId)
          const around = found && workaroundAt(found.state, shell.now())
          return {
            ...row,
            around: (around && found.ledger.texts.get(around.what.text)) ?? null,
            shared: [...fits[at]!.shared],
          }
        }),
      )
      const newAmong = items.length > 0 ? null : await newToUs(shell, card)
      return reply.send({ items, newAmong })
    },
  })
}

/** Among how many cases nothing is like an open one that belongs to nothing; null: something is. */
async function newToUs({ desk }: Shell, card: Card): Promise<number | null> {
  if (card.phase !== 'open' || (card.matters?.length ?? 0) > 0) return null
  const { cases, hasDevice } = await desk.problems.seenBefore(card.id)
  const found = cases.map(({ subject, product }) => ({ terms: termsOf(subject), product }))
  const sought = { terms: termsOf(card.subject), product: card.product }
  return newAmongCases(sought, { cases: found, hasDevice })
}

/** What the case is about, as it began: its subject and what its customer wrote or said first. */
async function wordsOf({ store }: Shell, card: Card): Promise<string> {
  const ledger = await store.read(card.id)
  const first = ledger?.events.find(one => one.type === 'message.received' || one.type === 'claim.made')
  const ref = first && (first as { text: TextRef }).text
  return `${card.subject} ${(ref && ledger?.texts.get(ref.text))?.slice(0, wordsMost) ?? ''}`
}
const wordsMost = 2_000
