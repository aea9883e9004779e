// What a customer reads on his case of the scripts he went through, by himself or with one of us.
import assert from 'node:assert/strict'
import { after as afterAll, before, describe, test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import type { AgentId, CaseId, CustomerId, WalkId } from '#core/kit/id.ts'
import { languages } from '#core/people/language.ts'
import { type TestPortal, testPortal } from '#server/http/portal-testing.ts'
import { asks, type Browser, numberIn, visitor } from '#server/http/portal-visiting.ts'
import { openDoor } from '#server/http/portal-visitor.ts'
import { scriptShelf } from '#server/script-shelf.ts'

const all = (text: string) => Object.fromEntries(languages.map(one => [one, `${text} ${one}`]))
const ours = { why: all('Why'), say: all('Say') }
const colours = [
  { name: 'green', words: all('Green') },
  { name: 'red', words: all('Red') },
]
const steps = [
  {
    ...{ name: 'light', ask: all('Ours: which?'), why: all('Why'), say: all('Which light?') },
    ...{ choices: colours, next: [{ to: 'photo' }], otherwise: 'photo' },
    ...{ fact: 'caller.light', holdsMinutes: 60 },
  },
  {
    ...{ name: 'photo', ask: all('Ours: photo?'), why: all('Why'), say: all('A photo?') },
    ...{ photo: {}, next: [{ to: 'restart' }], otherwise: 'restart' },
  },
  {
    ...{ name: 'restart', do: all('Ours: restart'), why: all('Why'), say: all('Pull the plug') },
    ...{ expect: all('Green'), worked: 'fine', failed: 'line', otherwise: 'line' },
  },
  {
    ...{ name: 'line', level: 1, ask: all('Ours: line?'), ...ours },
    ...{ choices: colours, next: [{ to: 'over' }], otherwise: 'over' },
  },
  { name: 'fine', end: 'solved', say: all('Good'), fixed: all('Ours: fixed') },
  { name: 'over', end: 'hand_off', toLevel: 2, question: all('Ours: what?'), say: all('Wait') },
]
const png = new Blob([Buffer.from('89504e470d0a1a0a00000000', 'hex')], { type: 'image/png' })

let portal: TestPortal
let bo: AgentId
before(async () => {
  portal = await testPortal()
  bo = portal.agent('Bo', 1)
  const form = {
    languages,
    title: all('Internet'),
    says: all('Internet'),
    article: 'a',
    start: 'light',
    steps,
  }
  for (const slug of ['line', 'gone'])
    await portal.shell.desk.scripts.publish({
      ...{ slug, version: 1, form: { ...form, slug }, at: portal.shell.now(), by: null, shipped: null },
    })
})
afterAll(() => portal.close())

type Scene = {
  readonly browser: Browser
  readonly number: number
  readonly id: CaseId
  readonly walk: WalkId
  give(n: number, step: string, fields: Record<string, string | Blob>): Promise<unknown>
}
async function begun(slug = 'line', more: Record<string, string> = {}): Promise<Scene> {
  const browser = visitor(portal)
  const own = { mail: '', tel: '+46 70 123 45 67', ...more }
  const number = numberIn((await asks(browser, own)).payload)
  const base = `/en/help/cases/${number}/scripts/${slug}`
  await browser.post(`${base}/begin`, {})
  const id = await portal.caseOf(number)
  const begins = (await portal.shell.store.read(id))!.events.find(one => one.type === 'walk.begun')
  assert.ok(begins?.type === 'walk.begun')
  const give: Scene['give'] = (n, step, fields) => browser.post(`${base}/${n}`, { step, ...fields })
  return { browser, number, id, walk: begins.walk, give }
}
const textOf = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const ledgerOf = async ({ browser, number }: Scene, language = 'en') => {
  const { payload } = await browser.get(`/${language}/help/cases/${number}?all=1`)
  return payload.slice(payload.indexOf('<h2 id="lg">'), payload.indexOf('<aside'))
}
const lineOn = async (scene: Scene, language?: string) => textOf(await ledgerOf(scene, language))

describe('the line of a script on his case', () => {
  test('says each question with his answer, in his language, and where it stands', async () => {
    const scene = await begun()
    await scene.give(0, 'light', { answer: 'red' })
    assert.match(
      await lineOn(scene),
      /Step by step: Internet en Which light\? en Red en You can go on with it at any time\./,
    )
    assert.match(await lineOn(scene, 'de'), /Schritt für Schritt: Internet de Which light\? de Red de/)
  })

  test('what was done stands in it once, with why it was not possible where he said so', async () => {
    const scene = await begun()
    await scene.give(0, 'light', { answer: 'red' })
    await scene.give(1, 'photo', { answer: 'cannot', because: 'It is dark' })
    await scene.give(2, 'restart', { answer: 'cannot', because: 'It hangs too high' })
    const line = await lineOn(scene)
    assert.match(line, /A photo\? en Not possible “It is dark”/)
    assert.match(line, /Pull the plug en It was not possible\. It hangs too high Support goes on with you/)
    assert.equal(line.split('Pull the plug').length, 2)
  })

  test('has nothing that is written for us, by whomever it was gone on with', async () => {
    const scene = await begun()
    await scene.give(0, 'light', { answer: 'red' })
    await portal.deed(scene.id, bo, () => ({ type: 'worker.take' }))
    const scripts = (await scriptShelf(portal.shell.desk.scripts).live('line'))!
    const leaves = (step: string) =>
      portal.deed(
        scene.id,
        bo,
        (seal): Command => ({
          ...{ type: 'walk.answer', walk: scene.walk, step, answer: { kind: 'skipped' } },
          ...{ because: seal.text('He sounds confused'), scripts, checks: {} },
        }),
      )
    for (const step of ['photo', 'restart', 'line']) await leaves(step)
    const line = await lineOn(scene)
    assert.match(line, /Which light\? en Red en A photo\? en Left out Wait en/)
    assert.doesNotMatch(line, /Ours|Why|Say|confused/)
  })

  test('is there when its script was withdrawn, and goes on', async () => {
    const scene = await begun('gone')
    await scene.give(0, 'light', { answer: 'red' })
    await portal.shell.desk.scripts.withdraw('gone')
    assert.match(await lineOn(scene), /Which light\? en Red en/)
    await scene.give(1, 'photo', { answer: 'cannot', because: 'It is dark' })
    await scene.give(2, 'restart', { answer: 'worked' })
    assert.match(await lineOn(scene), /Pull the plug en It worked\. Good en/)
  })

  test('a photo stands in it to be fetched by him, and by nobody else', async () => {
    const scene = await begun()
    await scene.give(0, 'light', { answer: 'green' })
    await scene.give(1, 'photo', { answer: 'value', 'lamp.png': png })
    const [, link] = (await ledgerOf(scene)).match(/href="([^"]+\/files\/[^"]+)"/)!
    assert.match(await lineOn(scene), /A photo\? en Your photo .*lamp\.png/)
    assert.equal((await scene.browser.get(link!)).statusCode, 200)
    const other = await begun()
    assert.equal((await other.browser.get(link!)).statusCode, 404)
    assert.equal((await visitor(portal).get(`/en/help/cases/${scene.number}`)).statusCode, 404)
  })

  test('who only typed an address reads his own answers, not what we went on with', async () => {
    await portal.customer('Anna Berg', { email: 'anna@example.org', verified: true })
    const scene = await begun('line', { mail: 'anna@example.org', tel: '' })
    await scene.give(0, 'light', { answer: 'red' })
    await portal.deed(scene.id, bo, () => ({ type: 'worker.take' }))
    const scripts = (await scriptShelf(portal.shell.desk.scripts).live('line'))!
    await portal.deed(
      scene.id,
      bo,
      (seal): Command => ({
        ...{ type: 'walk.answer', walk: scene.walk, step: 'photo', answer: { kind: 'cannot' } },
        ...{ because: seal.text('No camera'), scripts, checks: {} },
      }),
    )
    const line = await lineOn(scene)
    assert.match(line, /Which light\? en Red en/)
    assert.doesNotMatch(line, /A photo/)
  })
})

describe('what he said in another case of his', () => {
  type Opened = { readonly id: CaseId; readonly number: number; readonly link: string }
  const opened = async (customer: CustomerId): Promise<Opened> => {
    const { shell } = portal
    const id = shell.newId('cas')
    const seal = shell.sealer()
    await shell.handle({
      caseId: id,
      by: { kind: 'customer', id: customer },
      commands: [
        {
          ...{ type: 'case.open', channel: 'form', subject: seal.text('Internet'), customer },
          ...{ language: 'en', team: 'tea_first', verified: true },
        },
      ],
      texts: seal.texts,
      names: { customerName: 'Anna', organisationName: null },
    })
    const { number } = (await shell.store.card(id))!
    const secret = await openDoor(shell, { caseId: id, customer, proven: true })
    return { id, number, link: `/en/help/cases/${number}?k=${encodeURIComponent(secret)}` }
  }
  const begins = async (browser: Browser, { number, link }: Opened) => {
    await browser.get(link)
    await browser.post(`/en/help/cases/${number}/scripts/line/begin`, {})
    return textOf((await browser.get(`/en/help/cases/${number}/scripts/line/0`)).payload)
  }
  const twoCases = async () => {
    const { id } = await portal.customer('Anna', { verified: true })
    const [first, second] = [await opened(id), await opened(id)]
    const browser = visitor(portal)
    assert.doesNotMatch(await begins(browser, first), /You said so/)
    const light = { step: 'light', answer: 'red' }
    await browser.post(`/en/help/cases/${first.number}/scripts/line/0`, light)
    return { browser, first, second }
  }

  test('is offered on this one with where he said it, and goes on by a press', async () => {
    const { browser, first, second } = await twoCases()
    const page = await begins(browser, second)
    assert.ok(page.includes(`Red en You said so in case ${first.number}, today 14:18. Press it if`), page)
    const base = `/en/help/cases/${second.number}/scripts/line`
    const to = await browser.post(`${base}/0`, { step: 'light', answer: 'known' })
    assert.equal(to.headers.location, `${base}/1`)
    const reused = (await portal.shell.store.read(second.id))!.events.at(-1)
    assert.deepEqual(reused?.type === 'walk.reused' && [reused.value, reused.fromCase], ['red', first.id])
  })

  test('is not told to whoever has the link of this one only', async () => {
    const { second } = await twoCases()
    const other = visitor(portal)
    assert.doesNotMatch(await begins(other, second), /You said so/)
    const base = `/en/help/cases/${second.number}/scripts/line`
    await other.post(`${base}/0`, { step: 'light', answer: 'known' })
    const events = (await portal.shell.store.read(second.id))!.events
    assert.ok(!events.some(({ type }) => type === 'walk.reused'))
  })
})
