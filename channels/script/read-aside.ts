// Reads a script's file in a thread of its own: one of two thousand steps takes seconds, in which a server
// would answer nobody. With limits of time and memory. Not: the reading (read-script.ts).
import { Worker } from 'node:worker_threads'
import type { ReadScript } from './read-script.ts'

const memoryMb = 768
const limitMs = 30_000

/** Reads it; what takes too long or too much is a file that cannot be read. */
export function readScriptAside(text: string, withinMs = limitMs): Promise<ReadScript> {
  const worker = new Worker(new URL('./read-script-worker.ts', import.meta.url), {
    workerData: text,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  const unread = (because: string): ReadScript => ({
    script: null,
    form: null,
    faults: [{ line: 1, code: 'not_yaml', because }],
  })
  return new Promise<ReadScript>(done => {
    const timer = setTimeout(() => done(unread('it takes too long')), withinMs)
    worker.once('message', done)
    worker.once('error', () => done(unread('it takes too much')))
    worker.once('exit', () => clearTimeout(timer))
  }).finally(() => worker.terminate())
}
