// The API as a program meets it: keys, conditions, lists, links, and a description that is complete and true.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import { etag } from '#server/http/if-match.ts'
import { type Answer, type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let marta: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  marta = await desk.person({ name: 'Marta Ruiz', levels: [2] })
})
after(() => desk.close())

const note = (id: string, text: string, headers?: Record<string, string>) =>
  desk.ask(bo, 'POST', `cases/${id}/note/add`, { text }, headers)
const seqOf = async (id: string) => (await desk.store.card(id as `cas_${string}`))?.seq

describe('an Idempotency-Key', () => {
  it('gives the same answer to the same request, with one effect', async () => {
    const { id } = await desk.opened(bo)
    const answers: Answer[] = []
    for (let i = 0; i < 3; i++) answers.push(await note(id, 'once', { 'idempotency-key': `note-${id}` }))
    const [first, ...others] = answers.map(({ status, json, headers }) => ({
      status,
      json,
      etag: headers.etag,
    }))
    for (const other of others) assert.deepEqual(other, first)
    assert.equal(await seqOf(id), first?.json.seq)
  })

  it('gives it also when the deed would be refused by now', async () => {
    const { id } = await desk.opened(bo)
    const solve = () =>
      desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'cable' }, { 'idempotency-key': `s-${id}` })
    const first = await solve()
    assert.deepEqual((await solve()).json, first.json)
  })

  it('opens one case however often it is sent', async () => {
    const body = {
      channel: 'phone',
      subject: 'Cannot print',
      customer: { name: 'Anna', email: 'print@example.org' },
    }
    const open = () => desk.ask(bo, 'POST', 'cases', body, { 'idempotency-key': 'open-1' })
    const [first, second] = [await open(), await open()]
    assert.deepEqual([second.status, second.json.id], [201, first.json.id])
  })

  it('of two at once answers one, and tells the other to wait', async () => {
    const { id, seq } = await desk.opened(bo)
    const key = { 'idempotency-key': `both-${id}` }
    const statuses = (await Promise.all([note(id, 'x', key), note(id, 'x', key)])).map(one => one.status)
    assert.ok(statuses.includes(200))
    assert.ok(statuses.every(status => status === 200 || status === 409))
    assert.equal(await seqOf(id), seq + 1)
  })

  it('used for another request is refused, and belongs to its actor', async () => {
    const { id } = await desk.opened(bo)
    const key = { 'idempotency-key': `own-${id}` }
    await note(id, 'one', key)
    assert.equal((await note(id, 'two', key)).json.code, 'key.reused')
    const other = await desk.person()
    const answer = await desk.ask(other, 'POST', `cases/${id}/note/add`, { text: 'two' }, key)
    assert.equal(answer.status, 200)
  })

  it('that is none is not as described', async () => {
    const { id } = await desk.opened(bo)
    assert.equal((await note(id, 'x', { 'idempotency-key': 'a'.repeat(201) })).status, 400)
  })
})

describe('If-Match', () => {
  it('lets a deed through at the seq it names, and stops it at another', async () => {
    const { id, seq } = await desk.opened(bo)
    assert.equal((await note(id, 'x', { 'if-match': etag(seq) })).status, 200)
    const late = await note(id, 'y', { 'if-match': etag(seq) })
    assert.deepEqual([late.status, late.json.code], [412, 'precondition.failed'])
    assert.equal((await note(id, 'y', { 'if-match': 'W/"1"' })).status, 400)
  })
})

