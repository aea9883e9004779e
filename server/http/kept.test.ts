// Nobody who is kept from a customer meets him anywhere: everything that is known of one person is planted in
// a case wherever words can stand, and then every door that can be read is asked. The same doors show the
// contact all of it, so that a door that shows nothing to anybody proves nothing.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { CustomerId, FileId, OrganisationId } from '#core/kit/id.ts'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import { languages } from '#core/people/language.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let contact: Person
let specialist: Person
let origin: string
let customer: CustomerId
let organisation: OrganisationId
let kept: { id: string; number: number; message: string; log: FileId; scan: FileId; walk: string }

const name = 'Zebulon Quastenberg'
const email = 'zq.planted@quasten.example'
const phone = '+46709876543'
const firm = 'Hjortronmyr Rederi AB'
/** As it is spelled in words; found without regard to capitals. */
const planted = [
  'zebulon',
  'quastenberg',
  'zq.planted',
  'quasten.example',
  '9876543',
  '987 65 43',
  'hjortronmyr',
]
/** Said on the line only. */
const said = ['wilhelmina', '1112233', '111 22 33']
const all = [...planted, ...said]
const sentence = `Zebulon Quastenberg (zq.planted@quasten.example, 070-987 65 43) of Hjortronmyr Rederi AB`
const words = (about: string) => `${about} says ${sentence}; Wilhelmina answers at 070-111 22 33`

const everywhere = (text: string) => Object.fromEntries(languages.map(one => [one, text]))
const asked = (step: string, fact: string, to: string) => ({
  ...{ name: step, ask: everywhere('Who?'), why: everywhere('Why'), say: everywhere('Hello {caller.name}?') },
  ...{ text: {}, fact, holdsMinutes: 600, next: [{ to }], otherwise: to },
})

before(async () => {
  desk = await testDesk()
  contact = await desk.person({ name: 'Bo Ek' })
  specialist = await desk.person({ name: 'Marta Vila', levels: [2] })
  await desk.desk.settings.changeLevel(2, 0, { seesCustomer: false })
  await desk.desk.scripts.publish({
    ...{ slug: 'who', version: 1, at: desk.shell.now(), by: contact.id, shipped: null },
    form: {
      ...{ slug: 'who', languages, title: everywhere('Who'), says: everywhere('Who'), article: 'a' },
      start: 'name',
      steps: [
        asked('name', 'caller.name', 'light'),
        asked('light', 'router.light', 'over'),
        { name: 'over', end: 'hand_off', toLevel: 2, question: everywhere('?'), say: everywhere('Wait') },
      ],
    },
  })
  await desk.shell.changed()
  origin = await desk.app.listen({ host: '127.0.0.1', port: 0 })
  await plant()
})
after(() => desk.close())

const done = async (by: Person, path: string, body: object) => {
  const answer = await desk.ask(by, 'POST', `cases/${kept.id}/${path}`, body)
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  return answer.json
}

