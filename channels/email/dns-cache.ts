// Asks the domain name system for what mail needs of it: each answer is kept for a while, none takes long,
// and when nothing can be asked at all everybody is told so at once. Not: what the answers mean.

/** Asks for records of a name; rejects with a code as Node's resolver does (ENOTFOUND, ETIMEOUT …). */
export type Resolve = (name: string, type: string) => Promise<unknown>

export type DnsOptions = {
  readonly resolve: Resolve
  readonly now?: () => number
  /** how long one question may take, in milliseconds */
  readonly limitMs?: number
}

export type Dns = {
  readonly resolve: Resolve
  /** nothing could be asked lately; asking is tried again after a while */
  readonly isAway: () => boolean
}

const keptMs = 300_000
const missingKeptMs = 60_000
const failedKeptMs = 15_000
const awayMs = 30_000
const entriesMax = 20_000
/** So many questions in a row that failed; then the root is asked, which every network knows. */
const failuresMax = 3

type Kept = { readonly until: number; readonly answer: Promise<unknown> }

/** A name that is not there is an answer as well. */
const isAnswer = (fault: unknown): boolean => ['ENOTFOUND', 'ENODATA'].includes(codeOf(fault))
export const codeOf = (fault: unknown): string =>
  String((fault as { code?: unknown } | null)?.code ?? 'EFAIL')

/** Keeps answers of a resolver in memory. */
export function cachedDns({ resolve, now = Date.now, limitMs = 2_000 }: DnsOptions): Dns {
  const kept = new Map<string, Kept>()
  let failures = 0
  let awayUntil = 0
  const keep = (key: string, answer: Promise<unknown>, ms: number) => {
    if (kept.size >= entriesMax) kept.delete(kept.keys().next().value as string)
    kept.set(key, { until: now() + ms, answer })
  }
  const failed = async () => {
    failures += 1
    if (failures < failuresMax) return
    failures = 0
    // One domain whose servers are silent must not switch off the checks of all others.
    const isThere = await timely(resolve('.', 'NS'), limitMs).then(
      () => true,
      fault => isAnswer(fault),
    )
    if (!isThere) awayUntil = now() + awayMs
  }
  const ask = (key: string, name: string, type: string): Promise<unknown> => {
    const answer = timely(resolve(name, type), limitMs)
    keep(key, answer, keptMs)
    answer.then(
      () => {
        failures = 0
      },
      fault => {
        keep(key, answer, isAnswer(fault) ? missingKeptMs : failedKeptMs)
        if (isAnswer(fault)) failures = 0
        else void failed()
      },
    )
    return answer
  }
  return {
    isAway: () => now() < awayUntil,
    resolve(name, type) {
      const key = `${type} ${name.toLowerCase()}`
      const found = kept.get(key)
      if (found && found.until > now()) return found.answer
      return ask(key, name, type)
    },
  }
}

function timely<T>(asked: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((done, failed) => {
    const timer = setTimeout(
      () => failed(Object.assign(new Error('too slow'), { code: 'ETIMEOUT' })),
      limitMs,
    )
    asked.then(done, failed).finally(() => clearTimeout(timer))
  })
}
