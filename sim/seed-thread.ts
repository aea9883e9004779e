// The far side of threads.ts: plays each seed it is sent, one after the other, and answers with what came
// of it. A fault is not caught here: it ends the thread, and threads.ts says with which seed.
import { parentPort } from 'node:worker_threads'
import { type Asked, playSeed } from '#sim/seed-played.ts'
import type { Told } from '#sim/threads.ts'

const tell = (told: Told): void => parentPort?.postMessage(told)

parentPort?.on('message', async (asked: Asked) => {
  tell({ played: await playSeed(asked, (steps, at) => tell({ steps, at })) })
})
