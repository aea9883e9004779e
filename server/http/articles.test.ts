// The register of articles over HTTP: who reads and who changes it, found by number and title; a fact keeps
// which version helped; one that was withdrawn nobody names any more.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let [admin, lead, bo, marta]: Person[] = []
before(async () => {
  desk = await testDesk()
  admin = await desk.person({ name: 'Ada', roles: ['admin'] })
  lead = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
  bo = await desk.person({ name: 'Bo' })
  marta = await desk.person({ name: 'Marta', levels: [2] })
})
after(() => desk.close())

const own = { title: 'Cable check', address: 'https://kb.example/cable', language: 'en' }
const add = async (more: object = {}) => {
  const made = await desk.ask(lead!, 'POST', 'articles', { ...own, ...more })
  assert.equal(made.status, 201, made.text)
  return made.json as { id: string; number: number; version: number }
}
const change = (id: string, body: object, by = lead!) => desk.ask(by, 'PATCH', `articles/${id}`, body)
const solve = async (more: object) => {
  const { id } = await desk.opened(bo!)
  return {
    id,
    done: await desk.ask(bo!, 'POST', `cases/${id}/case/solve`, { fix: 'Another cable', ...more }),
  }
}
const factOf = async (id: string, type: string) =>
  (await desk.store.read(id as `cas_${string}`))?.events.findLast(event => event.type === type) as
    | { named?: object; article?: object }
    | undefined

test('those who may publish scripts keep the register, everybody of ours reads it, and each change is audited', async () => {
  const one = await add({ title: '  Who keeps it ' })
  assert.equal((await desk.ask(bo!, 'POST', 'articles', own)).json.code, 'role.missing')
  assert.equal((await change(one.id, { version: 1, title: 'Mine' }, bo)).json.code, 'role.missing')
  const changed = await change(one.id, { version: 1, title: 'Who kept it' }, admin)
  assert.deepEqual([changed.json.version, changed.json.number], [2, one.number])
  assert.equal((await change(one.id, { version: 1, title: 'Late' })).json.code, 'set_up.changed')
  const read = await desk.ask(bo!, 'GET', `articles/${one.id}`)
  assert.deepEqual(
    read.json.versions.map((each: { title: string; changedBy: string }) => [each.title, each.changedBy]),
    [
      ['Who kept it', admin!.id],
      ['Who keeps it', lead!.id],
    ],
  )
  assert.equal((await change(one.id, { version: 2, withdrawn: true })).json.withdrawn, true)
  const { items } = (await desk.ask(admin!, 'GET', 'audit')).json
  const about = items.filter((each: { about: string }) => each.about === one.id)
  assert.deepEqual(
    about
      .map((each: { what: string; before: object; after: object }) => [each.what, each.before, each.after])
      .slice(0, 2),
    [
      ['article.withdrawn', { withdrawn: false }, { withdrawn: true }],
      ['article.changed', { title: 'Who keeps it' }, { title: 'Who kept it' }],
    ],
  )
  assert.equal(about[2].what, 'article.added')
})

test('what is no link, no language or about no product of ours is refused at its field', async () => {
  const fields = async (more: object) => {
    const { status, json } = await desk.ask(lead!, 'POST', 'articles', { ...own, ...more })
    return [status, ...(json.fields ?? []).map((one: { path: string }) => one.path)]
  }
  assert.deepEqual(await fields({ address: 'javascript:alert(1)' }), [400, 'address'])
  assert.deepEqual(await fields({ title: ' ', language: 'fr' }), [400, 'title', 'language'])
  assert.deepEqual(await fields({ product: 'pro_none' }), [400, 'product'])
  assert.equal((await change('art_none', { version: 1 })).json.code, 'set_up.not_found')
  assert.equal((await desk.ask(bo!, 'GET', 'articles/art_none')).json.code, 'set_up.not_found')
})

test('it is found by number and title, those named last first, without those that were withdrawn', async () => {
  const [first, second, gone] = [
    await add({ title: 'Lamp stays dark' }),
    await add({ title: 'Dark lamp in winter' }),
    await add({ title: 'Lamp nobody has' }),
  ]
  await change(gone.id, { version: 1, withdrawn: true })
  const found = async (q: string, more = '') =>
    (await desk.ask(bo!, 'GET', `articles?q=${encodeURIComponent(q)}${more}`)).json.items.map(
      (one: { id: string }) => one.id,
    )
  assert.deepEqual(await found('LAMP dark', '&withdrawn=false'), [second.id, first.id])
  assert.equal((await solve({ named: { article: first.id } })).done.status, 200)
  assert.deepEqual(await found('lamp', '&withdrawn=false'), [first.id, second.id])
  assert.deepEqual(await found('lamp', '&limit=1'), [first.id])
  assert.deepEqual(await found(`a${second.number}`), [second.id])
  assert.deepEqual(await found('lamp', '&withdrawn=true'), [gone.id])
  assert.equal((await desk.ask(bo!, 'GET', 'articles?limit=0')).json.code, 'request.invalid')
})

test('the fix keeps which version helped: the newest, or the one that was read; words stay possible', async () => {
  const { id: article } = await add()
  await change(article, { version: 1, title: 'Cable check, with pictures' })
  const newest = await solve({ named: { article } })
  assert.deepEqual((await factOf(newest.id, 'case.solved'))?.named, { article, version: 2 })
  const read = await solve({ named: { article, version: 1 } })
  assert.deepEqual((await factOf(read.id, 'case.solved'))?.named, { article, version: 1 })
  const words = await solve({ article: 'The manual, page 7' })
  const fact = await factOf(words.id, 'case.solved')
  assert.deepEqual([fact?.named, typeof fact?.article], [undefined, 'object'])
  for (const named of [{ article, version: 3 }, { article: 'art_none' }])
    assert.equal((await solve({ named })).done.json.code, 'article.not_found')
})

test('an answer to a hand-off keeps it, too', async () => {
  const { id: article } = await add()
  const { id } = await desk.opened(bo!)
  const offer = { team: desk.teams[2], question: 'Why?', noStepsBecause: 'none fits' }
  const { ids } = (await desk.ask(bo!, 'POST', `cases/${id}/hand-off/offer`, offer)).json
  const handOff = ids.handOff
  await desk.ask(marta!, 'POST', `cases/${id}/hand-off/accept`, { handOff, readBack: 'The line' })
  const said = { handOff, result: 'r', cause: 'c', verified: 'v', tell: 't', named: { article } }
  const answered = await desk.ask(marta!, 'POST', `cases/${id}/hand-off/answer`, said)
  assert.equal(answered.status, 200, answered.text)
  assert.deepEqual((await factOf(id, 'hand_off.answered'))?.named, { article, version: 1 })
})

test('one that was withdrawn nobody names any more; what was named stays, and once it is back it can be', async () => {
  const { id: article } = await add({ title: 'Old trick' })
  const before = await solve({ named: { article } })
  await change(article, { version: 1, withdrawn: true })
  const refused = await solve({ named: { article } })
  assert.deepEqual([refused.done.status, refused.done.json.code], [422, 'article.withdrawn'])
  assert.match(refused.done.json.title, /^“Old trick” was withdrawn/)
  assert.equal(await factOf(refused.id, 'case.solved'), undefined, 'nothing was recorded')
  assert.deepEqual((await factOf(before.id, 'case.solved'))?.named, { article, version: 1 })
  await change(article, { version: 2, withdrawn: false })
  const again = await solve({ named: { article } })
  assert.deepEqual((await factOf(again.id, 'case.solved'))?.named, { article, version: 3 })
})
