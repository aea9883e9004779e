// Notices keep one contract, in memory and on real PostgreSQL.
import assert from 'node:assert/strict'
import { after as afterAll, before, describe, it } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { after } from '#core/kit/time.ts'
import { newId, t0 } from './contract/specimen.ts'
import { deskOf } from './desk/desk.ts'
import type { Notice, NoticeTable } from './desk/notice.ts'
import { memoryNotices } from './memory-notices.ts'
import { postgresStore } from './postgres/store.ts'
import { testDatabase } from './testing.ts'

type Opened = { readonly notices: NoticeTable; close(): Promise<void> }

const noticeOf = (more: Partial<Notice> = {}): Omit<Notice, 'readAt'> => {
  const agent = more.agent ?? newId('agt')
  const about = more.about ?? newId('tgt')
  const { readAt: _, ...own } = {
    readAt: null,
    key: `target.breached/${about}/${agent}`,
    agent,
    caseId: newId('cas'),
    matterId: null,
    cause: 'target.breached' as const,
    about,
    kind: 'first_response' as const,
    as: 'owner' as const,
    severity: 3 as const,
    at: t0,
    dueAt: t0,
    windowFrom: null,
    wokenLateMs: null,
    tellAt: t0,
    ...more,
  }
  return own
}

function keepsNotices(name: string, open: () => Promise<Opened>): void {
  describe(`notices: ${name}`, () => {
    let opened: Opened
    before(async () => {
      opened = await open()
    })
    afterAll(() => opened.close())

    it('a person is told of a fact once, whoever tells him and how often', async () => {
      const { notices } = opened
      const one = noticeOf()
      await Promise.all([notices.add([one]), notices.add([{ ...one, as: 'lead' }]), notices.add([one])])
      const lead = noticeOf({ about: one.about, as: 'lead', caseId: one.caseId })
      await notices.add([one, lead])
      const told = await notices.of('target.breached', one.about)
      assert.deepEqual(told.map(each => each.agent).toSorted(), [one.agent, lead.agent].toSorted())
      const known = told.find(each => each.agent === lead.agent)
      assert.deepEqual(known, { ...lead, readAt: null })
      assert.deepEqual(await notices.of('target.warned', one.about), [])
    })

    it('of many facts at once, each with those who were told, by key; a fact nobody heard of is left out', async () => {
      const { notices } = opened
      const [one, two, other] = [noticeOf(), noticeOf(), noticeOf({ cause: 'target.warned' })]
      const lead = noticeOf({ about: one.about, as: 'lead', caseId: one.caseId })
      await notices.add([one, lead, two, other])
      await notices.look(two.agent, 'all', after(t0, 5))
      const asked = [one.about, two.about, other.about, newId('tgt')]
      const told = await notices.ofAll('target.breached', asked)
      assert.deepEqual([...told.keys()].toSorted(), [one.about, two.about].toSorted())
      assert.deepEqual(told.get(one.about), await notices.of('target.breached', one.about))
      assert.equal(told.get(one.about)?.length, 2)
      assert.equal(told.get(two.about)?.[0]?.readAt, after(t0, 5))
      assert.equal((await notices.ofAll('target.breached', [])).size, 0)
    })

    it('a list is its person’s alone, the newest first, page by page', async () => {
      const { notices } = opened
      const agent: AgentId = newId('agt')
      const own = [0, 1, 1, 2].map(ms => noticeOf({ agent, tellAt: after(t0, ms) }))
      await notices.add([...own, noticeOf()])
      const now = after(t0, 2)
      const all = await notices.list(agent, { now, limit: 10 })
      assert.deepEqual(
        all.map(one => one.tellAt - t0),
        [2, 1, 1, 0],
      )
      const first = await notices.list(agent, { now, limit: 2 })
      const rest = await notices.list(agent, { now, limit: 9, before: first[1] })
      assert.deepEqual([...first, ...rest], all)
    })

    it('what is held back is neither listed nor counted before its time, and then it is', async () => {
      const { notices } = opened
      const held = noticeOf({ tellAt: after(t0, 1_000) })
      await notices.add([held])
      const { agent } = held
      assert.deepEqual(await notices.list(agent, { now: after(t0, 999), limit: 5 }), [])
      assert.equal(await notices.look(agent, 'all', after(t0, 999)), 0)
      assert.equal((await notices.unread([agent], after(t0, 999))).size, 0)
      assert.equal((await notices.unread([agent], after(t0, 1_000))).get(agent), 1)
      assert.equal((await notices.list(agent, { now: after(t0, 1_000), limit: 5 })).length, 1)
    })

    it('what somebody has looked at is counted no more: one, those of a case, all', async () => {
      const { notices } = opened
      const agent: AgentId = newId('agt')
      const [a, b, c, d] = [1, 2, 3, 4].map(() => noticeOf({ agent }))
      await notices.add([a!, b!, { ...c!, caseId: b!.caseId }, d!])
      const left = async () => (await notices.unread([agent, newId('agt')], t0)).get(agent)
      assert.equal(await left(), 4)
      assert.equal(await notices.look(newId('agt'), { keys: [a!.key] }, t0), 0, 'it is not his')
      assert.equal(await notices.look(agent, { keys: [a!.key] }, t0), 1)
      assert.equal(await notices.look(agent, { keys: [a!.key] }, t0), 0)
      assert.equal(await notices.look(agent, { caseId: b!.caseId! }, t0), 2)
      assert.deepEqual(
        (await notices.list(agent, { now: t0, unread: true, limit: 9 })).map(one => one.key),
        [d!.key],
      )
      assert.equal(await notices.look(agent, 'all', after(t0, 5)), 1)
      assert.equal(await left(), undefined)
      assert.equal((await notices.of(d!.cause, d!.about))[0]!.readAt, after(t0, 5))
    })
  })
}

keepsNotices('memory', async () => ({ notices: memoryNotices(), close: async () => {} }))

keepsNotices('PostgreSQL', async () => {
  const database = await testDatabase()
  const store = await postgresStore({ url: database.url })
  const close = async () => {
    await store.close()
    await database.drop()
  }
  return { notices: deskOf(store.pool).notices, close }
})
