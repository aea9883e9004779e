// Drafts: words begun and not yet sent. Each is kept apart by case, person and audience, so that a
// customer's and the
// team's never share a buffer. Not: where they lie in the browser (local-store.ts), nor on the server
// (reply-draft.ts).

export type Audience = 'customer' | 'team'
export type DraftName = `${string} ${string} ${Audience}`

/** The name of a buffer: one for each case, writer and audience. */
export const draftName = (caseId: string, agent: string, audience: Audience): DraftName =>
  `${caseId} ${agent} ${audience}`

/** Where a draft is put; an empty text takes it away. Refused means: tried again with the next change. */
export type Keeper = (name: DraftName, text: string) => Promise<unknown>

export type DraftState = { readonly text: string; readonly savedAt: number | null }

/** Local keeping follows the hand; the server is told at leisure. */
export const localMs = 300
export const remoteMs = 2_000

type Timers = {
  readonly set: (run: () => void, ms: number) => unknown
  readonly clear: (timer: unknown) => void
  readonly now: () => number
}
const realTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: timer => clearTimeout(timer as ReturnType<typeof setTimeout>),
  now: () => Date.now(),
}

/**
 * One place a buffer is kept in: the newest text wins, writes run one after another, a late one never
 * revives text.
 */
class Lane {
  readonly #name: DraftName
  readonly #keep: Keeper
  readonly #ms: number
  readonly #timers: Timers
  #text: string | null = null
  #timer: unknown
  #running: Promise<void> | null = null
  savedAt: number | null = null

  constructor(name: DraftName, keep: Keeper, ms: number, timers: Timers) {
    this.#name = name
    this.#keep = keep
    this.#ms = ms
    this.#timers = timers
  }

  /** Keeps this text after the pause, unless a newer one comes. */
  put(text: string, onSaved: () => void): void {
    this.#text = text
    if (this.#timer !== undefined) return
    this.#timer = this.#timers.set(() => {
      this.#timer = undefined
      void this.flush(onSaved)
    }, this.#ms)
  }

  /** Keeps what is waiting now, after what is being kept. */
  async flush(onSaved: () => void = () => {}): Promise<void> {
    if (this.#timer !== undefined) this.#timers.clear(this.#timer)
    this.#timer = undefined
    while (this.#running) await this.#running
    const text = this.#text
    if (text === null) return
    this.#text = null
    this.#running = this.#keep(this.#name, text)
      .then(
        () => {
          this.savedAt = this.#timers.now()
          onSaved()
        },
        () => {
          // What could not be kept is tried again with the next change, unless a newer text waits already.
          this.#text ??= text
        },
      )
      .finally(() => {
        this.#running = null
      })
    await this.#running
  }
}

/** One buffer: its text, and since when it has been safe. */
export class DraftBuffer {
  readonly #lanes: readonly Lane[]
  readonly #watchers = new Set<() => void>()
  #state: DraftState

  /** @param local keeps in this browser, `remote` on the server */
  constructor(name: DraftName, first: string, local: Keeper, remote: Keeper, timers: Timers = realTimers) {
    this.#state = { text: first, savedAt: null }
    this.#lanes = [new Lane(name, local, localMs, timers), new Lane(name, remote, remoteMs, timers)]
  }

  readonly state = (): DraftState => this.#state

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  #set(next: DraftState): void {
    this.#state = next
    for (const watcher of this.#watchers) watcher()
  }

  readonly #saved = (): void => {
    const times = this.#lanes.flatMap(lane => lane.savedAt ?? [])
    if (times.length > 0) this.#set({ ...this.#state, savedAt: Math.max(...times) })
  }

  /** The text now; kept here after 300 ms and on the server after 2 s. */
  write(text: string): void {
    this.#set({ ...this.#state, text })
    for (const lane of this.#lanes) lane.put(text, this.#saved)
  }

  /** Takes the text over from a keeper, unless something was typed meanwhile. */
  restore(text: string): void {
    if (this.#state.text === '' && text !== '') this.#set({ ...this.#state, text })
  }

  /** It was sent or given up: nothing stays anywhere. */
  async clear(): Promise<void> {
    this.#set({ text: '', savedAt: null })
    for (const lane of this.#lanes) lane.put('', () => {})
    await this.flush()
    this.#set({ ...this.#state, savedAt: null })
  }

  /** Keeps everything at once, for leaving the page. */
  async flush(): Promise<void> {
    await Promise.all(this.#lanes.map(lane => lane.flush(this.#saved)))
  }
}
