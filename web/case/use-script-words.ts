// What the scripts of a case say of what was tried, skipped and asked at their end, in the language of
// whoever reads it. Not: the walk itself (walk-view.tsx).
import { useQuery } from '@tanstack/react-query'
import type { Entry } from '#core/case/timeline.ts'
import type { WalkLine } from '#core/case/walk-entry.ts'
import { filled } from '#core/script/filled.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { endQuestion, scriptsQuery, stepText, titleIn, useScriptsAt, whyText } from './walk-data.ts'
import { useNames } from './walk-names.ts'

const walksIn = (entries: readonly Entry[]) => entries.flatMap(one => (one.kind === 'walk' ? [one] : []))

export type StepWords = { readonly what: string; readonly why: string }

/** Of a line of a walk: what the step says, and what for; its name as long as its script is not there. */
export function useScriptWords(): (line: WalkLine) => StepWords {
  const { entries } = useCase()
  const { language } = useWords()
  const names = useNames()
  const at = useScriptsAt(walksIn(entries).flatMap(one => one.lines.map(line => line.place)))
  const titleOf = titleIn(useQuery(scriptsQuery).data?.items ?? [], language)
  return ({ place }) => {
    const what = filled(stepText(at(place), place.step, { language, titleOf }), names)
    return { what: what || place.step, why: filled(whyText(at(place), place.step, language), names) }
  }
}

/** What the last script that ended here asks whoever goes on, unless the case was passed on since. */
export function useEndQuestion(): string {
  const { entries } = useCase()
  const { language } = useWords()
  const names = useNames()
  const last = walksIn(entries).findLast(one => one.end !== null)
  const [script] = useEnded(last ? [last.place] : [])
  const endedAt = last ? (last.lines.at(-1)?.seq ?? last.seq) : 0
  const isPassedOn = entries.some(one => one.kind === 'hand_off' && one.seq > endedAt)
  return last && !isPassedOn ? filled(endQuestion(script, last.place.step, language), names) : ''
}

function useEnded(places: readonly WalkLine['place'][]) {
  const at = useScriptsAt(places)
  return places.map(at)
}
