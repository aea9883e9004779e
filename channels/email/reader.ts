// Reads hostile mail without danger to the server: the pre-scan here, the parser in a warm child process
// with a memory limit, no network and five seconds per mail. A child that fails is killed and replaced;
// only the mail it was at is lost to it (and kept as unreadable), those behind it are read by the next.
// Not: the parser (parse.ts).
import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { frame, frameReader } from './frame.ts'
import { isUnreadable, type Mail, mapFiles, type Unreadable, type UnreadableReason } from './mail.ts'
import { type PreScan, preScan } from './pre-scan.ts'

export type ReaderOptions = {
  /** how long one mail may take, in milliseconds */
  readonly limitMs?: number
  /** what the child may hold, in megabytes */
  readonly memoryMb?: number
  readonly ownDomain?: string
  /** another program instead of the parser, for tests of its failing */
  readonly program?: string
}

/** What the pre-scan found, where it was made already; our words, in case they come back in it. */
export type KnownOfMail = { readonly scanned?: PreScan; readonly ours?: string }
export type Reader = {
  /** Reads one mail by what is known of it already; never rejects. */
  readonly readMail: (raw: Uint8Array, known?: KnownOfMail) => Promise<Mail | Unreadable>
  /** Starts the child now, so that the first mail need not wait for it. */
  readonly warm: () => void
  /** Ends the child; mails still being read are answered as unreadable. */
  readonly close: () => void
}

type Job = {
  id: number
  raw: Uint8Array
  outerParts: number
  ours: string
  done: (mail: Mail | Unreadable) => void
}

/**
 * Mails the child may have before it answered: enough to keep it busy, few enough to send again after a
 * kill.
 */
const inHandMax = 16
const inHandBytesMax = 8 * 1024 * 1024
const standbyAfterMs = 1_000
const startMsMax = 30_000
const memoryLookMs = 100

/** Opens a reader; its child is started with the first mail. */
export function openReader(options: ReaderOptions = {}): Reader {
  const room = new ReadingRoom(options)
  return {
    readMail: (raw, { scanned, ours = '' } = {}) => room.read(raw, scanned ?? preScan(raw), ours),
    warm: () => room.warm(),
    close: () => room.close(),
  }
}

class ReadingRoom {
  readonly #options: ReaderOptions
  readonly #waiting: Job[] = []
  #inHand: Job[] = []
  #child: ChildProcess | null = null
  #standby: ChildProcess | null = null
  #timer: NodeJS.Timeout | null = null
  #nextId = 1
  #isClosed = false
  /** children that said they are there; until then a mail's time does not run */
  readonly #ready = new WeakSet<ChildProcess>()

  constructor(options: ReaderOptions) {
    this.#options = options
  }

