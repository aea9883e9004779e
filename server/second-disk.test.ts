// Large files may lie on a disk of their own, and that disk may be full, read-only or away while the rest of
// the desk works: each is said as it is, nothing that was acknowledged is lost or noted as damaged, and all
// is well again once the disk is. Not: the disk of the database (test/full-disk.test.ts).
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { attachedIn } from '#core/case/attached.ts'
import type { CaseId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { openMailDoor } from '#server/mail-door.ts'
import { deliverDue } from '#server/react/deliver.ts'
import { inspectDue } from '#server/react/inspect.ts'
import { keepingRelay } from '#server/testing/sent-mail.ts'
import { sendMail } from '#test/support/mailbox.ts'

const large = 1_500_000
const diskMb = 24

let desk: TestDesk
let bo: Person
let admin: Person
let folder: string
let port: number
let stops: (() => unknown)[]
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
  admin = await desk.person({ roles: ['admin'] })
  folder = join(desk.shell.config.dataDir, 'blob')
  stops = []
  const settings = { smtpPort: 0, host: '127.0.0.1', smtpTls: null, smtpSignIn: null } as never
  port = await openMailDoor(desk.shell, settings, stops as never, () => {})
})
after(async () => {
  for (const stop of stops.reverse()) await stop()
  await desk.close()
})

const words = () => Buffer.from(randomBytes(large / 2).toString('hex'))

async function upload(bytes: Buffer) {
  const payload = new FormData()
  payload.append('file', new Blob([new Uint8Array(bytes)]), 'log.txt')
  const { headers } = bo
  const url = '/api/v1/uploads'
  const answer = await desk.app.inject({ method: 'POST', url, headers, payload: payload as never })
  return { status: answer.statusCode, headers: answer.headers, json: answer.json() }
}
/** What the mail door says to a mail with so large a file: 250, or the code of its "no". */
async function mailed(name: string, file: Buffer): Promise<number> {
  const mail = {
    ...{ from: `${name}@customers.example`, to: 'support@desk.example', subject: name, text: 'see there' },
    attachments: [{ filename: 'plan.txt', content: file }],
  }
  return sendMail(port, mail).then(
    () => 250,
    fault => (fault as { responseCode?: number }).responseCode ?? 0,
  )
}
const whyNot = async (): Promise<unknown> => {
  const { items } = (await desk.ask(admin, 'GET', 'set-up/health')).json
  const [found] = items.filter((one: { code: string }) => one.code === 'files_not_kept')
  return found ? [found.grade, found.values.why] : null
}
const damaged = async () =>
  (await desk.store.pool.query('select from blob where damaged_at is not null')).rowCount

type Before = { readonly id: CaseId; readonly file: string; readonly bytes: Buffer }

/** A case with a large file, sent to its customer while all was well; the mail has not left yet. */
async function sentBefore(): Promise<Before> {
  const bytes = words()
  const { id } = await desk.opened(bo)
  const up = await upload(bytes)
  assert.equal(up.status, 201, JSON.stringify(up.json))
  const { seq } = (await desk.store.card(id))!
  const message = { text: 'The plan.', undoSeconds: 0, seenSeq: seq, attached: [up.json.id] }
  const queued = await desk.ask(bo, 'POST', `cases/${id}/message/queue`, message)
  assert.equal(queued.status, 200, queued.text)
  const [file] = attachedIn((await desk.store.read(id))!.events)
  return { id, file: file!.file, bytes }
}
async function had({ id, file }: Before): Promise<{ status: number; code: string; bytes: Buffer }> {
  const link = await desk.ask(bo, 'GET', `cases/${id}/files/${file}`)
  if (link.status !== 200) return { status: link.status, code: link.json.code, bytes: Buffer.alloc(0) }
  const answer = await desk.app.inject({ method: 'GET', url: link.json.url })
  const code = answer.statusCode === 200 ? '' : answer.json().code
  return { status: answer.statusCode, code, bytes: answer.rawPayload }
}
const looked = async () => {
  desk.pass(minuteMs)
  while ((await inspectDue(desk.shell)) === 0);
}

/** While nothing large can be kept: it is said to everybody who asks, and what is small goes on. */
async function refusesAll(why: string): Promise<void> {
  assert.deepEqual(await whyNot(), ['broken', why])
  const refused = await upload(words())
  assert.deepEqual([refused.status, refused.json.code], [503, 'file.not_kept'])
  assert.ok(Number(refused.headers['retry-after']) > 0)
  assert.match(refused.json.title, /nothing was saved/)
  assert.equal(await mailed('anna', words()), 452)
  assert.equal((await upload(Buffer.from('small'))).status, 201)
  assert.equal(await mailed('small', Buffer.from('small')), 250)
  assert.equal(await damaged(), 0)
}

