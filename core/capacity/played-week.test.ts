// A played week: where Erlang covers it, both say the same; what a seed plays it plays again; people who
// leave, who give up and what is handed on are counted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dice, exponential, normal, seedOf } from '#core/kit/dice.ts'
import { byLevel } from '#core/capacity/traffic.ts'
import type { Network, PlayedLevel } from '#core/capacity/network.ts'
import { openClock, peopleByQuarter } from '#core/capacity/played-hours.ts'
import { playWeek, type WeekOutcome } from '#core/capacity/played-week.ts'
import { erlangA, erlangC } from '#core/staffing/erlang.ts'

const flat = (n: number) => Array.from({ length: 168 }, () => n)
const level = (more: Partial<PlayedLevel>): Omit<PlayedLevel, 'level'> => ({
  ...{ perHour: flat(0), people: flat(1), planned: flat(1), pieces: [], meanS: 600 },
  ...{ onTo: [0, 0, 0], off: { perHour: 0, handle: 0 } },
  ...more,
})
const network = (
  one: Partial<PlayedLevel>,
  more: Partial<Network> = {},
  two: Partial<PlayedLevel> = {},
): Network => ({
  ...{ arrivals: 1, busyShare: 1, patienceS: null, waitS: 120 },
  levels: byLevel(is => ({ level: is, ...level(is === 1 ? one : is === 2 ? two : {}) })),
  ...more,
})

/** Plays a week to its end, and counts how often it gave way. */
function played(of: Network, seed: number): WeekOutcome & { readonly gaveWay: number } {
  const play = playWeek(of, seed)
  for (let gaveWay = 0; ; gaveWay++) {
    const { done, value } = play.next()
    if (done) return { ...value, gaveWay }
  }
}

const weeksOf = (of: Network) => Array.from({ length: 24 }, (_, i) => played(of, seedOf(4_711, i)))

/** The mean lies within nearly four of its standard errors, and is no more unsure than `most`. */
function agrees(
  weeks: readonly WeekOutcome[],
  figure: (week: WeekOutcome) => number,
  { formula, most }: { readonly formula: number; readonly most: number },
): void {
  const all = weeks.map(figure)
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length
  const variance = all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (all.length - 1)
  const off = 3.9 * Math.sqrt(variance / all.length)
  assert.ok(Math.abs(mean - formula) <= off, `${mean} ± ${off}, by formula ${formula}`)
  assert.ok(off < most, `it is as sure as it should be: ${off}`)
}

test('where everybody waits, as many are begun in time, as busy and as soon as Erlang C says', () => {
  const weeks = weeksOf(network({ perHour: flat(18), people: flat(4), planned: flat(4) }))
  const { waiting, occupancy } = erlangC({ calls: 18, intervalS: 3_600, ahtS: 600 }, 4)
  const within = waiting!.answeredWithin(120)
  agrees(weeks, ({ came, inTime }) => inTime / came, { formula: within, most: 0.04 })
  agrees(weeks, ({ levels: [one] }) => one.waitedS / one.begun, { formula: waiting!.asaS, most: 60 })
  agrees(weeks, ({ levels: [one] }) => one.workedS / one.plannedS, { formula: occupancy!, most: 0.03 })
})

test('where customers give up, as many do and as many are begun in time as Erlang A says', () => {
  const weeks = weeksOf(network({ perHour: flat(30), people: flat(4), planned: flat(4) }, { patienceS: 600 }))
  const { waiting } = erlangA({ calls: 30, intervalS: 3_600, ahtS: 600 }, 4, 600)
  agrees(weeks, ({ came, gaveUp }) => gaveUp / came, { formula: waiting!.pAbandon!, most: 0.03 })
  const within = waiting!.answeredWithin(120)
  agrees(weeks, ({ came, inTime }) => inTime / came, { formula: within, most: 0.03 })
})

test('breaks take their part: people are busy for so much of their time at most', () => {
  const flood = network({ perHour: flat(20), people: flat(1) }, { busyShare: 0.8 })
  const [one] = played(flood, 1).levels
  assert.ok(Math.abs(one.workedS / one.plannedS - 0.8) < 1e-9)
  assert.ok(one.left > 3_000, 'and the rest is left')
})

