// A walk as its screen needs it: where it stands by the server's last answer, and the script's words for what
// comes next. Not: the screen (walk-sheet.tsx).
import { queryOptions } from '@tanstack/react-query'
import type { Language } from '#core/people/language.ts'
import { filled, type OpenNames } from '#core/script/filled.ts'
import type { EndName, Step, StepName, Wording } from '#core/script/script.ts'
import type { Value } from '#core/script/condition.ts'
import { get } from '#web/api/client.ts'

export type WalkNow = {
  readonly walk: `wlk_${string}`
  readonly script: string
  readonly version: number
  readonly title: Wording
  readonly standing: 'running' | 'paused' | 'needs_support' | 'ended' | 'given_up'
  readonly end: EndName | null
  readonly place: { readonly slug: string; readonly version: number; readonly step: StepName }
  readonly step: Step | null
  readonly known: { readonly value: Value; readonly text: string | null; readonly at: number } | null
  readonly passed: number
  readonly about: number
}
export type ScriptLine = { readonly slug: string; readonly version: number; readonly title: Wording }
/** What is shown of a step where one does not stand at it. */
type Outline = {
  readonly name: StepName
  readonly ask?: Wording
  readonly do?: Wording
  readonly tell?: Wording
  readonly say?: Wording
  readonly choices?: readonly { readonly name: string; readonly words: Wording }[]
}
type Published = { readonly form: { readonly steps: readonly Outline[] } }

export const scriptsQuery = queryOptions({
  queryKey: ['scripts'] as const,
  queryFn: ({ signal }) => get<{ items: ScriptLine[] }>('/scripts', { limit: 100 }, signal),
  staleTime: 60_000,
})
export const walksQuery = (caseId: string, seq: number) =>
  queryOptions({
    queryKey: ['walks', caseId, seq] as const,
    queryFn: ({ signal }) => get<{ items: WalkNow[] }>(`/cases/${caseId}/walks`, {}, signal),
  })
/** A version never changes: it is asked for once. */
export const scriptQuery = ({ slug, version }: { slug: string; version: number }) =>
  queryOptions({
    queryKey: ['script', slug, version] as const,
    queryFn: ({ signal }) => get<Published>(`/scripts/${slug}`, { version }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A sentence in this language, or in another it was written in. */
export const inLanguage = (wording: Wording | undefined, language: Language): string =>
  wording?.[language] ?? wording?.en ?? Object.values(wording ?? {})[0] ?? ''

const outlineOf = (script: Published | undefined, name: StepName): Outline | undefined =>
  script?.form.steps.find(one => one.name === name)

/** What a step says in short, before one stands at it or afterwards. */
export function stepText(script: Published | undefined, name: StepName, language: Language): string {
  const step = outlineOf(script, name)
  return inLanguage(step?.ask ?? step?.do ?? step?.tell ?? step?.say, language)
}

/** An answer in words: of a choice those it was offered in. */
export function answerWords(
  script: Published | undefined,
  { step, value }: { step: StepName; value: Value },
  language: Language,
): string {
  const choice = outlineOf(script, step)?.choices?.find(({ name }) => name === value)
  return choice ? inLanguage(choice.words, language) : String(value)
}

/** Where a choice leads, as far as it is sure before it is made. */
export function choiceTo(
  step: Extract<Step, { kind: 'ask' }>,
  to: StepName | undefined,
): StepName | undefined {
  const [only, ...more] = step.next
  return to ?? (more.length === 0 ? only?.to : undefined)
}

/** A sentence with the names it leaves open; one that is not known here stays as it is, to be seen. */
export const withNames = (text: string, names: OpenNames): string => filled(text, names, 'as_written')
