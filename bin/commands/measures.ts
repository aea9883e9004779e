// `tierline measures`: the measures of a week, one a line. Not: what they are (core/measure/of-period.ts).
import { parseArgs } from 'node:util'
import { BadUsage, type Io } from '#bin/command.ts'
import { dataDirOf, openDesk } from '#bin/desk-on-data.ts'
import { readZone } from '#core/clock/zone.ts'
import { after as later, instant } from '#core/kit/time.ts'
import { type CaseCourse, courseOf } from '#core/measure/case-course.ts'
import { type Measure, measuresOf, outlookMs } from '#core/measure/of-period.ts'
import { type Period, readWeek } from '#core/measure/period.ts'
import { measuredCases } from '#store/desk/measured.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

export const summary = 'the measures of a week, from the ledgers alone'
export const usage = `tierline measures --week 2026-W40 [--zone Z] [--json] [--data DIR]

Computes every measure of a week from the facts of the ledgers: whoever asks again later gets the same, except
for what looks ahead (…_7d, …_30d), which is complete once so many days have passed. docs/measures.md defines
each.

  --week W    the week as ISO 8601 writes it, Monday to Monday
  --zone Z    whose midnight begins it (UTC)
  --json      one object per measure: measure, scope, value, n, list (numbers of the cases behind it)
  --data DIR  the desk's data (DATA_DIR, .data in this checkout)`

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      week: { type: 'string' },
      zone: { type: 'string', default: 'UTC' },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
    },
  })
  const zone = readZone(values.zone)
  if (zone === null) throw new BadUsage('--zone takes a name like Europe/Stockholm.')
  const period = values.week === undefined ? null : readWeek(values.week, zone)
  if (period === null) throw new BadUsage('--week takes a week like 2026-W40.')
  const open = await openDesk(dataDirOf(values.data, io), io)
  try {
    for (const one of await measured(open.store, period))
      io.out(values.json ? JSON.stringify(inOrder(one)) : sentence(one))
  } finally {
    await open.close()
  }
  return 0
}

/** The measures of a period by what a store holds now. */
export async function measured(store: PostgresStore, period: Period): Promise<readonly Measure[]> {
  const now = await store.now()
  const seenUntil = instant(Math.min(later(period.until, outlookMs), now))
  const atEnd: CaseCourse[] = []
  const after: CaseCourse[] = []
  for await (const { id, number, events } of measuredCases(store.pool, { ...period, until: seenUntil })) {
    const then = courseOf({ id, number }, events, period.until)
    const since = courseOf({ id, number }, events, seenUntil)
    if (then) atEnd.push(then)
    if (since) after.push(since)
  }
  return measuresOf(atEnd, after, { ...period, now })
}

const inOrder = ({ measure, scope, value, n, list }: Measure) => ({ measure, scope, value, n, list })

const sentence = ({ measure, scope, value, n }: Measure): string =>
  `${measure.padEnd(32)} ${String(value === null ? '–' : Math.round(value * 1_000) / 1_000).padStart(10)}  of ${n}  ${scope}`
