// Which entries of a ledger the reader sees: by kind, by day, long talk folded. Not: how one looks
// (entry-view.tsx).
import type { Entry, EntryKind } from '#core/case/timeline.ts'
import { type NoteKind, noteKinds } from '#core/case/note-kind.ts'
import { daysBetween, type Words } from '#web/kit/times.ts'

/** The line of kinds over the ledger, in its order. */
export const kindFilters = [
  'all',
  'claim',
  'step',
  'finding',
  'promise',
  'hand_off',
  'message',
  'team',
] as const
export type KindFilter = (typeof kindFilters)[number]

const shownBy: Readonly<Record<Exclude<KindFilter, 'all'>, readonly EntryKind[]>> = {
  claim: ['claim', 'question', 'help', 'satisfaction'],
  step: ['step', 'walk', 'solved'],
  finding: ['reproduction', 'hypothesis', 'verification', 'regression', 'wanted_fact'],
  promise: ['promise', 'check_back'],
  hand_off: ['hand_off'],
  message: ['message', 'contact'],
  team: ['note', 'cost', 'thanks', 'abuse', 'live', 'swarm', 'call_back'],
}

/** The entries of one kind; `all` gives them all. */
export const ofKind = (entries: readonly Entry[], filter: KindFilter): readonly Entry[] =>
  filter === 'all' ? entries : entries.filter(entry => shownBy[filter].includes(entry.kind))

export const noteFilters = ['all', ...noteKinds] as const
export type NoteFilter = 'all' | NoteKind

/** The notes that are about one thing. */
export const ofNoteKind = (entries: readonly Entry[], what: NoteFilter): readonly Entry[] =>
  what === 'all' ? entries : entries.filter(one => one.kind === 'note' && one.what === what)

/** How many entries each kind has; small changes of the case are counted in `all` alone. */
export const countsOf = (entries: readonly Entry[]): Readonly<Record<KindFilter, number>> =>
  Object.fromEntries(kindFilters.map(filter => [filter, ofKind(entries, filter).length])) as Record<
    KindFilter,
    number
  >

export const foldAbove = 20
/** What stays visible at either end of a folded run. */
const keptFirst = 2
const keptLast = 6

export type Line =
  | { readonly line: 'day'; readonly at: number; readonly id: string }
  | { readonly line: 'entry'; readonly entry: Entry; readonly id: string }
  | { readonly line: 'fold'; readonly count: number; readonly id: string; readonly from: number }

const isTalk = (entry: Entry): boolean => entry.kind === 'message' || entry.kind === 'contact'

/** Runs of more than twenty messages with nothing between them show their ends and how many lie between. */
function folded(
  entries: readonly Entry[],
  unfolded: ReadonlySet<number>,
): (Entry | { count: number; from: number })[] {
  const shown: (Entry | { count: number; from: number })[] = []
  for (let i = 0; i < entries.length; ) {
    let end = i
    while (end < entries.length && isTalk(entries[end] as Entry)) end++
    const run = entries.slice(i, Math.max(end, i + 1))
    const first = run[0] as Entry
    if (run.length > foldAbove && !unfolded.has(first.seq)) {
      const count = run.length - keptFirst - keptLast
      shown.push(...run.slice(0, keptFirst), { count, from: first.seq }, ...run.slice(-keptLast))
    } else shown.push(...run)
    i += run.length
  }
  return shown
}

/**
 * The lines of the ledger: a rule for each day, the entries, and a fold for long runs of messages.
 * @param unfolded the first entries of the runs that were opened
 */
export function linesOf(entries: readonly Entry[], unfolded: ReadonlySet<number>, words: Words): Line[] {
  const lines: Line[] = []
  let day: number | null = null
  for (const one of folded(entries, unfolded)) {
    if ('count' in one) {
      lines.push({ line: 'fold', count: one.count, from: one.from, id: `f${one.from}` })
      continue
    }
    if (day === null || daysBetween(day, one.at, words) !== 0)
      lines.push({ line: 'day', at: one.at, id: `d${one.seq}` })
    day = one.at
    lines.push({ line: 'entry', entry: one, id: `e${one.seq}` })
  }
  return lines
}

/** The entry `step` places from the one in focus, for j and k; without a focus the last one. */
export function entryNext(lines: readonly Line[], focused: number | null, step: 1 | -1): number | null {
  const seqs = lines.flatMap(line => (line.line === 'entry' ? [line.entry.seq] : []))
  if (seqs.length === 0) return null
  const at = focused === null ? -1 : seqs.indexOf(focused)
  if (at < 0) return seqs.at(-1) ?? null
  return seqs[Math.min(seqs.length - 1, Math.max(0, at + step))] ?? null
}
