// Supplier cases in the share of another house: given, read without anybody of our customers, answered by
// form, taken back; and nothing else of them comes through any door that a partner asks.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import type { CaseId, FileId, SupplierCaseId, TeamId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'
import { filesSent } from '#server/testing/files-sent.ts'
import { mailMatterNotices } from '#server/react/matter-mail.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let lead: Person
let admin: Person
let pia: Person
let vera: Person
let away: TeamId
let far: TeamId
let suppliers: string[]
const agreed = {
  ...{ calendar: null, answer: [60, 60, 60, 60], update: [240, 240, 240, 240] },
  ...{ solution: [null, null, null, null], chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 },
}
const house = async (name: string, more: object = {}): Promise<TeamId> => {
  const { id } = (await desk.ask(admin, 'POST', 'teams', { name, level: 2 })).json
  await agree(id, { house: `${name} AB`, ...more })
  return id
}
const agree = async (id: TeamId, more: object) => {
  const team = (await desk.desk.teams.one(id))!
  const partner = { house: 'X', accountable: bo.id, endsAt: null, readDays: 3, namesPeople: false, ...more }
  const answer = await desk.ask(admin, 'PATCH', `teams/${id}`, { version: team.version, partner })
  assert.equal(answer.status, 200, answer.text)
}
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  lead = await desk.person({ name: 'Karin Holm', roles: ['lead'] })
  admin = await desk.person({ roles: ['admin'], levels: [], teams: [] })
  away = await house('Away')
  far = await house('Far')
  pia = await desk.person({ name: 'Pia Away', levels: [2], teams: [away] })
  vera = await desk.person({ name: 'Vera Far', levels: [2], teams: [far] })
  suppliers = []
  for (const name of ['Acme', 'Rival Works'])
    suppliers.push((await desk.ask(lead, 'POST', 'suppliers', { name, agreed })).json.id)
})
after(() => desk.close())

const deed = async (id: string, path: string, body: object = {}, by = bo): Promise<string[]> => {
  const answer = await desk.ask(by, 'POST', `matters/supplier-cases/${id}/${path}`, body)
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  return answer.json.events
}
type Given = { id: SupplierCaseId; number: number; caseId: CaseId; caseNumber: number }
/** A supplier case of Bo's that was sent; with `to`, given to a house. */
async function sent(to: TeamId | null = away, supplier = 0): Promise<Given> {
  const { id: caseId, number: caseNumber } = await desk.opened(bo)
  const opened = await desk.ask(bo, 'POST', 'matters/supplier-cases', {
    ...{ case: caseId, supplier: suppliers[supplier], title: 'Anna Lindqvist’s radio resets' },
  })
  assert.equal(opened.status, 201, opened.text)
  const { id, number } = opened.json
  await deed(id, 'send', { how: 'form', words: 'Anna Lindqvist sees it reset; call +46 70 123 45 67' })
  if (to) await deed(id, 'share', { partner: to })
  return { id, number, caseId, caseNumber }
}
const shared = (by: Person, path = '') => desk.ask(by, 'GET', `shared/supplier-cases${path}`)
const answer = (by: Person, number: number, body: object, headers: Record<string, string> = {}) =>
  desk.ask(by, 'POST', `shared/supplier-cases/${number}/answer`, body, headers)
const numbers = async (by: Person): Promise<number[]> =>
  (await shared(by)).json.items.map((one: { number: number }) => one.number)

