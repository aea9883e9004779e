// What the kernel says about a process, so that a number that was reused by another program fools nobody.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/**
 * When a process began, in the kernel's ticks since boot; null: there is no such process (or it only waits to
 * be
 * reaped). Two processes with one number never share it.
 */
export function startedAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may hold anything, so count from the last
    // bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

/** Whether a process is the PostgreSQL of this data folder: it works in that folder, by its own rule. */
export function isPostgresOf(pid: number, dataFolder: string): boolean {
  if (startedAt(pid) === null) return false
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataFolder
  } catch {
    // Another person's process: its folder is hidden from us, its arguments are not.
    return commandLine(pid).includes(dataFolder)
  }
}

/** Every process that works for the PostgreSQL of this data folder, as far as the kernel lets us see. */
export const processesOf = (dataFolder: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter(pid => Number.isInteger(pid) && isPostgresOf(pid, dataFolder))

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/** Waits until a condition holds, looking every few milliseconds; false when `limitMs` passed before. */
export async function holds(condition: () => boolean, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs
  while (!condition()) {
    if (performance.now() > end) return false
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  return true
}
