// Takes to trackers what waits for them: each fact once, in order, again with growing pauses while something
// is wrong, and looked for before it is made again where nobody knows whether it arrived. Not: what they send
// by themselves (take-news.ts).
import { markOf } from '#channels/tracker/body.ts'
import { TrackerFault } from '#channels/tracker/fault.ts'
import type { LabelMeaning, Tracker } from '#channels/tracker/tracker.ts'
import type { ChangeFact } from '#core/change/change-fact.ts'
import { changeRules } from '#core/change/rules.ts'
import type { Change } from '#core/change/state.ts'
import { after, dayMs, hourMs, type Instant, instant, minuteMs, secondMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import { foldMatter, handleMatter, matterWorld } from '#server/matters.ts'
import { entryWords, type Saying, saidWords, titleOf } from '#server/tracker/call-words.ts'
import { openTracker, type TrackerShell } from '#server/tracker/place.ts'
import { loseEntry } from '#server/tracker/take-news.ts'
import type { TrackerCall, TrackerRow } from '#store/desk/tracker.ts'

export const itself: Actor = { kind: 'system', part: 'desk' }
const batch = 8
/** Longer than everything one call may take. */
const leaseMs = 5 * minuteMs
const callMs = 4 * minuteMs
const restMs = secondMs
const triesMost = 40
/** How much a tracker's clock may be behind ours. */
const skewMs = 10 * minuteMs

/** Delivers what is due. Answers how long to rest, in milliseconds. */
export async function deliverCalls(shell: TrackerShell, timeoutMs?: number): Promise<number> {
  const calls = await shell.desk.trackers.leaseCalls(await shell.store.now(), batch, leaseMs)
  const ended = await Promise.allSettled(calls.map(one => deliver(shell, one, timeoutMs)))
  const broken = ended.find(one => one.status === 'rejected')
  if (broken) throw broken.reason
  return calls.length > 0 ? 0 : restMs
}

type Delivery = {
  readonly call: TrackerCall
  readonly row: TrackerRow
  readonly saying: Saying
  readonly fact: ChangeFact
}

async function deliver(shell: TrackerShell, call: TrackerCall, timeoutMs?: number): Promise<void> {
  const { trackers } = shell.desk
  const found = await deliveryOf(shell, call)
  if (found === 'nothing') return trackers.called(call)
  const { row } = found
  if (typeof row === 'string') return trackers.callLater(call, { dueAt: null, code: row, says: '' })
  try {
    const signal = AbortSignal.timeout(callMs)
    const tracker = openTracker(shell, row, { signal, ...(timeoutMs && { timeoutMs }) })
    const arrived = await perform(tracker, { ...found, row })
    await handleMatter(matterWorld(shell), {
      ...{ id: call.matter, by: itself, texts: [] },
      commands: [{ type: 'change.deliver', fact: call.seq, ...arrived } as never],
    })
    await trackers.called(call)
    await trackers.say(row.id, { code: 'connected', says: '', at: shell.now() })
  } catch (thrown) {
    if (!(thrown instanceof TrackerFault)) throw thrown
    await putOff(shell, { ...found, row }, thrown)
  }
}

/** What is to be delivered; `nothing`: it arrived, or nobody is to hear it any more. */
async function deliveryOf(
  { desk, config }: TrackerShell,
  call: TrackerCall,
): Promise<(Omit<Delivery, 'row'> & { row: TrackerRow | 'tracker_gone' | 'off' }) | 'nothing'> {
  const ledger = await desk.matters.read(call.matter)
  const fact = ledger?.facts[call.seq - 1] as ChangeFact | undefined
  if (!ledger || !fact) return 'nothing'
  const state = foldMatter(changeRules as never, ledger.facts) as Change
  const { outside } = state
  const isOver = !outside || outside.tracker !== call.tracker || outside.lost !== null
  const isMisplaced = fact.type === 'change.sent' ? outside?.entry : !outside?.entry
  if (isOver || isMisplaced || state.delivered[call.seq] !== undefined) return 'nothing'
  const row = await desk.trackers.one(call.tracker)
  const saying = {
    ...{ matter: call.matter, number: ledger.number, state, texts: ledger.texts, secret: config.secret },
  }
  return { call, saying, fact, row: row ? (row.active ? row : 'off') : 'tracker_gone' }
}

type Arrived = { readonly entry?: string; readonly url?: string; readonly remote?: string }

/** Does it there. Tried before: whether it arrived then is found out first. */
async function perform(tracker: Tracker, { call, row, saying, fact }: Delivery): Promise<Arrived> {
  const since = instant((call.firstTriedAt ?? 0) - skewMs)
  const mark = markOf(saying.secret, call.matter, call.seq)
  const wasTried = call.tries > 1
  if (fact.type === 'change.sent') {
    const before = wasTried ? await tracker.find(mark, since) : null
    if (before) return before
    const label = row.labels[saying.state.kind]
    const body = entryWords(saying, call.seq)
    return tracker.make({ title: titleOf(saying), body, labels: label ? [label] : [] })
  }
  const entry = saying.state.outside?.entry as string
  const words = saidWords(saying, fact, call.seq)
  const said = words && wasTried ? await tracker.findSaid(entry, mark, since) : null
  const remote = words ? (said ?? (await tracker.say(entry, words))) : null
  const turn = turnOf(fact, row)
  if (turn) await tracker.change(entry, turn)
  return remote === null ? {} : { remote: `c${remote}` }
}

/** How the entry is to stand there after a fact of ours. Saying it twice changes nothing. */
function turnOf({ type }: ChangeFact, { labels }: TrackerRow): Parameters<Tracker['change']>[1] | null {
  const labelled = (meaning: LabelMeaning) => (labels[meaning] ? { label: labels[meaning] } : {})
  if (type === 'change.verified') return labels.verified ? labelled('verified') : null
  if (type === 'change.reopened') return { isOpen: true }
  if (type === 'change.withdrawn') return { isOpen: false, isRejected: true }
  return null
}

/** Faults that trying again does not mend: somebody has to look. */
const lasting: ReadonlySet<string> = new Set([
  ...['private_address', 'token_refused', 'forbidden', 'not_found', 'refused', 'secret_lost', 'redirected'],
])
/** Faults that are of one entry and say nothing of the tracker. */
const ofEntry: ReadonlySet<string> = new Set(['not_found', 'refused'])

async function putOff(shell: TrackerShell, delivery: Delivery, fault: TrackerFault): Promise<void> {
  const { call, row, saying } = delivery
  const { trackers } = shell.desk
  const { code, says } = fault
  const { outside } = saying.state
  if (code === 'not_found' && outside?.entry && (await isLost(shell, delivery))) return trackers.called(call)
  const isOver = lasting.has(code) || call.tries >= triesMost
  const dueAt = isOver ? null : after(shell.now(), pauseOf(fault, call.tries))
  await trackers.callLater(call, { dueAt, code, says })
  if (!ofEntry.has(code)) await trackers.say(row.id, { code, says, at: shell.now() })
}

const pauseFirstMs = 5 * secondMs
const pauseMost = hourMs

function pauseOf({ restMs: wished }: TrackerFault, tries: number): number {
  return Math.min(Math.max(wished ?? 0, pauseFirstMs * 2 ** Math.min(tries - 1, 12)), pauseMost)
}

/** Whether the entry itself is gone, and not only what was asked of it. */
async function isLost(shell: TrackerShell, { row, call, saying }: Delivery): Promise<boolean> {
  const entry = saying.state.outside?.entry as string
  try {
    const tracker = openTracker(shell, row)
    // A project that is not seen any more hides its entries, which may be there all the same.
    await tracker.project()
    const read = await tracker.read(entry)
    if (!('lost' in read)) return false
    await loseEntry(shell, call.matter, read)
    return true
  } catch (fault) {
    if (fault instanceof TrackerFault) return false
    throw fault
  }
}

const takenKeptMs = 30 * dayMs
/** Once an hour: deliveries this old do not come again. Answers how long to rest. */
export async function sweepTaken({ desk, store }: TrackerShell): Promise<number> {
  await desk.trackers.sweepTaken(instant((await store.now()) - takenKeptMs) as Instant)
  return hourMs
}
