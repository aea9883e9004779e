// How measures are said: their names, values and changes, the sentence of a report, the name of a period. The
// same on the page and in the weekly mail. Not: what they are (core/measure).
import type { Language } from '#core/people/language.ts'
import { articleIn, figureKind, readMeasureName, readTargetScope } from '#core/measure/measure-name.ts'
import { type Figure, type FigureKind, movedFrom } from '#core/measure/moved.ts'
import { tellingPlace } from '#core/measure/report-order.ts'
import { money } from '#words/money.ts'
import type { Say } from '#words/say.ts'

/** `currency`: the desk's, in which costs are counted; absent: it counts none */
export type Speaking = {
  readonly say: Say
  readonly language: Language
  readonly currency?: string | undefined
}
/** A measure as it is told of: of a period, beside another. */
export type ToldMeasure = Figure & {
  readonly measure: string
  readonly scope: string
  readonly before: Figure | null
}

const localeOf = (language: Language) => (language === 'en' ? 'en-GB' : language)
const number = (value: number, language: Language, digits = 0) =>
  new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: digits }).format(value)
const percent = (value: number, language: Language) =>
  new Intl.NumberFormat(localeOf(language), { style: 'percent' }).format(value)

/** A measure's name; of one that has no words yet, what the server calls it. */
export function measureName(measure: string, { say }: Pick<Speaking, 'say'>): string {
  const { base, days, part } = readMeasureName(measure)
  const key = `measures.name_${base}`
  const named = say(`measures.name_${base}`)
  const name = named === key ? base.replaceAll('_', ' ') : named
  const timed = days === null ? name : say('measures.within', { name, n: days })
  return part === null ? timed : say(`measures.part_${part}`, { name: timed })
}

/**
 * How what is told apart is called by its scope: a target with the version of its policy, a kind, how a cause
 * was found, what was paid for, a script or article that helped; null: it is another scope.
 * @param nameOf how a policy or an article is called
 */
export function groupName(
  scope: string,
  nameOf: (id: string) => string,
  { say }: Pick<Speaking, 'say'>,
): string | null {
  const [, by, is] = /^(kind|cause|cost):(\w+)/.exec(scope) ?? []
  if (by === 'cost') return say(`costs.sort_${is}`)
  if (by !== undefined) return say(by === 'kind' ? `kinds.kind_${is}` : `problem.how_${is}`)
  const [, script] = /^script:(\S+)/.exec(scope) ?? []
  if (script !== undefined) return say('measures.with_script', { name: script })
  const article = articleIn(scope)
  if (article !== null) return say('measures.with_named_article', { name: nameOf(article) })
  if (scope.startsWith('article:')) return say('measures.with_article')
  const read = readTargetScope(scope)
  if (read === null) return null
  const policy = say('measures.policy_version', { name: nameOf(read.policy), n: read.version })
  return say('measures.target_of', { target: say(`kit.clock_what_${read.target}`), policy })
}

/** A value as people read it: `72 %`, `1 h 20 min`, `120`; a dash where there is nothing to measure. */
export function figureText(kind: FigureKind, value: number | null, speaking: Speaking): string {
  const { say, language, currency } = speaking
  if (value === null) return say('measures.none')
  if (kind === 'share' || kind === 'time_share') return percent(value, language)
  if (kind === 'money' && currency) return money({ amountMinor: value, currency }, language)
  if (kind === 'seconds') return lengthText(value, speaking)
  return number(value, language, kind === 'number' ? 2 : 0)
}

/** A length of time, never rounded to another unit than one reckons with. */
function lengthText(seconds: number, { say, language }: Speaking): string {
  if (seconds < 60) return say('measures.seconds', { n: seconds })
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return say('kit.span_minutes', { n: minutes })
  if (minutes >= 48 * 60) return say('measures.days_long', { n: number(minutes / 1_440, language, 1) })
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  return m === 0 ? say('kit.span_hours', { h }) : say('kit.span_hours_minutes', { h, m })
}

/** Between which values it lies with 95 % certainty, or that they are too few; null where nobody asks. */
export function rangeText(kind: FigureKind, { value, range }: Figure, speaking: Speaking): string | null {
  const [low, high] = range ?? []
  if (low === undefined || high === undefined)
    return value !== null && isSampled(kind) ? speaking.say('measures.range_few') : null
  return speaking.say('measures.range', {
    low: figureText(kind, low, speaking),
    high: figureText(kind, high, speaking),
  })
}

