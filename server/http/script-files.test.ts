// Scripts as files over HTTP: what is taken out, put in, and what is wrong with a file at which line.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { parse } from 'yaml'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let karin: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  karin = await desk.person({ name: 'Karin Holm', roles: ['lead'] })
})
after(() => desk.close())

const done = { name: 'done', end: 'solved', say: { en: 'Good.' }, fixed: { en: 'The light' } }
const form = (slug: string, more: Record<string, unknown> = {}) => ({
  slug,
  languages: ['en'],
  title: { en: 'No internet' },
  says: { en: 'It is down' },
  article: 'no-internet',
  start: 'done',
  steps: [done],
  ...more,
})
const save = (slug: string, own: object, revision = 0) =>
  desk.ask(karin, 'PUT', `scripts/${slug}/draft`, { form: own, revision })
const out = (slug: string, query: string, by: Person | null = bo) =>
  desk.ask(by, 'GET', `scripts/${slug}/export?${query}`)

test('a script is taken out as YAML or JSON: the live one, an older one, the draft', async () => {
  await save('wifi', form('wifi'))
  await desk.ask(karin, 'POST', 'scripts/wifi/publish', { revision: 1 })
  const second = form('wifi', { title: { en: 'Wi-Fi' } })
  await save('wifi', second)
  await desk.ask(karin, 'POST', 'scripts/wifi/publish', { revision: 3 })
  const third = form('wifi', { title: { en: 'Wi-Fi is slow' } })
  await save('wifi', third)

  const live = await out('wifi', 'as=yaml')
  assert.deepEqual([live.status, parse(live.text)], [200, second])
  assert.match(String(live.headers['content-type']), /^application\/yaml/)
  assert.equal(live.headers['content-disposition'], 'attachment; filename="wifi.yaml"')
  assert.match(live.text, /^slug: wifi\nlanguages:/)
  assert.deepEqual((await out('wifi', 'as=json&version=1')).json, form('wifi'))
  assert.deepEqual((await out('wifi', 'as=json&draft=true')).json, third)
})

test('what is not there is not taken out, and nothing is for nobody', async () => {
  await save('only-draft', form('only-draft'))
  const told = async (slug: string, query: string) => {
    const { status, json } = await out(slug, query)
    return [status, json.code]
  }
  assert.deepEqual(await told('only-draft', 'as=yaml'), [404, 'script.not_found'])
  assert.deepEqual(await told('none', 'draft=true'), [404, 'script.draft_not_found'])
  assert.deepEqual(await told('only-draft', 'as=pdf'), [400, 'request.invalid'])
  assert.equal((await out('only-draft', 'draft=true', null)).status, 401)
})

test('the past of a script is told, the newest version first', async () => {
  await save('past', form('past'))
  await desk.ask(karin, 'POST', 'scripts/past/publish', { revision: 1 })
  await save('past', form('past', { title: { en: 'Past' } }))
  await desk.ask(karin, 'POST', 'scripts/past/publish', { revision: 3 })
  const { json } = await desk.ask(bo, 'GET', 'scripts/past/versions')
  assert.deepEqual(
    [json.live, json.items.map(({ version, by }: { version: number; by: string }) => [version, by])],
    [
      2,
      [
        [2, karin.id],
        [1, karin.id],
      ],
    ],
  )
  const none = await desk.ask(bo, 'GET', 'scripts/none/versions')
  assert.deepEqual([none.status, none.json.code], [404, 'script.not_found'])
})

const bring = (by: Person, text: string, more: object = {}) =>
  desk.ask(by, 'POST', 'scripts/import', { text, ...more })

test('a file that is a script becomes a draft, from YAML as from JSON, and what ships is one', async () => {
  const yaml = await bring(
    karin,
    `# mine\n${(await out('wifi', 'as=yaml')).text.replaceAll('wifi', 'brought')}`,
  )
  assert.deepEqual([yaml.status, yaml.json.slug, yaml.json.revision], [200, 'brought', 1], yaml.text)
  const json = await bring(karin, JSON.stringify(form('from-json')))
  assert.deepEqual([json.json.form, json.json.faults], [form('from-json'), []])
  const shipped = await readFile(new URL('../../scripts/no-internet.yaml', import.meta.url), 'utf8')
  const { status, json: own } = await bring(karin, shipped)
  assert.deepEqual([status, own.slug, own.form.languages.length], [200, 'no-internet', 6])
  assert.deepEqual(parse((await out('no-internet', 'draft=true')).text), parse(shipped))
})

test('a file brought in while somebody writes is put together with it', async () => {
  await save('shared', form('shared'))
  await save('shared', form('shared', { title: { en: 'Mine' } }), 1)
  const brought = await bring(karin, JSON.stringify(form('shared', { article: 'other' })), { revision: 1 })
  assert.deepEqual([brought.json.clashes, brought.json.revision], [[], 3])
  assert.deepEqual([brought.json.form.title.en, brought.json.form.article], ['Mine', 'other'])
  // Made of what is there now, it takes its place; a revision of another script says nothing.
  const text = JSON.stringify(form('shared', { title: { en: 'From the file' } }))
  const other = await bring(karin, text, { revision: 3, slug: 'kept' })
  assert.deepEqual([other.json.clashes.length, other.json.form.title.en], [2, 'Mine'])
  const same = await bring(karin, text, { revision: 3, slug: 'shared' })
  assert.deepEqual([same.json.clashes, same.json.form.title.en], [[], 'From the file'])
})

test('a file with faults in where it leads is a draft with problems', async () => {
  const faulty = form('half', { start: 'gone' })
  const half = await bring(karin, JSON.stringify(faulty))
  assert.deepEqual([half.status, half.json.faults[0].code], [200, 'start_unknown'])
})

test('a broken file names line and cause, and changes nothing', async () => {
  await save('kept', form('kept'))
  const good = (await out('kept', 'draft=true')).text
  const told = async (text: string) => {
    const { status, json } = await bring(karin, text)
    return [status, json.code, json.details.line, json.fields[0].path]
  }
  const lineOf = (word: string) => good.split('\n').findIndex(one => one.includes(word)) + 1
  const unclosed = good.replace('title:', 'title: "')
  assert.equal((await told(unclosed))[1], 'script.not_readable')
  const wrong = good.replace('end: solved', 'end: perhaps')
  const at = lineOf('end: solved')
  assert.deepEqual(await told(wrong), [422, 'script.not_readable', at, `${at}:steps.0.end`])
  assert.match((await bring(karin, wrong)).json.fields[0].message, /solved, hand_off/)
  assert.deepEqual((await told('a: [1, 2'))[0], 422)
  const steps = Array.from({ length: 2_001 }, (_, i) => ({ ...done, name: `s${i}` }))
  const many = await bring(karin, JSON.stringify(form('kept', { start: 's0', steps })))
  assert.deepEqual([many.status, many.json.fields[0].path], [422, '1:steps'])
  assert.match(many.json.fields[0].message, /at most 2000/)
  const { json } = await desk.ask(bo, 'GET', 'scripts/kept/draft')
  assert.deepEqual([json.revision, json.form], [1, form('kept')])
})

test('who may not write brings nothing in', async () => {
  const { status, json } = await bring(bo, JSON.stringify(form('bo')))
  assert.deepEqual([status, json.code], [403, 'role.missing'])
  assert.equal((await desk.ask(bo, 'GET', 'scripts/bo/draft')).status, 404)
  assert.equal((await bring(karin, ' ')).status, 400)
})
