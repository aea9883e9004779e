// The fact of checking an answered hand-off: whether level 1 could have solved it, as a lead says who did not
// answer it. Part of event.ts: shapes are forever. Not: who may say it (deed/level-check.ts), nor which
// hand-offs are drawn (core/measure/level-check-sample.ts).
import type { HandOffId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export const levelChecks = ['could', 'could_not', 'cannot_say'] as const
/** Whether level 1 could have solved it, by what stands in the case. */
export type LevelCheck = (typeof levelChecks)[number]

export type LevelCheckFacts = {
  /** `week`: the one it was answered in, of whose sample it was drawn */
  'hand_off.checked': { handOff: HandOffId; says: LevelCheck; because: TextRef; week: string }
}
