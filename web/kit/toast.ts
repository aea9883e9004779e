// Short words at the edge of the screen, with a way back. Not: their look (toasts.tsx).

export type Toast = {
  readonly id: number
  readonly text: string
  readonly kind: 'done' | 'wrong'
  /** of the refusal it says */
  readonly code?: string | undefined
  readonly undo?: (() => void) | undefined
  readonly undoText?: string | undefined
  /** when it goes away, epoch ms; null stays until closed */
  readonly until: number | null
}

let shown: readonly Toast[] = []
let last = 0
const watchers = new Set<() => void>()
const set = (next: readonly Toast[]) => {
  shown = next
  for (const watcher of watchers) watcher()
}

export type ToastWish = {
  readonly text: string
  readonly kind?: 'done' | 'wrong'
  /** of the refusal it says */
  readonly code?: string
  readonly undo?: () => void
  readonly undoText?: string
  /** how long it stays; 10 s with an undo, 5 s without, errors stay */
  readonly forMs?: number
}

/**
 * Shows words and, with `undo`, the way back (also on the key z). Returns its id. At most three stand at
 * once.
 */
export function toast(wish: ToastWish, nowAt: number = Date.now()): number {
  const kind = wish.kind ?? 'done'
  const forMs = wish.forMs ?? (kind === 'wrong' ? null : wish.undo ? 10_000 : 5_000)
  last += 1
  const one: Toast = {
    id: last,
    text: wish.text,
    kind,
    code: wish.code,
    undo: wish.undo,
    undoText: wish.undoText,
    until: forMs === null ? null : nowAt + forMs,
  }
  set([...shown, one].slice(-3))
  return last
}

/** Takes one away. */
export const closeToast = (id: number): void => set(shown.filter(one => one.id !== id))

/** Takes away those whose time is over. */
export function sweepToasts(now: number): void {
  if (shown.some(one => one.until !== null && one.until <= now))
    set(shown.filter(one => one.until === null || one.until > now))
}

/** Takes back the newest thing that can be; false when there is none. */
export function undoLast(): boolean {
  const one = shown.findLast(each => each.undo !== undefined)
  if (!one) return false
  closeToast(one.id)
  one.undo?.()
  return true
}

export const toasts = {
  watch: (watcher: () => void) => {
    watchers.add(watcher)
    return () => watchers.delete(watcher)
  },
  all: (): readonly Toast[] => shown,
}
