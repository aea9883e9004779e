// Follows the ledger and tells every open feed what changed. Nothing is stepped over: the ledger's own order
// is read on
// from a remembered position, woken by commits and by a net that polls. Not: the HTTP of it (http/live.ts).
import { mayRead } from '#core/access/may.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { secondMs } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { type Presence, presenceBook } from '#server/live/presence.ts'
import { type Pipe, Stream } from '#server/live/stream.ts'
import type { Shell } from '#server/shell.ts'

type Needs = Pick<Shell, 'store' | 'facts' | 'now'>
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

/** Starts following. `log` hears of readings that failed; they are tried again. */
export async function liveHub(
  shell: Needs,
  log: (line: string) => void,
  isSignedIn: IsSignedIn = async () => true,
): Promise<LiveHub> {
  const { store } = shell
  const streams = new Set<Stream>()
  const joining = new Set<Stream>()
  const nameOf = (agent: AgentId) => shell.facts().agents[agent]?.name ?? ''
  const presence = presenceBook(() => shell.now(), nameOf)
  let position = await store.position()
  let seenFacts: DeskFacts = shell.facts()
  let ticks = 1
  let isClosed = false

  const show = async (caseIds: Iterable<CaseId>, to: Iterable<Stream>) => {
    const ids = [...caseIds]
    for (let at = 0; at < ids.length; at += readAtOnce) {
      const cards = await Promise.all(ids.slice(at, at + readAtOnce).map(id => store.card(id)))
      for (const card of cards) {
        if (!card) continue
        for (const stream of to) stream.show(card, shell.facts(), presence.isThere(card.id, stream.agent))
      }
    }
  }
  const moveTo = (to: Iterable<Stream>, next: string) => {
    for (const stream of to) {
      const moved = stream.position !== next
      stream.position = next
      if (moved) stream.beat()
    }
  }

  let finding: Promise<void> | null = null
  /** Nobody listened, so nothing was read: the first to come goes on from where the ledger ends now. */
  const findEnd = (): Promise<void> => {
    finding ??= (async () => {
      await running
      const end = await store.position()
      if (streams.size === 0) position = end
    })().finally(() => {
      finding = null
    })
    return finding
  }

  /** One reading: first whoever joins is brought to where we are, then all go on together. */
  const read = async () => {
    if (streams.size + joining.size === 0) return
    for (const stream of joining) {
      await catchUp(shell, stream, position, show)
      joining.delete(stream)
      if (!stream.isOver) streams.add(stream)
    }
    for (;;) {
      const batch = await store.since(position, batchMax)
      if (batch.events.length > 0 && streams.size > 0)
        await show(new Set(batch.events.map(one => one.caseId)), streams)
      if (batch.position !== position) moveTo(streams, batch.position)
      position = batch.position
      if (batch.events.length < batchMax || isClosed || streams.size === 0) break
    }
    for (const stream of streams) if (stream.isOver) streams.delete(stream)
  }

  let running: Promise<void> | null = null
  let isAskedAgain = false
  const wake = (): Promise<void> => {
    if (isClosed) return Promise.resolve()
    if (running) {
      isAskedAgain = true
      return running
    }
    running = read()
      .catch(error => log(`the live feed could not read the ledger: ${error}`))
      .finally(() => {
        running = null
        if (isAskedAgain) {
          isAskedAgain = false
          void wake()
        }
      })
    return running
  }

  const tellPresence = async (caseId: CaseId) => {
    const card = await store.card(caseId)
    const { agents } = shell.facts()
    if (!card) return
    for (const stream of streams) {
      const facts = agents[stream.agent]
      if (facts && mayRead(facts, card, presence.isThere(caseId, stream.agent), shell.facts()))
        stream.send('presence', { caseId, who: presence.who(caseId, stream.agent) })
    }
  }

  const endIfSignedOut = async (stream: Stream) => {
    if (stream.secret !== null && !(await isSignedIn(stream.secret))) stream.end('signed out')
  }

  /** Each second: who lost a right or his account, who has gone quiet, and a sign of life. */
  const tick = () => {
    const facts = shell.facts()
    for (const stream of streams) {
      const agent = facts.agents[stream.agent]
      if (facts !== seenFacts) stream.recheck(facts)
      if (!agent?.active) stream.end('not signed in any more')
      else if (ticks % beatTicks === 0) {
        stream.beat()
        void endIfSignedOut(stream).catch(error => log(`a session could not be looked up: ${error}`))
      }
    }
    seenFacts = facts
    ticks += 1
    for (const caseId of presence.expire())
      void tellPresence(caseId).catch(error => log(`presence: ${error}`))
  }

  const unlisten = store.onCommit(() => void wake())
  const poll = setInterval(() => void wake(), pollMs)
  const ticker = setInterval(tick, tickMs)
  poll.unref()
  ticker.unref()

  return {
    there: () => new Set([...streams, ...joining].filter(one => !one.isOver).map(one => one.agent)),
    presence,
    get size() {
      return streams.size + joining.size
    },
    async open({ agent, secret, from }, pipe) {
      if (streams.size + joining.size === 0) await findEnd()
      const stream = new Stream(agent, secret, from ?? position, pipe)
      stream.send('hello', { position: stream.position }, stream.position)
      if (from === null) streams.add(stream)
      else {
        joining.add(stream)
        await wake()
      }
      return stream
    },
    leave(stream) {
      streams.delete(stream)
      joining.delete(stream)
      const others = [...streams].some(one => one.agent === stream.agent)
      if (others) return
      for (const caseId of presence.leave(stream.agent))
        void tellPresence(caseId).catch(error => log(`presence: ${error}`))
    },
    endSession(secret) {
      for (const stream of streams) if (stream.secret === secret) stream.end('signed out')
    },
    async noteDoing(caseId, agent, doing) {
      if (presence.note(caseId, agent, doing)) await tellPresence(caseId)
    },
    async close() {
      isClosed = true
      unlisten()
      clearInterval(poll)
      clearInterval(ticker)
      for (const stream of [...streams, ...joining]) stream.end('the server stops')
      streams.clear()
      await running
    },
  }
}

/** Brings one feed from its own position to the hub's: each case that changed since, as it is now. */
async function catchUp(
  { store }: Needs,
  stream: Stream,
  to: string,
  show: (cases: Iterable<CaseId>, to: Iterable<Stream>) => Promise<void>,
): Promise<void> {
  const changed = new Set<CaseId>()
  try {
    for (let read = 0; stream.position !== to && !stream.isOver; ) {
      const batch = await store.since(stream.position, batchMax)
      for (const { caseId } of batch.events) changed.add(caseId)
      stream.position = batch.position
      read += batch.events.length
      if (batch.events.length < batchMax) break
      if (read < catchUpMax) continue
      stream.position = to
      return stream.send('reset', { position: to }, to)
    }
  } catch {
    // A position of another database, or none at all.
    stream.position = to
    return stream.send('reset', { position: to }, to)
  }
  await show(changed, [stream])
  stream.beat()
}
