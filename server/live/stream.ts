// One browser's (or program's) live feed: what it is sent, what it has been shown, and when it is too slow.
// Not: what happens in the ledger (hub.ts).
import type { Readable } from '#core/access/may.ts'
import { mayRead } from '#core/access/may.ts'
import type { Card } from '#core/case/card.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

/** Where a stream writes to: an HTTP answer, or a list in a test. */
export type Pipe = {
  write(text: string): void
  /** bytes written but not taken yet */
  waitingBytes(): number
  end(): void
}

/** What changed beside the ledger; the event says nothing else of it. */
export type Changed = 'shifts' | 'escalations' | 'matters'
export type LiveEvent = 'hello' | 'case' | 'presence' | 'gone' | 'notices' | 'reset' | Changed

// A reader this far behind would fill our memory; it comes back by itself and resumes from its position.
const waitingBytesMax = 1024 * 1024
const shownMax = 5_000

/** One open feed. */
export class Stream {
  readonly agent: AgentId
  readonly secret: string | null
  position: string
  #unread: number | null = null
  #marks = new Map<Changed, string>()
  #pipe: Pipe
  #isOver = false
  /** what it was shown, so that it can be told when it may not see it any more */
  #shown = new Map<CaseId, Readable>()

  constructor(agent: AgentId, secret: string | null, position: string, pipe: Pipe) {
    this.agent = agent
    this.secret = secret
    this.position = position
    this.#pipe = pipe
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Sends an event; with `position`, the place to resume from once it has arrived. */
  send(event: LiveEvent, data: unknown, position?: string): void {
    const id = position === undefined ? '' : `id: ${position}\n`
    this.#write(`${id}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  /** Says that we are still here, and how far the stream has come. */
  beat(): void {
    this.#write(`id: ${this.position}\n: beat\n\n`)
  }

  /**
   * Shows a case that changed to its reader, as he gets it (`own`); tells it gone when he may not read it
   * any more.
   */
  show(card: Card, desk: DeskFacts, isThere: boolean, own: Card = card): void {
    const { id, number, seq } = card
    const reader = desk.agents[this.agent]
    if (reader && mayRead(reader, card, isThere, desk)) {
      this.#remember(card)
      this.send('case', { id, number, seq, card: own })
    } else if (this.#shown.delete(id)) this.send('gone', { id })
  }

  /** Says how many notices its reader has not looked at, when that has changed. */
  tellUnread(unread: number): void {
    if (unread === this.#unread) return
    this.#unread = unread
    this.send('notices', { unread })
  }

  /** Says that something is not as it was told of; also the first time, as it may have changed on the way. */
  tellChanged(what: Changed, mark: string): void {
    if (mark === this.#marks.get(what)) return
    this.#marks.set(what, mark)
    this.send(what, {})
  }

  /** Rights changed: what the reader may not see any more is taken from him. */
  recheck(desk: DeskFacts): void {
    const reader = desk.agents[this.agent]
    for (const [id, readable] of this.#shown)
      if (!reader || !mayRead(reader, readable, false, desk)) {
        this.#shown.delete(id)
        this.send('gone', { id })
      }
  }

  end(because: string): void {
    if (this.#isOver) return
    this.#pipe.write(`: ${because}\n\n`)
    this.#isOver = true
    this.#pipe.end()
  }

  #remember({ id, customer, kind, level, team, hadBy, offer, shares, live }: Card): void {
    if (this.#shown.size >= shownMax) {
      const [oldest] = this.#shown.keys()
      if (oldest) this.#shown.delete(oldest)
    }
    this.#shown.delete(id)
    this.#shown.set(id, {
      customer,
      kind,
      level,
      team,
      hadBy,
      offer,
      ...(shares && { shares }),
      ...(live && { live }),
    })
  }

  #write(text: string): void {
    if (this.#isOver) return
    if (this.#pipe.waitingBytes() > waitingBytesMax) this.end('too slow')
    else this.#pipe.write(text)
  }
}
