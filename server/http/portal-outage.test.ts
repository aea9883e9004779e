// Announced outages in the portal: at the top of the help page, and where a script asks whether anything is
// out.
import assert from 'node:assert/strict'
import { after as afterAll, before, beforeEach, test } from 'node:test'
import type { Recorded } from '#core/case/event.ts'
import { hourMs, instant } from '#core/kit/time.ts'
import { languages } from '#core/people/language.ts'
import { type TestPortal, testPortal, thursday } from '#server/http/portal-testing.ts'
import { type Browser, asks as asksUs, numberIn, visitor } from '#server/http/portal-visiting.ts'
import { newId } from '#server/new-id.ts'
import { memoryOutages } from '#store/memory-outages.ts'
import type { KeptOutage, OutageTable } from '#store/desk/outage.ts'

const all = (text: string) => Object.fromEntries(languages.map(one => [one, `${text} ${one}`]))
const choice = (name: string, next: string) => ({
  ...{ name, ask: all(`Ask ${name}`), why: all('Why'), say: all(`Say ${name}?`) },
  ...{ choices: [{ name: 'red', words: all('Red') }], next: [{ to: next }], otherwise: next },
})
const yes = { when: { is: ['outage', 'yes'] }, to: 'told' }
const look = {
  ...{ name: 'outage', check: 'known_outage', why: all('Why'), say: all('I look.'), seconds: 1 },
  ...{ next: [yes, { to: 'light' }], otherwise: 'silent' },
}
const steps = [
  look,
  { name: 'told', tell: all('{outage} {desk} works on it.'), to: 'over' },
  choice('light', 'over'),
  choice('silent', 'over'),
  { name: 'over', end: 'hand_off', toLevel: 2, question: all('The line?'), say: all('On.') },
]

let portal: TestPortal
let browser: Browser
let outages: OutageTable
before(async () => {
  portal = await testPortal()
  await publish('no-internet', steps)
  await publish('later', [choice('first', 'outage'), ...steps])
})
afterAll(() => portal.close())
beforeEach(() => {
  outages = memoryOutages()
  askWith(outages)
  browser = visitor(portal)
})
/** Whom the portal asks from here on. */
const askWith = (table: OutageTable) => Object.assign(portal.shell.desk, { outages: table })

async function publish(slug: string, own: readonly object[]) {
  const start = (own[0] as { name: string }).name
  const form = { slug, languages, title: all(slug), says: all(slug), article: slug, start, steps: own }
  const at = portal.shell.now()
  await portal.shell.desk.scripts.publish({ slug, version: 1, form, at, by: null, shipped: 'x' })
}
const announced = (own: Partial<KeptOutage> = {}) =>
  outages.add({
    id: newId('otg'),
    what: { en: 'The net is down in Lund.', sv: 'Nätet ligger nere i Lund.' },
    ...{ scripts: [], products: [], organisations: [], places: [], expectedUntil: null },
    ...{ since: instant(thursday - hourMs), announcedBy: newId('agt'), announcedAt: thursday },
    ...own,
  })
const textOf = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll(' .', '.')
const base = '/en/help/scripts/no-internet'
const follow = async (url: string) => browser.get((await browser.get(url)).headers.location ?? url)
const read = async (url: string) => textOf((await follow(url)).payload)

test('the help page tells what is out, in the language of its reader, since when and until when', async () => {
  await announced({ expectedUntil: instant(thursday + hourMs) })
  const page = await read('/en/help')
  assert.match(page, /The net is down in Lund\. ?Since 13:18\. We expect it to work again by 15:18\./)
  assert.match(await read('/sv/help'), /Nätet ligger nere i Lund\. ?Sedan kl\. 13:18/)
  assert.match(
    await read('/it/help'),
    /The net is down in Lund\./,
    'where it was not announced in his language',
  )
})

