// Files before a real ClamAV: what it knows is kept back, what it does not is given, and while it is away the
// desk says so, gives or holds as it was set, and has everything looked at once it is back. Not: what else it
// might do instead of answering (channels/files/clamd.test.ts).
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { clamd } from '#channels/files/clamd.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { inspectDue, scanAgain } from '#server/react/inspect.ts'
import { type ClamAv, eicar, noClamAv, openClamAv } from '#test/support/clamav.ts'

describe('a real ClamAV', { skip: noClamAv ?? false }, () => {
  let clamAv: ClamAv
  let desk: TestDesk
  let bo: Person
  let karin: Person
  before(async () => {
    clamAv = await openClamAv(1)
    // One that comes back lies elsewhere.
    desk = await testDesk({}, { scan: bytes => clamd(clamAv.address).scan(bytes) })
    bo = await desk.person()
    karin = await desk.person({ name: 'Karin', roles: ['lead'] })
  })
  after(async () => {
    await clamAv.stop()
    await desk.close()
  })

  /** A case to which its customer sent a file, and how the file stands. */
  async function sent(name: string, bytes: Buffer) {
    const { id } = await desk.opened(bo)
    const from = (await desk.store.card(id))!.customer
    const seal = desk.shell.sealer()
    const [sha256, type] = [createHash('sha256').update(bytes).digest('hex'), 'text/plain']
    const file = desk.shell.newId('fil')
    const handled = await desk.shell.handle({
      caseId: id,
      by: { kind: 'customer', id: from },
      commands: [
        {
          ...{ type: 'message.receive', message: desk.shell.newId('msg'), channel: 'email', from },
          ...{ text: seal.text('see attached'), automatic: null },
          attached: [{ file, name: seal.text(name), type, size: bytes.length, sha256 }],
        },
      ],
      texts: seal.texts,
      blobs: [{ sha256, type, bytes }],
    })
    assert.equal(handled.outcome, 'done')
    desk.pass(1_000)
    while ((await inspectDue(desk.shell)) === 0);
    return async () => {
      const [one] = (await desk.ask(bo, 'GET', `cases/${id}/files`)).json.items
      const got = await desk.ask(bo, 'GET', `cases/${id}/files/${file}`)
      return [one.standing, one.scan, got.status]
    }
  }
  const state = async () => (await desk.ask(karin, 'GET', 'quarantine')).json.scanner

  it('calls the test file infected, in whatever pieces it comes, and others clean', async () => {
    const scanner = clamd(clamAv.address)
    const found = { scan: 'infected', virus: 'Tierline.Test.Eicar.UNOFFICIAL' }
    assert.deepEqual(await scanner.scan(Readable.from([eicar])), found)
    const pieces = [eicar.subarray(0, 7), eicar.subarray(7, 8), eicar.subarray(8)]
    assert.deepEqual(await scanner.scan(Readable.from(pieces)), found)
    assert.deepEqual(await scanner.scan(Readable.from([Buffer.from('harmless words')])), { scan: 'clean' })
    const large = Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(65_536, 1)))
    assert.deepEqual(await scanner.scan(large), { scan: 'away' }, 'more than it takes is not called clean')
  })

  it('keeps back what it knows and lets go what it does not', async () => {
    assert.equal(await state(), 'fine')
    assert.deepEqual(await (await sent('a.txt', eicar))(), ['quarantined', 'infected', 403])
    assert.deepEqual(await (await sent('b.txt', Buffer.from('harmless')))(), ['given', 'clean', 200])
  })

  it('that has ended is said to be away, and looks at what came meanwhile once it is back', async () => {
    await clamAv.stop()
    const bad = await sent('c.txt', Buffer.concat([eicar, Buffer.from('\n')]))
    const good = await sent('d.txt', Buffer.from('harmless as well'))
    for (const one of [bad, good]) assert.deepEqual(await one(), ['given', 'away', 200])
    assert.equal(await state(), 'away')
    assert.ok((await scanAgain(desk.shell)) > 0, 'it rests before it asks again')
    assert.equal(await state(), 'away')
    clamAv = await openClamAv(1)
    while ((await scanAgain(desk.shell)) === 0);
    assert.equal(await state(), 'fine')
    assert.deepEqual(await bad(), ['quarantined', 'infected', 403])
    assert.deepEqual(await good(), ['given', 'clean', 200])
  })
})
