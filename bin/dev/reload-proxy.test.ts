import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, test } from 'node:test'
import { type ReloadProxy, reloadProxy } from '#bin/dev/reload-proxy.ts'

let behind: Server
let proxy: ReloadProxy
let url: string

async function open(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

beforeEach(async () => {
  behind = createServer(async (asked, answer) => {
    if (asked.url === '/page') return answer.setHeader('content-type', 'text/html').end('<p>Hello</p>')
    let body = ''
    for await (const part of asked) body += part
    return answer.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ body }))
  })
  proxy = reloadProxy(await open(behind))
  url = `http://127.0.0.1:${await open(proxy.server)}`
})
afterEach(() => {
  for (const server of [behind, proxy.server]) server.close().closeAllConnections()
})

test('a page gets the script that reloads it', async () => {
  const text = await (await fetch(`${url}/page`)).text()
  const path = text.match(/^<p>Hello<\/p><script src="([^"]+)"><\/script>$/)?.[1]
  assert.ok(path, text)
  assert.match(await (await fetch(url + path)).text(), /location\.reload/)
})

test('everything else passes unchanged, both ways', async () => {
  const reply = await fetch(`${url}/api/v1/cases`, { method: 'POST', body: 'words' })
  assert.equal(reply.status, 201)
  assert.deepEqual(await reply.json(), { body: 'words' })
})

test('an open page hears of a rebuild', async () => {
  const events = await fetch(`${url}/@dev/events`)
  proxy.reload()
  const { value } = await events.body!.getReader().read()
  assert.match(new TextDecoder().decode(value), /^event: reload\n/)
})

test('while the server is away, a page says so and comes back by itself', async () => {
  behind.close().closeAllConnections()
  const reply = await fetch(`${url}/page`)
  assert.equal(reply.status, 503)
  assert.match(await reply.text(), /starting again.*<script/)
})
