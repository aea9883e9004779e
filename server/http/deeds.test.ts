// The table of deeds: complete against the core, and each row does what it says, recording that and nothing
// else.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { allowed } from '#core/case/lifecycle.ts'
import { hourMs } from '#core/kit/time.ts'
import { apartSchemas } from '#server/http/apart-schemas.ts'
import { deedSchemas } from '#server/http/deed-schemas.ts'
import { deeds, pathOf } from '#server/http/deeds.ts'
import { systemDeeds } from '#server/http/system-deeds.ts'
import { type Answer, type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let marta: Person
let lead: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  marta = await desk.person({ name: 'Marta Ruiz', levels: [2] })
  lead = await desk.person({ name: 'Karin Holm', roles: ['lead', 'agent'] })
})
after(() => desk.close())

describe('the table of deeds', () => {
  it('has a row or a route of its own for everything an agent may wish of a case', () => {
    const all = new Set<string>(Object.values(allowed).flat())
    for (const type of systemDeeds) all.delete(type)
    const apart = ['case.open', 'case.merge', 'case.part', 'question.split', ...Object.keys(apartSchemas)]
    assert.deepEqual([...Object.keys(deeds), ...apart].sort(), [...all].sort())
    assert.deepEqual([...Object.keys(deedSchemas), 'case.open'].sort(), [...all].sort())
  })

  it('has a path of its own for each', () => {
    const paths = Object.keys(deedSchemas).map(pathOf)
    assert.equal(new Set(paths).size, paths.length)
    assert.ok(paths.every(path => /^[a-z-]+\/[a-z-]+$/.test(path)))
    assert.equal(pathOf('hand_off.offer'), 'hand-off/offer')
  })
})

type World = { id: string; number: number; seq: number; ids: Record<string, string>; due: number }
type Row = {
  rule: string
  /** what is done first, each by whom */
  given?: (world: World) => readonly (readonly [Person, string, object])[]
  open?: Record<string, unknown>
  by?: () => Person
  deed: string
  body: (world: World) => object
  then: readonly string[] | { status: number; code: string }
}

const step = { what: 'Changed the splitter', why: 'rule out a bad filter', outcome: 'no_change' }
const offer = () => ({ team: desk.teams[2], question: 'Run a line test, please.' })
const promise = ({ due }: World) => ({ topic: 'call back', means: 'phone', dueAt: due })

