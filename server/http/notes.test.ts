// Notes of a kind, what they ask, and what is unclear in them: by the HTTP doors, with a real database.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { notifyDue } from '#server/react/notify.ts'

let desk: TestDesk
let bo: Person
let eva: Person
let lead: Person
let foreign: Person

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  eva = await desk.person({ name: 'Eva Lind' })
  lead = await desk.person({ name: 'Karin Holm', roles: ['agent', 'lead'] })
  foreign = await desk.person({ name: 'Jordi Mas', levels: [3], teams: [desk.teams[3]] })
})
after(() => desk.close())

async function noted(kind?: string) {
  const { id } = await desk.opened(bo)
  const answer = await desk.ask(bo, 'POST', `cases/${id}/note/add`, { text: 'It blinks.', kind })
  assert.equal(answer.status, 200, answer.text)
  return { id, note: answer.json.ids.note as string }
}
const ledger = async (id: string) => (await desk.ask(lead, 'GET', `cases/${id}/ledger`)).json
const unreadOf = async (who: Person) => {
  await notifyDue(desk.shell)
  return (await desk.ask(who, 'GET', 'notices')).json.items.map((one: { cause: string }) => one.cause)
}

test('a note says what it is about, and no kind is made up', async () => {
  const { id } = await noted('environment')
  assert.equal((await ledger(id)).ledger.at(-1).kind, 'environment')
  const plain = await noted()
  assert.equal((await ledger(plain.id)).ledger.at(-1).kind, undefined)
  const odd = await desk.ask(bo, 'POST', `cases/${id}/note/add`, { text: 'x', kind: 'gossip' })
  assert.deepEqual([odd.status, odd.json.code], [400, 'request.invalid'])
})

test('what is unclear is told to its author, mended by him, and told back; nobody else hears of it', async () => {
  const { id, note } = await noted('finding')
  const flagged = await desk.ask(eva, 'POST', `cases/${id}/note/flag`, {
    about: note,
    missing: 'other',
    words: 'Which lamp blinks?',
  })
  assert.equal(flagged.status, 200, flagged.text)
  assert.deepEqual(await unreadOf(bo), ['note.flagged'])
  assert.deepEqual(await unreadOf(lead), [])
  const stranger = await desk.ask(eva, 'POST', `cases/${id}/note/mend`, { about: note, text: 'x' })
  assert.deepEqual([stranger.status, stranger.json.code], [403, 'note.not_yours'])
  const mended = await desk.ask(bo, 'POST', `cases/${id}/note/mend`, { about: note, text: 'The DSL lamp.' })
  assert.equal(mended.status, 200, mended.text)
  assert.deepEqual(await unreadOf(eva), ['note.mended'])
  const { ledger: facts, texts } = await ledger(id)
  const said = facts
    .slice(-3)
    .map((one: { text?: { text: string }; words?: { text: string } }) => texts[(one.text ?? one.words)!.text])
  assert.deepEqual(said, ['It blinks.', 'Which lamp blinks?', 'The DSL lamp.'])
})

test('nobody flags his own note, nor in a case he cannot see', async () => {
  const { id, note } = await noted()
  const own = await desk.ask(bo, 'POST', `cases/${id}/note/flag`, { about: note, missing: 'why' })
  assert.deepEqual([own.status, own.json.code], [422, 'note.own'])
  const unseen = await desk.ask(foreign, 'POST', `cases/${id}/note/flag`, { about: note, missing: 'why' })
  assert.deepEqual([unseen.status, unseen.json.code], [404, 'case.not_found'])
})

test('every kind asks what is shipped, in six languages, until a house asks something else', async () => {
  const of = async (level: number, kind: string) =>
    (await desk.ask(bo, 'GET', 'note-templates')).json.items.find(
      (one: { level: number; kind: string }) => one.level === level && one.kind === kind,
    )
  const shipped = await of(1, 'environment')
  assert.deepEqual(shipped.questions.en, ['Device', 'Version', 'Place', 'What changed'])
  assert.deepEqual(shipped.questions.de, ['Gerät', 'Welche Version', 'Ort', 'Was sich geändert hat'])
  assert.deepEqual([shipped.own, shipped.version], [[], 0])
  const put = (by: Person, body: object) => desk.ask(by, 'PUT', 'note-templates/1/environment', body)
  assert.equal((await put(bo, { version: 0, questions: {} })).status, 403)
  const kept = await put(lead, { version: 0, questions: { de: [' Anschluss ', 'Dose'], en: [] } })
  assert.equal(kept.status, 200, kept.text)
  const own = await of(1, 'environment')
  assert.deepEqual([own.questions.de, own.questions.en, own.own], [['Anschluss', 'Dose'], [], ['en', 'de']])
  assert.deepEqual(own.questions.sv, ['Enhet', 'Version', 'Plats', 'Vad som ändrats'])
  assert.deepEqual((await of(2, 'environment')).questions, shipped.questions)
  assert.equal((await put(lead, { version: 0, questions: {} })).json.code, 'set_up.changed')
  for (const de of [['a', 'a'], ['x'.repeat(61)], [' '], Array.from({ length: 9 }, (_, i) => `q${i}`)])
    assert.equal((await put(lead, { version: 1, questions: { de } })).status, 400, String(de))
  const again = await put(lead, { version: 1, questions: { de: ['Anschluss'] } })
  assert.equal(again.json.version, 2)
  const stale = await desk.ask(lead, 'DELETE', 'note-templates/1/environment?version=1')
  assert.equal(stale.json.code, 'set_up.changed')
  const reset = await desk.ask(lead, 'DELETE', 'note-templates/1/environment?version=2')
  assert.equal(reset.status, 204)
  assert.deepEqual(await of(1, 'environment'), shipped)
})