/** Once it is back: the same mail comes again and is one case, and what was there is whole. */
async function isWell(before: Before): Promise<void> {
  assert.equal(await whyNot(), null)
  assert.equal(await mailed('anna', words()), 250)
  assert.equal((await upload(words())).status, 201)
  await looked()
  const file = await had(before)
  assert.equal(file.status, 200)
  assert.ok(before.bytes.equals(file.bytes), 'with its very bytes')
  assert.equal(await damaged(), 0)
}

describe('a disk for files that is away', () => {
  it('on a desk that has kept nothing large is simply not there yet', async () => {
    assert.equal(await whyNot(), null)
    await rm(folder, { recursive: true, force: true })
    assert.equal(await mailed('anna', words()), 250)
  })

  const aside = () => `${folder}.aside`
  for (const [how, inItsPlace] of [
    ['with its folder', async () => {}],
    ['and leaves an empty folder', () => mkdir(folder)],
    ['and something else lies there', () => writeFile(folder, 'not a folder')],
  ] as const)
    it(`${how} refuses what is large, gives out nothing, and loses nothing`, async () => {
      const before = await sentBefore()
      await rename(folder, aside())
      await inItsPlace()
      await refusesAll('gone')
      await looked()
      const away = await had(before)
      assert.deepEqual([away.status, away.code], [503, 'file.away'])
      // A mail does not leave without its file, however long that takes, and is not given up.
      const { relay, mails } = keepingRelay()
      for (let minutes = 0; minutes < 15; minutes++) {
        desk.pass(minuteMs + 1)
        while ((await deliverDue(desk.shell, relay)) === 0);
      }
      const withFile = () => mails.filter(({ mail }) => mail.text?.toString().includes('The plan.'))
      assert.equal(withFile().length, 0)
      await rm(folder, { recursive: true, force: true })
      await rename(aside(), folder)
      await isWell(before)
      desk.pass(minuteMs + 1)
      while ((await deliverDue(desk.shell, relay)) === 0);
      assert.equal(withFile().length, 1)
      const [sent] = withFile()[0]!.mail.attachments ?? []
      assert.ok(before.bytes.equals(sent!.content as Buffer))
    })
})

const mount = (...args: readonly string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0
const mayMount = process.getuid?.() === 0 && mount('-t', 'tmpfs', 'tmpfs', '/mnt')
if (mayMount) spawnSync('umount', ['/mnt'])

describe('a disk for files of its own', {
  skip: mayMount ? false : 'no disk can be made here (needs the right to mount)',
}, () => {
  before(async () => {
    assert.ok(mount('-t', 'tmpfs', '-o', `size=${diskMb}m`, 'tmpfs', folder))
    // The desk has kept large files already: the new disk is taken for its own by this only.
    await mkdir(join(folder, '00'))
  })
  after(() => void spawnSync('umount', ['-l', folder]))

  it('that is full keeps what it has, refuses what is large, and takes it again when there is room', async () => {
    const before = await sentBefore()
    const { bavail, bsize } = await statfs(folder)
    await writeFile(join(folder, 'ballast'), Buffer.alloc(bavail * bsize, 1))
    await refusesAll('full')
    await looked()
    assert.ok(before.bytes.equals((await had(before)).bytes), 'what lies there is given out')
    await rm(join(folder, 'ballast'))
    await isWell(before)
  })

  it('that may only be read does the same', async () => {
    const before = await sentBefore()
    assert.ok(mount('-o', 'remount,ro', folder))
    await refusesAll('read_only')
    await looked()
    assert.ok(before.bytes.equals((await had(before)).bytes), 'what lies there is given out')
    assert.ok(mount('-o', 'remount,rw', folder))
    await isWell(before)
  })
})

it('a disk that is away for good is begun anew by a folder "00" in its place; the files that went with it are said to', async () => {
  const before = await sentBefore()
  await rm(folder, { recursive: true })
  assert.deepEqual(await whyNot(), ['broken', 'gone'])
  await mkdir(join(folder, '00'), { recursive: true })
  assert.equal(await whyNot(), null)
  assert.equal(await mailed('anna', words()), 250)
  assert.equal((await had(before)).code, 'file.damaged')
  assert.equal(await damaged(), 1)
})
