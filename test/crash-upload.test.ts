// A file on its way in pieces outlives kill -9: after each death it goes on from what is on the disk, and is
// whole at the end. Not: limits and refusals (server/http/upload-pieces.test.ts).
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { newId } from '#server/new-id.ts'
import { deskOf } from '#store/desk/desk.ts'
import { newSecret } from '#store/desk/secret.ts'
import { postgresStore } from '#store/postgres/store.ts'
import { testDatabase } from '#store/testing.ts'
import { clientOf } from '#test/support/client.ts'
import { addPerson, outfit } from '#test/support/desk.ts'
import { startNode } from '#test/support/node-process.ts'

const megabyte = 1024 * 1024
const bytes = randomBytes(8 * megabyte)
const sha256 = createHash('sha256').update(bytes).digest('hex')

/** A desk with somebody at work; answers what his browser says of him. */
async function prepared(url: string): Promise<Record<string, string>> {
  const store = await postgresStore({ url })
  try {
    const desk = deskOf(store.pool)
    const now = () => instant(Date.now())
    const agent = await addPerson({ desk, now }, await outfit(desk), 'Bo Berg')
    const secret = newSecret()
    const at = now()
    const expiresAt = instant(at + 3_600_000)
    await desk.sessions.add({ secret, id: newId('ses'), agent: agent.id, at, expiresAt, browser: 'test' })
    return { cookie: `tierline=${secret}`, 'x-tierline': '1' }
  } finally {
    await store.close()
  }
}

test('a node killed again and again in the middle of a file: it goes on from what is on the disk', async t => {
  const database = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'tierline-crash-upload-'))
  const own = await prepared(database.url)
  const start = () => startNode(dataDir, { DATABASE_URL: database.url })
  let node = await start()
  t.after(async () => {
    await node.kill()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const ask = (method: string, path: string, body?: unknown) =>
    clientOf(node.url, own).ask(method, path, body)
  const wish = { name: 'trace.dat', size: bytes.length, sha256 }
  const { id } = (await ask('POST', 'uploads/pieces', wish)).json
  const came = async () => (await ask('GET', `uploads/pieces/${id}`)).json.offset as number
  const send = (from: number, to: number) => {
    const line = request(`${node.url}/api/v1/uploads/pieces/${id}`, {
      method: 'PATCH',
      headers: {
        ...own,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(from),
        'content-length': String(bytes.length - from),
      },
    })
    const over = new Promise<number>(done => {
      line.on('error', () => done(0)).on('close', () => done(0))
      line.on('response', answer => answer.resume().on('end', () => done(answer.statusCode ?? 0)))
    })
    line.write(bytes.subarray(from, to))
    return { line, over }
  }
  let from = 0
  for (let round = 0; round < 3; round++) {
    const to = from + 2 * megabyte
    const { over } = send(from, to)
    while ((await came()) < from + megabyte);
    const least = await came()
    await node.kill()
    assert.equal(await over, 0)
    node = await start()
    const now = await came()
    assert.ok(now >= least && now <= to, `${now} of at least ${least}`)
    from = now
  }
  const { line, over } = send(from, bytes.length)
  line.end()
  assert.equal(await over, 200)
  assert.equal((await ask('GET', `uploads/pieces/${id}`)).json.isWhole, true)
  // It was compared with the digest named at the beginning; and it can be attached.
  const customer = { name: 'Anna', email: 'anna@customers.example' }
  const opened = (await ask('POST', 'cases', { channel: 'phone', subject: 'x', customer, take: true })).json
  const reply = {
    text: 'The trace.',
    attached: [id],
    seenSeq: opened.seq,
    noPromise: 'none',
    channel: 'email',
  }
  const queued = await ask('POST', `cases/${opened.id}/message/queue`, reply)
  assert.equal(queued.status, 200, queued.text)
})
