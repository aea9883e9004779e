// Where strangers' files are looked at without danger to the server: in a warm child process with a memory
// limit and so much time for each. A child that fails is killed and replaced; only the file it was at is lost
// to it. Verdicts and pictures have a child each, so that no picture keeps a verdict waiting.
import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { frame, frameReader } from '#channels/email/frame.ts'
import type { Judgement } from './judge.ts'
import type { Preview, PreviewRefusal } from './preview.ts'

export type Job = { readonly what: 'judge' | 'preview'; readonly path: string | null }
/** Bytes in memory, or a file of a folder the child may read. */
export type Lying = { readonly bytes: Uint8Array } | { readonly path: string }

export type FileRoomOptions = {
  /** folders the child may read */
  readonly folders?: readonly string[]
  readonly judgeMs?: number
  readonly previewMs?: number
  readonly memoryMb?: number
  /** another program instead, for tests of its failing */
  readonly program?: string
}

export type FileRoom = {
  /** What a file is; null: nobody can say within the time and memory there is. Never rejects. */
  judge(file: Lying): Promise<Judgement | null>
  /** A picture made anew, or why not. Never rejects. */
  preview(file: Lying): Promise<Preview | PreviewRefusal>
  /** Ends the children; files still being looked at are answered as not judged. */
  close(): void
}

/** Opens the room; its children are started with the first file. */
export function openFileRoom(options: FileRoomOptions = {}): FileRoom {
  const judges = new Desk(options, options.judgeMs ?? 900)
  const painters = new Desk(options, options.previewMs ?? 5_000)
  return {
    async judge(file) {
      const answer = await judges.ask('judge', file)
      return (answer?.head.judged as Judgement | undefined) ?? null
    },
    async preview(file) {
      const answer = await painters.ask('preview', file)
      if (!answer) return 'broken'
      const { shown } = answer.head as { shown: PreviewRefusal | Sized }
      if (typeof shown === 'string') return shown
      const { small, large, ...size } = shown
      const bytes = answer.bytes
      return { ...size, small: bytes.subarray(0, small), large: bytes.subarray(small, small + large) }
    },
    close() {
      judges.close()
      painters.close()
    },
  }
}

type Sized = { width: number; height: number; small: number; large: number }
type Answer = { readonly head: Record<string, unknown>; readonly bytes: Buffer }
type Asked = {
  readonly id: number
  readonly job: Job
  readonly bytes: Uint8Array | null
  done(answer: Answer | null): void
}

const memoryLookMs = 50
const startMsMax = 30_000

/** One child and the files that wait for it. */
class Desk {
  readonly #options: FileRoomOptions
  readonly #limitMs: number
  readonly #waiting: Asked[] = []
  #at: Asked | null = null
  #child: ChildProcess | null = null
  #isReady = false
  #timer: NodeJS.Timeout | null = null
  #nextId = 1
  #isClosed = false

  constructor(options: FileRoomOptions, limitMs: number) {
    this.#options = options
    this.#limitMs = limitMs
  }

  ask(what: Job['what'], file: Lying): Promise<Answer | null> {
    if (this.#isClosed) return Promise.resolve(null)
    const [path, bytes] = 'path' in file ? [resolve(file.path), null] : [null, file.bytes]
    return new Promise(done => {
      this.#waiting.push({ id: this.#nextId++, job: { what, path }, bytes, done })
      this.#next()
    })
  }

  close(): void {
    this.#isClosed = true
    this.#child?.kill('SIGKILL')
    this.#child = null
    for (const one of [...(this.#at ? [this.#at] : []), ...this.#waiting.splice(0)]) one.done(null)
    this.#at = null
    this.#rest()
  }

  #next(): void {
    if (this.#at || this.#isClosed) return
    const next = this.#waiting.shift()
    if (!next) return
    this.#at = next
    this.#child ??= this.#start()
    const { id, job, bytes } = next
    const pipe = this.#child.stdin
    for (const piece of frame({ id, job }, bytes ? [bytes] : [])) pipe?.write(piece)
    this.#watch()
  }

  /** A file's time runs from when the child is there. */
  #watch(): void {
    let since = performance.now()
    const begun = since
    this.#timer = setInterval(() => {
      if (!this.#isReady && performance.now() - begun < startMsMax) since = performance.now()
      else if (performance.now() - since > this.#limitMs) this.#fail()
      void this.#lookAtMemory()
    }, memoryLookMs)
  }

  #rest(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Pictures live outside the heap limit: the whole process is watched, where the system tells its size. */
  async #lookAtMemory(): Promise<void> {
    const child = this.#child
    const statm = await readFile(`/proc/${child?.pid}/statm`, 'utf8').catch(() => '')
    const residentMb = (Number(statm.split(' ')[1] ?? 0) * 4096) / 1024 / 1024
    if (residentMb > (this.#options.memoryMb ?? 512) && child === this.#child) this.#fail()
  }

  #take({ id, ...head }: { id: number }, bytes: Buffer): void {
    const at = this.#at
    if (at?.id !== id) return
    this.#end(at, { head, bytes })
  }

  #fail(): void {
    this.#child?.kill('SIGKILL')
    this.#child = null
    this.#isReady = false
    const at = this.#at
    if (at) this.#end(at, null)
  }

  #end(at: Asked, answer: Answer | null): void {
    this.#at = null
    this.#rest()
    this.#next()
    at.done(answer)
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, childArguments(this.#options), {
      stdio: ['pipe', 'pipe', 'ignore'],
      // Of its own group: Ctrl-C in the terminal is for the node, which lets it go when its work is done.
      detached: true,
      env: {},
    })
    this.#isReady = false
    child.stdout.on(
      'data',
      frameReader((head, bytes) => {
        if (child !== this.#child) return
        if ((head as { isReady?: true }).isReady) this.#isReady = true
        else this.#take(head as { id: number }, bytes)
      }),
    )
    // A pipe to a child that was killed breaks; the end of the child tells us already.
    child.stdin.on('error', () => {})
    const ended = () => {
      if (child === this.#child) this.#fail()
    }
    child.on('error', ended)
    child.on('exit', ended)
    return child
  }
}

const here = dirname(fileURLToPath(import.meta.url))

function childArguments({ folders = [], memoryMb, program }: FileRoomOptions): string[] {
  const root = resolve(here, '../..')
  return [
    '--permission',
    // The library of pictures is native code; it is why this process may be killed, and holds nothing.
    '--allow-addons',
    ...[root, ...folders].map(folder => `--allow-fs-read=${resolve(folder)}`),
    '--disable-warning=SecurityWarning',
    `--max-old-space-size=${Math.floor((memoryMb ?? 512) / 2)}`,
    program ?? resolve(here, 'file-child.ts'),
  ]
}
