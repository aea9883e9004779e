// Whoever chases what stands beside cases is told what happened at it, once, with the fact; a mail follows
// where he likes one; looking at it is enough.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ProblemId, SupplierCaseId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { placeMatters } from '#server/placing-matters.ts'
import { mailMatterNotices } from '#server/react/matter-mail.ts'
import { handleSupplierCase } from '#server/suppliers.ts'

let desk: TestDesk
let [karin, bo, eva]: Person[] = []
before(async () => {
  desk = await testDesk()
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
  bo = await desk.person({ name: 'Bo' })
  eva = await desk.person({ name: 'Eva' })
})
after(() => desk.close())

const ask = (by: Person | undefined, path: string, body: object = {}) => desk.ask(by!, 'POST', path, body)
type Shown = { cause: string; matterId: string; number: number; subject: string; as: string; key: string }
const told = async (who: Person | undefined): Promise<Shown[]> =>
  (await desk.ask(who!, 'GET', 'notices?unread=true')).json.items
const causes = async (who: Person | undefined) => (await told(who)).map(({ cause, as }) => `${cause} ${as}`)
const problem = async () =>
  (await ask(bo, 'matters/problems', { title: 'It drops at noon', kind: 'software' })).json

test('who is given a problem is told, not who gives it; opening it is a look', async () => {
  const { id, number } = await problem()
  assert.deepEqual(await told(bo), [], 'he opened it himself')
  const given = await ask(bo, `matters/problems/${id}/give`, { owner: eva!.id, team: null })
  assert.equal(given.status, 200, given.text)
  const [one] = await told(eva)
  assert.deepEqual(
    [one?.cause, one?.matterId, one?.number, one?.subject],
    ['matter.given', id, number, 'It drops at noon'],
  )
  assert.deepEqual(await told(bo), [])
  const { json } = await ask(eva, 'notices/read', { matter: id })
  assert.equal(json.unread, 0)
  assert.deepEqual(await told(eva), [])
})

test('somebody leaves: the leads hear of his problem, and of what is theirs now', async () => {
  const tim = await desk.person({ name: 'Tim' })
  const { json } = await ask(tim, 'matters/problems', { title: 'T', kind: 'software' })
  await ask(tim, 'changes', { kind: 'bug_fix', title: 'C', wanted: 'w', why: 'y' })
  const row = await desk.desk.agents.one(tim.id)
  await desk.desk.agents.change(tim.id, row!.version, { disabledAt: desk.shell.now() })
  await desk.shell.changed()
  assert.equal(await placeMatters(desk.shell, tim.id), 2)
  const found = await told(karin)
  assert.deepEqual(found.map(({ cause, as }) => `${cause} ${as}`).sort(), [
    'matter.left lead',
    'matter.left owner',
  ])
  assert.ok(found.some(one => one.matterId === json.id))
  assert.equal(await placeMatters(desk.shell, tim.id), 0)
  assert.equal((await told(karin)).length, 2)
})

test('a word of a supplier and a mail that did not arrive want its owner; a mail of ours says so once', async () => {
  const none = [null, null, null, null]
  const agreed = {
    ...{ calendar: null, answer: none, update: none, solution: none },
    ...{ chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 },
  }
  const { json: acme } = await ask(karin, 'suppliers', {
    name: 'Acme',
    agreed,
    addresses: ['a@acme.example'],
  })
  const { id: caseId } = await desk.opened(bo!)
  const { json: spc } = await ask(bo, 'matters/supplier-cases', {
    ...{ case: caseId, supplier: acme.id, title: 'The radio resets' },
  })
  const id = spc.id as SupplierCaseId
  await ask(bo, `matters/supplier-cases/${id}/send`, { how: 'mail', words: 'It resets' })
  const by = { kind: 'system', part: 'desk' } as const
  const seal = desk.shell.sealer()
  const say = { type: 'supplier.say', how: 'mail', words: seal.text('Use 4.2'), answer: 'unread' } as const
  const notSent = { type: 'supplier.note_not_sent', mail: 'msg_1', reason: 'bounced' } as const
  await handleSupplierCase(desk.shell, { id, by, commands: [say, notSent], texts: seal.texts })
  assert.deepEqual((await causes(bo)).sort(), ['matter.heard owner', 'matter.unsent owner'])
  await ask(bo, `matters/supplier-cases/${id}/say`, { answer: 'update', how: 'phone', words: 'Soon' })
  assert.equal((await told(bo)).length, 2, 'what he wrote down himself he knows')
  const sent: unknown[] = []
  const reach = { mail: 'always', quiet: [], zone: 'UTC', cover: null }
  const facts = () => {
    const now = desk.shell.facts()
    const me = { ...now.agents[bo!.id]!, reach }
    return { ...now, agents: { ...now.agents, [bo!.id]: me } } as typeof now
  }
  const sendLetter = async (letter: { to: string; url: string }) =>
    void sent.push(new URL(letter.url).pathname)
  const shell = { ...desk.shell, facts, sendLetter } as unknown as typeof desk.shell
  await mailMatterNotices(shell)
  assert.deepEqual(sent, [`/suppliers/${spc.number}`, `/suppliers/${spc.number}`])
  await mailMatterNotices(shell)
  assert.equal(sent.length, 2)
})

test('who works on cases no more, or leaves by the door, chases nothing any more', async () => {
  const admin = await desk.person({ name: 'Ada', roles: ['agent', 'lead', 'admin'] })
  const chased = async (who: Person) =>
    (await ask(who, 'matters/problems', { title: 'P', kind: 'software' })).json.id
  const ownerOf = async (id: ProblemId) => (await desk.desk.matters.rows([id]))[0]?.owner
  const [mia, leo] = [await desk.person({ name: 'Mia' }), await desk.person({ name: 'Leo' })]
  const [hers, his] = [await chased(mia), await chased(leo)]
  const of = async (who: Person) => (await desk.desk.agents.one(who.id))!.version
  const roles = { version: await of(mia), roles: ['auditor'] }
  const changed = await desk.ask(admin, 'PATCH', `agents/${mia.id}`, roles)
  assert.equal(changed.status, 200, changed.text)
  assert.equal(await ownerOf(hers), null)
  assert.equal(await ownerOf(his), leo.id)
  const out = await ask(admin, `agents/${leo.id}/disable`, { version: await of(leo) })
  assert.equal(out.status, 200, out.text)
  assert.equal(await ownerOf(his), null)
})
