// What is due rings, whatever stands beside it, and whatever the nodes take for the time.
import assert from 'node:assert/strict'
import { after as afterAll, before, describe, it } from 'node:test'
import type { EventType } from '#core/case/event.ts'
import type { AgentId, CaseId, TeamId } from '#core/kit/id.ts'
import { after, dayMs, hourMs, type Instant, instant, minuteMs, secondMs } from '#core/kit/time.ts'
import { type DeskFacts, defaultDesk } from '#core/people/desk-facts.ts'
import { handle, type World } from '#server/handle.ts'
import { newId } from '#server/new-id.ts'
import { ringDue } from '#server/react/ring.ts'
import { sealer } from '#server/sealer.ts'
import { memoryStore } from '#store/memory.ts'
import { type PostgresStore, postgresStore } from '#store/postgres/store.ts'
import { type TestDatabase, testDatabase } from '#store/testing.ts'

const bo: AgentId = 'agt_bo'
const team: TeamId = 'tea_one'
const facts: DeskFacts = {
  ...defaultDesk,
  teams: { [team]: { id: team, name: 'One', level: 1, setting: {}, active: true } },
  agents: {
    [bo]: { id: bo, name: 'Bo', roles: ['agent'], levels: [1], teams: [team], active: true, absent: false },
  },
}

async function opened(world: World): Promise<CaseId> {
  const seal = sealer(newId)
  const caseId = newId('cas')
  const opening = {
    type: 'case.open',
    channel: 'email',
    subject: seal.text('Router'),
    customer: 'cus_anna',
    language: 'en',
    team,
    verified: false,
  } as const
  const by = { kind: 'agent', id: bo } as const
  const names = { customerName: 'Anna', organisationName: null }
  await handle(world, { caseId, by, commands: [opening], texts: seal.texts, names })
  return caseId
}

it('a case that cannot be rung does not hold up the others', async () => {
  let at: Instant = instant(Date.now())
  const store = memoryStore({ now: () => at })
  const world = { store, now: () => at, newId, facts: () => facts }
  const [broken, whole] = [await opened(world), await opened(world)]
  at = after(at, 2 * dayMs)
  const before = (await store.card(whole))!.seq
  const read: typeof store.read = which =>
    which === broken ? Promise.reject(new Error('a broken ledger')) : store.read(which)
  await assert.rejects(ringDue({ ...world, store: { ...store, read } }), /a broken ledger/)
  assert.ok((await store.card(whole))!.seq > before, 'the clock of the other one rang')
})

/** Two nodes on one database, one of them hours ahead of it and one hours behind. */
describe('nodes with a wrong clock', () => {
  let database: TestDatabase
  let stores: PostgresStore[]
  let passedMs = 0
  const pass = (ms: number) => {
    passedMs += ms
  }
  const nodeOf = (store: PostgresStore, skewMs: number): World => ({
    store,
    now: () => instant(Date.now() + passedMs + skewMs),
    newId,
    facts: () => facts,
  })
  const nodes = () => ({
    ahead: nodeOf(stores[0]!, 5 * hourMs),
    behind: nodeOf(stores[1]!, -5 * hourMs),
    right: nodeOf(stores[1]!, 0),
  })
  /** The verdicts on the house's promise, with how long after its time each was written. */
  const verdicts = async (caseId: CaseId): Promise<[EventType, number][]> => {
    const { events } = (await stores[0]!.read(caseId))!
    const made = events.find(event => event.type === 'promise.made')!
    return events.slice(2).map(event => [event.type, event.at - made.dueAt])
  }

  before(async () => {
    database = await testDatabase()
    const open = () => postgresStore({ url: database.url, aheadMs: () => passedMs })
    stores = [await open(), await open()]
  })
  afterAll(async () => {
    for (const store of stores) await store.close()
    await database.drop()
  })

  it('a node that is hours ahead writes no verdict before its time', async () => {
    const { ahead, right } = nodes()
    const caseId = await opened(right)
    pass(hourMs)
    await ringDue(ahead)
    assert.deepEqual(await verdicts(caseId), [])
    pass(dayMs)
    await ringDue(ahead)
    const [[verdict, lateByMs], ...others] = (await verdicts(caseId)) as [[EventType, number]]
    assert.deepEqual([verdict, others], ['promise.late', []])
    assert.ok(lateByMs < dayMs, 'written at the time of the database, not of the node')
  })

  it('a node that is hours behind writes it in time all the same', async () => {
    const { behind, right } = nodes()
    const caseId = await opened(right)
    pass(dayMs)
    await ringDue(behind)
    const [[verdict, lateByMs]] = (await verdicts(caseId)) as [[EventType, number]]
    assert.ok(verdict === 'promise.late' && lateByMs > 0)
  })

  it('a node that is ahead and dies while it rings holds the case for one lease', async () => {
    const { ahead, behind, right } = nodes()
    const caseId = await opened(right)
    pass(dayMs)
    const dying = ringDue(ahead, () => Promise.reject(new Error('the node died')))
    await assert.rejects(dying, /the node died/)
    await ringDue(behind)
    assert.deepEqual(await verdicts(caseId), [], 'under lease')
    pass(15 * secondMs)
    await ringDue(behind)
    assert.equal((await verdicts(caseId)).length, 1)
  })

  it('what both ring at once, and again after the lease, has one verdict each', async () => {
    const { ahead, behind, right } = nodes()
    const cases = await Promise.all(Array.from({ length: 20 }, () => opened(right)))
    pass(dayMs)
    await Promise.all([ringDue(ahead), ringDue(behind), ringDue(ahead), ringDue(behind)])
    pass(minuteMs)
    await Promise.all([ringDue(ahead), ringDue(behind)])
    for (const caseId of cases) assert.equal((await verdicts(caseId)).length, 1)
  })
})
