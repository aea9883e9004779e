// Figures over many walks of one version of a script: per step, per path, and of all of them. Two tallies put
// together are the tally of the whole. Not: what one walk tells (walk-told.ts), nor a better order
// (check-order.ts).
import type { Course, CourseEnd, Left, Passing, Walker } from '#core/measure/walk-told.ts'
import { type EndName, endNames, type StepName } from '#core/script/script.ts'

/** Walks that took the same way. */
export type Counted = {
  readonly course: Course
  readonly times: number
  /** of them: the case was opened again afterwards */
  readonly reopened: number
  /** of those that are open: nobody has gone on for so long that nobody will */
  readonly resting: number
  /** of them: the customer went by himself; one of ours went on with what he had begun */
  readonly byCustomer: number
  readonly byBoth: number
}
/** One walk with the time each of its passings took. */
export type Timed = { readonly course: Course; readonly seconds: readonly number[] }

/** How often each length was seen; lengths a twentieth apart are one. */
export type Lengths = ReadonlyMap<number, number>
export type StepTally = {
  /** walks that came to it, each once */
  readonly reached: number
  /** walks of which it is what solved them, and those of them whose case was opened again */
  readonly solved: number
  readonly reopened: number
  /** walks nobody went on with from here */
  readonly abandoned: number
  readonly givenUp: number
  /** how often it was left in each way */
  readonly left: Readonly<Partial<Record<Left, number>>>
  readonly nowhere: number
  readonly goneBack: number
  /** of whoever did it */
  readonly lengths: Lengths
  /** the same added up; a longer one counts as an hour, because nobody was at it any more */
  readonly seconds: number
  readonly timed: number
}
export type PathTally = {
  readonly steps: readonly StepName[]
  readonly end: CourseEnd
  readonly stands: StepName | null
  readonly walks: number
  readonly reopened: number
  readonly lengths: Lengths
}
export type Tally = {
  readonly ends: Readonly<Partial<Record<CourseEnd, number>>>
  readonly walkers: Readonly<Record<Walker, number>>
  readonly reopened: number
  /** of walks that came to an end of the script */
  readonly lengths: Lengths
  readonly steps: ReadonlyMap<StepName, StepTally>
  readonly paths: ReadonlyMap<string, PathTally>
}

export const emptyTally: Tally = {
  ends: {},
  walkers: { agent: 0, customer: 0, both: 0 },
  reopened: 0,
  lengths: new Map(),
  steps: new Map(),
  paths: new Map(),
}

/** The tally of walks, counted by their ways, and of those of them whose times are known. */
export function tallyOf(counted: Iterable<Counted>, timed: Iterable<Timed>): Tally {
  const maps = { lengths: new Map(), steps: new Map(), paths: new Map() }
  const tally: Growing = { ...emptyTally, ...maps, ends: {}, walkers: { ...emptyTally.walkers } }
  for (const one of counted) {
    countWalkers(tally, one)
    for (const each of settled(one)) count(tally, each)
  }
  for (const one of timed) time(tally, one)
  return tally
}

/** The walks of two tallies. */
export function together(a: Tally, b: Tally): Tally {
  return {
    ends: summed(a.ends, b.ends),
    walkers: summed(a.walkers, b.walkers) as Tally['walkers'],
    reopened: a.reopened + b.reopened,
    lengths: added(a.lengths, b.lengths),
    steps: merged(a.steps, b.steps, (one, other) => ({
      ...(summed(numbersOf(one), numbersOf(other)) as Numbers<StepTally>),
      left: summed(one.left, other.left),
      lengths: added(one.lengths, other.lengths),
    })),
    paths: merged(a.paths, b.paths, (one, other) => ({
      ...one,
      walks: one.walks + other.walks,
      reopened: one.reopened + other.reopened,
      lengths: added(one.lengths, other.lengths),
    })),
  }
}

/**
 * The step that solved a walk: the last at which what was expected came; else the last answer. null: it was
 * not solved, or by nothing anybody did.
 */
