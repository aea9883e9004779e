// A call is opened by keyboard: greeted in the caller's language, known or not, allowed or not, new or about
// an open case; and what was typed outlives a lost line. Not: what follows from the facts (core/case).
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import type { Page } from 'playwright-core'
import type { EventOf, EventType } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import { type Client, signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { type Journey, quiet, signInBy, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

let bo: Page
let client: Client

/** What an agent types in twenty seconds. */
const keysMax = 20 * 5

/** Presses and letters, counted; a letter is a key as any other. */
const keys = {
  count: 0,
  async press(...all: readonly string[]) {
    for (const key of all) await bo.keyboard.press(key)
    keys.count += all.length
  },
  async type(words: string) {
    await bo.keyboard.type(words)
    keys.count += words.length
  },
}
const hasFocus = (role: 'textbox' | 'combobox' | 'button', name: string | RegExp) =>
  bo.getByRole(role, { name }).and(bo.locator(':focus')).waitFor()
const toWho = () => hasFocus('combobox', 'Number, name or e-mail')
const toWords = () => hasFocus('textbox', 'What the person says')
/** A new call: by one key, from wherever one is. */
async function answer(): Promise<void> {
  await bo.getByRole('heading', { level: 1 }).first().focus()
  keys.count = 0
  await keys.press('c')
}
const leave = async () => {
  await bo.getByRole('link', { name: 'Queue' }).first().click()
  await bo.getByRole('heading', { level: 1, name: 'Mine' }).waitFor()
}
async function find(typed: string, name: string): Promise<void> {
  await toWho()
  await keys.type(typed)
  await bo.getByRole('option', { name: new RegExp(name), selected: true }).waitFor()
  await keys.press('Enter')
}
async function create(title: string): Promise<CaseId> {
  await keys.press('Control+Enter')
  await bo.getByRole('heading', { level: 1, name: title }).waitFor()
  const { json } = await client.ask('GET', `cases/${new URL(bo.url()).pathname.split('/').at(-1)}`)
  return json.id
}

const made = async (path: string, body: object): Promise<string> => {
  const { status, json } = await client.ask('POST', path, body)
  assert.equal(status, 201, `${path}: ${JSON.stringify(json)}`)
  return json.id
}
async function eventsOf(id: CaseId) {
  const { events, texts } = await desk.ledger(id)
  const last = <T extends EventType>(type: T) =>
    events.findLast((one): one is (typeof events)[number] & EventOf<T> => one.type === type)
  const opening = last('contact.held')?.opening
  const words = (ref: { text: string } | null | undefined) => ref && texts.get(ref.text as `txt_${string}`)
  return {
    last,
    types: events.map(({ type }) => type),
    opening: opening && {
      ...opening,
      name: words(opening.name),
      callBack: words(opening.callBack),
      words: words(opening.words),
    },
  }
}
const caseCount = async (): Promise<number> => (await client.ask('GET', 'cases?limit=100')).json.items.length

/** A firm whose contract names Anna and Dora and a device; Carl is of it, too, and Dora has an open case. */
async function agree(): Promise<void> {
  const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['08:00', '17:00']]]))
  const calendar = await made('calendars', { name: 'Days', hours: { zone: 'UTC', versions: [{ week }] } })
  const within = [15, 30, 60, 120].map(count => ({ count, unit: 'minutes' }))
  const targets = [{ kind: 'first_response', within, counts: 'always' }]
  const policy = await made('policies', { name: 'Gold', calendar, targets })
  const organisation = await made('organisations', { name: 'Ek' })
  const of = (name: string, phone: string) => made('customers', { name, phones: [phone], organisation })
  const [anna, , dora] = [
    await of('Anna Lind', '+46701111111'),
    await of('Carl Strand', '+46702222222'),
    await of('Dora Vik', '+46703333333'),
  ]
  const from = Date.UTC(2020, 0, 1)
  const lines = [
    { coverage: { kind: 'account' }, policy, from },
    { coverage: { kind: 'serial', serial: 'SN77A' }, policy, from },
  ]
  await made('contracts', { name: 'Frame', organisation, callers: [anna, dora], lines })
  await made(`customers/${anna}/registrations`, { number: 'SN77A' })
  await made('products', { name: 'Sundnät Fiber' })
  await made('cases', { channel: 'phone', subject: 'The line is slow', customer: { id: dora }, take: true })
}

