// What is due rings, whatever stands beside it.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { AgentId, CaseId, TeamId } from '#core/kit/id.ts'
import { after, dayMs, type Instant, instant } from '#core/kit/time.ts'
import { type DeskFacts, defaultDesk } from '#core/people/desk-facts.ts'
import { handle } from '#server/handle.ts'
import { newId } from '#server/new-id.ts'
import { ringDue } from '#server/react/ring.ts'
import { sealer } from '#server/sealer.ts'
import { memoryStore } from '#store/memory.ts'

const bo: AgentId = 'agt_bo'
const team: TeamId = 'tea_one'
const facts: DeskFacts = {
  ...defaultDesk,
  teams: { [team]: { id: team, name: 'One', level: 1, setting: {}, active: true } },
  agents: {
    [bo]: { id: bo, name: 'Bo', roles: ['agent'], levels: [1], teams: [team], active: true, absent: false },
  },
}

it('a case that cannot be rung does not hold up the others', async () => {
  const store = memoryStore()
  let at: Instant = instant(Date.now())
  const world = { store, now: () => at, newId, facts: () => facts }
  const open = async (): Promise<CaseId> => {
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
    await handle(world, { caseId, by, commands: [opening], texts: seal.texts })
    return caseId
  }
  const [broken, whole] = [await open(), await open()]
  at = after(at, 2 * dayMs)
  const before = (await store.card(whole))!.seq
  const read: typeof store.read = which =>
    which === broken ? Promise.reject(new Error('a broken ledger')) : store.read(which)
  await assert.rejects(ringDue({ ...world, store: { ...store, read } }), /a broken ledger/)
  assert.ok((await store.card(whole))!.seq > before, 'the clock of the other one rang')
})
