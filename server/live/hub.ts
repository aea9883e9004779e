// Follows the ledger and tells every open feed what changed. Nothing is stepped over: the ledger's own order
// is read on from a remembered position, woken by commits and by a net that polls.
// Not: the HTTP of it (http/live.ts).
import { mayRead } from '#core/access/may.ts'
import type { Card } from '#core/case/card.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { secondMs } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { type Beside, besideLedger, type BesideTables } from '#server/live/beside.ts'
import type { LiveVeil } from '#server/live/live-veil.ts'
import { type Presence, presenceBook } from '#server/live/presence.ts'
import { type Pipe, Stream } from '#server/live/stream.ts'
import type { Whereabouts } from '#server/live/whereabouts.ts'
import type { Shell } from '#server/shell.ts'
import type { NoticeTable } from '#store/desk/notice.ts'

type Needs = Pick<Shell, 'store' | 'facts' | 'now'> & {
  readonly desk?: BesideTables & { readonly notices: Pick<NoticeTable, 'unread'> }
  readonly whereabouts?: Pick<Whereabouts, 'see'>
}
export type LiveHub = {
  /** Opens a feed that goes on from a position, or from now; answers it, to be ended when its reader goes. */
  open(reader: { agent: AgentId; secret: string | null; from: string | null }, pipe: Pipe): Promise<Stream>
  leave(stream: Stream): void
  /** Ends the feeds of a session that was signed out. */
  endSession(secret: string): void
  readonly presence: Presence
  /** The agents who have a feed open at this node: they are there. */
  there(): ReadonlySet<AgentId>
  /** Notes what an agent does with a case and tells those who may read it. */
  noteDoing(caseId: CaseId, agent: AgentId, doing: 'viewing' | 'writing' | 'left'): Promise<void>
  readonly size: number
  close(): Promise<void>
}

const pollMs = 250
const tickMs = secondMs
const beatTicks = 15
const batchMax = 500
const readAtOnce = 6
/** Further behind than this, a reader is told to load anew: cheaper for both. */
const catchUpMax = 10_000

/** Whether the session behind a feed still holds; a feed does not count as use of it. */
export type IsSignedIn = (secret: string) => Promise<boolean>

type HubOptions = { readonly isSignedIn?: IsSignedIn; readonly veil?: LiveVeil }

/** Starts following. `log` hears of readings that failed; they are tried again. */
export async function liveHub(
  shell: Needs,
  log: (line: string) => void,
  { isSignedIn = async () => true, veil = (_, card) => card }: HubOptions = {},
): Promise<LiveHub> {
  return new Hub(shell, { log, isSignedIn, veil, position: await shell.store.position() })
}

class Hub implements LiveHub {
  readonly presence: Presence
  readonly #shell: Needs
  readonly #log: (line: string) => void
  readonly #isSignedIn: IsSignedIn
  readonly #veil: LiveVeil
  readonly #streams = new Set<Stream>()
  readonly #joining = new Set<Stream>()
  readonly #stops: (() => void)[]
  readonly #beside: Beside
  #position: string
  #seenFacts: DeskFacts
  #ticks = 1
  #isClosed = false
  #isLooking = false
  #isNoting = false
  #running: Promise<void> | null = null
  #isAskedAgain = false
  #finding: Promise<void> | null = null