describe('a call', () => {
  journey.scene('an agent is at his desk, and a contract names who may call', async () => {
    const person = await desk.person('Bo Ek', { roles: ['agent', 'lead', 'admin'] })
    client = await signIn(desk.url, person.email, password)
    await agree()
    await desk.until(() => desk.shell.desk.scripts.one('greeting'))
    bo = await journey.open()
    await signInBy(bo, desk.url, person.email)
    await bo.getByRole('heading', { level: 1, name: 'Mine' }).waitFor()
  })

  journey.scene('of somebody known is opened in under twenty seconds of typing', async () => {
    await answer()
    await bo.getByText('Good day, this is Sundnät. My name is Bo Ek. How may I help you?').waitFor()
    // Ahead of what is found: Enter means whom was typed all the same.
    await toWho()
    await keys.type('anna')
    await keys.press('Enter')
    await toWords()
    await bo.getByText('May speak for Ek: named in Frame').waitFor()
    await keys.type('The router is dead, all lights are off')
    await keys.press('Tab')
    await hasFocus('combobox', 'Serial or subscription number')
    await keys.type('SN77A')
    await bo.getByText('Contract for this device or service: applies').waitFor()
    await bo.getByText('“If the line drops, I call you at +46701111111.”').waitFor()
    const id = await create('The router is dead, all lights are off')
    assert.ok(keys.count <= keysMax, `${keys.count} keys of ${keysMax}`)
    const { last, types, opening } = await eventsOf(id)
    const had = ['case.opened', 'claim.made', 'contact.held', 'promise.made', 'worker.assigned'] as const
    assert.deepEqual(
      [had.filter(type => types.includes(type)), opening?.right, opening?.about],
      [had, 'named', 'new'],
    )
    assert.deepEqual(
      [opening?.name, opening?.callBack, opening?.words, opening?.language],
      ['Anna Lind', '+46701111111', 'The router is dead, all lights are off', 'en'],
    )
    const judged = last('entitlement.decided')
    assert.deepEqual([judged?.outcome, judged?.serial], ['covered', 'SN77A'])
  })

  journey.scene('stands in the ledger for whoever has the case, with where to call back', async () => {
    await bo.getByText('Anna Lind · May speak for Ek: named in Frame · Call back at +46701111111').waitFor()
    await bo.getByRole('listitem').filter({ hasText: '+46701111111 if the line drops' }).waitFor()
  })

  journey.scene(
    'is greeted in another language by one key, also while typing, and for its product',
    async () => {
      await answer()
      await keys.press('Shift+F4')
      await bo.getByText('Hej och välkommen till Sundnät. Jag heter Bo Ek.').waitFor()
      await bo.getByText('Självklart. Får jag fråga vad du heter?').waitFor()
      await bo.getByLabel('Product', { exact: true }).selectOption({ label: 'Sundnät Fiber' })
      await bo.getByText('support för Sundnät Fiber').waitFor()
      await bo.getByRole('button', { name: 'Begin anew' }).click()
      await bo.getByText('Good day, this is Sundnät. My name is Bo Ek.').waitFor()
      await toWho()
      await leave()
    },
  )

  journey.scene('whose number is shown finds the caller by it', async () => {
    await bo.goto(`${desk.url}/new?call=%2B46701111111`)
    await toWho()
    await bo.getByRole('option', { name: /Anna Lind.*1 open case/, selected: true }).waitFor()
    await keys.press('Enter')
    await bo.getByText('May speak for Ek: named in Frame').waitFor()
    await bo.getByRole('button', { name: 'Begin anew' }).click()
    await leave()
  })

  journey.scene(
    'about an open case is added to that case by its number key: no second one is made',
    async () => {
      const before = await caseCount()
      await answer()
      await find('dora', 'Dora Vik')
      await hasFocus('button', 'Something new')
      await keys.press('1')
      await bo.getByRole('heading', { level: 1, name: 'The line is slow' }).waitFor()
      assert.equal(await caseCount(), before)
      const { json } = await client.ask('GET', `cases/${new URL(bo.url()).pathname.split('/').at(-1)}`)
      const { opening } = await eventsOf(json.id)
      assert.deepEqual([opening?.about, opening?.right, opening?.callBack], ['open', 'named', '+46703333333'])
    },
  )

  journey.scene('of somebody with an open case may be about something new all the same', async () => {
    await answer()
    await find('dora', 'Dora Vik')
    await hasFocus('button', 'Something new')
    await keys.press('Enter')
    await toWords()
    await keys.type('The invoice is wrong')
    const { types, opening } = await eventsOf(await create('The invoice is wrong'))
    assert.deepEqual([types[0], opening?.about], ['case.opened', 'new'])
  })

  journey.scene('of somebody the contract does not name says so, and what to say to him', async () => {
    await answer()
    await find('carl', 'Carl Strand')
    await toWords()
    await bo.getByText('May not speak for Ek: Frame names others').waitFor()
    await bo.getByText('I write it down in your name, Carl.').waitFor()
    await bo.getByText('Contract of the organisation: this person may not file under it').waitFor()
    await bo.getByText('I cannot find this in your contract.').waitFor()
    await keys.type('Please cancel the line')
    const { last, opening } = await eventsOf(await create('Please cancel the line'))
    assert.deepEqual([opening?.right, last('entitlement.decided')?.outcome], ['not_named', 'not_covered'])
  })

  journey.scene('of a stranger is taken, with a next step, in under twenty seconds of typing', async () => {
    await answer()
    await find('Eva Ny', 'Somebody new: Eva Ny')
    await hasFocus('textbox', 'Number to call back')
    await bo.getByText('Not known here before this call').waitFor()
    await bo.getByText('Which organisation or contract is it about').waitFor()
    await keys.type('12')
    await keys.press('Enter')
    await toWords()
    await keys.type('My screen flickers')
    await keys.press('Control+Enter')
    await bo.getByText('Enter a phone number with its country code').waitFor()
    await bo.getByRole('textbox', { name: 'Number to call back' }).fill('')
    await bo.getByRole('textbox', { name: 'Number to call back' }).focus()
    await keys.type('+46 70 444 44 44')
    const id = await create('My screen flickers')
    assert.ok(keys.count <= keysMax, `${keys.count} keys of ${keysMax}`)
    const { opening } = await eventsOf(id)
    assert.deepEqual(
      [opening?.right, opening?.name, opening?.callBack],
      ['stranger', 'Eva Ny', '+46704444444'],
    )
  })
})

