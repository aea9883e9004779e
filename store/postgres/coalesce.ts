// Makes few big writes out of many small ones: what arrives while a write is under way goes together in the
// next.
// Adds no wait beyond the turn in which an append arrives. Not: what is written (append.ts).
import type { Append, Appended } from '../store.ts'
import { type Prepared, prepared } from './append-sql.ts'

const batchMax = 32
const batchFew = 8
// So many that wait are worth a second statement beside the one under way. Fewer travel better together: two
// at once take the processor from the server that should make the next.
const secondFrom = 64
// One that takes so long waits for somebody else's lock: whoever comes now must not wait with it.
const slowMs = 100
// Appends with much to carry go alone, beside the others: one slow sender must not hold up fifteen others.
const heavyBytes = 256 * 1024
const heavyMax = 2

type Waiting = {
  readonly prepared: Prepared
  readonly claims: readonly string[]
  readonly isHeavy: boolean
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: unknown) => void
}

export type Write = (batch: readonly Prepared[]) => Promise<readonly (Appended | Error)[]>

/**
 * Wraps a write of many into an append of one. Two that want the same claim are never under way together.
 * @param now milliseconds of a clock that only goes forward
 */
export function coalesce(
  write: Write,
  now: () => number = () => performance.now(),
): (append: Append) => Promise<Appended> {
  const queue: Waiting[] = []
  const busy = new Set<string>()
  const underWay = { light: 0, heavy: 0 }
  let before = 0
  let since = 0
  let isAwaited = false

  // One turn of the event loop lets what arrived in it travel together.
  const soon = () => {
    if (isAwaited) return
    isAwaited = true
    setImmediate(() => {
      isAwaited = false
      start()
    })
  }

  const start = () => {
    const isFree = () =>
      underWay.light === 0 || (underWay.light === 1 && (queue.length >= secondFrom || now() - since > slowMs))
    while (isFree()) if (!send('light')) break
    while (underWay.heavy < heavyMax) if (!send('heavy')) break
  }

  const send = (load: 'light' | 'heavy'): boolean => {
    // Those of the batch before are with their senders now and come back while this one is under way: with
    // half of all in each, neither the database nor this process waits for the other.
    const half = Math.max(batchFew, Math.ceil((before + queue.length) / 2))
    const batch = take(queue, busy, load, load === 'heavy' ? 1 : Math.min(batchMax, half))
    if (batch.length === 0) return false
    if (load === 'light') {
      before = batch.length
      since = now()
    }
    underWay[load] += 1
    for (const one of batch) for (const claim of one.claims) busy.add(claim)
    void finish(batch, load)
    return true
  }

  const finish = async (batch: readonly Waiting[], load: 'light' | 'heavy') => {
    const outcomes = await write(batch.map(one => one.prepared)).catch(toError)
    for (const one of batch) for (const claim of one.claims) busy.delete(claim)
    underWay[load] -= 1
    // The next half sets out before this one is told: the database need not wait for sixteen answers.
    start()
    batch.forEach((one, i) => {
      const outcome = outcomes instanceof Error ? outcomes : outcomes[i]!
      if (outcome instanceof Error) one.reject(outcome)
      else one.resolve(outcome)
    })
  }

  return append =>
    new Promise((resolve, reject) => {
      const isHeavy = weight(append) > heavyBytes
      queue.push({ prepared: prepared(append), claims: claims(append), isHeavy, resolve, reject })
      soon()
    })
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** The next batch: what is free, in its order, at most so many. */
function take(queue: Waiting[], busy: ReadonlySet<string>, load: 'light' | 'heavy', most: number): Waiting[] {
  const batch: Waiting[] = []
  const wanted = new Set<string>()
  for (let i = 0; i < queue.length && batch.length < most; ) {
    const one = queue[i]!
    const isFree = one.claims.every(claim => !busy.has(claim) && !wanted.has(claim))
    // What stays keeps its claims: a later append that wants one must not overtake.
    for (const claim of one.claims) wanted.add(claim)
    if (isFree && one.isHeavy === (load === 'heavy')) batch.push(...queue.splice(i, 1))
    else i += 1
  }
  return batch
}

/** What only one append may have: its case, and the one it is merged into; its idempotency and intake key. */
function claims({ caseId, answered, intakeKey, unlessMerged }: Append): string[] {
  const own: string[] = [caseId]
  if (unlessMerged) own.push(unlessMerged)
  if (answered) own.push(JSON.stringify([answered.actor, answered.key]))
  if (intakeKey !== undefined) own.push(`mail ${intakeKey}`)
  return own
}

function weight({ blobs, texts }: Append): number {
  let bytes = 0
  for (const blob of blobs) bytes += 'bytes' in blob ? blob.bytes.byteLength : blob.size
  for (const text of texts) bytes += text.words.length
  return bytes
}
