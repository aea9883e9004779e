// One live stream per browser: the tab that holds the lock listens to the server and tells the others,
// because a
// browser grants few connections per host. Not: what follows from an event (use-live.ts).
import { liveTypes, type LiveEvent, type Position, readEvent } from './stream.ts'

export type Line = { readonly online: boolean; readonly since: number }
type Told =
  | { readonly say: 'event'; readonly event: LiveEvent; readonly at: Position | null }
  | { readonly say: 'line'; readonly line: Line }
  | { readonly say: 'who-leads' }

type Hear = (event: LiveEvent) => void

let line: Line = { online: true, since: 0 }
const lineWatchers = new Set<() => void>()
const hearers = new Set<Hear>()

const setLine = (online: boolean) => {
  if (online === line.online) return
  line = { online, since: Date.now() }
  for (const watcher of lineWatchers) watcher()
}

/** Whether the server is reached, and since when that is so. */
export const connection = {
  line: (): Line => line,
  watch: (watcher: () => void) => {
    lineWatchers.add(watcher)
    return () => lineWatchers.delete(watcher)
  },
}

/**
 * How long after a break the next try comes: 1 s, doubled up to 30 s, with a spread so that not all come at
 * once.
 */
export const retryMs = (attempt: number, chance: number): number =>
  Math.round(Math.min(30_000, 1_000 * 2 ** Math.min(attempt, 5)) * (0.75 + chance / 2))

/**
 * Listens from a position on until the returned function is called.
 * @param from where the session's facts stand
 */
export function listen(from: Position, hear: Hear): () => void {
  hearers.add(hear)
  let position: Position = from
  const stop = new AbortController()
  const channel = new BroadcastChannel('tierline.live')
  let leads = false
  const tell = (told: Told) => channel.postMessage(told)
  const onEvent = (event: LiveEvent, at: Position | null) => {
    if (at !== null) position = at
    for (const one of hearers) one(event)
  }
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.say === 'event') onEvent(data.event, data.at)
    else if (data.say === 'line') setLine(data.line.online)
    else if (leads) tell({ say: 'line', line })
  }
  const lead = () => {
    leads = true
    return openStream({
      position: () => position,
      stop: stop.signal,
      onEvent: (event, at) => {
        onEvent(event, at)
        tell({ say: 'event', event, at })
      },
      onLine: online => {
        setLine(online)
        tell({ say: 'line', line: { online, since: Date.now() } })
      },
    })
  }
  navigator.locks.request('tierline.live', { signal: stop.signal }, lead).catch((thrown: unknown) => {
    if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) throw thrown
  })
  tell({ say: 'who-leads' })
  return () => {
    stop.abort()
    channel.close()
    hearers.delete(hear)
  }
}

type Stream = {
  readonly position: () => Position
  readonly stop: AbortSignal
  readonly onEvent: (event: LiveEvent, at: Position | null) => void
  readonly onLine: (online: boolean) => void
}

/** Keeps a stream open until stopped, which also gives the lock away. */
function openStream({ position, stop, onEvent, onLine }: Stream): Promise<void> {
  return new Promise(done => {
    let source: EventSource | undefined
    let attempt = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      timer = undefined
      source = new EventSource(`/api/v1/live?from=${encodeURIComponent(String(position()))}`)
      source.onopen = () => {
        attempt = 0
        onLine(true)
      }
      // A broken stream the browser opens again by itself, from the last id; a refused one it gives up, so we
      // do.
      source.onerror = () => {
        onLine(false)
        if (source?.readyState !== EventSource.CLOSED) return
        timer ??= setTimeout(open, retryMs(attempt++, Math.random()))
      }
      for (const type of liveTypes)
        source.addEventListener(type, message => {
          const event = readEvent(type, message.data)
          if (event) onEvent(event, message.lastEventId === '' ? null : message.lastEventId)
        })
    }
    const again = () => {
      if (timer === undefined) return
      clearTimeout(timer)
      open()
    }
    addEventListener('online', again)
    stop.addEventListener('abort', () => {
      removeEventListener('online', again)
      if (timer !== undefined) clearTimeout(timer)
      source?.close()
      done()
    })
    open()
  })
}
