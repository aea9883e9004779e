// What is promised and who keeps it, over HTTP: asking back after solving, words without news, cover.
import assert from 'node:assert/strict'
import { after as afterAll, before, describe, it } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { after, dayMs, hourMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newId } from '#server/new-id.ts'
import { messageMail } from '#server/react/message-mail.ts'
import { ringDue } from '#server/react/ring.ts'
import { newSecret } from '#store/desk/secret.ts'

let desk: TestDesk
let lead: Person
let bo: Person
let chiara: Person
before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Karin', roles: ['lead', 'admin', 'agent'] })
  bo = await desk.person({ name: 'Bo' })
  chiara = await desk.person({ name: 'Chiara' })
})
afterAll(() => desk.close())

const ring = () => {
  const { store, now, facts } = desk.shell
  return ringDue({ store, now, newId, facts })
}
const deed = async (by: Person, caseId: CaseId, path: string, body: object = {}) => {
  const { status, json, text } = await desk.ask(by, 'POST', `cases/${caseId}/${path}`, body)
  assert.equal(status, 200, text)
  return json.events as string[]
}
/** The same person, signed in anew: a session does not outlive a day. */
const again = async ({ id, email }: Person): Promise<Person> => {
  const { shell } = desk
  const [secret, at] = [newSecret(), shell.now()]
  const expiresAt = after(at, hourMs)
  await shell.desk.sessions.add({ secret, id: newId('ses'), agent: id, at, expiresAt, browser: 'test' })
  return { id, email, secret, headers: { cookie: `tierline=${secret}`, 'x-tierline': '1' } }
}
const call = { means: 'phone', direction: 'out', reach: 'reached', minutes: 2 }
const solved = async (more: object = {}): Promise<CaseId> => {
  const { id } = await desk.opened(bo, more as Record<string, unknown>)
  await deed(bo, id, 'case/solve', { fix: 'A new cable' })
  return id
}
const mine = async (by: Person): Promise<string[]> =>
  (await desk.ask(by, 'GET', 'cases?view=mine&sort=clock&limit=100')).json.items.map(
    (card: { id: string }) => card.id,
  )
const needy = async () => {
  const { needsPerson } = (await desk.ask(lead, 'GET', 'board')).json
  return needsPerson.items.map(({ card, need }: { card: { id: string }; need: { code: string } }) => [
    card.id,
    need.code,
  ])
}

describe('asking back whether a fix holds', () => {
  it('stands in the list of the contact, and on the board when nobody asked in time', async () => {
    const id = await solved()
    assert.ok((await mine(bo)).includes(id))
    const counts = (await desk.ask(bo, 'GET', 'cases/counts')).json
    assert.equal(counts.mine, (await mine(bo)).length)
    const asked = (await desk.ask(bo, 'GET', `cases/${id}`)).json.card
    assert.equal(asked.clock.kind, 'check_back')
    assert.deepEqual(asked.keeper, { agent: bo.id, dueAt: asked.clock.dueAt })
    desk.pass(8 * dayMs)
    lead = await again(lead)
    bo = await again(bo)
    chiara = await again(chiara)
    await ring()
    assert.deepEqual(await needy(), [[id, 'late']])
    assert.deepEqual(await deed(bo, id, 'contact/hold', { ...call, checkBack: 'holds' }), [
      'contact.held',
      'check_back.ended',
      'case.closed',
    ])
    assert.deepEqual(await needy(), [])
    assert.ok(!(await mine(bo)).includes(id))
  })

  it('a list of one phase is all of it, asked back or not', async () => {
    const id = await solved({ severity: 4 })
    const { items } = (await desk.ask(bo, 'GET', 'cases?view=mine&phase=solved')).json
    assert.ok(items.some((card: { id: string }) => card.id === id))
    assert.ok(!(await mine(bo)).includes(id))
  })

  it('a mail that asks carries both answers, and only where something is to be asked', async () => {
    const id = await solved()
    const { seq } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
    const events = await deed(bo, id, 'message/queue', {
      text: 'Does it hold?',
      seenSeq: seq,
      checkBack: true,
    })
    assert.deepEqual(events, ['message.queued'])
    const ledger = (await desk.store.read(id))!
    const queued = ledger.events.at(-1)!
    assert.ok(queued.type === 'message.queued')
    const customer = await desk.desk.customers.one(queued.to)
    const sent = await messageMail(desk.shell, ledger, queued.message, customer!)
    assert.match(JSON.stringify(sent!.mail.blocks), /\/yes\?.*\/not-yet\?/)
    const open = await desk.opened(bo)
    const refused = await desk.ask(bo, 'POST', `cases/${open.id}/message/queue`, {
      text: 'Does it hold?',
      seenSeq: open.seq,
      checkBack: true,
    })
    assert.deepEqual([refused.status, refused.json.code], [422, 'check_back.not_pending'])
  })

  it('two calls without an answer end it; only then may it be closed for want of a reply', async () => {
    const id = await solved()
    const closing = await desk.ask(lead, 'POST', `cases/${id}/case/close`, { reason: 'no_reply' })
    assert.deepEqual([closing.status, closing.json.code], [422, 'check_back.pending'])
    const missed = { ...call, reach: 'no_answer' }
    assert.deepEqual(await deed(bo, id, 'contact/hold', missed), ['contact.held', 'check_back.tried'])
    assert.deepEqual(await deed(bo, id, 'contact/hold', missed), ['contact.held', 'check_back.ended'])
    assert.deepEqual(await deed(lead, id, 'case/close', { reason: 'no_reply' }), ['case.closed'])
  })

  it('it came back: open again with its contact, and recorded by the agent', async () => {
    const id = await solved()
    assert.deepEqual(await deed(bo, id, 'check-back/end', { how: 'came_back', text: 'Since this morning' }), [
      'check_back.ended',
      'case.reopened',
      'promise.made',
    ])
    assert.equal((await desk.ask(bo, 'GET', `cases/${id}`)).json.card.contact, bo.id)
  })

  it('the desk says after how long, by severity and kind', async () => {
    const { setting, version } = (await desk.ask(lead, 'GET', 'settings')).json
    assert.deepEqual(setting.checkBacks.after[3], null)
    const three = [{ count: 3, unit: 'days' }, null, null, null]
    const body = { version, checkBacks: { after: three, notFor: ['equipment'] } }
    const answer = await desk.ask(lead, 'PATCH', 'settings', body)
    assert.equal(answer.status, 200, answer.text)
    assert.deepEqual(answer.json.setting.checkBacks, body.checkBacks)
    await desk.shell.changed()
    const severe = await solved({ severity: 1 })
    const card = (await desk.ask(bo, 'GET', `cases/${severe}`)).json.card
    assert.equal(card.clock.dueAt - card.solvedAt, 3 * dayMs)
    for (const more of [{ severity: 2 }, { severity: 1, kind: 'equipment' }])
      assert.equal((await desk.ask(bo, 'GET', `cases/${await solved(more)}`)).json.card.clock, null)
    const zoned = { version: version + 1, timeZone: 'America/New_York' }
    assert.equal((await desk.ask(lead, 'PATCH', 'settings', zoned)).status, 200)
    await desk.shell.changed()
    assert.equal(desk.shell.facts().zone, 'America/New_York', 'business days without a calendar are of its')
    for (const wrong of [
      { count: 0, unit: 'days' },
      { count: 2, unit: 'weeks' },
    ]) {
      const refused = await desk.ask(lead, 'PATCH', 'settings', {
        version: version + 2,
        checkBacks: { after: [wrong, null, null, null], notFor: [] },
      })
      assert.equal(refused.status, 400, refused.text)
    }
  })
})