  read(raw: Uint8Array, scan: PreScan, ours: string): Promise<Mail | Unreadable> {
    if (!scan.ok) return Promise.resolve({ unreadable: scan.refused })
    if (this.#isClosed) return Promise.resolve({ unreadable: 'mail.parser_failed' })
    return new Promise(done => {
      this.#waiting.push({ id: this.#nextId++, raw, outerParts: scan.outerParts, ours, done })
      this.#feed()
    })
  }

  warm(): void {
    if (!this.#isClosed) this.#child ??= this.#start()
  }

  close(): void {
    this.#isClosed = true
    const left = [...this.#inHand.splice(0), ...this.#waiting.splice(0)]
    this.#watchHead('anew')
    for (const job of left) job.done({ unreadable: 'mail.parser_failed' })
    for (const child of [this.#child, this.#standby]) child?.kill('SIGKILL')
    this.#child = this.#standby = null
  }

  /** Gives the child what it may have in hand. */
  #feed(): void {
    this.warm()
    let bytes = this.#inHand.reduce((sum, job) => sum + job.raw.byteLength, 0)
    while (this.#waiting.length && this.#inHand.length < inHandMax) {
      const next = this.#waiting[0]!
      if (this.#inHand.length && bytes + next.raw.byteLength > inHandBytesMax) break
      bytes += next.raw.byteLength
      this.#waiting.shift()
      this.#inHand.push(next)
      this.#send(next)
    }
    this.#watchHead()
  }

  #send(job: Job): void {
    const { outerParts, ours } = job
    const hints = { outerParts, ours, ownDomain: this.#options.ownDomain ?? '' }
    const pipe = this.#child?.stdin
    if (!pipe?.writable) return
    pipe.cork()
    for (const piece of frame({ id: job.id, hints }, [job.raw])) pipe.write(piece)
    pipe.uncork()
  }

  #take(head: unknown, bytes: Buffer): void {
    const { id, mail } = head as { id: number; mail: Mail | Unreadable }
    const job = this.#inHand.find(held => held.id === id)
    if (!job) return
    this.#inHand = this.#inHand.filter(held => held !== job)
    this.#watchHead('anew')
    this.#feed()
    job.done(isUnreadable(mail) ? mail : withBytes(mail, bytes))
  }

  /** The clock of the mail the child is at. */
  #watchHead(from: 'anew' | 'still' = 'still'): void {
    const head = this.#inHand[0]
    if (this.#timer && (from === 'anew' || !head)) {
      clearInterval(this.#timer)
      this.#timer = null
    }
    if (!head || this.#timer) return
    const begunMs = performance.now()
    let since = begunMs
    const limitMs = this.#options.limitMs ?? 5_000
    this.#timer = setInterval(
      () => {
        const isStarting = this.#child !== null && !this.#ready.has(this.#child)
        if (isStarting && performance.now() - begunMs < startMsMax) since = performance.now()
        const takenMs = performance.now() - since
        if (takenMs >= limitMs) this.#fail('mail.parser_timeout')
        else if (takenMs >= standbyAfterMs) this.#standby ??= this.#start()
        void this.#lookAtMemory()
      },
      Math.min(memoryLookMs, limitMs),
    )
  }

  /** Buffers live outside the heap limit, so the whole process is watched where the system tells its size. */
  async #lookAtMemory(): Promise<void> {
    const child = this.#child
    const statm = await readFile(`/proc/${child?.pid}/statm`, 'utf8').catch(() => '')
    const residentMb = (Number(statm.split(' ')[1] ?? 0) * 4096) / 1024 / 1024
    if (residentMb > (this.#options.memoryMb ?? 512) && child === this.#child)
      this.#fail('mail.parser_crashed')
  }

  /** The mail at the head is given up; the child goes, and the next one gets the rest. */
  #fail(reason: UnreadableReason): void {
    const child = this.#child
    this.#child = null
    child?.kill('SIGKILL')
    const [head, ...rest] = this.#inHand
    this.#inHand = []
    this.#waiting.unshift(...rest)
    this.#watchHead('anew')
    if (!this.#isClosed && (head || this.#waiting.length)) {
      this.#child = this.#standby ?? this.#start()
      this.#standby = null
      this.#feed()
    }
    head?.done({ unreadable: reason })
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, childArguments(this.#options), {
      stdio: ['pipe', 'pipe', 'ignore'],
      // Of its own group: Ctrl-C in the terminal is for the node, which lets it go when its work is done.
      detached: true,
      env: {},
    })
    child.stdout.on(
      'data',
      frameReader((head, bytes) => {
        if ((head as { isReady?: true }).isReady) this.#ready.add(child)
        else if (child === this.#child) this.#take(head, bytes)
      }),
    )
    // A pipe to a child that was killed breaks; the end of the child tells us already.
    child.stdin.on('error', () => {})
    const ended = () => {
      if (child === this.#child) this.#fail('mail.parser_crashed')
      else if (child === this.#standby) this.#standby = null
    }
    child.on('error', ended)
    child.on('exit', ended)
    return child
  }
}

const here = dirname(fileURLToPath(import.meta.url))

function childArguments({ memoryMb, program }: ReaderOptions): string[] {
  const root = resolve(here, '../..')
  return [
    '--permission',
    `--allow-fs-read=${root}`,
    '--disable-warning=SecurityWarning',
    `--max-old-space-size=${Math.floor((memoryMb ?? 512) / 2)}`,
    program ?? resolve(here, 'reader-child.ts'),
  ]
}

/** Puts the files' bytes, which came in one piece, back to their files. */
function withBytes(mail: Mail, bytes: Buffer): Mail {
  let at = 0
  return mapFiles(mail, file => {
    const own = bytes.subarray(at, at + file.size)
    at += file.size
    return { ...file, bytes: own }
  })
}