describe('a call that breaks off', () => {
  const words = () => bo.getByRole('textbox', { name: 'What the person says' })
  const cases = '**/api/v1/cases'

  journey.scene(
    'leaves every word where it was, also after the page was left; nothing was made',
    async () => {
      const before = await caseCount()
      await answer()
      await find('anna', 'Anna Lind')
      await hasFocus('button', 'Something new')
      await keys.press('Enter')
      await toWords()
      await keys.type('No line at all')
      await leave()
      await answer()
      await bo.getByText('May speak for Ek: named in Frame').waitFor()
      assert.equal(await words().inputValue(), 'No line at all')
      assert.equal(await caseCount(), before)
    },
  )

  journey.scene('and whose answer was lost makes one case, with what was said since', async () => {
    const before = await caseCount()
    let lost = 0
    await bo.route(cases, async route => {
      await route.fetch()
      lost += 1
      await route.abort()
    })
    await words().focus()
    await keys.press('Control+Enter')
    await bo.getByText('The case is not made yet.').waitFor()
    assert.ok(lost > 0)
    assert.equal(await words().inputValue(), 'No line at all')
    await bo.unroute(cases)
    await bo.reload()
    await bo.getByText('May speak for Ek: named in Frame').waitFor()
    await words().fill('No line at all\nIt is back now')
    await words().focus()
    const id = await create('No line at all')
    assert.equal(await caseCount(), before + 1)
    const { types } = await eventsOf(id)
    assert.equal(types.filter(type => type === 'claim.made').length, 2)
    assert.equal(types.filter(type => type === 'contact.held').length, 1)
  })

  journey.scene('two presses of the button make one case', async () => {
    const before = await caseCount()
    await answer()
    await find('anna', 'Anna Lind')
    await hasFocus('button', 'Something new')
    await keys.press('Enter')
    await toWords()
    await keys.type('Twice')
    await bo.getByRole('button', { name: 'Create' }).dblclick()
    await bo.getByRole('heading', { level: 1, name: 'Twice' }).waitFor()
    assert.equal(await caseCount(), before + 1)
  })

  journey.scene('the form fits a narrow window and is clean to read for everybody', async () => {
    await answer()
    await find('dora', 'Dora Vik')
    await hasFocus('button', 'Something new')
    for (const [width, height] of [
      [1440, 900],
      [360, 740],
    ] as const) {
      await bo.setViewportSize({ width, height })
      assert.deepEqual([await axeFinds(bo), await clipped(bo), await tooWide(bo)], [[], [], 0], `${width}`)
    }
    quiet(journey)
  })
})