const rows: Row[] = [
  {
    rule: 'a case that ours does not serve is closed by a referral',
    deed: 'case/close',
    body: () => ({ reason: 'referred', because: 'No fibre there', instead: 'Ask the town network' }),
    then: ['promise.withdrawn', 'case.closed'],
  },
  {
    rule: 'a referral says where to and why',
    deed: 'case/close',
    body: () => ({ reason: 'referred', instead: 'Ask the town network' }),
    then: { status: 422, code: 'case.referral_words' },
  },
  {
    rule: 'a case is classified',
    deed: 'case/classify',
    body: () => ({ severity: 3, kind: 'malfunction' }),
    then: ['case.classified'],
  },
  {
    rule: 'another severity is not said, it follows from the impact',
    deed: 'case/classify',
    body: () => ({ severity: 2, kind: 'malfunction' }),
    then: { status: 422, code: 'severity.by_impact' },
  },
  {
    rule: 'saying the same again records nothing',
    deed: 'case/classify',
    body: () => ({ severity: 3 }),
    then: [],
  },
  { rule: 'a note is added', deed: 'note/add', body: () => ({ text: 'Line 14' }), then: ['note.added'] },
  {
    rule: 'an empty note is not as described',
    deed: 'note/add',
    body: () => ({ text: ' \n' }),
    then: { status: 400, code: 'request.invalid' },
  },
  {
    rule: 'a note that is not there is not struck',
    deed: 'note/strike',
    body: () => ({ note: 'not_0', because: 'wrong case' }),
    then: { status: 422, code: 'note.not_found' },
  },
  {
    rule: 'a step needs its why',
    deed: 'step/try',
    body: () => ({ ...step, why: '' }),
    then: { status: 400, code: 'request.invalid' },
  },
  { rule: 'a step is recorded', deed: 'step/try', body: () => step, then: ['step.tried'] },
  {
    rule: 'a message to the customer is queued, with the next promise in the same append',
    deed: 'message/queue',
    body: world => ({ text: 'Hej Anna', seenSeq: world.seq, nextPromise: promise(world) }),
    then: ['message.queued', 'promise.made', 'promise.moved'],
  },
  {
    rule: 'a message is stopped by an entry its writer has not seen',
    given: () => [[lead, 'note/add', { text: 'He called again.' }]],
    deed: 'message/queue',
    body: world => ({ text: 'Hej Anna', seenSeq: world.seq }),
    then: { status: 409, code: 'message.unseen_entry' },
  },
  {
    rule: 'a message without the last entry seen is not as described',
    deed: 'message/queue',
    body: () => ({ text: 'Hej Anna' }),
    then: { status: 400, code: 'request.invalid' },
  },
  {
    rule: 'the second line does not write to a case it may not speak in',
    given: () => [[bo, 'hand-off/offer', { ...offer(), noStepsBecause: 'the line is down' }]],
    by: () => marta,
    deed: 'message/queue',
    body: () => ({ text: 'Hej Anna', seenSeq: 99 }),
    then: { status: 403, code: 'access.not_contact_or_worker' },
  },
  {
    rule: 'a call keeps all that was promised',
    given: world => [[bo, 'promise/make', promise(world)]],
    deed: 'contact/hold',
    body: () => ({
      means: 'phone',
      direction: 'out',
      reach: 'reached',
      minutes: 4,
      text: 'It works.',
      keeps: 'all',
    }),
    then: ['contact.held', 'promise.kept'],
  },
  {
    rule: 'a hand-off needs a step tried, or why there is none',
    deed: 'hand-off/offer',
    body: offer,
    then: { status: 422, code: 'hand_off.steps_missing' },
  },
  {
    rule: 'a hand-off tells the customer in the same append',
    given: () => [[bo, 'step/try', step]],
    deed: 'hand-off/offer',
    body: () => ({ ...offer(), tellCustomer: 'Our specialists now check your line.' }),
    then: ['hand_off.offered', 'message.queued'],
  },
  {
    rule: 'solving waits for open questions',
    open: { questions: ['What about Sunday?'] },
    deed: 'case/solve',
    body: () => ({ fix: 'New splitter' }),
    then: { status: 422, code: 'case.has_open_question' },
  },
  {
    rule: 'a case is solved with what fixed it',
    deed: 'case/solve',
    body: () => ({ fix: 'New splitter' }),
    then: ['promise.withdrawn', 'case.solved', 'check_back.planned'],
  },
  {
    rule: 'a solved case is not solved again',
    given: () => [[bo, 'case/solve', { fix: 'New splitter' }]],
    deed: 'case/solve',
    body: () => ({ fix: 'New splitter' }),
    then: { status: 422, code: 'case.not_open' },
  },
  {
    rule: 'a case somebody has is not taken from him',
    by: () => lead,
    deed: 'worker/take',
    body: () => ({}),
    then: { status: 409, code: 'worker.taken' },
  },
  {
    rule: 'an unknown key is refused and named',
    deed: 'note/add',
    body: () => ({ text: 'x', by: 'agt_0' }),
    then: { status: 400, code: 'request.invalid' },
  },
  {
    rule: 'only a lead marks a promise kept by hand',
    deed: 'promise/keep',
    body: () => ({ promise: 'prm_0' }),
    then: { status: 403, code: 'access.lead_only' },
  },
]

