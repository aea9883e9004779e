// Whoever mails us in the names of others, again and again, makes us write to each of them once a day at
// most, and never a word of his own: no inbox is flooded through us, and nobody speaks through us. Not: the
// limits one by one (store/desk/desk.test.ts), nor what a mail says (mail-template.test.ts).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs } from '#core/kit/time.ts'
import { confirmation } from '#server/confirmation.ts'
import { type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailed } from '#server/mail-testing.ts'
import type { Shell } from '#server/shell.ts'
import { deliverAll, keepingRelay } from '#server/testing/sent-mail.ts'

const isFull = process.env.FULL === '1'
const victims = isFull ? 100 : 20
const each = isFull ? 100 : 4
/** What stands in every field he writes, and in nothing of ours. */
const foreign = 'winnings'

let desk: TestDesk
before(async () => {
  desk = await testDesk()
})
after(() => desk.close())

/** The mails that leave while somebody writes in the names of so many others. */
async function leaving(house: string, change: (shell: Shell) => Shell = shell => shell): Promise<string[]> {
  const shell = change({ ...desk.shell, confirmation: of => confirmation(shell, of) })
  for (let mail = 0; mail < each; mail++)
    for (let n = 0; n < victims; n++)
      await mailed(
        { shell, store: desk.store },
        {
          from: `"Claim your ${foreign}" <victim${n}@${house}>`,
          subject: `Your ${foreign} ${mail}`,
          text: `Fetch your ${foreign} at https://evil.example/${mail}.`,
        },
      )
  const { relay, mails } = keepingRelay()
  await deliverAll(desk, relay)
  return mails.map(({ mail }) => JSON.stringify([mail.to, mail.subject, mail.text, mail.html]))
}

const saysForeign = (mail: string) => mail.includes(foreign) || mail.includes('evil.example')

test('of any number of mails in the names of others, each of them hears once a day, in words of ours', async () => {
  const today = await leaving('once.example')
  assert.equal(today.length, victims)
  assert.equal(new Set(today.map(mail => /victim\d+@/.exec(mail)?.[0])).size, victims)
  // Counted, not shown: a mail is long.
  assert.equal(today.filter(saysForeign).length, 0)
  desk.pass(dayMs)
  assert.equal((await leaving('once.example')).length, victims, 'on the next day once more')
})

test('a desk that asks for no limit is found out', async () => {
  const unlimited = (shell: Shell): Shell => {
    const automaticMails = { ...shell.desk.automaticMails, take: async () => 'yes' as const }
    const blind: Shell = { ...shell, desk: { ...shell.desk, automaticMails } }
    return { ...blind, confirmation: of => confirmation(blind, of) }
  }
  assert.ok((await leaving('often.example', unlimited)).length > victims)
})
