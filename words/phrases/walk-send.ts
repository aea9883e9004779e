// Sending the customer a script to go through by himself.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'walk.send': {
    en: 'Send a script to the customer',
    sv: 'Skicka ett skript till kunden',
    it: 'Invia uno script al cliente',
    de: 'Dem Kunden ein Skript senden',
    ca: 'Envia un guió al client',
    ru: 'Отправить сценарий клиенту',
  },
  'walk.send_do': {
    en: 'Send it',
    sv: 'Skicka',
    it: 'Invia',
    de: 'Senden',
    ca: 'Envia',
    ru: 'Отправить',
  },
  'walk.send_script': {
    en: 'Script to send',
    sv: 'Skript att skicka',
    it: 'Script da inviare',
    de: 'Skript zum Senden',
    ca: 'Guió que s’envia',
    ru: 'Сценарий для отправки',
  },
  'walk.send_choose': {
    en: 'Choose one',
    sv: 'Välj ett',
    it: 'Scegline uno',
    de: 'Bitte wählen',
    ca: 'Trieu-ne un',
    ru: 'Выберите',
  },
  'walk.send_begun': {
    en: '{title}, from step {n} where it stands',
    sv: '{title}, från steg {n} där det står',
    it: '{title}, dal passo {n} dove si trova',
    de: '{title}, ab Schritt {n}, wo es steht',
    ca: '{title}, des del pas {n} on es troba',
    ru: '{title}, с шага {n}, где остановились',
  },
  'walk.send_needs': {
    en: 'Choose what to send.',
    sv: 'Välj vad som ska skickas.',
    it: 'Scegli che cosa inviare.',
    de: 'Wählen Sie, was gesendet wird.',
    ca: 'Trieu què s’envia.',
    ru: 'Выберите, что отправить.',
  },
  'walk.send_text': {
    en: 'Letter',
    sv: 'Brev',
    it: 'Messaggio',
    de: 'Brief',
    ca: 'Missatge',
    ru: 'Письмо',
  },
  'walk.send_hint': {
    en: 'Left empty, he gets the usual words in his language. The way to the script stands below them.',
    sv: 'Lämnas det tomt får kunden de vanliga orden på sitt språk. Vägen till skriptet står under dem.',
    it: 'Se resta vuoto riceve il testo abituale nella sua lingua. Sotto c’è il collegamento allo script.',
    de: 'Bleibt das Feld leer, bekommt er die üblichen Worte in seiner Sprache. Darunter steht der Weg zum Skript.',
    ca: 'Si es deixa buit, rep el text habitual en la seva llengua. A sota hi ha l’enllaç al guió.',
    ru: 'Если оставить пустым, придёт обычный текст на его языке. Под ним ссылка на сценарий.',
  },
})
