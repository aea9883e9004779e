// A script sent to a customer: the letter, his answers in the case at once, and back to the agent.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { languages } from '#core/people/language.ts'
import { type Answer, type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { messageMail } from '#server/react/message-mail.ts'
import type { MessageId } from '#core/kit/id.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  for (const [slug, level] of [
    ['alone', 0],
    ['ours', 1],
  ] as const)
    await desk.desk.scripts.publish({
      ...{ slug, version: 1, at: desk.shell.now(), by: bo.id, shipped: null },
      form: {
        slug,
        languages,
        title: all('Titel'),
        says: all('x'),
        article: 'a',
        start: 'light',
        steps: steps(level),
      },
    })
})
after(() => desk.close())

const all = (text: string) => Object.fromEntries(languages.map(one => [one, text]))
const words = { why: all('Why'), say: all('Which light?') }
const choices = ['green', 'red'].map(name => ({ name, words: all(name) }))
const asked = { ask: all('Ours?'), ...words, choices }
const steps = (level: number) => [
  { name: 'light', level, ...asked, next: [{ to: 'second' }], otherwise: 'second' },
  { name: 'second', ...asked, next: [{ to: 'line' }], otherwise: 'line' },
  { name: 'line', level: 1, ...asked, next: [{ to: 'over' }], otherwise: 'over' },
  { name: 'over', end: 'hand_off', toLevel: 2, question: all('What?'), say: all('Wait') },
]
const deed = (id: string, verb: string, body: object, headers = {}): Promise<Answer> =>
  desk.ask(bo, 'POST', `cases/${id}/walk/${verb}`, body, headers)

/** His browser: it keeps the cookies it is given, follows where it is led, and runs nothing. */
function browser() {
  let cookie = ''
  const go = async (method: 'GET' | 'POST', url: string, fields?: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields ?? {})) form.append(name, value)
    const sent = new Request('http://here', { method: 'POST', body: form })
    const payload = fields ? Buffer.from(await sent.arrayBuffer()) : undefined
    const headers = {
      cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': sent.headers.get('content-type')!,
    }
    const answer = await desk.app.inject({ method, url, headers, ...(payload && { payload }) })
    const set = answer.cookies.map(({ name, value }) => `${name}=${value}`)
    if (set.length > 0) cookie = set.join('; ')
    return answer
  }
  const follow = async (url: string) => {
    let answer = await go('GET', url)
    for (let n = 0; n < 5 && answer.statusCode === 303; n++)
      answer = await go('GET', String(answer.headers.location))
    return answer
  }
  return { go, follow }
}
const linkIn = async (id: `cas_${string}`, message: MessageId) => {
  const ledger = (await desk.store.read(id))!
  const customer = (await desk.desk.customers.one((await desk.store.card(id))!.customer))!
  const { mail } = (await messageMail(desk.shell, ledger, message, customer))!
  const links = mail.blocks.flatMap(one => (one.type === 'links' ? one.links.map(({ href }) => href) : []))
  const url = new URL(links.find(href => href.includes('/scripts/'))!)
  return { mail, path: `${url.pathname}${url.search}` }
}

