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

const quote = '> Hej,\n> har du startat om den?\n'

for (const line of [
  'On 26/11/2026 10:12, Bo Ek wrote:',
  'On Thu, Nov 26, 2026 at 10:12 AM Bo Ek via Support <\nsupport@example.com> wrote:',
  'Den 2026-11-26 kl. 10:12, skrev Bo Ek:',
  '26 nov. 2026 kl. 10:12 skrev Bo Ek <bo@example.com>:',
  'Il 26/11/2026 10:12, Bo Ek ha scritto:',
  'Il giorno gio 26 nov 2026 alle ore 10:12 Bo Ek <bo@example.com> ha\nscritto:',
  'Am 26.11.26 um 10:12 schrieb Bo Ek:',
  'Bo Ek <bo@example.com> schrieb am Do., 26. Nov. 2026, 10:12:',
  'Missatge de Bo Ek <bo@example.com> del dia dj., 26 de nov. 2026 a les 10:12:',
  'El 26/11/26 a les 10:12, Bo Ek ha escrit:',
  '26.11.2026 10:12, Bo Ek пишет:',
  'чт, 26 нояб. 2026 г. в 10:12, Bo Ek <bo@example.com>:',
  'Четверг, 26 ноября 2026, 10:12 +03:00 от Bo Ek <bo@example.com>:',
  '26 ноября 2026 г., в 10:12, Bo Ek <bo@example.com> написал(а):',
  'Le jeu. 26 nov. 2026 à 10:12, Bo Ek <bo@example.com> a écrit :',
  'El jue, 26 nov 2026 a las 10:12, Bo Ek (<bo@example.com>) escribió:',
  'Em qui., 26 de nov. de 2026 às 10:12, Bo Ek <bo@example.com> escreveu:',
  'Op do 26 nov 2026 om 10:12 schreef Bo Ek <bo@example.com>:',
  'czw., 26 lis 2026 o 10:12 Bo Ek <bo@example.com> napisał(a):',
  'Den tor. 26. nov. 2026 kl. 10.12 skrev Bo Ek <bo@example.com>:',
  'to 26. marrask. 2026 klo 10.12 Bo Ek (bo@example.com) kirjoitti:',
]) {
  test(`what stands below "${line.replace('\n', ' ')}" is a quote, marked or not`, () => {
    assert.equal(replyText(`${said}\n\n${line}\n\n${quote}`), said)
    assert.equal(replyText(`${said}\n\n${line}\n\nHej,\nhar du startat om den?\n`), said)
  })
}

