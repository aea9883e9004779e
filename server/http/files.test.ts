// Files of a case, over the whole way: judged by their bytes, kept back, given free by a lead, shown as
// pictures made anew.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import type { Scanned } from '#channels/files/clamd.ts'
import { zipOf } from '#channels/files/testing.ts'
import type { CaseId, FileId } from '#core/kit/id.ts'
import { partOf } from '#server/http/send-blob.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { inspectDue, scanAgain } from '#server/react/inspect.ts'

let desk: TestDesk
let bo: Person
let karin: Person
let said: Scanned = { scan: 'clean' }
let scans = 0
const scanner = {
  scan: async () => {
    scans += 1
    return said
  },
}
before(async () => {
  desk = await testDesk({}, scanner)
  bo = await desk.person()
  karin = await desk.person({ name: 'Karin', roles: ['lead'] })
})
after(() => desk.close())

const program = Buffer.from('MZ\x90\0 a program', 'latin1')
const photo = () =>
  sharp({ create: { width: 600, height: 400, channels: 3, background: '#2a7' } })
    .jpeg()
    .toBuffer()

type Sent = { readonly id: CaseId; readonly number: number; readonly files: readonly FileId[] }

/** A case to which its customer sent these files. */
async function sent(
  ...files: readonly (readonly [name: string, type: string, bytes: Buffer])[]
): Promise<Sent> {
  const { id, number } = await desk.opened(bo)
  const card = await desk.store.card(id)
  const seal = desk.shell.sealer()
  const attached = files.map(([name, type, bytes]) => ({
    file: desk.shell.newId('fil'),
    name: seal.text(name),
    type,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  const handled = await desk.shell.handle({
    caseId: id,
    by: { kind: 'customer', id: card!.customer },
    commands: [
      {
        type: 'message.receive',
        message: desk.shell.newId('msg'),
        channel: 'email',
        from: card!.customer,
        text: seal.text('see attached'),
        attached,
        automatic: null,
      },
    ],
    texts: seal.texts,
    blobs: attached.map(({ sha256, type }, i) => ({ sha256, type, bytes: files[i]![2] })),
  })
  assert.equal(handled.outcome, 'done')
  return { id, number, files: attached.map(one => one.file) }
}
const listed = async ({ id }: Sent) => (await desk.ask(bo, 'GET', `cases/${id}/files`)).json.items
const link = (by: Person, { id, files }: Sent, i = 0) => desk.ask(by, 'GET', `cases/${id}/files/${files[i]}`)
/** Until nothing that is due is left. */
const looked = async () => {
  desk.pass(1_000)
  while ((await inspectDue(desk.shell)) === 0);
}

describe('a file that may do harm', () => {
  it('is kept back behind the commit, as a fact with its reasons, and waits in the list of leads', async () => {
    const one = await sent(['invoice.pdf', 'application/pdf', program])
    assert.deepEqual((await listed(one))[0].standing, 'waiting')
    await looked()
    const [file] = await listed(one)
    assert.deepEqual(
      [file.standing, file.dangers, file.found, file.claimed],
      ['quarantined', ['program', 'disguised'], 'application/x-msdownload', 'application/pdf'],
    )
    const { events } = (await desk.store.read(one.id))!
    assert.equal(events.filter(event => event.type === 'file.quarantined').length, 1)
    const list = await desk.ask(karin, 'GET', 'quarantine?limit=100')
    const found = list.json.items.find((each: { case: string }) => each.case === one.id)
    assert.deepEqual(
      [found.name, found.number, found.dangers],
      ['invoice.pdf', one.number, ['program', 'disguised']],
    )
  })

  it('is given to nobody, however soon he asks and whoever he is', async () => {
    const one = await sent(['setup.exe', 'application/octet-stream', program])
    for (const by of [bo, karin]) {
      const answer = await link(by, one)
      assert.deepEqual([answer.status, answer.json.code], [403, 'file.quarantined'])
    }
    const { events } = (await desk.store.read(one.id))!
    assert.equal(events.filter(event => event.type === 'file.quarantined').length, 1, 'it says so at once')
  })

  it('is given free by a lead with a reason only, which is audited, and then given to everybody', async () => {
    const one = await sent(['setup.exe', 'application/octet-stream', program])
    await looked()
    const release = (by: Person, body: object) =>
      desk.ask(by, 'POST', `cases/${one.id}/file/release`, { file: one.files[0], ...body })
    assert.equal((await release(bo, { because: 'I like it' })).json.code, 'access.lead_only')
    assert.equal((await release(karin, {})).status, 400)
    assert.equal((await release(karin, { because: 'our own updater' })).status, 200)
    assert.equal((await release(karin, { because: 'again' })).json.code, 'file.not_held')
    const { json } = await link(bo, one)
    const bytes = await desk.ask(null, 'GET', json.url)
    assert.deepEqual([bytes.status, bytes.text], [200, program.toString('utf8')])
    assert.equal((await listed(one))[0].standing, 'released')
    const audit = await desk.desk.audit.newest(10)
    assert.ok(audit.some(row => row.what === 'file.released' && row.actor === karin.id))
    await looked()
    assert.equal((await link(bo, one)).status, 200, 'looked at once more it stays free')
  })

  it('is not sent to customers by us either', async () => {
    const body = new FormData()
    body.append('file', new Blob([program]), 'fix.exe')
    const answer = await desk.app.inject({
      method: 'POST',
      url: '/api/v1/uploads',
      headers: bo.headers as Record<string, string>,
      payload: body as never,
    })
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'upload.dangerous'])
  })

  it('of a kind the desk lets through is given, and nothing else is', async () => {
    const locked = zipOf([{ name: 'logs.txt', flags: 1 }])
    const one = await sent(['logs.zip', 'application/zip', locked], ['a.exe', 'x/y', program])
    assert.equal((await link(bo, one)).json.code, 'file.quarantined')
    const two = await sent(['logs.zip', 'application/zip', locked], ['a.exe', 'x/y', program])
    await setFiles({ passes: ['archive_locked'], unchecked: 'give' })
    assert.equal((await link(bo, two)).status, 200)
    assert.equal((await link(bo, two, 1)).json.code, 'file.quarantined')
    await setFiles({ passes: [], unchecked: 'give' })
  })
})

async function setFiles(files: object): Promise<void> {
  const admin = await desk.person({ roles: ['admin'] })
  const { json } = await desk.ask(admin, 'GET', 'settings')
  const answer = await desk.ask(admin, 'PATCH', 'settings', { version: json.version, files })
  assert.equal(answer.status, 200, answer.text)
}

describe('a harmless file', () => {
  it('leaves as a download of what it is by its bytes, whatever its sender claims, whole or in part', async () => {
    const bytes = Buffer.from('%PDF-1.4\n0123456789')
    const one = await sent(['plan.html', 'text/html', bytes])
    const { json } = await link(bo, one)
    const whole = await desk.ask(null, 'GET', json.url)
    assert.equal(whole.headers['content-type'], 'application/pdf')
    assert.match(String(whole.headers['content-disposition']), /^attachment; filename="plan.html"/)
    assert.equal(whole.headers['content-security-policy'], "sandbox; default-src 'none'")
    assert.equal(whole.headers['x-content-type-options'], 'nosniff')
    const part = await desk.ask(null, 'GET', json.url, undefined, { range: 'bytes=9-12' })
    assert.deepEqual(
      [part.status, part.text, part.headers['content-range']],
      [206, '0123', `bytes 9-12/${bytes.length}`],
    )
    const none = await desk.ask(null, 'GET', json.url, undefined, { range: 'bytes=99-' })
    assert.deepEqual([none.status, none.headers['content-range']], [416, `bytes */${bytes.length}`])
  })

  it('that is a picture is shown made anew, in two sizes, and never as its own bytes', async () => {
    const one = await sent(['photo.jpg', 'image/jpeg', await photo()])
    const at = `cases/${one.id}/files/${one.files[0]}/preview`
    assert.equal((await desk.ask(bo, 'GET', at)).json.code, 'file.no_preview')
    await looked()
    assert.deepEqual((await listed(one))[0].preview, { width: 600, height: 400 })
    const small = await desk.app.inject({ url: `/api/v1/${at}`, headers: bo.headers as never })
    const large = await desk.app.inject({ url: `/api/v1/${at}?size=large`, headers: bo.headers as never })
    assert.deepEqual([small.statusCode, small.headers['content-type']], [200, 'image/webp'])
    const sizes = [await sharp(small.rawPayload).metadata(), await sharp(large.rawPayload).metadata()]
    assert.deepEqual(
      sizes.map(({ width, format }) => [width, format]),
      [
        [240, 'webp'],
        [600, 'webp'],
      ],
    )
    const stranger = await desk.person({ levels: [3], teams: [] })
    assert.equal((await desk.ask(stranger, 'GET', at)).status, 404)
  })

  it('that is an archive tells what it holds', async () => {
    const one = await sent(['logs.zip', 'application/zip', zipOf([{ name: 'a/router.log' }])])
    await looked()
    assert.deepEqual((await listed(one))[0].holds, { names: ['a/router.log'], count: 1, bytes: 0 })
  })
})

describe('the virus scanner', () => {
  it('is asked once for each content, and what it finds keeps a file back', async () => {
    said = { scan: 'infected', virus: 'Eicar-Test' }
    const bytes = Buffer.from(`harmless to look at ${Math.random()}`)
    const one = await sent(['a.txt', 'text/plain', bytes])
    const again = await sent(['b.txt', 'text/plain', bytes])
    scans = 0
    await looked()
    said = { scan: 'clean' }
    assert.equal(scans, 1)
    for (const each of [one, again]) {
      const [file] = await listed(each)
      assert.deepEqual([file.standing, file.dangers, file.scan], ['quarantined', ['infected'], 'infected'])
    }
  })

  it('that is away is said to be; the file is given with a word, or waits where the desk says so', async () => {
    said = { scan: 'away' }
    const one = await sent(['a.txt', 'text/plain', Buffer.from(`words ${Math.random()}`)])
    await looked()
    assert.deepEqual(
      (await listed(one)).map((file: { standing: string; scan: string }) => [file.standing, file.scan]),
      [['given', 'away']],
    )
    assert.equal((await link(bo, one)).status, 200)
    assert.equal((await desk.ask(karin, 'GET', 'quarantine')).json.scanner, 'away')
    await setFiles({ passes: [], unchecked: 'hold' })
    assert.deepEqual((await link(bo, one)).json.code, 'file.unchecked')
    assert.equal((await listed(one))[0].standing, 'unchecked')
    said = { scan: 'infected', virus: 'Eicar-Test' }
    await scanAgain(desk.shell)
    assert.equal((await link(bo, one)).json.code, 'file.quarantined')
    const { events } = (await desk.store.read(one.id))!
    assert.ok(
      events.some(event => event.type === 'file.quarantined'),
      'the case says so, too',
    )
    said = { scan: 'clean' }
    await setFiles({ passes: [], unchecked: 'give' })
    assert.equal((await desk.ask(karin, 'GET', 'quarantine')).json.scanner, 'fine')
  })
})

it('a part of a file is what browsers ask for, and nothing beyond its end', () => {
  const cases: readonly (readonly [string | undefined, number, ReturnType<typeof partOf>])[] = [
    [undefined, 10, null],
    ['bytes=0-3', 10, { from: 0, to: 3 }],
    ['bytes=4-', 10, { from: 4, to: 9 }],
    ['bytes=-3', 10, { from: 7, to: 9 }],
    ['bytes=-30', 10, { from: 0, to: 9 }],
    ['bytes=0-99', 10, { from: 0, to: 9 }],
    ['bytes=10-', 10, 'none'],
    ['bytes=5-3', 10, 'none'],
    ['bytes=0-1,3-4', 10, null],
    ['lines=1-2', 10, null],
  ]
  for (const [header, size, part] of cases) assert.deepEqual(partOf(header, size), part, header ?? 'none')
})
