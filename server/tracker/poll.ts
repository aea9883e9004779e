// Asks trackers what changed, for those whose own deliveries cannot reach us, or got lost on the way. Not:
// what follows of what they say (take-news.ts).
import { TrackerFault } from '#channels/tracker/fault.ts'
import type { EntryNews } from '#channels/tracker/tracker.ts'
import { after, dayMs, hourMs, type Instant, instant, minuteMs, secondMs } from '#core/kit/time.ts'
import type { MatterId } from '#core/kit/id.ts'
import { openTracker, type TrackerShell } from '#server/tracker/place.ts'
import { loseEntry, takeEntry, takeSaid } from '#server/tracker/take-news.ts'
import type { TrackerRow } from '#store/desk/tracker.ts'

const batch = 4
const leaseMs = 10 * minuteMs
const roundMs = 9 * minuteMs
const restMs = 2 * secondMs
/** Asked for again: clocks differ, and what is written while we ask is in no answer. */
const overlapMs = 5 * minuteMs
const fullRound = 1_000
/** So far back a tracker is asked the first time. */
const firstLookMs = dayMs

/** One round with each tracker whose turn it is. Answers how long to rest, in milliseconds. */
export async function pollTrackers(shell: TrackerShell, timeoutMs?: number): Promise<number> {
  const due = await shell.desk.trackers.leasePolls(await shell.store.now(), batch, leaseMs)
  const ended = await Promise.allSettled(due.map(one => poll(shell, one, timeoutMs)))
  const broken = ended.find(one => one.status === 'rejected')
  if (broken) throw broken.reason
  return due.length === batch ? 0 : restMs
}

async function poll(shell: TrackerShell, row: TrackerRow, timeoutMs?: number): Promise<void> {
  const { trackers } = shell.desk
  const now = await shell.store.now()
  const usual = after(now, row.pollSeconds * secondMs)
  if ((await trackers.openOf(row.id, 1)) === 0) return trackers.polled(row.id, now, usual)
  try {
    const signal = AbortSignal.timeout(roundMs)
    const tracker = openTracker(shell, row, { signal, ...(timeoutMs && { timeoutMs }) })
    const since = instant((row.polledTo ?? now - firstLookMs) - overlapMs)
    const changed = await tracker.changedSince(since)
    for (const news of changed)
      await takeRound(shell, row, { news, said: () => tracker.said(news.entry, since) })
    const isFull = changed.length >= fullRound
    await trackers.polled(row.id, isFull ? changed.at(-1)!.at : now, isFull ? now : usual)
    await trackers.say(row.id, { code: 'connected', says: '', at: now })
  } catch (thrown) {
    if (!(thrown instanceof TrackerFault)) throw thrown
    const rest = Math.min(Math.max(thrown.restMs ?? 0, row.pollSeconds * secondMs), hourMs)
    await trackers.polled(row.id, null, after(now, rest))
    await trackers.say(row.id, { code: thrown.code, says: thrown.says, at: now })
  }
}

type Round = {
  readonly news: EntryNews
  readonly said: () => ReturnType<ReturnType<typeof openTracker>['said']>
}
async function takeRound(shell: TrackerShell, row: TrackerRow, { news, said }: Round): Promise<void> {
  // Of a project's many entries only ours are read further.
  if ((await shell.desk.trackers.tiedTo(row.id, news.entry)).length === 0) return
  for (const one of await said()) await takeSaid(shell, row, one)
  await takeEntry(shell, row, news)
}

const lookBackMs = 30 * dayMs

/** Faults that say nothing of the tracker itself. */
const ofEntry: ReadonlySet<string> = new Set(['not_found', 'refused'])

type Wanted = { readonly id: MatterId; readonly entry: string }

/**
 * Asks for one entry now, because somebody wants to know; how it went with the tracker is kept for everybody.
 * What is wrong is thrown as a fault of the tracker.
 */
export async function lookAt(shell: TrackerShell, row: TrackerRow, wanted: Wanted): Promise<void> {
  const { trackers } = shell.desk
  try {
    await readEntry(shell, row, wanted)
  } catch (thrown) {
    if (thrown instanceof TrackerFault && !ofEntry.has(thrown.code))
      await trackers.say(row.id, { code: thrown.code, says: thrown.says, at: shell.now() })
    throw thrown
  }
  await trackers.say(row.id, { code: 'connected', says: '', at: shell.now() })
}

async function readEntry(shell: TrackerShell, row: TrackerRow, { id, entry }: Wanted): Promise<void> {
  const tracker = openTracker(shell, row)
  const read = await tracker.read(entry)
  if ('lost' in read) return loseEntry(shell, id, read)
  const since: Instant = instant(shell.now() - lookBackMs)
  for (const one of await tracker.said(entry, since)) await takeSaid(shell, row, one)
  await takeEntry(shell, row, read)
}
