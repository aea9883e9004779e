// Reactions of mail programs, and people who write of reactions.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reactionSign } from './reaction.ts'
import { readLetter } from './testing.ts'

const quote = 'On 24 Nov 2026 at 09:12, Bo Ek <bo@desk.example> wrote:\n> Hello Anna,\n> it should work now.'
const kind = (words: string) =>
  readLetter(
    `From: anna@kund.example\nSubject: Re: Printer\nContent-Type: text/plain; charset=utf-8\n\n${words}\n\n${quote}`,
  ).auto

for (const words of [
  '👍 Anna Berg reacted to your message:',
  'Anna Berg reacted 👍 to your message',
  '❤️\n\nAnna Berg reacted via Gmail\n<https://www.google.com/gmail/about/?utm_source=gmail-in-product>',
  'Anna Berg reacted to your message with 🎉',
  '👍 Anna Berg reagerade på ditt meddelande:',
  '👍 Anna Berg har reagerat via Gmail',
  '👍 Anna Berg ha reagito al tuo messaggio:',
  '😊 Anna Berg ha reagito tramite Gmail',
  '👍 Anna Berg hat auf Ihre Nachricht reagiert:',
  '👍 Anna Berg hat mit 👍 auf deine Nachricht reagiert',
  '🎉 Anna Berg hat über Gmail reagiert',
  '👍 Anna Berg ha reaccionat al teu missatge:',
  '👏 Anna Berg ha reaccionat a través de Gmail',
  '👍 Анна Берг отреагировала на ваше сообщение:',
  '👍 Анна Берг отреагировал(а) через Gmail',
])
  test(`"${words.replaceAll('\n', ' ')}" is a reaction`, () => assert.equal(kind(words), 'reaction'))

for (const words of [
  '👍',
  'Nobody reacted to your message, and it still fails.',
  '👍 Anna Berg reacted to your message:\nBut the scanner does not work.',
  'Does it matter that Anna reacted to your message?',
  'Der Drucker hat auf Ihre Nachricht reagiert, aber er druckt nicht.',
  'The printer reacted to your message.',
  'Has anybody reacted via Gmail since? I see nothing.',
])
  test(`"${words.replaceAll('\n', ' ')}" is a letter`, () => assert.equal(kind(words), null))

const withPart = (json: string, words: string) =>
  readLetter(`From: anna@kund.example
Subject: Re: Printer
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

${words}
--b
Content-Type: text/vnd.google.email-reaction+json; charset=utf-8

${json}
--b
Content-Type: text/html; charset=utf-8

<p>${words}</p>
--b--`).auto

test('the part by which Gmail tells it counts in any language, unless somebody wrote words beside it', () => {
  const json = '{"emoji":"👍🏽","version":1}'
  assert.equal(withPart(json, '👍🏽'), 'reaction')
  assert.equal(withPart(json, 'It still fails.'), null)
  assert.equal(withPart('{"emoji":"see the attached"}', '👍'), null)
  assert.equal(withPart('{', '👍'), null)
})

test('what is shown is the sign', () => {
  assert.deepEqual(
    ['👍🏽 Anna reacted', 'Anna hat mit ❤️ reagiert', '👩‍💻', '🇸🇪!', 'Anna reacted via Gmail'].map(
      reactionSign,
    ),
    ['👍🏽', '❤️', '👩‍💻', '🇸🇪', ''],
  )
})

test('words made to be looked at long are not', () => {
  const begun = process.cpuUsage()
  for (const piece of ['👍', 'a ', 'hat mit ', 'reacted ', '.,'])
    for (let times = 0; times < 50; times++) kind(piece.repeat(200 / piece.length).slice(0, 199))
  const { user } = process.cpuUsage(begun)
  assert.ok(user < 4_000_000, `${user} µs`)
})
