// Drafts of scripts over HTTP: written by several at once, judged, published, thrown away.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let karin: Person
let ed: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  karin = await desk.person({ name: 'Karin Holm', roles: ['lead'] })
  ed = await desk.person({ name: 'Ed Falk', roles: ['editor'] })
})
after(() => desk.close())

const done = { name: 'done', end: 'solved', say: { en: 'Good.' }, fixed: { en: 'The light' } }
const light = {
  name: 'light',
  ask: { en: 'Which colour?' },
  why: { en: 'Red is the line.' },
  say: { en: 'Which colour is the light?' },
  choices: [{ name: 'red', words: { en: 'Red' } }],
  next: [{ to: 'done' }],
  otherwise: 'done',
}
const form = (slug: string, more: Record<string, unknown> = {}) => ({
  slug,
  languages: ['en'],
  title: { en: 'No internet' },
  says: { en: 'It is down' },
  article: 'no-internet',
  start: 'light',
  steps: [light, done],
  ...more,
})
const put = (by: Person, slug: string, body: object) => desk.ask(by, 'PUT', `scripts/${slug}/draft`, body)
const begun = async (slug: string, own: object = form(slug)) => {
  const answer = await put(karin, slug, { form: own, revision: 0 })
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}
const publish = (by: Person, slug: string, revision: number) =>
  desk.ask(by, 'POST', `scripts/${slug}/publish`, { revision })
const audited = async (about: string) =>
  (await desk.desk.audit.newest(50)).filter(one => one.about === about).map(one => [one.what, one.actor])

describe('a draft', () => {
  it('begins under a new name, is read by everybody, and is published as version 1', async () => {
    const first = await begun('first')
    assert.deepEqual([first.revision, first.by, first.faults, first.clashes], [1, karin.id, [], []])
    const read = await desk.ask(bo, 'GET', 'scripts/first/draft')
    assert.deepEqual([read.status, read.json.form], [200, form('first')])
    assert.equal((await desk.ask(bo, 'GET', 'scripts/first')).status, 404)
    const published = await publish(karin, 'first', 1)
    assert.deepEqual([published.status, published.json], [201, { slug: 'first', version: 1 }])
    const live = await desk.ask(bo, 'GET', 'scripts/first')
    assert.deepEqual([live.json.version, live.json.by, live.json.form], [1, karin.id, form('first')])
    const gone = await desk.ask(bo, 'GET', 'scripts/first/draft')
    assert.deepEqual([gone.status, gone.json.code], [404, 'script.draft_not_found'])
    assert.deepEqual(await audited('first'), [
      ['script.published', karin.id],
      ['script_draft.begun', karin.id],
    ])
  })

  it('of what is published makes the next version, and the one before stays as it was', async () => {
    await begun('second')
    await publish(karin, 'second', 1)
    const next = form('second', { title: { en: 'No internet at all' } })
    const saved = await put(ed, 'second', { form: next, revision: 0, version: 1 })
    assert.deepEqual([saved.json.revision, saved.json.clashes], [3, []])
    assert.equal((await publish(karin, 'second', 3)).json.version, 2)
    const version = async (n: number) => (await desk.ask(bo, 'GET', `scripts/second?version=${n}`)).json
    assert.deepEqual([(await version(1)).form, (await version(1)).isLive], [form('second'), false])
    assert.deepEqual([(await version(2)).form, (await version(2)).isLive], [next, true])
  })

  it('saved once more as it is makes no revision', async () => {
    await begun('same')
    assert.equal((await put(ed, 'same', { form: form('same'), revision: 1 })).json.revision, 1)
  })

  it('is in the list while there is one', async () => {
    await begun('listed-a')
    await begun('listed-b')
    const list = async () => (await desk.ask(bo, 'GET', 'script-drafts?limit=100')).json.items
    const [line] = (await list()).filter((one: { slug: string }) => one.slug === 'listed-a')
    const { title, says } = form('listed-a')
    assert.deepEqual([line.title, line.says, line.steps, line.revision], [title, says, 2, 1])
    const removed = await desk.ask(karin, 'DELETE', 'scripts/listed-a/draft?revision=1')
    assert.equal(removed.status, 204)
    assert.ok(!(await list()).some((one: { slug: string }) => one.slug === 'listed-a'))
    const [page] = (await desk.ask(bo, 'GET', 'script-drafts?limit=1')).json.items
    assert.equal(page.slug, 'listed-b')
  })
})