/** What other cases would have made another value of. */
const isSampled = (kind: FigureKind): boolean => kind === 'seconds' || kind === 'mark' || kind === 'money'

/** Of how many it is; null for what is itself a count. */
export function ofHowMany(kind: FigureKind, { n }: Figure, { say, language }: Speaking): string | null {
  const values = { n: number(n, language) }
  if (kind === 'time_share') return say('measures.of_hours', values)
  return kind === 'count' ? null : say('measures.of_n', values)
}

/** How a measure stands against the period beside it: `6 points more than week 39`. */
export function changeText(one: ToldMeasure, before: string, speaking: Speaking): string | null {
  if (one.before === null) return null
  const kind = figureKind(one.measure, one, one.before)
  if (one.value !== null && one.value === one.before.value) return speaking.say('measures.equal', { before })
  const move = movedFrom(kind, one, one.before)
  if (move === 'same' || move === 'unknown') return speaking.say(`measures.${move}`, { before })
  const by = Math.abs(one.value! - one.before.value!)
  return speaking.say(`measures.${move}`, { by: byText(kind, by, speaking), before })
}

const byText = (kind: FigureKind, by: number, speaking: Speaking): string =>
  kind === 'share' || kind === 'time_share'
    ? speaking.say('measures.points', { n: number(by * 100, speaking.language) })
    : figureText(kind, by, speaking)

const toldMax = 3

/**
 * What a report says first: how promises were kept, and what moved by more than chance does, three at most.
 * @param named the period and the one beside it, as people call them
 */
export function reportSentences(
  all: readonly ToldMeasure[],
  named: { readonly of: string; readonly before: string },
  speaking: Speaking,
): readonly string[] {
  if (all.every(one => !one.value)) return [speaking.say('measures.told_empty', { of: named.of })]
  const told = all
    .map(one => ({ one, place: tellingPlace(one.measure) }))
    .filter(({ place }) => place !== null)
    .toSorted((a, b) => a.place! - b.place!)
    .map(({ one }) => one)
  const moved = told.filter(one => isMoved(one)).slice(0, toldMax)
  const promises = told.find(({ measure }) => measure === 'promises_kept')
  const first = promises && promises.value !== null && !isMoved(promises) ? [promises] : []
  return [
    ...first.map(one => plainSentence(one, speaking)),
    ...(moved.length === 0 ? [speaking.say('measures.told_nothing', { before: named.before })] : []),
    ...moved.map(one => sentenceOf(one, named.before, speaking)),
  ]
}

function isMoved(one: ToldMeasure): boolean {
  const move = one.before && movedFrom(figureKind(one.measure, one, one.before), one, one.before)
  return move === 'more' || move === 'less'
}

const valueWithRange = (one: ToldMeasure, speaking: Speaking): string => {
  const kind = figureKind(one.measure, one, one.before)
  const of = ofHowMany(kind, one, speaking)
  const value = figureText(kind, one.value, speaking)
  return of === null ? value : `${value} (${of})`
}

const plainSentence = (one: ToldMeasure, speaking: Speaking): string =>
  speaking.say('measures.told_plain', {
    name: measureName(one.measure, speaking),
    value: valueWithRange(one, speaking),
  })

const sentenceOf = (one: ToldMeasure, before: string, speaking: Speaking): string =>
  speaking.say('measures.told', {
    name: measureName(one.measure, speaking),
    value: valueWithRange(one, speaking),
    change: changeText(one, before, speaking)!,
  })

/** What people call a period: `week 40 of 2026`, `October 2026`, `2 October 2026`, `2–5 October 2026`. */
export function periodName(of: string, { say, language }: Speaking): string {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(of) ?? []
  if (week !== undefined) return say('measures.week_of', { n: Number(week), year: year! })
  const [first, last] = of.split('..')
  const isMonth = /^\d{4}-\d{2}$/.test(of)
  const format = new Intl.DateTimeFormat(localeOf(language), {
    ...(isMonth ? {} : { day: 'numeric' }),
    ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
  })
  const at = (text: string) => Date.parse(isMonth ? `${text}-01` : text)
  if (Number.isNaN(at(first!)) || (last !== undefined && Number.isNaN(at(last)))) return of
  return last === undefined ? format.format(at(first!)) : format.formatRange(at(first!), at(last))
}
