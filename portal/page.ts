// What every portal page is made from: a speaker, the times of its reader, and sentences with marked-up
// values.
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import type { OpenNames } from '#core/script/filled.ts'
import { html, type Markup, type Part, written } from '#portal/html.ts'
import type { Span, Times } from '#portal/times.ts'
import type { Say, Values } from '#words/say.ts'
import type { PictureOf } from '#words/written.ts'

/** The zone of a page's times, named in its language. */
export type PageZone = {
  readonly name: string
  /** its clocks differ from the desk's */
  readonly isOther: boolean
  /** where its reader changes it; null: he may not */
  readonly changeAt: string | null
}

/** Whose portal it is and who reads it. */
export type Page = {
  readonly language: Language
  readonly say: Say
  readonly times: Times
  readonly deskName: string
  /** how many megabytes a file may have; absent: the usual */
  readonly fileMb?: number
  /** names that sentences of scripts leave open; the desk's is known anyway */
  readonly names?: OpenNames | undefined
  /** whose clock the times are by; absent where nobody is known to read */
  readonly zone?: PageZone | undefined
  /** the path below `/{lang}`, the same in every language */
  readonly path: string
}

/** Where a page of the portal lies in the reader's language. */
export const linkTo = (page: Pick<Page, 'language'>, path: string): string => `/${page.language}${path}`

const markAt = 0xe000

/** A sentence of the catalogue with values that are markup themselves; the words around them are escaped. */
export function fill(
  page: Page,
  key: string,
  marks: Readonly<Record<string, Part>>,
  values: Values = {},
): Markup {
  const names = Object.keys(marks)
  const signs = Object.fromEntries(names.map((name, i) => [name, String.fromCharCode(markAt + i)]))
  const parts = page.say(key, { ...values, ...signs }).split(/([\ue000-\ue0ff])/)
  return html`${parts.map(part => {
    const mark = part.length === 1 ? names[part.charCodeAt(0) - markAt] : undefined
    return mark === undefined ? part : marks[mark]
  })}`
}

/** A point in time in a `<time>`. */
export function timeMark(page: Page, at: Instant): Markup {
  const { iso, time } = page.times.when(at)
  return html`<time datetime="${iso}">${time}</time>`
}

/** A sentence that says a point in time (`{time}`, with `{day}`, `{date}`, `{hour}` at hand). */
export const withTime = (page: Page, key: string, at: Instant, values: Values = {}): Markup => {
  const { time: _time, ...when } = page.times.when(at)
  return fill(page, key, { time: timeMark(page, at) }, { ...values, ...when })
}

/** The same as plain words, for names and labels. */
export const timeWords = (page: Page, key: string, at: Instant, values: Values = {}): string =>
  page.say(key, { ...values, ...page.times.when(at) })

/** By when he hears from us, or in which window. */
export type Owed = { readonly from: Instant | null; readonly dueAt: Instant }
/** The phrase that says a single time, and the one that says a window. */
export type OwedKeys = readonly [time: string, window: string]

/** The two ends of a window. */
function spanMark({ from, fromIso, time, iso, untilDate }: Span): Markup {
  const [begins, ends] = [
    html`<time datetime="${fromIso}">${from}</time>`,
    html`<time datetime="${iso}">${time}</time>`,
  ]
  // A line breaks between the ends of a window, never between an end and its day.
  return untilDate === ''
    ? html`${begins}–${ends}`
    : html`${begins} – <span class="end"><span class="day">${untilDate}</span> ${ends}</span>`
}
const spanText = ({ from, time, untilDate }: Span): string =>
  untilDate === '' ? `${from}–${time}` : `${from} – ${untilDate} ${time}`

/** A window with its day: "today 14:00–16:00". */
export function spanWhen(page: Page, from: Instant, until: Instant): Markup {
  const span = page.times.span(from, until)
  const { time: _time, ...when } = span
  return fill(page, 'portal.short_when', { time: spanMark(span) }, when)
}

/** A sentence that says what is owed by a time or in a window. */
export const withOwed = (page: Page, [byTime, within]: OwedKeys, owed: Owed, values: Values = {}): Markup =>
  owed.from === null
    ? withTime(page, byTime, owed.dueAt, values)
    : fill(page, within, { when: spanWhen(page, owed.from, owed.dueAt) }, values)

/** The same as plain words, for names and labels. */
export function owedWords(page: Page, [byTime, within]: OwedKeys, owed: Owed, values: Values = {}): string {
  if (owed.from === null) return timeWords(page, byTime, owed.dueAt, values)
  const span = page.times.span(owed.from, owed.dueAt)
  const when = page.say('portal.short_when', { ...span, time: spanText(span) })
  return page.say(within, { ...values, when })
}

const hasLetters = /\p{L}/u
const ahead = (text: string): Part =>
  hasLetters.test(text) ? html`<small>${text.trim()}</small> ` : text.trim()
const behind = (text: string): Part =>
  hasLetters.test(text) ? html` <small>${text.trim()}</small>` : text.trim()

/**
 * A promise: one sentence whose time is set large. The phrase marks the large part by two bars,
 * because the order of the words around it changes with the language.
 */
export function promiseSentence(page: Page, [byTime, within]: OwedKeys, owed: Owed): Markup {
  const sign = String.fromCharCode(markAt)
  if (owed.from === null) {
    const text = page.say(byTime, { ...page.times.when(owed.dueAt), time: sign })
    return largeTime(text, sign, timeMark(page, owed.dueAt))
  }
  const span = page.times.span(owed.from, owed.dueAt)
  const when = page.say('portal.short_when', { ...span, time: sign })
  return largeTime(page.say(within, { when }), sign, spanMark(span))
}

function largeTime(text: string, sign: string, mark: Markup): Markup {
  const [before = '', big = sign, afterwards = ''] = text.split('|')
  const [left = '', right = ''] = big.trim().split(sign)
  return html`${before.trim()} <strong class="big">${ahead(left)}${mark}${behind(right)}</strong> ${afterwards.trim()}`
}

/** The same as plain words. */
export const promiseWords = (page: Page, keys: OwedKeys, owed: Owed): string =>
  owedWords(page, keys, owed)
    .replace(/\s*\|\s*/g, ' ')
    .trim()

/** Words of a person: quoted as the language quotes, line breaks kept. */
export const quoted = (page: Page, words: string | null): Markup =>
  words === null
    ? html`<p class="meta">${page.say('portal.text_removed')}</p>`
    : html`<p class="voice">${page.say('portal.quoted', { words: '\ue000' }).replace('\ue000', () => words.trim())}</p>`

/** Words of ours, line breaks kept. */
export const ourWords = (page: Page, words: string | null): Markup =>
  words === null
    ? html`<p class="meta">${page.say('portal.text_removed')}</p>`
    : html`<p class="words">${words.trim()}</p>`

/** A letter of ours: its small Markdown is shown as the mail showed it. */
export const ourLetter = (page: Page, words: string | null, pictures?: PictureOf): Markup =>
  words === null ? ourWords(page, words) : html`<div class="letter">${written(words.trim(), pictures)}</div>`
