import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import type { Envelope } from './intake.ts'
import { type Acceptance, type ListenerOptions, listen } from './listener.ts'

type Kept = { envelope: Envelope; raw: string }

async function door(options: Partial<ListenerOptions> = {}, answer?: () => Promise<Acceptance>) {
  const kept: Kept[] = []
  const listener = await listen({
    port: 0,
    host: '127.0.0.1',
    hostname: 'desk.example.com',
    mayReceive: address => address.endsWith('@example.com'),
    accept: async (envelope, raw) => {
      kept.push({ envelope, raw: raw.toString('latin1') })
      return answer ? answer() : { ok: true, id: `m${kept.length}` }
    },
    ...options,
  })
  return { listener, kept }
}

/** Talks to the door: sends each line after the answer to the one before; gives the answers. */
async function talk(port: number, lines: readonly string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1')
  const answers: string[] = []
  let held = ''
  const answered = async () => {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(held)
      if (whole) {
        held = held.slice(whole[0].length)
        answers.push(whole[0].trim())
        return
      }
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      held += chunk.toString()
    }
  }
  await answered()
  for (const line of lines) {
    socket.write(`${line}\r\n`)
    await answered()
  }
  socket.destroy()
  return answers
}

const start = ['EHLO me', 'MAIL FROM:<a@else.org>', 'RCPT TO:<support@example.com>', 'DATA']
const message = 'From: a@else.org\r\n\r\nhej\r\n'

test('a message is answered 250 only after it is kept', async () => {
  let isCommitted = false
  const { listener, kept } = await door({}, async () => {
    await new Promise(setImmediate)
    isCommitted = true
    return { ok: true, id: 'm1' }
  })
  const answers = await talk(listener.port, [...start, `${message}.`, 'QUIT'])
  assert.match(answers[5]!, /^250 .*Kept as m1/)
  assert.ok(isCommitted)
  const { ip, helo, ...envelope } = kept[0]!.envelope
  assert.deepEqual(
    { envelope, raw: kept[0]?.raw },
    {
      envelope: { from: 'a@else.org', to: ['support@example.com'] },
      raw: message,
    },
  )
  assert.deepEqual([ip, helo], ['127.0.0.1', 'me'], 'who handed it over')
  await listener.close()
})

test('nothing is relayed, and no passwords or keys are spoken of', async () => {
  const { listener } = await door()
  const answers = await talk(listener.port, [
    'EHLO me',
    'MAIL FROM:<a@b.org>',
    'RCPT TO:<victim@else.org>',
    'QUIT',
  ])
  assert.doesNotMatch(answers[1]!, /AUTH|STARTTLS/)
  assert.match(answers[3]!, /^550 5\.1\.1/)
  await listener.close()
})

test('when keeping fails the sender is told to try again', async () => {
  const { listener } = await door({}, () => Promise.reject(new Error('no disk')))
  const answers = await talk(listener.port, [...start, `${message}.`, 'QUIT'])
  assert.match(answers[5]!, /^451 4\.3\.0/)
  await listener.close()
})

test('a refusal reaches the sender in its own words', async () => {
  const { listener } = await door({}, async () => ({
    reply: '554 5.6.0 The message has more than 500 parts',
  }))
  const answers = await talk(listener.port, [...start, `${message}.`])
  assert.match(answers[5]!, /^554 5\.6\.0 .*more than 500 parts/)
  await listener.close()
})

test('a message over the size is refused, and the next one on the same line is taken', async () => {
  const { listener, kept } = await door({ maxBytes: () => 1_000 })
  const large = `${message}${'a'.repeat(5_000)}\r\n.`
  const answers = await talk(listener.port, [...start, large, ...start.slice(1), `${message}.`])
  assert.match(answers[5]!, /^552 /)
  assert.match(answers.at(-1)!, /^250 /)
  assert.equal(kept.length, 1)
  await listener.close()
})

test('the hundred and first recipient is refused', async () => {
  const { listener } = await door()
  const recipients = Array.from({ length: 101 }, (_, at) => `RCPT TO:<r${at}@example.com>`)
  const answers = await talk(listener.port, ['EHLO me', 'MAIL FROM:<a@b.org>', ...recipients])
  assert.match(answers.at(-2)!, /^250/)
  assert.match(answers.at(-1)!, /^452/)
  await listener.close()
})

const ends = ['\n.\n', '\n.\r\n', '\r.\r', '\r\n.\n', '\r\n.\r', '\r.\r\n', '\r\n\0.\r\n']
for (const end of ends) {
  for (const size of [1, 3, 10_000]) {
    test(`end of data ${JSON.stringify(end)} in pieces of ${size} smuggles no second message`, async t => {
      const { listener, kept } = await door()
      t.after(() => listener.close())
      const smuggled = `MAIL FROM:<admin@example.com>\r\nRCPT TO:<support@example.com>\r\nDATA\r\nsecond\r\n`
      const bytes = Buffer.from(`${message}${end}${smuggled}\r\n.\r\nQUIT\r\n`, 'latin1')
      const heard = await heardToTheEnd(listener.port, bytes, size)
      // To the end, since a door that takes the odd end for one answers 250 before it reads what is smuggled.
      assert.deepEqual(heard.match(/^\d{3}(?= )/gm), ['220', '250', '250', '250', '354', '250', '221'])
      assert.equal(kept.length, 1)
      assert.equal(kept[0]!.envelope.from, 'a@else.org')
      assert.ok(kept[0]!.raw.startsWith(message))
      assert.ok(kept[0]!.raw.includes(smuggled), 'what was smuggled is text of the first message')
    })
  }
}

/** Everything the door says until it hangs up, when a message comes in pieces of so many bytes. */
async function heardToTheEnd(port: number, bytes: Buffer, size: number): Promise<string> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  let heard = ''
  socket.on('data', chunk => {
    heard += chunk.toString('latin1')
  })
  const signal = AbortSignal.timeout(10_000)
  const until = async (answer: RegExp) => {
    while (!answer.test(heard)) await once(socket, 'data', { signal })
  }
  await until(/^220 /m)
  socket.write(`${start.join('\r\n')}\r\n`)
  await until(/^354 /m)
  const isOver = once(socket, 'close', { signal })
  for (let from = 0; from < bytes.length; from += size)
    await new Promise(sent => socket.write(bytes.subarray(from, from + size), sent))
  await isOver
  return heard
}
