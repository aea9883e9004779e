// What a mail asks the database before it is recorded: one question tells who writes, whether suppliers write
// from there, and which cases know the mails its head names. Where the reading of the mail says otherwise
// than its head did, the reading holds. Not: where a mail belongs (intake-place.test.ts).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailIdsIn } from '#server/intake-place.ts'
import { mailed, rawMail } from '#server/mail-testing.ts'

let desk: TestDesk
before(async () => {
  desk = await testDesk()
})
after(() => desk.close())

/** A desk that counts what is asked of it. */
function counting() {
  const asked = { writers: 0, suppliers: 0, cases: 0 }
  const { shell, store } = desk
  const { writers, suppliers } = shell.desk
  const counted = <Args extends unknown[], Found>(what: keyof typeof asked, ask: (...args: Args) => Found) =>
    function count(...args: Args): Found {
      asked[what] += 1
      return ask(...args)
    }
  const watched = {
    ...shell,
    store: { ...shell.store, mailCases: counted('cases', shell.store.mailCases) },
    desk: {
      ...shell.desk,
      writers: { byAddress: counted('writers', writers.byAddress) },
      suppliers: { ...suppliers, byAddress: counted('suppliers', suppliers.byAddress) },
    },
  }
  return { asked, of: { shell: watched, store } }
}

test('a mail asks once, and an answer to a mail of before finds its case by it', async () => {
  const from = 'eva@one-question.example'
  const first = await mailed(desk, { from, id: 'first@one-question.example' })
  const { asked, of } = counting()
  const headers = ['In-Reply-To: <first@one-question.example>', 'References: <none@a.example>']
  const again = await mailed(of, { from, headers })
  assert.equal(again?.number, first?.number)
  assert.deepEqual(asked, { writers: 1, suppliers: 0, cases: 0 })
})

test('where the reading finds other mails than the head seemed to name, they are asked for', async () => {
  const from = 'ole@one-question.example'
  const first = await mailed(desk, { from, id: 'second@one-question.example' })
  const { asked, of } = counting()
  // A field given twice: the head is asked for its first.
  const headers = ['References:  ', 'In-Reply-To: second@one-question.example (his mail of Monday)']
  const again = await mailed(of, { from, headers })
  assert.deepEqual(mailIdsIn(rawMail({ from, headers })).length, 1)
  assert.equal(again?.number, first?.number)
  assert.deepEqual(asked, { writers: 1, suppliers: 0, cases: 1 })
})

test('who writes by another address than the envelope names is looked up by that', async () => {
  const first = await mailed(desk, { from: 'ana@one-question.example', id: 'third@one-question.example' })
  const { asked, of } = counting()
  const headers = ['In-Reply-To: <third@one-question.example>']
  const other = await mailed(of, { from: 'ana@elsewhere.example', headers })
  assert.notEqual(other?.number, first?.number)
  assert.equal(asked.cases, 0)
})

test('suppliers are asked for only where one writes from there, by address or by house', async () => {
  const lead = await desk.person({ roles: ['lead'] })
  const within = { answer: [60, 60, 60, 60], update: Array(4).fill(null), solution: Array(4).fill(null) }
  const agreed = { ...within, calendar: null, chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 }
  const addresses = ['help@maker-one.example', '@maker-two.example']
  const made = await desk.ask(lead, 'POST', 'suppliers', { name: 'Maker', addresses, agreed })
  assert.equal(made.status, 201, made.text)
  const askedBy = async (from: string) => {
    const { asked, of } = counting()
    await mailed(of, { from })
    return asked.suppliers
  }
  assert.equal(await askedBy('Help@Maker-One.example'), 1)
  assert.equal(await askedBy('sales@maker-one.example'), 0)
  assert.equal(await askedBy('anybody@maker-two.example'), 1)
})
