// Finds the new words of a reply: what stands above the quoted mail, without the signature. When in doubt
// it keeps: a quote too much is a nuisance, a customer's words lost are a fault. Not: HTML (html-text.ts).
import { withoutNotices, withoutOurs } from './reply-tail.ts'
import {
  beginsAttribution,
  couldEndAttribution,
  isAttribution,
  isDashedHeader,
  isMessageHeader,
  isSeparator,
} from './reply-marks.ts'
import { isSentFrom, isSignatureStart } from './signature-marks.ts'

/** Longer texts are machine-made; they are kept whole. */
const linesMax = 5_000

/** What else is known: the mail of ours that is answered, so that its words are known when they come back. */
export type ReplyHints = { readonly ours?: string }

/** The words somebody wrote himself, of a plain text. Never empty when the text is not. */
export function replyText(text: string, { ours = '' }: ReplyHints = {}): string {
  const all = text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .split('\n')
    .map(line => line.trimEnd())
  if (all.length > linesMax) return text.trim()
  const lines = ours ? withoutOurs(all, ours) : all
  const fences = fencedLines(lines)
  const judged = judging(lines)
  const quoteAt = lines.findIndex((_, at) => !fences.has(at) && startsQuote(judged, at))
  const above = quoteAt < 0 ? lines : lines.slice(0, quoteAt)
  const below = quoteAt < 0 ? [] : answersBelow(judged, quoteAt)
  const said = withoutSignature(withoutNotices(withoutTrailingQuote(above)), fences)
    .join('\n')
    .trim()
  const alsoSaid = withoutSignature(withoutNotices(said ? ['x', '', ...below] : below), new Set())
    .slice(said ? 2 : 0)
    .join('\n')
    .trim()
  if (!said && !alsoSaid) return firstWords(lines)
  // "Hi," above a quote and the answer below it: both are the sender's words.
  return [said, alsoSaid].filter(Boolean).join('\n\n')
}

/** Lines between ``` marks: code is never a quote or a signature. */
function fencedLines(lines: readonly string[]): Set<number> {
  const fenced = new Set<number>()
  let open = -1
  for (const [at, line] of lines.entries()) {
    if (!line.startsWith('```')) continue
    if (open < 0) open = at
    else {
      for (let inside = open; inside <= at; inside++) fenced.add(inside)
      open = -1
    }
  }
  return fenced
}

/** Lines, and of each whether it may end an attribution, once somebody asked: up to four do. */
type Judged = { readonly lines: readonly string[]; readonly mayEnd: (boolean | undefined)[] }

const judging = (lines: readonly string[]): Judged => ({ lines, mayEnd: [] })

function startsQuote(judged: Judged, at: number): boolean {
  const { lines } = judged
  const line = lines[at]!
  if (!line) return false
  if (isSeparator(line)) return at > 0 || lines.length > 1
  if (isMessageHeader(lines, at) || isDashedHeader(lines, at)) return true
  const length = attributionLength(judged, at)
  // The last line of what was said must not be taken for the first line of the attribution below it.
  return length === 1 || (length > 1 && (beginsAttribution(line) || attributionLength(judged, at + 1) === 0))
}

/** How many lines an attribution beginning here takes; mail programs wrap it into up to four. */
function attributionLength(judged: Judged, at: number): number {
  const { lines } = judged
  let joined = ''
  let couldEnd = false
  for (let length = 1; length <= 4 && at + length <= lines.length; length++) {
    const next = lines[at + length - 1]!.trim()
    if (!next) return 0
    joined = joined ? `${joined} ${next}` : next
    if (joined.length > 600) return 0
    couldEnd ||= mayEndAt(judged, at + length - 1)
    if (!couldEnd) continue
    if (isAttribution(joined, { isFollowedByQuote: followsQuote(lines, at + length) }))
      return isTornEnd(lines[at + length]) ? length + 1 : length
  }
  return 0
}

/** What a broken line leaves of an attribution: the bracket behind the address, and the colon. */
const isTornEnd = (line: string | undefined): boolean => /^\s*[>)\]]{0,2}\s*:\s*$/.test(line ?? '')

function mayEndAt({ lines, mayEnd }: Judged, at: number): boolean {
  mayEnd[at] ??= couldEndAttribution(lines[at]!)
  return mayEnd[at]
}

function followsQuote(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at, at + 3).find(line => line.trim())
  return next?.trimStart().startsWith('>') ?? false
}

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line)

/**
 * Words between and below ">" lines when the quote has them all marked: the sender answered point by
 * point.
 */
function answersBelow(judged: Judged, quoteAt: number): string[] {
  const length = Math.max(attributionLength(judged, quoteAt), 1)
  const rest = judged.lines.slice(quoteAt + length)
  const judgedRest = judging(rest)
  const first = rest.findIndex(line => line.trim())
  if (first < 0 || !isQuoted(rest[first]!)) return []
  const hasOthers = rest.some((_, at) => !isQuoted(rest[at]!) && startsQuote(judgedRest, at))
  if (hasOthers) return []
  const own = rest.filter((line, at) => {
    // The blank below a quoted line goes with it, where another stands above it.
    const isBetween = !line.trim() && at > 0 && isQuoted(rest[at - 1]!)
    return !isQuoted(line) && !isBetween
  })
  // A wrapped end of a quoted line stands alone without its mark: it is no answer.
  const isWrap = rest.every((line, at) => isQuoted(line) || !line || isQuoted(rest[at - 1] ?? ''))
  return isWrap && own.filter(Boolean).length <= 2 && !own.some(line => /[.!?]$/.test(line)) ? [] : own
}

/**
 * A quote at the very end without a line that announces it; quotes in between are kept with their answers.
 */
function withoutTrailingQuote(lines: readonly string[]): string[] {
  let end = lines.length
  while (
    end > 0 &&
    (!lines[end - 1]!.trim() || isQuoted(lines[end - 1]!) || /^([=_—-]){3,}$/.test(lines[end - 1]!))
  )
    end--
  return end === 0 ? [...lines] : lines.slice(0, end)
}

/** Cuts at the last line that begins a signature, if what follows looks like one. */
function withoutSignature(lines: readonly string[], fenced: ReadonlySet<number>): string[] {
  const first = lines.findIndex(line => line.trim())
  for (let at = first + 1; first >= 0 && at < lines.length; at++) {
    if (fenced.has(at) || !lines[at]!.trim()) continue
    if (isSignatureStart(lines, at) || isSentFrom(lines, at)) return lines.slice(0, at)
  }
  return [...lines]
}

/** The mail is all quote: show it unmarked rather than nothing. */
function firstWords(lines: readonly string[]): string {
  return lines.join('\n').trim()
}
