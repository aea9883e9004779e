// What one chooses from in a script: the likeliest script first, and the steps one may jump to.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { likeliestFirst, stepsToJump } from './walk-choice.ts'
import type { Published, WalkNow } from './walk-data.ts'

const script = (slug: string, sv: string, says: string) => ({
  slug,
  title: { en: slug, sv },
  says: { en: slug, sv: says },
})
const scripts = [
  script('locked', 'Kontot är låst', 'Jag har glömt lösenordet\nJag kommer inte in'),
  script('internet', 'Inget internet hemma', 'Lampan på routern lyser rött'),
  script('printer', 'Skrivaren skriver inte ut', 'Inget papper kommer ut'),
  script('slow', 'Datorn är långsam', 'Allt tar tid'),
]
const order = (said: string) => likeliestFirst(scripts, said, 'sv').map(one => one.slug)

test('the script that fits the words of the customer stands first, the others stay in their order', () => {
  assert.deepEqual(order('SKRIVARE\nInget händer'), ['printer', 'internet', 'locked', 'slow'])
  assert.deepEqual(order('Internet är borta igen'), ['internet', 'locked', 'printer', 'slow'])
})

test('words that say nothing of a script leave the list as it was', () => {
  for (const said of ['', 'Fakturan', '· § 4821'])
    assert.deepEqual(
      order(said),
      scripts.map(one => one.slug),
      said,
    )
})

const published = (title: string, steps: Published['form']['steps']): Published => ({
  form: { title: { en: title }, steps },
})
const house = published('House', [
  { name: 'light', ask: { en: 'Which light?' } },
  { name: 'wifi', script: 'wifi-slow' },
  { name: 'bad', end: 'hand_off', say: { en: 'Wait' } },
])
const wifi = published('Wi-Fi', [
  { name: 'near', ask: { en: 'Is it better nearby?' } },
  { name: 'light', do: { en: 'Turn it' } },
])
const at = (slug: string, step: string) => ({ slug, version: 1, step })
const scriptAt = ({ slug }: { slug: string }) =>
  ({ house, wifi })[slug as 'house' | 'wifi'] as Published | undefined
const words = { language: 'en', titleOf: (slug: string) => `“${slug}”` } as const
const places = (place: WalkNow['place'], around: WalkNow['around']) =>
  stepsToJump({ place, around }, scriptAt, words).map(({ name, n, text, of }) => [name, n, text, of])

test('one jumps to any other step; another script is named by its title', () => {
  assert.deepEqual(places(at('house', 'light'), []), [
    ['wifi', 2, '“wifi-slow”', null],
    ['bad', 3, 'Wait', null],
  ])
})

test('from within another script one may jump out of it; a name both have means the inner one', () => {
  assert.deepEqual(places(at('wifi', 'near'), [at('house', 'wifi')]), [
    ['light', 2, 'Turn it', null],
    ['wifi', 2, '“wifi-slow”', 'House'],
    ['bad', 3, 'Wait', 'House'],
  ])
})

test('a script that has not come yet offers nothing', () => {
  assert.deepEqual(places(at('gone', 'x'), []), [])
})
