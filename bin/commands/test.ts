// `tierline test`: everything that can be proven on this machine. Not: what the stages are (bin/testing/).
import { parseArgs } from 'node:util'
import { ensureBrowser } from '#bin/browser.ts'
import type { Io } from '#bin/command.ts'
import type { Counts } from '#bin/testing/reporter.ts'
import { ensureMailServers } from '#bin/mail-servers.ts'
import { sum } from '#bin/testing/run.ts'
import { close, runStages, withPostgres } from '#bin/testing/session.ts'
import { readings, testFiles, tests, webBuild } from '#bin/testing/stages.ts'

export const summary = 'run every test'
export const usage = `tierline test [--full] [PATH …]

Runs format, types, house rules and every test, journeys in a browser included;
the last line is "N passed, N failed". With paths, only the tests below them.

  --full  the long forms too (thousands of mails, hours of clocks)`

export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { full: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const files = testFiles(positionals)
  if (files.length === 0) throw new Error(`No test file lies below ${positionals.join(', ')}.`)
  const whole = positionals.length === 0
  let browser: string | null = null
  const browserStage = {
    name: 'browser',
    run: async (): Promise<Counts> => {
      browser = await ensureBrowser(io.env, io.err)
      return { passed: 1, failed: 0, skipped: 0 }
    },
  }
  const needsBrowser = whole || files.some(file => file.startsWith('test/journeys/'))
  const needsMail = /^(server\/(mailbox|http)|channels\/email\/imap|test\/(imap|postfix)|bench)/
  if (whole || files.some(file => needsMail.test(file))) ensureMailServers(io.err)
  const first = needsBrowser ? [browserStage, webBuild(io.err)] : []
  const before = await runStages([...first, ...(whole ? readings : [])], io)
  const after = await withPostgres(url => {
    const world = {
      TIERLINE_TEST_DATABASE: url,
      ...(browser ? { CHROMIUM: browser } : {}),
      ...(values.full ? { FULL: '1' } : {}),
    }
    return runStages(tests(files, world, whole), io)
  })
  return close(sum(before, after), io)
}