describe('a request', () => {
  const rows: [string, () => Promise<Answer>, number, string][] = [
    ['that is no JSON', () => raw('{"text": '), 400, 'request.malformed'],
    [
      'that would change a prototype',
      () => raw('{"text": "x", "__proto__": {"a": 1}}'),
      400,
      'request.malformed',
    ],
    ['of another type', () => raw('<text/>', 'text/xml'), 415, 'request.wrong_type'],
    [
      'that is too large',
      () => raw(JSON.stringify({ text: 'x'.repeat(1_100_000) })),
      413,
      'request.too_large',
    ],
    ['with an unknown query', () => desk.ask(bo, 'GET', 'cases?leve=1'), 400, 'request.invalid'],
    ['with a foreign cursor', () => desk.ask(bo, 'GET', 'cases?cursor=WyJ4Il0'), 400, 'cursor.invalid'],
    ['for a page too long', () => desk.ask(bo, 'GET', 'cases?limit=101'), 400, 'request.invalid'],
    ['to nowhere', () => desk.ask(bo, 'GET', 'nowhere'), 404, 'route.not_found'],
    ['with a broken address', () => desk.ask(bo, 'GET', 'cases/%E0%A4%A'), 404, 'route.not_found'],
    ['to nobody signed in', () => desk.ask(null, 'GET', 'cases'), 401, 'session.needed'],
  ]
  for (const [rule, ask, status, code] of rows)
    it(`${rule} gets ${status}`, async () => {
      const answer = await ask()
      assert.deepEqual([answer.status, answer.json.code], [status, code], answer.text)
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
      assert.deepEqual(desk.faults, [])
    })

  it('names the field that is wrong, in the language of the reader', async () => {
    const body = { text: 'x', owner: 'me' }
    const { id } = await desk.opened(bo)
    const answer = await desk.ask(bo, 'POST', `cases/${id}/note/add`, body)
    assert.deepEqual(answer.json.fields, [{ path: 'owner', message: 'There is no such field.' }])
    const german = await desk.ask(
      null,
      'POST',
      'session',
      {},
      { 'x-tierline': '1', 'accept-language': 'de-CH, en;q=0.5' },
    )
    assert.deepEqual(german.json.fields[0], { path: 'email', message: 'Das wird benötigt.' })
  })

  const raw = async (payload: string, type = 'application/json'): Promise<Answer> => {
    const { id } = await desk.opened(bo)
    return desk.ask(bo, 'POST', `cases/${id}/note/add`, payload, { 'content-type': type })
  }
})

describe('lists', () => {
  it('page through everything once', async () => {
    const reader = await desk.person({ roles: ['auditor'] })
    for (let i = 0; i < 5; i++) await desk.opened(bo, { subject: `Case ${i}` })
    const seen: string[] = []
    let cursor = ''
    do {
      const { json } = await desk.ask(reader, 'GET', `cases?limit=2${cursor}`)
      seen.push(...json.items.map((card: { id: string }) => card.id))
      cursor = json.next ? `&cursor=${json.next}` : ''
    } while (cursor)
    assert.equal(new Set(seen).size, seen.length)
    assert.equal(seen.length, await desk.store.count({}, 1000))
  })

  it('counts and views agree', async () => {
    await desk.opened(bo, { take: false })
    const given = await desk.opened(bo)
    const offer = { team: desk.teams[2], question: 'Why?', noStepsBecause: 'none fits' }
    await desk.ask(bo, 'POST', `cases/${given.id}/hand-off/offer`, offer)
    for (const person of [bo, marta]) {
      const { json: counts } = await desk.ask(person, 'GET', 'cases/counts')
      for (const view of ['mine', 'unassigned', 'offered', 'waiting']) {
        const { json } = await desk.ask(person, 'GET', `cases?view=${view}&limit=100`)
        assert.equal(json.items.length, counts[view], view)
      }
    }
    assert.equal((await desk.ask(marta, 'GET', 'cases?view=offered')).json.items.at(-1).id, given.id)
  })

  it('take-next gives each waiting case to one agent only', async () => {
    const fresh = await testDesk()
    try {
      const agents = [await fresh.person(), await fresh.person(), await fresh.person()] as const
      for (let i = 0; i < 5; i++) await fresh.opened(agents[0], { take: false })
      const asked = Array.from({ length: 6 }, (_, i) =>
        fresh.ask(agents[i % 3] as Person, 'POST', 'cases/take-next'),
      )
      const answers = await Promise.all(asked)
      const taken = answers.filter(one => one.status === 200).map(one => one.json.id)
      assert.equal(new Set(taken).size, 5)
      assert.equal(taken.length, 5)
      assert.deepEqual(
        answers.filter(one => one.status !== 200).map(one => one.json.code),
        ['queue.empty'],
      )
    } finally {
      await fresh.close()
    }
  })
})