describe('a deed over HTTP', () => {
  for (const row of rows)
    it(row.rule, async () => {
      const opened = (await desk.opened(bo, row.open ?? {})) as unknown as World
      const world = { ...opened, due: desk.shell.now() + hourMs }
      for (const [by, deed, body] of row.given?.(world) ?? []) await done(by, world, deed, body)
      const before = await ledgerOf(world)
      const answer = await desk.ask(
        row.by?.() ?? bo,
        'POST',
        `cases/${world.number}/${row.deed}`,
        row.body(world),
      )
      const added = (await ledgerOf(world)).slice(before.length)
      if ('status' in row.then) {
        assert.deepEqual([answer.status, answer.json.code], [row.then.status, row.then.code], answer.text)
        assert.deepEqual(added, [], 'a refusal records nothing')
      } else {
        assert.equal(answer.status, 200, answer.text)
        assert.deepEqual(answer.json.events, row.then)
        assert.deepEqual(added, row.then)
        assert.equal(answer.headers.etag, `"${answer.json.seq}"`)
      }
      assert.deepEqual(desk.faults, [])
    })

  it('an id named by the client is kept, and never overwrites another', async () => {
    const { id } = await desk.opened(bo)
    const note = desk.shell.newId('not')
    const first = await desk.ask(bo, 'POST', `cases/${id}/note/add`, { note, text: 'one' })
    assert.equal(first.json.ids.note, note)
    const second = await desk.ask(bo, 'POST', `cases/${id}/note/add`, { note, text: 'two' })
    assert.equal(second.status, 400)
  })
})

async function done(by: Person, { number }: World, deed: string, body: object): Promise<Answer> {
  const answer = await desk.ask(by, 'POST', `cases/${number}/${deed}`, body)
  assert.equal(answer.status, 200, answer.text)
  return answer
}

const ledgerOf = async ({ id }: World): Promise<string[]> =>
  ((await desk.store.read(id as `cas_${string}`))?.events ?? []).map(event => event.type)

describe('deeds of two cases', () => {
  it('a merged case goes on in the other, which knows it; asked again, it is so already', async () => {
    const [loser, winner] = [await desk.opened(bo), await desk.opened(bo)]
    const merge = () => desk.ask(bo, 'POST', `cases/${loser.id}/case/merge`, { into: winner.number })
    const first = await merge()
    assert.deepEqual([first.status, first.json.events.at(-1)], [200, 'case.merged'])
    const again = await merge()
    assert.deepEqual([again.status, again.json.events], [200, []])
    const types = (await desk.store.read(winner.id))?.events.map(event => event.type) ?? []
    assert.equal(types.filter(type => type === 'case.linked').length, 1)
    const linksOf = async (id: string) => (await desk.ask(bo, 'GET', `cases/${id}`)).json.links
    const shown = { phase: 'open', subject: (await desk.store.card(winner.id))?.subject }
    assert.deepEqual(await linksOf(loser.id), [{ id: winner.id, number: winner.number, ...shown }])
    assert.deepEqual(
      (await linksOf(winner.id)).map((one: { number: number }) => one.number),
      [loser.number],
    )
  })

  it('a merge that broke off after its first half is finished by asking again', async () => {
    const [loser, winner] = [await desk.opened(bo), await desk.opened(bo)]
    const by = { kind: 'agent', id: bo.id } as const
    const commands = [{ type: 'case.merge', into: winner.id, itself: false }] as const
    await desk.shell.handle({ caseId: loser.id, by, commands, texts: [] })
    assert.equal(
      (await desk.ask(bo, 'POST', `cases/${loser.id}/case/merge`, { into: winner.id })).status,
      200,
    )
    assert.ok((await desk.store.read(winner.id))?.events.some(event => event.type === 'case.linked'))
  })

  it('a case is not merged with itself', async () => {
    const { id } = await desk.opened(bo)
    const answer = await desk.ask(bo, 'POST', `cases/${id}/case/merge`, { into: id })
    assert.deepEqual([answer.status, answer.json.code], [422, 'case.same'])
  })

  it('a question becomes a case of its own, once, linked both ways', async () => {
    const opened = (await desk.opened(bo, { questions: ['What about Sunday?'] })) as unknown as World
    const ask = () =>
      desk.ask(bo, 'POST', `cases/${opened.id}/question/split`, { question: opened.ids.question })
    const first = await ask()
    assert.deepEqual(first.json.events, ['question.split', 'case.linked'])
    const into = await desk.ask(bo, 'GET', `cases/${first.json.ids.case}`)
    assert.equal(into.json.card.subject, 'What about Sunday?')
    assert.deepEqual(
      into.json.links.map((one: { id: string }) => one.id),
      [opened.id],
    )
    assert.equal((await ask()).json.code, 'question.settled')
  })
})