describe('words without news', () => {
  it('two in a row bring the case to the board, until there is news', async () => {
    // He knows when he hears from us next: nothing else is wrong with it.
    const { id } = await desk.opened(bo)
    const nextPromise = { topic: 'what we found', means: 'phone', dueAt: desk.shell.now() + hourMs }
    await deed(bo, id, 'contact/hold', { ...call, news: false, nextPromise })
    assert.deepEqual(await needy(), [])
    assert.ok((await deed(bo, id, 'contact/hold', { ...call, news: false })).includes('news.missing'))
    assert.deepEqual(await needy(), [[id, 'no_news']])
    const { items } = (await desk.ask(lead, 'GET', 'cases?needsPerson=true')).json
    assert.deepEqual(
      items.map((card: { id: string }) => card.id),
      [id],
    )
    await deed(bo, id, 'contact/hold', call)
    assert.deepEqual(await needy(), [])
  })
})

it('a hand-off promises the next update in one go', async () => {
  const { id } = await desk.opened(bo)
  const nextPromise = { topic: 'what the specialists say', means: 'phone', dueAt: desk.shell.now() + hourMs }
  const body = {
    team: desk.teams[2],
    question: 'Which light?',
    noStepsBecause: 'The line is down',
    nextPromise,
  }
  const events = await deed(bo, id, 'hand-off/offer', body)
  assert.deepEqual(events.slice(0, 2), ['hand_off.offered', 'promise.made'])
})

describe('who stands in', () => {
  const promise = async (): Promise<{ id: CaseId; promise: string }> => {
    const dueAt = desk.shell.now() + hourMs
    const { id, ids } = (await desk.opened(bo, {
      promise: { topic: 'the line test', means: 'phone', dueAt },
    })) as unknown as { id: CaseId; ids: { promise: string } }
    return { id, promise: ids.promise }
  }
  const absent = async (who: Person, cover: Person | null, ms = dayMs) => {
    const person = (await desk.ask(lead, 'GET', 'agents')).json.items.find(
      (one: { id: string }) => one.id === who.id,
    )
    const from = desk.shell.now() - minuteMs
    const body = { version: person.version, from, until: from + ms, ...(cover && { cover: cover.id }) }
    const answer = await desk.ask(lead, 'PUT', `absences/${who.id}`, body)
    assert.equal(answer.status, 200, answer.text)
  }

  it('what an absent person promised stands in the list of his cover, who keeps it', async () => {
    const { id, promise: prm } = await promise()
    assert.ok(!(await mine(chiara)).includes(id))
    const early = await desk.ask(chiara, 'POST', `cases/${id}/promise/take-over`, { promise: prm })
    assert.equal(early.status, 403, early.text)
    await absent(bo, chiara)
    assert.ok((await mine(chiara)).includes(id))
    assert.equal((await desk.ask(chiara, 'GET', 'cases/counts')).json.mine, (await mine(chiara)).length)
    assert.deepEqual(await deed(chiara, id, 'promise/take-over', { promise: prm }), ['promise.taken_over'])
    assert.equal((await desk.ask(chiara, 'GET', `cases/${id}`)).json.card.keeper.agent, chiara.id)
    assert.deepEqual(await deed(chiara, id, 'contact/hold', { ...call, keeps: 'all' }), [
      'contact.held',
      'promise.kept',
    ])
  })

  it('without a cover it stands in the list of the lead of the team, only while it falls due meanwhile', async () => {
    await absent(bo, null, 30 * minuteMs)
    const { id } = await promise()
    assert.ok(!(await mine(lead)).includes(id), 'he is back before it is due')
    await absent(bo, null, dayMs)
    assert.ok((await mine(lead)).includes(id))
    assert.ok(!(await mine(chiara)).includes(id))
  })
})
