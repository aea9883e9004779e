// The sentences of the shifts: a day of a person, and what is missing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { speaker } from '#words/say.ts'
import { allPhrases } from '#words/phrases/index.ts'
import { dayText, daysFrom, lackText, type PersonOn, weekAway } from './shifts-data.ts'

const english = Object.fromEntries(Object.entries(allPhrases).map(([key, { en }]) => [key, en]))
const words = { language: 'en', say: speaker('en', english), zone: 'Europe/Stockholm' } as const
const [monday, tuesday] = daysFrom('2027-01-11', words.zone) as [
  { from: number; until: number },
  { from: number; until: number },
]
const hour = (h: number) => monday.from + h * 3_600_000
const bo = (more: Partial<PersonOn>): PersonOn => ({
  ...({ agent: 'agt_bo', isOn: true, works: null, absences: [] } as const),
  ...more,
})

test('a day of somebody says his hours, that he is off, always there, or absent', () => {
  const works = [
    { from: hour(8), until: hour(12) },
    { from: hour(13), until: hour(26) },
  ]
  assert.equal(dayText(bo({ works }), monday, words), '08:00–12:00, 13:00–24:00')
  assert.equal(dayText(bo({ works }), tuesday, words), '00:00–02:00')
  assert.equal(dayText(bo({ works: [] }), monday, words), 'off')
  assert.equal(dayText(bo({}), monday, words), 'always')
  const away = (from: number, until: number) => bo({ works, absences: [{ from, until, cover: null }] })
  assert.equal(dayText(away(hour(-5), hour(30)), monday, words), 'absent')
  assert.equal(
    dayText(away(hour(14), hour(40)), monday, words),
    '08:00–12:00, 13:00–24:00 (absent 14:00–24:00)',
  )
})

test('a week has seven days also when the clocks change in it', () => {
  const days = daysFrom('2027-03-26', words.zone)
  assert.deepEqual(
    days.map(one => (one.until - one.from) / 3_600_000),
    [24, 24, 23, 24, 24, 24, 24],
  )
  assert.deepEqual([weekAway('2027-03-26', 1), weekAway('2027-03-26', -1)], ['2027-04-02', '2027-03-19'])
})

test('what is missing is said by its name', () => {
  const names = { skill: () => 'Radio', product: () => 'Link 5' }
  const said = (lacks: Parameters<typeof lackText>[0]) => lackText(lacks, names, words)
  assert.equal(said([{ code: 'anybody' }]), 'nobody is there')
  assert.equal(
    said([
      { code: 'skill', skill: 'skl_a' },
      { code: 'language', language: 'ru' },
      { code: 'product', product: 'pro_a' },
    ]),
    'nobody who knows Radio · nobody for this language: Russian · nobody who knows Link 5',
  )
  assert.equal(said([]), 'nobody takes from this team')
})
