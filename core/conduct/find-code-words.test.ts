// Code words are found in every disguise people know, in six languages; ordinary sentences are left alone.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Language } from '#core/people/language.ts'
import { findCodeWords } from './find-code-words.ts'

const names = (text: string, language: Language | null) =>
  findCodeWords(text, language && [language]).map(one => one.name)

const said: readonly (readonly [Language, string, string])[] = [
  ['en', 'ID-10T', 'Clearly an ID-10T error.'],
  ['en', 'ID-10T', 'id10t'],
  ['en', 'ID-10T', 'It was an I.D.10.T again'],
  ['en', 'ID-10T', 'ID ten T issue, closed'],
  ['sv', 'ID-10T', 'Klassisk 1D-10T här'],
  ['en', 'PEBKAC', 'pebkac'],
  ['de', 'PEBKAC', 'P.E.B.K.A.C., wie immer'],
  ['en', 'PEBKAC', 'P E B K A C'],
  ['it', 'PEBKAC', 'solito PEBCAK'],
  ['ru', 'PEBKAC', 'РЕВКАС'],
  ['en', 'PEBKAC', 'ｐｅｂｋａｃ'],
  ['en', 'PEBKAC', 'peb\u200bkac and p\u00adebkac'],
  ['en', 'PEBKAC', 'p3bk4c'],
  ['en', 'PICNIC', 'Another PICNIC.'],
  ['en', 'PICNIC', 'P.I.C.N.I.C'],
  ['en', 'PICNIC', 'PICNIC at the customer on Friday'],
  ['en', 'PICNIC', 'A PICNIC, in the chair'],
  ['en', 'luser', 'the 1user called'],
  ['en', 'layer 8', 'Layer 8 problem'],
  ['de', 'layer 8', 'ein typisches Layer-8-Problem'],
  ['en', 'layer 8', 'that is OSI layer eight'],
  ['en', 'layer 8', 'an 8th layer issue'],
  ['en', 'carbon-based error', 'carbon-based error'],
  ['en', 'between keyboard and chair', 'The problem exists between keyboard and chair'],
  ['en', 'between keyboard and chair', 'loose nut behind the keyboard'],
  ['en', 'stupid user', 'Stupid users, all of them'],
  ['en', 'stupid user', 'The customer is an idiot'],
  ['sv', 'SBS', 'Ett SBS-fel'],
  ['sv', 'mellan stol och tangentbord', 'Felet sitter mellan stolen och tangentbordet'],
  ['sv', 'mellan stol och tangentbord', 'skit-bakom-spakarna'],
  ['sv', 'mellan stol och tangentbord', 'felkod 40'],
  [
    'sv',
    'mellan stol och tangentbord',
    'Felkod 40 hos kunden, fel 40 på den här användaren, felkod 40 i stolen',
  ],
  ['sv', 'korkad användare', 'Korkade användare'],
  ['de', 'DAU', 'Wieder ein DAU am Apparat'],
  ['de', 'DAU', 'Ein DAU-Fehler, und 2 DAUs seit gestern'],
  ['de', 'DAU', 'D.A.U. am Apparat'],
  ['de', 'dümmster anzunehmender User', 'Der dümmste anzunehmende User'],
  ['de', 'vor dem Bildschirm', 'Das Problem sitzt vor dem Bildschirm'],
  ['de', 'vor dem Bildschirm', 'Fehler sitzt 50 cm vor dem Monitor'],
  ['de', 'vor dem Bildschirm', 'zwischen Stuhl und Tastatur'],
  ['de', 'dummer Nutzer', 'Dämliche Kunden'],
  ['it', 'utonto', 'Il solito utonto'],
  ['it', 'utonto', 'ut0nti'],
  ['it', 'tra la sedia e la tastiera', 'Il problema è tra la tastiera e la sedia'],
  ['it', 'tra la sedia e la tastiera', 'errore di livello 8'],
  ['it', 'utente stupido', 'utente deficiente'],
  ['it', 'tra la sedia e la tastiera', 'Il problema è fra la s3dia e la tast1era'],
  ['sv', 'mellan stol och tangentbord', 'Felet sitter mellan st0l och tangentb0rd'],
  ['sv', 'korkad användare', 'En k0rkad användare, en 1diotisk kund'],
  ['de', 'vor dem Bildschirm', 'zwischen Stuhl und T4statur'],
  ['ca', 'entre la cadira i el teclat', 'entre la c4dira i el tecl4t'],
  ['ca', 'entre la cadira i el teclat', 'Error de capa vu1t'],
  ['ca', 'usuari ximple', 'un usuari x1mple'],
  ['en', 'stupid user', 'A stup1d u5er'],
  ['ca', 'entre la cadira i el teclat', 'El problema és entre la cadira i el teclat'],
  ['ca', 'entre la cadira i el teclat', 'error de capa 8'],
  ['ca', 'usuari ximple', "l'usuari és un ximple"],
  ['ru', 'прокладка между стулом и клавиатурой', 'Прокладка между стулом и клавиатурой'],
  ['ru', 'прокладка между стулом и клавиатурой', 'проблема 8-го уровня OSI'],
  ['ru', 'кривые руки', 'Кривые руки у клиента'],
  ['ru', 'кривые руки', 'криворукого'],
  ['ru', 'кривые руки', 'кpивopyкий'],
  ['ru', 'юзверь', 'юзверя'],
  ['ru', 'тупой юзер', 'Тупые пользователи'],
  ['ru', 'кривые руки', 'к-р-и-в-о-р-у-к-и-й'],
  ['ru', 'юзверь', 'Опять ю.з.в.е.р.ь звонил'],
  ['ru', 'юзверь', 'ю з в е р ь'],
  ['ru', 'юзверь', 'юзв3рь, юззвеерь и лам3р'],
  ['ru', 'тупой юзер', 'т-у-п-о-й  ю-з-е-р'],
  ['ru', 'тупой юзер', 'тyп0й кл1ент'],
  ['ru', 'тупой юзер', 'дебильные клиенты'],
  ['ru', 'прокладка между стулом и клавиатурой', 'Проблема на 8 уровне'],
  ['en', 'stupid user', 's-t-u-p-i-d  u-s-e-r'],
  ['en', 'stupid user', 'stuuuupid ussers'],
  ['en', 'stupid user', 'stupid.user, stupid\nuser'],
  ['en', 'stupid user', 'clueles5 caller'],
  ['en', 'PEBKAC', 'peb-kac, peb.kac, pebbkac'],
  ['en', 'ID-10T', 'an idi0t, an 1diot, an i.d.i.o.t'],
  ['en', 'layer 8', 'level 8 error'],
  ['en', 'layer 8', 'a problem at level 8'],
  ['en', 'between keyboard and chair', 'The fault is between the chair and the desk'],
  ['de', 'dummer Nutzer', 'blöden Kundinnen'],
  ['de', 'dummer Nutzer', 'd.u.m.m.e.r Nutzer'],
  ['de', 'vor dem Bildschirm', 'Problem auf Schicht 8'],
  ['it', 'utonto', 'u-t-o-n-t-o e ut-onto'],
  ['it', 'utente stupido', 'clienti stupidissimi'],
  ['ca', 'usuari ximple', "l'idiota de l'usuari"],
  ['ca', 'usuari ximple', 'clients idiotes'],
  ['sv', 'mellan stol och tangentbord', 'fel 40 igen'],
]

