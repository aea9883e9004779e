// `tierline clock`: answers questions about working time, a line each. Not: how (bin/clock/answer.ts).
import { parseArgs } from 'node:util'
import { type Answer, answerer, opNames } from '#bin/clock/answer.ts'
import { linesOf } from '#bin/clock/lines.ts'
import type { Io } from '#bin/command.ts'

export const summary = 'answer questions about working time, one JSON line each'

export const usage = `tierline clock < QUESTIONS

Reads one JSON object a line and writes one a line, in the same order:

  {"id": 1, "op": "add", "calendar": {…}, "start": "2027-01-04T08:00:00Z", "seconds": 7200}
  {"id": 1, "result": "2027-01-04T10:00:00Z"}

A calendar is {"timezone": "Europe/Rome", "week": {"mon": [["09:00", "17:00"]]}}; it may also have
"holidays" (["2027-01-06", "*-12-25", "easter+1"]), and by date "breaks" (cut out) and "shifts" (instead of
the week's hours). Our own form, {"zone", "versions"}, is read as well.
Times are instants (2027-01-04T08:00:00Z) or dates, lengths are seconds or business days.

What cannot be answered gives {"id", "error"}, and the next line is read. docs/working-time.md says how
we count.

op: ${opNames
  .join(', ')
  .replace(/(.{1,90})(?:, |$)/g, '$1,\n    ')
  .replace(/,\s*$/, '')}
`

export async function run(args: string[], io: Io): Promise<number> {
  parseArgs({ args, options: {} })
  const answer = answerer()
  for await (const line of linesOf(io.stdin)) io.out(JSON.stringify(answerTo(line, answer)))
  return 0
}

function answerTo(line: string | null, answer: (question: unknown) => Answer): Answer {
  if (line === null) return { id: null, error: 'line.too_long' }
  try {
    return answer(JSON.parse(line))
  } catch (problem) {
    if (problem instanceof SyntaxError) return { id: null, error: 'line.not_json' }
    throw problem
  }
}
