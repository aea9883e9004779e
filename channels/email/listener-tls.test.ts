import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect as connectPlain, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { keysForTests, otherKeysForTests } from '#test/support/tls-keys.ts'
import { type ListenerOptions, listen } from './listener.ts'

const sockets: Socket[] = []

async function door(t: TestContext, options: Partial<ListenerOptions> = {}) {
  const kept: string[] = []
  const listener = await listen({
    port: 0,
    host: '127.0.0.1',
    hostname: 'desk.example.com',
    mayReceive: address => address.endsWith('@example.com'),
    accept: async (_envelope, raw) => {
      kept.push(raw.toString('latin1'))
      return { ok: true, id: `m${kept.length}` }
    },
    ...options,
  })
  // Clients go first: the door waits for those who are still inside.
  t.after(() => {
    for (const socket of sockets.splice(0)) socket.destroy()
    return listener.close()
  })
  return { listener, kept }
}

/** A client that reads whole answers, over a plain line or, after STARTTLS, over a sealed one. */
function clientOn(socket: Socket) {
  let line = socket
  let held = ''
  const answer = async (): Promise<string> => {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(held)
      if (whole) {
        held = held.slice(whole[0].length)
        return whole[0].trim()
      }
      const [chunk] = (await once(line, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer]
      held += chunk.toString()
    }
  }
  const say = (text: string): Promise<string> => {
    line.write(`${text}\r\n`)
    return answer()
  }
  const seal = async (): Promise<TLSSocket> => {
    assert.equal(held, '', 'nothing was answered before the line is sealed')
    const sealed = connectTls({ socket, rejectUnauthorized: false })
    await once(sealed, 'secureConnect')
    line = sealed
    return sealed
  }
  return { answer, say, seal }
}

async function open(port: number) {
  const socket = connectPlain(port, '127.0.0.1')
  sockets.push(socket)
  const client = clientOn(socket)
  await client.answer()
  return client
}

async function sealed(port: number) {
  const client = await open(port)
  await client.say('EHLO me')
  await client.say('STARTTLS')
  const socket = await client.seal()
  return { ...client, socket, offers: await client.say('EHLO me') }
}

const envelope = ['MAIL FROM:<a@else.org>', 'RCPT TO:<support@example.com>', 'DATA']
const message = 'From: a@else.org\r\n\r\nhej\r\n.'
const plain = (user: string, password: string) =>
  `AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`

test('with keys a line is sealed, and a message comes over it', async t => {
  const { listener, kept } = await door(t, { tls: keysForTests })
  const open1 = await open(listener.port)
  assert.match(await open1.say('EHLO me'), /SIZE 52428800[\s\S]*STARTTLS|STARTTLS[\s\S]*SIZE 52428800/)
  const client = await sealed(listener.port)
  assert.match(client.socket.getProtocol() ?? '', /^TLSv1\.[23]$/)
  assert.doesNotMatch(client.offers, /STARTTLS|AUTH/)
  for (const line of envelope) await client.say(line)
  assert.match(await client.say(message), /^250 2\.0\.0 Kept as m1/)
  assert.deepEqual(kept, ['From: a@else.org\r\n\r\nhej\r\n'])
})

test('who does not seal the line is served as well: mail servers without keys exist', async t => {
  const { listener, kept } = await door(t, { tls: keysForTests })
  const client = await open(listener.port)
  await client.say('EHLO me')
  for (const line of envelope) await client.say(line)
  await client.say(message)
  assert.equal(kept.length, 1)
})

test('what was said before the line is sealed is forgotten', async t => {
  const { listener, kept } = await door(t, { tls: keysForTests })
  const client = await open(listener.port)
  await client.say('EHLO me')
  // Commands that ride along with STARTTLS would be taken for sealed ones.
  const answered = await client.say(`STARTTLS\r\n${envelope.slice(0, 2).join('\r\n')}`)
  assert.match(answered, /^(220|421|5\d\d)/)
  if (answered.startsWith('220')) {
    const rest = await client
      .seal()
      .then(() => client.say('DATA'))
      .catch(() => '421 closed')
    assert.match(rest, /^(503|421)/)
  }
  assert.equal(kept.length, 0)
})

test('keys are renewed while the door is open; a pair that does not belong together changes nothing', async t => {
  const { listener } = await door(t, { tls: keysForTests })
  const seen = async () => (await sealed(listener.port)).socket.getPeerCertificate().fingerprint256
  const first = await seen()
  assert.throws(() => listener.renew({ key: keysForTests.key, cert: otherKeysForTests.cert }))
  assert.equal(await seen(), first)
  listener.renew(otherKeysForTests)
  assert.notEqual(await seen(), first)
})

const mayEnter = (user: string, password: string) => user === 'relay' && password === 'open sesame'

test('where a name and a password are asked for, nothing is taken without them', async t => {
  const { listener, kept } = await door(t, { tls: keysForTests, mayEnter })
  const client = await sealed(listener.port)
  assert.match(client.offers, /AUTH PLAIN LOGIN/)
  assert.match(await client.say(envelope[0]!), /^530 /)
  assert.match(await client.say(plain('relay', 'wrong')), /^535 5\.7\.8/)
  assert.match(await client.say(plain('relay', 'open sesame')), /^235/)
  for (const line of envelope) await client.say(line)
  assert.match(await client.say(message), /^250/)
  assert.equal(kept.length, 1)
})

test('a password is not heard over an open line', async t => {
  const { listener } = await door(t, { tls: keysForTests, mayEnter })
  const client = await open(listener.port)
  await client.say('EHLO me')
  assert.match(await client.say(plain('relay', 'open sesame')), /^538 /)
})

test('whoever guesses three times has to come again', async t => {
  const { listener } = await door(t, { tls: keysForTests, mayEnter })
  const client = await sealed(listener.port)
  for (let guess = 0; guess < 3; guess++) assert.match(await client.say(plain('relay', `${guess}`)), /^535/)
  assert.match(await client.say(plain('relay', 'open sesame')), /^421 4\.7\.0/)
})
