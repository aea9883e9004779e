// Own deeds on their way: sent in their order for each case, kept through a lost connection, never sent
// twice.
// Not: how they are shown (foresee.ts). Team entries and answers in a script wait for the connection; other
// deeds are refused at once.
import type { CommandType } from '#core/case/case.ts'
import type { OwnDeed } from './foresee.ts'

/** What a refusal looks like to this file. */
export type Refused = { readonly offline: boolean; readonly reason: string; readonly code?: string }
export type SendDeed = (deed: OwnDeed) => Promise<{ readonly seq: number }>
export type KeepDeeds = (deeds: readonly OwnDeed[]) => unknown

type Ways = {
  readonly send: SendDeed
  /** says of whatever was thrown whether it was the connection, and what to tell */
  readonly refused: (thrown: unknown) => Refused
  /** keeps what waits for the connection */
  readonly keep: KeepDeeds
}

const waits = new Set<CommandType>([
  ...(['note.add', 'claim.make', 'claim.judge', 'step.try', 'wanted_fact.record'] as const),
  ...(['reproduction.try', 'hypothesis.raise'] as const),
  ...(['walk.answer', 'walk.reuse', 'walk.go_back', 'walk.jump', 'walk.give_up'] as const),
])

/**
 * Whether a deed may wait for the connection: words for the team do, and what is done at a step of a script,
 * which the server takes only there; words to others do not.
 */
export const mayWait = (type: CommandType): boolean => waits.has(type)

const without = (deeds: readonly OwnDeed[], key: string) => deeds.filter(deed => deed.key !== key)

/** All own deeds not yet in a ledger, whichever case is open. */
export class Unsent {
  #deeds: readonly OwnDeed[] = []
  readonly #watchers = new Set<() => void>()
  readonly #lines = new Map<string, Promise<unknown>>()
  readonly #ways: Ways

  constructor(ways: Ways) {
    this.#ways = ways
  }

  readonly all = (): readonly OwnDeed[] => this.#deeds

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  #set(next: readonly OwnDeed[]): void {
    this.#deeds = next
    void this.#ways.keep(next.filter(deed => deed.state === 'waiting'))
    for (const watcher of this.#watchers) watcher()
  }

  #change(key: string, change: Partial<OwnDeed>): void {
    this.#set(this.#deeds.map(deed => (deed.key === key ? { ...deed, ...change } : deed)))
  }

  /** Takes up what an earlier page left waiting. */
  take(deeds: readonly OwnDeed[]): void {
    const known = new Set(this.#deeds.map(deed => deed.key))
    this.#set([...this.#deeds, ...deeds.filter(deed => !known.has(deed.key))])
  }

  /** Sends one more deed, after those of the same case before it. Resolves true when it is stored. */
  add(deed: OwnDeed): Promise<boolean> {
    this.#set([...this.#deeds, deed])
    return this.#queue(deed.key, deed.caseId)
  }

  /** Sends a waiting or refused one again, under the same key. */
  again(key: string): Promise<boolean> {
    const deed = this.#deeds.find(one => one.key === key)
    if (!deed || deed.state === 'sending') return Promise.resolve(false)
    this.#change(key, { state: 'sending', reason: undefined, code: undefined })
    return this.#queue(key, deed.caseId)
  }

  /** Sends all that wait, when the connection is back. */
  async backOnline(): Promise<void> {
    const waiting = this.#deeds.filter(deed => deed.state === 'waiting')
    await Promise.all(waiting.map(deed => this.again(deed.key)))
  }

  /** Takes a refused or waiting one away. */
  drop(key: string): void {
    this.#set(without(this.#deeds, key))
  }

  /** The ledger of a case reached this number: what it holds need not be foreseen any more. */
  reached(caseId: string, seq: number): void {
    const held = (deed: OwnDeed) =>
      deed.caseId === caseId && deed.storedSeq !== undefined && deed.storedSeq <= seq
    if (this.#deeds.some(held)) this.#set(this.#deeds.filter(deed => !held(deed)))
  }

  #queue(key: string, caseId: string): Promise<boolean> {
    const before = this.#lines.get(caseId) ?? Promise.resolve()
    const turn = before.then(() => this.#sendNow(key))
    this.#lines.set(caseId, turn)
    return turn
  }

  async #sendNow(key: string): Promise<boolean> {
    const deed = this.#deeds.find(one => one.key === key)
    if (!deed) return false
    try {
      const { seq } = await this.#ways.send(deed)
      this.#change(key, { storedSeq: seq })
      return true
    } catch (thrown) {
      const { offline, reason, code } = this.#ways.refused(thrown)
      const waitsOn = offline && mayWait(deed.type)
      this.#change(
        key,
        waitsOn
          ? { state: 'waiting', hasWaited: true, reason: undefined }
          : { state: 'refused', reason, code },
      )
      return false
    }
  }
}
