// What the scripts of a case say of what was tried, skipped and asked at their end, in the language of
// whoever reads it. Not: the walk itself (walk-view.tsx).
import { useQuery } from '@tanstack/react-query'
import type { Entry } from '#core/case/timeline.ts'
import type { WalkLine } from '#core/case/walk-entry.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { endedLast, questionOfEnd, scriptWords, type StepWords } from './sheet-steps.ts'
import { scriptsQuery, titleIn, useScriptsAt } from './walk-data.ts'
import { useNames } from './walk-names.ts'

const walksIn = (entries: readonly Entry[]) => entries.flatMap(one => (one.kind === 'walk' ? [one] : []))

/** Of a line of a walk: what the step says, and what for. */
export function useScriptWords(): (line: WalkLine) => StepWords {
  const { entries } = useCase()
  const { language } = useWords()
  const names = useNames()
  const at = useScriptsAt(walksIn(entries).flatMap(one => one.lines.map(line => line.place)))
  const titleOf = titleIn(useQuery(scriptsQuery).data?.items ?? [], language)
  return ({ place }) => scriptWords(at(place), place, { language, names, titleOf })
}

/** What the last script that ended here asks whoever goes on, unless the case was passed on since. */
export function useEndQuestion(): string {
  const { entries } = useCase()
  const { language } = useWords()
  const names = useNames()
  const ended = endedLast(entries)
  const at = useScriptsAt(ended ? [ended.place] : [])
  return questionOfEnd(ended ? at(ended.place) : undefined, ended, { language, names })
}
