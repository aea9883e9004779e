// What the sheet of a hand-off says of a script that was gone through: its steps and what was skipped, in the
// words of whoever reads it, and what its end asks. Not: how it stands there (step-table.tsx), nor where the
// script's words come from (use-script-words.ts).
import type { StepId } from '#core/kit/id.ts'
import type { Entry, StepEntry } from '#core/case/timeline.ts'
import type { WalkEntry, WalkLine } from '#core/case/walk-entry.ts'
import type { Language } from '#core/people/language.ts'
import { filled, type OpenNames } from '#core/script/filled.ts'
import { endQuestion, type Published, stepText, whyText } from './walk-data.ts'

export type StepWords = { readonly what: string; readonly why: string }
type ReadBy = {
  readonly language: Language
  readonly names: OpenNames
  readonly titleOf: (slug: string) => string
}

/** What a step says, and what for, with the names filled in; its name while its script is not there. */
export function scriptWords(
  script: Published | undefined,
  { step }: Pick<WalkLine['place'], 'step'>,
  { language, names, titleOf }: ReadBy,
): StepWords {
  const what = filled(stepText(script, step, { language, titleOf }), names)
  return { what: what || step, why: filled(whyText(script, step, language), names) }
}

type Sheet = {
  /** the steps of a sheet; absent: all there are */
  readonly only: readonly StepId[] | undefined
  /** what was skipped after this entry is not of it */
  readonly until: number
}
export type StepRow = {
  readonly step: StepEntry
  /** where a script said so: whoever reads another language than the customer has the script's own words */
  readonly line: WalkLine | null
}
export type SheetSteps = { readonly steps: readonly StepRow[]; readonly skipped: readonly WalkLine[] }

/** From here on they stand by what came of them. */
const groupedFrom = 9
const order: readonly StepEntry['outcome'][] = ['worked', 'partial', 'no_change', 'not_possible']

/** What was tried, those that changed something first where they are many; and what was skipped. */
export function sheetSteps(entries: readonly Entry[], { only, until }: Sheet): SheetSteps {
  const all = entries.flatMap(one => (one.kind === 'step' && (!only || only.includes(one.step)) ? [one] : []))
  const steps =
    all.length < groupedFrom
      ? all
      : all.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.seq - b.seq)
  const lines = entries.flatMap(one => (one.kind === 'walk' ? one.lines : []))
  return {
    steps: steps.map(step => ({ step, line: lines.find(({ tried }) => tried === step.step) ?? null })),
    skipped: lines.filter(line => (line.how === 'skipped' || line.how === 'cannot') && line.seq < until),
  }
}

/** The last script that ended here, unless the case was passed on since: its end asks whoever goes on. */
export function endedLast(entries: readonly Entry[]): WalkEntry | null {
  const last = entries.flatMap(one => (one.kind === 'walk' ? [one] : [])).findLast(one => one.end !== null)
  if (!last) return null
  const endedAt = last.lines.at(-1)?.seq ?? last.seq
  return entries.some(one => one.kind === 'hand_off' && one.seq > endedAt) ? null : last
}

/** The question a sheet begins with. */
export const questionOfEnd = (
  script: Published | undefined,
  ended: WalkEntry | null,
  { language, names }: Pick<ReadBy, 'language' | 'names'>,
): string => (ended ? filled(endQuestion(script, ended.place.step, language), names) : '')
