// What is said of played weeks: the difference and how sure it is first, then what is left over, what waits
// otherwise, and where more comes than can be done; in each language.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ToldFigure } from '#core/capacity/what-if-told.ts'
import { languages } from '#core/people/language.ts'
import { sayIn } from '#words/say-in.ts'
import { changeText, figureName, tooLittleText, valueText, whatIfSentences } from '#words/what-if-text.ts'

const en = { say: sayIn('en'), language: 'en' } as const
const told = (mean: number) => ({ mean, weeks: [mean - 0.1, mean + 0.1] as const })
const figure = (
  name: ToldFigure['figure'],
  level: ToldFigure['level'],
  [now, then, off]: readonly [number, number, number],
): ToldFigure => ({
  ...{ figure: name, level, now: told(now), then: told(then) },
  change: { mean: then - now, range: [then - now - off, then - now + off] },
})
const level = { level: 2, contacts: 10, handedOn: 40, peopleHours: 40, peopleHoursThen: 80 } as const
const played = {
  figures: [
    figure('in_time', null, [0.7, 0.84, 0.03]),
    figure('left', null, [40, 12, 5.4]),
    figure('wait', 2, [7_200, 1_200, 600]),
    figure('busy', 2, [0.84, 0.6, 0.02]),
  ],
  levels: [level],
  goal: { waitMinutes: 30, busyPercent: 85 },
  isNow: false,
}

test('the difference and how sure it is come first, in each language', () => {
  for (const language of languages) {
    const [first, second, third, ...more] = whatIfSentences(played, { say: sayIn(language), language })
    assert.match(first!, /84.*\+14.*\+11.*\+17|\+14.*\+11.*\+17/, language)
    assert.match(second!, /12.*40.*−28.*−33.*−23/, language)
    assert.match(third!, /20.*2/, language)
    assert.deepEqual(more, [], language)
  }
  assert.deepEqual(whatIfSentences(played, en), [
    '84% instead of 70% of what customers bring would be begun within 30 min: +14 points (95% sure: +11 to +17).',
    'At the end of the week 12 instead of 40 would be open (−28; 95% sure: −33 to −23).',
    'At level 2 work would be begun after 20 min on average instead of 2 h.',
  ])
})

test('what may be chance is not told as a difference', () => {
  const figures = [
    figure('in_time', null, [0.7, 0.71, 0.03]),
    figure('left', null, [40, 38, 5]),
    figure('wait', 2, [7_200, 7_000, 600]),
    figure('wait', 3, [7_201, 7_200, 0.5]),
  ]
  const sentences = whatIfSentences({ ...played, figures }, en)
  assert.equal(sentences.length, 1)
  assert.match(sentences[0]!, /^Whether more would be begun within 30 min cannot be told: .*−2 to \+4 points/)
})

test('where nothing is to be otherwise, now is told with how weeks differ', () => {
  const sentences = whatIfSentences({ ...played, isNow: true }, en)
  assert.match(sentences[0]!, /^As planned now, 70% .* in nine of ten weeks 60% to 80%\.$/)
  assert.equal(sentences.at(-1), 'Choose what would be otherwise.')
})

test('where more comes than can be done, or nobody is there, it is said', () => {
  const busy = figure('busy', 2, [0.84, 0.84, 0.01])
  const only = (more: object) => whatIfSentences({ ...played, figures: [busy], ...more }, en).join(' ')
  assert.match(only({}), /^At level 2 more would come than can be done/)
  assert.match(only({ isNow: true }), /^At level 2 more comes than can be done/)
  assert.match(only({ levels: [{ ...level, peopleHoursThen: 0 }] }), /^At level 2 nobody is planned/)
  assert.equal(only({ levels: [{ ...level, contacts: 0, handedOn: 0, peopleHoursThen: 0 }] }), '')
  assert.equal(only({ figures: [] }), '')
})

test('figures have names, values and differences with a sign', () => {
  assert.equal(figureName({ figure: 'in_time', level: null }, played, en), 'Begun within 30 min')
  assert.equal(figureName({ figure: 'wait', level: 2 }, played, en), 'Level 2: Wait until work begins')
  assert.deepEqual(
    [valueText({ figure: 'left' }, 3.6, en), valueText({ figure: 'busy' }, 0.5, en)],
    ['4', '50%'],
  )
  assert.deepEqual(
    [-90, 0, 90].map(value => changeText({ figure: 'wait' }, value, en)),
    ['−2 min', '0 s', '+2 min'],
  )
  assert.equal(changeText({ figure: 'left' }, -3.25, en), '−3.3')
  assert.equal(changeText({ figure: 'busy' }, 0.125, en), '+13 points')
})

test('too little is said with why', () => {
  assert.match(tooLittleText('contacts', en), /at least 50 are needed/)
  assert.match(tooLittleText('time', en), /^Less than a week/)
  assert.match(tooLittleText('people', en), /^Nobody is planned/)
})
