// A desk whose content has a host of its own: links lead there, no cookie is read or set there, and nothing
// else is served there. Not: what is shown of a mail (content.test.ts).
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { EventOf } from '#core/case/event.ts'
import { minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailed } from '#server/mail-testing.ts'

const there = { host: 'content.example' }
const html = { accept: 'text/html' }
let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk({ contentUrl: new URL('http://content.example') })
  bo = await desk.person({ name: 'Bo' })
  const { webDir } = desk.shell.config
  mkdirSync(webDir, { recursive: true })
  writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>The desk</title>')
})
after(() => desk.close())

/** The links to a mail's page, its raw bytes and its file, as an agent gets them. */
async function links(): Promise<{ page: URL; raw: URL; file: URL }> {
  const headers = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b']
  const parts = [
    ...['--b', 'Content-Type: text/html; charset=utf-8', '', '<p>It turns <b>red</b>.</p>'],
    ...['--b', 'Content-Type: text/plain; name=log.txt'],
    ...['Content-Disposition: attachment; filename=log.txt', '', 'error 7', '--b--'],
  ]
  const opened = (await mailed(desk, { from: 'anna@example.org', headers, text: parts.join('\r\n') }))!
  const { message, attached } = opened.events.find(
    (one): one is EventOf<'message.received'> => one.type === 'message.received',
  )!
  const urlOf = async (path: string) => {
    const { json, text } = await desk.ask(bo, 'GET', `cases/${opened.id}/${path}`)
    assert.ok(URL.canParse(json?.url), `a whole address: ${text}`)
    return new URL(json.url)
  }
  const mail = `mail/${message}`
  return {
    page: await urlOf(mail),
    raw: await urlOf(`${mail}/raw`),
    file: await urlOf(`files/${attached[0]!.file}`),
  }
}
const follow = (url: URL, token = url.pathname.split('/').at(-1)!) =>
  desk.ask(null, 'GET', `/api/v1/content/${token}`, undefined, there)

test('links lead to the host of content, which needs no cookie and sets none', async () => {
  const all = await links()
  for (const [what, url] of Object.entries(all)) {
    assert.equal(url.origin, 'http://content.example', what)
    const answer = await follow(url)
    assert.equal(answer.status, 200, answer.text)
    assert.equal(answer.headers['set-cookie'], undefined, what)
    assert.equal(answer.headers['cross-origin-resource-policy'], 'cross-origin', what)
    assert.match(String(answer.headers['content-security-policy']), /^sandbox; default-src 'none'/, what)
  }
  const page = await follow(all.page)
  assert.match(page.text, /It turns <b>red<\/b>/)
  const framedBy = / frame-ancestors http:\/\/desk\.example$/
  assert.match(String(page.headers['content-security-policy']), framedBy, 'only a page of the desk frames it')
  assert.match((await follow(all.file)).text, /^error 7/)
})

test('the pages of the desk may frame that host and no other', async () => {
  for (const path of ['/', '/cases/1']) {
    const { status, headers } = await desk.ask(null, 'GET', path, undefined, html)
    assert.equal(status, 200)
    assert.match(String(headers['content-security-policy']), /; frame-src 'self' http:\/\/content\.example;/)
  }
})

test('nothing of the desk is served there, signed in or not, and none of its pages', async () => {
  const port = { host: 'CONTENT.example:80' }
  for (const headers of [there, port]) {
    for (const path of ['/api/v1/me', '/api/v1/cases', '/', '/cases/1', '/index.html', '/help', '/ask']) {
      const { status, json } = await desk.ask(bo, 'GET', path, undefined, { ...headers, ...html })
      assert.deepEqual([status, json?.code], [404, 'route.not_found'], `${headers.host}${path}`)
    }
    const signIn = { email: bo.email, password: 'x' }
    const answer = await desk.ask(null, 'POST', 'session', signIn, { ...headers, 'x-tierline': '1' })
    assert.deepEqual([answer.status, answer.headers['set-cookie']], [404, undefined])
    assert.equal((await desk.ask(null, 'GET', '/healthz', undefined, headers)).status, 200)
  }
  assert.equal((await desk.ask(bo, 'GET', 'cases')).status, 200, 'on its own host it is')
})

test('a link that was changed or has run out is refused there', async () => {
  const { file } = await links()
  const [body, mac] = file.pathname.split('/').at(-1)!.split('.') as [string, string]
  const said = JSON.parse(Buffer.from(body, 'base64url').toString())
  const later = { ...said, until: said.until + 60 * minuteMs }
  const changed = [
    `${Buffer.from(JSON.stringify(later)).toString('base64url')}.${mac}`,
    `${body}.${mac.startsWith('A') ? 'B' : 'A'}${mac.slice(1)}`,
    `${body}.`,
    body,
  ]
  for (const token of changed) {
    const { status, json } = await follow(file, token)
    assert.deepEqual([status, json.code], [404, 'link.expired'], token)
  }
  assert.equal((await follow(file)).status, 200, 'unchanged it holds')
  desk.pass(6 * minuteMs)
  const { status, json } = await follow(file)
  assert.deepEqual([status, json.code], [404, 'link.expired'])
})