/** Puts the person wherever words can stand, and hands the case to the specialist. */
async function plant(): Promise<void> {
  const { shell } = desk
  organisation = shell.newId('org')
  await desk.desk.organisations.add({ id: organisation, name: firm, domains: ['quasten.example'] })
  customer = shell.newId('cus')
  await desk.desk.customers.add({
    ...{ id: customer, name, email, phones: [phone], organisation, createdAt: shell.now() },
    notes: words('note'),
  })
  const opened = await desk.opened(contact, { customer: { id: customer }, subject: words('subject') })
  kept = {
    ...opened,
    message: shell.newId('msg'),
    log: shell.newId('fil'),
    scan: shell.newId('fil'),
    walk: '',
  }
  await mailed()
  await done(contact, 'contact/hold', {
    ...{ means: 'phone', direction: 'in', reach: 'reached', minutes: 1, text: words('call') },
    opening: { name: 'Wilhelmina', callBack: '+46701112233' },
  })
  await done(contact, 'note/add', { text: words('note') })
  await done(contact, 'claim/make', { text: words('claim') })
  await done(contact, 'step/try', { ...{ what: words('step'), why: words('why') }, outcome: 'no_change' })
  await done(contact, 'question/add', { text: words('question') })
  await done(contact, 'case/classify', { kind: 'slowness', because: words('because') })
  const begun = await done(contact, 'walk/begin', { script: 'who' })
  kept.walk = begun.ids.walk
  const answer = { walk: kept.walk, answer: 'value' }
  await done(contact, 'walk/answer', { ...answer, step: 'name', text: 'Wilhelmina' })
  await done(contact, 'walk/answer', { ...answer, step: 'light', text: words('light') })
  // A walk that stands at a question which is known already says what is known.
  await done(contact, 'walk/begin', { script: 'who' })
  const offer = { team: desk.teams[2], question: words('question'), problem: words('problem') }
  const { ids } = await done(contact, 'hand-off/offer', offer)
  await done(specialist, 'hand-off/accept', { handOff: ids.handOff, readBack: 'The light, then' })
  await desk.desk.notices.add([
    {
      ...{
        key: 'target.warned/tgt_a/x',
        agent: specialist.id,
        caseId: kept.id as 'cas_a',
        cause: 'target.warned',
      },
      ...{ about: 'tgt_a', kind: 'resolution', as: 'owner', severity: 3, at: shell.now(), dueAt: null },
      ...{ windowFrom: null, wokenLateMs: null, tellAt: shell.now() },
    },
  ])
}

/** A mail with a log that names him and a scan that may. */
async function mailed(): Promise<void> {
  const raw = Buffer.from(`From: ${name} <${email}>\r\nSubject: x\r\n\r\n${words('mail')}\r\n`)
  const log = Buffer.from(words('log'))
  const scan = Buffer.from(`%PDF ${words('scan')}`)
  const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  const seal = desk.shell.sealer()
  const file = (id: FileId, of: string, type: string, bytes: Buffer) => ({
    ...{ file: id, name: seal.text(of), type, size: bytes.length, sha256: sha(bytes) },
  })
  const handled = await desk.shell.handle({
    caseId: kept.id as 'cas_a',
    by: { kind: 'customer', id: customer },
    commands: [
      {
        ...{ type: 'message.receive', message: kept.message as 'msg_a', channel: 'email', from: customer },
        text: seal.text(`${words('mail')}\n\nMit freundlichen Grüßen\nDer Absender\nStrandgata 7`),
        full: seal.text(`From: ${name} <${email}>\n> ${words('quote')}`),
        ...{ mail: sha(raw), html: true, automatic: null },
        attached: [
          file(kept.log, `${name}.log`, 'text/plain', log),
          file(kept.scan, 'scan.pdf', 'application/pdf', scan),
        ],
      },
    ],
    texts: seal.texts,
    blobs: [
      { sha256: sha(raw), bytes: raw, type: 'message/rfc822' },
      { sha256: sha(log), bytes: log, type: 'text/plain' },
      { sha256: sha(scan), bytes: scan, type: 'application/pdf' },
    ],
  })
  assert.equal(handled.outcome, 'done')
}

