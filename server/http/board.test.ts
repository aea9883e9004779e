// The board, the outbox and what is unset, over HTTP: every number is the length of the list it names.
import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openReader } from '#channels/email/reader.ts'
import { dayMs, hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let lead: Person
let one: Person
before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Karin', roles: ['lead', 'admin', 'agent'] })
  one = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the test is about
const board = async (query = ''): Promise<any> => (await desk.ask(lead, 'GET', `board${query}`)).json

describe('the board', () => {
  it('an empty desk needs nobody', async () => {
    const empty = await board()
    assert.deepEqual([empty.needsPerson.value, empty.needsPerson.items, empty.late.value], [0, [], 0])
    assert.equal(empty.solvedByLevel1Share.share, null)
  })

  it('every number is a link to exactly the cases it counts', async () => {
    const severe = await desk.opened(one, { severity: 1, take: false, subject: 'Everything is down' })
    const solved = await desk.opened(one, { subject: 'A cable' })
    await desk.opened(one)
    await desk.opened(one, { take: false })
    const fixed = await desk.ask(one, 'POST', `cases/${solved.id}/case/solve`, { fix: 'Plugged it in' })
    assert.equal(fixed.status, 200, fixed.text)
    const seen = await board()
    assert.equal(seen.needsPerson.items[0].card.id, severe.id)
    assert.deepEqual(
      [seen.needsPerson.items[0].need.code, seen.needsPerson.items[0].need.act],
      ['severity_1', 'take'],
    )
    assert.deepEqual([seen.solvedByLevel[1].value, seen.solvedByLevel1Share.ofAll], [1, 1])
    const {
      needsPerson,
      open,
      late,
      unassigned,
      waiting,
      inThisWeek,
      solvedThisWeek,
      openByLevel,
      solvedByLevel,
    } = seen
    const counted = [needsPerson, open, late, unassigned, waiting, inThisWeek, solvedThisWeek]
    for (const { value, list } of [
      ...counted,
      ...Object.values(openByLevel),
      ...Object.values(solvedByLevel),
    ] as {
      value: number
      list: string
    }[]) {
      const { json, text } = await desk.ask(lead, 'GET', `cases?${list}&limit=100`)
      assert.equal(json.items?.length, value, `${list}: ${text.slice(0, 200)}`)
    }
    assert.deepEqual([open.value, inThisWeek.value, solvedThisWeek.value, unassigned.value], [3, 4, 1, 2])
  })

  it('a case that came back leaves the solved ones and stands beside them', async () => {
    const back = await desk.opened(one, { subject: 'It is back' })
    await desk.ask(one, 'POST', `cases/${back.id}/case/solve`, { fix: 'Restarted it' })
    const opened = await desk.ask(one, 'POST', `cases/${back.id}/case/reopen`, { reason: 'not_fixed' })
    assert.equal(opened.status, 200, opened.text)
    const seen = await board()
    assert.deepEqual([seen.cameBack.value, seen.solvedByLevel1Share.cameBack], [1, 1])
    assert.deepEqual(
      seen.cameBack.items.map((card: { id: string }) => card.id),
      [back.id],
    )
    assert.equal(seen.solvedByLevel1Share.ofAll, 1)
  })

  it('the board of a level shows that level', async () => {
    assert.equal((await board('?level=2')).open.value, 0)
    assert.equal((await desk.ask(lead, 'GET', 'board?level=4')).status, 400)
  })

  it('what is due and not done is late', async () => {
    assert.equal((await board()).late.value, 0)
    desk.pass(6 * hourMs)
    const seen = await board()
    assert.ok(seen.late.value > 0)
    assert.equal(seen.late.value, (await desk.ask(lead, 'GET', `cases?${seen.late.list}`)).json.items.length)
  })

  it('what needs a person says why, and its list stands in the same order: by severity, then how long', async () => {
    const seen = await board()
    const needs: { card: { id: string; severity: number }; need: { code: string; since: number } }[] =
      seen.needsPerson.items
    assert.deepEqual([...new Set(needs.map(({ need }) => need.code))].sort(), ['late', 'severity_1'])
    const { json } = await desk.ask(lead, 'GET', `cases?${seen.needsPerson.list}`)
    const ids = json.items.map((card: { id: string }) => card.id)
    assert.deepEqual(
      ids.slice(0, needs.length),
      needs.map(({ card }) => card.id),
    )
    const bySeverity = needs.map(({ card }) => card.severity)
    assert.deepEqual(
      bySeverity,
      [...bySeverity].sort((a, b) => a - b),
    )
  })

  it('harm sorts only what needs a person, whether or not that was said', async () => {
    const all = await desk.ask(lead, 'GET', 'cases?sort=harm')
    const said = await desk.ask(lead, 'GET', 'cases?sort=harm&needsPerson=true')
    assert.deepEqual(all.json.items, said.json.items)
  })

  it('people are shown by whether they are there', async () => {
    const { people } = await board()
    assert.deepEqual(
      people.map((person: { name: string; is: string }) => [person.name, person.is]),
      [
        ['Karin', 'available'],
        ['Bo', 'away'],
      ],
    )
    assert.deepEqual(Object.keys(people[0]).sort(), [
      'absentUntil',
      'id',
      'is',
      'levels',
      'name',
      'teams',
      'writesIn',
    ])
  })
})

describe('what is unset or broken', () => {
  it('names what a fresh desk lacks, and stops naming it once it is set', async () => {
    const codes = async () => {
      const { json } = await desk.ask(lead, 'GET', 'set-up/health')
      return json.items.map((each: { code: string; values: object }) =>
        [each.code, ...Object.values(each.values)].join(' '),
      )
    }
    const fresh = await codes()
    for (const code of [
      'no_people_at_level 2',
      'empty_team Experts',
      'no_address',
      'no_admin_spare',
      'no_replies en sv it de ca ru',
    ])
      assert.ok(fresh.includes(code), `${code} in ${fresh}`)
    await desk.person({ levels: [2, 3], roles: ['agent', 'admin'] })
    await desk.ask(lead, 'POST', 'addresses', { address: 'support@ek.example', team: desk.teams[1] })
    await desk.ask(lead, 'POST', 'replies', { scope: 'desk', title: 'Hej', bodies: { sv: 'Hej {customer}' } })
    const later = await codes()
    for (const code of [
      'no_people_at_level 2',
      'empty_team Experts',
      'no_address',
      'no_admin_spare',
      'no_replies en sv it de ca ru',
    ])
      assert.ok(!later.includes(code), `${code} in ${later}`)
  })

  it('an absent person with customers and nobody to cover is on the list', async () => {
    const bo = await desk.desk.agents.one(one.id)
    const from = desk.shell.now() - hourMs
    await desk.ask(lead, 'PUT', `absences/${one.id}`, { version: bo?.version, from, until: from + dayMs })
    const { json } = await desk.ask(lead, 'GET', 'set-up/health')
    assert.ok(
      json.items.some(
        (each: { code: string; values: { name?: string } }) =>
          each.code === 'uncovered' && each.values.name === 'Bo',
      ),
    )
  })
})

describe('the outbox', () => {
  const key = 'letter/inv_1'
  const put = (dueAt = desk.shell.now()) =>
    desk.desk.letters.put({ key, dueAt, body: { kind: 'invitation', to: 'marta@ek.example', url: 'secret' } })

  it('lists a letter with its state and never its link', async () => {
    await put()
    const { json, text } = await desk.ask(lead, 'GET', 'outbox')
    const [entry] = json.items.filter((each: { key: string }) => each.key === key)
    assert.deepEqual(
      [entry.state, entry.kind, entry.to, json.relay],
      ['waiting', 'invitation', 'marta@ek.example', 'folder'],
    )
    assert.ok(!text.includes('secret'))
    assert.equal((await desk.ask(lead, 'GET', 'outbox?state=given_up')).json.items.length, 0)
    assert.equal((await desk.ask(lead, 'GET', 'outbox?cursor=nonsense')).status, 400)
  })

  it('shows a kept mail as text, and its HTML in a frame that may do nothing', async () => {
    const reader = openReader({ ownDomain: 'desk.example' })
    ;(desk.shell as { reader: unknown }).reader = reader
    const folder = join(desk.shell.config.dataDir, 'outbox')
    await mkdir(folder, { recursive: true })
    const mail = [
      'From: Support <support@desk.example>',
      'To: Marta <marta@ek.example>',
      'Subject: Welcome',
      'Message-ID: <x@desk.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Come in',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>Come in</p>',
      '--b--',
      '',
    ].join('\r\n')
    await writeFile(join(folder, 'letter-inv_1.eml'), mail)
    const { json } = await desk.ask(lead, 'GET', `outbox/mail?key=${encodeURIComponent(key)}`)
    assert.deepEqual(
      [json.mail.subject, json.mail.text.trim(), json.mail.hasHtml],
      ['Welcome', 'Come in', true],
    )
    const html = await desk.ask(lead, 'GET', `outbox/html?key=${encodeURIComponent(key)}`)
    assert.match(html.text, /<p>Come in<\/p>/)
    assert.match(String(html.headers['content-security-policy']), /^sandbox; default-src 'none'/)
    assert.match(String(html.headers['content-type']), /^text\/html/)
    assert.equal((await desk.ask(one, 'GET', `outbox/html?key=${encodeURIComponent(key)}`)).status, 403)
    reader.close()
  })

  it('a link that lets somebody in is read by nobody who could not hand it out', async () => {
    const onlyLead = await desk.person({ roles: ['lead', 'agent'] })
    const auditor = await desk.person({ roles: ['auditor'], levels: [], teams: [] })
    for (const who of [onlyLead, auditor]) {
      assert.equal((await desk.ask(who, 'GET', 'outbox')).status, 200)
      assert.equal((await desk.ask(who, 'GET', `outbox/mail?key=${encodeURIComponent(key)}`)).status, 403)
      assert.equal((await desk.ask(who, 'GET', `outbox/html?key=${encodeURIComponent(key)}`)).status, 403)
    }
  })

  it('an administrator who reads no cases learns nothing of their mails but the number', async () => {
    const mail = { customer: { name: 'Anna', email: 'anna@example.org' }, channel: 'email' }
    const { id, seq, number } = await desk.opened(one, { ...mail, subject: 'A private matter' })
    const queued = await desk.ask(one, 'POST', `cases/${id}/message/queue`, {
      text: 'Hello',
      seenSeq: seq,
      noPromise: 'answered',
    })
    assert.equal(queued.status, 200, queued.text)
    const keeper = await desk.person({ roles: ['admin'], levels: [], teams: [] })
    const { json, text } = await desk.ask(keeper, 'GET', 'outbox')
    const entry = json.items.find((each: { number: number }) => each.number === number)
    assert.deepEqual([entry.to, entry.subject], [null, null])
    assert.ok(!text.includes('A private matter'))
    assert.equal(
      (await desk.ask(keeper, 'GET', `outbox/mail?key=${encodeURIComponent(entry.key)}`)).status,
      403,
    )
    const seen = await desk.ask(lead, 'GET', 'outbox')
    assert.ok(seen.text.includes('A private matter'))
  })

  it('a mail that is not there in the folder says so', async () => {
    await desk.desk.letters.put({ key: 'letter/other', dueAt: desk.shell.now(), body: {} })
    const { json } = await desk.ask(lead, 'GET', 'outbox/mail?key=letter/other')
    assert.equal(json.mail, null)
    assert.equal((await desk.ask(lead, 'GET', 'outbox/html?key=letter/other')).status, 404)
    assert.equal((await desk.ask(lead, 'GET', 'outbox/mail?key=../../secret')).status, 404)
  })

  it('a waiting mail is tried at once by a lead, not by an agent, and written down', async () => {
    assert.equal((await desk.ask(one, 'POST', 'outbox/again', { key })).status, 403)
    assert.equal((await desk.ask(lead, 'POST', 'outbox/again', { key })).status, 200)
    const { json } = await desk.ask(lead, 'GET', 'audit')
    assert.deepEqual([json.items[0].what, json.items[0].about], ['mail.tried_again', key])
  })
})
