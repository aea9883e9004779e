// Who does not change a script suggests; who does takes it over, or declines with a reason.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let karin: Person
let auditor: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  karin = await desk.person({ name: 'Karin Holm', roles: ['lead'] })
  auditor = await desk.person({ name: 'Ada Lind', roles: ['auditor'] })
})
after(() => desk.close())

const form = (why: string) => ({
  slug: 'kettle',
  languages: ['en'],
  title: { en: 'A kettle' },
  says: { en: 'It is cold' },
  article: 'kettle',
  start: 'plug',
  steps: [
    {
      ...{ name: 'plug', do: { en: 'Plug it in.' }, why: { en: why }, say: { en: 'Please plug it in.' } },
      ...{ expect: { en: 'It shines.' }, worked: 'done', failed: 'done', otherwise: 'done' },
    },
    { name: 'done', end: 'solved', say: { en: 'Good.' }, fixed: { en: 'The plug' } },
  ],
})
const path = (slug: string, more = '') => `scripts/${slug}/${more}`
const begun = async (slug: string) => {
  const own = { ...form('No light, no power.'), slug }
  const { status, text } = await desk.ask(karin, 'PUT', path(slug, 'draft'), { form: own, revision: 0 })
  assert.equal(status, 200, text)
}
const other = {
  step: 'plug',
  place: 'why',
  language: 'en',
  says: 'Without light it has no power.',
  because: 'Shorter.',
}
const suggested = async (slug: string, by = bo, body: object = other) => {
  const { status, json, text } = await desk.ask(by, 'POST', path(slug, 'suggestions'), body)
  assert.equal(status, 201, text)
  return json
}
const accept = (slug: string, id: string, over: string | null, by = karin) =>
  desk.ask(by, 'POST', path(slug, `suggestions/${id}/accept`), { over })
const draftOf = async (slug: string) => (await desk.ask(bo, 'GET', path(slug, 'draft'))).json

