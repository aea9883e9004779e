// Scripts a customer goes through by himself: plain pages, nothing lost, and a case that knows all of it.
import assert from 'node:assert/strict'
import { after as afterAll, before, beforeEach, describe, test } from 'node:test'
import type { EventOf, Recorded } from '#core/case/event.ts'
import { languages } from '#core/people/language.ts'
import { placeOf } from '#core/script/walk.ts'
import { type TestPortal, testPortal } from '#server/http/portal-testing.ts'
import { type Browser, numberIn, visitor } from '#server/http/portal-visiting.ts'

const all = (text: string) =>
  Object.fromEntries(languages.map(one => [one, one === 'en' ? text : `${text} ${one}`]))
const told = (text: string) => ({ why: all(`Why ${text}`), say: all(text) })
const to = (name: string) => [{ to: name }]
const png = new Blob([Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1')], { type: 'image/png' })

const ask = (name: string, next: string, asked: object) => ({
  name,
  ask: all(`Ask ${name}`),
  ...told(`Say ${name}?`),
  ...asked,
  next: to(next),
  otherwise: next,
})
const router = [
  {
    ...{ name: 'outage', check: 'known_outage', ...told('I look.'), otherwise: 'light' },
    next: [{ when: { is: ['outage', 'yes'] }, to: 'over' }, ...to('light')],
  },
  ask('light', 'since', {
    choices: [
      { name: 'green', words: all('Green') },
      { name: 'red', words: all('Red') },
    ],
    safety: all('Do not open it.'),
    fact: 'router.light',
  }),
  ask('since', 'restart', { number: { least: 1, most: 30, unit: 'days' } }),
  {
    name: 'restart',
    do: all('Have it restarted'),
    ...told('Pull the plug and wait.'),
    expect: all('The light is green.'),
    worked: 'solved',
    failed: 'words',
    otherwise: 'words',
  },
  ask('words', 'serial', { text: {} }),
  ask('serial', 'day', { serial: {} }),
  ask('day', 'photo', { date: {} }),
  ask('photo', 'line', { photo: {} }),
  { ...ask('line', 'over', { choices: [{ name: 'ok', words: all('Fine') }] }), level: 1 },
  { name: 'solved', end: 'solved', say: all('Good.'), fixed: all('A restart.') },
  { name: 'over', end: 'hand_off', toLevel: 2, question: all('The line?'), say: all('My colleagues go on.') },
]

let portal: TestPortal
before(async () => {
  portal = await testPortal()
  await publish('no-internet', 'No internet', 'The internet is down.\nNo page opens.', router)
  await publish('printer', 'The printer does not print', 'My printer prints nothing.', router)
  await publish('ours', 'Greeting', 'The internet greets', [
    { ...ask('hello', 'bye', { text: {} }), level: 1 },
    { name: 'bye', end: 'solved', say: all('Bye'), fixed: all('It') },
  ])
})
afterAll(() => portal.close())

async function publish(slug: string, title: string, says: string, steps: readonly object[], version = 1) {
  const start = (steps[0] as { name: string }).name
  const form = { slug, languages, title: all(title), says: all(says), article: slug, start, steps }
  const at = portal.shell.now()
  await portal.shell.desk.scripts.publish({ slug, version, form, at, by: null, shipped: null })
}

const base = '/en/help/scripts/no-internet'
let browser: Browser
beforeEach(() => {
  browser = visitor(portal)
})
const give = (n: number, step: string, fields: Record<string, string | Blob>) =>
  browser.post(`${base}/${n}`, { step, ...fields })
/** Where he stands. */
const now = async (own = base) => browser.get((await browser.get(own)).headers.location ?? own)
const textOf = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

/** Everything up to where it needs one of us. */
async function goes() {
  await give(0, 'light', { answer: 'red' })
  await give(1, 'since', { value: '2,5', answer: 'value' })
  await give(2, 'restart', { answer: 'failed' })
  await give(3, 'words', { words: 'It hums.\nLoudly.', answer: 'value' })
  await give(4, 'serial', { value: 'SN 77-A', answer: 'value' })
  await give(5, 'day', { value: '2026-11-24', answer: 'value' })
  return give(6, 'photo', { answer: 'value', 'lamp.png': png })
}
const who = { name: 'Anna', mail: 'anna@example.org', tel: '' }
async function sends(): Promise<readonly Recorded[]> {
  await browser.post('/en/help/ask/when', { when: 'unknown' })
  await browser.post('/en/help/ask/who', who)
  await browser.post('/en/help/ask/check', {})
  const ledger = await portal.shell.store.read(numberIn((await browser.get('/en/help/ask/done')).payload))
  texts = ledger!.texts
  return ledger!.events
}
let texts: ReadonlyMap<string, string | null>
const ofType = <T extends Recorded['type']>(events: readonly Recorded[], type: T) =>
  events.filter(event => event.type === type) as unknown as EventOf<T>[]

describe('what is offered', () => {
  test('what he says finds the script in his language; one for us alone is not offered', async () => {
    const found = await browser.get('/en/help/scripts?q=no%20pages%20open')
    assert.match(textOf(found.payload), /What fits “no pages open” No internet about \d+ steps Ask us with/)
    assert.doesNotMatch(found.payload, /Greeting/)
    const none = await browser.get('/en/help/scripts?q=%3Cb%3Ezebra')
    assert.match(none.payload, /Nothing here fits “&lt;b&gt;zebra”/)
    assert.match((await browser.get('/ru/help/scripts?q=')).payload, /No internet ru/)
    assert.equal((await browser.get('/en/help/scripts/ours')).statusCode, 404)
    for (const odd of ['nothing-here', '..%2f..', 'a'.repeat(90), '%00'])
      assert.equal((await browser.get(`/en/help/scripts/${odd}`)).statusCode, 404, odd)
  })

  test('the first page has them, and asking us offers what fits the words typed', async () => {
    assert.match((await browser.get('/en/help')).payload, /href="\/en\/help\/scripts\/no-internet"/)
    await browser.post('/en/help/ask/what', { words: 'My printer is dead.' })
    const when = (await browser.get('/en/help/ask/when')).payload
    assert.match(when, /href="\/en\/help\/scripts\/printer"/)
    assert.doesNotMatch(when, /no-internet/)
  })
})

describe('a walk alone', () => {
  test('asks one question a page, safety first, checks passed by; each answer is kept before the next', async () => {
    const first = (await now()).payload
    assert.match(textOf(first), /No internet · step 1 of about \d+/)
    assert.ok(first.indexOf('Do not open it.') < first.indexOf('<h1'))
    assert.match(first, /<h1 id="q">Say light\?<\/h1>/)
    for (const part of ['value="green"', '/0/cannot', '/0/nowhere', 'Red'])
      assert.ok(first.includes(part), part)
    const answer = await give(0, 'light', { answer: 'red' })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, `${base}/1`])
    const again = textOf((await now()).payload)
    assert.match(again, /Say since\?.*Your answers so far Say light\? Red/)
  })

  test('pressed twice is one answer; back shows what was said, and another answer replaces it', async () => {
    await give(0, 'light', { answer: 'red' })
    assert.equal((await give(0, 'light', { answer: 'red' })).headers.location, `${base}/1`)
    await give(1, 'since', { value: '3', answer: 'value' })
    assert.match(textOf((await browser.get(`${base}/0`)).payload), /Red Your answer so far/)
    assert.match((await browser.get(`${base}/1`)).payload, /value="3"/)
    assert.equal((await give(0, 'light', { answer: 'green' })).headers.location, `${base}/1`)
    assert.match(textOf((await now()).payload), /Say since\?.*Say light\? Green/)
    assert.equal((await browser.get(`${base}/2`)).headers.location, `${base}/1`)
  })

  test('an older tab whose question is none any more leads to where he stands', async () => {
    await give(0, 'light', { answer: 'red' })
    assert.equal((await give(1, 'restart', { answer: 'worked' })).headers.location, `${base}/1`)
    assert.equal((await give(7, 'photo', { answer: 'value' })).headers.location, `${base}/1`)
  })

  test('what does not fit comes back with a word at its field, and nothing is lost', async () => {
    assert.equal((await give(0, 'light', { answer: 'blue' })).statusCode, 422)
    await give(0, 'light', { answer: 'red' })
    for (const value of ['31', '0', 'many', '', '1e9']) {
      const back = await give(1, 'since', { value, answer: 'value' })
      assert.equal(back.statusCode, 422, value)
      assert.match(back.payload, /<title>Error: /)
      assert.match(textOf(back.payload), /Enter a number from 1 to 30/)
    }
    await give(1, 'since', { value: '3', answer: 'value' })
    await give(2, 'restart', { answer: 'failed' })
    assert.equal((await give(3, 'words', { words: '', answer: 'value' })).statusCode, 422)
    assert.equal((await give(3, 'words', { words: 'x'.repeat(5001), answer: 'value' })).statusCode, 422)
    await give(3, 'words', { words: 'x', answer: 'value' })
    assert.equal((await give(4, 'serial', { value: ' ', answer: 'value' })).statusCode, 422)
    await give(4, 'serial', { value: 'SN 1', answer: 'value' })
    assert.equal((await give(5, 'day', { value: '2026-13-45', answer: 'value' })).statusCode, 422)
    await give(5, 'day', { value: '2026-11-24', answer: 'value' })
    assert.match((await give(6, 'photo', { answer: 'value' })).payload, /Choose a photo/)
    const text = new Blob(['no picture'], { type: 'image/png' })
    const none = await give(6, 'photo', { answer: 'value', 'lamp.png': text })
    assert.match(textOf(none.payload), /lamp\.png is no picture we can open/)
  })

  test('he cannot, or it leads nowhere: a line why, and on without it', async () => {
    assert.match((await browser.get(`${base}/0/cannot`)).payload, /What keeps you from it\?/)
    assert.equal((await give(0, 'light', { answer: 'cannot', because: ' ' })).statusCode, 422)
    const on = await give(0, 'light', { answer: 'cannot', because: 'No lamp on it' })
    assert.equal(on.headers.location, `${base}/1`)
    await give(1, 'since', { answer: 'nowhere', because: 'You asked me this on the phone' })
    assert.match(textOf((await now()).payload), /Say light\? Not possible.*Say since\? Left out/)
  })

  test('solved by himself: a word of thanks, and no case', async () => {
    const count = async () => (await portal.shell.store.cards({ sort: 'newest', limit: 100 })).items.length
    const before = await count()
    await give(0, 'light', { answer: 'red' })
    await give(1, 'since', { value: '3', answer: 'value' })
    await give(2, 'restart', { answer: 'worked' })
    assert.match(textOf((await now()).payload), /Solved. Thank you. Good. What helped A restart/)
    assert.equal(await count(), before)
    const [told] = [...portal.solved.values()].at(-1)!
    assert.deepEqual(
      [told?.course.end, told?.course.passed.map(({ how }) => how)],
      ['solved', ['result', 'value', 'value', 'worked']],
    )
    await browser.post('/en/help/ask/what', { words: 'Another thing is broken' })
    assert.equal(ofType(await sends(), 'walk.begun').length, 0)
  })

  test('a new version does not move him, and who has none yet begins with it', async () => {
    await publish('moved', 'Moved', 'It moved', router)
    const own = '/en/help/scripts/moved'
    await browser.post(`${own}/0`, { step: 'light', answer: 'red' })
    await publish(
      'moved',
      'Moved',
      'It moved',
      [ask('other', 'solved', { text: {} }), ...router.slice(-2)],
      2,
    )
    await portal.shell.desk.scripts.withdraw('moved')
    assert.match((await now(own)).payload, /Say since\?/)
    assert.equal((await visitor(portal).get(own)).statusCode, 404)
  })

  test('a form of another site is refused, and so is whoever sends too many', async () => {
    const foreign = await browser.post(
      `${base}/0`,
      { step: 'light', answer: 'red' },
      { 'sec-fetch-site': 'cross-site' },
    )
    assert.equal(foreign.statusCode, 403)
    const many = visitor(portal, {}, '192.0.2.77')
    let status = 0
    for (let i = 0; i < 401 && status !== 429; i++)
      status = (await many.post(`${base}/0`, { step: 'nope', answer: 'red' })).statusCode
    assert.equal(status, 429)
  })
})

