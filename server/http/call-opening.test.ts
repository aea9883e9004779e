// The opening of a call over HTTP: what to say, for whom the caller may speak, and what of it the case keeps.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { publishShipped, shippedScripts } from '#server/shipped-scripts.ts'

let desk: TestDesk
let lead: Person
let bo: Person
let organisation: string
let anna: string
let carl: string
let product: string

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['08:00', '17:00']]]))
const made = async (by: Person, path: string, body: object): Promise<string> => {
  const answer = await desk.ask(by, 'POST', path, body)
  assert.equal(answer.status, 201, answer.text)
  return answer.json.id
}
const shipped = (await shippedScripts(assert.fail)).filter(({ slug }) => slug === 'greeting')

/** A firm whose contract names Anna as its caller and a device; Carl is of it, too. */
before(async () => {
  desk = await testDesk()
  const admin = await desk.person({ roles: ['admin'] })
  lead = await desk.person({ roles: ['agent', 'lead'] })
  bo = await desk.person({ name: 'Bo Ek' })
  await publishShipped(desk.desk.scripts, shipped, desk.shell.now())
  const hours = { zone: 'UTC', versions: [{ week }] }
  const calendar = await made(admin, 'calendars', { name: 'Days', hours })
  const within = [15, 30, 60, 120].map(count => ({ count, unit: 'minutes' }))
  const targets = [{ kind: 'first_response', within, counts: 'always' }]
  const policy = await made(admin, 'policies', { name: 'Gold', calendar, targets })
  product = await made(admin, 'products', { name: 'Fiber' })
  organisation = await made(lead, 'organisations', { name: 'Ek' })
  anna = await made(bo, 'customers', { name: 'Anna Lind', organisation, language: 'sv' })
  carl = await made(bo, 'customers', { name: 'Carl Ek', organisation })
  const from = Date.UTC(2020, 0, 1)
  const lines = [
    { coverage: { kind: 'account' }, policy, from },
    { coverage: { kind: 'serial', serial: 'SN 77-A' }, policy, from },
  ]
  await made(lead, 'contracts', { name: 'Frame', number: 'EK 17', organisation, callers: [anna], lines })
})
after(() => desk.close())

