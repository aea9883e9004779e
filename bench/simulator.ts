// The speed of the simulator: of the core alone, and of the real shell on the memory store; on one core, and
// on all the machine has.
import { availableParallelism } from 'node:os'
import { percentile } from '#bench/machine.ts'
import type { Figure } from '#bench/measures.ts'
import { type Asked, type Played, playSeed } from '#sim/seed-played.ts'
import { seedThread } from '#sim/threads.ts'

/** Worlds are unlike: one seed takes half of another’s time for a step. */
const seedsMin = 3
/**
 * So long each player plays before anything counts, where there is time: until then the engine makes the ways
 * of a world fast on the same cores, a tenth of their time.
 */
const warmMs = 20_000
/** Other worlds than those that count, which are the same ones in every run. */
const warmFrom = 1_000

type World = Omit<Asked, 'seed'>
type Player = (asked: Asked) => Promise<Played>

/**
 * Steps a second over calm worlds, after some that only warm up; the middle of several seeds, of each of the
 * players, added. They begin to measure at once, and whoever has measured enough plays on until the last
 * has, so that none has the machine to itself meanwhile.
 */
async function rate(world: World, seconds: number, players: readonly Player[]): Promise<number> {
  let [nextSeed, nextWarm] = [1, warmFrom]
  const playOne = async (player: Player, seed: number) => {
    const { result, seconds } = await player({ seed, ...world, isTimed: true })
    const [broken] = result.violations
    if (broken) throw new Error(`seed ${seed} breaks ${broken.rule}: ${broken.says}`)
    return result.steps / seconds
  }
  const play = (player: Player) => playOne(player, nextSeed++)
  const warmUntil = performance.now() + (seconds < 1 ? 0 : warmMs)
  const warm = async (player: Player) => {
    do await playOne(player, nextWarm++)
    while (performance.now() < warmUntil)
  }
  await Promise.all(players.map(warm))
  const until = performance.now() + seconds * 1_000
  let measuring = players.length
  const middles = players.map(async player => {
    const rates: number[] = []
    do rates.push(await play(player))
    while (rates.length < seedsMin || performance.now() < until)
    measuring -= 1
    while (measuring > 0) await play(player)
    return percentile(rates, 0.5)
  })
  return Math.round((await Promise.all(middles)).reduce((sum, one) => sum + one, 0))
}

const onOneCore = (world: World, seconds: number): Promise<number> =>
  rate(world, seconds, [asked => playSeed(asked, undefined)])

async function onAllCores(world: World, seconds: number): Promise<number> {
  const threads = Array.from({ length: availableParallelism() }, () => seedThread())
  try {
    const players = threads.map(one => one.play)
    return await rate(world, seconds, players)
  } finally {
    await Promise.all(threads.map(one => one.end()))
  }
}

/**
 * A step is one thing off the heap that was not passed over; the rules are asked after each. What is owed is
 * owed of the whole machine: on one core the figure stands beside it.
 */
export async function simulator(seconds: number): Promise<Figure[]> {
  const days = seconds < 1 ? 1 : 7
  const figures: Figure[] = []
  for (const [what, world, least] of [
    ['core alone', { days, alone: true }, 100_000],
    ['real shell on the memory store', { days, calm: true }, 20_000],
  ] as const) {
    const one = await onOneCore(world, seconds)
    figures.push({ what: `simulator steps, ${what}, on one core`, value: one, unit: 'steps per s' })
    const all = await onAllCores(world, seconds)
    figures.push({
      what: `simulator steps, ${what}, on all cores`,
      value: all,
      unit: `steps per s on the ${availableParallelism()} of this machine`,
      target: `≥ ${least}`,
      met: all >= least,
    })
  }
  return figures
}