test('what has not begun, is over, or concerns certain organisations only is not told to everybody', async () => {
  await announced({ since: instant(thursday + hourMs) })
  await announced({ organisations: ['org_other'] })
  const over = await announced()
  await outages.change(over.id, 1, { overAt: thursday, endedBy: newId('agt') })
  const late = await announced({ expectedUntil: instant(thursday - 1), what: { en: 'The mail is down.' } })
  const page = await read('/en/help')
  assert.ok(!page.includes('The net is down'))
  assert.match(page, /The mail is down\. ?Since 13:18\. We cannot say yet until when\./)
  await outages.change(late.id, 1, { overAt: thursday, endedBy: newId('agt') })
  assert.ok(!(await read('/en/help')).includes('Out at the moment'))
})

test('a walk by himself is told of it in the announced words, and keeps it when it is over meanwhile', async () => {
  const one = await announced()
  assert.match(await read(base), /The net is down in Lund\. Sundnät works on it\./)
  await browser.post(`${base}/0`, { step: 'told', answer: 'told' })
  await outages.change(one.id, 1, { overAt: portal.shell.now(), endedBy: newId('agt') })
  assert.match(await read(`${base}/0`), /The net is down in Lund\./)
  assert.match(await read('/en/help/scripts/later/0'), /Say first/)
})

test('one that is about certain scripts is told by these, whatever nobody knows of him', async () => {
  await announced({ scripts: ['no-internet'], products: ['pro_net'] })
  assert.match(await read(base), /The net is down in Lund\./)
  const later = '/en/help/scripts/later'
  await browser.post(`${later}/0`, { step: 'first', answer: 'red' })
  assert.match(await read(`${later}/1`), /Say silent/)
})

test('where nothing is out it says no and goes on; what may concern him without his saying where is silent', async () => {
  assert.match(await read(base), /Say light/)
  await announced({ places: ['Lund'] })
  assert.match(await read(base), /Say silent/)
})

test('a check behind a question is asked when he comes to it, and the case goes the way he went', async () => {
  const one = await announced()
  const later = '/en/help/scripts/later'
  await browser.post(`${later}/0`, { step: 'first', answer: 'red' })
  assert.match(await read(`${later}/1`), /The net is down in Lund\./)
  await browser.post(`${later}/1`, { step: 'told', answer: 'told' })
  await outages.change(one.id, 1, { overAt: portal.shell.now(), endedBy: newId('agt') })
  const events = await sent(later)
  const checked = events.flatMap(event => (event.type === 'walk.answered' ? [event] : []))
  assert.deepEqual(
    checked.map(({ step, answer, found }) => [step, answer, found]),
    [
      ['first', { kind: 'value', value: 'red' }, undefined],
      ['outage', { kind: 'result', value: 'yes' }, { outage: one.id }],
      ['told', { kind: 'told' }, undefined],
    ],
  )
})

test('on his case the same words are told, and the ledger keeps which outage it was', async () => {
  const one = await announced()
  const number = numberIn((await asksUs(browser)).payload)
  const own = `/en/help/cases/${number}/scripts/no-internet`
  await browser.post(`${own}/begin`, {})
  assert.match(await read(own), /The net is down in Lund\. Sundnät works on it\./)
  const last = (await eventsOf(number)).findLast(event => event.type === 'walk.answered')
  assert.deepEqual(last?.type === 'walk.answered' && last.found, { outage: one.id })
})

test('a source that hangs is silent after its seconds, one that throws at once: the walk goes on', async () => {
  askWith({ ...outages, on: () => new Promise(() => {}) })
  const before = performance.now()
  assert.match(await read(base), /Say silent/)
  assert.ok(performance.now() - before < 5_000)
  askWith({ ...outages, on: () => Promise.reject(new Error('the table is gone')) })
  assert.match(await read(base), /Say silent/)
})

async function sent(own: string): Promise<readonly Recorded[]> {
  await browser.post(`${own}/pass-on`, {})
  return eventsOf(numberIn((await asksUs(browser)).payload))
}
const eventsOf = async (number: number) =>
  (await portal.shell.store.read(await portal.caseOf(number)))!.events