describe('files', () => {
  const upload = async (by: Person, name: string, type: string, bytes = 'hello') => {
    const form = new FormData()
    form.append('file', new Blob([bytes], { type }), name)
    return desk.ask(by, 'POST', 'uploads', form)
  }
  const attachedTo = async (id: string, file: string) =>
    desk.ask(bo, 'POST', `cases/${id}/message/queue`, { text: 'Look', attached: [file], seenSeq: 99 })

  it('leave over a link that works without a cookie, and as bytes only', async () => {
    const { id } = await desk.opened(bo)
    const { json: kept } = await upload(bo, '../../räkning<1>.html', 'text/html')
    assert.equal(kept.name, 'räkning<1>.html')
    assert.equal((await attachedTo(id, kept.id)).status, 200)
    const { json } = await desk.ask(bo, 'GET', `cases/${id}/files/${kept.id}`)
    const file = await desk.ask(null, 'GET', json.url)
    assert.deepEqual([file.status, file.text], [200, 'hello'])
    assert.equal(file.headers['content-type'], 'text/plain; charset=utf-8', 'what it is by its bytes')
    assert.match(
      String(file.headers['content-disposition']),
      /^attachment; filename="r_kning_1_.html"; filename\*=UTF-8''r%C3%A4kning/,
    )
    assert.equal(file.headers['content-security-policy'], "sandbox; default-src 'none'")
    desk.pass(6 * minuteMs)
    assert.equal((await desk.ask(null, 'GET', json.url)).json.code, 'link.expired')
    assert.equal((await desk.ask(null, 'GET', `${json.url}x`)).json.code, 'link.expired')
  })

  it('belong to whoever uploaded them until they are sent', async () => {
    const { id } = await desk.opened(bo)
    const { json: kept } = await upload(marta, 'a.txt', 'text/plain')
    assert.equal((await attachedTo(id, kept.id)).json.code, 'upload.not_found')
    assert.equal((await attachedTo(id, 'fil_0')).json.code, 'upload.not_found')
  })

  it('over ten megabytes are refused', async () => {
    const answer = await upload(bo, 'big.bin', 'application/zip', 'x'.repeat(10 * 1024 * 1024 + 1))
    assert.deepEqual([answer.status, answer.json.code], [413, 'upload.too_large'])
  })
})

describe('the case page', () => {
  it('holds the words, the names, and what its reader left half done', async () => {
    const { id } = await desk.opened(bo, { text: 'It goes off at eight.' })
    await desk.ask(bo, 'PUT', `cases/${id}/drafts/team`, { text: 'Ask Marta' })
    const { json } = await desk.ask(bo, 'GET', `cases/${id}`)
    assert.ok(Object.values(json.texts).includes('It goes off at eight.'))
    assert.equal(json.names.agents[bo.id], 'Bo Ek')
    assert.equal(json.names.customers[json.card.customer], 'Anna Lindqvist')
    assert.equal(json.drafts.team.text, 'Ask Marta')
    assert.equal(json.reached, 'email')
    await desk.ask(bo, 'PUT', `cases/${id}/drafts/team`, { text: '' })
    assert.deepEqual((await desk.ask(bo, 'GET', `cases/${id}`)).json.drafts, {})
    const news = await desk.ask(bo, 'GET', `cases/${id}/ledger?after=${json.seq - 1}`)
    assert.equal(news.json.ledger.length, 1)
  })
})

