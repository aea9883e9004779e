// Seeds played on several cores at once, their outcomes in the order of the seeds. Worlds share nothing, so
// that each is the same wherever it is played. Not: what a seed is played like (seed-played.ts).
import { Worker } from 'node:worker_threads'
import type { Asked, Played } from '#sim/seed-played.ts'

/** What a thread tells: how far it is, and at last what came of its seed. */
export type Told = { readonly played: Played } | { readonly steps: number; readonly at: number }
type Progress = (seed: number, steps: number, at: number) => void

export type SeedThread = {
  /** one seed at a time; rejects, naming the seed, where the thread ends under it */
  play(asked: Asked): Promise<Played>
  end(): Promise<void>
}

const own = new URL('./seed-thread.ts', import.meta.url)
/** Three half-spaces of 64 MB: room for what is soon forgotten saves a tenth of the time. */
const resourceLimits = { maxYoungGenerationSizeMb: 192 }

export function seedThread(progress: Progress = () => {}, file: URL = own): SeedThread {
  const worker = new Worker(file, { resourceLimits })
  let seed = 0
  let settle: { resolve: (played: Played) => void; reject: (fault: Error) => void } | null = null
  const ends = (why: string) => {
    settle?.reject(new Error(`Seed ${seed}: the thread that played it ended: ${why}`))
  }
  worker.on('message', (told: Told) => {
    if ('played' in told) settle?.resolve(told.played)
    else progress(seed, told.steps, told.at)
  })
  worker.on('error', (fault: unknown) => ends(fault instanceof Error ? fault.message : String(fault)))
  worker.on('exit', code => ends(`exit ${code}`))
  return {
    play: asked =>
      new Promise((resolve, reject) => {
        seed = asked.seed
        settle = { resolve, reject }
        worker.postMessage(asked)
      }),
    async end() {
      settle = null
      await worker.terminate()
    },
  }
}

/**
 * Plays seeds on so many threads, and gives what came of each in the order they were asked. Whoever stops
 * listening ends all threads; a thread that ends under its seed is a fault when that seed's turn comes.
 */
export async function* inOrder(
  asked: readonly Asked[],
  threadCount: number,
  thread: () => SeedThread = seedThread,
): AsyncGenerator<Played> {
  const outcomes = asked.map(() => Promise.withResolvers<Played>())
  // Faults are told in their turn below.
  for (const { promise } of outcomes) promise.catch(() => {})
  const threads = Array.from({ length: Math.min(threadCount, asked.length) }, () => thread())
  let next = 0
  const work = async ({ play }: SeedThread) => {
    while (next < asked.length) {
      const [one, { resolve, reject }] = [asked[next]!, outcomes[next]!]
      next += 1
      try {
        resolve(await play(one))
      } catch (fault) {
        reject(fault)
        return
      }
    }
  }
  try {
    for (const one of threads) void work(one)
    for (const { promise } of outcomes) yield await promise
  } finally {
    await Promise.all(threads.map(one => one.end()))
  }
}
