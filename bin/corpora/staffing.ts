// Scores staffing: every field of every row, equal to a millionth. Not: how it is computed (core/staffing).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Io } from '#bin/command.ts'
import { answerTo } from '#bin/commands/staffing.ts'
import { type Figure, tally } from './figure.ts'

type Row = Readonly<Record<string, number | boolean | null>>
const given = ['calls', 'interval_s', 'aht_s', 'agents', 'target_wait_s', 'target_service_level']

const isEqual = (found: unknown, there: unknown): boolean =>
  typeof found === 'number' && typeof there === 'number'
    ? Math.abs(found - there) <= 1e-6 * Math.max(Math.abs(there), 1e-9)
    : found === there

export async function scoreStaffing(folder: string, io: Io): Promise<Figure[]> {
  const score = tally()
  const { rows, required_agents } = JSON.parse(readFileSync(join(folder, 'erlang_small.json'), 'utf8')) as {
    rows: Row[]
    required_agents: Row[]
  }
  const compare = (what: string, asked: Row, row: Row, but: readonly string[]) => {
    const found = answerTo(JSON.stringify(asked))
    for (const [field, there] of Object.entries(row)) {
      if (but.includes(field)) continue
      const isHit = isEqual(found[field], there)
      score.add(what, isHit)
      if (!isHit) io.err(`${JSON.stringify(asked)} ${field}: ${found[field]}, there ${there}`)
    }
  }
  for (const row of rows) compare('how a queue goes', row, row, given)
  for (const { agents, ...row } of required_agents)
    compare(
      'how many are needed',
      row,
      { ...row, agents: agents! },
      given.filter(one => one !== 'agents'),
    )
  return score.figures()
}
