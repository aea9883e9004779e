// A large file comes in pieces: whoever loses the connection goes on from where it stopped, within limits.
// Not: a node that dies meanwhile (test/crash-upload.test.ts), nor customers (portal-pieces.test.ts).
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { dayMs } from '#core/kit/time.ts'
import { megabyte } from '#core/people/size-setting.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { uploads } from '#server/http/uploads.ts'

let desk: TestDesk
let bo: Person
let eva: Person
let port = 0
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
  eva = await desk.person()
  await desk.app.listen({ port: 0, host: '127.0.0.1' })
  port = (desk.app.server.address() as AddressInfo).port
})
after(() => desk.close())

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const begin = (by: Person, bytes: Buffer, name = 'log.dat', sha256: string | undefined = digest(bytes)) =>
  desk.ask(by, 'POST', 'uploads/pieces', { name, size: bytes.length, ...(sha256 && { sha256 }) })
const look = (by: Person, id: string) => desk.ask(by, 'GET', `uploads/pieces/${id}`)

const piece = (offset: number) => ({
  'content-type': 'application/offset+octet-stream',
  'upload-offset': String(offset),
})
async function grow(by: Person, id: string, offset: number, bytes: Buffer) {
  const answer = await desk.app.inject({
    method: 'PATCH',
    url: `/api/v1/uploads/pieces/${id}`,
    headers: { ...by.headers, ...piece(offset) },
    payload: bytes,
  })
  return { status: answer.statusCode, json: answer.json() }
}

/** Begins to send a piece over a real line, and leaves it open. */
function begunLine(id: string, offset: number, announced: number, bytes: Buffer) {
  const line = request({
    ...{ port, host: '127.0.0.1', method: 'PATCH', path: `/api/v1/uploads/pieces/${id}` },
    headers: { ...bo.headers, ...piece(offset), 'content-length': String(announced) },
  })
  line.on('error', () => {})
  line.write(bytes)
  const gone = new Promise<void>(resolve => line.once('close', () => resolve()))
  return { cut: () => line.destroy(), gone }
}
/** Until so many bytes are here. */
async function arrived(id: string, least: number): Promise<number> {
  for (;;) {
    const { offset } = (await look(bo, id)).json
    if (offset >= least) return offset
  }
}
async function attached(by: Person, file: string): Promise<Buffer> {
  const { id, seq } = await desk.opened(by)
  const wish = { text: 'See the log.', attached: [file], seenSeq: seq, undoSeconds: 0 }
  const queued = await desk.ask(by, 'POST', `cases/${id}/message/queue`, wish)
  assert.equal(queued.status, 200, queued.text)
  const { events } = (await desk.store.read(id))!
  const said = events.find(one => one.type === 'message.queued')
  assert.ok(said?.type === 'message.queued' && said.attached)
  const blob = await desk.store.blob(said.attached[0]!.sha256)
  return Buffer.from(blob!.bytes)
}

test('a line that is cut in the middle loses nothing of what came: the file goes on from there', async () => {
  const bytes = randomBytes(3 * megabyte)
  const { id } = (await begin(bo, bytes)).json
  const line = begunLine(id, 0, bytes.length, bytes.subarray(0, megabyte))
  await arrived(id, megabyte)
  line.cut()
  await line.gone
  const here = await look(bo, id)
  assert.deepEqual(here.json, { id, offset: megabyte, size: bytes.length, isWhole: false })
  const whole = await grow(bo, id, megabyte, bytes.subarray(megabyte))
  assert.deepEqual([whole.status, whole.json.isWhole], [200, true])
  assert.equal(digest(await attached(bo, id)), digest(bytes))
})

test('chosen again, a file goes on; another of the same name begins by itself', async () => {
  const bytes = randomBytes(2_000)
  const { id } = (await begin(bo, bytes, 'again.dat')).json
  await grow(bo, id, 0, bytes.subarray(0, 700))
  const again = await begin(bo, bytes, 'again.dat')
  assert.deepEqual([again.status, again.json.id, again.json.offset], [201, id, 700])
  assert.notEqual((await begin(bo, randomBytes(2_000), 'again.dat')).json.id, id)
  assert.notEqual((await begin(eva, bytes, 'again.dat')).json.id, id, 'nobody goes on with a file of others')
  await grow(bo, id, 700, bytes.subarray(700))
  assert.notEqual((await begin(bo, bytes, 'again.dat')).json.id, id, 'a whole one is not begun twice')
})

test('a piece that does not follow what is here changes nothing and says where to go on', async () => {
  const bytes = randomBytes(1_000)
  const { id } = (await begin(bo, bytes)).json
  await grow(bo, id, 0, bytes.subarray(0, 400))
  for (const offset of [0, 399, 401]) {
    const { status, json } = await grow(bo, id, offset, bytes.subarray(0, 100))
    assert.deepEqual([status, json.code, json.details.at], [409, 'upload.other_offset', 400])
  }
  const beyond = await grow(bo, id, 400, randomBytes(601))
  assert.deepEqual([beyond.status, beyond.json.code], [413, 'request.too_large'])
  assert.equal((await look(bo, id)).json.offset, 400)
  assert.equal((await grow(bo, id, 400, bytes.subarray(400))).json.isWhole, true)
  const late = await grow(bo, id, 1_000, Buffer.alloc(0))
  assert.deepEqual([late.status, late.json.isWhole], [200, true], 'an answer that was lost is had again')
})

