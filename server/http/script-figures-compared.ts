// Two versions of a script compared, with a sentence for what can be told, and an honest one where nothing
// can. Not: the reckoning (core/measure/compare-versions.ts).
import type { z } from 'zod'
import { type Compared, compared } from '#core/measure/compare-versions.ts'
import { endedOf, type Share, type Tally } from '#core/measure/walk-tally.ts'
import type { Language } from '#core/people/language.ts'
import type { comparisonSchema } from '#server/http/script-figures-schemas.ts'
import { speakerOf } from '#server/http/words.ts'

type Side = { readonly version: number; readonly tally: Tally }

/** The one against the other. */
export function comparisonShown(
  own: Side,
  other: Side,
  language: Language,
): z.input<typeof comparisonSchema> {
  const say = speakerOf(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const names = { own: own.version, other: other.version }
  const { solved, abandoned, reopened, time } = compared(own.tally, other.tally)
  const shares = (what: 'solved' | 'abandoned' | 'reopened', one: Compared<Share>) => {
    if (!one.difference || one.verdict === 'no_telling') return { ...one, message: null }
    const [from, to] = bounds(one.difference, 100)
    const [a, b] = [percent.format(one.own.range!.share), percent.format(one.other.range!.share)]
    const values = { ...names, way: one.verdict, a, b, from, to }
    return { ...one, message: say(`script_figures.compare_${what}`, values) }
  }
  const took = (): z.input<typeof comparisonSchema>['time'] => {
    if (!time.difference || time.verdict === 'no_telling') return { ...time, message: null }
    const [from, to] = bounds(time.difference, 1 / 60)
    const [a, b] = [tenth(time.own.range!.seconds / 60), tenth(time.other.range!.seconds / 60)]
    const values = { ...names, way: time.verdict, a, b, from, to }
    return { ...time, message: say('script_figures.compare_time', values) }
  }
  const all = {
    solved: shares('solved', solved),
    abandoned: shares('abandoned', abandoned),
    reopened: shares('reopened', reopened),
    time: took(),
  }
  const told = Object.values(all).flatMap(one => one.message ?? [])
  const walks = { a: endedOf(own.tally), b: endedOf(other.tally) }
  const message = told.length > 0 ? told.join(' ') : say('script_figures.compare_none', walks)
  return { other: other.version, message, ...all }
}

/** Which version has more is said in words: the bounds are told without a sign, the smaller first. */
function bounds({ from, to }: { from: number; to: number }, unit: number): [number, number] {
  const [a, b] = [tenth(Math.abs(from * unit)), tenth(Math.abs(to * unit))]
  return [Math.min(a, b), Math.max(a, b)]
}

const tenth = (one: number): number => Math.round(one * 10) / 10
