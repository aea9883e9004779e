// Robots and mail servers that say what they are in words, in our languages; and people who only sound alike.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLetter } from './testing.ts'

const letter = (subject: string, header = '') =>
  readLetter(`From: anna@kund.example\nSubject: ${subject}\n${header}\nI am away until Monday.`)

for (const subject of [
  'Frånvarande: Re: Skrivare',
  'Jag är på semester',
  'Assente: R: Stampante',
  'Sono in ferie',
  'Abwesend: AW: Drucker',
  'Ich bin nicht im Büro',
  'Absència: Re: Impressora',
  'В отпуске: Re: Принтер',
  'I am out of the office',
  'AUTO: Anna Berg is out of the office (returning 30/11/2026)',
])
  test(`"${subject}" is an absence note`, () => assert.equal(letter(subject).auto, 'auto-reply'))

for (const header of [
  'X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\n',
  'X-Mailer: vacation 1.2\n',
  'Delivered-To: Autoresponder\n',
  'X-POST-MessageClass: 9; Autoresponder\n',
])
  test(`"${header.trim()}" is a robot's`, () => assert.equal(letter('Re: Hi', header).auto, 'auto-reply'))

test('people who write of absence, or from programs, are people', () => {
  for (const subject of [
    'Vacation calendar is empty',
    'Urlaub eintragen geht nicht',
    'The automatic reply fails',
  ])
    assert.equal(letter(subject).auto, null)
  assert.equal(readLetter('Subject: Re: Hi\nX-Mailer: Apple Mail\n\nIt is still dark.').auto, null)
})

const report = (subject: string, words: string) =>
  readLetter(`From: Postmaster <postmaster@kund.example>\nSubject: ${subject}\n\n${words}`).bounce
for (const [subject, words, isDead] of [
  [
    'Unzustellbar',
    'Die Nachricht an anna@kund.example konnte nicht zugestellt werden.\nGrund: Empfänger unbekannt',
    true,
  ],
  [
    'Unzustellbar',
    'Die Nachricht an anna@kund.example konnte nicht zugestellt werden.\nDas Postfach ist voll, Postfach überfüllt',
    false,
  ],
  ['Kunde inte levereras', 'Till anna@kund.example.\nOrsak: okänd mottagare', true],
  ['Mancata consegna', 'Non consegnato a <anna@kund.example>.\nIndirizzo inesistente', true],
  ['Письмо не доставлено', 'Для anna@kund.example.\nПричина: пользователь не найден', true],
  ['Письмо не доставлено', 'Для anna@kund.example.\nПричина: превышена квота', false],
  ["No s'ha pogut lliurar", "Per a anna@kund.example.\nMotiu: l'usuari no existeix", true],
] as const)
  test(`"${words.split('\n')[1]}" means that the address is ${isDead ? 'dead' : 'alive'}`, () => {
    assert.deepEqual(
      report(subject, words)?.recipients.map(({ address, hard }) => [address, hard]),
      [['anna@kund.example', isDead]],
    )
  })