describe('found', () => {
  for (const [language, name, text] of said)
    test(`${language}: ${text}`, () => assert.deepEqual([...new Set(names(text, language))], [name]))
})

const ordinary: readonly (readonly [Language, string])[] = [
  ['en', 'We went to a picnic with the users.'],
  ['en', 'Copper is on layer 8 of the board, layer 7 is ground.'],
  ['en', 'Company PICNIC on Friday!'],
  ['en', 'PICNIC on Friday, and the PICNIC basket is lost.'],
  ['en', 'Layers 8 and 9 are signal layers.'],
  ['en', 'The cable between keyboard and monitor is broken.'],
  ['en', 'Please give me your ID: 10 tablets arrived.'],
  ['en', 'My id is 10 tonight.'],
  ['en', 'A stupid error, and the user was right.'],
  ['en', 'The DAU of the app fell by 8 %.'],
  ['en', 'Error 40 on the printer.'],
  ['it', "L'user admin non può entrare; l’utente è gentile."],
  ['it', 'Un utente tonico; tra la tastiera e lo schermo c’è un cavo.'],
  ['it', 'Il livello 8 del gioco non parte.'],
  ['de', 'Die DAU-Zahlen (Daily Active Users) sinken'],
  ['de', 'DAU/MAU fällt; DAU (täglich aktive Nutzer) sind 12.000 DAU, Active Users (DAU) also weniger.'],
  ['de', 'Er sitzt vor dem Bildschirm und wartet.'],
  ['de', 'Die Dauer beträgt 8 Stunden.'],
  ['de', 'Dumm gelaufen: Der Kunde wartet seit Montag.'],
  ['sv', 'Felkod 40 på diskmaskinen'],
  ['sv', 'Fel 40 i ugnen, felkod 40 visas på skärmen.'],
  ['sv', 'Felet är 40 procent, felkod 404.'],
  ['sv', 'Bordet står mellan stolen och fönstret.'],
  ['sv', 'Kunden är blyg.'],
  ['ca', 'La capa 8 del pastís i la cadira al costat del teclat.'],
  ['ru', 'Руки клиента чистые, а стол стоит между стулом и окном.'],
  ['ru', 'Рос и сова, чайник на столе.'],
  ['ru', 'Прокладка между трубами течёт.'],
  ['en', ''],
  ['en', 'if (!user) return; flags: a |user, |group'],
  ['en', 'It is idiot-proof now, he felt like an idiot for asking.'],
  ['en', 'The thick client does not start, and a stupid username was taken.'],
  ['en', 'The mail client is stupid about signatures.'],
  ['en', 'A stupid client app.'],
  ['en', 'I cannot get past level 8; the battery shows level 8.'],
  ['en', 'The print stops at layer 8, so select layer 8.'],
  ['en', 'The cable runs between the chair and the desk.'],
  ['en', 'How stupid.\n\nUser guide'],
  ['en', 'Not stupid\n- users can do it'],
  ['en', 'Not stupid. User friendly.'],
  ['en', 'Options a b c d and 1-2-3-4 on www.ddd.example'],
  ['de', 'Die dumme Nutzerführung, das blöde Benutzerkonto, die doofe Kundennummer.'],
  ['de', 'Das Problem liegt vor der Tastatureingabe, der Fehler auf Ebene 8 des Spiels.'],
  ['de', 'Ebene 8 Problembericht fehlt.'],
  ['sv', 'Det blev fel 40 gånger, räkningen är fel 40 kronor.'],
  ['sv', 'Ett fel 40 minuter efter start i lager 8, felplockade varor.'],
  ['sv', 'Windows SBS felmeddelande visas; dum kundtjänst och en dum användarvy.'],
  ['it', 'Ho un problema al livello 8 del gioco, errore di livello 8 nel registro.'],
  ['it', 'Uno stupido client di posta; utenti scemati.'],
  ['ca', 'Hi ha un problema a la capa 8 del mapa.'],
  ['ca', 'Un client ximple de correu.'],
  ['ru', 'Ошибка на 8 уровне игры, проблема на 8 уровне сложности.'],
  ['ru', 'Тупой клиентский сертификат, глупый пользовательский интерфейс.'],
  ['ru', 'Кривая рукоятка, кривой рукав.'],
]

describe('left alone', () => {
  for (const [language, text] of ordinary)
    test(`${language}: ${text}`, () => assert.deepEqual(findCodeWords(text, [language]), []))
})

test('each stands with its place in the text as it was written', () => {
  const text = '🙂 says: p\u200bebkac, and Layer 8.'
  const found = findCodeWords(text, ['en'])
  assert.deepEqual(
    found.map(one => one.written),
    ['p\u200bebkac', 'Layer 8'],
  )
  for (const { from, until, written } of found) assert.equal(text.slice(from, until), written)
})

test('without a language those of all are sought; with one, its own and those said everywhere', () => {
  assert.deepEqual(names('utonto', null), ['utonto'])
  assert.deepEqual(names('utonto', 'sv'), [])
  assert.deepEqual(names('pebkac', 'sv'), ['PEBKAC'])
})

test('a text made to be slow is not', () => {
  const started = performance.now()
  for (const piece of ['p ', 'p.e', 'between the ', 'рук ', 'layer 8 layer', 'prob ', '1l|!', 'id-10-'])
    findCodeWords(piece.repeat(20_000), null)
  assert.ok(performance.now() - started < 10_000)
})
