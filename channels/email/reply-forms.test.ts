// The forms in which mail programs quote, and people and programs close a mail.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOfHtml } from './html-text.ts'
import { replyText } from './reply-text.ts'
import { readLetter } from './testing.ts'

const said = 'It still fails after the update.'
const marked = '> Hello Anna,\n> please restart the box.\n>\n> Bo'
const bare = '\nHello Anna,\nplease restart the box.\n\nBo'

for (const line of [
  'Am Di., 24. Nov. 2026 um 09:12 Uhr schrieb Bo Ek <bo@desk.example\n>:',
  'Missatge de Bo Ek <bo@desk.example> del dia dt., 24 de nov.\n2026 a les 9:12:',
  'Il giorno mar 24 nov 2026 alle ore 09:12 Bo Ek <bo@desk.example> ha\nscritto:',
  'Вы писали 24 ноября 2026 г., 9:12:33:',
  'вторник, 24 ноября 2026 г., 09:12:33 GMT+3, Bo Ek <bo@desk.example> написал(-а):',
  'Bo Ek писал(а) 2026-11-24 09:12:',
  'Gesendet: Dienstag, 24. November 2026 um 09:12 Uhr\nVon: "Bo Ek" <bo@desk.example>\nAn: a@kund.example\nBetreff: Re: Drucker',
  'Von:    Bo Ek <bo@desk.example>\nAn:     Anna\nDatum:  24.11.2026 09:12\nBetreff:        Re: Drucker\nGesendet von:   Eva',
  'De: Bo Ek <bo@desk.example>\nEnviat el: dimarts, 24 de novembre de 2026 9:12\nPer a: Anna\nTema: RE: Impressora',
  '----- Ursprüngliche Mail -----\nVon: "Bo Ek" <bo@desk.example>\nAn: "Anna" <a@kund.example>\nGesendet: Dienstag, 24. November 2026 09:12:33',
  '--- Eredeti üzenet ---\nFeladó: Bo Ek <bo@desk.example>\nDátum: 2026. nov. 24.\nTárgy: Re: Nyomtató',
  '##- Please type your reply above this line -##',
  '=-=-=-= Bitte antworten Sie oberhalb dieser Zeile =-=-=-=',
])
  test(`everything below "${line.split('\n')[0]}" is a quote without marks`, () => {
    assert.equal(replyText(`${said}\n\n${line}\n${bare}`), said)
  })

for (const line of [
  'Bo Ek wrote:',
  'Bo Ek schrieb:',
  'Zitat von Bo Ek <bo@desk.example>:',
  'Quoting Bo Ek <bo@desk.example>:',
])
  test(`"${line}" announces a quote above marks, and nothing without them`, () => {
    assert.equal(replyText(`${said}\n\n${line}\n${marked}`), said)
    const whole = `${said}\n\n${line}\nreboot it, and I did.`
    assert.equal(replyText(whole), whole)
  })

for (const closing of [
  'BR,\nAnna',
  '–\nAnna',
  'Mvh Anna',
  '/Anna',
  'Med vänlig hälsning / Best regards\nAnna Berg',
  'Saluti,\nAnna Berg',
  'Un cordiale saluto\nAnna',
  'Mit freundlichem Gruß\nAnna Berg',
  'Viele Grüße aus Köln\nAnna',
  'LG Anna',
  'i. A. Anna Berg\nSachbearbeitung',
  'Una salutació\nAnna',
  'С уважением, Анна',
  'Всего доброго,\nАнна',
  'Cheers,\nAnna',
  'Sent on the go',
  'Ottieni Outlook per iOS',
  'Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.',
  'Outlook für Android herunterladen<https://aka.ms/o0ukef>',
  'Descarrega l’Outlook per a iOS<https://aka.ms/o0ukef>',
  'Получить Outlook для iOS<https://aka.ms/o0ukef>',
  '<https://www.scanner.example/sig-email>\nVirus-free.www.scanner.example',
  'Hälsn. Anna',
  'Ha en bra dag!\nAnna',
  'С ув., Анна',
])
  test(`"${closing.split('\n')[0]}" closes a mail`, () => {
    assert.equal(replyText(`${said}\n\n${closing}`), said)
    assert.equal(
      replyText(`${said}\n\n${closing}\n\nOn 24 Nov 2026 at 09:12, Bo <bo@desk.example> wrote:\n${marked}`),
      said,
    )
  })

for (const words of [
  'Thanks,\nit works now but the other printer does not. Could you look at that one too?',
  'Grazie,\nora funziona ma la seconda stampante no. Potete guardare anche quella?',
  'Which one?\nThis one:\nLG Monitor',
  'The file lies in:\n/Users',
  'BR 24 läuft nicht mehr im Stream.',
  'Bitte Gruß an Herrn Meier.\nGruß an Herrn Meier, er soll mich anrufen.',
  'It is dead.\n\nBest would be a new one.\nOr not?',
  'The menu shows:\nFrom: 9:00\nTo: 17:00\nand nothing else. How do I change it?',
  'My data:\n\nModel: X200\nBought: 24.11.2026\nContact: anna@kund.example',
  'It fails here.\n\nSent from my iPhone the mail arrives, sent from the PC it does not, why?',
  'Вы писали, что починили.\nНе работает.',
])
  test(`"${words.split('\n').at(-1)}" is kept`, () => assert.equal(replyText(words), words))

