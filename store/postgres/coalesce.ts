// Makes few big writes out of many small ones: what arrives while writes are under way goes together in the
// next.
// Adds no wait: a lone append is written at once. Not: what is written (append.ts).
import type { Append, Appended } from '../store.ts'

const batchMax = 16
const underWayMax = 2
// Appends with much to carry go alone: one slow sender must not hold up fifteen others.
const bytesMax = 256 * 1024

type Waiting = {
  readonly append: Append
  readonly bytes: number
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: unknown) => void
}

export type Write = (batch: readonly Append[]) => Promise<readonly (Appended | Error)[]>

/** Wraps a write of many into an append of one. Two that want the same claim are never under way together. */
export function coalesce(write: Write): (append: Append) => Promise<Appended> {
  const queue: Waiting[] = []
  const busy = new Set<string>()
  let underWay = 0

  const start = () => {
    while (underWay < underWayMax) {
      const batch = take(queue, busy)
      if (batch.length === 0) return
      underWay += 1
      for (const { append } of batch) for (const claim of claims(append)) busy.add(claim)
      void finish(batch)
    }
  }

  const finish = async (batch: readonly Waiting[]) => {
    try {
      const outcomes = await write(batch.map(one => one.append))
      batch.forEach((one, i) => {
        const outcome = outcomes[i]!
        if (outcome instanceof Error) one.reject(outcome)
        else one.resolve(outcome)
      })
    } catch (error) {
      for (const one of batch) one.reject(error)
    }
    for (const { append } of batch) for (const claim of claims(append)) busy.delete(claim)
    underWay -= 1
    start()
  }

  return append =>
    new Promise((resolve, reject) => {
      queue.push({ append, bytes: weight(append), resolve, reject })
      // The microtask lets appends of the same turn travel together.
      queueMicrotask(start)
    })
}

function take(queue: Waiting[], busy: ReadonlySet<string>): Waiting[] {
  const batch: Waiting[] = []
  const wanted = new Set<string>()
  let bytes = 0
  for (let i = 0; i < queue.length && batch.length < batchMax; ) {
    const one = queue[i]!
    const own = claims(one.append)
    const isFree = own.every(claim => !busy.has(claim) && !wanted.has(claim))
    // What stays keeps its claims: a later append that wants one must not overtake.
    for (const claim of own) wanted.add(claim)
    if (!isFree || (batch.length > 0 && bytes + one.bytes > bytesMax)) {
      i += 1
      continue
    }
    queue.splice(i, 1)
    bytes += one.bytes
    batch.push(one)
  }
  return batch
}

/** What only one append may have: its case, its idempotency key, its intake key. */
function claims({ caseId, answered, intakeKey }: Append): string[] {
  const own: string[] = [caseId]
  if (answered) own.push(JSON.stringify([answered.actor, answered.key]))
  if (intakeKey !== undefined) own.push(`mail ${intakeKey}`)
  return own
}

function weight({ blobs, texts }: Append): number {
  let bytes = 0
  for (const blob of blobs) bytes += blob.bytes.byteLength
  for (const text of texts) bytes += text.words.length
  return bytes
}
