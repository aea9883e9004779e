// What a measurement needs of the machine: time, CPU time of a process, memory, and the middle of many
// figures.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const ticksPerSecond = 100

/** CPU seconds a process (not its children) has used so far. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** A process and the Node processes it started: not the database. */
export function nodesOf(pid: number): number[] {
  const started = readdirSync('/proc')
    .filter(each => /^\d+$/.test(each))
    .filter(each => isNodeOf(each, pid))
  return [pid, ...started.map(Number)]
}

/** CPU seconds of these together. */
export const cpuSecondsOfNodes = (pid: number): number =>
  nodesOf(pid).reduce((sum, each) => sum + cpuSeconds(each), 0)

function isNodeOf(child: string, parent: number): boolean {
  try {
    const stat = readFileSync(`/proc/${child}/stat`, 'utf8')
    const isChild = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent
    return isChild && readFileSync(`/proc/${child}/cmdline`, 'utf8').split('\0')[0] === process.execPath
  } catch {
    // It ended while we looked.
    return false
  }
}

/** Resident memory of a process, in megabytes. */
export const residentMb = (pid: number): number => statusMb(pid, 'VmRSS')

/** By how many megabytes a process gets above its rest, at its peak from here on; only Linux tells it. */
export function peakFromHere(pid: number): () => number {
  const rest = residentMb(pid)
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
  return () => Math.max(0, statusMb(pid, 'VmHWM') - rest)
}

const statusMb = (pid: number, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** The value below which a share of the sorted figures lies. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export type Pace = {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly count: number
  readonly failed: number
  readonly ownCpuShare: number
}

/**
 * Runs `work` on so many lines at once for so long.
 * `ownCpuShare` is the part of the machine this process itself took: the load generator, to be counted apart.
 */
export async function pace({
  lines,
  seconds,
  cores,
  work,
}: {
  lines: number
  seconds: number
  cores: number
  work: (line: number) => Promise<boolean>
}): Promise<Pace> {
  const times: number[] = []
  let failed = 0
  const until = performance.now() + seconds * 1000
  const cpu = process.cpuUsage()
  const started = performance.now()
  await Promise.all(
    Array.from({ length: lines }, async (_, line) => {
      while (performance.now() < until) {
        const at = performance.now()
        if (await work(line)) times.push(performance.now() - at)
        else failed++
      }
    }),
  )
  const wallMs = performance.now() - started
  const used = process.cpuUsage(cpu)
  return {
    perSecond: times.length / (wallMs / 1000),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    count: times.length,
    failed,
    ownCpuShare: (used.user + used.system) / 1000 / wallMs / cores,
  }
}

/** The rate had the load generator cost nothing: its share of the machine given back. */
export const withoutGenerator = (one: Pace): number => one.perSecond / Math.max(0.05, 1 - one.ownCpuShare)
