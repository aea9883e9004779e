// Pictures of scripts: added by whoever writes scripts, judged by their bytes, shown where the script may be
// seen.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { languages } from '#core/people/language.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let lead: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  lead = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
})
after(() => desk.close())

const svg = (inside = '') => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`
async function add(by: Person, name: string, bytes: string | Buffer) {
  const form = new FormData()
  form.append('file', new Blob([bytes as never], { type: 'image/png' }), name)
  const request = new Request('http://here', { method: 'POST', body: form })
  const payload = Buffer.from(await request.arrayBuffer())
  const type = request.headers.get('content-type')!
  return desk.ask(by, 'POST', 'script-pictures', payload, { 'content-type': type })
}
const all = (text: string) => Object.fromEntries(languages.map(one => [one, `${text} ${one}`]))
const formWith = (slug: string, file: string, level = 0) => ({
  ...{ slug, languages, title: all(slug), says: all(slug), article: slug, start: 'light' },
  steps: [
    {
      ...{ name: 'light', ask: all('Ask'), why: all('Why'), say: all('Say'), text: {} },
      ...{ level, picture: { file, alt: all('A "light"') }, next: [{ to: 'done' }], otherwise: 'done' },
    },
    { name: 'done', end: 'solved', say: all('Good'), fixed: all('It') },
  ],
})
const draft = (slug: string, file: string, level = 0) =>
  desk.ask(lead, 'PUT', `scripts/${slug}/draft`, { form: formWith(slug, file, level), revision: 0 })
const publish = async (slug: string, file: string, level = 0) => {
  const { json } = await draft(slug, file, level)
  const made = await desk.ask(lead, 'POST', `scripts/${slug}/publish`, { revision: json.revision })
  assert.equal(made.status, 201, made.text)
}

describe('a picture of a script', () => {
  it('is added by whoever may write scripts, and read by everybody of the desk', async () => {
    assert.equal((await add(bo, 'a.svg', svg())).status, 403)
    const { status, json } = await add(lead, 'DSL Light.svg', svg('<path d="M0 0"/>'))
    assert.deepEqual([status, json.file, json.type], [201, 'dsl-light.svg', 'image/svg+xml'])
    const read = await desk.ask(bo, 'GET', 'script-pictures/dsl-light.svg')
    assert.equal(read.status, 200)
    assert.match(String(read.headers['content-security-policy']), /^sandbox; default-src 'none'/)
    assert.match(String(read.headers['cache-control']), /immutable/)
    assert.equal(read.headers['content-type'], 'image/svg+xml')
    assert.equal((await desk.ask(null, 'GET', 'script-pictures/dsl-light.svg')).status, 401)
    assert.equal((await desk.ask(bo, 'GET', 'script-pictures/none.svg')).status, 404)
    assert.equal((await desk.ask(bo, 'GET', 'script-pictures/..%2fpasswd')).status, 400)
  })

  it('keeps its name for ever: other bytes of that name get another', async () => {
    const first = (await add(lead, 'plug.svg', svg('<path d="M1 1"/>'))).json.file
    assert.equal(
      (await add(lead, 'plug.svg', svg('<path d="M1 1"/>'))).json.file,
      first,
      'the same once more',
    )
    const other = (await add(lead, 'plug.svg', svg('<path d="M2 2"/>'))).json.file
    assert.match(other, /^plug-[0-9a-f]{12}\.svg$/)
    assert.match((await desk.ask(bo, 'GET', `script-pictures/${first}`)).text, /M1 1/)
  })

  it('is refused where it is none, could act, or is too large', async () => {
    assert.equal((await add(lead, 'a.png', 'no picture')).json.code, 'script.no_picture')
    assert.equal((await add(lead, 'a.svg', svg('<script>1</script>'))).json.code, 'script.no_picture')
    const large = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(1024 * 1024)])
    assert.equal((await add(lead, 'a.png', large)).json.code, 'upload.too_large')
  })
})

describe('a script that shows one', () => {
  it('has a fault with its place where there is no such picture, and takes it once it is there', async () => {
    const { json } = await draft('lights', 'lights.svg')
    const [fault] = json.faults
    assert.deepEqual(
      [fault.path, fault.code, fault.step],
      ['steps.0.picture.file', 'picture_unknown', 'light'],
    )
    assert.match(fault.message, /no picture lights\.svg/)
    assert.equal((await desk.ask(lead, 'POST', 'scripts/lights/publish', { revision: 1 })).status, 422)
    await add(lead, 'lights.svg', svg())
    assert.deepEqual((await desk.ask(lead, 'GET', 'scripts/lights/draft')).json.faults, [])
  })

  it('comes back from its file with the picture, and with the same fault where that is missing', async () => {
    await add(lead, 'cable.svg', svg())
    await publish('cable', 'cable.svg')
    const file = await desk.ask(lead, 'GET', 'scripts/cable/export')
    const taken = await desk.ask(lead, 'POST', 'scripts/import', { text: file.text })
    assert.deepEqual([taken.status, taken.json.faults], [200, []])
    const foreign = file.text.replace('file: cable.svg', 'file: gone.svg')
    const broken = await desk.ask(lead, 'POST', 'scripts/import', { text: foreign })
    assert.deepEqual([broken.status, broken.json.faults[0].code], [200, 'picture_unknown'])
  })

  it('shows it to customers at its step, with words that stand for it, and nothing of scripts of ours', async () => {
    await add(lead, 'net.svg', svg())
    await publish('net', 'net.svg')
    const page = await desk.ask(null, 'GET', '/en/help/scripts/net/0')
    const src = '/en/help/scripts/net/pictures/1/net.svg'
    assert.match(page.text, new RegExp(`<img src="${src}" alt="A &quot;light&quot; en" loading="lazy"`))
    const shown = await desk.ask(null, 'GET', src)
    assert.deepEqual([shown.status, shown.headers['content-type']], [200, 'image/svg+xml'])
    assert.match(String(shown.headers['cache-control']), /^public, .*immutable/)
    assert.match(String(shown.headers['content-security-policy']), /^sandbox; default-src 'none'/)
    await add(lead, 'inner.svg', svg('<path/>'))
    await publish('inner', 'inner.svg', 1)
    for (const not of ['inner/pictures/1/inner.svg', 'net/pictures/2/net.svg', 'net/pictures/1/inner.svg'])
      assert.equal((await desk.ask(null, 'GET', `/en/help/scripts/${not}`)).status, 404, not)
  })
})
