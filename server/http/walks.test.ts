// Walks through scripts over HTTP: begun, answered, and the next step in the same answer.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { languages } from '#core/people/language.ts'
import { type Answer, type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let chiara: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  chiara = await desk.person({ name: 'Chiara Riva', roles: ['lead', 'agent'] })
  await publish('no-internet', 1)
  await publish('serial', 1, [
    { name: 'number', ask: all('Which number?'), ...told, serial: {}, next: to('photo'), otherwise: 'photo' },
    { name: 'photo', ask: all('A photo?'), ...told, photo: {}, next: to('words'), otherwise: 'words' },
    { name: 'words', ask: all('What happened?'), ...told, text: {}, next: to('past'), otherwise: 'past' },
    {
      name: 'past',
      check: 'device_history',
      why: all('Why'),
      say: all('Say'),
      next: [yes, ...to('bad')],
      otherwise: 'bad',
    },
    { name: 'fine', end: 'solved', say: all('Good'), fixed: all('It') },
    { name: 'bad', end: 'hand_off', toLevel: 2, question: all('What is it?'), say: all('Wait') },
  ])
})
after(() => desk.close())

const all = (text: string) => Object.fromEntries(languages.map(one => [one, `${text} ${one}`]))
const told = { why: all('Why'), say: all('Say') }
const to = (name: string) => [{ to: name }]
const yes = { when: { is: ['past', 'yes'] }, to: 'fine' }
const steps = [
  {
    name: 'light',
    ask: all('Which light?'),
    ...told,
    choices: [
      { name: 'green', words: all('Green'), to: 'solved' },
      { name: 'red', words: all('Red') },
    ],
    next: to('restart'),
    otherwise: 'restart',
    fact: 'router.light',
    holdsMinutes: 30,
  },
  {
    name: 'restart',
    do: all('Restart it'),
    ...told,
    expect: all('Green'),
    worked: 'solved',
    failed: 'pass-on',
    otherwise: 'pass-on',
  },
  { name: 'solved', end: 'solved', say: all('Good'), fixed: all('A restart') },
  { name: 'pass-on', end: 'hand_off', toLevel: 2, question: all('The line?'), say: all('Wait') },
]
const publish = (slug: string, version: number, own: readonly object[] = steps) =>
  desk.desk.scripts.publish({
    slug,
    version,
    form: {
      slug,
      languages,
      title: all(slug),
      says: all('It is down'),
      article: slug,
      start: (own[0] as { name: string }).name,
      steps: own,
    },
    at: desk.shell.now(),
    by: bo.id,
    shipped: null,
  })

const opened = async (more: Record<string, unknown> = {}) => (await desk.opened(bo, more)).id
const deed = (id: string, verb: string, body: object, by = bo, headers = {}): Promise<Answer> =>
  desk.ask(by, 'POST', `cases/${id}/walk/${verb}`, body, headers)
const begun = async (script = 'no-internet', more: Record<string, unknown> = {}) => {
  const id = await opened(more)
  const answer = await deed(id, 'begin', { script })
  assert.equal(answer.status, 200, answer.text)
  return { id, walk: answer.json.ids.walk as string, now: answer.json.walk }
}
const ledgerOf = async (id: string) => (await desk.ask(bo, 'GET', `cases/${id}`)).json

