// `tierline measures`: the measures of a week, one a line. Not: what they are (core/measure/of-period.ts).
import { parseArgs } from 'node:util'
import { BadUsage, type Io } from '#bin/command.ts'
import { dataDirOf, openDesk } from '#bin/desk-on-data.ts'
import { readZone } from '#core/clock/zone.ts'
import type { Measure } from '#core/measure/of-period.ts'
import { readPeriod } from '#core/measure/period.ts'
import { readScope } from '#core/measure/scope.ts'
import { measured } from '#server/measured.ts'

export const summary = 'the measures of a week or of other days, from the ledgers alone'
export const usage = `tierline measures --week 2026-W40 [--scope S] [--zone Z] [--json] [--data DIR]

Computes every measure of a week from the facts of the ledgers: whoever asks again later gets the same, except
for what looks ahead (…_7d, …_30d), which is complete once so many days have passed. docs/measures.md defines
each.

  --week W    the week as ISO 8601 writes it, Monday to Monday; also a day (2026-10-02), a month (2026-10) or
              days (2026-10-02..2026-10-05)
  --scope S   only what happened while a case was there: team:ID, level:1, product:ID, channel:email,
              kind:malfunction (desk)
  --zone Z    whose midnight begins it (UTC)
  --json      one object per measure: measure, scope, value, n, list (numbers of the cases behind it)
  --data DIR  the desk's data (DATA_DIR, .data in this checkout)`

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      week: { type: 'string' },
      scope: { type: 'string', default: 'desk' },
      zone: { type: 'string', default: 'UTC' },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
    },
  })
  const zone = readZone(values.zone)
  if (zone === null) throw new BadUsage('--zone takes a name like Europe/Stockholm.')
  const period = values.week === undefined ? null : readPeriod(values.week, zone)
  if (period === null) throw new BadUsage('--week takes a week like 2026-W40.')
  const scope = readScope(values.scope)
  if (scope === null) throw new BadUsage('--scope takes something like level:1 or channel:email.')
  const open = await openDesk(dataDirOf(values.data, io), io)
  try {
    for (const one of await measured(open.store, period, scope))
      io.out(values.json ? JSON.stringify(inOrder(one)) : sentence(one))
  } finally {
    await open.close()
  }
  return 0
}

const inOrder = ({ measure, scope, value, n, list }: Measure) => ({
  ...{ measure, scope, value, n, list },
})

const sentence = ({ measure, scope, value, n }: Measure): string =>
  `${measure.padEnd(32)} ${String(value === null ? '–' : Math.round(value * 1_000) / 1_000).padStart(10)}  of ${n}  ${scope}`
