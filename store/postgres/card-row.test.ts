// A list never shows an old card for a new one, whoever wrote the new one.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { cardOf, noting, opening } from '../contract/specimen.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { type PostgresStore, postgresStore } from './store.ts'

let database: TestDatabase
let here: PostgresStore
let elsewhere: PostgresStore

before(async () => {
  database = await testDatabase()
  here = await postgresStore({ url: database.url })
  elsewhere = await postgresStore({ url: database.url })
})
after(async () => {
  await Promise.all([here.close(), elsewhere.close()])
  await database.drop()
})

const listed = async () => (await here.cards({ sort: 'newest', limit: 50 })).items

it('a card that another node changed, or whose words were erased, is listed as it is now', async () => {
  const opened = opening({ card: cardOf({ subject: 'Zyklamen welken' }) })
  await elsewhere.append(opened)
  assert.deepEqual(
    (await listed()).map(card => [card.subject, card.seq]),
    [['Zyklamen welken', 1]],
  )
  await elsewhere.append(noting(opened.caseId, 1, 'watered'))
  assert.deepEqual(
    (await listed()).map(card => card.seq),
    [2],
  )
  await elsewhere.erase(opened.texts.map(text => text.id))
  assert.deepEqual(await listed(), [await here.card(opened.caseId)])
})

it('lists stay whole while cases change under them', async () => {
  const cases = Array.from({ length: 20 }, () => opening())
  await Promise.all(cases.map(one => here.append(one)))
  const before = (await listed()).map(card => card.id)
  let isOver = false
  const changing = (async () => {
    for (let seq = 1; seq <= 10; seq++)
      await Promise.all(cases.map(one => elsewhere.append(noting(one.caseId, seq, 'again'))))
    isOver = true
  })()
  while (!isOver) {
    const page = await listed()
    assert.deepEqual(
      page.map(card => card.id),
      before,
    )
  }
  await changing
  for (const card of await listed()) assert.deepEqual(card, await here.card(card.id))
})