describe('a walk', () => {
  it('is begun and answered, each answer with the next step, in one round trip', async () => {
    const { id, walk, now } = await begun()
    assert.deepEqual(
      [now.script, now.version, now.standing, now.place.step],
      ['no-internet', 1, 'running', 'light'],
    )
    assert.deepEqual([now.step.question, now.passed, now.known], [all('Which light?'), 0, null])
    assert.ok(now.about >= 2)
    const red = await deed(id, 'answer', {
      walk,
      step: 'light',
      answer: 'value',
      value: 'red',
      says: 'It is red',
    })
    assert.deepEqual(red.json.events, ['claim.made', 'walk.answered'])
    assert.deepEqual([red.json.walk.place.step, red.json.walk.passed], ['restart', 1])
    const done = await deed(id, 'answer', { walk, step: 'restart', answer: 'worked', result: 'Green again' })
    assert.deepEqual(done.json.events, ['step.tried', 'walk.answered'])
    assert.deepEqual([done.json.walk.standing, done.json.walk.end], ['ended', 'solved'])
  })

  it('writes what was done in the language of the customer, with why, doer and result', async () => {
    const { id, walk } = await begun('no-internet', { language: 'de' })
    await deed(id, 'answer', { walk, step: 'light', answer: 'value', value: 'red' })
    const by = { doneBy: 'agent', result: 'Nothing' }
    await deed(id, 'answer', { walk, step: 'restart', answer: 'failed', ...by })
    const { ledger, texts } = await ledgerOf(id)
    const tried = ledger.find((one: { type: string }) => one.type === 'step.tried')
    const words = [tried.what, tried.why, tried.result].map(ref => texts[ref.text])
    assert.deepEqual(words, ['Say de', 'Why de', 'Nothing'])
    assert.deepEqual([tried.outcome, tried.doneBy], ['no_change', 'agent'])
  })

  it('keeps the names a sentence leaves open as they were when it was done, in the language recorded', async () => {
    const open = '{agent} of {desk} asks {customer} to press Reset, for {product}'
    await publish('named', 1, [
      { ...steps[1]!, name: 'restart', say: all(open), why: all('{desk} knows why') },
      ...steps.slice(2),
    ])
    const { id, walk } = await begun('named', { language: 'sv' })
    const answer = await deed(id, 'answer', { walk, step: 'restart', answer: 'worked' })
    assert.equal(answer.status, 200, answer.text)
    const { ledger, texts, card } = await ledgerOf(id)
    const tried = ledger.find((one: { type: string }) => one.type === 'step.tried')
    assert.deepEqual(
      [tried.what, tried.why].map(ref => texts[ref.text]),
      [`Bo Ek of Tierline asks ${card.customerName} to press Reset, for sv`, 'Tierline knows why sv'],
    )
  })

  it('says which scripts lie around the one it stands in; one may jump out into them', async () => {
    await publish('around', 1, [
      { name: 'sub', script: 'no-internet', solved: 'over', unsolved: 'over' },
      { name: 'over', tell: all('It is over'), to: 'fine' },
      { name: 'fine', end: 'solved', say: all('Good'), fixed: all('It') },
    ])
    const { id, walk, now } = await begun('around')
    assert.deepEqual(now.place, { slug: 'no-internet', version: 1, step: 'light' })
    assert.deepEqual(now.around, [{ slug: 'around', version: 1, step: 'sub' }])
    const out = await deed(id, 'jump', { walk, to: 'over', verified: 'The line is fine' })
    assert.deepEqual(out.json.walk.place, { slug: 'around', version: 1, step: 'over' })
    assert.deepEqual(out.json.walk.around, [])
  })

  it('answers an Idempotency-Key a second time with the same, and records nothing more', async () => {
    const { id, walk } = await begun()
    const key = { 'idempotency-key': 'one-answer' }
    const body = { walk, step: 'light', answer: 'value', value: 'red' }
    const [first, again] = [await deed(id, 'answer', body, bo, key), await deed(id, 'answer', body, bo, key)]
    assert.deepEqual([again.status, again.json], [200, first.json])
    const other = await deed(id, 'answer', { ...body, value: 'green' }, bo, key)
    assert.deepEqual([other.status, other.json.code], [422, 'key.reused'])
  })

  it('rests, is gone on with by another, jumps, goes back, and is given up with a reason', async () => {
    const { id, walk } = await begun()
    assert.equal((await deed(id, 'pause', { walk })).json.walk.standing, 'paused')
    const card = (await ledgerOf(id)).card.walk
    assert.deepEqual([card.walk, card.script, card.standing], [walk, 'no-internet', 'paused'])
    assert.equal((await deed(id, 'resume', { walk }, chiara)).json.walk.standing, 'running')
    const jumped = await deed(id, 'jump', { walk, to: 'restart', verified: 'He saw it red' }, chiara)
    assert.equal(jumped.json.walk.place.step, 'restart')
    assert.equal((await deed(id, 'go-back', { walk })).json.walk.place.step, 'light')
    const left = await deed(id, 'answer', {
      walk,
      step: 'light',
      answer: 'skipped',
      because: 'Cannot see',
      nowhere: true,
    })
    assert.equal(left.json.walk.place.step, 'restart')
    const over = await deed(id, 'give-up', { walk, because: 'The call dropped' })
    assert.deepEqual([over.json.walk.standing, over.json.walk.about], ['given_up', 0])
    assert.equal((await ledgerOf(id)).card.walk, undefined)
  })

  it('offers what is known and takes it over; both walks are listed with where they stand', async () => {
    const { id, walk } = await begun()
    await deed(id, 'answer', { walk, step: 'light', answer: 'value', value: 'red' })
    const second = await deed(id, 'begin', { script: 'no-internet' })
    assert.deepEqual(second.json.events, ['walk.paused', 'walk.begun'])
    const { known, walk: other } = second.json.walk
    assert.deepEqual([known.value, known.fact, known.walk], ['red', 'router.light', walk])
    const reused = await deed(id, 'reuse', { walk: other, step: 'light' })
    assert.deepEqual([reused.json.events, reused.json.walk.place.step], [['walk.reused'], 'restart'])
    const { items } = (await desk.ask(bo, 'GET', `cases/${id}/walks`)).json
    const standing = items.map((one: { walk: string; standing: string }) => [one.walk, one.standing])
    assert.deepEqual(standing, [
      [walk, 'paused'],
      [other, 'running'],
    ])
  })

  it('goes on with its version when the script was changed or withdrawn', async () => {
    await publish('changing', 1)
    const { id, walk } = await begun('changing')
    await publish('changing', 2)
    await desk.desk.scripts.withdraw('changing')
    const gone = await deed(id, 'begin', { script: 'changing' })
    assert.deepEqual([gone.status, gone.json.code], [422, 'walk.no_such_script'])
    const red = await deed(id, 'answer', { walk, step: 'light', answer: 'value', value: 'red' })
    assert.deepEqual([red.json.walk.version, red.json.walk.place.step], [1, 'restart'])
  })
})

