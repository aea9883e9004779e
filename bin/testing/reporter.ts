// How a run of node:test reads in our terminal, and its numbers for the runner. Not: what is run (stages.ts).
import { appendFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

/**
 * A line of the file named by TIERLINE_TEST_COUNTS: numbers of the whole, a file that told its end and how
 * long it took, or a branch that was not taken, as file and line.
 */
export type Line = Counts | { readonly ended: string; readonly ms?: number } | { readonly missed: string }
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

/** Prints failures as they happen and skips with their reason; the numbers go to TIERLINE_TEST_COUNTS. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type === 'test:fail') yield failure(event.data)
    if (event.type === 'test:pass') yield skip(event.data)
    if (event.type === 'test:stdout' || event.type === 'test:stderr') yield event.data.message
    if (event.type === 'test:coverage') coverage(event.data.summary)
    if (event.type === 'test:fail' && event.data.nesting === 0 && event.data.file)
      write({ ended: event.data.file })
    if (event.type === 'test:summary' && event.data.file)
      write({ ended: event.data.file, ms: event.data.duration_ms })
    if (event.type === 'test:summary' && event.data.file === undefined) {
      const { tests, passed, skipped, todo } = event.data.counts
      write({ passed, failed: tests - passed - skipped - todo, skipped: skipped + todo })
    }
  }
}

type Failed = Extract<TestEvent, { type: 'test:fail' }>['data']
type Passed = Extract<TestEvent, { type: 'test:pass' }>['data']

function failure(data: Failed): string {
  const error: Error & { failureType?: string } = data.details.error
  // A parent fails because of its child, which was printed already.
  if (data.todo !== undefined || error.failureType === 'subtestsFailed') return ''
  const story = error.cause instanceof Error ? error.cause.stack : String(error.cause ?? error.message)
  return `\n✗ ${data.name}\n  ${place(data)}\n${indented(story ?? error.message)}\n\n`
}

function skip(data: Passed): string {
  if (data.skip === undefined && data.todo === undefined) return ''
  const reason = data.skip ?? data.todo
  return `- ${data.name}: left out${typeof reason === 'string' && reason !== '' ? ` (${reason})` : ''}\n`
}

const place = (data: Failed) => (data.file ? `${relative(process.cwd(), data.file)}:${data.line ?? 1}` : '')

const indented = (text: string) => text.replace(/^/gm, '  ')

type Coverage = Extract<TestEvent, { type: 'test:coverage' }>['data']['summary']

/** Which branches no test took; what follows from it, the runner says (run.ts). */
function coverage(summary: Coverage): void {
  for (const file of summary.files) {
    for (const { line, count } of file.branches)
      if (count === 0) write({ missed: `${relative(process.cwd(), file.path)}:${line}` })
  }
}

function write(line: Line): void {
  const file = process.env.TIERLINE_TEST_COUNTS
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`)
}
