// How long a node's own thread was at one thing without looking up, told in its processor time: what waits
// for it waited as long, and nothing else on the machine lengthens it. Not: how long a request took.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** From here on it is worth a line. */
const toldMs = 5
const lookMs = 5

export type StallProbe = {
  /** what a node has to be started with, as NODE_OPTIONS */
  readonly options: string
  /** the longest since a moment, in milliseconds */
  longestSince(at: number): number
}

/** Puts what a node is to load beside its data; it writes down there whenever it was busy for long. */
export function stallProbe(folder: string): StallProbe {
  const [program, told] = [join(folder, 'stall-probe.mjs'), join(folder, 'stalls.txt')]
  writeFileSync(told, '')
  writeFileSync(program, `${imports}(${watchLoop})(${JSON.stringify(told)}, ${toldMs}, ${lookMs})\n`)
  return {
    options: `--import=${pathToFileURL(program)}`,
    longestSince: at =>
      readFileSync(told, 'utf8')
        .split('\n')
        .map(line => line.split(' ').map(Number))
        .reduce((most, [when = 0, ms = 0]) => (when >= at ? Math.max(most, ms) : most), 0),
  }
}

/** The same of this process's own thread, from here on. */
export function stallsHere(): { readonly end: () => number } {
  let longestMs = 0
  let before = process.threadCpuUsage()
  const look = () => {
    const { user, system } = process.threadCpuUsage(before)
    longestMs = Math.max(longestMs, (user + system) / 1_000)
    before = process.threadCpuUsage()
  }
  const timer = setInterval(look, lookMs)
  const end = () => {
    clearInterval(timer)
    look()
    return longestMs
  }
  return { end }
}

const imports = `import { appendFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
`

/** Runs in the node: between two looks lies at most one thing that took long. */
const watchLoop = `(told, toldMs, lookMs) => {
  if (!isMainThread) return
  let before = process.threadCpuUsage()
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(before)
    const ms = (user + system) / 1000
    if (ms >= toldMs) appendFileSync(told, Date.now() + ' ' + ms + '\\n')
    before = process.threadCpuUsage()
  }, lookMs).unref()
}`