describe('passing on', () => {
  test('a case holds the whole walk, resting where it needs one of us; his words are begun for him', async () => {
    assert.equal((await goes()).headers.location, `${base}/7`)
    assert.match(textOf((await now()).payload), /From here somebody goes on with you/)
    assert.equal((await browser.post(`${base}/pass-on`, {})).headers.location, '/en/help/ask')
    const what = (await browser.get('/en/help/ask')).payload
    assert.match(what, /<textarea[^>]*>\nNo internet\n\nSay light\? – Red\nSay since\? – 2.5 days\n/)
    assert.match(textOf(what), /Your 7 answers to “No internet” go with it/)
    await browser.post('/en/help/ask/what', { words: 'No internet. Please call.' })
    const events = await sends()
    const [begun] = ofType(events, 'walk.begun')
    assert.deepEqual([begun?.by.kind, begun?.pins], ['customer', { 'no-internet': 1 }])
    const answers = ofType(events, 'walk.answered')
    assert.deepEqual(
      answers.map(({ step, answer }) => [step, answer.kind]),
      [
        ['outage', 'result'],
        ['light', 'value'],
        ['since', 'value'],
        ['restart', 'failed'],
        ['words', 'value'],
        ['serial', 'value'],
        ['day', 'value'],
        ['photo', 'value'],
      ],
    )
    assert.equal(placeOf(answers.at(-1)!.to).step, 'line')
    assert.deepEqual(
      ofType(events, 'walk.paused').map(({ needs }) => needs),
      ['support'],
    )
    const [tried] = ofType(events, 'step.tried')
    assert.deepEqual(
      [tried?.doneBy, tried?.outcome, texts.get(tried!.what.text)],
      ['customer', 'no_change', 'Pull the plug and wait.'],
    )
    assert.equal(texts.get(answers[4]!.text!.text), 'It hums.\nLoudly.')
    assert.equal(texts.get(answers[5]!.text!.text), 'SN 77-A')
    const [photo] = answers[7]!.attached!
    assert.equal(photo?.type, 'image/png')
    assert.ok(await portal.shell.store.blob(photo!.sha256))
    assert.ok(ofType(events, 'claim.made').some(({ text }) => texts.get(text.text) === 'It hums.\nLoudly.'))
  })

  test('left in the middle it rests there; what was gone back over and why stays as history', async () => {
    await give(0, 'light', { answer: 'green' })
    await give(0, 'light', { answer: 'red' })
    await give(1, 'since', { answer: 'nowhere', because: 'Asked already' })
    await browser.post('/en/help/ask/what', { words: 'I would rather talk to somebody.' })
    const events = await sends()
    assert.deepEqual(
      events.flatMap(({ type }) => (type.startsWith('walk.') ? [type] : [])),
      ['begun', 'answered', 'answered', 'went_back', 'answered', 'answered', 'paused'].map(
        one => `walk.${one}`,
      ),
    )
    const last = ofType(events, 'walk.answered').at(-1)!
    assert.deepEqual([last.nowhere, texts.get(last.because!.text)], [true, 'Asked already'])
    assert.equal(placeOf(last.to).step, 'restart')
    assert.deepEqual(
      ofType(events, 'walk.paused').map(({ needs }) => needs),
      [undefined],
    )
  })

  test('what he said of when it happens is not asked again; taken back, it is', async () => {
    const when = {
      choices: ['evening', 'always'].map(name => ({ name, words: all(name) })),
      fact: 'lamp.when',
    }
    const flickers = [
      ask('pattern', 'hum', when),
      ask('hum', 'over', { text: {} }),
      { name: 'over', end: 'hand_off', toLevel: 2, question: all('The lamp?'), say: all('We go on.') },
    ]
    await publish('lamp', 'Lamp', 'The lamp flickers', flickers)
    const own = '/en/help/scripts/lamp'
    await browser.post(`${own}/0`, { step: 'pattern', answer: 'evening' })
    await browser.post(`${own}/pass-on`, {})
    const onTo = async () =>
      (await browser.post('/en/help/ask/what', { words: 'It flickers.' })).headers.location
    assert.equal(await onTo(), '/en/help/ask/who')
    assert.match((await browser.get('/en/help/ask/who')).payload, /2 of 3/)
    assert.equal((await browser.get('/en/help/ask/when')).headers.location, '/en/help/ask/who')
    await browser.post('/en/help/ask/who', who)
    const check = await browser.get('/en/help/ask/check')
    assert.doesNotMatch(check.payload, /When does it happen/)
    await browser.post(`${own}/0`, { step: 'pattern', answer: 'cannot', because: 'I cannot tell' })
    assert.equal(await onTo(), '/en/help/ask/when')
    assert.equal((await browser.get('/en/help/ask/check')).headers.location, '/en/help/ask/when')
  })

  test('solved, and then not after all: the last answer is taken back and the case knows both', async () => {
    await give(0, 'light', { answer: 'red' })
    await give(1, 'since', { value: '3', answer: 'value' })
    await give(2, 'restart', { answer: 'worked' })
    await browser.post(`${base}/pass-on`, {})
    await browser.post('/en/help/ask/what', { words: 'It went off again.' })
    const events = await sends()
    assert.equal(ofType(events, 'walk.went_back').length, 1)
    assert.deepEqual([...portal.solved.values()].at(-1), [])
    assert.equal(
      ofType(events, 'walk.answered').some(({ end }) => end === 'solved'),
      true,
    )
  })
})
