// The matrix of rights over HTTP: every deed, by everybody, to a case he stands in any relation to, agrees
// with the rule
// book. Whoever may not see a case gets the same answer as for one that is not there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { may, mayRead } from '#core/access/may.ts'
import { fold } from '#core/case/case.ts'
import type { CaseId } from '#core/kit/id.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { type DeedType, deedSchemas } from '#server/http/deed-schemas.ts'
import { pathOf } from '#server/http/deeds.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let people: Record<string, Person>
let cases: Record<string, CaseId>

const roleOnly = ['editor', 'auditor', 'admin', 'customer', 'organisation-manager'] as const satisfies Role[]

before(async () => {
  desk = await testDesk()
  const [contact, worker] = [await desk.person(), await desk.person({ levels: [2] })]
  people = {
    contact,
    worker,
    'same level': await desk.person(),
    'level 2': await desk.person({ levels: [2] }),
    'level 3': await desk.person({ levels: [3] }),
    lead: await desk.person({ roles: ['lead'], levels: [], teams: [] }),
    technician: await desk.person({ roles: ['technician'], levels: [], teams: [] }),
    'token agent': await desk.token(['agent']),
    'token editor': await desk.token(['editor']),
  }
  for (const role of roleOnly) people[role] = await desk.person({ roles: [role] })
  const waiting = await desk.opened(contact, { take: false })
  const mine = await desk.opened(contact)
  const offered = await desk.opened(contact)
  const passed = await desk.opened(contact)
  const offer = { team: desk.teams[2], question: 'Why?', noStepsBecause: 'none fits' }
  await desk.ask(contact, 'POST', `cases/${offered.id}/hand-off/offer`, offer)
  const answer = await desk.ask(contact, 'POST', `cases/${passed.id}/hand-off/offer`, offer)
  await desk.ask(worker, 'POST', `cases/${passed.id}/hand-off/accept`, {
    handOff: answer.json.ids.handOff,
    readBack: 'The line',
  })
  cases = { waiting: waiting.id, mine: mine.id, offered: offered.id, passed: passed.id }
})
after(() => desk.close())

/**
 * A body that is as described; what it names is not there, so that a right is the only thing that lets it
 * further.
 */