describe('a suggestion', () => {
  it('is made by who may only read, stands beside what is said now, and goes into the draft, credited', async () => {
    await begun('first')
    const { id, ...made } = await suggested('first')
    assert.deepEqual(
      [made.by, made.state, made.standing, made.before],
      [bo.id, 'open', 'fits', 'No light, no power.'],
    )
    const open = await desk.ask(karin, 'GET', 'script-suggestions')
    assert.ok(open.json.items.some((one: { id: string }) => one.id === id))
    const taken = await accept('first', id, 'No light, no power.')
    assert.deepEqual([taken.status, taken.json.state, taken.json.decidedBy], [200, 'accepted', karin.id])
    const draft = await draftOf('first')
    assert.deepEqual([draft.revision, draft.form.steps[0].why.en], [2, 'Without light it has no power.'])
    const [line] = (await desk.desk.audit.newest(1)).filter(one => one.about === 'first')
    assert.deepEqual(
      [line?.what, line?.after],
      ['script_suggestion.accepted', { suggestion: id, by: bo.id, revision: 2 }],
    )
    const mine = await desk.ask(bo, 'GET', 'script-suggestions?mine=true')
    assert.deepEqual(
      mine.json.items.map((one: { id: string; state: string }) => [one.id, one.state]),
      [[id, 'accepted']],
    )
    assert.equal((await accept('first', id, null)).json.code, 'script.suggestion_done')
  })

  it('is declined with a reason, which whoever made it reads', async () => {
    await begun('second')
    const { id } = await suggested('second')
    const decline = (reason: string, by = karin) =>
      desk.ask(by, 'POST', path('second', `suggestions/${id}/decline`), { reason })
    assert.equal((await decline(' ')).status, 400)
    assert.equal((await decline('It was said on purpose.', bo)).status, 403)
    assert.equal((await decline('It was said on purpose.')).status, 200)
    const { items } = (await desk.ask(bo, 'GET', path('second', 'suggestions'))).json
    assert.deepEqual([items[0].state, items[0].reason], ['declined', 'It was said on purpose.'])
    assert.equal((await decline('Again.')).json.code, 'script.suggestion_done')
    assert.equal((await draftOf('second')).revision, 1)
  })

  it('whose sentence changed meanwhile says so, and is taken over only by who has seen what is there', async () => {
    await begun('third')
    const { id } = await suggested('third')
    const own = { ...form('The light tells of the power.'), slug: 'third' }
    await desk.ask(karin, 'PUT', path('third', 'draft'), { form: own, revision: 1 })
    const { items } = (await desk.ask(bo, 'GET', path('third', 'suggestions?state=open'))).json
    assert.deepEqual([items[0].standing, items[0].now], ['changed', 'The light tells of the power.'])
    assert.equal((await accept('third', id, 'No light, no power.')).json.code, 'script.suggestion_stale')
    assert.equal((await accept('third', id, 'The light tells of the power.')).status, 200)
    assert.equal((await draftOf('third')).form.steps[0].why.en, 'Without light it has no power.')
  })

  it('whose step is gone says so and cannot be taken over', async () => {
    await begun('fourth')
    const { id } = await suggested('fourth')
    const own = { ...form(''), slug: 'fourth', steps: [] }
    await desk.ask(karin, 'PUT', path('fourth', 'draft'), { form: own, revision: 1 })
    const { items } = (await desk.ask(bo, 'GET', path('fourth', 'suggestions'))).json
    assert.equal(items[0].standing, 'gone')
    assert.equal((await accept('fourth', id, null)).json.code, 'script.suggestion_stale')
  })

  it('may be a note, which changes nothing when it is dealt with', async () => {
    await begun('fifth')
    const body = { step: 'plug', note: 'Kettles of 2019 have two plugs.', because: 'Two callers today.' }
    const { id, place } = await suggested('fifth', auditor, body)
    assert.equal(place, null)
    assert.equal((await accept('fifth', id, null)).status, 200)
    assert.equal((await draftOf('fifth')).revision, 1)
  })

  it('on what is live begins a draft of it', async () => {
    await begun('sixth')
    assert.equal((await desk.ask(karin, 'POST', path('sixth', 'publish'), { revision: 1 })).status, 201)
    const { id } = await suggested('sixth')
    assert.equal((await accept('sixth', id, 'No light, no power.')).status, 200)
    assert.equal((await draftOf('sixth')).form.steps[0].why.en, 'Without light it has no power.')
  })

  it('of two who take it over at once one does', async () => {
    await begun('seventh')
    const { id } = await suggested('seventh')
    const both = await Promise.all([1, 2].map(() => accept('seventh', id, 'No light, no power.')))
    assert.deepEqual(both.map(one => one.status).sort(), [200, 409])
    assert.equal((await draftOf('seventh')).revision, 2)
  })

  it('that names no script, step or place, or is another script’s, is refused', async () => {
    await begun('eighth')
    const { id } = await suggested('eighth')
    const suggest = async (slug: string, body: object) =>
      (await desk.ask(bo, 'POST', path(slug, 'suggestions'), body)).json.code
    assert.equal(await suggest('nowhere', other), 'script.not_found')
    assert.equal(await suggest('eighth', { ...other, step: 'lamp' }), 'script.suggestion_stale')
    assert.equal(await suggest('eighth', { ...other, place: 'expects' }), 'script.suggestion_stale')
    assert.equal(await suggest('eighth', { ...other, because: ' ' }), 'request.invalid')
    assert.equal(await suggest('eighth', { ...other, note: 'both' }), 'request.invalid')
    assert.equal((await accept('first', id, null)).json.code, 'script.suggestion_not_found')
    assert.equal((await accept('eighth', id, null, bo)).json.code, 'role.missing')
    assert.equal((await desk.ask(bo, 'GET', 'script-suggestions')).status, 403)
  })
})

describe('who answers for a script', () => {
  const own = (owner: string | null, by = karin, slug = 'owned') =>
    desk.ask(by, 'PUT', path(slug, 'owner'), { owner })
  it('is somebody who may change it, or nobody in particular', async () => {
    await begun('owned')
    const owner = async () => (await desk.ask(bo, 'GET', path('owned', 'suggestions'))).json.owner
    assert.equal(await owner(), null)
    assert.equal((await own(karin.id)).status, 204)
    assert.equal((await own(karin.id)).status, 204)
    assert.equal(await owner(), karin.id)
    assert.equal((await own(bo.id)).json.code, 'script.owner_may_not')
    assert.equal((await own(null)).status, 204)
    assert.equal(await owner(), null)
  })
  it('is said by who may publish', async () => {
    assert.equal((await own(karin.id, bo)).status, 403)
    assert.equal((await own(karin.id, karin, 'nowhere')).json.code, 'script.not_found')
  })
})
