// The register of articles: found by number and title, each with its versions; added, changed and withdrawn
// by whoever may. Not: what one came to (measures.ts), nor what it says, which lies behind its address.
import { z } from 'zod'
import { numberTyped } from '#core/article/article.ts'
import { type App, route } from '#server/http/route.ts'
import { flagInQuery, idSchema, language, nullable, words } from '#server/http/schema.ts'
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
import type { Shell } from '#server/shell.ts'
import type { KeptArticle } from '#store/desk/article.ts'

const listMax = 500
const wordsMax = 20
const fields = {
  title: words(200).transform(text => text.trim()),
  address: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .meta({ description: 'Where it is read.' }),
  language,
  product: nullable(idSchema('pro')).meta({ description: 'Null: about no product in particular.' }),
}
const newArticle = z.strictObject({ ...fields, product: fields.product.default(null) })
const articleChange = z
  .strictObject({ ...fields, withdrawn: z.boolean() })
  .partial()
  .extend({ version })
const versionShown = {
  title: z.string(),
  address: z.string(),
  language,
  product: nullable(z.string()),
  withdrawn: z.boolean(),
  version: z.int(),
  changedAt: z.int(),
  changedBy: z.string(),
}
const articleSchema = z
  .object({
    id: z.string(),
    number: z.int().meta({ description: 'People say `A12`.' }),
    ...versionShown,
  })
  .meta({ id: 'Article' })
const foundSchema = articleSchema
  .extend({ usedAt: nullable(z.int()).meta({ description: 'When a fact named it last; null: none did.' }) })
  .meta({ id: 'FoundArticle' })
const wholeSchema = articleSchema
  .extend({ versions: z.array(z.object(versionShown)).meta({ description: 'The newest first.' }) })
  .meta({ id: 'WholeArticle' })
const params = z.strictObject({ article: idSchema('art') })

/** `/articles`. */
export function articleRoutes(app: App, set: SetUp): void {
  findRoute(app, set)
  readRoute(app, set)
  addRoute(app, set)
  changeRoute(app, set)
}

function findRoute(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/articles',
    summary: 'Articles by number or by words of their title: those used last first, then those added last.',
    tag: 'set-up',
    query: z.strictObject({
      q: z.string().max(200).default(''),
      withdrawn: flagInQuery.optional().meta({ description: 'Only those that are, or are not.' }),
      limit: z.coerce.number().pipe(z.int().min(1).max(listMax)).default(listMax),
    }),
    answers: { 200: z.object({ items: z.array(foundSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'articles', 'read')
      const { q, withdrawn, limit } = request.query
      const typed = q.split(/\s+/).filter(word => word !== '')
      const asked = {
        words: typed.slice(0, wordsMax),
        number: numberTyped(q),
        limit,
        ...given({ withdrawn }),
      }
      return reply.send({ items: await shell.desk.articles.find(asked) })
    },
  })
}

function readRoute(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/articles/:article',
    summary: 'One article with all its versions.',
    tag: 'set-up',
    params,
    answers: { 200: wholeSchema },
    async handler(request, reply) {
      needSetUp(request, 'articles', 'read')
      const versions = await shell.desk.articles.versions(request.params.article)
      return reply.send({ ...there(versions[0]), versions })
    },
  })
}

function addRoute(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/articles',
    summary: 'Add an article to the register; its number is counted.',
    tag: 'set-up',
    body: newArticle,
    answers: { 201: articleSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'articles', 'change')
      await needSound(shell, request.body)
      const own = { id: shell.newId('art'), ...request.body, withdrawn: false }
      const added = await shell.desk.articles.add(own, { at: shell.now(), by: by.agent })
      await record(shell, by, { what: 'article.added', about: added.id, after: audited(added) })
      return reply.code(201).send(added)
    },
  })
}

function changeRoute(app: App, { shell }: SetUp): void {
  const { articles } = shell.desk
  route(app, {
    method: 'PATCH',
    url: '/articles/:article',
    summary: 'Change an article, or withdraw it: nobody picks it any more, and what it came to stays.',
    tag: 'set-up',
    params,
    body: articleChange,
    answers: { 200: articleSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'articles', 'change')
      const before = there(await articles.one(request.params.article))
      const { version: read, ...changes } = request.body
      await needSound(shell, { ...before, ...given(changes) })
      const signed = { at: shell.now(), by: by.agent }
      const after = settled(await articles.change(before.id, read, given(changes), signed))
      const what = after.withdrawn && !before.withdrawn ? 'article.withdrawn' : 'article.changed'
      await record(shell, by, { what, about: before.id, before: audited(before), after: audited(after) })
      return reply.send(after)
    },
  })
}

/** Who changed it and when the audit says itself. */
const audited = ({ changedAt: _at, changedBy: _by, ...article }: KeptArticle) => article

/** Refuses at its field what is not there. */
async function needSound(shell: Shell, { product }: Pick<KeptArticle, 'product'>): Promise<void> {
  if (product === null) return
  const known = await shell.desk.products.all()
  if (!known.some(({ id }) => id === product)) throw wrong('product', '?')
}