const gift = { kind: 'upgrade', what: 'x', amountMinor: 1, currency: 'EUR', fault: 'ours', because: 'x' }
const bodies: Record<DeedType, object> = {
  'case.classify': { severity: 3 },
  'case.solve': { fix: 'x', step: 'stp_0' },
  'case.close': { reason: 'confirmed' },
  'case.reopen': {},
  'case.link': { to: 'cas_0' },
  'message.confirm_sender': { message: 'msg_0' },
  'writer.admit': { address: 'eve@example.org' },
  'writer.leave_out': { address: 'eve@example.org' },
  'case.merge': { into: 'cas_0' },
  'case.part': {},
  'question.add': { text: 'x' },
  'question.answer': { question: 'que_0', text: 'x' },
  'question.decline': { question: 'que_0', because: 'x' },
  'question.split': { question: 'que_0' },
  'worker.take': {},
  'worker.assign': { agent: 'agt_0' },
  'matter.join': { matter: 'prb_0' },
  'matter.leave': { matter: 'prb_0', because: 'another fault' },
  'skill.need': { skill: 'skl_0', because: 'the antenna' },
  'skill.release': { skill: 'skl_0', because: 'the antenna' },
  'worker.queue': { team: 'tea_0' },
  'contact.assign': { agent: 'agt_0', reason: 'absence' },
  'contact.take_over': {},
  'news.set_aside': { news: ['nws_0'], because: 'x' },
  'speech.ask': { about: 'x' },
  'speech.agree': { agent: 'agt_0', about: 'x' },
  'speech.decline': { speech: 'spe_0', because: 'x' },
  'speech.withdraw': { speech: 'spe_0' },
  'accountable.assign': { agent: 'agt_0', because: 'x' },
  'customer.look': { because: 'x' },
  'message.queue': { text: 'x', seenSeq: 999, keeps: ['prm_0'] },
  'message.send_again': { message: 'msg_0' },
  'message.withdraw': { message: 'msg_0' },
  'contact.hold': { means: 'phone', direction: 'in', reach: 'reached', minutes: 1, keeps: ['prm_0'] },
  'note.add': { text: 'x' },
  'note.strike': { note: 'not_0', because: 'x' },
  'note.flag': { about: 'not_0', missing: 'why' },
  'note.mend': { about: 'not_0', text: 'x' },
  'file.release': { file: 'fil_0', because: 'x' },
  'claim.make': { text: 'x' },
  'claim.judge': { claim: 'cla_0', verdict: 'silent', because: 'x' },
  'step.try': { what: 'x', why: 'x', outcome: 'worked', repeats: 'stp_0', repeatBecause: 'x' },
  'wanted_fact.record': { fact: 'router.model', text: 'x', source: 'seen' },
  'reproduction.try': { environment: 'x', steps: 'x', expected: 'x', actual: 'x', times: 1, seen: 1 },
  'reproduction.strike': { reproduction: 'rpr_0', because: 'x' },
  'hypothesis.raise': { text: 'x' },
  'hypothesis.rule_out': { hypothesis: 'hyp_0', how: 'x' },
  'hypothesis.take_up': { hypothesis: 'hyp_0', because: 'x' },
  'cause.find': { text: 'x', how: 'test', because: 'x' },
  'cause.withdraw': { because: 'x' },
  'verification.make': { environment: 'x', recreated: 'x', fix: 'x', result: 'holds', because: 'x' },
  'verification.strike': { verification: 'vrf_0', because: 'x' },
  'regression.plan': { what: 'x', dueAt: 8_000_000_000_000 },
  'regression.move': { regression: 'rgr_0', dueAt: 8_000_000_000_000, because: 'x' },
  'regression.check': { regression: 'rgr_0', result: 'gone', seen: 'x' },
  'proposal.make': { kind: 'fix', what: 'x' },
  'proposal.answer': { proposal: 'prp_0', says: 'no' },
  'proposal.withdraw': { proposal: 'prp_0', because: 'x' },
  'hand_off.rate': { handOff: 'hnd_0' },
  'hand_off.check': { handOff: 'hnd_0', week: '2026-W01', says: 'could', because: 'x' },
  'thanks.give': { to: 'agt_0', text: 'x' },
  'abuse.mark': { kind: 'insult', said: 'x' },
  'abuse.warn': { abuse: 'abu_0' },
  'contact_end.ask': { abuse: 'abu_0', because: 'x' },
  'contact_end.grant': { abuse: 'abu_0' },
  'contact_end.refuse': { abuse: 'abu_0', because: 'x' },
  'contact_end.lift': { abuse: 'abu_0', because: 'x' },
  'cost.note': { kind: 'parts', amountMinor: 100, currency: 'EUR', what: 'x' },
  'cost.withdraw': { cost: 'cst_0', because: 'x' },
  'goodwill.ask': gift,
  'goodwill.give': gift,
  'goodwill.grant': { goodwill: 'gdw_0' },
  'goodwill.refuse': { goodwill: 'gdw_0', words: 'x' },
  'goodwill.withdraw': { goodwill: 'gdw_0', because: 'x' },
  'goodwill.revoke': { goodwill: 'gdw_0', because: 'x' },
  'goodwill.redeem': { goodwill: 'gdw_0' },
  'promise.make': { topic: 'x', means: 'phone', dueAt: 1 },
  'promise.keep': { promise: 'prm_0' },
  'promise.miss': { promise: 'prm_0', because: 'x' },
  'promise.move': { promise: 'prm_0', dueAt: 1, because: 'x' },
  'promise.withdraw': { promise: 'prm_0', because: 'x' },
  'promise.take_over': { promise: 'prm_0' },
  'satisfaction.follow_up': { satisfaction: 'sat_0', how: 'mended', text: 'x' },
  'check_back.end': { how: 'holds' },
  'hand_off.offer': { team: 'tea_0', question: 'x' },
  'hand_off.accept': { handOff: 'hnd_0' },
  'hand_off.correct': { handOff: 'hnd_0', text: 'x' },
  'hand_off.decide': { handOff: 'hnd_0', how: 'stays', text: 'x' },
  'hand_off.return': { handOff: 'hnd_0', reason: 'wrong_team', nextAct: 'x' },
  'hand_off.withdraw': { handOff: 'hnd_0' },
  'hand_off.answer': { handOff: 'hnd_0', result: 'x', cause: 'x', verified: 'x', tell: 'x' },
  'wait.start': { turn: 'customer', reason: 'answer' },
  'wait.end': {},
  'live_line.ask': { level: 2, question: 'x' },
  'live_line.answer': { live: 'liv_0' },
  'live_line.decline': { live: 'liv_0' },
  'live_line.join': { live: 'liv_0' },
  'live_line.say': { live: 'liv_0', text: 'x' },
  'live_line.take_back': { live: 'liv_0' },
  'live_line.end': { live: 'liv_0', outcome: 'nothing' },
  'swarm.raise': { question: 'x' },
  'swarm.offer': { swarm: 'swm_0' },
  'swarm.choose_lead': { swarm: 'swm_0', agent: 'agt_0' },
  'swarm.say': { swarm: 'swm_0', text: 'x' },
  'swarm.end': { swarm: 'swm_0', how: 'withdrawn' },
  'call_back.want': { level: 2, dueAt: 8_000_000_000_000, text: 'x' },
  'call_back.give': { callBack: 'cbk_0' },
  'call_back.withdraw': { callBack: 'cbk_0' },
  'help.ask': { reason: 'getting_worse' },
  'stuck.answer': { how: 'help', agent: 'agt_0' },
  'help.take_up': { help: 'hlp_0' },
  'help.pass_on': { help: 'hlp_0', handOff: 'hnd_0' },
  'help.explain': { help: 'hlp_0', evidence: 'msg_0' },
  'help.reply': { help: 'hlp_0', reply: 'content' },
  'help.withdraw': { help: 'hlp_0' },
  'entitlement.decide': {},
  'severity.assess': { people: 'one', workaround: 'good', claim: 'cla_0', because: 'x' },
  'walk.begin': { script: 'none' },
  'walk.answer': { walk: 'wlk_0', step: 'one', answer: 'told' },
  'walk.reuse': { walk: 'wlk_0', step: 'one' },
  'walk.go_back': { walk: 'wlk_0' },
  'walk.jump': { walk: 'wlk_0', to: 'one', verified: 'x' },
  'walk.pause': { walk: 'wlk_0' },
  'walk.resume': { walk: 'wlk_0' },
  'walk.give_up': { walk: 'wlk_0', because: 'x' },
  'walk.send': { walk: 'wlk_0' },
}
/** Deeds that would change the case for those who come after: asked with a condition no case fulfils. */
const condition = { 'if-match': '"999"' }

