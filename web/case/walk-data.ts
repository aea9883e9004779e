// A walk as its screen needs it: where it stands by the server's last answer, and the script's words for what
// comes next. Not: the screen (walk-sheet.tsx).
import { queryOptions, useQueries } from '@tanstack/react-query'
import type { Language } from '#core/people/language.ts'
import { filled, type OpenNames } from '#core/script/filled.ts'
import type { EndName, Step, StepName, Wording } from '#core/script/script.ts'
import type { Value } from '#core/script/condition.ts'
import { get } from '#web/api/client.ts'

export type WalkPlace = { readonly slug: string; readonly version: number; readonly step: StepName }
export type WalkNow = {
  readonly walk: `wlk_${string}`
  readonly script: string
  readonly version: number
  readonly title: Wording
  readonly standing: 'running' | 'paused' | 'needs_support' | 'ended' | 'given_up'
  readonly walker: 'customer' | 'agent'
  readonly end: EndName | null
  readonly place: WalkPlace
  /** from the first script on to the one it stands in */
  readonly around: readonly WalkPlace[]
  readonly step: Step | null
  readonly known: {
    readonly value: Value
    readonly text: string | null
    readonly at: number
    /** another case of the customer in which it was said */
    readonly from: { readonly case: string; readonly number: number } | null
  } | null
  /** what automatic checks on the way went by */
  readonly found: {
    readonly outage: {
      readonly id: string
      readonly what: Wording
      readonly since: number
      readonly expectedUntil: number | null
      readonly overAt: number | null
    } | null
    readonly earlier: {
      readonly by: 'device' | 'product'
      readonly cases: readonly {
        readonly id: string
        readonly number: number
        readonly subject: string
        readonly openedAt: number
      }[]
    } | null
  }
  readonly passed: number
  readonly about: number
  readonly changedAt: number
}
export type ScriptLine = {
  readonly slug: string
  readonly version: number
  readonly title: Wording
  readonly says: Wording
}
/** What is shown of a step where one does not stand at it. */
export type Outline = {
  readonly name: StepName
  readonly ask?: Wording
  readonly do?: Wording
  readonly tell?: Wording
  readonly say?: Wording
  readonly why?: Wording
  readonly script?: string
  readonly end?: EndName
  /** of an end: what whoever goes on with it is asked */
  readonly question?: Wording
  readonly choices?: readonly { readonly name: string; readonly words: Wording }[]
}
export type Published = { readonly form: { readonly title: Wording; readonly steps: readonly Outline[] } }

export const scriptsQuery = queryOptions({
  queryKey: ['scripts'] as const,
  queryFn: ({ signal }) => get<{ items: ScriptLine[] }>('/scripts', { limit: 100 }, signal),
  staleTime: 60_000,
})
/** Asked anew each time the scripts are opened: whoever has the case may have gone on. */
export const walksQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['walks', caseId] as const,
    queryFn: ({ signal }) => get<{ items: WalkNow[] }>(`/cases/${caseId}/walks`, {}, signal),
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
/** A version never changes: it is asked for once. */
export const scriptQuery = ({ slug, version }: { slug: string; version: number }) =>
  queryOptions({
    queryKey: ['script', slug, version] as const,
    queryFn: ({ signal }) => get<Published>(`/scripts/${slug}`, { version }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

const nameOf = ({ slug, version }: Pick<WalkPlace, 'slug' | 'version'>) => `${slug} ${version}`
export type PublishedAt = (place: Pick<WalkPlace, 'slug' | 'version'>) => Published | undefined

/** The versions these places are in, as far as they have come. */
export function useScriptsAt(places: readonly WalkPlace[]): PublishedAt {
  const all = [...new Map(places.map(one => [nameOf(one), one])).values()]
  const found = useQueries({ queries: all.map(scriptQuery) })
  const byName = new Map(all.map((one, i) => [nameOf(one), found[i]?.data]))
  return place => byName.get(nameOf(place))
}

/** Whether somebody may still go on with it. */
export const isGoing = ({ standing }: Pick<WalkNow, 'standing'>): boolean =>
  standing !== 'ended' && standing !== 'given_up'

/** A sentence in this language, or in another it was written in. */
export const inLanguage = (wording: Wording | undefined, language: Language): string =>
  wording?.[language] ?? wording?.en ?? Object.values(wording ?? {})[0] ?? ''

/** A script's title where only its name is known. */
export type TitleOf = (slug: string) => string

export const titleIn =
  (lines: readonly ScriptLine[], language: Language): TitleOf =>
  slug =>
    inLanguage(lines.find(one => one.slug === slug)?.title, language) || slug

const outlineOf = (script: Published | undefined, name: StepName): Outline | undefined =>
  script?.form.steps.find(one => one.name === name)

/** What a step says in short; of another script its title. */
export function outlineText(step: Outline | undefined, language: Language, titleOf: TitleOf): string {
  if (step?.script !== undefined) return titleOf(step.script)
  return inLanguage(step?.ask ?? step?.do ?? step?.tell ?? step?.say, language)
}

/** What a step is done for. */
export const whyText = (script: Published | undefined, name: StepName, language: Language): string =>
  inLanguage(outlineOf(script, name)?.why, language)

/** What the end of a script asks whoever goes on. */
export const endQuestion = (script: Published | undefined, name: StepName, language: Language): string =>
  inLanguage(outlineOf(script, name)?.question, language)

/** The same, before one stands at it or afterwards. */
export const stepText = (
  script: Published | undefined,
  name: StepName,
  { language, titleOf }: { language: Language; titleOf: TitleOf },
): string => outlineText(outlineOf(script, name), language, titleOf)

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