describe('an answer that is a number, a photo or words', () => {
  const png = '\x89PNG\r\n\x1a\n'
  const upload = async (type: string, bytes: string) => {
    const form = new FormData()
    form.set('file', new File([Buffer.from(bytes, 'latin1')], 'router', { type }))
    const answer = await desk.ask(bo, 'POST', 'uploads', form)
    assert.equal(answer.status, 201, answer.text)
    return answer.json.id as string
  }
  const atPhoto = async () => {
    const { id, walk } = await begun('serial')
    await deed(id, 'answer', { walk, step: 'number', answer: 'value', text: 'SN 1 234' })
    return { id, walk }
  }

  it('lies beside the ledger, where it can be erased', async () => {
    const { id, walk } = await atPhoto()
    const { ledger, texts } = await ledgerOf(id)
    const answered = ledger.at(-1)
    assert.equal(texts[answered.text.text], 'SN 1 234')
    assert.deepEqual(answered.answer, { kind: 'value', value: answered.text.text })
    const photo = await upload('image/jpeg', png)
    const kept = await deed(id, 'answer', { walk, step: 'photo', answer: 'value', photo })
    assert.equal(kept.json.walk.place.step, 'words')
    const words = await deed(id, 'answer', { walk, step: 'words', answer: 'value', text: 'It fell' })
    assert.deepEqual(words.json.events, ['claim.made', 'walk.answered', 'walk.answered'])
    assert.deepEqual([words.json.walk.place.step, words.json.walk.end], ['bad', 'hand_off'])
    // What it is its bytes say, not whoever sent it.
    const [given] = (await ledgerOf(id)).ledger.flatMap((one: { attached?: object[] }) => one.attached ?? [])
    assert.equal(given.type, 'image/png')
    const link = await desk.ask(bo, 'GET', `cases/${id}/files/${photo}`)
    assert.notEqual(link.status, 404)
  })

  it('is refused where it is none', async () => {
    const { id, walk } = await atPhoto()
    const photo = await upload('image/png', 'These are words.')
    const refused = async (body: object) => {
      const { status, json } = await deed(id, 'answer', { walk, step: 'photo', answer: 'value', ...body })
      return [status, json.code, json.fields?.[0].path]
    }
    assert.deepEqual(await refused({ photo }), [400, 'request.invalid', 'photo'])
    const named = await deed(id, 'answer', { walk, step: 'photo', answer: 'value', photo })
    assert.match(named.json.detail, /^photo: .{10,}/)
    assert.deepEqual(await refused({ value: 'a photo' }), [400, 'request.invalid', 'photo'])
    assert.equal((await desk.ask(bo, 'GET', `cases/${id}/walks`)).json.items[0].place.step, 'photo')
  })
})