export function solverOf({ end, passed }: Course): StepName | null {
  if (end !== 'solved') return null
  const last = (...ways: readonly Left[]) =>
    passed.findLast(one => !one.undone && ways.includes(one.how))?.step ?? null
  return last('worked', 'within') ?? last('value', 'known', 'result')
}

const doneWays: ReadonlySet<Left> = new Set(['value', 'worked', 'failed', 'result', 'told', 'within'])
/** Whether somebody did the step, so that its time tells what it takes. */
export const isDone = ({ how, undone }: Passing): boolean => !undone && doneWays.has(how)

/** Whether a walk came to an end of the script. */
export const isEnd = (end: CourseEnd): end is EndName => (endNames as readonly string[]).includes(end)

/** Of how many walks it can be said how they ended; those that went on elsewhere tell nothing. */
export const endedOf = ({ ends }: Tally): number =>
  [...endNames, 'given_up' as const, 'abandoned' as const].reduce((sum, end) => sum + (ends[end] ?? 0), 0)

const lengthRatio = Math.log(1.05)
const bucketOf = (seconds: number): number => Math.round(Math.log1p(seconds) / lengthRatio)
const secondsOf = (bucket: number): number => Math.round(Math.expm1(bucket * lengthRatio))

export const lengthsCount = (lengths: Lengths): number => [...lengths.values()].reduce((a, b) => a + b, 0)

/** The middle of lengths in seconds, to a twentieth; null: there is none. */
export const medianOf = (lengths: Lengths): number | null => quantileOf(lengths, 0.5)

/** What so great a part of them is not longer than, in seconds; null: there is none. */
export const quantileOf = (lengths: Lengths, part: number): number | null =>
  lengthAt(lengths, Math.ceil(part * lengthsCount(lengths)))

/** The length in this place, 1 the shortest; null: there are not so many. */
export function lengthAt(lengths: Lengths, place: number): number | null {
  let left = place
  for (const [bucket, times] of [...lengths].sort(([a], [b]) => a - b)) {
    left -= times
    if (left <= 0) return secondsOf(bucket)
  }
  return null
}

/** A share as it was seen, and between what it lies with 95 % certainty; null: nothing was seen. */
export type Share = { readonly times: number; readonly of: number; readonly range: Range | null }
export type Range = { readonly share: number; readonly from: number; readonly to: number }

/** By Wilson's interval, which stays honest for few walks and for shares near 0 and 1. */
export function shareOf(times: number, of: number): Share {
  if (of === 0) return { times, of, range: null }
  const z = 1.96
  const share = times / of
  const scale = 1 + z ** 2 / of
  const middle = (share + z ** 2 / (2 * of)) / scale
  const half = (z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))) / scale
  return { times, of, range: { share, from: Math.max(0, middle - half), to: Math.min(1, middle + half) } }
}

// While it is made a tally grows in place: it is made of a million walks.
type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type GrowingStep = Mutable<Omit<StepTally, 'left' | 'lengths'>> & {
  readonly left: Partial<Record<Left, number>>
  readonly lengths: Map<number, number>
}
type GrowingPath = Mutable<Omit<PathTally, 'lengths'>> & { readonly lengths: Map<number, number> }
type Growing = {
  readonly ends: Partial<Record<CourseEnd, number>>
  readonly walkers: Record<Walker, number>
  reopened: number
  readonly lengths: Map<number, number>
  readonly steps: Map<StepName, GrowingStep>
  readonly paths: Map<string, GrowingPath>
}

function countWalkers({ walkers }: Growing, { course, times, byCustomer, byBoth }: Counted): void {
  if (course.end === 'gone_back') return
  walkers.customer += byCustomer
  walkers.both += byBoth
  walkers.agent += times - byCustomer - byBoth
}

