// What is wrong with a calendar file, in words: the server's `line 4: time_unreadable, tomorrow` as a
// sentence with its line. Not: how a file is read (channels/ics/).
import type { Say } from '#words/say.ts'
import { isProblem } from '../api/problem.ts'

/** The sentence; undefined: the refusal is about something else than the file. */
export function fileFault(thrown: unknown, say: Say): string | undefined {
  const told = isProblem(thrown) ? thrown.fields.find(one => one.path === 'ics') : undefined
  const [, line, code, text = ''] = /^line (\d+): (\w+)(?:, (.*))?$/s.exec(told?.message ?? '') ?? []
  return line && say('set_up.cal_file_wrong', { n: line, what: say(`set_up.ics_${code}`, { text }) })
}