describe('what does not fit', () => {
  it('is refused by its own word, and the walk stays where it is', async () => {
    const { id, walk } = await begun()
    const refused = async (verb: string, body: object) => {
      const { status, json } = await deed(id, verb, body)
      return [status, json.code]
    }
    const light = { walk, step: 'light', answer: 'value' }
    assert.deepEqual(await refused('begin', { script: 'none' }), [422, 'walk.no_such_script'])
    assert.deepEqual(await refused('answer', { ...light, value: 'blue' }), [422, 'walk.not_a_choice'])
    assert.deepEqual(await refused('answer', light), [400, 'request.invalid'])
    assert.deepEqual(await refused('answer', { ...light, step: 'restart', value: 'red' }), [
      409,
      'walk.not_there',
    ])
    assert.deepEqual(await refused('answer', { walk, step: 'light', answer: 'skipped' }), [
      422,
      'walk.reason_missing',
    ])
    assert.deepEqual(await refused('answer', { ...light, walk: 'wlk_none', value: 'red' }), [
      422,
      'walk.not_found',
    ])
    assert.deepEqual(await refused('go-back', { walk }), [422, 'walk.nothing_back'])
    assert.deepEqual(await refused('reuse', { walk, step: 'light' }), [422, 'walk.not_known'])
    assert.deepEqual(await refused('jump', { walk, to: 'mars', verified: 'x' }), [422, 'walk.no_such_step'])
    const { items } = (await desk.ask(bo, 'GET', `cases/${id}/walks`)).json
    assert.deepEqual([items.length, items[0].place.step, items[0].passed], [1, 'light', 0])
  })

  it('a case of another level is walked by nobody who does not have it', async () => {
    const { id, walk } = await begun()
    const other = await desk.person({ name: 'Ivan Orlov' })
    const { status, json } = await deed(id, 'pause', { walk }, other)
    assert.deepEqual([status, json.code], [403, 'access.not_contact_or_worker'])
  })
})

it('a level may want a script walked to its end, or a word why none was, before a case goes up', async () => {
  const wants = async (scriptRequired: boolean) => {
    const { version } = (await desk.ask(chief, 'GET', 'levels')).json.items[0]
    return desk.ask(chief, 'PATCH', 'levels/1', { version, setting: { scriptRequired } })
  }
  const chief = await desk.person({ name: 'Karin', roles: ['lead', 'agent', 'admin'] })
  const set = await wants(true)
  assert.equal(set.status, 200, set.text)
  const offer = { team: desk.teams[2], question: 'Why?', noSteps: 'urgent' }
  const pass = (id: string, more = {}) =>
    desk.ask(bo, 'POST', `cases/${id}/hand-off/offer`, { ...offer, ...more })
  const { id, walk } = await begun()
  const refused = await pass(id)
  assert.deepEqual([refused.status, refused.json.code], [422, 'hand_off.script_missing'])
  const end = { walk, step: 'light', answer: 'value', value: 'green' }
  assert.equal((await deed(id, 'answer', end)).json.walk.end, 'solved')
  assert.equal((await pass(id)).status, 200)
  const other = (await begun()).id
  assert.equal((await pass(other, { notWalked: 'No script is about modems' })).status, 200)
  const { ledger } = await ledgerOf(other)
  const offered = ledger.find((one: { type: string }) => one.type === 'hand_off.offered')
  assert.ok(offered.summary.notWalked, 'its receiver reads why')
  assert.equal((await wants(false)).status, 200)
  assert.equal((await pass((await begun()).id)).status, 200)
})

it('an answer takes at most 50 ms, the next step with it', async () => {
  const { id, walk } = await begun()
  const times: number[] = []
  for (let i = 0; i < 20; i++) {
    const before = performance.now()
    await deed(id, 'answer', { walk, step: 'light', answer: 'value', value: 'red' })
    times.push(performance.now() - before)
    await deed(id, 'go-back', { walk })
  }
  // Other tests have the machine as well: what it takes is what a quarter of the answers needed at most.
  const quarter = times.toSorted((a, b) => a - b)[4]!
  assert.ok(quarter <= 50, `${quarter} ms`)
})
