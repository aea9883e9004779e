// Every page of the agents' app over the demo company: nothing that axe finds, nothing cut off or wider than
// its window, in light and dark, wide and narrow. Not: which pages
// (pages-list.ts), what they do (story.test.ts), nor the portal.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { fillDemo } from '#bin/demo.ts'
import { toldAs } from '#core/notice/who.ts'
import { type Language, languages } from '#core/people/language.ts'
import { type Demo, type Place, places } from '#test/journeys/pages-list.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { type Journey, quiet, signInBy, startJourney } from '#test/support/journey.ts'
import { walkedScript } from '#test/support/walked.ts'
import { axeFinds, clipped, drawn, fontsReady, StoodStill, tooWide } from '#test/support/look.ts'

const isFull = process.env.FULL === '1'
const journey: Journey = await startJourney({ prepare: fillDemo(() => {}) })
const { desk } = journey
after(() => journey.end())

const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }
/** Looked at on every page for what fits; the others take turns, one a page. */
const always: readonly Language[] = isFull ? languages : ['en', 'ru']
/** What axe finds is looked for in these. */
const judged: readonly Language[] = isFull ? languages : ['en']
const inTurn = languages.filter(one => !always.includes(one))

const karin = await desk.person('Karin Ek', { roles: ['agent', 'lead', 'admin'], levels: [1, 2, 3] })
const cards = (await desk.shell.store.cards({ sort: 'newest', limit: 100 })).items
const demo: Demo = { cards, own: await ownCase() }
await tell()
await agree()
await keep()
await script()
await walkedScript(desk, 'line-down', [40, 60])

/** A case Karin works on, so that every form opens for her. */
async function ownCase(): Promise<number> {
  const client = await signIn(desk.url, karin.email, password)
  const customer = {
    name: 'Sofia Bergström-Aldana',
    email: 'sofia@customers.example',
    phone: '+46 70 123 45 67',
  }
  const opened = await client.ask('POST', 'cases', {
    ...{
      channel: 'phone',
      subject: 'The router forgets its settings after every power cut',
      customer,
      take: true,
    },
    text: 'It always happens when the light in the hall goes off.',
    questions: ['Does the guarantee cover it?'],
    promise: { topic: 'what the supplier says', means: 'phone', dueAt: Date.now() + 7_200_000 },
  })
  assert.equal(opened.status, 201, opened.text)
  return opened.json.number
}

/** Notices of each kind, new and looked at; and quiet hours, so that her settings have some to show. */
async function tell(): Promise<void> {
  const now = desk.shell.now()
  const causes = ['target.warned', 'target.breached', 'promise.late', 'hand_off.expired'] as const
  const of = {
    agent: karin.id,
    kind: 'periodic_update',
    severity: 2,
    at: now,
    dueAt: now,
    windowFrom: null,
    tellAt: now,
  } as const
  await desk.shell.desk.notices.add(
    causes.map((cause, i) => ({
      ...of,
      key: `${cause}/${i}`,
      caseId: cards[i]!.id,
      cause,
      about: `tgt_${i}`,
      as: toldAs[i]!,
      wokenLateMs: i === 1 ? 3_600_000 : null,
    })),
  )
  await desk.shell.desk.notices.look(karin.id, { keys: ['promise.late/2'] }, now)
  const { version } = (await desk.shell.desk.agents.one(karin.id))!
  const night = { days: ['mon', 'tue', 'fri'], from: '22:00', until: '07:00' } as const
  await desk.shell.desk.agents.change(karin.id, version, { preferences: { quiet: [night] } })
}

