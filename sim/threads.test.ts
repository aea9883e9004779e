// Seeds on several threads: told in their order, the same as on one, and none is lost where a thread ends.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Asked, type Played, playSeed } from '#sim/seed-played.ts'
import { inOrder, type SeedThread, seedThread } from '#sim/threads.ts'

const asked = (...seeds: number[]): Asked[] => seeds.map(seed => ({ seed, days: 0.2 }))
const playedAs = ({ seed }: Asked) => ({ result: { seed } }) as Played
/** A thread of somebody else: what it does with a seed it is sent. */
const threadDoing = (what: string) =>
  seedThread(undefined, new URL(`data:text/javascript,${encodeURIComponent(what)}`))
const listening = (does: string) =>
  `import { parentPort } from 'node:worker_threads'; parentPort.on('message', one => { ${does} })`
const answers = 'parentPort.postMessage({ played: { result: one } })'

describe('seeds on several threads', () => {
  it('are the same worlds as on one, told in their order', async () => {
    const told: string[] = []
    for await (const { result } of inOrder(asked(3, 1, 2), 2)) told.push(`${result.seed} ${result.trace}`)
    const alone: string[] = []
    for (const one of asked(3, 1, 2)) {
      const { result } = await playSeed(one, undefined)
      alone.push(`${result.seed} ${result.trace}`)
    }
    assert.deepEqual(told, alone)
  })
  it('are told in their order though a later one is done before', async () => {
    const first = Promise.withResolvers<void>()
    const thread = (): SeedThread => ({
      async play(one) {
        if (one.seed === 1) await first.promise
        if (one.seed === 3) first.resolve()
        return playedAs(one)
      },
      end: async () => {},
    })
    const told: number[] = []
    for await (const { result } of inOrder(asked(1, 2, 3), 2, thread)) told.push(result.seed)
    assert.deepEqual(told, [1, 2, 3])
  })
  it('end with whoever stops listening', async () => {
    let ended = 0
    const thread = (): SeedThread => ({
      play: async one => playedAs(one),
      async end() {
        ended += 1
      },
    })
    for await (const { result } of inOrder(asked(1, 2, 3, 4), 2, thread)) if (result.seed === 2) break
    assert.equal(ended, 2)
  })
  for (const [name, does, why] of [
    ['exits', `if (one.seed === 2) process.exit(7); else ${answers}`, /^Error: Seed 2: .* exit 7$/],
    [
      'throws',
      `if (one.seed === 2) throw new Error('out of room'); ${answers}`,
      /^Error: Seed 2: .* out of room$/,
    ],
  ] as const)
    it(`are lost to nobody: a thread that ${name} is a fault with its seed`, async () => {
      const told: number[] = []
      const all = async () => {
        for await (const { result } of inOrder(asked(1, 2, 3), 2, () => threadDoing(listening(does))))
          told.push(result.seed)
      }
      await assert.rejects(all, (fault: unknown) => why.test(String(fault)))
      assert.deepEqual(told, [1])
    })
})
