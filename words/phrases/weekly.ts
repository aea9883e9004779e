// Words of the page of the week: the mail on Monday, and the setting that asks for it.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'weekly.subject': {
    for: 'subject of the weekly mail; week: week 40 of 2026',
    en: '{desk}: {week}',
    sv: '{desk}: {week}',
    it: '{desk}: {week}',
    de: '{desk}: {week}',
    ca: '{desk}: {week}',
    ru: '{desk}: {week}',
  },
  'weekly.open': {
    en: 'Open the report',
    sv: 'Öppna rapporten',
    it: 'Apri il report',
    de: 'Bericht öffnen',
    ca: 'Obre l’informe',
    ru: 'Открыть отчёт',
  },
  'weekly.why': {
    en: 'You get this on Mondays because you asked for it in your settings.',
    sv: 'Du får detta på måndagar för att du valt det i dina inställningar.',
    it: 'Lo ricevi il lunedì perché l’hai chiesto nelle tue impostazioni.',
    de: 'Sie erhalten dies montags, weil Sie es in Ihren Einstellungen gewählt haben.',
    ca: 'Ho rebeu els dilluns perquè ho heu demanat a la vostra configuració.',
    ru: 'Вы получаете это по понедельникам, потому что так выбрали в настройках.',
  },
  'weekly.wish': {
    en: 'Report of the week',
    sv: 'Veckans rapport',
    it: 'Report della settimana',
    de: 'Bericht der Woche',
    ca: 'Informe de la setmana',
    ru: 'Отчёт за неделю',
  },
  'weekly.wish_why': {
    en: 'The numbers of the week that ended, on Monday morning, in your language.',
    sv: 'Siffrorna för veckan som gick, på måndag morgon, på ditt språk.',
    it: 'I numeri della settimana finita, il lunedì mattina, nella tua lingua.',
    de: 'Die Zahlen der vergangenen Woche, am Montagmorgen, in Ihrer Sprache.',
    ca: 'Els números de la setmana acabada, dilluns al matí, en la vostra llengua.',
    ru: 'Числа прошедшей недели, в понедельник утром, на вашем языке.',
  },
  'weekly.wish_yes': {
    en: 'Send it to me by mail',
    sv: 'Skicka den till mig per e-post',
    it: 'Mandamelo per e-mail',
    de: 'Mir per E-Mail schicken',
    ca: 'Envieu-me’l per correu',
    ru: 'Присылать мне по почте',
  },
})
