// The sentence before the grid of capacity, in each language.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '#core/people/language.ts'
import { capacitySentences, type ToldShortage } from '#words/capacity-text.ts'
import { sayIn } from '#words/say-in.ts'

const monday: ToldShortage = { weekday: 'mon', from: 9, until: 11, missing: 2 }
const told = { shortages: [monday], isMeasured: true, isPlanned: true }

test('where people are missing is said with day, hours and how many', () => {
  assert.deepEqual(
    languages.map(language => capacitySentences(told, sayIn(language)).join()),
    [
      'Mondays from 9:00 to 11:00, 2 people are missing.',
      'På måndagar mellan 9:00 och 11:00 saknas 2 personer.',
      'Il lunedì dalle 9:00 alle 11:00 mancano 2 persone.',
      'Montags von 9:00 bis 11:00 Uhr fehlen 2 Personen.',
      'Els dilluns de 9:00 a 11:00 falten 2 persones.',
      'По понедельникам с 9:00 до 11:00 не хватает 2 человек.',
    ],
  )
})

test('three are told, the rest is counted; nothing missing, nothing measured, nothing planned is said', () => {
  const say = sayIn('en')
  const five = { ...told, shortages: Array(5).fill({ ...monday, missing: 1 }) }
  assert.equal(capacitySentences(five, say).length, 4)
  assert.match(capacitySentences(five, say).join(' '), /1 person is missing.* 2 more such stretches/)
  assert.match(capacitySentences({ ...told, shortages: [] }, say).join(), /^In no hour/)
  assert.match(capacitySentences({ ...told, isPlanned: false }, say).join(), /not planned by channel/)
  assert.match(capacitySentences({ ...told, isMeasured: false }, say).join(), /^Nothing came/)
})
