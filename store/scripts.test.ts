// Published scripts keep one contract, in memory and on real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { after as later } from '#core/kit/time.ts'
import { newId, t0 } from './contract/specimen.ts'
import { deskOf } from './desk/desk.ts'
import type { ScriptTable, ScriptVersion } from './desk/script.ts'
import { memoryScripts } from './memory-scripts.ts'
import { type PostgresStore, postgresStore } from './postgres/store.ts'
import { testDatabase } from './testing.ts'

type Opened = { readonly scripts: ScriptTable; readonly agent: AgentId; close(): Promise<void> }

const form = (title: string, steps = 1) => ({
  title: { en: title },
  says: { en: `${title}?` },
  languages: ['en'],
  steps: Array.from({ length: steps }, () => ({})),
})
const versionOf = (slug: string, more: Partial<ScriptVersion> = {}): ScriptVersion => ({
  slug,
  version: 1,
  form: form(slug),
  at: t0,
  by: null,
  shipped: 'digest-1',
  ...more,
})

function keepsScripts(name: string, open: () => Promise<Opened>): void {
  describe(`scripts: ${name}`, () => {
    let opened: Opened
    before(async () => {
      opened = await open()
    })
    after(() => opened.close())

    it('what is published lives, and what was published before it stays as it was', async () => {
      const { scripts, agent } = opened
      const first = versionOf('wifi', { form: form('Wi-Fi', 3) })
      const second = versionOf('wifi', {
        version: 2,
        form: form('Wi-Fi slow', 4),
        at: later(t0, 1),
        by: agent,
        shipped: null,
      })
      assert.equal(await scripts.one('wifi'), null)
      assert.equal(await scripts.past('wifi'), null)
      assert.equal(await scripts.publish(first), 'published')
      assert.deepEqual(await scripts.one('wifi'), { ...first, isLive: true })
      assert.equal(await scripts.publish(second), 'published')
      assert.deepEqual(await scripts.one('wifi'), { ...second, isLive: true })
      assert.deepEqual(await scripts.one('wifi', 1), { ...first, isLive: false })
      assert.equal(await scripts.one('wifi', 3), null)
      assert.deepEqual(await scripts.past('wifi'), {
        live: 2,
        versions: [
          { version: 2, at: second.at, by: agent, shipped: null },
          { version: 1, at: t0, by: null, shipped: 'digest-1' },
        ],
      })
    })

    it('of those who publish the same number one is told that he is too late', async () => {
      const { scripts } = opened
      const [a, b] = await Promise.all([
        scripts.publish(versionOf('mail', { form: form('A') })),
        scripts.publish(versionOf('mail', { form: form('B') })),
      ])
      assert.deepEqual([a, b].toSorted(), ['published', 'stale'])
      assert.equal(await scripts.publish(versionOf('mail', { version: 3 })), 'stale')
      assert.equal(await scripts.publish(versionOf('unknown', { version: 2 })), 'stale')
      assert.equal(await scripts.past('unknown'), null)
      const [only, ...more] = (await scripts.past('mail'))!.versions
      assert.deepEqual([only?.version, more], [1, []])
    })

    it('one that is withdrawn begins no walk, and serves the walks that began with it', async () => {
      const { scripts } = opened
      await scripts.publish(versionOf('printer'))
      assert.equal(await scripts.withdraw('printer'), true)
      assert.equal(await scripts.withdraw('printer'), false)
      assert.equal(await scripts.withdraw('no-such'), false)
      assert.equal(await scripts.one('printer'), null)
      assert.deepEqual(await scripts.one('printer', 1), { ...versionOf('printer'), isLive: false })
      assert.equal((await scripts.past('printer'))?.live, null)
      assert.ok(!(await scripts.list({ limit: 50 })).some(one => one.slug === 'printer'))
      await scripts.publish(versionOf('printer', { version: 2, shipped: 'digest-2' }))
      assert.equal((await scripts.one('printer'))?.version, 2)
    })

    it('the list names the live ones, page by page', async () => {
      const { scripts } = opened
      for (const slug of ['z-c', 'z-a', 'z-b'])
        await scripts.publish(versionOf(slug, { form: form(slug, 2) }))
      const page = await scripts.list({ after: 'z', limit: 2 })
      const line = (slug: string) => ({ ...form(slug, 2), slug, version: 1, steps: 2 })
      assert.deepEqual(page, [line('z-a'), line('z-b')])
      assert.deepEqual(await scripts.list({ after: 'z-b', limit: 2 }), [line('z-c')])
    })
  })
}

keepsScripts('memory', async () => ({ scripts: memoryScripts(), agent: newId('agt'), close: async () => {} }))

async function onPostgres(): Promise<Opened & { readonly store: PostgresStore }> {
  const database = await testDatabase()
  const store = await postgresStore({ url: database.url })
  const desk = deskOf(store.pool)
  const agent = newId('agt')
  const anna = { id: agent, name: 'Anna Berg', email: 'anna@example.org', createdAt: t0 }
  await desk.agents.add({ ...anna, roles: ['editor'], levels: [1] })
  const close = async () => {
    await store.close()
    await database.drop()
  }
  return { scripts: desk.scripts, agent, store, close }
}

keepsScripts('PostgreSQL', onPostgres)

it('a published version is changed by no program', async () => {
  const { scripts, store, close } = await onPostgres()
  await scripts.publish(versionOf('wifi'))
  for (const text of [
    "update script_version set form = '{}'",
    'delete from script_version',
    'truncate script_version',
  ])
    await assert.rejects(store.pool.query(text), { code: 'TL002' }, text)
  assert.deepEqual((await scripts.one('wifi', 1))?.form, form('wifi'))
  await close()
})
