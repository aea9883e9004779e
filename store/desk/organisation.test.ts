// What an organisation's people speak, by its newest ones. Not: how it is found (desk.test.ts).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Language } from '#core/people/language.ts'
import { newId, t0 } from '../contract/specimen.ts'
import { type PostgresStore, postgresStore } from '../postgres/store.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
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

test('an organisation speaks what two of three of its people do; else nobody knows', async () => {
  const { id } = await desk.organisations.add({ id: newId('org'), name: 'Example', domains: ['example.it'] })
  const comes = (language: Language) =>
    desk.customers.add({ id: newId('cus'), name: 'x', createdAt: t0, language, organisation: id })
  assert.equal(await desk.organisations.language(id), null)
  for (const language of ['it', 'it', 'de'] as const) await comes(language)
  assert.equal(await desk.organisations.language(id), 'it')
  await comes('sv')
  assert.equal(await desk.organisations.language(id), null)
})
