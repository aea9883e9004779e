// One Tierline per data folder: a file says who has it and where he answers. Not: what protects the data
// itself
// (PostgreSQL's own lock does); this one gives the second start a name to print.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startedAt } from '#server/postgres/process.ts'

export type Holder = { readonly pid: number; readonly startedAt: string | null; readonly url: string | null }

export type DataLock = {
  /** Tells whoever comes second where we answer. */
  answerAt(url: string): void
  release(): void
}

/** Takes the data folder, or tells who has it. One left by a dead process counts for nothing. */
export function takeData(dataDir: string, pid = process.pid): DataLock | { heldBy: Holder } {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'tierline.lock')
  const ours: Holder = { pid, startedAt: startedAt(pid), url: null }
  for (let tries = 0; tries < 3; tries += 1) {
    if (place(file, ours)) return lockOf(file, ours)
    const holder = read(file)
    if (holder && isAlive(holder)) return { heldBy: holder }
    rmSync(file, { force: true })
  }
  throw new Error(`${file} cannot be taken: something keeps writing it.`)
}

/**
 * Places the file with its words in it at once, so that nobody ever reads half of it; false: there is one.
 */
function place(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.pid}`
  writeFileSync(draft, JSON.stringify(holder))
  try {
    linkSync(draft, file)
    return true
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw problem
  } finally {
    rmSync(draft, { force: true })
  }
}

function lockOf(file: string, ours: Holder): DataLock {
  return {
    answerAt: url => writeFileSync(file, JSON.stringify({ ...ours, url })),
    release: () => {
      if (read(file)?.pid === ours.pid) rmSync(file, { force: true })
    },
  }
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

/** A process number can belong to another program by now: the moment it began tells. */
const isAlive = (holder: Holder) => holder.startedAt !== null && startedAt(holder.pid) === holder.startedAt
