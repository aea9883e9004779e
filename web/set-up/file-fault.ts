// What came of a calendar file, in words: what was taken, or the server's `line 4: time_unreadable, tomorrow`
// as a sentence with its line. Not: how a file is read (channels/ics/).
import type { Say } from '#words/say.ts'
import { isProblem } from '../api/problem.ts'

/** The sentence; undefined: the refusal is about something else than the file. */
export function fileFault(thrown: unknown, say: Say): string | undefined {
  const told = isProblem(thrown) ? thrown.fields.find(one => one.path === 'ics') : undefined
  const [, line, code, text = ''] = /^line (\d+): (\w+)(?:, (.*))?$/s.exec(told?.message ?? '') ?? []
  return line && say('set_up.cal_file_wrong', { n: line, what: say(`set_up.ics_${code}`, { text }) })
}

/** What came to a calendar, what stayed as somebody had entered it, what had passed already. */
export type TakenDays = { readonly added: number; readonly kept: readonly string[]; readonly past: number }

/** What was taken, and what was not, as sentences; `more` is empty when all of the file was. */
export function takenText({ added, kept, past }: TakenDays, name: string, say: Say) {
  const days = kept.slice(0, keptShown).join(', ')
  const more = [
    kept.length > 0 && say('set_up.cal_file_kept', { n: kept.length, days }),
    past > 0 && say('set_up.cal_file_past', { n: past }),
  ]
  return {
    first: say('set_up.cal_file_taken', { name, n: added }),
    more: more.filter(Boolean).join(' '),
  }
}

const keptShown = 20
