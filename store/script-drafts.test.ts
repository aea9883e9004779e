// Drafts of scripts keep one contract, in memory and on real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { after as later } from '#core/kit/time.ts'
import { newId, t0 } from './contract/specimen.ts'
import { deskOf } from './desk/desk.ts'
import { revisionsKept, type ScriptDraft, type ScriptDraftTable } from './desk/script-draft.ts'
import { memoryScriptDrafts } from './memory-script-drafts.ts'
import { postgresStore } from './postgres/store.ts'
import { testDatabase } from './testing.ts'

type Opened = { readonly drafts: ScriptDraftTable; readonly agent: AgentId; close(): Promise<void> }

const form = (title: string, steps = 1) => ({
  title: { en: title },
  says: { en: `${title}?` },
  steps: Array.from({ length: steps }, () => ({})),
})

function keepsDrafts(name: string, open: () => Promise<Opened>): void {
  describe(`drafts of scripts: ${name}`, () => {
    let opened: Opened
    before(async () => {
      opened = await open()
    })
    after(() => opened.close())
    const draftOf = (slug: string, revision = 1, own: unknown = form(slug)): ScriptDraft => ({
      slug,
      revision,
      form: own,
      at: later(t0, revision),
      by: opened.agent,
    })

    it('what was saved last is the draft, and what it was made of is still there', async () => {
      const { drafts } = opened
      assert.equal(await drafts.newest('wifi'), null)
      const [first, second] = [draftOf('wifi'), draftOf('wifi', 2, form('Wi-Fi', 3))]
      assert.equal(await drafts.save(first), 'saved')
      assert.equal(await drafts.save(second), 'saved')
      assert.deepEqual(await drafts.newest('wifi'), second)
      assert.deepEqual(await drafts.one('wifi', 1), first)
      assert.equal(await drafts.one('wifi', 3), null)
      assert.equal(await drafts.one('mail', 1), null)
    })

    it('of those who save the same revision one is told that he is too late', async () => {
      const { drafts } = opened
      const outcomes = await Promise.all([
        drafts.save(draftOf('mail', 1, form('A'))),
        drafts.save(draftOf('mail', 1, form('B'))),
      ])
      assert.deepEqual(outcomes.toSorted(), ['saved', 'stale'])
      assert.equal(await drafts.save(draftOf('mail', 1)), 'stale')
      assert.equal(await drafts.save(draftOf('mail', 3)), 'stale')
      assert.equal(await drafts.save(draftOf('unknown', 2)), 'stale')
      assert.equal((await drafts.newest('mail'))?.revision, 1)
    })

    it('a draft that ended is in no list, and the next one goes on counting', async () => {
      const { drafts } = opened
      await drafts.save(draftOf('printer'))
      await drafts.save(draftOf('printer', 2, null))
      assert.deepEqual(await drafts.newest('printer'), draftOf('printer', 2, null))
      assert.ok(!(await drafts.list({ limit: 50 })).some(one => one.slug === 'printer'))
      assert.equal(await drafts.save(draftOf('printer', 1)), 'stale')
      assert.equal(await drafts.save(draftOf('printer', 3)), 'saved')
      assert.equal((await drafts.newest('printer'))?.revision, 3)
    })

    it('the list goes page by page; a draft that has hardly begun is in it too', async () => {
      const { drafts } = opened
      for (const slug of ['z-c', 'z-a']) await drafts.save(draftOf(slug, 1, form(slug, 2)))
      await drafts.save(draftOf('z-b', 1, { title: 'not yet', steps: {} }))
      const { at, by } = draftOf('z-a')
      const line = (slug: string) => {
        const { title, says } = form(slug)
        return { slug, revision: 1, at, by, title, says, steps: 2 }
      }
      const bare = { slug: 'z-b', revision: 1, at, by, title: {}, says: {}, steps: 0 }
      assert.deepEqual(await drafts.list({ after: 'z', limit: 2 }), [line('z-a'), bare])
      assert.deepEqual(await drafts.list({ after: 'z-b', limit: 2 }), [line('z-c')])
    })

    it('only so many revisions are kept', async () => {
      const { drafts } = opened
      for (let revision = 1; revision <= revisionsKept + 1; revision++)
        assert.equal(await drafts.save(draftOf('slow', revision)), 'saved')
      assert.equal(await drafts.one('slow', 1), null)
      assert.equal((await drafts.one('slow', 2))?.revision, 2)
    })
  })
}

keepsDrafts('memory', async () => ({
  drafts: memoryScriptDrafts(),
  agent: newId('agt'),
  close: async () => {},
}))

keepsDrafts('PostgreSQL', async () => {
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
  return { drafts: desk.scriptDrafts, agent, close }
})
