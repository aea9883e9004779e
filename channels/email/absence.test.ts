// Notes of absence that no header marks, in six languages; and people who write of being away.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAbsenceNote } from './absence.ts'
import { readLetter } from './testing.ts'

for (const note of [
  'I am out of the office until 30 November.',
  'Hello,\n\nThank you for your email. I am currently out of the office with limited access to email and will return on Monday 30 November. For urgent matters please contact Eva Berg at eva@kund.example.\n\nAnna',
  "Hi,\n\nI'm on annual leave from 20 to 30 November. I will reply to your message when I return.",
  'Hej!\n\nTack för ditt mejl. Jag är på semester till och med den 30 november. Vid brådskande ärenden kontakta Eva Berg, 08-123 45 67.',
  'Jag är inte på kontoret och är åter den 30 november.',
  'Buongiorno,\n\ngrazie per la vostra e-mail. Sono in ferie fino al 30 novembre. Per urgenze potete contattare Eva Berg.',
  'Sono fuori ufficio fino al 30 novembre e risponderò al mio rientro.',
  'Guten Tag,\n\nvielen Dank für Ihre Nachricht. Ich bin vom 20. November bis zum 30. November nicht im Büro. Ihre E-Mail wird nicht weitergeleitet. In dringenden Fällen wenden Sie sich bitte an Frau Berg.',
  'Ich bin bis 30.11. im Urlaub und ab dem 1. Dezember wieder erreichbar.',
  'Bon dia,\n\nGràcies pel vostre correu. Estic de vacances fins al 30 de novembre. Per a qüestions urgents podeu escriure a eva@kund.example.',
  'Estic fora de l’oficina fins dilluns. Tornaré el 30 de novembre.',
  'Здравствуйте!\n\nСпасибо за ваше письмо. Я нахожусь в отпуске до 30 ноября. По срочным вопросам обращайтесь к Еве Берг.',
  'Я буду отсутствовать до 30 ноября. Отвечу после возвращения.',
  'Hi there,\n\nThanks for reaching out. I am out of the office from Monday, November 23 through Friday, November 27 and will have limited access to email. If your request is urgent, please contact support@kund.example. Otherwise I will get back to you when I return.\n\nThanks,\nAnna',
  "I'm currently on parental leave and will be back on 1 March 2027. Please contact Bo Ek for urgent matters.",
  'Thank you for your message. I am away from the office today and will reply as soon as possible.',
  'I will be traveling for work on July 10-31. During that time I will have intermittent access to email and phone, and I will respond to your message as promptly as possible.',
  'Hello, I am out of office this week. I will answer your email on my return on 30 November.',
  'Jag är på semester v. 48 och svarar på mejl när jag är tillbaka den 30 november.\n\nVid akuta ärenden, ring växeln på 08-123 45 67.',
  'Hej,\n\nJag är tjänstledig fram till den 1 mars. Ditt mejl vidarebefordras inte.\n\nMvh Anna',
  'Hej! Just nu är jag på semester och är åter på kontoret måndag 30/11. Vid brådskande ärenden kontakta vår support.',
  'Tack för ditt meddelande! Jag är föräldraledig till och med 15 januari 2027. Kontakta gärna Eva Berg under min frånvaro.',
  "Gentile mittente,\n\nsono assente dall'ufficio fino al 30/11. In caso di urgenza contattare il numero 02 1234567.\n\nCordiali saluti\nAnna Berg",
  'Buongiorno, sarò fuori sede dal 20 al 27 novembre con accesso limitato alla posta. Risponderò al più presto al mio rientro.',
  'Grazie per il messaggio. Sono in ferie e rientrerò lunedì 30 novembre. Per questioni urgenti scrivere a eva@kund.example.',
  'Sehr geehrte Damen und Herren,\n\nich bin bis einschließlich 30.11.2026 nicht im Hause. Ihre Nachricht wird in dieser Zeit nicht gelesen und nicht weitergeleitet. Bei dringenden Angelegenheiten wenden Sie sich bitte an meine Kollegin Frau Berg (Tel. 0221 12345).\n\nMit freundlichen Grüßen\nAnna',
  'Hallo,\nvielen Dank für deine Mail. Ich bin derzeit im Urlaub und ab dem 30.11. wieder erreichbar. Deine Mail werde ich nach meiner Rückkehr beantworten.\nViele Grüße\nAnna',
  'Guten Tag, ich befinde mich bis zum 30. November in Elternzeit. In dringenden Fällen erreichen Sie meine Vertretung unter 0221 12345.',
  'Ich bin heute nicht im Büro. Ich melde mich, sobald ich zurück bin.',
  'Bon dia,\n\nEstic de vacances fins al 30 de novembre i no tinc accés al correu. Per a temes urgents, contacteu amb Eva Berg (eva@kund.example).',
  "Gràcies pel teu missatge. Estaré fora de l'oficina del 20 al 27 de novembre. Respondré quan torni.",
  "No sóc a l'oficina fins dilluns 30 de novembre. Us respondré tan aviat com sigui possible.",
  'Добрый день!\n\nСпасибо за Ваше письмо. В настоящее время я нахожусь в отпуске до 30 ноября включительно. По всем срочным вопросам, пожалуйста, пишите на eva@kund.example.\n\nС уважением,\nАнна',
  'Здравствуйте! Я в командировке с ограниченным доступом к почте. Отвечу на ваше письмо, как только смогу.',
  'Я на больничном. Вернусь в офис 30 ноября. В моё отсутствие обращайтесь к Еве Берг.',
])
  test(`"${note.slice(0, 60).replaceAll('\n', ' ')}" is a note of absence`, () =>
    assert.ok(isAbsenceNote(note)))