/** Something of each kind that can be agreed, so that the pages of the set-up have it to show. */
async function agree(): Promise<void> {
  const client = await signIn(desk.url, karin.email, password)
  const add = async (path: string, body: object): Promise<string> => {
    const { status, json, text } = await client.ask('POST', path, body)
    assert.equal(status, 201, text)
    return json.id
  }
  const week = {
    mon: [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ],
    sat: [['09:00', '12:00']],
  }
  const hours = { zone: 'Europe/Stockholm', versions: [{ week, holidays: [] }] }
  const calendar = await add('calendars', { name: 'Office hours, Sundsvall', hours })
  const lengths = [15, 30, 240].map(count => ({ count, unit: 'minutes' }))
  const within = [...lengths, { count: 2, unit: 'days' }]
  const targets = [{ kind: 'first_response', within, counts: 'working', warnPercent: 75 }]
  const policy = await add('policies', { name: 'Gold', calendar, targets })
  const organisation = await add('organisations', { name: 'Bergström & Aldana Fastigheter' })
  const from = Date.UTC(2026, 0, 1)
  const line = {
    coverage: { kind: 'serial', serial: 'SN 77-A 0041' },
    channels: ['phone'],
    units: { of: 'cases', total: 3 },
  }
  const lines = [{ ...line, policy, from }]
  await add('contracts', { name: 'Frame agreement', organisation, lines })
  const expiresAt = Date.UTC(2100, 0, 1)
  const because = 'Their contract ran out while their device was with us.'
  const cost = { amountMinor: 1_250_000, currency: 'SEK' }
  const more = { units: { of: 'minutes', total: 600 }, cost, recoverCost: true }
  await add('mailboxes', {
    ...{ name: 'Support', address: 'support@sundnat.example', team: desk.teams[1], active: false },
    ...{ host: 'imap.sundnat.example', port: 993, security: 'tls', signInName: 'support', password },
  })
  await add('waivers', { kind: 'goodwill', for: { organisation }, policy, expiresAt, because, ...more })
}

/** One of each thing that other pages of the set-up list, so that these are not looked at empty. */
async function keep(): Promise<void> {
  const client = await signIn(desk.url, karin.email, password)
  const apiUrl = 'https://tracker.sundnat.example'
  const secrets = { token: 'a token nobody may read', webhookSecret: 'a secret nobody may read' }
  const unset = [null, null, null, null]
  const agreed = {
    ...{ calendar: null, answer: [30, 60, 240, 480], update: unset, solution: unset },
    ...{ chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 },
  }
  for (const [path, body] of [
    ['suppliers', { name: 'Nordfiber Anslutningar', addresses: ['@nordfiber.example'], agreed }],
    ['outages', { what: { en: 'The net is down.', sv: 'Nätet ligger nere.' }, places: ['Sundsvall'] }],
    ['articles', { title: 'Read the lamps', address: 'https://kb.example/lamps', language: 'en' }],
    ['trackers', { name: 'Router', kind: 'github', apiUrl, project: 'sundnat/router', ...secrets }],
  ] as const) {
    const answer = await client.ask('POST', path, body)
    assert.equal(answer.status, 201, answer.text)
  }
}

/** A script that is live, and one that is being written and has something wrong with it. */
async function script(): Promise<void> {
  const client = await signIn(desk.url, karin.email, password)
  const text = await readFile(new URL('../../scripts/wifi-slow.yaml', import.meta.url), 'utf8')
  for (const [path, body] of [
    ['import', { text }],
    ['wifi-slow/publish', { revision: 1 }],
    ['import', { text: text.replace(/^ {2}ca: .*\n/m, '').replace('otherwise: ', 'otherwise: not-') }],
  ] as const) {
    const answer = await client.ask('POST', `scripts/${path}`, body)
    assert.ok(answer.status < 300, answer.text)
  }
}

let inside: Page
let elsewhere: ReturnType<typeof signIn> | undefined
/** One window for each language a browser may ask for before anybody is known. */
const outside = new Map<Language, Page>()

journey.scene('somebody who may see everything signs in', async () => {
  inside = await journey.open({ viewport: wide })
  await signInBy(inside, desk.url, karin.email)
})

/** Where somebody reads this language who has not signed in. */
async function strangers(language: Language): Promise<Page> {
  const page = outside.get(language) ?? (await journey.open({ viewport: wide, locale: language }))
  outside.set(language, page)
  return page
}

