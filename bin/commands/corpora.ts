// `npm run corpora`: scores the product against the corpora beside the checkout, figure by figure. Not: a
// test; nobody's build breaks on it, and without the folder it says so and ends.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Io } from '#bin/command.ts'
import { scoreConduct } from '#bin/corpora/conduct.ts'
import { scoreHtml } from '#bin/corpora/html.ts'
import { scoreMailMime } from '#bin/corpora/mail-mime.ts'
import { scoreBounces, scoreInbound, scoreLanguage, scoreReplies } from '#bin/corpora/mail.ts'
import type { Figure } from '#bin/corpora/figure.ts'
import { scoreStaffing } from '#bin/corpora/staffing.ts'
import { scoreWorkingTime } from '#bin/corpora/sla.ts'

export const summary = 'score against the corpora of real mails and hostile inputs'

export const usage = `tierline corpora [--json]

Reads the folder CORPORA_DIR (../shared/corpora) and prints what share of each corpus we get right.

  --json   one JSON object per figure on stdout
`

const scorers: readonly [folder: string, score: (folder: string, io: Io) => Promise<Figure[]>][] = [
  ['email-mime', scoreMailMime],
  ['email-bounce', scoreBounces],
  ['email-inbound', scoreInbound],
  ['email-reply', scoreReplies],
  ['html-xss', scoreHtml],
  ['lang', scoreLanguage],
  ['lang', scoreConduct],
  ['sla', scoreWorkingTime],
  ['staffing', scoreStaffing],
]

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const folder = resolve(root, io.env.CORPORA_DIR ?? '../shared/corpora')
  if (!existsSync(folder)) {
    io.err(`Skipped: there are no corpora at ${folder}; set CORPORA_DIR to score against them.`)
    return 0
  }
  for (const [name, score] of scorers) {
    const path = resolve(folder, name)
    if (!existsSync(path)) {
      io.err(`Skipped: no ${name} in ${folder}.`)
      continue
    }
    for (const { what, hits, of } of await score(path, io)) {
      const share = of ? ((100 * hits) / of).toFixed(1) : '0.0'
      if (values.json) io.out(JSON.stringify({ corpus: name, what, hits, of }))
      else
        io.out(
          `${name.padEnd(14)} ${what.padEnd(44)} ${`${hits} of ${of}`.padStart(14)}  ${share.padStart(5)} %`,
        )
    }
  }
  return 0
}
