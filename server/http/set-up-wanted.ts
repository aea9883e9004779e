// What has to be known of a case: the lists a manager keeps, per kind and product. Not: what is known of one
// (wanted-facts.ts).
import { z } from 'zod'
import { caseFields, wantedChoicesMax, wantedMax } from '#core/wanted/wanted-list.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, kind, language, words } from '#server/http/schema.ts'
import {
  given,
  needSetUp,
  record,
  type SetUp,
  settled,
  there,
  version,
  wrong,
} from '#server/http/set-up-door.ts'
import { factName } from '#server/http/wanted-fact-deeds.ts'
import type { Shell } from '#server/shell.ts'

const trimmed = (most: number) => words(most).transform(text => text.trim())
const wording = (most: number) =>
  z.partialRecord(language, trimmed(most)).refine(one => Object.keys(one).length > 0)
const isDistinct = (all: readonly { name: string }[]) =>
  new Set(all.map(({ name }) => name)).size === all.length

const fact = z.strictObject({
  name: factName.meta({
    description: `As scripts name it (\`fact\`); ${caseFields.join(', ')}: a field of the case.`,
  }),
  words: wording(80).meta({ description: 'What it is called among us, in the languages it is written in.' }),
  ask: wording(300).meta({ description: 'How the customer is asked.' }),
  choices: z
    .array(
      z.strictObject({
        name: z
          .string()
          .max(60)
          .regex(/^[a-z0-9][a-z0-9_.-]*$/),
        words: wording(80),
      }),
    )
    .max(wantedChoicesMax)
    .refine(isDistinct)
    .default([])
    .meta({ description: 'The answers there are; empty: any words.' }),
  required: z
    .boolean()
    .default(false)
    .meta({ description: 'Who hands a case up while it is open says why.' }),
})
const facts = z.array(fact).min(1).max(wantedMax).refine(isDistinct)
const products = z.array(idSchema('pro')).max(200)
const kinds = z.array(kind).max(20)

const listSchema = z
  .object({
    id: z.string(),
    kinds: z.array(kind).meta({ description: 'Of cases of these kinds; empty: of all.' }),
    products: z.array(z.string()).meta({ description: 'Of these products; empty: of all.' }),
    facts: z.array(
      z.object({
        name: z.string(),
        words: z.record(z.string(), z.string()),
        ask: z.record(z.string(), z.string()),
        choices: z.array(z.object({ name: z.string(), words: z.record(z.string(), z.string()) })),
        required: z.boolean(),
      }),
    ),
    active: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'WantedList', description: 'What has to be known of cases of these kinds and products.' })
const newList = z.strictObject({ kinds: kinds.default([]), products: products.default([]), facts })
const listChange = z.strictObject({
  version,
  ...z.strictObject({ kinds, products, facts, active: z.boolean() }).partial().shape,
})

/** `/wanted-lists`. */
export function wantedRoutes(app: App, { shell }: SetUp): void {
  const { wantedLists } = shell.desk
  route(app, {
    method: 'GET',
    url: '/wanted-lists',
    summary: 'What has to be known of cases, per kind and product.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(listSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'wanted', 'read')
      return reply.send({ items: await wantedLists.all() })
    },
  })
  route(app, {
    method: 'POST',
    url: '/wanted-lists',
    summary: 'Say what has to be known of cases of these kinds and products.',
    tag: 'set-up',
    body: newList,
    answers: { 201: listSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'wanted', 'change')
      await needProducts(shell, request.body.products)
      const added = await wantedLists.add({ id: shell.newId('wfl'), ...request.body })
      await record(shell, by, { what: 'wanted_list.added', about: added.id, after: request.body })
      return reply.code(201).send(added)
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/wanted-lists/:list',
    summary: 'Change such a list, or let it rest. What was recorded stays known.',
    tag: 'set-up',
    params: z.strictObject({ list: idSchema('wfl') }),
    body: listChange,
    answers: { 200: listSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'wanted', 'change')
      const { version, ...changes } = request.body
      const { list } = request.params
      const before = there((await wantedLists.all()).find(one => one.id === list))
      await needProducts(shell, changes.products ?? [])
      const after = settled(await wantedLists.change(list, version, given(changes)))
      await record(shell, by, { what: 'wanted_list.changed', about: list, before, after })
      return reply.send(after)
    },
  })
}

async function needProducts({ desk }: Shell, products: readonly string[]): Promise<void> {
  const known = new Set<string>((await desk.products.all()).map(({ id }) => id))
  if (!products.every(one => known.has(one))) throw wrong('/products', 'unknown')
}
