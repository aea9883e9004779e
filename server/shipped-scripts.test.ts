// Scripts that come with the program are published once, and give way to those of the desk.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { shownBy } from '#core/script/judge-form.ts'
import { type Script, waysOut } from '#core/script/script.ts'
import {
  addShippedPictures,
  publishShipped,
  shippedPictures,
  shippedScripts,
} from '#server/shipped-scripts.ts'
import { memoryScriptPictures } from '#store/memory-script-pictures.ts'
import { scriptShelf } from '#server/script-shelf.ts'
import { memoryScripts } from '#store/memory-scripts.ts'

const now = instant(1)
const formOf = (title: string) => ({ title: { en: title }, steps: [] })
const wifi = (title: string, digest = title) => ({ slug: 'wifi', digest, form: (): unknown => formOf(title) })
const own = { slug: 'wifi', form: formOf('Ours'), at: now, by: 'agt_anna', shipped: null } as const

test('a script nobody knows is published, and at the next start it is so already', async () => {
  const scripts = memoryScripts()
  assert.equal(await publishShipped(scripts, [wifi('A'), { ...wifi('B'), slug: 'mail' }], now), 2)
  assert.equal(await publishShipped(scripts, [wifi('A')], now), 0)
  const one = await scripts.one('wifi')
  assert.deepEqual([one?.version, one?.by, one?.form], [1, null, formOf('A')])
})

test('a file whose lay-out alone changed is the same script; one that is known is not even read', async () => {
  const scripts = memoryScripts()
  await publishShipped(scripts, [wifi('A')], now)
  const turned = { ...wifi('A', 'other'), form: () => ({ steps: [], title: { en: 'A' } }) }
  assert.equal(await publishShipped(scripts, [turned], now), 0)
  const unread = { ...wifi('A'), form: () => assert.fail('it was read') }
  assert.equal(await publishShipped(scripts, [unread], now), 0)
})

test('one with a fault stays away, and whoever stops the node does not wait for the others', async () => {
  const scripts = memoryScripts()
  const faulty = { ...wifi('A'), form: () => null }
  assert.equal(await publishShipped(scripts, [faulty, { ...wifi('B'), slug: 'mail' }], now), 1)
  assert.equal(await scripts.one('wifi'), null)
  assert.equal(await publishShipped(scripts, [wifi('A')], now, () => true), 0)
})

test('every script that ships can be published', async () => {
  const scripts = memoryScripts()
  const lines: string[] = []
  const shipped = await shippedScripts(line => void lines.push(line))
  const count = await publishShipped(scripts, shipped, now)
  assert.deepEqual([count, lines], [shipped.length, []])
  const live = await scripts.list({ limit: 50 })
  assert.deepEqual(
    live.map(one => one.slug),
    shipped.map(one => one.slug),
  )
  const shelf = scriptShelf(scripts)
  for (const { slug } of shipped) assert.ok(await shelf.live(slug), slug)
})

/** The scripts that ship, as they are walked. */
async function live(): Promise<Script[]> {
  const scripts = memoryScripts()
  const shipped = await shippedScripts(assert.fail)
  await publishShipped(scripts, shipped, now)
  const shelf = scriptShelf(scripts)
  const found = await Promise.all(shipped.map(({ slug }) => shelf.live(slug)))
  return found.flatMap((own, i) => own?.filter(({ slug }) => slug === shipped[i]!.slug) ?? [])
}

test('what somebody reads alone is no agent’s speech, and does not call him the customer', async () => {
  const spoken = (await live()).flatMap(script =>
    script.steps.flatMap(step => {
      if (step.level === 1) return []
      const says = step.kind === 'script' ? '' : (step.say.en ?? '')
      const seen = [says, step.safety?.en, step.kind === 'do' ? step.expect.en : ''].join(' ')
      // A choice is his own sentence, and there "I" is he. An end that only we lead to is spoken.
      const isSpoken = step.kind === 'end' && !isReachedAlone(script, step.name)
      return !isSpoken && /\b(I|me|my|the customer)\b/.test(seen) ? [`${script.slug}.${step.name}`] : []
    }),
  )
  assert.deepEqual(spoken, [])
})

const isReachedAlone = ({ steps }: Script, end: string): boolean =>
  steps.some(step => step.level === 0 && waysOut(step).some(({ to }) => to === end))

test('the greeting leads to every other script that ships', async () => {
  const scripts = await live()
  const greeting = scripts.find(({ slug }) => slug === 'greeting')!
  const led = greeting.steps.flatMap(step => (step.kind === 'script' ? [step.script] : []))
  assert.deepEqual(
    led.toSorted(),
    scripts.map(({ slug }) => slug).filter(slug => slug !== 'greeting'),
  )
})

test('a question that two scripts share is answered in the same way in both', async () => {
  const asks = (await live()).flatMap(({ steps }) => steps.filter(step => step.kind === 'ask'))
  const known = asks.filter(({ fact }) => fact !== null)
  const shared = [...Map.groupBy(known, ({ fact }) => fact).values()].filter(all => all.length > 1)
  assert.ok(shared.length > 0)
  for (const all of shared) for (const { asked, fact } of all) assert.deepEqual(asked, all[0]!.asked, fact!)
})

test('a form that changed with the program becomes the next version', async () => {
  const scripts = memoryScripts()
  await publishShipped(scripts, [wifi('A')], now)
  assert.equal(await publishShipped(scripts, [wifi('B')], now), 1)
  assert.equal((await scripts.one('wifi'))?.version, 2)
})

test('an older program beside a newer one does not bring its own form back', async () => {
  const scripts = memoryScripts()
  for (const title of ['A', 'B', 'A']) await publishShipped(scripts, [wifi(title)], now)
  assert.deepEqual((await scripts.one('wifi'))?.form, formOf('B'))
})

test('what the desk has published or withdrawn is the desk’s from then on', async () => {
  const published = memoryScripts()
  await publishShipped(published, [wifi('A')], now)
  await published.publish({ ...own, version: 2 })
  assert.equal(await publishShipped(published, [wifi('B')], now), 0)
  assert.deepEqual((await published.one('wifi'))?.form, own.form)
  const withdrawn = memoryScripts()
  await publishShipped(withdrawn, [wifi('A')], now)
  await withdrawn.withdraw('wifi')
  assert.equal(await publishShipped(withdrawn, [wifi('B')], now), 0)
  assert.equal(await withdrawn.one('wifi'), null)
})

test('two nodes that start at once publish a form once', async () => {
  const scripts = memoryScripts()
  const counts = await Promise.all([1, 2].map(() => publishShipped(scripts, [wifi('A')], now)))
  assert.deepEqual(counts.toSorted(), [0, 1])
  assert.equal((await scripts.past('wifi'))?.versions.length, 1)
})

test('the pictures that ship are those the scripts show, and are added once', async () => {
  const told: string[] = []
  const pictures = await shippedPictures(assert.fail)
  const shown = (await shippedScripts(assert.fail)).flatMap(one => shownBy(one.form()))
  assert.deepEqual(pictures.map(({ file }) => file).sort(), [...new Set(shown)].sort())
  const table = memoryScriptPictures()
  await table.add({ ...pictures[0]!, bytes: Buffer.from('ours'), at: now, by: 'agt_anna' })
  for (let start = 0; start < 2; start++)
    await addShippedPictures(table, pictures, now, line => void told.push(line))
  assert.equal((await table.known(shown)).length, pictures.length)
  assert.deepEqual((await table.one(pictures[0]!.file))?.by, 'agt_anna', 'the name is the desk’s')
  assert.equal(told.length, 2)
})