for (const [from, sent, to, subject] of [
  ['From', 'Sent', 'To', 'Subject'],
  ['Från', 'Skickat', 'Till', 'Ämne'],
  ['Da', 'Inviato', 'A', 'Oggetto'],
  ['Von', 'Gesendet', 'An', 'Betreff'],
  ['De', 'Enviat', 'Per a', 'Assumpte'],
  ['От', 'Отправлено', 'Кому', 'Тема'],
  ['De', 'Envoyé', 'À', 'Objet'],
  ['De', 'Enviado', 'Para', 'Asunto'],
  ['De', 'Enviada', 'Para', 'Assunto'],
  ['Van', 'Verzonden', 'Aan', 'Onderwerp'],
  ['Od', 'Wysłano', 'Do', 'Temat'],
  ['Fra', 'Sendt', 'Til', 'Emne'],
  ['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
]) {
  test(`the mail below Outlook's "${from}: … ${subject}:" is a quote`, () => {
    const block = `${from}: Bo Ek <bo@example.com>\n${sent}: 26 november 2026 10:12\n${to}: Anna\n${subject}: Router`
    assert.equal(replyText(`${said}\n\n${block}\n\nHar du startat om den?\n`), said)
    const starred = block.replace(/^([^:]+):/gm, '*$1:*')
    assert.equal(replyText(`${said}\n\n________________________________\n${starred}\n\nHej\n`), said)
  })
}

for (const line of [
  'Get Outlook for iOS<https://aka.ms/o0ukef>',
  'Sent from Outlook for Android',
  'Skickas från min iPhone',
  'Skaffa Outlook för Android',
  'Inviato da iPhone',
  'Scarica Outlook per Android',
  'Von meinem iPhone gesendet',
  'Gesendet mit der GMX Mail App',
  "Enviat des de l'iPhone",
  'Obteniu Outlook per a iOS',
  "Baixa l'Outlook per a Android",
  'Отправлено с iPhone',
  'Получите Outlook для Android',
  'Отправлено из мобильной Почты Mail',
  'Envoyé de mon iPhone',
  'Télécharger Outlook pour Android',
  'Enviado desde mi iPhone',
  'Enviado do meu iPhone',
  'Verstuurd vanaf mijn iPhone',
  'Sendt fra min iPhone',
  'Lähetetty iPhonesta',
  'Wysłane z iPhone’a',
]) {
  test(`"${line}" is a program's line`, () => {
    assert.equal(replyText(`${said}\n\n${line}\n`), said)
    assert.equal(replyText(`${said}\n\n${line}\n\nOn 26/11/2026 10:12, Bo Ek wrote:\n${quote}`), said)
  })
}

for (const notice of [
  'This e-mail and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient, please notify the sender and delete this message.',
  'CONFIDENTIALITY NOTICE: This message is intended only for the use of the individual to whom it is addressed and may contain privileged information. Any unauthorised disclosure is prohibited.',
  'Detta meddelande kan innehålla konfidentiell information och är endast avsett för adressaten. Om du inte är avsedd mottagare, radera meddelandet och meddela avsändaren.',
  'Questo messaggio e gli eventuali allegati sono riservati e destinati esclusivamente al destinatario. Se non siete il destinatario, vi preghiamo di cancellarlo e di avvisare il mittente.',
  'Diese E-Mail enthält vertrauliche Informationen und ist nur für den Empfänger bestimmt. Wenn Sie nicht der richtige Adressat sind, informieren Sie bitte den Absender und löschen Sie diese Mail.',
  'Aquest missatge és confidencial i va adreçat exclusivament al seu destinatari. Si no en sou el destinatari, us preguem que ho comuniqueu al remitent i que l’esborreu.',
  'Данное сообщение содержит конфиденциальную информацию и предназначено только для адресата. Если вы получили его по ошибке, удалите его и сообщите отправителю.',
  'Ce message est confidentiel et destiné exclusivement à son destinataire. Si vous l’avez reçu par erreur, merci d’avertir l’expéditeur et de le supprimer.',
  'Este mensaje es confidencial y está dirigido exclusivamente a su destinatario. Si lo ha recibido por error, le rogamos que avise al remitente y lo elimine.',
  'Please consider the environment before printing this e-mail.',
]) {
  test(`the notice "${notice.slice(0, 40)}…" is nobody's new words`, () => {
    assert.equal(replyText(`${said}\n\n${notice}\n`), said)
  })
}

test('a notice does not take with it what somebody wrote below it, nor a sentence that speaks of secrets', () => {
  const notice =
    'This e-mail is confidential and intended only for the recipient. If received in error, delete it.'
  const below = 'PS: the router is the grey one in the cellar.'
  assert.equal(replyText(`${said}\n\n${notice}\n\n${below}\n`), `${said}\n\n${below}`)
  const own = 'The password is confidential, so I cannot send it.'
  assert.equal(replyText(`${said}\n\n${own}`), `${said}\n\n${own}`)
})

test('where nothing but a picture stands above a soft mark, what is below may be all there is', () => {
  const text = '🎉\n\n—\nThe printer works'
  assert.equal(replyText(text), text)
})

test('our own mail below an answer is known by its words, whatever announces it', () => {
  const ours =
    'Hej Anna,\n\nhar du startat om den nya routern?\nVänta sedan i två minuter.\n\nBo på supporten'
  const plain = `${said}\n\nBo på supporten, i går:\n\n${ours}\n`
  assert.equal(replyText(plain, { ours }), said)
  assert.equal(replyText(`${ours}\n\n${said}`, { ours }), said)
  const between = `Hej Anna,\n\nhar du startat om den nya routern?\n\nJa, två gånger.\n\nVänta sedan i två minuter.\n\nHar jag gjort.\n`
  assert.match(replyText(between, { ours }), /Ja, två gånger\.[\s\S]*Har jag gjort\./)
  assert.equal(replyText(said, { ours }), said)
  assert.equal(replyText(ours, { ours }), ours)
})