test('a list’s footer below a quote is nobody’s answer; answers stand one blank line apart', () => {
  const footer = '__\nusers mailing list\nusers@lists.example'
  assert.equal(replyText(`${said}\n\nOn 24 Nov 2026, Bo wrote:\n${marked}\n\n${footer}`), said)
  const points = 'On 24 Nov 2026 at 09:12, Bo wrote:\n> Is it red?\n\nYes.\n\n> Restarted?\n\nTwice.'
  assert.equal(replyText(points), 'Yes.\n\nTwice.')
})

for (const [language, notice] of [
  [
    'en',
    'This e-mail is confidential and meant for its addressee. In error? Notify the sender and delete it.',
  ],
  ['sv', 'Detta meddelande är konfidentiellt och avsett för mottagaren. Radera det och meddela avsändaren.'],
  [
    'it',
    'Questo messaggio è riservato al destinatario. In caso di errore avvisate il mittente e cancellatelo.',
  ],
  [
    'de',
    'Diese Mail ist vertraulich und nur für den Empfänger. Bitte sonst löschen und den Absender warnen.',
  ],
  ['ca', 'Aquest missatge és confidencial, només per al destinatari. Aviseu el remitent i esborreu-lo.'],
  ['ru', 'Сообщение конфиденциально и предназначено адресату. Сообщите отправителю и удалите его.'],
] as const)
  test(`a notice of secrecy that a mail server adds below a marked quote is no answer (${language})`, () => {
    const quote = `On 24 Nov 2026 at 09:12, Bo <bo@desk.example> wrote:\n${marked}`
    assert.equal(replyText(`${said}\n\n${quote}\n\n${notice}`), said)
    assert.equal(replyText(`${quote}\n\n${said}\n\n${notice}`), said)
  })

const inner = '<div>Hello Anna,</div><div>please restart the box.</div>'
const html = (body: string) =>
  readLetter(`Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${body}`)
for (const [program, body] of [
  [
    'Gmail, in a language we do not know',
    `<div class="gmail_quote"><div dir="ltr" class="gmail_attr">Bo Ek ezt irta (2026. nov. 24.):<br></div><blockquote class="gmail_quote">${inner}</blockquote></div>`,
  ],
  [
    'Outlook, in Greek',
    `<hr><div id="divRplyFwdMsg"><b>Από:</b> Bo Ek<br><b>Προς:</b> Anna</div><div>${inner}</div>`,
  ],
  [
    'Thunderbird, in Hungarian',
    `<div class="moz-cite-prefix">2026. 11. 24. keltezéssel, Bo Ek irta:</div><blockquote type="cite">${inner}</blockquote>`,
  ],
  [
    'Yahoo, in Greek',
    `<div id="ydp1yahoo_quoted_1" class="yahoo_quoted"><div>Ο χρήστης Bo Ek είπε</div>${inner}</div>`,
  ],
  [
    'GMX',
    `<div name="quote"><b>Gesendet:</b>&nbsp;Dienstag um 09:12 Uhr<br/><b>Von:</b>&nbsp;Bo<div>${inner}</div></div>`,
  ],
  [
    'Proton, below its signature',
    `<div class="protonmail_signature_block"><div>Sent with Proton Mail</div></div><div class="protonmail_quote">On 24 Nov 2026 at 09:12, Bo &lt;bo@desk.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">${inner}</blockquote></div>`,
  ],
  [
    'Outlook on a phone',
    `<div id="ms-outlook-mobile-signature">Get <a href="https://x.example">Outlook</a></div><div id="divRplyFwdMsg">x</div>${inner}`,
  ],
] as const)
  test(`what ${program} marks as a quote in its HTML is one`, () => {
    assert.equal(html(`<div>${said}</div>${body}`).reply, said)
  })

test('links of a signature do not make it anything else', () => {
  const link = `https://kund.example/${'a'.repeat(100)}`
  const { reply } = html(`<p>${said}</p><p>Best regards<br>Anna<br><a href="${link}">Kund Ltd</a></p>`)
  assert.equal(reply, said)
})

test('answers within a marked quote are kept, and what is handed on is none', () => {
  const points = html(
    '<div class="gmail_quote"><div class="gmail_attr">Bo ezt irta:</div><blockquote>Red?</blockquote><div>Yes, since Monday.</div></div>',
  )
  assert.match(points.reply, /Yes, since Monday\./)
  const handed = html(
    '<div>see below</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Eva &lt;eva@x.example&gt;<br>Subject: Printer<br></div><div>It is red.</div></div>',
  )
  assert.deepEqual([handed.forwarded[0]?.from?.address, handed.reply], ['eva@x.example', 'see below'])
})

test('lines of preformatted words stay lines', () => {
  assert.equal(textOfHtml('<p>log:</p><pre>one\n  two</pre>'), 'log:\n\none\n  two')
})

test('lines made to be looked at long are not', () => {
  const begun = process.cpuUsage()
  for (const line of [
    `${'Ω'.repeat(100)}:`,
    '/Anna Berg Berg',
    `${'Sent '.repeat(11)}iphone`,
    `${'=-'.repeat(50)}reply above`,
    '>'.repeat(100),
    `${'-'.repeat(100)} a`,
    `On ${'1/1/11 '.repeat(60)}wrote:`,
  ])
    replyText(Array(5_000).fill(line).join('\n'))
  const { user } = process.cpuUsage(begun)
  assert.ok(user < 3_000_000, `${user} µs`)
})
