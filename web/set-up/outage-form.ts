// An outage as somebody types it: the words by language, the limits, the times; and what is wrong with it.
// Not: its fields on the screen (outage-sheet.tsx).
import { type Language, languages } from '#core/people/language.ts'
import { fieldOf, instantOfField } from '../case/wall-clock.ts'
import type { Fault } from './field-faults.ts'

export type Outage = {
  readonly id: string
  readonly what: Readonly<Partial<Record<Language, string>>>
  readonly scripts: readonly string[]
  readonly products: readonly string[]
  readonly organisations: readonly string[]
  readonly places: readonly string[]
  readonly since: number
  readonly expectedUntil: number | null
  readonly overAt: number | null
  readonly isOn: boolean
  readonly announcedBy: string
  readonly announcedAt: number
  readonly endedBy: string | null
  readonly version: number
}
export type OutageForm = {
  readonly what: Readonly<Partial<Record<Language, string>>>
  readonly scripts: readonly string[]
  readonly products: readonly string[]
  readonly organisations: readonly string[]
  /** one a line */
  readonly places: string
  readonly since: string
  readonly expectedUntil: string
}

/** What is asked first: since now, for everybody. */
export const newOutage = (now: number, zone: string): OutageForm => ({
  what: {},
  scripts: [],
  products: [],
  organisations: [],
  places: '',
  since: fieldOf(now, zone),
  expectedUntil: '',
})

/** One there is, as it may be changed. */
export const outageForm = (one: Outage, zone: string): OutageForm => ({
  what: one.what,
  scripts: one.scripts,
  products: one.products,
  organisations: one.organisations,
  places: one.places.join('\n'),
  since: fieldOf(one.since, zone),
  expectedUntil: one.expectedUntil === null ? '' : fieldOf(one.expectedUntil, zone),
})

/** What is wrong, at its field; the words are needed in the language of the desk, the others read that. */
export function outageFaults(form: OutageForm, own: Language, zone: string): Fault[] {
  const since = instantOfField(form.since, zone)
  const until = instantOfField(form.expectedUntil, zone)
  return [
    ...(form.what[own]?.trim() ? [] : [{ path: `what.${own}`, code: 'words_needed' }]),
    ...(since === null ? [{ path: 'since', code: 'time_needed' }] : []),
    ...(since !== null && until !== null && until <= since
      ? [{ path: 'expectedUntil', code: 'until_before' }]
      : []),
  ]
}

/** As it is sent. What was not touched of its times stays to the second. */
export function outageBody(form: OutageForm, zone: string, was: Outage | null) {
  const at = (text: string, before: number | null | undefined) =>
    before !== null && before !== undefined && fieldOf(before, zone) === text
      ? before
      : instantOfField(text, zone)
  return {
    what: form.what,
    scripts: form.scripts,
    products: form.products,
    organisations: form.organisations,
    places: form.places.split('\n').flatMap(one => (one.trim() === '' ? [] : [one.trim()])),
    since: at(form.since, was?.since),
    expectedUntil: at(form.expectedUntil, was?.expectedUntil),
  }
}

/** In these languages the desk has not said it yet. */
export const missingIn = (
  what: OutageForm['what'],
  spoken: readonly Language[] = languages,
): readonly Language[] => spoken.filter(one => !what[one]?.trim())

/** In the reader's language, or in one it was announced in. */
export const outageText = ({ what }: Pick<Outage, 'what'>, language: Language): string =>
  what[language] ?? what.en ?? Object.values(what)[0] ?? ''