  constructor(
    shell: Needs,
    more: { log: (line: string) => void; isSignedIn: IsSignedIn; veil: LiveVeil; position: string },
  ) {
    this.#shell = shell
    this.#log = more.log
    this.#isSignedIn = more.isSignedIn
    this.#veil = more.veil
    this.#beside = shell.desk ? besideLedger(shell.desk) : async () => {}
    this.#position = more.position
    this.#seenFacts = shell.facts()
    const nameOf = (agent: AgentId) => shell.facts().agents[agent]?.name ?? ''
    this.presence = presenceBook(() => shell.now(), nameOf)
    const poll = setInterval(() => void this.#wake(), pollMs)
    const ticker = setInterval(() => this.#tick(), tickMs)
    poll.unref()
    ticker.unref()
    const unlisten = shell.store.onCommit(() => void this.#wake())
    this.#stops = [unlisten, () => clearInterval(poll), () => clearInterval(ticker)]
  }

  get size(): number {
    return this.#streams.size + this.#joining.size
  }

  there(): ReadonlySet<AgentId> {
    const open = [...this.#streams, ...this.#joining].filter(one => !one.isOver)
    return new Set(open.map(one => one.agent))
  }

  async open(
    { agent, secret, from }: { agent: AgentId; secret: string | null; from: string | null },
    pipe: Pipe,
  ): Promise<Stream> {
    if (this.size === 0) await this.#findEnd()
    const stream = new Stream(agent, secret, from ?? this.#position, pipe)
    stream.send('hello', { position: stream.position }, stream.position)
    if (from === null) this.#streams.add(stream)
    else {
      this.#joining.add(stream)
      await this.#wake()
    }
    return stream
  }

  leave(stream: Stream): void {
    this.#streams.delete(stream)
    this.#joining.delete(stream)
    if ([...this.#streams].some(one => one.agent === stream.agent)) return
    for (const caseId of this.presence.leave(stream.agent)) this.#tellLater(caseId)
  }

  endSession(secret: string): void {
    for (const stream of [...this.#streams, ...this.#joining])
      if (stream.secret === secret) stream.end('signed out')
  }

  async noteDoing(caseId: CaseId, agent: AgentId, doing: 'viewing' | 'writing' | 'left'): Promise<void> {
    if (this.presence.note(caseId, agent, doing)) await this.#tellPresence(caseId)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const stop of this.#stops) stop()
    for (const stream of [...this.#streams, ...this.#joining]) stream.end('the server stops')
    this.#streams.clear()
    await this.#running
  }

  /** Reads on; asked again while reading, it reads once more after it. */
  #wake(): Promise<void> {
    if (this.#isClosed) return Promise.resolve()
    if (this.#running) {
      this.#isAskedAgain = true
      return this.#running
    }
    this.#running = this.#read()
      .catch(error => this.#log(`the live feed could not read the ledger: ${error}`))
      .finally(() => {
        this.#running = null
        if (!this.#isAskedAgain) return
        this.#isAskedAgain = false
        void this.#wake()
      })
    return this.#running
  }

  /** Nobody listened, so nothing was read: the first to come goes on from where the ledger ends now. */
  #findEnd(): Promise<void> {
    this.#finding ??= (async () => {
      await this.#running
      const end = await this.#shell.store.position()
      if (this.#streams.size === 0) this.#position = end
    })().finally(() => {
      this.#finding = null
    })
    return this.#finding
  }

  /** One reading: first whoever joins is brought to where we are, then all go on together. */
  async #read(): Promise<void> {
    if (this.size === 0) return
    for (const stream of this.#joining) {
      await this.#catchUp(stream)
      this.#joining.delete(stream)
      if (!stream.isOver) this.#streams.add(stream)
    }
    for (;;) {
      const batch = await this.#shell.store.since(this.#position, batchMax)
      if (batch.events.length > 0 && this.#streams.size > 0)
        await this.#show(new Set(batch.events.map(one => one.caseId)), this.#streams)
      if (batch.position !== this.#position) this.#moveTo(batch.position)
      if (batch.events.length < batchMax || this.#isClosed || this.#streams.size === 0) break
    }
    for (const stream of this.#streams) if (stream.isOver) this.#streams.delete(stream)
  }

  #moveTo(position: string): void {
    this.#position = position
    for (const stream of this.#streams) {
      const moved = stream.position !== position
      stream.position = position
      if (moved) stream.beat()
    }
  }

  async #show(caseIds: Iterable<CaseId>, to: Iterable<Stream>): Promise<void> {
    const { store } = this.#shell
    const ids = [...caseIds]
    for (let at = 0; at < ids.length; at += readAtOnce) {
      const cards = await Promise.all(ids.slice(at, at + readAtOnce).map(id => store.card(id)))
      for (const card of cards) {
        if (!card) continue
        for (const stream of to) await this.#showTo(stream, card)
      }
    }
  }

  /** As its reader sees it. Nobody waits for a veil who wears none. */
  async #showTo(stream: Stream, card: Card): Promise<void> {
    const shown = this.#veil(stream.agent, card)
    const own = shown instanceof Promise ? await shown : shown
    stream.show(card, this.#shell.facts(), this.presence.isThere(card.id, stream.agent), own)
  }

  /** Brings one feed from its own position to the hub's: each case that changed since, as it is now. */
  async #catchUp(stream: Stream): Promise<void> {
    const changed = await changedSince(this.#shell, stream, this.#position)
    if (changed === 'too_much') {
      stream.position = this.#position
      stream.send('reset', { position: this.#position }, this.#position)
      return
    }
    await this.#show(changed, [stream])
    stream.beat()
  }

  async #tellPresence(caseId: CaseId): Promise<void> {
    const card = await this.#shell.store.card(caseId)
    const facts = this.#shell.facts()
    if (!card) return
    for (const stream of this.#streams) {
      const agent = facts.agents[stream.agent]
      if (agent && mayRead(agent, card, this.presence.isThere(caseId, stream.agent), facts))
        stream.send('presence', { caseId, who: this.presence.who(caseId, stream.agent) })
    }
  }

  #tellLater(caseId: CaseId): void {
    this.#tellPresence(caseId).catch(error => this.#log(`presence could not be told: ${error}`))
  }

  async #endIfSignedOut(stream: Stream): Promise<void> {
    if (stream.secret !== null && !(await this.#isSignedIn(stream.secret))) stream.end('signed out')
  }

  /** Quiet hours end and other nodes tell without a fact of the ledger: only a look finds it. */
  async #tellUnread(): Promise<void> {
    const { desk, now } = this.#shell
    const streams = [...this.#streams]
    if (!desk || streams.length === 0) return
    const counts = await desk.notices.unread([...new Set(streams.map(one => one.agent))], now())
    for (const stream of streams) stream.tellUnread(counts.get(stream.agent) ?? 0)
  }

  /** One look at a time: a slow one is not met by the next. */
  async #tellBeside(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    const streams = [...this.#streams].filter(one => !one.isOver)
    await this.#beside(streams, this.#shell.facts(), this.#shell.now()).finally(() => {
      this.#isLooking = false
    })
  }

  /** Notes who is here, and learns who is elsewhere: one at a time, as the last is waited for. */
  #noteWhereabouts(): void {
    const { whereabouts } = this.#shell
    if (!whereabouts || this.#isNoting) return
    this.#isNoting = true
    whereabouts
      .see(this.there())
      .catch(error => this.#log(`who is there could not be noted: ${error}`))
      .finally(() => {
        this.#isNoting = false
      })
  }

  /** Each second: who lost a right or his account, who has gone quiet, and a sign of life. */
  #tick(): void {
    const facts = this.#shell.facts()
    for (const stream of this.#streams) {
      if (facts !== this.#seenFacts) stream.recheck(facts)
      if (!facts.agents[stream.agent]?.active) stream.end('not signed in any more')
      else if (this.#ticks % beatTicks === 0) {
        stream.beat()
        this.#endIfSignedOut(stream).catch(error => this.#log(`a session could not be looked up: ${error}`))
      }
    }
    this.#seenFacts = facts
    this.#ticks += 1
    this.#noteWhereabouts()
    this.#tellBeside().catch(error => this.#log(`what stands beside the ledger could not be read: ${error}`))
    this.#tellUnread().catch(error => this.#log(`notices could not be counted: ${error}`))
    for (const caseId of this.presence.expire()) this.#tellLater(caseId)
  }
}

/** The cases that changed between a feed and us, the feed moved on; or that it is too far behind. */
async function changedSince(
  { store }: Needs,
  stream: Stream,
  to: string,
): Promise<ReadonlySet<CaseId> | 'too_much'> {
  const changed = new Set<CaseId>()
  try {
    for (let read = 0; stream.position !== to && !stream.isOver; ) {
      const batch = await store.since(stream.position, batchMax)
      for (const { caseId } of batch.events) changed.add(caseId)
      stream.position = batch.position
      read += batch.events.length
      if (batch.events.length < batchMax) break
      if (read >= catchUpMax) return 'too_much'
    }
  } catch {
    // A position of another database, or none at all.
    return 'too_much'
  }
  return changed
}
