// How large what comes in may be is a setting of the desk: of a mail, of a customer's file, of one of ours.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { connect } from 'node:net'
import { once } from 'node:events'
import { megabyte } from '#core/people/size-setting.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { openMailDoor } from '#server/mail-door.ts'

let desk: TestDesk
let admin: Person
let bo: Person
before(async () => {
  desk = await testDesk()
  admin = await desk.person({ roles: ['admin'] })
  bo = await desk.person()
})
after(() => desk.close())

const sizes = { mailMb: 2, portalMb: 1, workspaceMb: 1 }
async function set(change: object) {
  const { version } = (await desk.ask(admin, 'GET', 'settings')).json
  return desk.ask(admin, 'PATCH', 'settings', { version, sizes: change })
}
async function upload(bytes: number) {
  const body = new FormData()
  body.append('file', new Blob(['x'.repeat(bytes)]), 'log.txt')
  const answer = await desk.app.inject({
    method: 'POST',
    url: '/api/v1/uploads',
    headers: bo.headers as Record<string, string>,
    payload: body as never,
  })
  return { status: answer.statusCode, json: answer.json() }
}
async function asked(bytes: number): Promise<string> {
  const body = new FormData()
  body.append('words', 'It drips')
  body.append('files', new Blob(['x'.repeat(bytes)]), 'log.txt')
  const headers = { 'sec-fetch-site': 'same-origin' }
  return (
    await desk.app.inject({ method: 'POST', url: '/en/help/ask/what', headers, payload: body as never })
  ).body
}
/** What the mail door says to who greets it and names the size of his mail. */
async function greeted(port: number, size: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('utf8')
  let said = ''
  for (const line of ['EHLO me', `MAIL FROM:<a@b.example> SIZE=${size}`, null]) {
    // An answer ends with a line whose code is followed by a blank.
    let answer = ''
    while (!/^\d{3} .*\r\n$/m.test(answer)) {
      const [more] = await once(socket, 'data')
      answer += more
    }
    said += answer
    if (line !== null) socket.write(`${line}\r\n`)
  }
  socket.destroy()
  return said
}

test('what is larger than the desk has set is refused with what is taken, and what is not is taken', async () => {
  assert.equal((await set({ ...sizes, portalMb: 26 })).status, 400)
  assert.equal((await set({ ...sizes, mailMb: 0 })).status, 400)
  const before = await upload(megabyte + 1)
  assert.equal(before.status, 201)
  const done = await set(sizes)
  assert.deepEqual(done.json.setting.sizes, sizes)

  const { status, json } = await upload(megabyte + 1)
  assert.deepEqual([status, json.code, json.details?.mb ?? json.mb], [413, 'upload.too_large', 1])
  assert.match(json.title, /at most 1 MB/)
  assert.equal((await upload(megabyte - 100)).status, 201)

  assert.match(await asked(megabyte + 1), /log\.txt is larger than 1 MB/)
  assert.doesNotMatch(await asked(megabyte - 1), /is larger than/)
})

test('the mail door announces what holds now, and refuses what says that it is larger', async () => {
  const stops: (() => unknown)[] = []
  const port = await openMailDoor(
    desk.shell,
    { smtpPort: 0, host: '127.0.0.1', smtpTls: null, smtpSignIn: null } as never,
    stops,
    () => {},
  )
  await set({ ...sizes, mailMb: 3 })
  const large = await greeted(port, 3 * megabyte + 1)
  assert.match(large, /SIZE 3145728/)
  assert.match(large, /^552 /m)
  await set({ ...sizes, mailMb: 4 })
  assert.doesNotMatch(await greeted(port, 3 * megabyte + 1), /^552 /m)
  for (const stop of stops) await stop()
})
