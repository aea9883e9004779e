// A trial of a mailbox as it comes over the wire: a line for each step as it begins and ends. Not: the sheet
// that shows it (mailbox-try.tsx).
import { problemOf } from '../api/problem.ts'
import { urlOf } from '../api/client.ts'

export const trySteps = ['host', 'connect', 'secure', 'sign_in', 'folders', 'send', 'arrive'] as const
export type TryNews = {
  readonly step: (typeof trySteps)[number]
  readonly state: 'runs' | 'done' | 'failed' | 'left_out'
  readonly code: string | null
  readonly says: string
  readonly tookMs: number
}
/** `cut`: it ended before it was through; null: it goes on. */
export type Trial = {
  readonly news: readonly TryNews[]
  readonly end: 'well' | 'failed' | 'cut' | null
  readonly thrown: unknown
}

const begun: Trial = { news: [], end: null, thrown: null }

/** Tries it, and tells what is known after each step. Never rejects. */
export async function tryMailbox(
  mailbox: string,
  signal: AbortSignal,
  tell: (trial: Trial) => void,
): Promise<void> {
  let trial = begun
  const say = (next: Trial) => {
    trial = next
    tell(next)
  }
  try {
    const answer = await fetch(urlOf(`/mailboxes/${mailbox}/try`), {
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
      for (const line of lines) say(after(trial, JSON.parse(line) as TryNews))
    }
    say({ ...trial, end: endOf(trial.news) })
  } catch (thrown) {
    // Whoever ended it himself needs no word about the connection.
    say({ ...trial, end: 'cut', thrown: signal.aborted ? null : thrown })
  }
}

/** A trial with one more word about a step; the last word about each counts. */
export const after = (trial: Trial, one: TryNews): Trial => ({
  ...trial,
  news: [...trial.news.filter(other => other.step !== one.step), one],
})

/** How it ended, by what is known of its steps. */
export function endOf(news: readonly TryNews[]): Trial['end'] {
  if (news.some(one => one.state === 'failed')) return 'failed'
  const isThrough = trySteps.every(step => news.some(one => one.step === step && one.state !== 'runs'))
  return isThrough ? 'well' : 'cut'
}