test('a writer on a dead line does not hold up a new one', async () => {
  const bytes = randomBytes(300_000)
  const { id } = (await begin(bo, bytes)).json
  const dead = begunLine(id, 0, bytes.length, bytes.subarray(0, 100_000))
  await arrived(id, 100_000)
  const here = await grow(bo, id, 100_000, bytes.subarray(100_000))
  assert.deepEqual([here.status, here.json.isWhole], [200, true])
  await dead.gone
})

test('what is whole but not what was announced is refused and forgotten; so is what may do harm', async () => {
  const bytes = randomBytes(1_000)
  const { id } = (await begin(bo, bytes)).json
  const other = await grow(bo, id, 0, randomBytes(1_000))
  assert.deepEqual([other.status, other.json.code], [422, 'upload.changed'])
  assert.equal((await look(bo, id)).status, 422)
  const program = Buffer.from('MZ\x90\0 a program', 'latin1')
  const harm = (await begin(bo, program, 'tool.exe')).json.id
  const refused = await grow(bo, harm, 0, program)
  assert.deepEqual([refused.status, refused.json.code], [422, 'upload.dangerous'])
  assert.equal((await look(bo, harm)).json.code, 'upload.not_found')
})

test('a file of somebody else is not there: it is neither seen, added to, dropped nor attached', async () => {
  const bytes = randomBytes(1_000)
  const { id } = (await begin(bo, bytes)).json
  assert.equal((await look(eva, id)).json.code, 'upload.not_found')
  assert.equal((await grow(eva, id, 0, bytes)).json.code, 'upload.not_found')
  assert.equal((await desk.ask(eva, 'DELETE', `uploads/pieces/${id}`)).status, 204)
  const own = await grow(bo, id, 0, bytes)
  assert.equal(own.json.isWhole, true, JSON.stringify(own))
  const { id: of, seq } = await desk.opened(eva)
  const wish = { text: 'See.', attached: [id], seenSeq: seq, undoSeconds: 0 }
  assert.equal((await desk.ask(eva, 'POST', `cases/${of}/message/queue`, wish)).json.code, 'upload.not_found')
  const unwhole = (await begin(eva, bytes)).json.id
  const early = await desk.ask(eva, 'POST', `cases/${of}/message/queue`, { ...wish, attached: [unwhole] })
  assert.equal(early.json.code, 'upload.not_found', 'half a file is none')
  assert.equal(
    (
      await desk.ask(await desk.person({ roles: ['auditor'] }), 'POST', 'uploads/pieces', {
        name: 'x',
        size: 1,
      })
    ).status,
    403,
  )
})

test('it is bounded: by size, by how many are under way, by a day; dropping one makes room', async () => {
  const karl = await desk.person()
  const large = await desk.ask(karl, 'POST', 'uploads/pieces', { name: 'x', size: 26 * megabyte })
  assert.deepEqual([large.status, large.json.code], [413, 'upload.too_large'])
  const ids: string[] = []
  for (let n = 0; n < 20; n++) ids.push((await begin(karl, randomBytes(10), `${n}`)).json.id)
  const more = await begin(karl, randomBytes(10))
  assert.deepEqual([more.status, more.json.code], [429, 'upload.too_many'])
  assert.equal((await desk.ask(karl, 'DELETE', `uploads/pieces/${ids[0]}`)).status, 204)
  assert.equal((await begin(karl, randomBytes(10))).status, 201)
  desk.pass(dayMs + 1)
  const here = uploads(desk.shell)
  await here.sweep()
  // His session ended, too.
  await assert.rejects(here.pieces.look(karl.id, ids[1] as never), { code: 'upload.not_found' })
})

test('a disk that takes nothing says so, and takes files again once it does', async () => {
  const folder = join(desk.shell.config.dataDir, 'uploads')
  await rm(folder, { recursive: true, force: true })
  await writeFile(folder, 'a file in the place of the folder')
  const kim = await desk.person()
  const { status, json } = await begin(kim, randomBytes(10))
  assert.deepEqual([status, json.code], [507, 'upload.no_room'])
  const form = new FormData()
  form.append('file', new Blob(['x']), 'a.txt')
  const whole = await desk.app.inject({
    ...{ method: 'POST', url: '/api/v1/uploads', headers: kim.headers as Record<string, string> },
    payload: form as never,
  })
  assert.deepEqual([whole.statusCode, whole.json().code], [507, 'upload.no_room'])
  await rm(folder)
  assert.equal((await begin(kim, randomBytes(10))).status, 201)
})

test('nodes that share a disk share what is under way: each piece may come to another, and either takes it', async () => {
  const sharedDir = join(desk.shell.config.dataDir, 'shared')
  const node = (name: string) =>
    uploads({
      ...desk.shell,
      config: { ...desk.shell.config, dataDir: join(desk.shell.config.dataDir, name), sharedDir },
    })
  const [one, other] = [node('one'), node('other')]
  const by = bo.id
  const bytes = randomBytes(3_000)
  const pieceOf = (from: number) => Readable.from([bytes.subarray(from, from + 1_000)])
  const begun = await one.pieces.begin(by, { name: 'log.dat', type: '', size: 3_000, sha256: digest(bytes) })
  assert.equal((await other.pieces.grow(by, begun.id, 0, pieceOf(0))).offset, 1_000)
  assert.equal((await one.pieces.look(by, begun.id)).offset, 1_000)
  assert.equal((await one.pieces.grow(by, begun.id, 1_000, pieceOf(1_000))).offset, 2_000)
  assert.equal((await other.pieces.grow(by, begun.id, 2_000, pieceOf(2_000))).isWhole, true)
  const [taken] = await one.take(by, [begun.id])
  assert.equal(taken!.blob.sha256, digest(bytes))
})