const reads = ['agent', 'lead', 'technician', 'partner', 'auditor']

describe('every deed by everybody to every case', () => {
  it('agrees with the rule book, and changes nothing', async () => {
    let asked = 0
    for (const [name, person] of Object.entries(people))
      for (const [where, caseId] of Object.entries(cases))
        for (const type of Object.keys(deedSchemas) as DeedType[]) {
          const card = await desk.store.card(caseId)
          const ledger = await desk.store.read(caseId)
          assert.ok(card && ledger)
          const facts = desk.shell.facts()
          const own = facts.agents[person.id]
          assert.ok(own)
          const right = may({ kind: 'agent', id: person.id }, type, fold(ledger.events), facts)
          // Contact and worker of one of these cases of other customers hold nothing of this one's customer.
          const seen =
            own.roles.some(role => reads.includes(role)) && mayRead(own, card, false, desk.shell.facts())
          const twoCases = type === 'case.merge' || type === 'case.link'
          const { status, json } = await desk.ask(
            person,
            'POST',
            `cases/${caseId}/${pathOf(type)}`,
            bodies[type],
            twoCases ? {} : condition,
          )
          const said = `${name}, ${where}, ${type}: ${status} ${json.code}`
          if (!seen) assert.deepEqual([status, json.code], [404, 'case.not_found'], said)
          // The other case is looked for first, and is not there.
          else if (twoCases) assert.equal(status, 404, said)
          else if (right !== true && ['question.split', 'case.part'].includes(type))
            assert.equal(status, 403, said)
          else if (type === 'case.part') assert.equal(json.code, 'case.not_merged', said)
          else if (type === 'question.split') assert.equal(json.code, 'question.not_found', said)
          else assert.equal(status, 412, said)
          asked += 1
        }
    assert.equal(asked, 14 * 4 * Object.keys(deedSchemas).length)
    assert.deepEqual(desk.faults, [])
  })

  it('without the condition is 403 exactly where the rule book says no', async () => {
    for (const [name, person] of Object.entries(people))
      for (const [where, caseId] of Object.entries(cases))
        for (const type of Object.keys(deedSchemas) as DeedType[]) {
          if (['case.merge', 'case.link', 'question.split'].includes(type)) continue
          const ledger = await desk.store.read(caseId)
          const card = await desk.store.card(caseId)
          assert.ok(ledger && card)
          const facts = desk.shell.facts()
          const own = facts.agents[person.id]
          assert.ok(own)
          const right = may({ kind: 'agent', id: person.id }, type, fold(ledger.events), facts)
          const seen =
            own.roles.some(role => reads.includes(role)) && mayRead(own, card, false, desk.shell.facts())
          if (!seen || right === true) continue
          const { status, json } = await desk.ask(
            person,
            'POST',
            `cases/${caseId}/${pathOf(type)}`,
            bodies[type],
          )
          assert.deepEqual([status, json.code], [403, right.refused], `${name}, ${where}, ${type}`)
          assert.equal((await desk.store.card(caseId))?.seq, card.seq, 'nothing is recorded')
        }
  })
})

