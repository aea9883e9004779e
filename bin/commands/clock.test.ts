// The questions of `tierline clock`, line by line, as programs ask them.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { opNames } from '#bin/clock/answer.ts'
import { lineLengthMax, linesOf } from '#bin/clock/lines.ts'
import { run } from '#bin/commands/clock.ts'

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(name => [name, [['09:00', '17:00']]]))
const office = {
  timezone: 'Etc/UTC',
  week,
  holidays: ['2027-01-06', '*-12-25', '2027-01-06'],
  breaks: { '2027-01-05': [['12:00', '13:00']] },
  shifts: { '2027-01-09': [['10:00', '14:00']] },
}

async function told(input: Iterable<string | Buffer>): Promise<unknown[]> {
  const out: string[] = []
  const io = {
    out: (line: string) => out.push(line),
    err: assert.fail,
    stdin: Readable.from(input),
    env: {},
    cwd: '/',
  }
  assert.equal(await run([], io), 0)
  return out.map(line => JSON.parse(line) as unknown)
}

/** The result of one question on the office's calendar, or of another. */
async function ask(op: string, fields: object, calendar: unknown = office): Promise<unknown> {
  const [answer] = (await told([JSON.stringify({ id: 1, op, calendar, ...fields })])) as [
    { result?: unknown; error?: string },
  ]
  return answer.error ?? answer.result
}

