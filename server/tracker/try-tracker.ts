// Tries a tracker step by step, as a change goes: its host is found and reached, the token signs in, the
// project is there and may be written to, and its deliveries come. Ends at the first step that fails. It
// writes nothing.
import { lookup } from 'node:dns/promises'
import { ask, mayAsk } from '#channels/tracker/ask.ts'
import { TrackerFault, trackerFault } from '#channels/tracker/fault.ts'
import type { Tracker } from '#channels/tracker/tracker.ts'
import { dayMs } from '#core/kit/time.ts'
import { openTracker, type TrackerShell } from '#server/tracker/place.ts'
import type { TrackerRow } from '#store/desk/tracker.ts'

export const trackerSteps = ['host', 'connect', 'token', 'project', 'entries', 'webhook'] as const
export type TrackerStep = (typeof trackerSteps)[number]
export type TrackerNews = {
  readonly step: TrackerStep
  readonly state: 'runs' | 'done' | 'failed' | 'left_out'
  /** what is wrong, as a fault of trackers; null: nothing */
  readonly code: string | null
  readonly says: string
  readonly tookMs: number
}
type Trying = {
  readonly shell: TrackerShell
  readonly row: TrackerRow
  readonly signal: AbortSignal
  readonly tell: (news: TrackerNews) => void
  readonly timeoutMs?: number
}

const heardMs = 30 * dayMs

/** Tries it; says of each step how it went. Whether all went well. */
export async function tryTracker(trying: Trying): Promise<boolean> {
  const { shell, row, signal, tell } = trying
  try {
    await step(trying, 'host', () => find(row))
    await step(trying, 'connect', () => reach(trying))
    const opened: { tracker?: Tracker } = {}
    await step(trying, 'token', async () => {
      opened.tracker = openTracker(shell, row, {
        signal,
        ...(trying.timeoutMs && { timeoutMs: trying.timeoutMs }),
      })
      return opened.tracker.who()
    })
    const tracker = opened.tracker as Tracker
    const project = await step(trying, 'project', () => tracker.project())
    await step(trying, 'entries', async () => {
      if (!project.hasEntries) throw new TrackerFault('refused', 'issues are off')
      if (!project.mayWrite) throw new TrackerFault('forbidden', 'read only')
    })
    const isHeard = row.heardAt !== null && row.heardAt > shell.now() - heardMs
    const state = isHeard ? 'done' : 'left_out'
    tell({ step: 'webhook', state, code: isHeard ? null : 'not_heard', says: '', tookMs: 0 })
    return true
  } catch (fault) {
    if (fault instanceof TrackerFault || signal.aborted) return false
    throw fault
  }
}

async function step<T>({ tell, signal }: Trying, name: TrackerStep, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const begun = performance.now()
  const took = () => Math.round(performance.now() - begun)
  tell({ step: name, state: 'runs', code: null, says: '', tookMs: 0 })
  try {
    const done = await work()
    tell({ step: name, state: 'done', code: null, says: '', tookMs: took() })
    return done
  } catch (thrown) {
    const fault = trackerFault(thrown)
    if (signal.aborted || !(fault instanceof TrackerFault)) throw fault
    tell({ step: name, state: 'failed', code: fault.code, says: fault.says, tookMs: took() })
    throw fault
  }
}

async function find({ apiUrl, allowPrivate }: TrackerRow): Promise<void> {
  const host = new URL(apiUrl).hostname.replace(/^\[|\]$/g, '')
  const found = await lookup(host, { all: true })
  if (!found.every(one => mayAsk(one.address, allowPrivate))) throw new TrackerFault('private_address', host)
}

/** Whether anything answers there: what it says without a token does not matter yet. */
async function reach({ row, signal, timeoutMs }: Trying): Promise<void> {
  const answers = ['token_refused', 'forbidden', 'not_found', 'refused']
  const question = { method: 'GET' as const, url: row.apiUrl, headers: { 'user-agent': 'tierline' } }
  const limits = { isPrivateAllowed: row.allowPrivate, signal, ...(timeoutMs && { timeoutMs }) }
  await ask(question, limits).catch(fault => {
    if (!(fault instanceof TrackerFault && answers.includes(fault.code))) throw fault
  })
}
