// A file that is kept back tells those who lead: one alone of them gives it free. Not: how it is judged
// (files.test.ts).
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Scanned } from '#channels/files/clamd.ts'
import { hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { inspectDue, scanAgain } from '#server/react/inspect.ts'
import { notifyDue } from '#server/react/notify.ts'

let desk: TestDesk
let said: Scanned = { scan: 'clean' }
let bo: Person
let karin: Person
before(async () => {
  desk = await testDesk({}, { scan: async () => said })
  bo = await desk.person()
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
})
after(() => desk.close())

/** The customer of a case sends these files, and they are looked at. */
async function send(caseId: `cas_${string}`, ...names: readonly string[]) {
  const card = await desk.store.card(caseId)
  const seal = desk.shell.sealer()
  const made = names.map(name => {
    const bytes = Buffer.from(
      `${name.endsWith('.exe') ? 'MZ\x90\0 a program' : 'words of'} ${name}`,
      'latin1',
    )
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const type = name.endsWith('.exe') ? 'application/octet-stream' : 'text/plain'
    const file = desk.shell.newId('fil')
    return {
      blob: { sha256, bytes, type },
      attached: { file, name: seal.text(name), type, size: bytes.length, sha256 },
    }
  })
  const from = card!.customer
  const handled = await desk.shell.handle({
    caseId,
    by: { kind: 'customer', id: from },
    commands: [
      {
        ...{ type: 'message.receive', message: desk.shell.newId('msg'), channel: 'email', from },
        ...{ text: seal.text('see these'), attached: made.map(one => one.attached), automatic: null },
      },
    ],
    texts: seal.texts,
    blobs: made.map(one => one.blob),
  })
  assert.equal(handled.outcome, 'done')
  desk.pass(1_000)
  while ((await inspectDue(desk.shell)) === 0);
  await notifyDue(desk.shell)
}
/** A file the virus scanner could not be asked about waits. */
async function holdsUnchecked() {
  const admin = await desk.person({ roles: ['admin'] })
  const { version } = (await desk.ask(admin, 'GET', 'settings')).json
  const files = { passes: [], unchecked: 'hold' }
  const set = await desk.ask(admin, 'PATCH', 'settings', { version, files })
  assert.equal(set.status, 200, set.text)
}
const filesOf = async (id: string) => (await desk.ask(bo, 'GET', `cases/${id}/files`)).json.items
const heard = async (by: Person, id: string) => {
  const { json } = await desk.ask(by, 'GET', 'notices')
  return json.items.filter(
    (one: { cause: string; caseId: string }) => one.cause === 'file.quarantined' && one.caseId === id,
  ).length
}

test('a lead is told of files kept back, once for a mail full of them, and again of one much later', async () => {
  const { id } = await desk.opened(bo)
  await send(id, 'a.exe', 'b.exe')
  assert.equal(await heard(karin, id), 1)
  desk.pass(2 * hourMs)
  await send(id, 'c.exe')
  assert.equal(await heard(karin, id), 2)
})

test('of a file that does no harm nobody is told', async () => {
  const { id } = await desk.opened(bo)
  await send(id, 'notes.txt')
  assert.equal(await heard(karin, id), 0)
})

test('of one the virus scanner could not be asked about a lead is told; what it lets go is free by itself', async () => {
  await holdsUnchecked()
  desk.pass(2 * hourMs)
  said = { scan: 'away' }
  const [good, bad, given] = [await desk.opened(bo), await desk.opened(bo), await desk.opened(bo)]
  await send(good.id, 'good.txt')
  await send(bad.id, 'bad.exe')
  await send(given.id, 'given.txt')
  const first = async (id: string) => {
    const [{ file, standing, dangers }] = await filesOf(id)
    return { file, is: [standing, ...dangers] }
  }
  assert.equal(await heard(karin, good.id), 1)
  assert.deepEqual((await first(good.id)).is, ['unchecked', 'not_scanned'])
  assert.deepEqual((await first(bad.id)).is, ['quarantined', 'not_scanned', 'program'])
  const { items, scanner } = (await desk.ask(karin, 'GET', 'quarantine?limit=100')).json
  assert.equal(scanner, 'away')
  assert.ok(items.some((one: { case: string }) => one.case === good.id))
  const { file } = await first(given.id)
  const freed = await desk.ask(karin, 'POST', `cases/${given.id}/file/release`, { file, because: 'Ours.' })
  assert.equal(freed.status, 200, freed.text)
  assert.deepEqual((await first(given.id)).is, ['released'], 'her word counts while the scanner is away')
  said = { scan: 'clean' }
  while ((await scanAgain(desk.shell)) === 0);
  assert.deepEqual((await first(good.id)).is, ['released'])
  assert.deepEqual((await first(bad.id)).is.at(-1), 'program', 'a program waits for a lead all the same')
  assert.equal(
    (await desk.ask(bo, 'GET', `cases/${good.id}/files/${(await first(good.id)).file}`)).status,
    200,
  )
  const last = (await desk.store.read(good.id))!.events.at(-1)!
  assert.deepEqual([last.type, last.by.kind], ['file.released', 'system'])
})