describe('a script is sent', () => {
  it('with a letter in his language that leads him to its first question; what he answers is in the case', async () => {
    const { id, number } = await desk.opened(bo, {
      language: 'de',
      customer: { name: 'Anna', email: 'a@example.org' },
    })
    const sent = await deed(id, 'send', { script: 'alone' })
    assert.equal(sent.status, 200, sent.text)
    assert.deepEqual(sent.json.events, ['walk.begun', 'message.queued', 'walk.sent'])
    assert.deepEqual([sent.json.walk.walker, sent.json.walk.standing], ['customer', 'paused'])
    const { path, mail } = await linkIn(id, sent.json.ids.message)
    assert.match(JSON.stringify(mail.blocks), /Bitte gehen Sie „Titel“ Schritt für Schritt durch/)
    const his = browser()
    const page = await his.follow(path)
    assert.match(page.payload, /Which light\?/)
    const base = `/de/help/cases/${number}/scripts/alone`
    await his.go('POST', `${base}/0`, { step: 'light', answer: 'red' })
    const { items } = (await desk.ask(bo, 'GET', `cases/${id}/walks`)).json
    assert.deepEqual([items[0].place.step, items[0].walker, items[0].passed], ['second', 'customer', 1])
    // Pressed twice, and on two devices, it is one answer.
    await his.go('POST', `${base}/0`, { step: 'light', answer: 'red' })
    const other = browser()
    await other.follow((await linkIn(id, sent.json.ids.message)).path)
    await other.go('POST', `${base}/0`, { step: 'light', answer: 'red' })
    const answered = (await desk.store.read(id))!.events.filter(({ type }) => type === 'walk.answered')
    assert.equal(answered.length, 1)
  })

  it('goes on where the walk stands, and comes back to the agent at the step that needs him', async () => {
    const { id, number } = await desk.opened(bo)
    const { walk } = (await deed(id, 'begin', { script: 'alone' })).json.ids
    await deed(id, 'answer', { walk, step: 'light', answer: 'value', value: 'red' })
    const sent = await deed(id, 'send', { walk, text: 'Please finish it, Anna' })
    assert.deepEqual(sent.json.events, ['message.queued', 'walk.sent'])
    const { path, mail } = await linkIn(id, sent.json.ids.message)
    assert.match(JSON.stringify(mail.blocks), /Please finish it, Anna/)
    const his = browser()
    await his.follow(path)
    const base = `/en/help/cases/${number}/scripts/alone`
    await his.go('POST', `${base}/1`, { step: 'second', answer: 'green' })
    const [now] = (await desk.ask(bo, 'GET', `cases/${id}/walks`)).json.items
    assert.deepEqual([now.standing, now.place.step], ['needs_support', 'line'])
    const on = await deed(id, 'answer', { walk, step: 'line', answer: 'value', value: 'red' })
    assert.deepEqual([on.json.events[0], on.json.walk.end], ['walk.resumed', 'hand_off'])
  })

  it('the link of another case leads nowhere', async () => {
    const { id } = await desk.opened(bo)
    const { number } = await desk.opened(bo)
    const sent = await deed(id, 'send', { script: 'alone' })
    const { path } = await linkIn(id, sent.json.ids.message)
    const wrong = path.replace(/cases\/\d+/, `cases/${number}`)
    assert.equal((await browser().follow(wrong)).statusCode, 404)
  })

  it('goes on when it was withdrawn meanwhile', async () => {
    const { id } = await desk.opened(bo)
    const sent = await deed(id, 'send', { script: 'alone' })
    await desk.desk.scripts.withdraw('alone')
    const page = await browser().follow((await linkIn(id, sent.json.ids.message)).path)
    assert.match(page.payload, /Which light\?/)
    const gone = await deed(id, 'send', { script: 'alone' })
    assert.deepEqual([gone.status, gone.json.code], [422, 'walk.no_such_script'])
  })
})

it('what he cannot do alone is not sent, and no letter leaves; one thing is sent at a time', async () => {
  const { id } = await desk.opened(bo)
  const refused = async (body: object) => {
    const { status, json } = await deed(id, 'send', body)
    return [status, json.code]
  }
  assert.deepEqual(await refused({ script: 'ours' }), [422, 'walk.not_alone'])
  assert.deepEqual(await refused({ script: 'none' }), [422, 'walk.no_such_script'])
  assert.deepEqual(await refused({ walk: 'wlk_none' }), [422, 'walk.not_found'])
  assert.deepEqual(await refused({}), [400, 'request.invalid'])
  assert.deepEqual(await refused({ script: 'ours', walk: 'wlk_a' }), [400, 'request.invalid'])
  const { events } = (await desk.store.read(id))!
  assert.ok(!events.some(({ type }) => type === 'message.queued' || type.startsWith('walk.')))
})
