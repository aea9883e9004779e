// Scores working time: every case of every file, those apart that only one library does its own way. Not: the
// rules of working time (core/clock/), nor why ours differ (docs/working-time.md).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { answerer } from '#bin/clock/answer.ts'
import type { Io } from '#bin/command.ts'
import { type Figure, tally } from './figure.ts'

type Case = {
  readonly id: string
  readonly op: string
  readonly calendar: string
  readonly expected: unknown
  readonly check: string
}
type Cases = { readonly calendars: Readonly<Record<string, unknown>>; readonly cases: readonly Case[] }

/** What the corpus says of a value that an independent calculator found too. */
const isAgreed = ({ check }: Case): boolean => check.startsWith('agrees')

/** All must be equal that the independent calculator agrees to; every other that is not is told. */
export async function scoreWorkingTime(folder: string, io: Io): Promise<Figure[]> {
  const score = tally()
  const answer = answerer()
  for (const file of readdirSync(folder)
    .filter(name => /^cases_.*\.json$/.test(name))
    .sort()) {
    const { calendars, cases } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Cases
    for (const each of cases) {
      const found = answer({ ...each, calendar: calendars[each.calendar] })
      const isHit = 'result' in found && isDeepStrictEqual(found.result, each.expected)
      score.add(
        isAgreed(each) ? `agreed, ${file.slice('cases_'.length, -'.json'.length)}` : "one library's own way",
        isHit,
      )
      score.add('all', isHit)
      if (!isHit)
        io.err(`${each.id} ${each.op}: ${JSON.stringify(found)}, there ${JSON.stringify(each.expected)}`)
    }
  }
  return score.figures()
}
