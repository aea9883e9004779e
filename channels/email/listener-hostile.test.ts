import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { type ListenerOptions, listen } from './listener.ts'

const sockets: Socket[] = []

async function door(t: TestContext, options: Partial<ListenerOptions> = {}) {
  const kept: string[] = []
  const faults: unknown[] = []
  const listener = await listen({
    port: 0,
    host: '127.0.0.1',
    hostname: 'desk.example.com',
    mayReceive: address => address.endsWith('@example.com'),
    accept: async (_envelope, raw) => {
      kept.push(raw.toString('latin1'))
      return { ok: true, id: `m${kept.length}` }
    },
    onFault: fault => faults.push(fault),
    ...options,
  })
  // Clients go first: the door waits for those who are still inside.
  t.after(() => {
    for (const socket of sockets.splice(0)) socket.destroy()
    return listener.close()
  })
  return { port: listener.port, kept, faults }
}

type Line = { socket: Socket; heard: () => string; until: (shape: RegExp) => Promise<string> }

function lineTo(port: number): Line {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  sockets.push(socket)
  let all = ''
  socket.on('data', chunk => {
    all += chunk.toString('latin1')
  })
  const until = async (shape: RegExp) => {
    while (!shape.test(all)) await once(socket, 'data', { signal: AbortSignal.timeout(10_000) })
    return all
  }
  return { socket, heard: () => all, until }
}

const begin = 'EHLO me\r\nMAIL FROM:<a@else.org>\r\nRCPT TO:<support@example.com>\r\nDATA\r\n'
const headers = 'From: a@else.org\r\nSubject: hej\r\n\r\n'

async function inData(port: number): Promise<Line> {
  const line = lineTo(port)
  await line.until(/^220 /m)
  line.socket.write(begin)
  await line.until(/^354 /m)
  return line
}

/** Another client is served as if nothing were going on. */
async function isServed(port: number): Promise<void> {
  const line = await inData(port)
  line.socket.write(`${headers}well\r\n.\r\n`)
  await line.until(/^250 .*Kept as/m)
}

test('a line that breaks in the middle of a message leaves nothing, and is no fault of ours', async t => {
  const { port, kept, faults } = await door(t)
  for (const how of ['end', 'reset'] as const) {
    const line = await inData(port)
    line.socket.write(`${headers}half a wo`)
    if (how === 'end') line.socket.end()
    else line.socket.resetAndDestroy()
    if (!line.socket.closed) await once(line.socket, 'close')
  }
  await isServed(port)
  assert.deepEqual(kept, [`${headers}well\r\n`])
  assert.deepEqual(faults, [])
})

test('a client that drips for ever is let go, and others are served meanwhile', async t => {
  const { port, kept } = await door(t, { patienceMs: 300, idleMs: 10_000 })
  const line = await inData(port)
  line.socket.write(headers)
  const drip = setInterval(() => line.socket.write('x'), 20)
  // A drop that comes too late is answered by a reset: let go as well.
  const { promise: isLetGo, resolve } = Promise.withResolvers<void>()
  line.socket.on('error', () => {}).once('close', () => resolve())
  await isServed(port)
  await isLetGo
  clearInterval(drip)
  assert.equal(kept.length, 1)
})

test('whoever keeps handing over messages is not let go', async t => {
  const { port, kept } = await door(t, { patienceMs: 400 })
  const line = lineTo(port)
  await line.until(/^220 /m)
  const started = performance.now()
  // Longer altogether than the patience with one message.
  for (let count = 1; performance.now() - started < 1_000; count++) {
    line.socket.write(count === 1 ? begin : begin.replace('EHLO me\r\n', ''))
    while (line.heard().split('\n354 ').length <= count) await once(line.socket, 'data')
    line.socket.write(`${headers}well\r\n.\r\n`)
    await line.until(new RegExp(`Kept as m${count}\\r`))
  }
  assert.ok(kept.length > 1)
  assert.ok(!line.socket.closed)
})

test('a silent client is let go', async t => {
  const { port } = await door(t, { idleMs: 200 })
  const line = lineTo(port)
  await once(line.socket, 'close', { signal: AbortSignal.timeout(10_000) })
  assert.match(line.heard(), /^421 /m)
})

test('too much at the same time is sent again later; what is in hand stays in hand', async t => {
  const { port, kept } = await door(t, { bytesInHandMax: 20_000 })
  const first = await inData(port)
  first.socket.write(headers + 'a'.repeat(15_000))
  // The other begins when the first bytes are surely in hand: its own are heard one after the other.
  const second = await inData(port)
  for (let part = 0; part < 20; part++) second.socket.write('b'.repeat(1_000))
  second.socket.write('\r\n.\r\n')
  assert.match(await second.until(/^(250 .*Kept|452).*\r\n/m), /^452 4\.3\.1/m)
  first.socket.write('\r\n.\r\n')
  await first.until(/^250 .*Kept as m1/m)
  await isServed(port)
  assert.equal(kept.length, 2)
})

test('a command without an end is cut off', async t => {
  const { port } = await door(t)
  const line = lineTo(port)
  await line.until(/^220 /m)
  for (let part = 0; part < 40; part++) line.socket.write('a'.repeat(1_000))
  assert.match(await line.until(/^421 .*\r\n/m), /too long/i)
  await isServed(port)
})

test('whoever only talks nonsense is shown out', async t => {
  const { port } = await door(t)
  const line = lineTo(port)
  await line.until(/^220 /m)
  for (let part = 0; part < 12; part++) line.socket.write('GET / HTTP/1.1\r\n')
  await line.until(/^421 /m)
  if (!line.socket.closed) await once(line.socket, 'close', { signal: AbortSignal.timeout(10_000) })
})

test('the twenty-first connection of one address is refused, until one of the others ends', async t => {
  const { port } = await door(t)
  const lines = Array.from({ length: 20 }, () => lineTo(port))
  await Promise.all(lines.map(one => one.until(/^220 /m)))
  assert.match(await lineTo(port).until(/^\d{3} .*\r\n/m), /^421 4\.7\.0/m)
  lines[0]!.socket.write('QUIT\r\n')
  await once(lines[0]!.socket, 'close', { signal: AbortSignal.timeout(10_000) })
  await isServed(port)
})

const oddSenders = [
  '<a@else.org>\r\nRCPT TO:<x',
  '<a\0b@else.org>',
  `<${'a'.repeat(400)}@else.org>`,
  '<@one.org,@two.org:a@else.org>',
  '<"a\\"@x"@else.org>',
  'a@else.org',
  '<>',
]
for (const sender of oddSenders) {
  test(`a sender ${JSON.stringify(sender.slice(0, 30))} is taken or refused, and the line goes on`, async t => {
    const { port } = await door(t)
    const line = lineTo(port)
    await line.until(/^220 /m)
    line.socket.write(`EHLO me\r\nMAIL FROM:${sender}\r\n`)
    assert.match(await line.until(/^(250|5\d\d) .*\r\n/m), /^(250|5\d\d) /m)
    await isServed(port)
  })
}

test('a dot between bare CRs or line feeds ends no message: what follows stays within it', async t => {
  const { port, kept } = await door(t)
  const line = await inData(port)
  const within = ['\r.\r', '\n.\r\r\n', '\r.\r\r\n']
    .map(dot => `well${dot}MAIL FROM:<b@else.org>\r\n`)
    .join('')
  line.socket.write(`${headers}${within}\r\n.\r\n`)
  await line.until(/^250 .*Kept as/m)
  assert.equal(kept.length, 1)
  assert.equal(kept[0]!.split('MAIL FROM').length, 4)
})
