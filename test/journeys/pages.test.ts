// Every page of the agents' app over the demo company: nothing that axe finds, nothing cut off or wider than
// its window, in light and dark, wide and narrow. Not: what pages do (story.test.ts), nor the portal.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { fillDemo } from '#bin/demo.ts'
import type { Card } from '#core/case/card.ts'
import { toldAs } from '#core/notice/who.ts'
import { type Language, languages } from '#core/people/language.ts'
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
const own = await ownCase()
await tell()
await agree()
await script()
await walkedScript(desk, 'line-down', [40, 60])

type Place = {
  readonly name: string
  readonly path: string
  /** keys that open what stands over the page */
  readonly keys?: readonly string[]
  readonly signedOut?: boolean
}

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

const caseWith = (name: string, fits: (card: Card) => boolean): Place[] => {
  const card = cards.find(fits)
  return card ? [{ name: `a case: ${name}`, path: `/c/${card.number}` }] : []
}
const lists = [
  'mine',
  'unassigned',
  'offered',
  'news',
  'level/1',
  'level/2',
  'waiting',
  'followed',
  'stuck',
  'all',
]
const setUp = [
  'people',
  'levels',
  'products',
  'routing',
  'wanted',
  'calendars',
  'policies',
  'contracts',
  'waivers',
  'goodwill',
  'replies',
  'mail-senders',
  'mail-templates',
  'notes',
  'desk',
  'addresses',
  'senders',
  'system-mail',
  'unreadable-mail',
  'mailboxes',
  'tokens',
  'walls',
  'outbox',
  'signing',
  'suppressions',
  'quarantine',
  'audit',
  'health',
]
const forms = {
  'the customer says': ['q'],
  'a step tried': ['t'],
  'a promise': ['p'],
  'a hand-off': ['e'],
  'a contact held': ['o'],
  'a wait': ['w'],
  'what fixed it': ['d'],
  'a note for the team': ['i'],
  'the palette': ['Control+k'],
  'the keys': ['?'],
}

const places: readonly Place[] = [
  ...lists.map(list => ({ name: `the list ${list}`, path: `/q/${list}` })),
  { name: 'the filter of a list', path: '/q/all', keys: ['f'] },
  ...caseWith('waits in the queue', card => card.phase === 'open' && card.worker === null),
  ...caseWith('offered', card => card.offer !== null),
  ...caseWith('waits for the customer', card => card.wait?.turn === 'customer'),
  ...caseWith('solved', card => card.phase === 'solved'),
  ...caseWith('closed', card => card.phase === 'closed'),
  { name: 'a case: none', path: '/c/999999' },
  ...Object.entries(forms).map(([name, keys]) => ({ name: `on a case: ${name}`, path: `/c/${own}`, keys })),
  { name: 'a new case', path: '/new' },
  { name: 'the search', path: '/s' },
  { name: 'the search with hits', path: '/s?q=router' },
  { name: 'the scripts', path: '/scripts' },
  { name: 'a script that is being written', path: '/scripts/wifi-slow' },
  { name: 'a version of a script', path: '/scripts/wifi-slow?version=1' },
  { name: 'a script: none', path: '/scripts/none' },
  { name: 'a script many have walked', path: '/scripts/line-down' },
  { name: 'the figures of a script', path: '/scripts/line-down/figures?against=1&sort=-skipped' },
  { name: 'the figures of a script: their meaning', path: '/scripts/line-down/figures', keys: ['d'] },
  { name: 'the figures of a script: nobody', path: '/scripts/line-down/figures?span=days&until=2020-01-01' },
  { name: 'the board', path: '/board' },
  { name: 'a report', path: '/reports?of=2026-W48' },
  { name: 'a report as tables', path: '/reports?of=2026-11&as=table&against=year' },
  { name: 'one measure of a report', path: '/reports?of=2026-11&m=level_1_share' },
  { name: 'a report of days', path: '/reports?of=2026-11-02..2026-11-05&scope=level:1' },
  { name: 'capacity', path: '/capacity' },
  { name: 'capacity as a table', path: '/capacity?as=table&scope=level:1' },
  { name: 'an hour of capacity', path: '/capacity?h=mon-9' },
  { name: 'what if', path: '/capacity/what-if?people=2:1,1:1:mon-fri:9-17&solved=5&arrivals=10' },
  { name: 'what if as a table', path: '/capacity/what-if?people=2:1&as=table' },
  { name: 'a report: none', path: '/reports?of=none' },
  { name: 'the shifts', path: '/shifts' },
  { name: 'the live line', path: '/live-line' },
  { name: 'handing over cases', path: '/hand-over' },
  { name: 'handing over cases of an absence', path: '/hand-over?reason=absence' },
  ...setUp.map(page => ({ name: `the set-up: ${page}`, path: `/admin/${page}` })),
  { name: 'my notices', path: '/notices' },
  { name: 'the supplier cases', path: '/suppliers?v=silent&mine=yes' },
  { name: 'a supplier case: none', path: '/suppliers/999999' },
  { name: 'the figures of a supplier: none', path: '/suppliers/by/sup_none' },
  { name: 'what was given to our house', path: '/shared' },
  { name: 'what was given to our house: none', path: '/shared/999999' },
  { name: 'problems', path: '/problems' },
  { name: 'problems: of one view', path: '/problems?v=mine' },
  { name: 'problems: by their cause', path: '/problems?cause=device' },
  { name: 'a problem: none', path: '/problems/9' },
  { name: 'wishes for a lead', path: '/escalations' },
  { name: 'a wish for a lead: none', path: '/escalations/esc_none' },
  { name: 'the change requests', path: '/changes' },
  { name: 'a change request: none', path: '/changes/999999' },
  { name: 'the policies of the house', path: '/policies' },
  { name: 'a policy of the house: none', path: '/policies/999999' },
  ...['', '?v=figures'].map(v => ({ name: `given beyond what is owed${v}`, path: `/goodwill${v}` })),
  { name: 'the referrals', path: '/referrals' },
  { name: 'a question whether something may be told: none', path: '/may-tells/999999' },
  ...['returned', 'unclear', 'well', 'sample', 'words', 'conduct', 'given', 'goals', 'themes'].map(v => ({
    name: `what leads read: ${v}`,
    path: `/coach?v=${v}&days=90`,
  })),
  ...['thanks', 'year', 'mad'].map(v => ({ name: `thanks and the year: ${v}`, path: `/thanks?v=${v}` })),
  { name: 'one’s own settings', path: '/me' },
  { name: 'who can help with a product', path: '/knowing' },
  { name: 'what one person knows', path: '/knowing?v=person' },
  { name: 'no such page', path: '/nowhere/at/all', signedOut: true },
  { name: 'the sign-in', path: '/sign-in', signedOut: true },
  { name: 'a screen on a wall that is void', path: `/wall/${'v'.repeat(43)}`, signedOut: true },
  { name: 'an invitation that is void', path: '/invitation/void', signedOut: true },
  { name: 'a set-up link that is void', path: '/set-up-link/void', signedOut: true },
]

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
  await page.goto(desk.url + path)
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