describe('a supplier case in the share of another house', () => {
  it('is read by their team alone, without the people of our cases', async () => {
    const mine = await sent()
    await sent(null)
    const theirs = await sent(far, 1)
    assert.deepEqual(await numbers(pia), [mine.number])
    assert.deepEqual(await numbers(vera), [theirs.number])
    const page = await shared(pia, `/${mine.number}`)
    assert.equal(page.status, 200, page.text)
    assert.equal(page.json.row.standing, 'asked')
    assert.deepEqual(
      page.json.course.map((one: { what: string }) => one.what),
      ['sent'],
    )
    assert.match(page.json.course[0].words, /sees it reset/)
    assert.doesNotMatch(page.text, /Anna|Lindqvist|123 45 67|Bo Ek|Acme/)
    assert.equal(page.json.owed[0].target, 'answer')
    for (const who of [vera, bo, lead])
      assert.equal((await shared(who, `/${mine.number}`)).json.code, 'matter.not_found')
    assert.deepEqual(await numbers(bo), [])
  })

  it('is answered by form, with their reference, once, and its owner hears of it', async () => {
    const { id, number } = await sent()
    const key = { 'idempotency-key': 'one-answer' }
    const body = { answer: 'question', words: 'Which firmware does Anna Lindqvist have?', reference: 'F-9' }
    const [first, again] = [await answer(pia, number, body, key), await answer(pia, number, body, key)]
    assert.equal(first.status, 200, first.text)
    assert.deepEqual(first.json.events.slice(0, 1), ['supplier.said'])
    assert.ok(first.json.events.includes('supplier.lodged'))
    assert.deepEqual(again.json.events, [])
    const ours = (await desk.ask(bo, 'GET', `matters/supplier-cases/${id}`)).json
    assert.deepEqual([ours.row.standing, ours.row.reference, ours.row.partner], ['ours', 'F-9', away])
    const said = ours.ledger.find((one: { type: string }) => one.type === 'supplier.said')
    assert.deepEqual([said.partner, said.by.id, said.how], [away, pia.id, 'form'])
    const notices = (await desk.ask(bo, 'GET', 'notices')).text
    assert.match(notices, new RegExp(`"${id}"`))
    await deed(id, 'send', { how: 'form', words: '4.1' })
    const release = { answer: 'release', words: 'Take 4.2', version: '4.2' }
    assert.equal((await answer(pia, number, release)).status, 200)
    assert.equal((await shared(pia, `/${number}`)).json.row.standing, 'testing')
    await deed(id, 'retest', { holds: false, words: 'Anna Lindqvist is furious' })
    const page = await shared(pia, `/${number}`)
    assert.equal(page.json.course.at(-1).holds, false)
    assert.doesNotMatch(page.text, /furious/)
    assert.match(page.text, /Which firmware does Anna/, 'their own words stay as they wrote them')
    const stale = await answer(pia, number, release, { 'if-match': '"1"' })
    assert.equal(stale.status, 412)
  })

  it('keeps everything else of ours: no door that they ask says a word of it', async () => {
    const { id, number, caseId, caseNumber } = await sent()
    const secret = 'Zwiebelfisch'
    await deed(id, 'chase', { how: 'phone', reached: true, result: `${secret} one`, who: `${secret} two` })
    await deed(id, 'escalate', { who: `${secret} three`, words: `${secret} four` })
    await deed(id, 'spend', { minutes: 5, cents: 77_123, what: `${secret} five` })
    await deed(id, 'assess', { severity: 1, because: `${secret} six` })
    const note = await desk.ask(bo, 'POST', `cases/${caseId}/note/add`, { text: `${secret} seven` })
    assert.equal(note.status, 200)
    const other = await sent(far, 1)
    await deed(other.id, 'say', { answer: 'update', how: 'phone', words: `${secret} eight` })
    const { paths } = (await desk.ask(null, 'GET', 'openapi.json')).json
    const named: Record<string, string> = { supplierCase: id, case: caseId, number: String(number) }
    let asked = 0
    for (const [path, methods] of Object.entries(paths as Record<string, object>)) {
      if (!('get' in methods) || path.endsWith('/live')) continue
      const url = path
        .replace(/^\/api\/v1\//, '')
        .replaceAll(/\{(\w+)\}/g, (_all, name: string) => named[name] ?? id)
      const got = await desk.ask(pia, 'GET', url)
      asked += 1
      assert.ok(got.status < 500, `${url}: ${got.status} ${got.text}`)
      assert.doesNotMatch(got.text, new RegExp(`${secret}|77123|Rival|Lindqvist|123 45 67`), url)
    }
    assert.ok(asked > 100, `${asked} doors`)
    assert.match((await desk.ask(bo, 'GET', `matters/supplier-cases/${id}`)).text, /Zwiebelfisch four/)
    for (const url of [
      `matters/supplier-cases/${id}`,
      `cases/${caseNumber}`,
      `shared/supplier-cases/${other.number}`,
    ])
      assert.ok([403, 404, 422].includes((await desk.ask(pia, 'GET', url)).status), url)
    for (const one of ['send', 'say', 'lodge', 'share', 'unshare', 'solve', 'take']) {
      const body = { how: 'form', words: 'x', answer: 'update', reference: 'x', partner: away, because: 'x' }
      const tried = await desk.ask(pia, 'POST', `matters/supplier-cases/${id}/${one}`, body)
      assert.ok(tried.status >= 400 && tried.status < 500, one)
    }
    assert.equal(
      (await answer(pia, other.number, { answer: 'update', words: 'x' })).json.code,
      'matter.not_found',
    )
  })

  it('is taken back at any time, ends with what was agreed, and is there again when it is agreed anew', async () => {
    const { id, number } = await sent()
    assert.deepEqual(await deed(id, 'unshare', { because: 'given to the wrong house' }), [
      'supplier.unshared',
    ])
    assert.equal((await shared(pia, `/${number}`)).json.code, 'matter.not_found')
    const late = await answer(pia, number, { answer: 'update', words: 'too late' })
    assert.equal(late.json.code, 'matter.not_found')
    assert.equal((await numbers(pia)).includes(number), false)
    await deed(id, 'share', { partner: away })
    assert.equal((await shared(pia, `/${number}`)).status, 200)
    const wrong = await desk.ask(bo, 'POST', `matters/supplier-cases/${id}/share`, { partner: desk.teams[2] })
    assert.deepEqual([wrong.status, wrong.json.code], [422, 'supplier.not_a_partner'])
    await agree(away, { endsAt: desk.shell.now() })
    assert.deepEqual(await numbers(pia), [])
    assert.equal((await shared(pia, `/${number}`)).json.code, 'matter.not_found')
    await agree(away, { endsAt: desk.shell.now() + hourMs })
    assert.equal((await shared(pia, `/${number}`)).status, 200)
    await agree(away, {})
  })

  it('goes on over pages, also where a page has one that is read no more', async () => {
    const before = (await numbers(pia)).length
    await sent()
    const first = (await shared(pia, '?limit=1')).json
    const rest = (await shared(pia, `?cursor=${first.next}`)).json
    assert.equal(first.items.length + rest.items.length, before + 1)
    assert.equal((await shared(pia, '?cursor=nonsense')).status, 400)
  })

  it('tells them what is new to them, by notice and mail, and of what was taken back no more', async () => {
    const { id, number } = await sent()
    const noticesOf = async (by: Person) =>
      (await desk.ask(by, 'GET', 'notices')).json.items.filter(
        (one: { matterId: string | null }) => one.matterId === id,
      )
    const causes = async (by: Person) => (await noticesOf(by)).map((one: { cause: string }) => one.cause)
    assert.deepEqual([await causes(pia), await causes(vera)], [['share.given'], []])
    const [given] = await noticesOf(pia)
    assert.deepEqual([given.as, given.number, given.readAt], ['share', number, null])
    assert.match(given.subject, /radio resets/)
    assert.doesNotMatch(given.subject, /Anna|Lindqvist/)
    await desk.ask(pia, 'POST', 'notices/read', { shared: number })
    assert.notEqual((await noticesOf(pia))[0].readAt, null)
    await deed(id, 'send', { how: 'form', words: 'One thing more' })
    assert.deepEqual(await causes(pia), ['share.heard', 'share.given'])
    await answer(pia, number, { answer: 'update', words: 'We look' })
    assert.equal((await causes(pia)).length, 2, 'their own word is no news to them')
    const mails = async (): Promise<string[]> => {
      const sent: string[] = []
      const sendLetter = async ({ to, url }: { to: string; url: string }) =>
        void sent.push(`${to} ${new URL(url).pathname}`)
      const facts = () => {
        const now = desk.shell.facts()
        const reach = { mail: 'always', quiet: [], zone: 'UTC', cover: null }
        return { ...now, agents: { ...now.agents, [pia.id]: { ...now.agents[pia.id]!, reach } } }
      }
      await mailMatterNotices({ ...desk.shell, facts, sendLetter } as unknown as typeof desk.shell)
      return sent.filter(one => one.endsWith(`/${number}`))
    }
    const address = (await desk.desk.agents.one(pia.id))!.email
    assert.deepEqual(await mails(), [`${address} /shared/${number}`], 'of what she has not looked at')
    await deed(id, 'send', { how: 'form', words: 'And another' })
    await deed(id, 'unshare', { because: 'given to the wrong house' })
    const [gone] = await noticesOf(pia)
    assert.deepEqual([gone.number, gone.subject], [null, null])
    assert.deepEqual(await mails(), [], 'what was taken back is told by no mail either')
    const none = await desk.ask(pia, 'POST', 'notices/read', { shared: 9_999_999 })
    assert.equal(none.status, 200)
  })

  it('has the files that were chosen for them: texts without people, pictures made anew, nothing taken back', async () => {
    const { id, number, caseId } = await sent()
    const [log, picture, dump, program] = await filesAt(caseId)
    const offered = (await desk.ask(bo, 'GET', `matters/supplier-cases/${id}/files`)).json.items
    assert.deepEqual(
      offered.map((one: { name: string; how: string; isGiven: boolean }) => [one.name, one.how, one.isGiven]),
      [
        ['anna.lindqvist.log', 'masked', false],
        ['anna.jpg', 'picture', false],
        ['core.dmp', 'whole', false],
      ],
    )
    const send = (files: object[], more = {}) =>
      desk.ask(bo, 'POST', `matters/supplier-cases/${id}/send`, { how: 'form', words: 'x', files, ...more })
    for (const [files, code] of [
      [[{ file: dump }], 'supplier.file_unlooked'],
      [[{ file: log }, { file: picture }], 'supplier.file_unlooked'],
      [[{ file: program, looked: true }], 'file.quarantined'],
      [[{ file: 'fil_none' }], 'file.not_found'],
    ] as const)
      assert.equal((await send([...files])).json.code, code)
    const all = [{ file: log }, { file: picture, looked: true }, { file: dump, looked: true }]
    const went = await send(all)
    assert.equal(went.status, 200, went.text)
    const page = await shared(pia, `/${number}`)
    const { files } = page.json.course.at(-1)
    assert.deepEqual(
      files.map((one: { name: string; isThere: boolean }) => [one.name, one.isThere]),
      [
        ['evidence-1.log', true],
        ['evidence-2.webp', true],
        ['evidence-3.dmp', true],
      ],
    )
    assert.doesNotMatch(page.text, /anna/i)
    const got = (file: string | undefined, by = pia) => gotBy(by, number, file)
    const text = await got(log)
    assert.match(text.body, /watchdog reset 17/)
    assert.doesNotMatch(text.body, /Anna|Lindqvist|123 45 67/)
    assert.match(String(text.headers['content-disposition']), /evidence-1\.log/)
    const made = await got(picture)
    assert.equal(made.headers['content-type'], 'image/webp')
    assert.equal(made.rawPayload.includes('Anna'), false)
    assert.equal((await got(dump)).rawPayload.length, 6)
    assert.equal(await got(program), 'file.not_found', 'only what was chosen')
    for (const who of [vera, bo]) assert.equal(await got(log, who), 'matter.not_found')
  })

  it('is taken back what went by mistake, also where they have a link; a mail carries no files', async () => {
    const { id, number, caseId } = await sent()
    const [log, picture, dump, program] = await filesAt(caseId)
    const send = (files: object[]) =>
      desk.ask(bo, 'POST', `matters/supplier-cases/${id}/send`, { how: 'form', words: 'x', files })
    const all = [{ file: log }, { file: picture, looked: true }, { file: dump, looked: true }]
    const went = await send(all)
    assert.equal(went.status, 200, went.text)
    const link = (await shared(pia, `/${number}/files/${log}`)).json.url
    const back = { file: log, because: 'the wrong case' }
    assert.deepEqual(await deed(id, 'withdraw-file', back), ['supplier.file_withdrawn'])
    assert.deepEqual(await deed(id, 'withdraw-file', back), [], 'a second click')
    assert.equal(await gotBy(pia, number, log), 'file.not_found')
    assert.equal((await desk.app.inject({ url: link })).statusCode, 404, 'nor by a link from before')
    assert.equal((await shared(pia, `/${number}`)).json.course.at(-1).files[0].isThere, false)
    const none = await desk.ask(bo, 'POST', `matters/supplier-cases/${id}/withdraw-file`, {
      ...back,
      file: program,
    })
    assert.equal(none.json.code, 'supplier.file_not_given')
    await deed(id, 'unshare', { because: 'done' })
    assert.equal((await send([{ file: log }])).json.code, 'supplier.files_in_share_only')
    const ours = (await desk.ask(bo, 'GET', `matters/supplier-cases/${id}`)).json.files
    assert.deepEqual(
      ours.map((one: { isThere: boolean }) => one.isThere),
      [false, true, true],
    )
  })
})

type Answer = Awaited<ReturnType<TestDesk['app']['inject']>>
/** The bytes somebody of another house gets; else why not. */
async function gotBy(by: Person, number: number, file: string | undefined): Promise<Answer & string> {
  const { json, status } = await shared(by, `/${number}/files/${file}`)
  return (status === 200 ? await desk.app.inject({ url: json.url }) : json.code) as Answer & string
}

/** A log, a picture, bytes nobody can read, and a program, as the customer sent them. */
async function filesAt(caseId: CaseId): Promise<readonly FileId[]> {
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#2a7' } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'Anna Lindqvist' } })
    .toBuffer()
  return filesSent(desk.shell, caseId, [
    ['anna.lindqvist.log', 'text/plain', Buffer.from('Anna Lindqvist, +46 70 123 45 67: watchdog reset 17')],
    ['anna.jpg', 'image/jpeg', photo],
    ['core.dmp', 'application/octet-stream', Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x80, 0x00])],
    ['tool.exe', 'application/octet-stream', Buffer.from('MZ\x90\0 a program', 'latin1')],
  ])
}
