// A file that is kept back tells those who lead: one alone of them gives it free. Not: how it is judged
// (files.test.ts).
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { inspectDue } from '#server/react/inspect.ts'
import { notifyDue } from '#server/react/notify.ts'

let desk: TestDesk
let bo: Person
let karin: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
})
after(() => desk.close())

/** The customer of a case sends these files, and they are looked at. */
async function send(caseId: `cas_${string}`, ...names: readonly string[]) {
  const card = await desk.store.card(caseId)
  const seal = desk.shell.sealer()
  const made = names.map(name => {
    const bytes = Buffer.from(name.endsWith('.exe') ? `MZ\x90\0 a program ${name}` : 'just words', 'latin1')
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
