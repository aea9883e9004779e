// How measures are said, in the languages that differ most.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '#core/people/language.ts'
import { sayIn } from '#words/say-in.ts'
import {
  changeText,
  figureText,
  measureName,
  ofHowMany,
  periodName,
  rangeText,
  groupName,
  reportSentences,
  type ToldMeasure,
} from './measure-text.ts'

const in_ = (language: Language) => ({ say: sayIn(language), language })
const en = in_('en')
const plain = (text: string | null) => text?.replaceAll(/\s/gu, ' ').replace(' – ', '–') ?? null
const figure = (value: number | null, n: number, range: number[] | null = null) => ({ value, n, range })
const told = (measure: string, own: object, before: object | null): ToldMeasure =>
  ({ measure, scope: 'desk', ...own, before }) as ToldMeasure

test('names say within how many days and which middle; one without words is read as it is', () => {
  assert.equal(measureName('reopened_7d', en), 'Opened again, within 7 days')
  assert.equal(measureName('first_reply_p90_s', in_('de')), 'Erste Antwort, neun von zehn binnen')
  assert.equal(measureName('reopened_7d', in_('ru')), 'Открыто снова, в течение 7 дней')
  assert.equal(measureName('calls_nobody_knows', en), 'calls nobody knows')
})

test('a kind, and how a cause was found, are called by their names', () => {
  const nobody = () => assert.fail('no policy is asked for')
  assert.equal(groupName('kind:question', nobody, en), 'Question')
  assert.equal(groupName('cause:log team:tea_a', nobody, in_('sv')), 'läst i en logg')
})

test('what helped is called a script by its name, or an article', () => {
  const nobody = () => assert.fail('no policy is asked for')
  assert.equal(groupName('script:no-light team:tea_a', nobody, en), 'the script no-light')
  assert.equal(groupName('article:named', nobody, in_('de')), 'ein Artikel außerhalb des Verzeichnisses')
  const called = groupName('article:art_a team:tea_a', id => (id === 'art_a' ? 'A12 Cable' : '?'), en)
  assert.equal(called, 'the article A12 Cable')
  assert.equal(groupName('cost:parts level:1', nobody, in_('it')), 'Ricambi')
})

test('a target is called by itself and its policy', () => {
  const name = groupName('policy:pol_1@2 target:resolution', () => 'Gold', in_('de'))
  assert.match(name!, / · Gold, Version 2$/)
  assert.equal(
    groupName('desk', () => '', en),
    null,
  )
})

test('values are read as what they are', () => {
  assert.equal(figureText('share', 0.724, en), '72%')
  assert.equal(plain(figureText('share', 0.724, in_('de'))), '72 %')
  assert.equal(figureText('count', 1_200, in_('de')), '1.200')
  assert.equal(figureText('number', 0.725, in_('sv')), '0,73')
  assert.equal(figureText('share', null, en), '–')
  const lengths = [40, 119 * 60, 7_200, 8_400, 3 * 86_400].map(one => figureText('seconds', one, en))
  assert.equal(figureText('time_share', 0.4, en), '40%')
  assert.equal(figureText('money', 1_008, { ...en, currency: 'EUR' }), '€10.08')
  assert.equal(plain(figureText('money', 1_008, { ...in_('ru'), currency: 'EUR' })), '10,08 €')
  assert.equal(figureText('money', 1_008, en), '1,008', 'without a currency it is only so many coins')
  assert.deepEqual(lengths, ['40 s', '119 min', '2 h', '2 h 20 min', '3 d'])
})

test('a share says how sure it is, and of how many; a count is its own number', () => {
  assert.equal(rangeText('share', figure(0.5, 4, [0.15, 0.85]), en), '95% sure: 15% to 85%')
  assert.equal(rangeText('count', figure(4, 4), en), null)
  assert.equal(ofHowMany('share', figure(0.5, 4), en), 'of 4')
  assert.equal(ofHowMany('count', figure(4, 4), en), null)
  assert.equal(ofHowMany('time_share', figure(0.4, 38), en), 'of 38 h')
})

test('a middle or a cost says between which it lies, or that there are too few', () => {
  assert.equal(rangeText('seconds', figure(7_200, 9, [3_600, 9_000]), en), '95% sure: 60 min to 2 h 30 min')
  assert.match(rangeText('seconds', figure(7_200, 3), en)!, /^too few/)
  const euro = { ...en, currency: 'EUR' }
  assert.equal(rangeText('money', figure(1_008, 12, [800, 1_200]), euro), '95% sure: €8.00 to €12.00')
  assert.equal(rangeText('seconds', figure(null, 0), en), null)
  assert.equal(rangeText('time_share', figure(0.4, 38), en), null)
})

test('a change says by how much, or that chance may have made it', () => {
  const share = told('reopened_7d', figure(0.1, 200, [0.07, 0.15]), figure(0.3, 200, [0.24, 0.37]))
  assert.equal(changeText(share, 'week 39', en), '20 points less than week 39')
  assert.equal(
    changeText(told('cases_opened', figure(120, 120), figure(80, 80)), 'W39', en),
    '40 more than W39',
  )
  assert.match(changeText(told('cases_opened', figure(9, 9), figure(8, 8)), 'W39', en)!, /chance/)
  assert.equal(changeText(told('cases_opened', figure(0, 0), figure(0, 0)), 'W39', en), 'the same as W39')
  assert.match(changeText(told('reopened_7d', figure(null, 0), figure(0.5, 2)), 'W39', en)!, /too little/)
  assert.equal(changeText(told('cases_opened', figure(9, 9), null), 'W39', en), null)
})

test('a report begins with promises and with what moved', () => {
  const named = { of: 'week 40', before: 'week 39' }
  const kept = told('promises_kept', figure(0.94, 120, [0.88, 0.97]), figure(0.93, 100, [0.86, 0.97]))
  const came = told('cases_opened', figure(120, 120), figure(80, 80))
  assert.deepEqual(reportSentences([came, kept], named, en), [
    'Promises kept in time: 94% (of 120).',
    'Cases that came: 120, 40 more than week 39.',
  ])
  const calm = told('cases_opened', figure(120, 120), figure(119, 119))
  assert.deepEqual(reportSentences([calm], named, en), [
    'Nothing moved more than chance does against week 39.',
  ])
  assert.deepEqual(reportSentences([told('cases_opened', figure(0, 0), null)], named, en), [
    'Nothing happened in week 40.',
  ])
})

test('periods are called as people call them', () => {
  assert.equal(periodName('2026-W40', en), 'week 40 of 2026')
  assert.equal(periodName('2026-10', in_('de')), 'Oktober 2026')
  assert.equal(periodName('2026-10-02', en), '2 October 2026')
  assert.equal(plain(periodName('2026-10-02..2026-10-05', en)), '2–5 October 2026')
  assert.equal(periodName('soon', en), 'soon')
  assert.equal(periodName('2026-10-02..x', en), '2026-10-02..x')
})
