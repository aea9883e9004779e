// The register of articles: each version kept, one of two changes at once, and found by number and title,
// those that a fact named last first.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ArticleId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { newId, t0 } from '../contract/specimen.ts'
import { type PostgresStore, postgresStore } from '../postgres/store.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { articlesFoundSql } from './article.ts'
import { type Desk, deskOf } from './desk.ts'

let database: TestDatabase
let store: PostgresStore
let desk: Desk
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  desk = deskOf(store.pool)
})
after(async () => {
  await store.close()
  await database.drop()
})

const signed = { at: t0, by: 'agt_karin' }
const added = (title: string, more: object = {}) =>
  desk.articles.add(
    {
      ...{ id: newId('art'), title, address: 'https://kb.example/1', language: 'en', product: null },
      ...{ withdrawn: false, ...more },
    },
    signed,
  )
const find = async (words: readonly string[], number: number | null = null, withdrawn?: boolean) =>
  (await desk.articles.find({ words, number, limit: 10, ...(withdrawn !== undefined && { withdrawn }) })).map(
    one => one.title,
  )
/** As a fact of a case names it. */
const named = (article: ArticleId, minute: number, type = 'case.solved') =>
  store.pool.query(
    `insert into event (case_id, seq, n, type, at, data, h)
      values ($1, 1, 1, $2, $3, $4, decode(repeat('00', 32), 'hex'))`,
    [newId('cas'), type, t0 + minute * 60_000, JSON.stringify({ named: { article, version: 1 } })],
  )

test('a change makes the next version, and the one before it is kept', async () => {
  const one = await added('Cable')
  const product = 'pro_lamp' as const
  const changed = await desk.articles.change(
    one.id,
    1,
    { title: 'Cables', product },
    { ...signed, at: instant(t0 + 1) },
  )
  assert.ok(typeof changed === 'object')
  assert.deepEqual(
    [changed.version, changed.number, changed.title, changed.product],
    [2, one.number, 'Cables', product],
  )
  const none = await desk.articles.change(one.id, 2, { product: null, withdrawn: true }, signed)
  assert.ok(typeof none === 'object' && none.product === null && none.title === 'Cables' && none.withdrawn)
  assert.deepEqual(
    (await desk.articles.versions(one.id)).map(({ version, title }) => [version, title]),
    [
      [3, 'Cables'],
      [2, 'Cables'],
      [1, 'Cable'],
    ],
  )
  assert.deepEqual([await desk.articles.one(one.id), await desk.articles.some([one.id])], [none, [none]])
})

test('of two changes of one version one holds; of none that is not there', async () => {
  const one = await added('Once')
  const change = (title: string) => desk.articles.change(one.id, 1, { title }, signed)
  const outcomes = await Promise.all([change('Twice'), change('Thrice')])
  assert.deepEqual(outcomes.filter(outcome => outcome === 'stale').length, 1)
  assert.equal((await desk.articles.versions(one.id)).length, 2)
  assert.equal(await desk.articles.change('art_none', 1, {}, signed), 'not_there')
  assert.equal(await desk.articles.one('art_none'), null)
})

test('an article is found by its number and by the words of its title, those used last first', async () => {
  const [router, light, old] = [
    await added('Router without a red light'),
    await added('The red light of a router'),
    await added('A router nobody sells', { withdrawn: true }),
  ]
  assert.deepEqual(await find(['ROUTER', 'red'], null, false), [light.title, router.title], 'added last')
  await named(router.id, 1)
  await named(light.id, 0)
  assert.deepEqual(await find(['router', 'red'], null, false), [router.title, light.title], 'used last')
  await named(light.id, 2, 'hand_off.answered')
  assert.deepEqual(await find(['router', 'red'], null, false), [light.title, router.title])
  assert.deepEqual(await find(['router', 'sells']), [old.title])
  assert.deepEqual(await find(['sells'], null, false), [])
  assert.deepEqual(await find([`A${old.number}`], old.number), [old.title])
  assert.deepEqual(await find(['%']), [], 'as it is written')
})

test('when one was used last is read from an index', async () => {
  const { text, values } = articlesFoundSql({ words: [], number: null, limit: 10 })
  const client = await store.pool.connect()
  try {
    await client.query('set enable_seqscan = off')
    const { rows } = await client.query(`explain ${text}`, values as unknown[])
    assert.match(JSON.stringify(rows), /event_article.*Index Cond: [^"]*named,article[^"]*= article.id/)
  } finally {
    client.release(true)
  }
})
