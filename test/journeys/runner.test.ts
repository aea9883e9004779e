// What else an agent can do on the way through a script: find one, jump, say that it leads nowhere, lose the
// connection, be overtaken, and go on at its end. Not: answering by keys (walk.test.ts).
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import type { Page } from 'playwright-core'
import type { Recorded } from '#core/case/event.ts'
import { type Client, signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { type Journey, quiet, signInBy, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'
import { accountForm, endsForm, houseForm } from './runner-scripts.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

let bo: Page
let client: Client
let number: number

const sheet = () => bo.getByRole('dialog')
const question = (words: string | RegExp) => sheet().getByRole('heading', { name: words }).waitFor()
const button = (name: string | RegExp) => sheet().getByRole('button', { name })
const box = (name: string | RegExp) => sheet().getByRole('textbox', { name })
const looksRight = async () => {
  assert.deepEqual(await axeFinds(bo), [])
  assert.deepEqual([await clipped(bo), await tooWide(bo)], [[], 0])
}
type Read = { ledger: Recorded[]; texts: Record<string, string> }
const read = async (): Promise<Read> => (await client.ask('GET', `cases/${number}`)).json as never
const ledgerOf = async <T extends Recorded['type']>(type: T) =>
  (await read()).ledger.filter(one => one.type === type) as Extract<Recorded, { type: T }>[]
const answersAt = async (step: string) =>
  (await ledgerOf('walk.answered')).filter(one => one.step === step).length

/** Through the script of ends to one of them, and into the form it leads to. */
const ended = async (n: number, next: RegExp) => {
  await bo.keyboard.press('f')
  await button(/^Every end( \d)?$/).click()
  await question('Which end?')
  await bo.keyboard.press(String(n))
  await question(next)
  await looksRight()
  await bo.keyboard.press('Enter')
}
const left = async () => {
  await bo.keyboard.press('Escape')
  await sheet().waitFor({ state: 'detached' })
}

describe('a script on a case', () => {
  journey.scene('an agent has a customer on the phone, and three scripts', async () => {
    const person = await desk.person('Bo Ek', { roles: ['agent'], levels: [1] })
    client = await signIn(desk.url, person.email, password)
    const at = desk.shell.now()
    for (const form of [accountForm, endsForm, houseForm]) {
      const kept = { slug: form.slug, version: 1, form, at, by: person.id, shipped: null }
      assert.equal(await desk.shell.desk.scripts.publish(kept), 'published')
    }
    const customer = { name: 'Sofia Berg', email: 'sofia@customers.example' }
    const subject = 'The router is down again'
    const opened = await client.ask('POST', 'cases', { channel: 'phone', subject, customer, take: true })
    number = opened.json.number
    bo = await journey.open()
    await signInBy(bo, desk.url, person.email)
    await bo.goto(`${desk.url}/c/${number}`)
    await bo.getByText('Go through a script with the key f').waitFor()
  })

  journey.scene('what fits his words stands first; typing narrows the list down', async () => {
    await bo.keyboard.press('f')
    await button('Line or house').waitFor()
    const names = await sheet().getByRole('listitem').allTextContents()
    assert.match(names[0]!, /Line or house/)
    await bo.keyboard.type('account')
    await button('Line or house').waitFor({ state: 'detached' })
    await looksRight()
    await box('Find a script').fill('zebra')
    await sheet().getByText('Nothing fits “zebra”.').waitFor()
    await box('Find a script').fill('hous')
    await bo.keyboard.press('Enter')
    await question('Which model is it?')
  })

  journey.scene('of twelve answers one is found by typing, and chosen with Enter', async () => {
    await bo.keyboard.press('/')
    await bo.keyboard.type('k')
    await button('Model K').waitFor()
    await looksRight()
    await bo.keyboard.press('Enter')
    await question('Which light is on?')
    assert.equal((await ledgerOf('walk.answered'))[0]?.answer.kind, 'value')
  })

  journey.scene('“this leads nowhere” is explained, and then it is done after all', async () => {
    await bo.keyboard.press('n')
    await sheet().getByText('Explain why we ask it: It tells the line from the house').waitFor()
    await looksRight()
    await bo.keyboard.press('Escape')
    await question('Which light is on?')
    await bo.keyboard.press('n')
    await bo.keyboard.press('1')
    await sheet().getByText('is counted with the answer').waitFor()
  })

  journey.scene('the customer’s own words stand beside the answer, as a claim', async () => {
    await bo.keyboard.press('q')
    await box('In the customer’s own words').fill('It has been red since Monday')
    await bo.keyboard.press('Control+Enter')
    await sheet().getByText('“It has been red since Monday”').waitFor()
    // A second click, as hands do it, answers nothing more.
    await button('Red').dblclick()
    await question('Restart the router')
    const [, at] = await ledgerOf('walk.answered')
    const [claim] = await ledgerOf('claim.made')
    assert.deepEqual([at?.nowhere, at?.claim], [true, claim?.claim])
  })

  journey.scene('what came of a step, and who did it, is written with it', async () => {
    await bo.keyboard.press('r')
    await box('What came of it').fill('The light stays red')
    await sheet()
      .getByRole('combobox', { name: /Who did it|Done by|By/ })
      .selectOption('agent')
    await bo.keyboard.press('Control+Enter')
    await sheet().getByText('The light stays red').waitFor()
    await bo.keyboard.press('2')
    await question('How fast is it?')
    const [tried] = await ledgerOf('step.tried')
    const { texts } = await read()
    assert.deepEqual([tried?.doneBy, texts[tried?.result?.text ?? '']], ['agent', 'The light stays red'])
  })

  journey.scene('a number out of range says so under its field, and nothing is sent', async () => {
    await box('Mbit/s').fill('2000')
    await bo.keyboard.press('Enter')
    await sheet().getByText('Enter a number from 0 to 1000.').waitFor()
    await looksRight()
    assert.equal(await answersAt('speed'), 0)
    await box('Mbit/s').fill('12,5')
    await bo.keyboard.press('Enter')
    await question('A photo of it?')
  })

  journey.scene('a photo that is none, and one that did not arrive, say so; the walk goes on', async () => {
    const photo = sheet().getByLabel('Photo')
    await photo.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('no') })
    await sheet().getByText('This file is no photo.').waitFor()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
      'base64',
    )
    await bo.route('**/api/v1/uploads', route => route.abort(), { times: 1 })
    await photo.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png })
    await button('Send again').click()
    await question('Is it the whole house?')
  })

  journey.scene('without a connection an answer stays to be seen, and goes out once', async () => {
    await bo.context().setOffline(true)
    await bo.keyboard.press('1')
    await sheet().getByText('Not sent: “Yes”.').waitFor()
    await looksRight()
    // Another press is not a second answer.
    await bo.keyboard.press('2')
    await question('Is it the whole house?')
    assert.equal(await answersAt('whole'), 0)
    await bo.context().setOffline(false)
    await question('Is it better nearby?')
    await sheet().getByText('Not sent').waitFor({ state: 'detached' })
    assert.equal(await answersAt('whole'), 1)
  })

  journey.scene('an answer whose confirmation was lost is sent again and counted once', async () => {
    let lost = 0
    await bo.route(
      '**/walk/answer',
      async route => {
        lost += 1
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await bo.keyboard.press('1')
    await question('The model, once more?')
    assert.deepEqual([lost, await answersAt('near')], [1, 1])
  })

  journey.scene('a second Enter does not take over what is known at the next step, too', async () => {
    await button(/Known already: Model K/).waitFor()
    await Promise.all([bo.keyboard.press('Enter'), bo.keyboard.press('Enter')])
    await question('And the model now?')
    await button(/Known already: Model K/).waitFor()
    assert.equal((await ledgerOf('walk.reused')).length, 1)
  })

  journey.scene('where somebody else went on meanwhile, it says so and shows where it stands', async () => {
    const { json } = await client.ask('GET', `cases/${number}/walks`)
    const { walk } = json.items[0]
    const skip = { walk, step: 'again', answer: 'skipped', because: 'Known' }
    assert.equal((await client.ask('POST', `cases/${number}/walk/answer`, skip)).status, 200)
    await sheet().getByText('Somebody else has gone on meanwhile.').waitFor()
    await question('Anything else?')
    await looksRight()
  })

  journey.scene('who knows more than the script jumps, and says what he made sure of', async () => {
    await bo.keyboard.press('j')
    await box('Find a step').fill('line')
    await bo.keyboard.press('Enter')
    await box('What have you made sure of?').waitFor()
    await bo.keyboard.press('Control+Enter')
    await sheet().getByText('Write something first.').waitFor()
    await looksRight()
    await box('What have you made sure of?').fill('The neighbours are down, too')
    await bo.keyboard.press('Control+Enter')
    await question('Next: pass the case on with this question.')
    const [jumped] = await ledgerOf('walk.jumped')
    assert.equal((await read()).texts[jumped!.verified.text], 'The neighbours are down, too')
  })

  journey.scene('its end leads into the hand-off, with level, team and question', async () => {
    await sheet().getByText('We pass it on to those who look after the line').waitFor()
    await looksRight()
    await bo.keyboard.press('Enter')
    const asked = box('What you want from them')
    await asked.waitFor()
    assert.equal(await asked.inputValue(), 'Is the line of Sofia Berg at fault?')
    await sheet()
      .getByRole('heading', { name: /level 2/i })
      .waitFor()
    assert.deepEqual(await ledgerOf('hand_off.offered'), [])
    await bo.keyboard.press('Escape')
    await sheet().waitFor({ state: 'detached' })
  })

  journey.scene('whoever left the form finds the end again, and may go back from it', async () => {
    await bo.keyboard.press('f')
    await button('Line or house ended: pass on').click()
    await question('Next: pass the case on with this question.')
    await bo.keyboard.press('Backspace')
    await question('Anything else?')
    await bo.keyboard.press('g')
    await box('Why is the script given up?').fill('It is the line')
    await bo.keyboard.press('Control+Enter')
    await sheet().waitFor({ state: 'detached' })
  })

  journey.scene('a walk is given up with a reason; the next f offers scripts again', async () => {
    await bo.keyboard.press('f')
    await button('Locked account').click()
    await question('Which account?')
    await bo.keyboard.press('o')
    await button('Locked account go on at step 1').click()
    await question('Which account?')
    await bo.keyboard.press('g')
    await box('Why is the script given up?').fill('It is the line')
    await looksRight()
    await bo.keyboard.press('Control+Enter')
    await sheet().waitFor({ state: 'detached' })
    await bo.getByText('The script was given up.').last().waitFor()
    await bo.keyboard.press('f')
    await button('Locked account').waitFor()
    assert.equal((await ledgerOf('walk.given_up')).length, 2)
    await bo.keyboard.press('Escape')
    await sheet().waitFor({ state: 'detached' })
  })
})

