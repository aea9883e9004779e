// The append as one statement for up to thirty-two commands. Not: what to do when it clashes (append.ts).
import type { Event } from '#core/case/event.ts'
import { type Fact, factOf, chained } from '../chain.ts'
import { foldWords } from '../fold-words.ts'
import type { Append } from '../store.ts'
import { columnNames, columnValues } from './card-columns.ts'
import { add, countOf, paramsOf, type Rows, rowsOf, unnester } from './column-params.ts'
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
  if (isPlain(rest)) return { sql: { name: 'append', text: plainText, values }, heads, last }
  const { effects, cancels, blobs, uses, others } = rest
  const placed = rowsOf(blob)
  for (const { sha256, type, size, bytes } of blobs) add(placed, [sha256, type, size, bytes])
  const more = [cancels, ...[effects, placed, uses].flatMap(paramsOf), others]
  return { sql: { name: 'append_all', text: fullText, values: [...values, ...more] }, heads, last }
}

const item = {
  case_id: 'text',
  expected: 'int',
  seq: 'int',
  before: 'bytea',
  head: 'bytea',
  card: 'text',
  ring_at: 'bigint',
  actor: 'text',
  key: 'text',
  body_hash: 'text',
  answer: 'text',
  intake: 'text',
} as const
const fact = { case_id: 'text', seq: 'int', type: 'text', at: 'bigint', data: 'text', h: 'bytea' } as const
const text = { case_id: 'text', id: 'text', seq: 'int', salt: 'bytea', mac: 'text', words: 'text' } as const
const word = { case_id: 'text', seq: 'int', words: 'text' } as const
const effect = {
  key: 'text',
  kind: 'text',
  case_id: 'text',
  due_at: 'bigint',
  body: 'text',
  status: 'text',
  ended_at: 'bigint',
} as const
const blob = { sha256: 'text', type: 'text', size: 'bigint', bytes: 'bytea' } as const
const use = { sha256: 'text', case_id: 'text' } as const

type Rest = {
  readonly effects: Rows
  readonly cancels: string[]
  readonly blobs: PlacedBlob[]
  readonly uses: Rows
  /** cases that must not be merged meanwhile */
  readonly others: string[]
}

const isPlain = ({ effects, cancels, uses, others }: Rest): boolean =>
  countOf(effects) === 0 && cancels.length === 0 && countOf(uses) === 0 && others.length === 0

function addItem(items: Rows, { append, card, head }: Ready, end: Head): void {
  const { caseId, expectedSeq, ring, answered, intakeKey } = append
  add(items, [
    caseId,
    expectedSeq,
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

// $1 is the instant, then the columns of each table.
const plain = unnester(2)

// `claim` is the race: a new case by its primary key, a known one by its seq and hash under the row's lock.
const claim = `
item as materialized (
  select i, case_id, expected, seq, before, head, card::jsonb as card, ring_at, actor, key, body_hash, answer, intake
  from ${plain(item, 'i')}),
fresh as (
  insert into case_card (case_id, seq, head, card, ring_at, ${columnNames})
  select case_id, seq, head, card, ring_at, ${columnValues}
  from item where expected = 0 order by i
  on conflict (case_id) do nothing returning case_id, number),
moved as (
  update case_card c set seq = item.seq, head = item.head, card = item.card, ring_at = item.ring_at,
    ring_leased_until = 0, (${columnNames}) = row(${columnValues.replaceAll(/\bcard\b/g, 'item.card')})
  from item where expected > 0 and c.case_id = item.case_id and c.seq = item.expected and c.head = item.before
  returning c.case_id, c.number),
claim as (select case_id, number from fresh union all select case_id, number from moved),
keyed as (
  insert into answer (actor, key, body_hash, answer, at)
  select actor, key, body_hash, answer::jsonb, $1::bigint from item where key is not null order by actor, key
  on conflict (actor, key) do nothing returning actor, key),
taken as (
  insert into intake (key, case_id, at)
  select intake, case_id, $1::bigint from item where intake is not null order by intake
  on conflict (key) do nothing returning key)`

const records = `
facts as (
  insert into event (case_id, seq, n, type, at, data, h)
  select case_id, seq, n, type, at, data, h from ${plain(fact, 'n')}),
texts as (
  insert into text (case_id, id, seq, salt, mac, words)
  select case_id, id, seq, salt, mac, words from ${plain(text)}),
found as (
  insert into searchable (case_id, seq, words)
  select case_id, seq, array_to_tsvector(string_to_array(words, ' ')) from ${plain(word)})`

const cancels = 2 + [item, fact, text, word].flatMap(Object.keys).length
const more = unnester(cancels + 1)
const others = cancels + 1 + [effect, blob, use].flatMap(Object.keys).length

const outside = `
cancels as (
  update effect set status = 'cancelled', ended_at = $1::bigint
  where key = any($${cancels}::text[]) and status = 'waiting'),
effects as (
  insert into effect (key, kind, case_id, due_at, body, status, ended_at)
  select key, kind, case_id, due_at, body::jsonb, status, ended_at from ${more(effect)}
  on conflict (key) do nothing),
blobs as (
  insert into blob (sha256, type, size, bytes)
  select sha256, type, size, bytes from ${more(blob)} order by sha256 on conflict (sha256) do nothing),
uses as (
  insert into blob_use (sha256, case_id)
  select sha256, case_id from ${more(use)} on conflict do nothing),
other as materialized (
  select case_id from case_card where case_id = any($${others}::text[]) and phase <> 'merged' for share)`

// The lock on the other case lasts until the end: whoever merges that one meanwhile waits, and is told.
const verdict = (also: string) => `
select (item.i - 1)::int as i, claim.number, pg_current_xact_id()::text as tx,
  case when claim.case_id is null or (item.key is not null and keyed.key is null)
    or (item.intake is not null and taken.key is null)${also} then clash() end
from item
left join claim on claim.case_id = item.case_id
left join keyed on keyed.actor = item.actor and keyed.key = item.key
left join taken on taken.key = item.intake`

const otherGone = `
    or (select count(*) from other) < cardinality($${others}::text[])`
const plainText = `with ${claim},${records}${verdict('')}`
const fullText = `with ${claim},${records},${outside}${verdict(otherGone)}`
