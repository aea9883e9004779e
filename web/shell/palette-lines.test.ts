// What the palette offers for what was typed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paletteGroups } from './palette-lines.ts'

const nothing = () => {}
const swedish: Record<string, string> = { 'case.pass': 'Lämna över till nivå 3', 'case.solve': 'Lös ärendet' }
const english: Record<string, string> = { 'case.pass': 'Pass to level 3', 'case.solve': 'Solve the case' }
const given = (typed: string) => ({
  typed,
  groups: [
    {
      title: 'On 4821',
      acts: [
        { id: 'pass', key: 'case.pass', keys: 'e', run: nothing },
        { id: 'solve', key: 'case.solve', run: nothing },
      ],
    },
  ],
  recent: [{ number: 4858, subject: 'VPN asks for the password', customerName: 'Giulia Ferraro' }],
  found: [
    { number: 4858, subject: 'VPN asks for the password', customerName: 'Giulia Ferraro' },
    { number: 4702, subject: 'Passkort-läsaren', customerName: 'Olof Ek' },
  ],
  say: (key: string) => swedish[key] ?? key,
  sayEnglish: (key: string) => english[key] ?? key,
  openCase: nothing,
  searchAll: nothing,
})
const ids = (typed: string) => paletteGroups(given(typed)).map(group => group.lines.map(line => line.id))

test('an act is found by its name in the language of the screen and in English, without its accents', () => {
  assert.deepEqual(ids('lamna')[0], ['act pass'])
  assert.deepEqual(ids('pass level')[0], ['act pass'])
})

test('acts come before recent cases, recent cases before what search found, and no case stands twice', () => {
  assert.deepEqual(ids('pass'), [['act pass'], ['recent 4858'], ['found 4702'], ['search all']])
})

test('a number is that case, first and at once, and stands only once', () => {
  assert.deepEqual(ids('4858'), [['number 4858'], ['found 4702'], ['search all']])
  assert.deepEqual(ids('#99')[0], ['number 99'])
})

test('a recent case is found by the beginning of its number and by its customer', () => {
  assert.deepEqual(ids('485')[0], ['number 485'])
  assert.ok(ids('485').flat().includes('recent 4858'))
  assert.deepEqual(ids('ferraro')[0], ['recent 4858'])
})

test('with nothing typed every act and recent case is offered and no search', () => {
  assert.deepEqual(ids(''), [['act pass', 'act solve'], ['recent 4858'], ['found 4702']])
})
