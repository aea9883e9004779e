// What would be otherwise at the desk: its levels as they were counted, played week by week beside those that
// are supposed. In slices, and only while somebody asks: whoever asks again gets more weeks of the same play.
// Not: the playing (core/capacity/played-week.ts), nor how it is shown (server/http/what-if.ts).
import { setImmediate } from 'node:timers/promises'
import { defaultCapacity } from '#core/capacity/capacity-setting.ts'
import { seedOf } from '#core/kit/dice.ts'
import { type ByLevel, byLevel, type Traffic } from '#core/capacity/traffic.ts'
import { type Network, networkOf, type TooLittle, tooLittleOf } from '#core/capacity/network.ts'
import { plannedIn, unplannedIn } from '#core/capacity/planned.ts'
import { playWeek } from '#core/capacity/played-week.ts'
import { plannedByHour } from '#core/capacity/staffed-week.ts'
import { isNothing, supposed, type WhatIf } from '#core/capacity/what-if.ts'
import type { PlayedPair } from '#core/capacity/what-if-told.ts'
import type { Period } from '#core/measure/period.ts'
import { type CapacityAsked, type CapacityShell, trafficOf } from '#server/capacity.ts'

/** What a play begins with. */
export type Basis = {
  readonly measured: Period
  readonly network: Network
  readonly contacts: ByLevel<number>
  readonly handedOn: ByLevel<number>
  readonly unplanned: number
  readonly tooLittle: TooLittle
}

/** The levels as they are, by what the store holds. */
export async function basisOf(
  shell: CapacityShell,
  { period, zone, week }: Pick<CapacityAsked, 'period' | 'zone' | 'week'>,
): Promise<Basis> {
  const { measured, traffic } = await trafficOf(shell, { period, zone })
  const now = await shell.store.now()
  const facts = shell.facts()
  const people = byLevel(is => plannedByHour(plannedIn(facts, { by: 'level', is })!, { week, zone, now }))
  return {
    ...{ measured, unplanned: unplannedIn(plannedIn(facts, undefined)!) },
    network: networkOf(traffic, people, shell.settings().capacity ?? defaultCapacity),
    ...{ contacts: countedOf(traffic), handedOn: handedOf(traffic), tooLittle: tooLittleOf(traffic, people) },
  }
}

const sum = (all: readonly number[]): number => all.reduce((so, one) => so + one, 0)
const countedOf = ({ levels }: Traffic) => byLevel(level => sum(levels[level - 1]!.came))
const handedOf = ({ levels }: Traffic) => byLevel(level => sum(levels.map(one => one.onTo[level - 1]!)))

/** A play that goes on when it is asked to. */
export type Playing = {
  readonly weeks: number
  readonly pairs: readonly PlayedPair[]
  /** Plays for a while, or to the end; answers whether it is there. */
  goOn(howFar: 'a while' | 'to the end'): Promise<boolean>
}

const weeksMost = 60
const weeksLeast = 12
/** So many contacts are played at most, as long as there are weeks enough. */
const contactsMost = 2_000_000
/** About half a second of work; after each slice, of a millisecond or two, others have their turn. */
const slicesAtOnce = 250

/** Begins a play; the same question with the same seed is played in the same way, at every node. */
export function playing(network: Network, whatIf: WhatIf, seed: number): Playing {
  const other = supposed(network, whatIf)
  const aWeek = sum(network.levels.map(({ perHour }) => sum(perHour)))
  const weeks = Math.max(weeksLeast, Math.min(weeksMost, Math.floor(contactsMost / (4 * aWeek))))
  const pairs: PlayedPair[] = []
  const run = playPairs({ now: network, other, same: isNothing(whatIf) }, { seed, weeks, pairs })
  let running: Promise<void> = Promise.resolve()
  const slices = async (most: number) => {
    for (let slice = 0; slice < most && run.next().done !== true; slice++) await setImmediate()
  }
  return {
    ...{ weeks, pairs },
    async goOn(howFar) {
      running = running.then(() => slices(howFar === 'a while' ? slicesAtOnce : Number.POSITIVE_INFINITY))
      await running
      return pairs.length === weeks
    },
  }
}

type Networks = { readonly now: Network; readonly other: Network; readonly same: boolean }
type Play = { readonly seed: number; readonly weeks: number; readonly pairs: PlayedPair[] }

function* playPairs(
  { now, other, same }: Networks,
  { seed, weeks, pairs }: Play,
): Generator<undefined, void> {
  for (let week = 0; week < weeks; week++) {
    const own = seedOf(seed, week)
    const is = yield* playWeek(now, own)
    pairs.push({ now: is, then: same ? is : yield* playWeek(other, own) })
  }
}