test('a level that is handed a share of another gets it, and what goes round ends', () => {
  const first = { perHour: flat(12), people: flat(20), onTo: [0, 0.25, 0] as const }
  const second = { people: flat(20), meanS: 1_200 }
  const { levels, came } = played(network(first, {}, second), 3)
  assert.ok(Math.abs(levels[1].begun / came - 0.25) < 0.03)
  assert.equal(levels[2].begun, 0)
  const up = played(network({ ...first, onTo: [0, 0, 1] }, {}, second), 3)
  assert.ok(up.levels[2].begun > 0.9 * up.levels[2].inTime && up.levels[1].begun === 0)
  const round = { people: flat(60), onTo: [1, 0, 0] as const, meanS: 60 }
  const { levels: all } = played(network({ ...first, ...round }), 3)
  assert.ok(all[0].begun / came < 10 && all[0].begun / came > 8, 'eight times at most')
})

test('what was handed on is ours: only customers give up', () => {
  const first = { perHour: flat(6), people: flat(9), onTo: [0, 1, 0] as const }
  const lost = played(network(first, { patienceS: 60 }, { people: flat(0), planned: flat(0) }), 5)
  assert.equal(lost.gaveUp, 0)
  assert.ok(lost.levels[1].left > 1_500, 'nobody is at the second level')
})

test('who gives up is not left over; who still waits late is known to be late', () => {
  const nobody = { perHour: flat(6), people: flat(0), planned: flat(0) }
  const gone = played(network(nobody, { patienceS: 60 }), 5)
  assert.ok(gone.levels[0].left < 5 && gone.gaveUp > 0.98 * gone.came)
  const late = played(network(nobody), 5)
  assert.ok(late.came > 900 && late.inTime === 0 && late.levels[0].left > 1_900)
  const closed = { perHour: flat(6), people: flat(0), planned: flat(0).with(0, 1) }
  const soon = played(network({ ...closed, perHour: flat(0).with(167, 30) }), 5)
  assert.equal(soon.levels[0].begun, 0, 'who came when nobody is planned does not wait yet')
})

test('whoever leaves lays down what he does, and it goes on when somebody is there', () => {
  const once = flat(0).with(9, 3)
  const hours = { perHour: once, people: flat(0).with(9, 1).with(10, 1), pieces: [5_400] }
  const { levels } = played(network({ ...hours, planned: hours.people }), 11)
  assert.ok(levels[0].workedS <= levels[0].plannedS && levels[0].plannedS === 7_200)
  assert.ok(levels[0].workedS > 3_600)
})

test('a seed plays the same, another one another week; long ones give way', () => {
  const four = network({
    ...{ perHour: flat(18), people: flat(4) },
    off: { perHour: 0.1, handle: 0.1 },
  })
  assert.deepEqual(played(four, 1), played(four, 1))
  assert.notEqual(played(four, 1).came, played(four, 2).came)
  assert.ok(played(four, 1).gaveWay > 3)
})

test('the same customers come, and others besides; of fewer each is one of them', () => {
  const many = network({ perHour: flat(18), people: flat(40), pieces: [60] })
  const came = (arrivals: number) => played({ ...many, arrivals }, 9).came
  const [half, usual, more] = [came(0.5), came(1), came(1.2)]
  assert.ok(Math.abs(half / usual - 0.5) < 0.05 && Math.abs(more / usual - 1.2) < 0.03)
})

test('halves of people are there for half of the time', () => {
  const quarters = peopleByQuarter([2, 2.5, 0, 0.25])
  assert.deepEqual(quarters.slice(0, 4), [2, 2, 2, 2])
  assert.deepEqual(
    [1, 2, 3].map(hour => quarters.slice(4 * hour, 4 * hour + 4).reduce((sum, n) => sum + n, 0)),
    [10, 0, 1],
  )
})

test('the clock of waiting goes while somebody is planned, always where nobody ever is', () => {
  const clock = openClock(flat(0).with(1, 1).with(3, 0.5))
  assert.deepEqual(
    [0, 3_600, 5_400, 9_000, 12_600, 604_800 + 5_400].map(clock),
    [0, 0, 1_800, 3_600, 5_400, 9_000],
  )
  assert.equal(openClock(flat(0))(77), 77)
})

test('chance is spread as it should be', () => {
  const roll = dice(1)
  const all = Array.from({ length: 4_000 }, () => [exponential(roll), normal(roll)] as const)
  const mean = (of: (one: readonly [number, number]) => number) =>
    all.reduce((sum, one) => sum + of(one), 0) / all.length
  assert.ok(Math.abs(mean(one => one[0]) - 1) < 0.06)
  assert.ok(Math.abs(mean(one => one[1])) < 0.06 && Math.abs(mean(one => one[1] ** 2) - 1) < 0.1)
})