/** From now on Karin reads this language: she says so elsewhere, and her window follows. */
async function speak(language: Language): Promise<void> {
  elsewhere ??= signIn(desk.url, karin.email, password)
  const changed = await (await elsewhere).ask('PATCH', 'me', { language })
  assert.equal(changed.status, 200, changed.text)
}

const settled = ':root:not(:has([aria-busy="true"]))'

/** Opens a place and waits until it has what it asked the desk for. */
async function arrive(page: Page, { path, keys = [] }: Place, language: Language): Promise<void> {
  await asAtFirst(page)
  await page.goto(desk.url + (typeof path === 'string' ? path : path(demo)))
  await page.locator(`html[lang="${language}"]`).waitFor()
  await page.locator('h1').first().waitFor()
  await page.locator(settled).waitFor()
  for (const key of keys) {
    const opened = page.locator('[role="dialog"],[role="combobox"],textarea:focus').first()
    await page.keyboard.press(key)
    // That keys are heard at once is for keyboard.test.ts; here a page that was still busy is asked again.
    await opened.waitFor({ timeout: 5_000 }).catch(() => page.keyboard.press(key))
    await opened.waitFor()
  }
  await fontsReady(page)
}

/** The page stays as it is and is read in another language, as soon as it has heard of it. */
async function read(page: Page, language: Language): Promise<void> {
  await asAtFirst(page)
  await speak(language)
  await page.locator(`html[lang="${language}"]`).waitFor()
  await page.locator(settled).waitFor()
  await fontsReady(page)
}

async function asAtFirst(page: Page): Promise<void> {
  await page.setViewportSize(wide)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

/** What does not fit the page as it stands. */
async function misfits(page: Page): Promise<string[]> {
  const px = await tooWide(page)
  const cut = (await clipped(page)).map(one => `cut off: ${one}`)
  return px > 0 ? [...cut, `${px} px wider than its window`] : cut
}

/**
 * A page in both widths, one of them light and the other dark; which is which changes from page to page. What
 * axe judges hangs on no language, so it is asked in the first. FULL sees every pair in every language.
 */
async function look(page: Page, language: Language, crosswise: boolean): Promise<string[]> {
  const found: string[] = []
  for (const size of [wide, narrow]) {
    await page.setViewportSize(size)
    await drawn(page)
    const width = size === wide ? 'wide' : 'narrow'
    const how = `${language} ${width}`
    found.push(...(await misfits(page)).map(one => `${how}: ${one}`))
    const one = (size === wide) !== crosswise ? 'light' : 'dark'
    for (const colorScheme of isFull ? (['light', 'dark'] as const) : [one as 'light' | 'dark']) {
      if (!judged.includes(language)) continue
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      found.push(...(await axeFinds(page)).map(one => `${how} ${colorScheme}: ${one}`))
    }
  }
  return found
}

async function findings(place: Place, index: number): Promise<string[]> {
  const turn = inTurn[index % Math.max(inTurn.length, 1)]
  const found: string[] = []
  for (const language of turn ? [...always, turn] : always) {
    const page = place.signedOut ? await strangers(language) : inside
    if (language === always[0]) await speak(language)
    if (place.signedOut || language === always[0]) await arrive(page, place, language)
    else await read(page, language)
    found.push(...(await look(page, language, index % 2 === 1)))
  }
  return found
}

/** Windows that are drawn no more are left for new ones, once; what stands still again is told of. */
async function inNewWindows(place: Place, index: number): Promise<string[]> {
  outside.clear()
  await speak('en')
  inside = await journey.open({ viewport: wide })
  await signInBy(inside, desk.url, karin.email)
  return findings(place, index)
}

for (const [index, place] of places.entries())
  journey.sight(place.name, async () => {
    const found = await findings(place, index).catch(fault => {
      if (fault instanceof StoodStill) return inNewWindows(place, index)
      throw fault
    })
    assert.deepEqual(found, [])
    quiet(journey)
  })
