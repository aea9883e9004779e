// The screen's clock: one timer for everything that counts down. Not: how a time is written (times.ts).

type Watcher = () => void
const watchers = new Set<Watcher>()
let source: () => number = () => Date.now()
let timer: ReturnType<typeof setInterval> | undefined

const tick = () => {
  for (const watcher of watchers) watcher()
}

/** The present, in epoch milliseconds; still when the gallery or a test holds it still. */
export const nowMs = (): number => source()

/** Calls `watcher` every second while anybody watches. Returns how to stop. */
export function watchNow(watcher: Watcher): () => void {
  watchers.add(watcher)
  timer ??= setInterval(tick, 1_000)
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0 || timer === undefined) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Holds the present at an instant (`undefined` lets it run again), and tells everybody who watches. */
export function holdNow(at: number | undefined): void {
  source = at === undefined ? () => Date.now() : () => at
  tick()
}