describe('customers', () => {
  it('are found while their name, number or address is typed', async () => {
    const body = { name: 'Giulia Ferrari', email: 'giulia@ferrari.example', phones: ['+39 02 1234 567'] }
    const { json, status } = await desk.ask(bo, 'POST', 'customers', body)
    assert.equal(status, 201)
    for (const q of ['giul', 'ferr giu', '1234567', 'giulia@ferr'])
      assert.equal(
        (await desk.ask(bo, 'GET', `customers?q=${encodeURIComponent(q)}`)).json.items[0]?.id,
        json.id,
        q,
      )
    assert.equal((await desk.ask(bo, 'POST', 'customers', body)).json.code, 'customer.address_taken')
    const changed = await desk.ask(bo, 'PATCH', `customers/${json.id}`, {
      language: 'it',
      version: json.version,
    })
    assert.equal(changed.json.language, 'it')
    const stale = await desk.ask(bo, 'PATCH', `customers/${json.id}`, {
      language: 'de',
      version: json.version,
    })
    assert.equal(stale.json.code, 'set_up.changed')
  })
})

describe('the description of the API', () => {
  type Operation = { summary?: string; responses: Record<string, { description?: string; content?: object }> }
  type Api = {
    openapi: string
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Record<string, object> }
  }
  const description = async (): Promise<Api> => (await desk.ask(null, 'GET', 'openapi.json')).json

  it('names every route with a summary, its good answers and its problems', async () => {
    const { openapi, paths } = await description()
    assert.equal(openapi, '3.1.0')
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { summary, responses }] of Object.entries(methods)) {
        const said = `${method} ${path}`
        assert.ok(summary && summary.length > 5, said)
        assert.ok(
          Object.keys(responses).some(status => status.startsWith('2')),
          said,
        )
        assert.ok(responses[400]?.content && responses[500]?.content, said)
      }
  })

  it('leaves no route of /api/v1 out', async () => {
    const { paths } = await description()
    const described = new Set(Object.keys(paths).map(path => path.replace(/\{(\w+)\}/g, ':$1')))
    // Trackers speak to theirs in their own form.
    const trackers = '/api/v1/trackers/:tracker/webhook'
    const hidden = new Set(['/api/v1/openapi.json', '/api/v1/content/:token', trackers])
    const routes = desk.routes.filter(url => url.startsWith('/api/v1/'))
    assert.ok(routes.length > 60, 'the routes are found')
    for (const url of routes) if (!hidden.has(url)) assert.ok(described.has(url), url)
  })

  it('refers only to what it holds', async () => {
    const api = await description()
    const known = Object.keys(api.components.schemas).map(name => `#/components/schemas/${name}`)
    for (const [, ref = ''] of JSON.stringify(api).matchAll(/"\$ref":"(#\/components[^"]*)"/g))
      assert.ok(known.includes(ref), ref)
  })

  it('is true: answers fit the schemas they are described by', async () => {
    const { id, number } = await desk.opened(bo, {
      held: { means: 'phone', direction: 'in', reach: 'reached', minutes: 3, text: 'told' },
      promise: { topic: 'call back', means: 'phone', dueAt: desk.shell.now() + hourMs },
    })
    const api = await description()
    const urls: [string, string][] = [
      ['/session', 'session'],
      ['/cases', 'cases?view=mine&count=true'],
      ['/cases/counts', 'cases/counts'],
      ['/cases/{case}', `cases/${number}`],
      ['/cases/{case}/ledger', `cases/${id}/ledger?after=1`],
      ['/search', 'search?q=router'],
      ['/customers', 'customers?q=anna'],
      ['/problems', 'problems'],
    ]
    for (const [path, url] of urls) {
      const answer = await desk.ask(bo, 'GET', url)
      assert.equal(answer.status, 200, answer.text)
      const described = api.paths[`/api/v1${path}`]?.get?.responses[200] as {
        content: Record<string, { schema: object }>
      }
      const schema = described.content['application/json']?.schema
      const whole = JSON.parse(
        JSON.stringify({ ...schema, $defs: api.components.schemas }).replaceAll(
          '#/components/schemas/',
          '#/$defs/',
        ),
      )
      const fits = z.fromJSONSchema(whole).safeParse(answer.json)
      assert.ok(fits.success, `${url}: ${fits.error?.message}`)
    }
  })
})

describe('health', () => {
  it('is told without a cookie', async () => {
    assert.deepEqual(
      [(await desk.ask(null, 'GET', '/healthz')).status, (await desk.ask(null, 'GET', '/readyz')).status],
      [200, 200],
    )
  })
})