test('working time is added, also backwards, and counted', async () => {
  assert.equal(await ask('add', { start: '2027-01-04T15:00:00Z', seconds: 10_800 }), '2027-01-05T10:00:00Z')
  assert.equal(await ask('add', { start: '2027-01-04T15:00:00Z', seconds: 7200 }), '2027-01-04T17:00:00Z')
  assert.equal(await ask('add', { start: '2027-01-05T10:00:00Z', seconds: -10_800 }), '2027-01-04T15:00:00Z')
  assert.equal(await ask('add', { start: '2027-01-04T18:00:00Z', seconds: 0 }), '2027-01-05T09:00:00Z')
  const [start, end] = ['2027-01-04T15:00:00Z', '2027-01-05T13:30:30Z']
  assert.equal(await ask('diff', { start, end }), 19_830)
  assert.equal(await ask('diff', { start: end, end: start }), -19_830)
  assert.equal(await ask('diff_hours_truncated', { start, end }), 5)
  assert.equal(await ask('diff_hours_truncated', { start: end, end: start }), -5)
})
test('openings and closings are found on both sides', async () => {
  const at = (op: string, hour: string) => ask(op, { at: `2027-01-${hour}:00Z` })
  assert.deepEqual([await at('is_open', '04T12:00'), await at('is_open', '04T17:00')], [true, false])
  assert.equal(await at('next_open', '08T17:00'), '2027-01-09T10:00:00Z')
  assert.equal(await at('prev_open', '08T08:00'), '2027-01-07T17:00:00Z')
  assert.equal(await at('next_close', '04T08:00'), '2027-01-04T17:00:00Z')
  assert.equal(await at('next_segment_start', '04T10:00'), '2027-01-05T09:00:00Z')
  assert.equal(await at('next_segment_start', '04T08:00'), '2027-01-04T09:00:00Z')
  assert.equal(await at('next_transition', '04T10:00'), '2027-01-04T17:00:00Z')
  assert.equal(await at('next_transition', '04T17:00'), '2027-01-05T09:00:00Z')
  assert.equal(await at('prev_transition', '04T10:00'), '2027-01-04T09:00:00Z')
  assert.equal(await at('prev_transition', '04T17:00'), '2027-01-04T09:00:00Z')
  assert.equal(await at('prev_transition', '05T09:00'), '2027-01-04T17:00:00Z')
})
test('open spans are listed forward and backward, cut at where one asks', async () => {
  const ask2 = (op: string, start: string) => ask(op, { start, count: 2 })
  assert.deepEqual(await ask2('segments_forward', '2027-01-05T10:00:00Z'), [
    ['2027-01-05T10:00:00Z', '2027-01-05T12:00:00Z'],
    ['2027-01-05T13:00:00Z', '2027-01-05T17:00:00Z'],
  ])
  assert.deepEqual(await ask2('segments_backward', '2027-01-05T10:00:00Z'), [
    ['2027-01-05T09:00:00Z', '2027-01-05T10:00:00Z'],
    ['2027-01-04T09:00:00Z', '2027-01-04T17:00:00Z'],
  ])
  assert.deepEqual(await ask2('segments_backward', '2027-01-05T09:00:00Z'), [
    ['2027-01-04T09:00:00Z', '2027-01-04T17:00:00Z'],
    ['2027-01-01T09:00:00Z', '2027-01-01T17:00:00Z'],
  ])
})
test('who is always open has one span without an end', async () => {
  const always = {
    timezone: 'Etc/UTC',
    week: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(name => [name, [['00:00', '24:00']]]),
    ),
  }
  const start = '2027-01-05T10:00:00Z'
  assert.deepEqual(await ask('segments_forward', { start, count: 2 }, always), [[start, null]])
  assert.deepEqual(await ask('segments_backward', { start, count: 2 }, always), [[null, start]])
  assert.equal(await ask('next_segment_start', { at: start }, always), null)
  assert.equal(await ask('next_close', { at: start }, always), null)
})
test('a date is asked for what it is, by instant or by date', async () => {
  for (const at of ['2027-01-06', '2027-01-06T23:00:00Z']) {
    assert.equal(await ask('is_holiday', { at }), true)
    assert.equal(await ask('is_workday', { at }), false)
  }
  assert.equal(await ask('is_workday', { at: '2027-01-09' }), true)
  assert.equal(await ask('is_break', { at: '2027-01-05T12:00:00Z' }), true)
  assert.equal(await ask('is_break', { at: '2027-01-05T13:00:00Z' }), false)
})
test('business days are added and counted', async () => {
  const add = (start: string, days: number) => ask('add_days', { start, days })
  assert.equal(await add('2027-01-05', 1), '2027-01-07')
  assert.equal(await add('2027-01-07', -1), '2027-01-05')
  assert.equal(await add('2027-01-06', 0), '2027-01-07')
  assert.equal(await add('2027-01-05', 0), '2027-01-05')
  assert.equal(await add('2027-01-05T10:00:00Z', 1), '2027-01-07T10:00:00Z')
  assert.equal(await add('2027-01-04T20:00:00Z', 1), '2027-01-07T09:00:00Z')
  assert.equal(await add('2027-01-08T08:00:00Z', -1), '2027-01-05T17:00:00Z')
  assert.equal(await ask('due_in_days', { start: '2027-01-09T20:00:00Z', days: 1 }), '2027-01-12T09:00:00Z')
  const count = (op: string, start: string, end: string) => ask(op, { start, end })
  assert.equal(await count('diff_days', '2027-01-04', '2027-01-08'), 3)
  assert.equal(await count('diff_days', '2027-01-08', '2027-01-04'), -3)
  assert.equal(await count('diff_days_inclusive', '2027-01-04', '2027-01-08'), 4)
  assert.equal(await count('diff_days_inclusive', '2027-01-08', '2027-01-04'), -4)
  assert.equal(await count('diff_full_days', '2027-01-04T12:00:00Z', '2027-01-07T12:00:00Z'), 2)
  assert.equal(await count('diff_full_days', '2027-01-04T12:00:00Z', '2027-01-07T11:59:59Z'), 1)
  assert.equal(await count('diff_full_days', '2027-01-04T12:00:00Z', '2027-01-04T13:00:00Z'), 0)
  assert.equal(await count('diff_calendar_days', '2027-01-04', '2027-01-08T10:00:00Z'), 4)
})
test('a stretch is explained, in our own form of a calendar as well, with its versions', async () => {
  const ours = {
    zone: 'Etc/UTC',
    versions: [{ week }, { week: { mon: [['10:00', '11:00']] }, validFrom: '2027-01-04' }],
  }
  assert.deepEqual(await ask('spans', { start: '2027-01-03T12:00:00Z', end: '2027-01-04T11:00:00Z' }, ours), [
    { start: '2027-01-03T12:00:00Z', end: '2027-01-04T00:00:00Z', kind: 'day_off' },
    { start: '2027-01-04T00:00:00Z', end: '2027-01-04T10:00:00Z', kind: 'night' },
    { start: '2027-01-04T10:00:00Z', end: '2027-01-04T11:00:00Z', kind: 'open' },
  ])
  assert.match(String(await ask('spans', { start: '2027-01-03', end: '2097-01-04' })), /^time\.too_long/)
})
test('what cannot be answered says why', async () => {
  const start = '2027-01-04T15:00:00Z'
  assert.equal(await ask('guess', {}), 'op.unknown: guess')
  assert.equal(await ask('toString', {}), 'op.unknown: toString')
  assert.equal(await ask('add', { start }), 'field.not_a_whole_number: seconds')
  assert.equal(await ask('add', { start: 'noon', seconds: 1 }), 'field.not_a_time: start')
  assert.equal(await ask('is_open', {}), 'field.not_a_time: at')
  assert.equal(await ask('add', { start, seconds: 9e14 }), 'time.out_of_range')
  assert.equal(await ask('add_days', { start: '9999-12-30', days: 10 }), 'time.out_of_range')
  assert.match(String(await ask('segments_forward', { start, count: 1e6 })), /^count\.too_large/)
  assert.match(
    String(await ask('is_open', { at: start }, { timezone: 'Etc/UTC', week: {} })),
    /^calendar\.no_working_hours: versions\.0\.week, for example/,
  )
  assert.match(
    String(await ask('is_open', { at: start }, { ...office, timezone: 'Mars' })),
    /^calendar\.zone_unknown: zone/,
  )
  assert.match(
    String(await ask('is_open', { at: start }, { ...office, holidays: 'none' })),
    /^calendar\.not_a_list/,
  )
  assert.match(String(await ask('is_open', { at: start }, null)), /^calendar\.not_an_object: calendar/)
  assert.match(String(await ask('is_open', { at: start, calendar: undefined })), /^calendar\.not_an_object/)
})
test('a bad line is answered in its place, and the next is read', async () => {
  const good = JSON.stringify({ id: 'good', op: 'is_open', calendar: office, at: '2027-01-04T12:00:00Z' })
  assert.deepEqual(
    await told([
      `${good}\n{"id":\n\n[1]\n7\n${JSON.stringify({ op: 'guess' })}\n`,
      `${good.slice(0, 9)}`,
      `${good.slice(9)}`,
    ]),
    [
      { id: 'good', result: true },
      { id: null, error: 'line.not_json' },
      { id: null, error: 'line.not_an_object' },
      { id: null, error: 'line.not_an_object' },
      { id: null, error: 'op.unknown: guess' },
      { id: 'good', result: true },
    ],
  )
})
test('a line too long is told once, is not kept, and the next is read', async () => {
  const long = 'x'.repeat(lineLengthMax / 2)
  assert.deepEqual(await told([`${long}${long}xx\n7\n`, long, long, long, 'x\n7\n', long, long, long]), [
    { id: null, error: 'line.too_long' },
    { id: null, error: 'line.not_an_object' },
    { id: null, error: 'line.too_long' },
    { id: null, error: 'line.not_an_object' },
    { id: null, error: 'line.too_long' },
  ])
})
test('letters cut in two between pieces of the stream are whole again', async () => {
  const raw = Buffer.from('"ü"\n')
  const lines: unknown[] = []
  for await (const line of linesOf(Readable.from([raw.subarray(0, 2), raw.subarray(2)]))) lines.push(line)
  assert.deepEqual(lines, ['"ü"'])
})
test('many calendars on many lines are each their own', async () => {
  const lines = Array.from({ length: 600 }, (_, index) => {
    const until = `${String(10 + (index % 12)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`
    return JSON.stringify({
      id: index,
      op: 'next_close',
      at: '2027-01-04',
      calendar: { timezone: 'Etc/UTC', week: { mon: [['09:00', until]] } },
    })
  })
  const answers = (await told([lines.join('\n')])) as { id: number; result: string }[]
  assert.ok(
    answers.every(
      ({ id, result }) =>
        Number(result.slice(11, 13)) === 10 + (id % 12) && Number(result.slice(14, 16)) === id % 60,
    ),
  )
})
test('the help names every question', async () => {
  const { usage } = await import('#bin/commands/clock.ts')
  for (const name of opNames) assert.match(usage, new RegExp(`\\b${name}\\b`))
})
