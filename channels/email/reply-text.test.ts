import assert from 'node:assert/strict'
import { test } from 'node:test'
import { replyText } from './reply-text.ts'

const said = 'Den nya routern blinkar rött.'
const quoted = '\n> Hej,\n> har du startat om den?\n'

for (const line of [
  'On Fri, Oct 14, 2022 at 10:25 AM Bo Ek\n<bo@example.com> wrote:',
  'Den tors 21 maj 2020 kl 23:09 skrev Bo Ek <bo@example.com>:',
  'Il giorno gio 26 nov 2026 alle ore 10:12 Bo Ek <bo@example.com> ha scritto:',
  'Am Mo., 17. Aug. 2020 um 21:01 Uhr schrieb Bo Ek\n<bo@example.com>:',
  'El dt., 26 d’ag. 2025 a les 10:12, Bo Ek <bo@example.com> va escriure:',
  'ср, 30 апр. 2025 г. в 15:19, Bo Ek <bo@example.com>:',
  '-----Ursprungligt meddelande-----',
  'Från: Bo Ek <bo@example.com>\nSkickat: den 26 november 2026 10:12\nTill: Anna\nÄmne: SV: Router',
  'Von: Bo Ek <bo@example.com>\nGesendet: Donnerstag, 26. November 2026 10:12\nAn: Anna\nBetreff: AW: Router',
  'От: Bo Ek <bo@example.com>\nОтправлено: 26 ноября 2026 г. 10:12\nКому: Anna\nТема: Re: Router',
]) {
  test(`everything from "${line.split('\n')[0]}" on is a quote`, () => {
    assert.equal(replyText(`${said}\n\n${line}\n${quoted}`), said)
  })
}

for (const signature of [
  '-- \nAnna Berg\nSundnät',
  'Med vänlig hälsning\nAnna Berg',
  'Mit freundlichen Grüßen\nAnna',
  'С уважением,\nАнна',
  'Sent from my iPhone',
  'Skickat från min iPhone',
]) {
  test(`the signature "${signature.split('\n')[0]}" is not part of what was said`, () => {
    assert.equal(replyText(`${said}\n\n${signature}\n`), said)
  })
}

test('words that only look like marks are kept', () => {
  for (const text of [
    'On Monday I wrote to you.\nStill nothing.',
    'With regards to the bill: it is wrong.',
    'I tried:\n-- restart\n-- reset\nThank you for looking at this.',
    'The phone was sent from my office to you last week, please look.',
    '',
  ]) {
    assert.equal(replyText(text), text)
  }
})

test('answers between the lines of a quote are kept', () => {
  const text = replyText(
    `On 26 Nov 2026 at 10:12, Bo <bo@example.com> wrote:\n> Is it red?\n\nYes, since Monday.\n\n> Restarted?\n\nTwice, no change.\n`,
  )
  assert.match(text, /Yes, since Monday\./)
  assert.match(text, /Twice, no change\./)
})

test('a mail that is all quote is shown rather than nothing', () => {
  assert.notEqual(replyText('> only this'), '')
})

test('a very long hostile text takes no time', () => {
  const since = performance.now()
  for (const text of [
    '> '.repeat(500_000),
    'On '.repeat(300_000),
    `${'a '.repeat(300)}\n`.repeat(4_000),
    '\n'.repeat(4_900),
  ])
    replyText(text)
  assert.ok(performance.now() - since < 3_000)
})