describe('two who write at once', () => {
  it('keep both their work; what both changed is told, and the draft has what was saved first', async () => {
    const base = form('both', { steps: [light, { ...done, say: { en: 'Good.' } }] })
    await begun('both', base)
    const karins = { ...base, title: { en: 'Hers' }, steps: [{ ...light, why: { en: 'Her why' } }, done] }
    const eds = { ...base, title: { en: 'His' }, steps: [light, { ...done, say: { en: 'Very good.' } }] }
    assert.equal((await put(karin, 'both', { form: karins, revision: 1 })).json.revision, 2)
    const { json } = await put(ed, 'both', { form: eds, revision: 1 })
    assert.equal(json.revision, 3)
    assert.deepEqual(json.clashes, [{ path: 'title.en', mine: 'His', theirs: 'Hers' }])
    const steps = [
      { ...light, why: { en: 'Her why' } },
      { ...done, say: { en: 'Very good.' } },
    ]
    assert.deepEqual(json.form, { ...base, title: { en: 'Hers' }, steps })
  })

  it('at the same instant, many of them, lose nothing', async () => {
    const asks = Array.from({ length: 4 }, (_, i) => ({ ...light, name: `ask-${i}` }))
    const base = form('many', { start: 'ask-0', steps: [...asks, done] })
    await begun('many', base)
    const mine = (i: number) => ({
      ...base,
      steps: [...asks.map((one, j) => (i === j ? { ...one, why: { en: `Why ${i}` } } : one)), done],
    })
    const answers = await Promise.all(
      asks.map((_, i) => put(i % 2 ? karin : ed, 'many', { form: mine(i), revision: 1 })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
    )
    const { steps } = (await desk.ask(bo, 'GET', 'scripts/many/draft')).json.form
    assert.deepEqual(
      steps.slice(0, 4).map(({ why }: typeof light) => why.en),
      ['Why 0', 'Why 1', 'Why 2', 'Why 3'],
    )
  })

  it('go on when the draft was published meanwhile, on top of what is live', async () => {
    await begun('gone-on')
    await publish(karin, 'gone-on', 1)
    const own = form('gone-on', { says: { en: 'My internet is down' } })
    const { json } = await put(ed, 'gone-on', { form: own, revision: 1 })
    assert.deepEqual([json.revision, json.form, json.clashes], [3, own, []])
  })

  it('and somebody who looked at an older revision publishes or throws away nothing', async () => {
    await begun('looked')
    await put(ed, 'looked', { form: form('looked', { title: { en: 'Other' } }), revision: 1 })
    const published = await publish(karin, 'looked', 1)
    assert.deepEqual([published.status, published.json.code], [409, 'script.draft_changed'])
    const removed = await desk.ask(karin, 'DELETE', 'scripts/looked/draft?revision=1')
    assert.deepEqual([removed.status, removed.json.code], [409, 'script.draft_changed'])
    assert.equal((await desk.ask(bo, 'GET', 'scripts/looked')).status, 404)
    assert.equal((await desk.ask(bo, 'GET', 'scripts/looked/draft')).json.revision, 2)
  })
})

describe('a brief answer', () => {
  it('leaves out what was just sent, and tells what others had changed', async () => {
    await begun('brief')
    const brief = (by: Person, body: object) => desk.ask(by, 'PUT', 'scripts/brief/draft?brief=true', body)
    const own = form('brief', { title: { en: 'Mine' } })
    const first = await brief(karin, { form: own, revision: 1 })
    assert.deepEqual([first.json.revision, first.json.form, first.json.faults], [2, undefined, []])
    const second = await brief(ed, { form: form('brief', { article: 'more' }), revision: 1 })
    assert.deepEqual(second.json.form, { ...own, article: 'more' })
  })
})

describe('a draft with faults', () => {
  const { why: _, ...noWhy } = light
  const faulty = form('faulty', { steps: [{ ...noWhy, otherwise: 'gone' }, done] })

  it('is kept, and tells each of them at its place in the language of the reader', async () => {
    const { faults } = await begun('faulty', faulty)
    assert.deepEqual(
      faults.map(({ path, code, step }: Record<string, string>) => [path, code, step]),
      [
        ['steps.0.why', 'why_missing', 'light'],
        ['steps.0.otherwise', 'arrow_nowhere', 'light'],
      ],
    )
    assert.match(faults[1].message, /^This leads to gone, and there is no such step/)
    const hanna = await desk.person()
    assert.equal((await desk.ask(hanna, 'PATCH', 'me', { language: 'de' })).status, 200)
    const german = await desk.ask(hanna, 'GET', 'scripts/faulty/draft')
    assert.match(german.json.faults[1].message, /^Das führt zu gone, und diesen Schritt gibt es nicht/)
  })

  it('is read without them where one does not wait, and they are told by themselves', async () => {
    const quick = await desk.ask(bo, 'GET', 'scripts/faulty/draft?faults=false')
    assert.deepEqual([quick.json.form, quick.json.faults], [faulty, null])
    const alone = await desk.ask(bo, 'GET', 'scripts/faulty/draft/faults')
    assert.deepEqual([alone.json.revision, alone.json.faults.length, alone.json.form], [1, 2, undefined])
    assert.equal((await desk.ask(bo, 'GET', 'scripts/none/draft/faults')).status, 404)
  })

  it('is not published: every fault is told, and nothing changes', async () => {
    const { status, json } = await publish(karin, 'faulty', 1)
    assert.deepEqual([status, json.code, json.details], [422, 'script.has_faults', { count: 2 }])
    assert.deepEqual(
      json.fields.map(({ path }: { path: string }) => path),
      ['steps.0.why', 'steps.0.otherwise'],
    )
    assert.equal((await desk.ask(bo, 'GET', 'scripts/faulty')).status, 404)
    assert.equal((await desk.ask(bo, 'GET', 'scripts/faulty/draft')).json.revision, 1)
  })

  it('that calls a script which is not live names it; once that is live, it is sound', async () => {
    const call = { name: 'call', script: 'called', solved: 'done', unsolved: 'done' }
    const own = form('calling', { start: 'call', steps: [call, done] })
    const { faults } = await begun('calling', own)
    assert.deepEqual([faults.length, faults[0].code], [1, 'sub_unknown'])
    await begun('called', form('called', { start: 'done', steps: [done] }))
    await publish(karin, 'called', 1)
    assert.equal((await publish(karin, 'calling', 1)).status, 201)
    const back = form('called', { start: 'call', steps: [{ ...call, script: 'calling' }, done] })
    const ring = (await put(karin, 'called', { form: back, revision: 0 })).json.faults
    assert.deepEqual([ring[0].code, ring[0].details.around], ['sub_ring', 'called → calling → called'])
  })

  it('is not even kept where it is too much, or not under its own name', async () => {
    const steps = Array.from({ length: 2_001 }, (_, i) => ({ ...done, name: `s${i}` }))
    const many = await put(karin, 'too-many', { form: form('too-many', { steps }), revision: 0 })
    assert.deepEqual([many.status, many.json.fields[0].path], [400, 'form.steps'])
    assert.match(many.json.fields[0].message, /at most 2000/)
    const other = await put(karin, 'too-many', { form: form('other'), revision: 0 })
    assert.deepEqual([other.status, other.json.fields[0].path], [400, 'form.slug'])
    const deep = Array.from({ length: 70 }).reduce<object>(inner => ({ not: inner }), {})
    const nested = await put(karin, 'too-many', { form: form('too-many', { deep }), revision: 0 })
    assert.deepEqual([nested.status, nested.json.fields[0].path], [400, 'form'])
    const odd = await put(karin, 'too-many', { form: form('too-many', { 'a\0b': 1 }), revision: 0 })
    assert.deepEqual([odd.status, odd.json.fields[0].path], [400, 'form'])
    assert.equal((await desk.ask(bo, 'GET', 'scripts/too-many/draft')).status, 404)
    const most = form('too-many', { start: 's0', steps: steps.slice(1) })
    assert.equal((await put(karin, 'too-many', { form: most, revision: 0 })).status, 200)
  })
})

it('an agent reads and writes nothing; an editor writes and publishes nothing', async () => {
  await begun('rights')
  const denied = async (by: Person | null, method: string, url: string, body?: object) => {
    const { status, json } = await desk.ask(by, method, url, body)
    return [status, json?.code]
  }
  const body = { form: form('rights', { title: { en: 'x' } }), revision: 1 }
  const no = [403, 'role.missing']
  assert.deepEqual(await denied(bo, 'PUT', 'scripts/rights/draft', body), no)
  assert.deepEqual(await denied(bo, 'DELETE', 'scripts/rights/draft?revision=1'), no)
  assert.deepEqual(await denied(bo, 'POST', 'scripts/rights/publish', { revision: 1 }), no)
  assert.deepEqual(await denied(ed, 'POST', 'scripts/rights/publish', { revision: 1 }), no)
  assert.equal((await denied(null, 'GET', 'scripts/rights/draft'))[0], 401)
  assert.equal((await desk.ask(bo, 'GET', 'scripts/rights/draft')).json.revision, 1)
  const admin = await desk.person({ roles: ['admin'] })
  assert.equal((await publish(admin, 'rights', 1)).status, 201)
})