/** Every address that can be read, with what exists here in its places. */
async function doors(): Promise<string[]> {
  const { paths } = (await desk.ask(contact, 'GET', 'openapi.json')).json
  const places: Readonly<Record<string, string>> = {
    ...{ case: String(kept.number), customer, message: kept.message, file: kept.log, walk: kept.walk },
    ...{ organisation, agent: contact.id, team: desk.teams[2], slug: 'who', version: '1', level: '2' },
  }
  const plain = Object.keys(paths)
    .filter(path => paths[path].get && !path.endsWith('/live'))
    .map(path => path.replace(/^\/api\/v1\//, '').replace(/\{(\w+)\}/g, (_, key) => places[key] ?? 'none_0'))
  const queried = [
    ...['mine', 'all', 'level:2', `team:${desk.teams[2]}`, 'waiting'].map(view => `cases?view=${view}`),
    `cases?customer=${customer}&count=true`,
    `cases?organisation=${organisation}`,
    ...['Zebulon', 'quastenb', email, phone, firm, 'says'].flatMap(one => [
      `search?q=${encodeURIComponent(one)}`,
      `customers?q=${encodeURIComponent(one)}`,
    ]),
    `search?q=${kept.number}`,
    `customers?organisation=${organisation}`,
    `cases/${kept.number}/files/${kept.scan}`,
    `cases/${kept.id}/ledger?after=1`,
    `calls/opening?customer=${customer}`,
    `entitlement/try?customer=${customer}`,
    `cases/${kept.id}/keeper?at=${Date.now()}`,
  ]
  return [...new Set([...plain, ...queried])]
}

/** What a reader gets through a door, the file behind a link included. */
async function behind(reader: Person, door: string): Promise<{ status: number; bytes: string }> {
  const { status, text, json } = await desk.ask(reader, 'GET', door)
  const url = status === 200 && typeof json?.url === 'string' ? json.url : null
  const file = url ? (await desk.ask(null, 'GET', url)).text : ''
  return { status, bytes: `${text}\n${file}`.toLowerCase() }
}

/** Which of what was planted a reader meets, and through which doors. */
async function met(reader: Person): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const door of await doors()) {
    const { bytes } = await behind(reader, door)
    // What he typed himself is said back to nobody else.
    const hits = all.filter(one => bytes.includes(one))
    if (hits.length > 0) found.set(door, hits)
  }
  return found
}

/** Organisations are listed for everybody: their names are told, not whose customer is of them. */
const directories = ['organisations']

describe('a specialist who is kept from customers', () => {
  it('meets nothing of the person behind any door', async () => {
    const found = await met(specialist)
    for (const door of directories) found.delete(door)
    assert.deepEqual([...found], [])
  })

  it('is the only one: the contact meets all of it', async () => {
    const found = await met(contact)
    const hits = new Set([...found.values()].flat())
    assert.deepEqual(
      all.filter(one => !hits.has(one)),
      [],
    )
    const doorsOf = [...found.keys()]
    for (const door of [
      'cases',
      'cases?view=mine',
      `cases/${kept.number}`,
      'search?q=Zebulon',
      `cases/${kept.number}/walks`,
    ])
      assert.ok(doorsOf.includes(door), door)
    assert.ok(doorsOf.some(door => door.includes('/raw')))
    assert.ok(doorsOf.some(door => door.includes(kept.log)))
  })

  it('still reads what the case is about, and who of ours has it', async () => {
    const page = (await desk.ask(specialist, 'GET', `cases/${kept.id}`)).json
    assert.equal(page.customer.name, `Customer of case ${kept.number}`)
    assert.equal(page.card.customerName, page.customer.name)
    assert.deepEqual([page.customer.email, page.customer.phones, page.customer.notes], [null, [], ''])
    assert.deepEqual([page.sight, page.mayLook], ['none', true])
    assert.equal(page.names.agents[contact.id], 'Bo Ek')
    assert.equal(page.customer.language, 'en')
    const said = Object.values(page.texts).join('\n')
    for (const about of ['subject', 'claim', 'step', 'why', 'light', 'problem'])
      assert.match(said, new RegExp(`${about} says ▮▮▮`))
    assert.doesNotMatch(said, /Strandgata/)
    const log = await behind(specialist, `cases/${kept.id}/files/${kept.log}`)
    assert.match(log.bytes, /log says ▮▮▮/)
    for (const door of [`files/${kept.scan}`, `mail/${kept.message}`, `mail/${kept.message}/raw`])
      assert.equal((await desk.ask(specialist, 'GET', `cases/${kept.id}/${door}`)).json.code, 'customer.kept')
  })

  it('finds it by what it is about and by its number, not by a name', async () => {
    const found = async (reader: Person, q: string) =>
      (await desk.ask(reader, 'GET', `search?q=${encodeURIComponent(q)}`)).json.items.length
    for (const q of ['problem says', 'lig', String(kept.number)])
      assert.equal(await found(specialist, q), 1, q)
    for (const q of ['Quastenberg', 'zeb', 'problem quasten', email, phone, 'Hjortronmyr']) {
      assert.equal(await found(specialist, q), 0, q)
      if (!q.includes(' ')) assert.equal(await found(contact, q), q === phone ? 0 : 1, q)
    }
    assert.deepEqual((await desk.ask(specialist, 'GET', 'customers?q=Zebulon')).json.items, [])
    assert.equal((await desk.ask(contact, 'GET', 'customers?q=Zebulon')).json.items.length, 1)
  })

  it('hears nothing of him in the live stream either', async () => {
    const heard = async (reader: Person) => {
      const answer = await fetch(`${origin}/api/v1/live`, { headers: reader.headers })
      const body = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      while (!text.includes('hello')) text += (await body?.read())?.value ?? ''
      await done(contact, 'note/add', { text: words('again') })
      while (!text.includes('event: case')) text += (await body?.read())?.value ?? ''
      await body?.cancel()
      return text.toLowerCase()
    }
    const own = await heard(specialist)
    assert.match(own, /customer of case/)
    assert.deepEqual(
      all.filter(one => own.includes(one)),
      [],
    )
    assert.ok((await heard(contact)).includes('quastenberg'))
  })

  it('is told of a notice and of what he did without the person', async () => {
    const { items } = (await desk.ask(specialist, 'GET', 'notices')).json
    assert.equal(items.length, 1)
    assert.match(items[0].subject, /^subject says ▮▮▮/)
  })

  it('may not correct whom he does not see', async () => {
    const change = await desk.ask(specialist, 'PATCH', `customers/${customer}`, { notes: 'x' })
    assert.equal(change.json.code, 'customer.not_found')
    assert.equal((await desk.ask(contact, 'PATCH', `customers/${customer}`, { timeZone: null })).status, 200)
  })

  it('sees the organisation where his team may be told it', async () => {
    const [, two] = await desk.desk.settings.levels()
    assert.ok(two)
    await desk.desk.settings.changeLevel(2, two.version, { ...two.setting, seesOrganisation: true })
    await desk.shell.changed()
    const page = (await desk.ask(specialist, 'GET', `cases/${kept.id}`)).json
    assert.equal(page.card.organisationName, firm)
    assert.equal(page.card.customerName, `Customer of case ${kept.number}`)
    await desk.desk.settings.changeLevel(2, two.version + 1, two.setting)
    await desk.shell.changed()
  })
})

