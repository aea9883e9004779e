// Keeps a draft while it is written: saves it a moment after the last change, one saving at a time, tries
// again when the connection is back. Not: what a change is (draft.ts), nor the page.
import {
  type Answer,
  type Draft,
  draftOf,
  edited,
  type From,
  isSaved,
  overtaken,
  redone,
  saved,
  settled,
  undone,
} from './draft.ts'

/** `trouble`: why the last saving failed; null: it did not. */
export type Kept<A extends Answer> = {
  readonly draft: Draft
  readonly isSaving: boolean
  readonly trouble: unknown
  /** what the server said last */
  readonly answer: A | null
}

type Wish<A extends Answer> = {
  readonly form: unknown
  readonly from: From
  /** refuses with whatever the server said */
  readonly send: (form: unknown, from: From) => Promise<A>
  /** whether what the server said may pass by itself, as a lost connection does */
  readonly mayPass: (thrown: unknown) => boolean
  /** something of it has changed */
  readonly tell: () => void
  readonly after?: (ms: number, run: () => void) => () => void
}

/** So long nothing more is typed before it is saved; and so long until it is tried again. */
const quietMs = 1_000
const againMs = 5_000

const afterMs = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

export type Keeper<A extends Answer> = ReturnType<typeof draftKeeper<A>>

/** One for each draft that is open on a page. */
export function draftKeeper<A extends Answer>(wish: Wish<A>) {
  const { form, from, send, mayPass, tell, after = afterMs } = wish
  let now: Kept<A> = { draft: draftOf(form, from), isSaving: false, trouble: null, answer: null }
  let running: Promise<void> | null = null
  let stop = () => {}

  const set = (next: Partial<Kept<A>>) => {
    now = { ...now, ...next }
    tell()
  }
  const later = (ms: number) => {
    stop()
    stop = after(ms, () => void save())
  }
  const change = (draft: Draft) => {
    if (draft === now.draft) return
    set({ draft })
    if (!isSaved(draft)) later(quietMs)
  }

  async function sendOnce(): Promise<void> {
    const sent = now.draft.form
    set({ isSaving: true })
    try {
      const answer = await send(sent, now.draft.kept.from)
      set({ draft: saved(now.draft, sent, answer), isSaving: false, trouble: null, answer })
    } catch (trouble) {
      set({ isSaving: false, trouble })
    }
  }

  /** Whatever is not saved yet; whoever asks while it is being saved waits for the same. */
  function save(): Promise<void> {
    stop()
    if (running) return running.then(() => (now.trouble === null ? save() : undefined))
    if (isSaved(now.draft)) return Promise.resolve()
    running = sendOnce().finally(() => {
      running = null
      if (now.trouble !== null) {
        if (mayPass(now.trouble)) later(againMs)
      } else if (!isSaved(now.draft)) later(quietMs)
    })
    return running
  }

  return {
    now: () => now,
    edit: (next: unknown, of: string | null = null) => change(edited(now.draft, next, of)),
    undo: () => change(undone(now.draft)),
    redo: () => change(redone(now.draft)),
    settle: (...[clash, whose]: [Draft['clashes'][number], 'mine' | 'theirs']) =>
      change(settled(now.draft, clash, whose)),
    /** What the server has of late, read anew. */
    take: (answer: A) => {
      if (running || answer.revision <= now.draft.kept.from.revision) return
      set({ draft: overtaken(now.draft, answer), answer })
      if (!isSaved(now.draft)) later(quietMs)
    },
    /** Another beginning: the draft was published, or thrown away. */
    restart: (whole: unknown, of: From) => {
      stop()
      set({ draft: draftOf(whole, of), trouble: null, answer: null })
    },
    save,
    /** Nothing is tried again from here on; what is not saved is saved once more. */
    end: () => {
      const last = save()
      return last.finally(() => stop())
    },
  }
}
