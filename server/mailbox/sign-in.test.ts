// Signing in by access tokens: had anew when they end, exchanged refresh tokens kept, and a clear word when
// the provider says no. The provider and the mail server are on this machine.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { noDovecot } from '#test/support/dovecot.ts'
import { type MailboxDesk, mailboxDesk, rawMail } from '#test/support/mailbox-desk.ts'
import { secretUse } from './sign-in.ts'

/** A provider of tokens: what it says to each wish, and which tokens it stands for. */
class Provider {
  valid = new Set<string>()
  refresh = 'refresh-1'
  wishes: URLSearchParams[] = []
  #server: Server = createServer()
  #count = 0
  async open(): Promise<string> {
    this.#server = createServer((request, response) => {
      const say = (status: number, body: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      // The mail server asks whether a token is good.
      if (request.url?.startsWith('/info')) {
        const token = new URL(request.url, 'http://x').searchParams.get('access_token') ?? ''
        const good = this.valid.has(token)
        return say(
          good ? 200 : 401,
          good ? { username: 'tokens', active: 'true' } : { error: 'invalid_token' },
        )
      }
      let text = ''
      request.on('data', bytes => {
        text += bytes
      })
      request.on('end', () => {
        const wish = new URLSearchParams(text)
        this.wishes.push(wish)
        if (wish.get('refresh_token') !== this.refresh)
          return say(400, { error: 'invalid_grant', error_description: 'Token has been revoked.' })
        const token = `access-${++this.#count}`
        this.valid.add(token)
        this.refresh = `refresh-${this.#count + 1}`
        return say(200, { access_token: token, expires_in: 3600, refresh_token: this.refresh })
      })
    })
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }
  close = () => this.#server.close()
}

describe('signing in by token', { skip: noDovecot ?? false }, () => {
  const provider = new Provider()
  let desk: MailboxDesk
  let url = ''
  before(async () => {
    url = await provider.open()
    desk = await mailboxDesk({ tokenInfoUrl: `${url}/info?access_token=` })
  })
  after(async () => {
    await desk.stop()
    provider.close()
  })

  test('a token is had, its refresh token exchanged and kept; one that ends early is had anew; a no is said', async () => {
    const { secrets, desk: tables } = desk.shell
    const id = await desk.mailbox({
      signInName: 'tokens',
      signInBy: 'oauth2',
      password: null,
      oauth: { clientId: 'tierline', tokenUrl: `${url}/token`, scope: 'mail.read' },
    })
    const seal = async (words: string) => {
      const { version } = (await tables.mailboxes.one(id))!
      const refreshToken = secrets.seal(words, secretUse(id, 'refreshToken'))
      const clientSecret = secrets.seal('client-words', secretUse(id, 'clientSecret'))
      await tables.mailboxes.change(id, version, { refreshToken, clientSecret })
    }
    await seal('refresh-1')
    const node = desk.read()
    await desk.until(id, one => one.code === 'connected')
    await desk.round(id)
    await desk.dovecot.deliver(rawMail('by token'), { owner: 'tokens' })
    await desk.until(id, one => one.taken === 1)
    const [wish] = provider.wishes
    assert.deepEqual(Object.fromEntries(wish!), {
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'tierline',
      client_secret: 'client-words',
      scope: 'mail.read',
    })
    const kept = (await tables.mailboxes.one(id))!.refreshToken!
    assert.equal(secrets.open(kept, secretUse(id, 'refreshToken')), 'refresh-2')
    // The provider forgets the token before its time; a new sign-in finds out and helps itself.
    provider.valid.clear()
    await node.stop()
    const next = desk.read()
    await desk.round(id)
    assert.equal(provider.wishes.length, 2)
    // Somebody takes the permission back.
    provider.valid.clear()
    provider.refresh = 'another'
    await next.stop()
    desk.read()
    const { says } = await desk.until(id, one => one.code === 'token_refused')
    assert.match(says, /invalid_grant Token has been revoked/)
    assert.ok(![says, ...desk.said].some(line => /refresh-|client-words|access-/.test(line)))
  })

  test('a provider that is not there is another thing than one that says no', async () => {
    const { secrets, desk: tables } = desk.shell
    const oauth = { clientId: 'tierline', tokenUrl: 'http://127.0.0.1:1/token', scope: '' }
    const id = await desk.mailbox({ signInBy: 'oauth2', password: null, oauth })
    const refreshToken = secrets.seal('refresh-1', secretUse(id, 'refreshToken'))
    await tables.mailboxes.change(id, 1, { refreshToken })
    desk.read()
    await desk.until(id, one => one.code === 'token_unreachable')
  })

  test('a secret this node cannot open is said to be lost, and asks for no sign-in', async () => {
    const id = await desk.mailbox({ signInName: 'lost', password: Buffer.from('sealed under another key') })
    desk.read()
    assert.equal((await desk.until(id, one => one.code === 'secret_lost')).says, 'password')
  })
})
