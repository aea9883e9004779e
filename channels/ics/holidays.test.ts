import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytesMax } from '#channels/ics/content-lines.ts'
import { eventsMax } from '#channels/ics/events.ts'
import { readIcs } from '#channels/ics/holidays.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (...events: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
const christmas = ['DTSTART;VALUE=DATE:20271225', 'SUMMARY:Christmas Day']

/** What a file holds; it must not be broken. */
function read(...events: string[]) {
  const found = readIcs(bytes(file(...events)), 'Europe/Rome')
  assert.ok(!('fault' in found), JSON.stringify(found))
  return found
}
/** What is wrong, as `code in line`. */
function broken(text: string | Uint8Array): string {
  const found = readIcs(typeof text === 'string' ? bytes(text) : text, 'Europe/Rome')
  assert.ok('fault' in found, JSON.stringify(found))
  return `${found.fault.code} in ${found.fault.line}`
}
/** The rules a yearly event makes. */
const rules = (start: string, rule: string, ...more: string[]) =>
  read(event(`DTSTART;VALUE=DATE:${start}`, 'SUMMARY:Feast', `RRULE:${rule}`, ...more)).holidays.map(
    ({ on, since, until }) => `${on}, ${since}–${until ?? ''}`,
  )

test('a whole day is a holiday, several days are several', () => {
  assert.deepEqual(read(event(...christmas)).holidays, [{ on: '2027-12-25', name: 'Christmas Day' }])
  const days = read(
    event('DTSTART;VALUE=DATE:20271231', 'DTEND;VALUE=DATE:20280103', 'SUMMARY:Closed'),
  ).holidays
  assert.deepEqual(
    days.map(({ on }) => on),
    ['2027-12-31', '2028-01-01', '2028-01-02'],
  )
  for (const [length, count] of [
    ['P2D', 2],
    ['P1W', 7],
  ] as const)
    assert.equal(read(event(...christmas, `DURATION:${length}`)).holidays.length, count)
})
test('a date need not say that it is one', () => {
  assert.equal(read(event('DTSTART:20271225', 'SUMMARY:Christmas Day')).holidays[0]?.on, '2027-12-25')
})
test('folded lines, other line ends, escapes, lower case and letters cut in two are read', () => {
  const text = file(
    event('dtstart;value=date:20271225', 'SUMMARY;LANGUAGE="de":Erster Weih', ' nachtstag\\, fr', '\tüh'),
  )
  const found = readIcs(bytes(text.replaceAll('\r\n', '\n')), 'Europe/Rome')
  assert.equal('holidays' in found && found.holidays[0]?.name, 'Erster Weihnachtstag, früh')
  const raw = bytes(file(event('DTSTART:20271225', 'SUMMARY:früh')))
  const at = raw.indexOf(0xc3) + 1
  const cut = new Uint8Array([...raw.subarray(0, at), 0x0d, 0x0a, 0x20, ...raw.subarray(at)])
  const again = readIcs(cut, 'Europe/Rome')
  assert.equal('holidays' in again && again.holidays[0]?.name, 'früh')
})
test('what is yearly stays a rule, with the years in which it is kept', () => {
  assert.deepEqual(rules('20201225', 'FREQ=YEARLY'), ['*-12-25, 2020–'])
  assert.deepEqual(rules('20201225', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;WKST=MO'), ['*-12-25, 2020–'])
  assert.deepEqual(rules('20201225', 'FREQ=YEARLY;COUNT=3'), ['*-12-25, 2020–2022'])
  assert.deepEqual(rules('20201225', 'FREQ=YEARLY;UNTIL=20241231'), ['*-12-25, 2020–2024'])
  assert.deepEqual(rules('20201225', 'FREQ=YEARLY;UNTIL=20241224T230000Z'), ['*-12-25, 2020–2023'])
  assert.deepEqual(rules('20200229', 'FREQ=YEARLY;UNTIL=20250101'), ['*-02-29, 2020–2025'])
})
test('the nth or last weekday of a month stays one', () => {
  assert.deepEqual(rules('20240506', 'FREQ=YEARLY;BYMONTH=5;BYDAY=1MO'), ['first mon of 05, 2024–'])
  assert.deepEqual(rules('20240527', 'FREQ=YEARLY;BYMONTH=05;BYDAY=-1MO'), ['last mon of 05, 2024–'])
  assert.deepEqual(rules('20241128', 'FREQ=YEARLY;BYMONTH=11;BYDAY=+4TH'), ['fourth thu of 11, 2024–'])
})
test('several days that come every year are a rule each, over new year as well', () => {
  assert.deepEqual(rules('20201231', 'FREQ=YEARLY;COUNT=2', 'DTEND;VALUE=DATE:20210102'), [
    '*-12-31, 2020–2021',
    '*-01-01, 2021–2022',
  ])
})
test('a rule that we could keep only wrongly breaks the file, at its line', () => {
  const wrong = [
    'FREQ=WEEKLY',
    'FREQ=YEARLY;INTERVAL=2',
    'FREQ=YEARLY;BYEASTER=1',
    'FREQ=YEARLY;BYDAY=1MO',
    'FREQ=YEARLY;BYMONTH=12;BYDAY=MO',
    'FREQ=YEARLY;BYMONTHDAY=25',
    'FREQ=YEARLY;BYMONTH=11',
    'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24',
    'FREQ=YEARLY;COUNT=0',
    'FREQ=YEARLY;COUNT=many',
    'FREQ=YEARLY;UNTIL=never',
    'FREQ=YEARLY;UNTIL=20201224',
    'FREQ=YEARLY;UNTIL=20191231',
    'FREQ=YEARLY;BYMONTH=12;BYDAY=1MO',
    'FREQ',
    'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;BYDAY=4FR',
    'FREQ=YEARLY;BYMONTH=12;BYDAY=5FR',
  ]
  for (const rule of wrong)
    assert.equal(
      broken(file(event('DTSTART:20201225', 'SUMMARY:Feast', `RRULE:${rule}`))),
      'rule_not_read in 6',
      rule,
    )
  assert.equal(
    broken(file(event('DTSTART:20200229', 'SUMMARY:Feast', 'RRULE:FREQ=YEARLY;COUNT=2'))),
    'rule_not_read in 6',
  )
  const days = (start: string, end: string, rule: string) =>
    broken(file(event(`DTSTART:${start}`, `DTEND:${end}`, 'SUMMARY:Feast', `RRULE:FREQ=YEARLY${rule}`)))
  assert.equal(days('20200228', '20200302', ''), 'rule_not_read in 7')
  assert.equal(days('20200229', '20200302', ''), 'rule_not_read in 7')
  assert.equal(days('20240527', '20240529', ';BYMONTH=5;BYDAY=-1MO'), 'rule_not_read in 7')
})
test('an event of hours is a break in the calendar’s zone, on each date it touches', () => {
  const hours = (start: string, end: string) =>
    read(event(`DTSTART${start}`, `DTEND${end}`, 'SUMMARY:Party')).breaks
  assert.deepEqual(hours(':20271224T120000', ':20271224T180000'), {
    '2027-12-24': [['12:00:00', '18:00:00']],
  })
  assert.deepEqual(hours(':20271224T120000Z', ':20271224T180000Z'), {
    '2027-12-24': [['13:00:00', '19:00:00']],
  })
  assert.deepEqual(
    hours(';TZID=America/New_York:20271224T120000', ';TZID=America/New_York:20271224T180000'),
    {
      '2027-12-24': [['18:00:00', '24:00']],
    },
  )
  assert.deepEqual(hours(':20271224T120000', ';TZID=America/New_York:20271224T120000'), {
    '2027-12-24': [['12:00:00', '18:00:00']],
  })
  assert.deepEqual(hours(':20271224T220000', ':20271226T010000'), {
    '2027-12-24': [['22:00:00', '24:00']],
    '2027-12-25': [['00:00:00', '24:00']],
    '2027-12-26': [['00:00:00', '01:00:00']],
  })
})
test('hours that come every year stay a rule, with the years in which it is kept', () => {
  const eve = (rule: string, start = ':20201224T120000', end = ':20201224T180000') => {
    const found = read(event(`DTSTART${start}`, `DTEND${end}`, 'SUMMARY:Christmas Eve', `RRULE:${rule}`))
    assert.deepEqual([found.holidays, found.breaks], [[], {}])
    return found.yearlyBreaks
  }
  const closed = { on: '*-12-24', name: 'Christmas Eve', hours: [['12:00:00', '18:00:00']], since: 2020 }
  const here = ';TZID=Europe/Rome:20201224T'
  assert.deepEqual(eve('FREQ=YEARLY'), [closed])
  assert.deepEqual(eve('FREQ=YEARLY;COUNT=3', `${here}120000`, `${here}180000`), [{ ...closed, until: 2022 }])
  const until = (last: string) => eve(`FREQ=YEARLY;UNTIL=${last}`)[0]?.until
  // Its last one begins at that second by the clocks of Rome, or a second later.
  assert.deepEqual(['20301224T110000Z', '20301224T105959Z', '20301224'].map(until), [2030, 2029, 2030])
  assert.equal(until('20301224T120000'), 2030)
  assert.deepEqual(
    eve('FREQ=YEARLY;BYMONTH=5;BYDAY=-1FR', ':20210528T140000', ':20210529T000000').map(one => [
      one.on,
      one.hours,
    ]),
    [['last fri of 05', [['14:00:00', '24:00']]]],
  )
})
test('hours of every year by the clocks of another zone, or over midnight, are told with their line', () => {
  const wrong = (start: string, end: string, rule = 'FREQ=YEARLY') =>
    broken(file(event(`DTSTART${start}`, `DTEND${end}`, 'SUMMARY:Eve', `RRULE:${rule}`)))
  const there = ';TZID=America/New_York:20201224T'
  assert.equal(wrong(`${there}060000`, `${there}080000`), 'rule_of_hours in 7')
  assert.equal(wrong(':20201224T120000', `${there}080000`), 'rule_of_hours in 7')
  assert.equal(wrong(':20201224T120000Z', ':20201224T180000Z'), 'rule_of_hours in 7')
  assert.equal(wrong(':20201224T200000', ':20201225T020000'), 'rule_of_hours in 7')
  assert.equal(wrong(':20201224T120000', ':20201224T180000', 'FREQ=WEEKLY'), 'rule_not_read in 7')
  assert.equal(
    wrong(':20201224T120000', ':20201224T180000', 'FREQ=YEARLY;UNTIL=20301332T120000'),
    'time_unreadable in 7',
  )
})
test('hours that last so long end then', () => {
  const lasting = (length: string) =>
    read(event('DTSTART:20271224T120000', `DURATION:${length}`, 'SUMMARY:Party')).breaks
  assert.deepEqual(lasting('PT4H30M'), { '2027-12-24': [['12:00:00', '16:30:00']] })
  assert.deepEqual(lasting('P1DT1H'), {
    '2027-12-24': [['12:00:00', '24:00']],
    '2027-12-25': [['00:00:00', '13:00:00']],
  })
  assert.equal(Object.keys(lasting('P1W')).length, 8)
})
test('a time that comes twice: what ends at its second coming is closed until both are over', () => {
  const hours = (start: string, end: string) =>
    read(event(`DTSTART:20271031T${start}Z`, `DTEND:20271031T${end}Z`, 'SUMMARY:Repair')).breaks['2027-10-31']
  assert.deepEqual(hours('003000', '013000'), [['02:30:00', '03:00:00']])
  assert.deepEqual(hours('000000', '003000'), [['02:00:00', '02:30:00']])
  assert.deepEqual(hours('000000', '010000'), [['02:00:00', '03:00:00']])
  assert.deepEqual(hours('013000', '030000'), [['02:30:00', '04:00:00']])
})
test('breaks that overlap are one, holidays on one date are named together, what is cancelled is left out', () => {
  const party = (from: number, until: number) =>
    event(`DTSTART:20271224T${from}0000`, `DTEND:20271224T${until}0000`, 'SUMMARY:Party')
  assert.deepEqual(read(party(12, 14), party(13, 18), party(12, 13), party(20, 21)).breaks, {
    '2027-12-24': [
      ['12:00:00', '18:00:00'],
      ['20:00:00', '21:00:00'],
    ],
  })
  const other = event('DTSTART:20271225', 'SUMMARY:Natale')
  assert.equal(
    read(event(...christmas), event(...christmas), other).holidays[0]?.name,
    'Christmas Day / Natale',
  )
  assert.deepEqual(read(event(...christmas, 'STATUS:CANCELLED')).holidays, [])
})
test('what is no event is passed over', () => {
  const zone =
    'BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:DAYLIGHT\r\nDTSTART:rubbish\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE'
  const alarm = 'BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nDURATION:x\r\nEND:VALARM'
  assert.equal(read(zone, event(...christmas, 'TRANSP:TRANSPARENT', alarm)).holidays.length, 1)
})
test('a broken file says line and cause', () => {
  const whole = file(event(...christmas))
  assert.equal(broken(''), 'not_a_calendar in 1')
  assert.equal(broken('\r\n'), 'not_a_calendar in 1')
  assert.equal(broken('<html>'), 'line_unreadable in 1')
  assert.equal(broken('VERSION:2.0'), 'not_a_calendar in 1')
  assert.equal(broken('BEGIN:VEVENT'), 'not_a_calendar in 1')
  assert.equal(broken(whole.replace('END:VCALENDAR\r\n', '')), 'not_closed in 1')
  assert.equal(broken(whole.replace('END:VEVENT', 'END:VTODO')), 'closed_wrongly in 6')
  assert.equal(broken(`${whole}END:VCALENDAR`), 'closed_wrongly in 8')
  assert.equal(broken(whole.replace('SUMMARY:', 'SUMMARY')), 'line_unreadable in 5')
  assert.equal(broken(whole.replace('20271225', '20271399')), 'time_unreadable in 4')
  assert.equal(broken(whole.replace('20271225', 'tomorrow')), 'time_unreadable in 4')
  assert.equal(broken(file(event('SUMMARY:Feast'))), 'start_missing in 3')
  assert.equal(broken(file(event('DTSTART:20271225'))), 'name_missing in 3')
  assert.equal(broken(file(event(...christmas, 'SUMMARY:Again'))), 'said_twice in 6')
  assert.equal(broken(file(event(...christmas, 'EXDATE:20281225'))), 'property_not_read in 6')
  assert.equal(broken(file('BEGIN:X\r\n'.repeat(11))), 'line_unreadable in 12')
})
test('an end lies after the beginning, by a year at most, and can be read', () => {
  assert.equal(broken(file(event(...christmas, 'DTEND;VALUE=DATE:20271225'))), 'end_not_later in 6')
  assert.equal(broken(file(event(...christmas, 'DTEND;VALUE=DATE:20300101'))), 'end_not_later in 6')
  assert.equal(broken(file(event(...christmas, 'DURATION:PT5H'))), 'time_unreadable in 6')
  assert.equal(broken(file(event(...christmas, 'DURATION:P0D'))), 'end_not_later in 6')
  const party = (...lines: string[]) =>
    broken(file(event('SUMMARY:Party', 'DTSTART:20271224T120000', ...lines)))
  assert.equal(party(), 'end_missing in 3')
  assert.equal(party('DTEND:20271224T120000'), 'end_not_later in 6')
  assert.equal(party('DTEND:20300101T120000'), 'end_not_later in 6')
  assert.equal(party('DTEND:20271224T250000'), 'time_unreadable in 6')
  assert.equal(party('DTEND:20271232T120000'), 'time_unreadable in 6')
  assert.equal(party('DTEND;TZID=Nowhere:20271224T180000'), 'zone_unknown in 6')
  assert.equal(party('DTEND:20271225T010000', 'RRULE:FREQ=YEARLY'), 'rule_of_hours in 7')
  assert.equal(party('DURATION:PT0S'), 'end_not_later in 6')
  assert.equal(party('DURATION:P400D'), 'end_not_later in 6')
  for (const length of ['PT', 'P', 'P1DT', '-PT4H', '4H', 'PT4H2D'])
    assert.equal(party(`DURATION:${length}`), 'time_unreadable in 6', length)
})
test('bytes that are no text are told by their line', () => {
  const raw = bytes(file(event(...christmas)))
  raw[raw.indexOf('C'.charCodeAt(0), 60)] = 0xff
  assert.equal(broken(raw), 'not_text in 5')
})
test('a file has its limits: bytes, events, dates', () => {
  assert.equal(broken(new Uint8Array(bytesMax + 1)), 'too_large in 1')
  const one = event('DTSTART:20270101', 'SUMMARY:X')
  assert.equal(read(...Array.from({ length: eventsMax }, () => one)).holidays.length, 1)
  assert.match(
    broken(file(...Array.from({ length: eventsMax + 1 }, () => one))),
    /^too_many_events in 200\d\d$/,
  )
  const years = Array.from({ length: 20 }, (_, at) =>
    event(`DTSTART:20${at + 10}0101`, `DTEND:20${at + 11}0101`, 'SUMMARY:X'),
  )
  assert.match(broken(file(...years)), /^too_many_dates in/)
})
test('whatever is broken about a file, it is told, and never more than told', () => {
  const whole = bytes(
    file(event(...christmas), event('DTSTART:20201225', 'SUMMARY:Feast', 'RRULE:FREQ=YEARLY;COUNT=2')),
  )
  const change = fc.record({
    at: fc.nat(whole.length - 1),
    to: fc.oneof(fc.nat(255), fc.constantFrom(10, 13, 32, 58, 59)),
  })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), changes => {
      const raw = whole.slice()
      for (const { at, to } of changes) raw[at] = to
      const found = readIcs(raw, 'Europe/Rome')
      if ('fault' in found) assert.ok(found.fault.line >= 1)
      else assert.ok(found.holidays.every(({ name }) => name !== ''))
    }),
    { numRuns: 2000 },
  )
})
test('a line as long as the file may be is told in no time', () => {
  for (const filling of ['x', ';a=', '";', ';a="', ' '])
    assert.match(broken(`BEGIN:VCALENDAR\r\nA;a=${filling.repeat(990_000 / filling.length)}`), /in [12]$/)
})