const opening = async (query: Record<string, string> = {}) => {
  const answer = await desk.ask(bo, 'GET', `calls/opening?${new URLSearchParams(query)}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}
const held = (more: object = {}) => ({
  means: 'phone',
  direction: 'in',
  reach: 'reached',
  minutes: 2,
  opening: { callBack: '+46 70 123 45 67', ...more },
})
const open = async (customer: object, own: object = held(), more: object = {}) => {
  const body = { channel: 'phone', subject: 'Router', claims: ['The router is dead'], customer, held: own }
  return desk.ask(bo, 'POST', 'cases', { ...body, take: true, ...more })
}
type Ledger = { readonly type: string; readonly opening?: Record<string, unknown> }[]
const kept = async (id: string): Promise<Record<string, unknown> | undefined> => {
  const { ledger, texts } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
  const last = (ledger as Ledger).findLast(one => one.type === 'contact.held')?.opening
  const words = (ref: unknown) => (ref ? texts[(ref as { text: string }).text] : ref)
  return last && { ...last, name: words(last.name), callBack: words(last.callBack), words: words(last.words) }
}

describe('what is said as a call begins', () => {
  it('comes out of the published greeting, in every language, and names the product', async () => {
    const plain = await opening()
    assert.deepEqual(plain.script, { slug: 'greeting', version: 1 })
    assert.match(plain.greeting[0].en, /this is \{desk\}\. My name is \{agent\}/)
    assert.deepEqual(Object.keys(plain.greeting[0]).sort(), ['ca', 'de', 'en', 'it', 'ru', 'sv'])
    assert.match(plain.asks['caller.name'].sv, /vad du heter/)
    assert.match((await opening({ product })).greeting[0].sv, /support för \{product\}/)
  })

  it('is other words where nothing covers the caller', async () => {
    assert.match((await opening({ customer: anna })).next.en, /written that down/)
    assert.match((await opening({ customer: carl })).next.en, /cannot find this in your contract/)
  })

  it('is the desk’s own as soon as it has published one, and ours again where it withdrew it', async () => {
    const { form, version } = (await desk.ask(lead, 'GET', 'scripts/greeting')).json
    const own = structuredClone(form)
    const welcome = own.steps.find((one: { name: string }) => one.name === 'welcome')
    welcome.tell.en = 'Ek support, {agent} speaking.'
    const next = { slug: 'greeting', version: version + 1, form: own, at: desk.shell.now(), by: lead.id }
    assert.equal(await desk.desk.scripts.publish({ ...next, shipped: null }), 'published')
    assert.deepEqual((await opening()).greeting[0].en, 'Ek support, {agent} speaking.')
    await desk.desk.scripts.withdraw('greeting')
    const ours = await opening()
    assert.deepEqual(ours.script, { slug: 'greeting', version: 1 })
    assert.match(ours.greeting[0].en, /this is \{desk\}/)
  })
})

describe('for whom the caller may speak', () => {
  it('is said with the contract that names him, or names others only', async () => {
    const { speaks } = await opening({ customer: anna })
    assert.deepEqual([speaks.right, speaks.contract.name], ['named', 'Frame (EK 17)'])
    assert.equal((await opening({ customer: carl })).speaks.right, 'not_named')
    assert.deepEqual((await opening()).speaks, { right: 'stranger', contract: null })
  })

  it('is said with the line that names him, where the contract as a whole does not', async () => {
    const firm = await made(lead, 'organisations', { name: 'By' })
    const dora = await made(bo, 'customers', { name: 'Dora', organisation: firm })
    const policy = (await desk.ask(bo, 'GET', 'policies')).json.items[0].id
    const coverage = { kind: 'site', site: 'Lund' }
    const lines = [{ coverage, policy, from: 0, callers: [dora] }]
    await made(lead, 'contracts', { name: 'Sites', organisation: firm, callers: [], lines })
    const { speaks } = await opening({ customer: dora })
    assert.deepEqual([speaks.right, speaks.contract.name, speaks.line.coverage], ['named', 'Sites', coverage])
  })

  it('stands beside what his case would be entitled to', async () => {
    const { entitled, due } = await opening({ customer: anna, serial: 'sn77-a', severity: '1' })
    assert.deepEqual([entitled.outcome, due[0].kind], ['covered', 'first_response'])
    const refused = await opening({ customer: carl, serial: 'sn77-a' })
    assert.equal(refused.entitled.outcome, 'not_covered')
    assert.ok(refused.entitled.steps.some((one: { result: string }) => one.result === 'not_a_caller'))
  })

  it('is for those who answer calls, and unknown words are refused', async () => {
    const editor = await desk.person({ roles: ['editor'] })
    assert.equal((await desk.ask(editor, 'GET', 'calls/opening')).status, 403)
    assert.equal((await desk.ask(null, 'GET', 'calls/opening')).status, 401)
    assert.equal((await desk.ask(bo, 'GET', 'calls/opening?at=1')).status, 400)
  })
})

describe('what a case keeps of it', () => {
  it('who called by what right, where he is called back, in which language, and his words', async () => {
    const answer = await open({ id: anna })
    assert.equal(answer.status, 201, answer.text)
    const fact = await kept(answer.json.id)
    const { right, about, language, name, callBack, words } = fact ?? {}
    assert.deepEqual([right, about, language], ['named', 'new', 'sv'])
    assert.deepEqual([name, callBack, words], ['Anna Lind', '+46701234567', 'The router is dead'])
  })

  it('nobody can tell from outside by what right he speaks', async () => {
    const answer = await open({ id: carl }, held({ right: 'named' }))
    assert.equal(answer.status, 400)
    const { json } = await open({ id: carl }, held({ callBack: null, name: 'Carl from Ek', language: 'de' }))
    const fact = await kept(json.id)
    assert.deepEqual(
      [fact?.right, fact?.callBack, fact?.name, fact?.language],
      ['not_named', null, 'Carl from Ek', 'de'],
    )
  })

  it('a stranger is one, also when he says of which organisation he is; a known address is known', async () => {
    const stranger = await open({ name: 'Eva Ny', organisation })
    assert.equal((await kept(stranger.json.id))?.right, 'stranger')
    await made(bo, 'customers', { name: 'Dan', email: 'dan@ek.example', organisation })
    const dan = await open({ name: 'Dan', email: 'dan@ek.example' })
    assert.equal((await kept(dan.json.id))?.right, 'not_named')
  })

  it('a call about an open case is added to it with its own opening', async () => {
    const { id } = (await open({ id: anna })).json
    const call = { ...held(), text: 'Asks how it stands' }
    assert.equal((await desk.ask(bo, 'POST', `cases/${id}/contact/hold`, call)).status, 200)
    const fact = await kept(id)
    assert.deepEqual([fact?.about, fact?.right, fact?.words], ['open', 'named', 'Asks how it stands'])
    const other = await desk.ask(bo, 'POST', `cases/${id}/contact/hold`, { ...held(), with: carl })
    assert.equal(other.status, 200)
    assert.deepEqual([(await kept(id))?.right, (await kept(id))?.name], ['not_named', 'Carl Ek'])
    const nobody = await desk.ask(bo, 'POST', `cases/${id}/contact/hold`, { ...held(), with: 'cus_none' })
    assert.equal(nobody.json.code, 'customer.not_found')
  })

  it('a walk does not ask again what the opening told', async () => {
    const { id } = (await open({ id: anna })).json
    await desk.desk.scripts.publish({
      ...{ slug: 'asking', version: 1, form: asking, at: desk.shell.now(), by: lead.id, shipped: null },
    })
    const begun = (await desk.ask(bo, 'POST', `cases/${id}/walk/begin`, { script: 'asking' })).json
    assert.deepEqual(
      [begun.walk.known.fact, begun.walk.known.text, begun.walk.known.walk],
      ['caller.phone', '+46701234567', begun.walk.known.walk],
    )
    const step = { walk: begun.ids.walk, step: 'number' }
    const { json } = await desk.ask(bo, 'POST', `cases/${id}/walk/reuse`, step)
    assert.deepEqual(json.events, ['walk.reused'])
  })

  it('without a word of how it began, nothing is kept of that', async () => {
    const { opening: _, ...plain } = held()
    assert.equal(await kept((await open({ id: anna }, plain)).json.id), undefined)
  })
})

const all = (text: string) =>
  Object.fromEntries(['en', 'sv', 'it', 'de', 'ca', 'ru'].map(one => [one, `${text} ${one}`]))
const asking = {
  slug: 'asking',
  languages: ['en', 'sv', 'it', 'de', 'ca', 'ru'],
  title: all('Asking'),
  says: all('It is down'),
  article: 'asking',
  start: 'number',
  steps: [
    {
      ...{ name: 'number', ask: all('Which number?'), why: all('Why'), say: all('Say'), text: {} },
      ...{ fact: 'caller.phone', next: [{ to: 'fine' }], otherwise: 'fine' },
    },
    { name: 'fine', end: 'solved', say: all('Good'), fixed: all('It') },
  ],
}
