// Whether the domain of a mail's sender confirms it: DKIM, SPF, DMARC and ARC, reckoned in a thread of its
// own, with names asked for here, within a time limit. What cannot be asked is said to be unknown, never
// refused. Not: what a result means for a case (server/intake.ts).
import { isIP } from 'node:net'
import { Resolver } from 'node:dns/promises'
import { Worker } from 'node:worker_threads'
import type { SenderChecks } from '#core/case/sender-check.ts'
import { cachedDns, codeOf, type Dns, type Resolve } from './dns-cache.ts'
import type { Header } from './mail.ts'
import type { FromWorker, ToWorker } from './sender-check-worker.ts'
import { unsignedKey, unsignedResults } from './unsigned.ts'
import {
  type Findings,
  findingsOf,
  handedOverBy,
  type Results,
  unasked,
  verdictOf,
} from './sender-verdict.ts'

/** A mail and how it was handed over. */
export type Handed = {
  readonly raw: Uint8Array
  readonly headers: readonly Header[]
  /** the address the desk takes for the writer's: its domain is asked, and no other */
  readonly from: string
  readonly ip: string | null
  readonly helo: string
  readonly mailFrom: string
}

export type SenderChecker = {
  /** Never rejects, and answers within the limit. */
  readonly check: (handed: Handed, how: SenderChecks) => Promise<Findings>
  readonly close: () => void
}

export type CheckerOptions = {
  /** our own name, as the checks report it */
  readonly host: string
  /** default: the resolver of the system */
  readonly resolve?: Resolve
  readonly limitMs?: number
}

type Job = { readonly id: number; readonly done: (results: Results | null) => void; timer: NodeJS.Timeout }

/** More at once wait for nobody: they are unknown. */
const jobsMax = 64
/** Of a larger mail only its signatures would be known after seconds: it is not worth the wait. */
const bytesMax = 30 * 1024 * 1024

/** Opens a checker; its thread is started with the first mail that needs it. */
export function openSenderChecker({ host, resolve, limitMs = 6_000 }: CheckerOptions): SenderChecker {
  const dns = cachedDns({ resolve: resolve ?? systemResolve() })
  const room = new CheckRoom(dns, limitMs)
  const unsigned = unsignedResults()
  return {
    close: () => room.close(),
    async check(handed, how) {
      if (!how.on) return unasked('off')
      const told = findingsOf(handed.headers, how.resultsHost ?? '', handed.from)
      if (told) return told
      if (dns.isAway() || handed.raw.byteLength > bytesMax) return unasked('error')
      const ip = outside(handed.ip) ?? outside(handedOverBy(handed.headers, how.receivedHost ?? ''))
      const { raw, headers, from, helo, mailFrom } = handed
      const key = unsignedKey({ headers, ip, helo, mailFrom })
      const same = key === null ? null : unsigned.find(key)
      // Without a signature nothing hangs on the words: they need not be copied for the thread.
      const read = key === null ? raw : headBytes(raw)
      const results = same ?? (await room.check({ raw: read, from, ip, helo, mailFrom, host }))
      if (results && key !== null && !same) unsigned.keep(key, results)
      return results ? verdictOf(results, how.forwarders) : unasked('error')
    },
  }
}

/** A mail up to the blank line behind its head. */
function headBytes(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const ends = ['\r\n\r\n', '\n\n'].flatMap(end => {
    const at = bytes.indexOf(end)
    return at < 0 ? [] : [at + end.length]
  })
  return bytes.subarray(0, Math.min(bytes.length, ...ends))
}

/** Asks the resolver of the system; nothing takes long. */
export function systemResolve(): Resolve {
  const resolver = new Resolver({ timeout: 1_500, tries: 1 })
  return (name, type) => resolver.resolve(name, type)
}

/** An address of the world outside: a neighbour of ours only hands on, and no domain names it. */
function outside(address: string | null): string | null {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIP(plain) || /^(127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(plain))
    return null
  return /^(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)$/i.test(plain) ? null : plain
}

type CheckWish = Omit<Handed, 'headers'> & { readonly host: string }

class CheckRoom {
  readonly #dns: Dns
  readonly #limitMs: number
  readonly #jobs = new Map<number, Job>()
  #worker: Worker | null = null
  #nextId = 1
  #isClosed = false

  constructor(dns: Dns, limitMs: number) {
    this.#dns = dns
    this.#limitMs = limitMs
  }

  check(wish: CheckWish): Promise<Results | null> {
    if (this.#isClosed || this.#jobs.size >= jobsMax) return Promise.resolve(null)
    const id = this.#nextId++
    return new Promise(done => {
      const timer = setTimeout(() => this.#tooSlow(), this.#limitMs)
      this.#jobs.set(id, { id, done, timer })
      this.#worker ??= this.#start()
      this.#worker.ref()
      // A copy of its own: the bytes are still needed here.
      const raw = new Uint8Array(wish.raw)
      const message: ToWorker = { check: { ...wish, id, raw } }
      this.#worker.postMessage(message, [raw.buffer])
    })
  }

  close(): void {
    this.#isClosed = true
    this.#giveUp()
  }

  /** The thread is at something that takes too long; whatever it had in hand is unknown. */
  #tooSlow(): void {
    this.#giveUp()
  }

  #giveUp(): void {
    const worker = this.#worker
    this.#worker = null
    void worker?.terminate()
    for (const job of [...this.#jobs.values()]) this.#end(job.id, null)
  }

  #end(id: number, results: Results | null): void {
    const job = this.#jobs.get(id)
    if (!job) return
    this.#jobs.delete(id)
    clearTimeout(job.timer)
    job.done(results)
    if (this.#jobs.size === 0) this.#worker?.unref()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./sender-check-worker.ts', import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    worker.on('message', (message: FromWorker) => {
      if ('results' in message) return this.#end(message.id, message.results)
      void this.#answer(worker, message)
    })
    const ended = () => {
      if (worker === this.#worker) this.#giveUp()
    }
    worker.on('error', ended)
    worker.on('exit', ended)
    return worker
  }

  async #answer(
    worker: Worker,
    { dns, name, type }: { dns: number; name: string; type: string },
  ): Promise<void> {
    const answer: ToWorker = await this.#dns.resolve(name, type).then(
      records => ({ dns, records }),
      fault => ({ dns, code: codeOf(fault) }),
    )
    if (worker === this.#worker) worker.postMessage(answer)
  }
}
