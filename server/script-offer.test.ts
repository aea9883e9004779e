// Customers find the scripts that ship by what they say, in their language.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { type ScriptOffers, scriptOffers } from '#server/script-offer.ts'
import { scriptShelf } from '#server/script-shelf.ts'
import { publishShipped, shippedScripts } from '#server/shipped-scripts.ts'
import { memoryScripts } from '#store/memory-scripts.ts'

let offers: ScriptOffers
before(async () => {
  const table = memoryScripts()
  await publishShipped(table, await shippedScripts(assert.fail), instant(0))
  offers = scriptOffers(table, scriptShelf(table))
})
const first = async (language: Language, said: string) => (await offers.fitting(language, said, 1))[0]?.slug

test('what somebody says finds its script first', async () => {
  const said: [Language, string, string | undefined][] = [
    ['en', 'My PRINTER is dead', 'printer-does-not-print'],
    ['en', 'The internet goes off every evening. The light turns red.', 'no-internet'],
    ['en', 'I forgot my password', 'account-locked'],
    ['en', 'clicked a link in a strange mail', 'suspicious-message-clicked'],
    ['de', 'Der Drucker druckt nichts mehr', 'printer-does-not-print'],
    ['ru', 'Мой принтер не печатает', 'printer-does-not-print'],
    ['ru', 'интернет пропал', 'no-internet'],
    ['en', 'I lost my phone and cannot log in', 'account-locked'],
    ['en', 'nobody can hear me in meetings', 'call-drops-or-no-sound'],
    ['de', 'Anrufe brechen ab', 'call-drops-or-no-sound'],
    ['en', 'the website shows an error 500', 'app-or-page-does-not-load'],
    ['ca', 'la pàgina no es carrega', 'app-or-page-does-not-load'],
  ]
  for (const [language, words, slug] of said) assert.equal(await first(language, words), slug, words)
})

test('what fits nothing finds nothing: words all sentences have say nothing', async () => {
  for (const words of ['', 'my invoice', 'it is not there and does not work', '§ $ %', 'я не она'])
    assert.deepEqual(await offers.fitting('en', words, 5), [], words)
})

test('all that customers may begin are listed by title; what one of us has to begin is not', async () => {
  const all = await offers.all('sv')
  const slugs = all.map(({ slug }) => slug)
  assert.ok(slugs.includes('no-internet') && slugs.length >= 8 && !slugs.includes('greeting'), slugs.join())
  assert.deepEqual(
    all.map(({ title }) => title),
    all.map(({ title }) => title).toSorted((a, b) => a.localeCompare(b, 'sv')),
  )
  assert.ok(all.every(({ steps }) => steps > 0))
})