describe('a look with a reason', () => {
  it('shows the person for its time, is written down, and ends by itself', async () => {
    const look = () =>
      desk.ask(specialist, 'POST', `cases/${kept.id}/customer/look`, {
        because: 'call from him',
        minutes: 30,
      })
    assert.deepEqual((await look()).json.events, ['customer.looked'])
    assert.deepEqual((await look()).json.events, [])
    const page = async () => (await desk.ask(specialist, 'GET', `cases/${kept.id}`)).json
    assert.equal((await page()).customer.name, name)
    assert.equal((await page()).sight, 'all')
    assert.equal((await desk.ask(specialist, 'GET', `cases/${kept.id}/files/${kept.scan}`)).status, 200)
    const audit = await desk.desk.audit.newest(10)
    const row = audit.find(one => one.what === 'customer.looked')
    assert.deepEqual([row?.actor, row?.about], [specialist.id, kept.id])
    desk.pass(31 * minuteMs)
    assert.equal((await page()).customer.name, `Customer of case ${kept.number}`)
  })

  it('is not possible where the team does not let him, nor for longer than an hour', async () => {
    const [, two] = await desk.desk.settings.levels()
    assert.ok(two)
    const long = { because: 'x', minutes: 2 * (hourMs / minuteMs) }
    assert.equal((await desk.ask(specialist, 'POST', `cases/${kept.id}/customer/look`, long)).status, 400)
    await desk.desk.settings.changeLevel(2, two.version, { ...two.setting, mayLook: false })
    await desk.shell.changed()
    const denied = await desk.ask(specialist, 'POST', `cases/${kept.id}/customer/look`, { because: 'x' })
    assert.equal(denied.json.code, 'access.may_not_look')
  })
})