for (const letter of [
  'I was on holiday, now it fails again.',
  'I am on holiday until Friday, the router stopped.',
  'I am on holiday until Friday and my colleague Eva needs a new password.',
  'I am out of the office until Monday. Please call my colleague Eva instead, she has the printer.',
  'I am away next week. Can you come the week after?',
  'It works now.',
  'I am out of the office but the problem is urgent, please call me on my mobile: nothing prints',
  'Jag var på semester, nu funkar det inte igen.',
  'Jag är på semester till fredag men skrivaren står kvar hos Eva.',
  'Ero in ferie, adesso non funziona.',
  'Sono in ferie fino a venerdì, la stampante è da Eva.',
  'Ich war im Urlaub, jetzt geht es wieder nicht.',
  'Ich bin bis Freitag im Urlaub, bitte schicken Sie das Gerät an Frau Berg.',
  'Estava de vacances i ara torna a fallar.',
  'Estic de vacances fins divendres, la impressora la té l’Eva.',
  'Я был в отпуске, теперь опять не работает.',
  'Я в отпуске до пятницы, принтер у Евы.',
  'Thank you for your email.',
  'Ich bin nicht im Büro, der Drucker steht dort',
  'Out of office message cannot be set',
  'I am away from my desk and the screen is black.',
  'I will be out of the office on Friday. Send the technician on Monday.',
  'I am out of the office. The urgent order has not come.',
  "I need to let my bank know that I'll be travelling for work.",
  'I am on holiday next week so send it before Friday.',
  'I am out of the office please call Eva about the order.',
])
  test(`"${letter}" is a letter`, () => assert.ok(!isAbsenceNote(letter)))

const note = 'Hello,\n\nI am out of the office until Monday.\n\nBest regards\nAnna'
const kind = (header: string, words: string) =>
  readLetter(`From: anna@kund.example\n${header}\n\n${words}`).auto

test('only an answer is taken for a note by its words, and the quote below it says nothing', () => {
  const quoted = `${note}\n\nOn 24 Nov 2026 at 09:12, Bo <bo@desk.example> wrote:\n> Does it still fail?`
  assert.equal(kind('Subject: Re: Printer', quoted), 'auto-reply')
  assert.equal(kind('Subject: Printer\nIn-Reply-To: <1@desk.example>', note), 'auto-reply')
  assert.equal(kind('Subject: Printer', note), null)
  assert.equal(kind('Subject: Re: Printer', 'I am out of the office until Monday, it fails again.'), null)
})

test('words made to be looked at long are not', () => {
  const begun = process.cpuUsage()
  for (const piece of ['I am away, ', 'and, ', 'я буду ', 'bin nicht ', 'a.', '\n', 'from 1 '])
    isAbsenceNote(`I am away. ${piece.repeat(1_200 / piece.length)}`.slice(0, 1_200))
  const { user } = process.cpuUsage(begun)
  assert.ok(user < 1_000_000, `${user} µs`)
})