describe('a case behind a wall', () => {
  const doors = ['', '/ledger', '/files/fil_0', '/mail/msg_0', '/mail/msg_0/inside']
  it('reads like one that is not there, through every door', async () => {
    const stranger = people['level 3']
    const hidden = await desk.store.card(cases.mine as CaseId)
    assert.ok(stranger && hidden)
    for (const which of [hidden.id, hidden.number])
      for (const door of doors) {
        const real = await desk.ask(stranger, 'GET', `cases/${which}${door}`)
        const none = await desk.ask(stranger, 'GET', `cases/${which === hidden.id ? 'cas_0' : 999999}${door}`)
        assert.deepEqual([real.status, { ...real.json, ref: '' }], [404, { ...none.json, ref: '' }])
      }
    const draft = await desk.ask(stranger, 'PUT', `cases/${hidden.id}/drafts/customer`, { text: 'x' })
    const there = await desk.ask(stranger, 'POST', 'presence', { caseId: hidden.id, doing: 'viewing' })
    assert.deepEqual([draft.status, there.status], [404, 404])
  })

  it('is in no list, search or count of cards', async () => {
    const stranger = people['level 3'] as Person
    const search = await desk.ask(stranger, 'GET', 'search?q=router')
    const list = await desk.ask(stranger, 'GET', 'cases')
    const card = await desk.store.card(cases.mine as CaseId)
    const person = await desk.ask(stranger, 'GET', `customers/${card?.customer}/cases`)
    assert.deepEqual([search.json.items, list.json.items, person.json.items], [[], [], []])
  })

  it('opens for whoever holds an open case of the same customer', async () => {
    const stranger = await desk.person({ levels: [3] })
    const card = await desk.store.card(cases.mine as CaseId)
    assert.equal((await desk.ask(stranger, 'GET', `cases/${card?.id}`)).status, 404)
    await desk.opened(stranger, { customer: { id: card?.customer }, team: desk.teams[3] })
    assert.equal((await desk.ask(stranger, 'GET', `cases/${card?.id}`)).status, 200)
  })
})

