// Search for cases.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'search.title': { en: 'Search', sv: 'Sök', it: 'Cerca', de: 'Suche', ca: 'Cerca', ru: 'Поиск' },
  'search.label': {
    en: 'Number, person, subject or words',
    sv: 'Nummer, person, ämne eller ord',
    it: 'Numero, persona, oggetto o parole',
    de: 'Nummer, Person, Betreff oder Wörter',
    ca: 'Número, persona, assumpte o paraules',
    ru: 'Номер, человек, тема или слова',
  },
  'search.found': {
    en: '{n, plural, one {#{more} case} other {#{more} cases}}',
    sv: '{n, plural, one {#{more} ärende} other {#{more} ärenden}}',
    it: '{n, plural, one {#{more} caso} many {#{more} casi} other {#{more} casi}}',
    de: '{n, plural, one {#{more} Fall} other {#{more} Fälle}}',
    ca: '{n, plural, one {#{more} cas} many {#{more} casos} other {#{more} casos}}',
    ru: '{n, plural, one {#{more} обращение} few {#{more} обращения} many {#{more} обращений} other {#{more} обращения}}',
  },
  'search.begin': {
    en: 'Type a number, a name or words from the case.',
    sv: 'Skriv ett nummer, ett namn eller ord ur ärendet.',
    it: 'Scrivi un numero, un nome o parole del caso.',
    de: 'Geben Sie eine Nummer, einen Namen oder Wörter aus dem Fall ein.',
    ca: 'Escriviu un número, un nom o paraules del cas.',
    ru: 'Введите номер, имя или слова из обращения.',
  },
  'search.none': {
    en: 'No case fits “{text}”.',
    sv: 'Inget ärende passar ”{text}”.',
    it: 'Nessun caso corrisponde a «{text}».',
    de: 'Kein Fall passt zu „{text}“.',
    ca: 'Cap cas no encaixa amb «{text}».',
    ru: 'По запросу «{text}» ничего нет.',
  },
  'search.new_case': {
    en: 'New case',
    sv: 'Nytt ärende',
    it: 'Nuovo caso',
    de: 'Neuer Fall',
    ca: 'Cas nou',
    ru: 'Новое обращение',
  },
  'search.failed': {
    en: 'The search did not answer.',
    sv: 'Sökningen svarade inte.',
    it: 'La ricerca non ha risposto.',
    de: 'Die Suche hat nicht geantwortet.',
    ca: 'La cerca no ha respost.',
    ru: 'Поиск не ответил.',
  },
  'search.key_field': {
    en: 'Change the search',
    sv: 'Ändra sökningen',
    it: 'Cambia la ricerca',
    de: 'Suche ändern',
    ca: 'Canvieu la cerca',
    ru: 'Изменить запрос',
  },
})