/** Open walks nobody goes on with are abandoned; one that was gone back out of was none. */
function settled({ course, times, reopened, resting }: Counted): Settled[] {
  if (course.end === 'gone_back') return []
  if (course.end !== 'open') return [{ course, times, reopened }]
  const abandoned: Course = { ...course, end: 'abandoned' }
  return [
    { course: abandoned, times: resting, reopened: 0 },
    { course, times: times - resting, reopened: 0 },
  ].filter(one => one.times > 0)
}

type Settled = Pick<Counted, 'course' | 'times' | 'reopened'>

function count(tally: Growing, { course, times, reopened }: Settled): void {
  const { passed, end, stands } = course
  more(tally.ends, end, times)
  tally.reopened += reopened
  for (const step of new Set([...passed.map(one => one.step), ...(stands === null ? [] : [stands])]))
    stepIn(tally, step).reached += times
  for (const { step, how, nowhere, undone } of passed) {
    const own = stepIn(tally, step)
    if (undone) own.goneBack += times
    else more(own.left, how, times)
    if (nowhere) own.nowhere += times
  }
  const solver = solverOf(course)
  if (solver !== null) {
    stepIn(tally, solver).solved += times
    stepIn(tally, solver).reopened += reopened
  }
  if (stands !== null && end === 'abandoned') stepIn(tally, stands).abandoned += times
  if (stands !== null && end === 'given_up') stepIn(tally, stands).givenUp += times
  if (end === 'open') return
  const path = pathIn(tally, course)
  path.walks += times
  path.reopened += reopened
}

const longestSeconds = 3_600

function time(tally: Growing, { course, seconds }: Timed): void {
  const { passed, end } = course
  for (const [i, passing] of passed.entries()) {
    if (!isDone(passing)) continue
    const own = stepIn(tally, passing.step)
    more(own.lengths, bucketOf(seconds[i]!), 1)
    own.seconds += Math.min(seconds[i]!, longestSeconds)
    own.timed += 1
  }
  if (!isEnd(end)) return
  const all = bucketOf(seconds.reduce((sum, one) => sum + one, 0))
  more(tally.lengths, all, 1)
  more(pathIn(tally, course).lengths, all, 1)
}

function stepIn({ steps }: Growing, step: StepName): GrowingStep {
  const known = steps.get(step)
  if (known) return known
  const counts = { reached: 0, solved: 0, reopened: 0, abandoned: 0, givenUp: 0, nowhere: 0, goneBack: 0 }
  const fresh = { ...counts, seconds: 0, timed: 0, left: {}, lengths: new Map() }
  steps.set(step, fresh)
  return fresh
}

/** A path is the steps that were passed, whatever was answered, and how it ended. */
function pathIn({ paths }: Growing, { passed, end, stands }: Course): GrowingPath {
  const steps = passed.filter(one => !one.undone).map(one => one.step)
  const key = [...steps, stands, end].join(' ')
  const known = paths.get(key)
  if (known) return known
  const fresh = { steps, end, stands, walks: 0, reopened: 0, lengths: new Map() }
  paths.set(key, fresh)
  return fresh
}

function more<K>(counts: Map<K, number> | Partial<Record<string, number>>, key: K, times: number): void {
  if (counts instanceof Map) counts.set(key, (counts.get(key) ?? 0) + times)
  else counts[key as string] = (counts[key as string] ?? 0) + times
}

function merged<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>, both: (one: V, other: V) => V): Map<K, V> {
  const all = new Map(a)
  for (const [key, value] of b) {
    const known = all.get(key)
    all.set(key, known === undefined ? value : both(known, value))
  }
  return all
}

const added = <K>(a: ReadonlyMap<K, number>, b: ReadonlyMap<K, number>): Map<K, number> =>
  merged(a, b, (one, other) => one + other)

type Numbers<T> = Omit<T, 'left' | 'lengths'>
const numbersOf = ({ left: _, lengths: __, ...numbers }: StepTally): Numbers<StepTally> => numbers

const summed = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) =>
  Object.fromEntries(added(new Map(Object.entries(a)), new Map(Object.entries(b))))