describe('a case beside one that somebody holds', () => {
  const caller = (more = {}) => ({ name: 'Maria', email: `${desk.shell.newId('cus')}@example.org`, ...more })
  const read = async (by: Person, id: CaseId) => (await desk.ask(by, 'GET', `cases/${id}`)).status
  /** Somebody who reads a case only because of another that he opens and takes. */
  async function reads(id: CaseId, more: object, by?: Person) {
    const holder = by ?? (await desk.person({ levels: [3] }))
    const before = await read(holder, id)
    const held = await desk.opened(holder, { team: desk.teams[3], ...more })
    return { holder, held, answers: [before, await read(holder, id)] }
  }

  it('opens for whoever holds an open case of the same organisation, and for nobody of another', async () => {
    const firm = async (name: string) =>
      (await desk.desk.organisations.add({ id: desk.shell.newId('org'), name })).id
    const [organisation, other] = [await firm('Rossi'), await firm('Bianchi')]
    const { id } = await desk.opened(people.contact!, { customer: caller({ organisation }) })
    const { answers } = await reads(id, { customer: caller({ organisation }) })
    assert.deepEqual(answers, [404, 200])
    assert.deepEqual((await reads(id, { customer: caller({ organisation: other }) })).answers, [404, 404])
  })

  it('opens for whoever holds an open case of the same device, and for nobody of another', async () => {
    // Cases are judged only where something is owed; by that their device is known.
    await desk.desk.agreements.policies.add({ id: desk.shell.newId('pol'), name: 'House', versions: [] })
    await desk.shell.changed()
    const { id } = await desk.opened(people.contact!, { serial: 'SN 4711' })
    const { holder, held, answers } = await reads(id, { serial: 'sn4711' })
    assert.deepEqual(answers, [404, 200])
    assert.deepEqual((await reads(id, { serial: 'SN 4712' })).answers, [404, 404])
    assert.deepEqual((await reads(id, {})).answers, [404, 404])
    // It is read no longer than the other is open.
    await desk.ask(holder, 'POST', `cases/${held.id}/case/solve`, { fix: 'A new cable' })
    assert.equal((await desk.store.card(held.id))?.phase, 'solved')
    assert.equal(await read(holder, id), 404)
  })

  it('stays shut where it is of a restricted kind, or whoever holds the other is of another house', async () => {
    const serial = 'SN 4713'
    const { id } = await desk.opened(people.contact!, { serial, kind: 'security' })
    const { version: now, setting } = await desk.desk.settings.desk()
    await desk.desk.settings.changeDesk(now, { ...setting, restrictedKinds: ['security'] })
    await desk.shell.changed()
    const { holder, answers } = await reads(id, { serial })
    assert.deepEqual(answers, [404, 404])
    await desk.desk.settings.changeDesk(now + 1, { ...setting, restrictedKinds: [] })
    await desk.shell.changed()
    assert.equal(await read(holder, id), 200)
    const away = (await desk.desk.teams.add({ id: desk.shell.newId('tea'), name: 'Away', level: 3 })).id
    const guest = await desk.person({ levels: [3], teams: [away] })
    const { held } = await reads(id, { serial, team: away }, guest)
    assert.equal(await read(guest, id), 200)
    const { version } = (await desk.desk.teams.all()).find(one => one.id === away)!
    const partner = { house: 'Far', accountable: people.lead!.id, endsAt: null }
    await desk.desk.teams.change(away, version, { partner: { ...partner, readDays: 0, namesPeople: true } })
    await desk.shell.changed()
    assert.deepEqual([await read(guest, held.id), await read(guest, id)], [200, 404])
  })
})

describe('whoever only reads', () => {
  it('writes nothing through any route of the API', async () => {
    const auditor = people.auditor as Person
    const { paths } = (await desk.ask(auditor, 'GET', 'openapi.json')).json
    const own =
      /^\/api\/v1\/(session|me|presence|notices|invitations\/(look|accept)|set-up-link|password|absences)|\/drafts\//
    const card = await desk.store.card(cases.mine as CaseId)
    for (const [path, methods] of Object.entries(paths as Record<string, object>))
      for (const method of Object.keys(methods)) {
        if (method === 'get' || own.test(path)) continue
        const url = path.replace('{case}', cases.mine ?? '').replace(/\{\w+\}/g, 'x_0')
        const answer = await desk.ask(auditor, method.toUpperCase(), url, {})
        assert.ok(answer.status >= 400, `${method} ${path}: ${answer.status}`)
      }
    assert.equal((await desk.store.card(cases.mine as CaseId))?.seq, card?.seq)
  })
})
