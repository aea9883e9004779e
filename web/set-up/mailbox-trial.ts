// A trial of a mailbox as it comes over the wire: a line for each step as it begins and ends. Not: the sheet
// that shows it (mailbox-try.tsx).
import { problemOf } from '../api/problem.ts'
import { urlOf } from '../api/client.ts'

export const trySteps = ['host', 'connect', 'secure', 'sign_in', 'folders', 'send', 'arrive'] as const
type Step = (typeof trySteps)[number]
export type TryNews<S extends string = Step> = {
  readonly step: S
  readonly state: 'runs' | 'done' | 'failed' | 'left_out'
  readonly code: string | null
  readonly says: string
  readonly tookMs: number
}
/** `cut`: it ended before it was through; null: it goes on. */
export type Trial<S extends string = Step> = {
  readonly news: readonly TryNews<S>[]
  readonly end: 'well' | 'failed' | 'cut' | null
  readonly thrown: unknown
}

const begun: Trial<never> = { news: [], end: null, thrown: null }

/** Tries it, and tells what is known after each step. Never rejects. */
export const tryMailbox = (mailbox: string, signal: AbortSignal, tell: (trial: Trial) => void) =>
  tryAt({ path: `/mailboxes/${mailbox}/try`, steps: trySteps }, signal, tell)

/** The same of anything that is tried step by step. */
export async function tryAt<S extends string>(
  { path, steps }: { readonly path: string; readonly steps: readonly S[] },
  signal: AbortSignal,
  tell: (trial: Trial<S>) => void,
): Promise<void> {
  let trial: Trial<S> = begun
  const say = (next: Trial<S>) => {
    trial = next
    tell(next)
  }
  try {
    const answer = await fetch(urlOf(path), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'x-tierline': '1' },
      signal,
    })
    if (!answer.ok || !answer.body) {
      const body: unknown = await answer.json().catch(() => undefined)
      throw problemOf(answer.status, body, answer.headers)
    }
    let held = ''
    const decoder = new TextDecoder()
    const reader = answer.body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (held + decoder.decode(part.value, { stream: true })).split('\n')
      held = lines.pop() ?? ''
      for (const line of lines) say(after(trial, JSON.parse(line) as TryNews<S>))
    }
    say({ ...trial, end: endOf(trial.news, steps) })
  } catch (thrown) {
    // Whoever ended it himself needs no word about the connection.
    say({ ...trial, end: 'cut', thrown: signal.aborted ? null : thrown })
  }
}

/** A trial with one more word about a step; the last word about each counts. */
export const after = <S extends string>(trial: Trial<S>, one: TryNews<S>): Trial<S> => ({
  ...trial,
  news: [...trial.news.filter(other => other.step !== one.step), one],
})

/** How it ended, by what is known of its steps. */
export function endOf<S extends string>(
  news: readonly TryNews<S>[],
  steps: readonly S[] = trySteps as readonly string[] as readonly S[],
): Trial['end'] {
  if (news.some(one => one.state === 'failed')) return 'failed'
  const isThrough = steps.every(step => news.some(one => one.step === step && one.state !== 'runs'))
  return isThrough ? 'well' : 'cut'
}
