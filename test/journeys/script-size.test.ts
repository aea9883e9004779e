// A script of two thousand steps opens in the editor as quickly as people wait for a page, and moves on by a
// key.
// Not: how long it takes to check one (core/script/check-script.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { languages } from '#core/people/language.ts'
import { type Journey, quiet, startJourney } from '#test/support/journey.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const all = (text: string) =>
  Object.fromEntries(languages.map(one => [one, `${text} ${one}, a sentence as long as people write them`]))
const asks = (n: number, to: string) => ({
  ...{ name: `s${n}`, ask: all(`Ask ${n}`), why: all(`Why ${n}`), say: all(`Say ${n}`) },
  choices: [
    { name: 'a', words: all('A'), to },
    { name: 'b', words: all('B'), to: 'bad' },
  ],
  ...{ next: [], otherwise: 'bad' },
})
const does = (n: number, to: string) => ({
  ...{
    name: `s${n}`,
    do: all(`Do ${n}`),
    why: all(`Why ${n}`),
    say: all(`Say ${n}`),
    expect: all(`See ${n}`),
  },
  ...{ worked: to, failed: 'bad', otherwise: 'bad' },
})
/** A script of so many steps, one behind the other. */
function long(slug: string, title: string, count: number) {
  const inner = count - 2
  const steps = Array.from({ length: inner }, (_, n) => {
    const to = n === inner - 1 ? 'good' : `s${n + 1}`
    return n % 3 === 0 ? asks(n, to) : does(n, to)
  })
  const ends = [
    { name: 'good', end: 'solved', say: all('Good'), fixed: all('It') },
    { name: 'bad', end: 'hand_off', toLevel: 2, question: all('What?'), say: all('Wait') },
  ]
  return {
    ...{ slug, languages, title: all(title), says: all(title), article: slug, start: 's0' },
    steps: [...steps, ...ends],
  }
}

let karin: Page

/** Milliseconds from the press in the list until the outline stands. */
async function opening(title: string): Promise<number> {
  await karin.goto(`${desk.url}/scripts`)
  const link = karin.getByRole('link', { name: title }).first()
  await link.waitFor()
  return karin.evaluate<number>(`new Promise(resolve => {
    const link = [...document.querySelectorAll('main a')].find(one => one.textContent.includes('${title}'))
    const from = performance.now()
    const look = () =>
      document.querySelectorAll('[role=treeitem]').length >= 3
        ? setTimeout(() => resolve(performance.now() - from))
        : requestAnimationFrame(look)
    requestAnimationFrame(look)
    link.click()
  })`)
}

const rounds = 5
const best = async (title: string): Promise<number> => {
  const took: number[] = []
  for (let n = 0; n < rounds; n++) took.push(await opening(title))
  return Math.round(Math.min(...took))
}

journey.scene('it comes in from a file', async () => {
  karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'], levels: [1] })
  for (const form of [long('vast', 'Vast', 2000), long('short', 'Short', 20)]) {
    const status = await karin.evaluate(async text => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ text })
      return (await fetch('/api/v1/scripts/import', { method: 'POST', headers, body })).status
    }, JSON.stringify(form))
    assert.equal(status, 200)
  }
})

journey.scene('it stands within half a second, on a slow machine within what a short one takes', async () => {
  const [short, vast] = [await best('Short'), await best('Vast')]
  console.log(`opened in the editor, best of ${rounds}: 2,000 steps ${vast} ms, 20 steps ${short} ms`)
  // Where even a short one takes long, the machine is busy: then only how much more the long one takes tells.
  assert.ok(vast <= 500 || vast <= 3 * short, `${vast} ms, a short one ${short} ms`)
})

journey.scene('a key moves on at once, and nothing complained', async () => {
  const row = karin.getByRole('treeitem').first()
  await row.focus()
  await karin.keyboard.press('j')
  await karin.getByRole('region', { name: 'Step 2' }).waitFor()
  quiet(journey)
})