describe('the end of a script', () => {
  journey.scene('what was solved is written into the form with what fixed it', async () => {
    await ended(1, /solve the case/)
    await box('What fixed it').waitFor()
    assert.equal(await box('What fixed it').inputValue(), 'A new cable')
    await left()
  })

  journey.scene(
    'for a visit a promise is prepared, and the question beside it can be passed on',
    async () => {
      await ended(2, /agree on a time for the visit/)
      const means = sheet().getByRole('combobox', { name: 'By which way' })
      assert.equal(await means.inputValue(), 'visit')
      await left()
    },
  )

  journey.scene('the supplier is asked through whoever speaks with him', async () => {
    await ended(3, /the supplier/)
    const asked = box('What you want from them')
    await asked.waitFor()
    assert.equal(await asked.inputValue(), 'Please send a tested one')
    await left()
  })

  journey.scene(
    'who decides about goodwill reads the question in a note, behind what stood there',
    async () => {
      await bo.keyboard.press('i')
      const note = bo.getByRole('textbox', { name: /team/i })
      await note.fill('He was friendly.')
      await bo.keyboard.press('Escape')
      await ended(4, /goodwill/)
      await note.waitFor()
      assert.equal(await note.inputValue(), 'He was friendly.\nMay we help Sofia Berg all the same?')
      assert.deepEqual(await ledgerOf('note.added'), [])
      await bo.keyboard.press('Escape')
    },
  )

  journey.scene('what helps is written to the customer, and waits for the agent to send it', async () => {
    await ended(5, /send the customer what helps/)
    const reply = bo.getByRole('textbox', { name: /Sofia/ })
    await bo.waitForFunction(`document.activeElement?.tagName === 'TEXTAREA'`)
    assert.equal(await reply.inputValue(), 'Told at article')
    assert.deepEqual(await ledgerOf('message.queued'), [])
  })

  journey.sight('nothing complained', async () => quiet(journey))
})
