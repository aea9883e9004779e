// Whether questions are answered already: planted sentences in six languages, those that should be found and
// those that should not; the figures are printed, and may not fall.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedBefore, questionsIn, type Said } from '#core/case/asked-before.ts'
import { topicOf } from '#core/case/asked-topics.ts'
import type { Language } from '#core/people/language.ts'

const said = (words: string, about = ''): Said => ({ about, words, topic: about ? topicOf(about) : null })

/** What one case knows, as its agents and customer wrote it. */
const known: Readonly<Record<Language, readonly Said[]>> = {
  en: [
    said('The DSL light turns red every evening around eight.'),
    said('I have already restarted the modem twice.'),
    said('red', 'What colour is the DSL light?'),
    said('SN-0O1Il8', 'Serial number'),
    said('Modem Fritz 7590', 'Device'),
    said('hall, first floor', 'Place'),
    said('+46 70 123 45 67', 'How'),
    said('after 17', 'When, and when not'),
  ],
  sv: [
    said('DSL-lampan lyser rött varje kväll vid åtta.'),
    said('Jag har redan startat om modemet två gånger.'),
    said('SN-0O1Il8', 'Serienummer'),
    said('Modem Fritz 7590', 'Enhet'),
    said('hallen, första våningen', 'Plats'),
    said('7.57', 'Version'),
    said('070-123 45 67', 'Hur'),
    said('efter 17', 'När, och när inte'),
  ],
  it: [
    said('La spia DSL diventa rossa ogni sera verso le otto.'),
    said('Ho già riavviato il modem due volte.'),
    said('SN-0O1Il8', 'Numero di serie'),
    said('Modem Fritz 7590', 'Apparecchio'),
    said('ingresso, primo piano', 'Luogo'),
    said('+39 333 1234567', 'Come'),
    said('dopo le 17', 'Quando, e quando no'),
    said('un nuovo cavo', 'Che cosa è cambiato'),
  ],
  de: [
    said('Die DSL-Lampe leuchtet jeden Abend gegen acht rot.'),
    said('Ich habe das Modem schon zweimal neu gestartet.'),
    said('SN-0O1Il8', 'Seriennummer'),
    said('Modem Fritz 7590', 'Gerät'),
    said('Flur, erster Stock', 'Ort'),
    said('0170 1234567', 'Wie'),
    said('nach 17 Uhr', 'Wann, und wann nicht'),
    said('neuer Router', 'Was sich geändert hat'),
  ],
  ca: [
    said('El llum DSL es posa vermell cada vespre cap a les vuit.'),
    said('Ja he reiniciat el mòdem dues vegades.'),
    said('SN-0O1Il8', 'Número de sèrie'),
    said('Mòdem Fritz 7590', 'Aparell'),
    said('rebedor, primera planta', 'Lloc'),
    said('+34 600 123 456', 'Com'),
    said('després de les 17', 'Quan, i quan no'),
    said('7.57', 'Versió'),
  ],
  ru: [
    said('Индикатор DSL горит красным каждый вечер около восьми.'),
    said('Я уже дважды перезагружал модем.'),
    said('SN-0O1Il8', 'Серийный номер'),
    said('Модем Fritz 7590', 'Устройство'),
    said('прихожая, первый этаж', 'Место'),
    said('+7 900 123-45-67', 'Как'),
    said('после 17', 'Когда, и когда нет'),
    said('новый кабель', 'Что изменилось'),
  ],
}

