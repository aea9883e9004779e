// `tierline check`: what one runs at the desk before every commit: all but the browser. Not: the stages
// (bin/testing/).
import { parseArgs } from 'node:util'
import type { Io } from '#bin/command.ts'
import { sum } from '#bin/testing/run.ts'
import { close, runStages, withPostgres } from '#bin/testing/session.ts'
import { readings, testFiles, tests } from '#bin/testing/stages.ts'

export const summary = 'format, types, house rules, tests without a browser'
export const usage = `tierline check

Like tierline test, without what needs a browser; the last line is "N passed, N failed".`

export async function run(args: string[], io: Io): Promise<number> {
  parseArgs({ args, options: {} })
  const before = await runStages(readings, io)
  const files = testFiles([]).filter(file => !file.startsWith('test/journeys/'))
  const after = await withPostgres(url => runStages(tests(files, { TIERLINE_TEST_DATABASE: url }, true), io))
  return close(sum(before, after), io)
}
