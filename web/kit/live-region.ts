// What is said aloud, and how often. Not: the elements that say it (live-regions.tsx).

export type Voice = { polite: string; alert: string }
let heard: Voice = { polite: '', alert: '' }
const watchers = new Set<() => void>()
const set = (next: Voice) => {
  heard = next
  for (const watcher of watchers) watcher()
}

/** At most one polite sentence per five seconds; what comes in between is said together. */
export const politeMs = 5_000
let lastAt = Number.NEGATIVE_INFINITY
let waiting: string[] = []
let timer: ReturnType<typeof setTimeout> | undefined

function speak(): void {
  timer = undefined
  if (waiting.length === 0) return
  lastAt = Date.now()
  set({ ...heard, polite: [...new Set(waiting)].join(' ') })
  waiting = []
}

/** Says something when there is a pause: saved, sent, filtered. */
export function announce(text: string): void {
  waiting.push(text)
  if (timer !== undefined) return
  const rest = politeMs - (Date.now() - lastAt)
  if (rest <= 0) speak()
  else timer = setTimeout(speak, rest)
}

let turn = false
/** Says something at once: a call, an own promise late, the connection lost. */
export function alarm(text: string): void {
  turn = !turn
  // A no-break space makes the same sentence a new one, so that it is said again.
  set({ ...heard, alert: turn ? text : `${text}\u00a0` })
}

export const voices = {
  watch: (watcher: () => void) => {
    watchers.add(watcher)
    return () => watchers.delete(watcher)
  },
  heard: (): Voice => heard,
}
