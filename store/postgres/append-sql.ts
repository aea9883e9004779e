// What goes into the append's statement for up to thirty-two commands.
// Not: its words (append-statement.ts); what to do when it clashes (append.ts).
import { hash } from 'node:crypto'
import type { Event } from '#core/case/event.ts'
import { type Fact, factOf, chained } from '../chain.ts'
import { foldWords } from '../fold-words.ts'
import type { Append } from '../store.ts'
import {
  blob,
  course,
  effect,
  fact,
  item,
  type Need,
  statementFor,
  text,
  told,
  use,
  word,
} from './append-statement.ts'
import { add, countOf, paramsOf, type Rows, rowsOf } from './column-params.ts'
import { cleaned, jsonText, type Sql } from './pool.ts'

/** The end of a case's chain: its last seq and hash. */
export type Head = { readonly seq: number; readonly h: Buffer }

/** A blob as it goes into the statement: `bytes` null when it already lies in the blob folder. */
export type PlacedBlob = {
  readonly sha256: string
  readonly type: string
  readonly size: number
  readonly bytes: Buffer | null
}

/** An append with all that can be written down before its turn comes. */
export type Prepared = {
  readonly append: Append
  readonly facts: readonly Fact[]
  readonly card: string
  readonly words: string
}

/** One command's append with all that had to be found out before. */
export type Ready = Prepared & { readonly head: Head; readonly blobs: readonly PlacedBlob[] }

/** What the statement gives back for one item, and the new head the caller may keep. */
export type Row = { i: number; number: number; tx: string }
export type Built = { readonly sql: Sql; readonly heads: readonly Head[]; readonly last: readonly number[] }

/** Writes down what does not depend on the case's head: done while other appends are under way. */
export function prepared(append: Append): Prepared {
  const { card, search } = append
  return {
    append,
    facts: (append.events as readonly Event[]).map(factOf),
    card: jsonText(card),
    words: search === '' ? '' : wordsOf(append),
  }
}

/** The folded words: letters and digits only, so that a blank parts them. */
const wordsOf = ({ card, search }: Append): string =>
  foldWords(`${card.subject} ${card.customerName} ${card.organisationName ?? ''} ${search}`).join(' ')

/**
 * Builds the statement. Everything in it holds or nothing: a claim that fails (the case moved on, a key is
 * known)
 * calls clash(), which ends the transaction.
 * @param nowMs the instant kept with answers and intake keys
 */
export function appendSql(batch: readonly Ready[], nowMs: number): Built {
  const [items, facts, texts, words] = [item, fact, text, word].map(rowsOf) as [Rows, Rows, Rows, Rows]
  const rest: Rest = { effects: rowsOf(effect), cancels: [], blobs: [], uses: rowsOf(use), others: [] }
  const heads: Head[] = []
  const last: number[] = []
  for (const ready of batch) {
    const { append, head } = ready
    const { caseId } = append
    const links = chained(caseId, head, ready.facts)
    const end = links.at(-1) ?? { seq: head.seq, h: head.h }
    for (const { seq, type, at, data, h } of links) add(facts, [caseId, seq, type, at, data, h])
    addItem(items, ready, end)
    for (const { id, salt, mac, words } of append.texts)
      add(texts, [caseId, id, end.seq, salt, mac, cleaned(words)])
    if (ready.words !== '') add(words, [caseId, end.seq, ready.words])
    addOutside(rest, ready, nowMs)
    heads.push({ seq: end.seq, h: end.h })
    last.push(countOf(facts))
  }
  const values: unknown[] = [nowMs, ...[items, facts, texts, words].flatMap(paramsOf)]
  const needs = needsOf(batch, rest)
  const { effects, cancels, blobs, uses, others } = rest
  if (needs.includes('cancels')) values.push(cancels)
  if (needs.includes('effects')) values.push(...paramsOf(effects))
  if (needs.includes('blobs')) {
    const placed = rowsOf(blob)
    for (const { sha256, type, size, bytes } of blobs) add(placed, [sha256, type, size, bytes])
    values.push(...[placed, uses].flatMap(paramsOf))
  }
  if (needs.includes('others')) values.push(others)
  if (needs.includes('walked')) values.push(...walksOf(batch.map(one => one.append)).flatMap(paramsOf))
  return { sql: { ...statementFor(needs), values }, heads, last }
}

type Rest = {
  readonly effects: Rows
  readonly cancels: string[]
  readonly blobs: PlacedBlob[]
  readonly uses: Rows
  /** cases that must not be merged meanwhile */
  readonly others: string[]
}

function needsOf(batch: readonly Ready[], { effects, cancels, uses, others }: Rest): Need[] {
  const needs: [Need, boolean][] = [
    ['fresh', batch.some(one => one.append.expectedSeq === 0)],
    ['moved', batch.some(one => one.append.expectedSeq > 0)],
    ['keyed', batch.some(one => one.append.answered)],
    ['taken', batch.some(one => one.append.intakeKey !== undefined)],
    ['cancels', cancels.length > 0],
    ['effects', countOf(effects) > 0],
    ['blobs', countOf(uses) > 0],
    ['others', others.length > 0],
    ['walked', batch.some(one => one.append.walks !== undefined)],
  ]
  return needs.filter(([, isNeeded]) => isNeeded).map(([need]) => need)
}

function addItem(items: Rows, { append, card, head }: Ready, end: Head): void {
  const { caseId, expectedSeq, erasures, ring, answered, intakeKey } = append
  add(items, [
    caseId,
    expectedSeq,
    erasures,
    end.seq,
    head.h,
    end.h,
    card,
    ring.at,
    answered?.actor ?? null,
    answered?.key ?? null,
    answered?.bodyHash ?? null,
    answered ? jsonText(answered.answer) : null,
    intakeKey ?? null,
  ])
}

/** What walks tell, and the ways of those that ended, each once. */
export function walksOf(cases: readonly Pick<Append, 'caseId' | 'walks'>[]): [Rows, Rows] {
  const [courses, walks] = [rowsOf(course), rowsOf(told)]
  const known = new Set<string>()
  for (const { caseId, walks: own = [] } of cases)
    for (const one of own) {
      const { slug, version, end } = one.course
      const way = jsonText(one.course)
      const digest = end === 'open' ? null : hash('sha256', way).slice(0, 32)
      if (digest !== null && !known.has(digest)) add(courses, [digest, way])
      if (digest !== null) known.add(digest)
      const seconds = `{${one.seconds.join(',')}}`
      const took = [digest, digest === null ? way : null, seconds] as const
      const when = [one.begunAt, one.changedAt, one.reopened ? 1 : 0, one.walker] as const
      add(walks, [caseId, one.walk, one.part, slug, version, ...took, ...when])
    }
  return [courses, walks]
}

function addOutside(rest: Rest, { append, blobs }: Ready, nowMs: number): void {
  const { caseId } = append
  const cancelled = new Set(append.cancelled)
  for (const { key, kind, dueAt, body } of append.effects) {
    const isOff = cancelled.has(key)
    const status = isOff ? 'cancelled' : 'waiting'
    add(rest.effects, [key, kind, caseId, dueAt, jsonText(body), status, isOff ? nowMs : null])
  }
  rest.cancels.push(...append.cancelled)
  if (append.unlessMerged) rest.others.push(append.unlessMerged)
  for (const blob of blobs) {
    if (!rest.blobs.some(one => one.sha256 === blob.sha256)) rest.blobs.push(blob)
    add(rest.uses, [blob.sha256, caseId])
  }
}
