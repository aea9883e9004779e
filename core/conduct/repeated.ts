// From when on a lead hears that somebody writes code words: what counts as repeated is a setting of the
// house. Not: finding them (find-code-words.ts).
import type { AgentId, CaseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'

/** A word that was written although it was pointed out: which and where, never the text around it. */
export type CodeWordUse = {
  readonly agent: AgentId
  readonly caseId: CaseId
  readonly word: string
  readonly at: Instant
}

/** Older uses are forgotten. */
export const conductDays = 30

/** Whether his lead hears of it. Two words in one breath are one time; the first time is his own matter. */
export const isRepeated = (uses: readonly Pick<CodeWordUse, 'at'>[], times: number): boolean =>
  new Set(uses.map(one => one.at)).size >= times
