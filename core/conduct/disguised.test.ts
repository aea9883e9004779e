// How much is caught: code words of six languages in their forms, each put into every disguise in turn. Not:
// ordinary sentences, which are left alone (find-code-words.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Language, languages } from '#core/people/language.ts'
import { findCodeWords } from './find-code-words.ts'

const everywhere = ['PEBKAC', 'pebcak', 'ID-10T', 'luser', 'layer 8 problem', 'carbon-based error']
const said: Readonly<Record<Language, readonly string[]>> = {
  en: ['stupid user', 'dumb customers', 'clueless caller', 'problem between chair and keyboard'],
  sv: ['korkade användare', 'dum kund', 'idiotiska kunder', 'felet sitter mellan stolen och tangentbordet'],
  de: ['dumme Nutzer', 'dämlicher Anwender', 'blöden Kundin', 'zwischen Stuhl und Tastatur'],
  it: ['utonto', 'utonti', 'utente stupido', 'clienti deficienti', 'tra la sedia e la tastiera'],
  ca: ['usuari ximple', 'clients idiotes', 'entre la cadira i el teclat', 'error de capa vuit'],
  ru: ['юзверь', 'юзверями', 'криворукий', 'рукожопы', 'тупого пользователя', 'кривыми руками'],
}

const digits: Readonly<Record<string, string>> = {
  ...{ o: '0', i: '1', e: '3', a: '4', s: '5', t: '7' },
  ...{ о: '0', з: '3', б: '6', а: '4' },
}
const alike: Readonly<Record<string, string>> = {
  ...{ a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у', i: 'і' },
  ...{ а: 'a', с: 'c', е: 'e', о: 'o', р: 'p', х: 'x', у: 'y' },
}
const signs = (words: string, become: (sign: string, at: number) => string) =>
  [...words].map((sign, at) => (/\p{L}/u.test(sign) ? become(sign, at) : sign)).join('')
const spelled = (words: string, by: string) =>
  words
    .split(' ')
    .map(word => (word.length < 4 ? word : [...word.replaceAll('-', '')].join(by)))
    .join('  ')
/** The same once for each of its letters. */
const each = (words: string, become: (sign: string) => string) =>
  [...words].flatMap((sign, at) =>
    /\p{L}/u.test(sign) ? [words.slice(0, at) + become(sign) + words.slice(at + sign.length)] : [],
  )

const disguises: Readonly<Record<string, (words: string) => readonly string[]>> = {
  'as it is': words => [words],
  'in capitals, or every other letter so': words => [
    words.toUpperCase(),
    signs(words, (sign, at) => (at % 2 ? sign.toUpperCase() : sign.toLowerCase())),
  ],
  'one letter a digit': words =>
    each(words, sign => digits[sign.toLowerCase()] ?? '').filter(one => one.length === words.length),
  'one letter of another script': words => each(words, sign => alike[sign.toLowerCase()] ?? sign),
  'all letters of another script': words => [signs(words, sign => alike[sign] ?? sign)],
  'one letter twice': words => each(words, sign => sign + sign),
  'one letter four times': words => each(words, sign => sign.repeat(4)),
  'letter by letter, with spaces': words => [spelled(words, ' ')],
  'letter by letter, with dots': words => [spelled(words, '.')],
  'letter by letter, with hyphens': words => [spelled(words, '-')],
  'letter by letter, with underscores': words => [spelled(words, '_')],
  'invisible signs': words => [signs(words, sign => `${sign}\u200b`), signs(words, sign => `${sign}\u00ad`)],
  'marks over letters': words => [signs(words, sign => `${sign}\u0301`)],
  'words joined by signs': words =>
    ['-', '_', '.', '\u00a0', '\n'].map(by => words.replaceAll(/ (?!8)/g, by)),
}

const caught = (language: Language, disguise: (words: string) => readonly string[]) => {
  const tried = [...everywhere, ...said[language]].flatMap(disguise)
  const missed = tried.filter(text => findCodeWords(`So: ${text}!`, [language]).length === 0)
  return { of: tried.length, missed }
}

for (const [name, disguise] of Object.entries(disguises))
  test(`caught: ${name}`, () => {
    for (const language of languages) {
      const { of, missed } = caught(language, disguise)
      assert.ok(of - missed.length >= 0.98 * of, `${language}: ${of - missed.length} of ${of}; not ${missed}`)
    }
  })
