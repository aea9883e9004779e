// What a mail without any signature can be known by: its verdict hangs on the domain it names and on who
// handed it over, not on its words, so that the next such mail gets the same. Not: the verdict
// (sender-verdict.ts).
import type { Header } from './mail.ts'
import type { Results } from './sender-verdict.ts'

/** Less than any answer of the name system is kept for: a changed record is heard of as soon. */
const keptMs = 60_000
const entriesMax = 2_000

type Wish = {
  readonly headers: readonly Header[]
  readonly ip: string | null
  readonly helo: string
  readonly mailFrom: string
}

/**
 * All the checks of such a mail go by; null: it bears a signature or a seal, or names its sender in a way
 * that programs may read differently.
 */
export function unsignedKey({ headers, ip, helo, mailFrom }: Wish): string | null {
  if (headers.some(({ name }) => name.includes('dkim') || name.includes('arc'))) return null
  const named = headers.filter(({ name }) => name.includes('from') || name.includes('sender'))
  const [from] = named
  if (named.length !== 1 || from?.name !== 'from') return null
  const [, plain, inBrackets] = sender.exec(from.value) ?? []
  const domain = plain ?? inBrackets
  if (domain === undefined) return null
  // Without the address of whoever handed it over, neither his name nor the envelope is asked about.
  return JSON.stringify([domain.toLowerCase(), ...(ip === null ? [] : [ip, helo, mailFrom])])
}

/** One address of plain letters, alone or in brackets behind a name without any mark. */
const sender = /^(?:[\w.+-]+@([a-z0-9.-]+)|[\w .'-]*<[\w.+-]+@([a-z0-9.-]+)>)$/i

export type Unsigned = {
  find(key: string): Results | null
  keep(key: string, results: Results): void
}

/** Remembers what came of such mails for a minute, but nothing of what could not be asked. */
export function unsignedResults(now: () => number = Date.now): Unsigned {
  const kept = new Map<string, { readonly until: number; readonly results: Results }>()
  return {
    find(key) {
      const one = kept.get(key)
      return one && one.until > now() ? one.results : null
    },
    keep(key, results) {
      const words = [results.spf?.result, results.dmarc.result, ...results.dkim.map(one => one.result)]
      if (words.some(one => one?.endsWith('error'))) return
      if (kept.size >= entriesMax) kept.clear()
      kept.set(key, { until: now() + keptMs, results })
    },
  }
}