/** A sentence, and the words that answer it; null: nothing said answers it. */
type Planted = readonly [sentence: string, answer: string | null]
const planted: Readonly<Record<Language, readonly Planted[]>> = {
  en: [
    ['What is the serial number of your modem?', 'SN-0O1Il8'],
    ['Which device do you use?', 'Modem Fritz 7590'],
    ['Could you tell us what model it is?', 'Modem Fritz 7590'],
    ['Where is the modem located?', 'hall, first floor'],
    ['What phone number can we use?', '+46 70 123 45 67'],
    ['When can we call you?', 'after 17'],
    ['Does the DSL light turn red in the evening?', 'The DSL light turns red every evening around eight.'],
    ['Have you restarted the modem?', 'I have already restarted the modem twice.'],
    ['What colour does the DSL light have?', 'red'],
    // The same in other words: plain words do not find it.
    ['At what time of day does it fail?', 'The DSL light turns red every evening around eight.'],
    ['Where do I find the bill for my mother?', null],
    ['Is the light still red now?', null],
    ['Would you like a technician to visit?', null],
    ['Has the invoice arrived by post?', null],
    ['The serial number is on the back.', null],
    ['Are other devices affected as well?', null],
    ['Do you have a cable of another kind?', null],
  ],
  sv: [
    ['Vad är serienumret på ditt modem?', 'SN-0O1Il8'],
    ['Vilken enhet använder du?', 'Modem Fritz 7590'],
    ['Var står modemet?', 'hallen, första våningen'],
    ['Vilken version har den?', '7.57'],
    ['Vilket telefonnummer når vi dig på?', '070-123 45 67'],
    ['När kan vi ringa dig?', 'efter 17'],
    ['Har du startat om modemet?', 'Jag har redan startat om modemet två gånger.'],
    ['Lyser DSL-lampan rött på kvällen?', 'DSL-lampan lyser rött varje kväll vid åtta.'],
    ['Lyser lampan fortfarande rött?', null],
    ['Vill du att en tekniker kommer?', null],
    ['Har fakturan kommit med posten?', null],
    ['Finns det en annan kabel hemma?', null],
  ],
  it: [
    ['Qual è il numero di serie del modem?', 'SN-0O1Il8'],
    ['Quale apparecchio usa?', 'Modem Fritz 7590'],
    ['Dove si trova il modem?', 'ingresso, primo piano'],
    ['Ci può dare un numero di telefono?', '+39 333 1234567'],
    ['Quando possiamo chiamarla?', 'dopo le 17'],
    ['È cambiato qualcosa in casa?', 'un nuovo cavo'],
    ['Ha già riavviato il modem?', 'Ho già riavviato il modem due volte.'],
    ['La spia DSL diventa rossa?', 'La spia DSL diventa rossa ogni sera verso le otto.'],
    ['La spia è ancora rossa?', null],
    ['Desidera la visita di un tecnico?', null],
    ['È arrivata la fattura per posta?', null],
  ],
  de: [
    ['Wie lautet die Seriennummer Ihres Modems?', 'SN-0O1Il8'],
    ['Welches Gerät benutzen Sie?', 'Modem Fritz 7590'],
    ['Wo steht das Modem?', 'Flur, erster Stock'],
    ['Unter welcher Telefonnummer erreichen wir Sie?', '0170 1234567'],
    ['Wann können wir Sie anrufen?', 'nach 17 Uhr'],
    ['Was hat sich geändert?', 'neuer Router'],
    ['Haben Sie das Modem neu gestartet?', 'Ich habe das Modem schon zweimal neu gestartet.'],
    ['Leuchtet die DSL-Lampe rot?', 'Die DSL-Lampe leuchtet jeden Abend gegen acht rot.'],
    ['Leuchtet die Lampe jetzt noch rot?', null],
    ['Soll ein Techniker vorbeikommen?', null],
    ['Ist die Rechnung mit der Post gekommen?', null],
    ['Haben Sie ein anderes Kabel?', null],
  ],
  ca: [
    ['Quin és el número de sèrie del mòdem?', 'SN-0O1Il8'],
    ['Quin aparell feu servir?', 'Mòdem Fritz 7590'],
    ['On es troba el mòdem?', 'rebedor, primera planta'],
    ['Quina versió té?', '7.57'],
    ['Quan us podem trucar?', 'després de les 17'],
    ['Heu reiniciat el mòdem?', 'Ja he reiniciat el mòdem dues vegades.'],
    ['El llum DSL es posa vermell?', 'El llum DSL es posa vermell cada vespre cap a les vuit.'],
    ['El llum encara és vermell?', null],
    ['Voleu que vingui un tècnic?', null],
    ['Ha arribat la factura per correu?', null],
  ],
  ru: [
    ['Какой серийный номер у вашего модема?', 'SN-0O1Il8'],
    ['Какое устройство вы используете?', 'Модем Fritz 7590'],
    ['Где стоит модем?', 'прихожая, первый этаж'],
    ['По какому номеру телефона с вами связаться?', '+7 900 123-45-67'],
    ['Когда вам можно позвонить?', 'после 17'],
    ['Что изменилось дома?', 'новый кабель'],
    ['Вы перезагружали модем?', 'Я уже дважды перезагружал модем.'],
    ['Индикатор DSL горит красным?', 'Индикатор DSL горит красным каждый вечер около восьми.'],
    ['Индикатор ещё горит красным?', null],
    ['Прислать вам мастера?', null],
    ['Счёт пришёл по почте?', null],
    ['У вас есть другой кабель?', null],
  ],
}

test('planted questions in six languages: what is found is right, and most of what could be is found', t => {
  const wrong: string[] = []
  const missed: string[] = []
  let found = 0
  let right = 0
  let wanted = 0
  for (const [language, sentences] of Object.entries(planted) as [Language, readonly Planted[]][])
    for (const [sentence, answer] of sentences) {
      const [hint] = askedBefore(sentence, language, known[language])
      if (answer !== null) wanted++
      if (hint) found++
      if (hint && hint.said.words === answer) right++
      else if (hint) wrong.push(`${language}: ${sentence} → ${hint.said.words}`)
      else if (answer !== null) missed.push(`${language}: ${sentence}`)
    }
  const all = Object.values(planted).flat().length
  const precision = right / found
  const recall = right / wanted
  t.diagnostic(
    `${all} sentences, ${wanted} answered before: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}; missed: ${missed.join('; ')}`,
  )
  assert.ok(all >= 60, `${all} sentences`)
  assert.deepEqual(wrong, [], 'a hint that is wrong costs trust in all of them')
  assert.ok(recall >= 0.9, `recall ${recall.toFixed(2)}, missed: ${missed.join('\n')}`)
})

test('only question sentences ask', () => {
  assert.deepEqual(questionsIn('Hi Anna. Version 7.57 is new! Where is it? ... Ok?\nThanks'), [
    'Where is it?',
    'Ok?',
  ])
  assert.deepEqual(questionsIn('?? !'), [])
})

test('the newest answer counts; each question is hinted once, and not more than five', () => {
  const old = said('SN-1', 'Serial number')
  const fresh = said('SN-2', 'Serial number')
  const ask = 'What is the serial number?'
  assert.equal(askedBefore(ask, 'en', [old, fresh])[0]?.said, fresh)
  assert.equal(askedBefore(`${ask} ${ask} ${ask} ${ask} ${ask} ${ask}`, 'en', [old]).length, 5)
  assert.deepEqual(askedBefore(ask, 'en', []), [])
})

test('headings name their topic in every language, others none', () => {
  const rows = [
    ['Device', 'device'],
    ['Welche Version', 'version'],
    ['Vad som ändrats', 'changed'],
    ['What changed', 'changed'],
    ['Когда, и когда нет', 'when_reached'],
    ['Come', 'phone'],
    ['Colour of the lamp', null],
  ] as const
  for (const [heading, topic] of rows) assert.equal(topicOf(heading), topic, heading)
})
