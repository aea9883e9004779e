// The append as one statement for up to sixteen commands. Not: what to do when it clashes (append.ts).
import type { Event } from '#core/case/event.ts'
import { chained } from '../chain.ts'
import { foldWords } from '../fold-words.ts'
import type { Append } from '../store.ts'
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

/** One command's append with all that had to be found out before. */
export type Ready = { readonly append: Append; readonly head: Head; readonly blobs: readonly PlacedBlob[] }

/** What the statement gives back for one item, and the new head the caller may keep. */
export type Row = { i: number; number: number; tx: string }
export type Built = { readonly sql: Sql; readonly heads: readonly Head[]; readonly last: readonly number[] }

/**
 * Builds the statement. Everything in it holds or nothing: a claim that fails (the case moved on, a key is
 * known)
 * calls clash(), which ends the transaction.
 * @param nowMs the instant kept with answers and intake keys
 */
export function appendSql(batch: readonly Ready[], nowMs: number): Built {
  const items: unknown[] = []
  const facts: unknown[] = []
  const rest: Rest = { texts: [], words: [], effects: [], cancels: [], blobs: [], uses: [] }
  const heads: Head[] = []
  const last: number[] = []
  batch.forEach((ready, i) => {
    const { append, head } = ready
    const links = chained(append.caseId, head, append.events as readonly Event[])
    const end = links.at(-1) ?? { seq: head.seq, h: head.h }
    for (const { caseId, seq, type, at, data, h } of links) {
      facts.push({ c: caseId, s: seq, n: facts.length + 1, y: type, a: at, d: data, h: h.toString('hex') })
    }
    items.push(itemOf(append, i, head, end))
    collect(rest, ready, end.seq, nowMs)
    heads.push({ seq: end.seq, h: end.h })
    last.push(facts.length)
  })
  const values = [
    JSON.stringify(items),
    JSON.stringify(facts),
    JSON.stringify(rest.texts),
    JSON.stringify(rest.words),
    nowMs,
  ]
  if (isPlain(rest)) return { sql: { name: 'append', text: plainText, values }, heads, last }
  const more = [
    JSON.stringify(rest.effects),
    rest.cancels,
    rest.blobs.map(blob => blob.sha256),
    rest.blobs.map(blob => blob.type),
    rest.blobs.map(blob => blob.size),
    rest.blobs.map(blob => blob.bytes),
    JSON.stringify(rest.uses),
  ]
  return { sql: { name: 'append_all', text: fullText, values: [...values, ...more] }, heads, last }
}

type Rest = {
  readonly texts: unknown[]
  readonly words: unknown[]
  readonly effects: unknown[]
  readonly cancels: string[]
  readonly blobs: PlacedBlob[]
  readonly uses: unknown[]
}

const isPlain = ({ effects, cancels, uses }: Rest): boolean =>
  effects.length === 0 && cancels.length === 0 && uses.length === 0

function itemOf(append: Append, i: number, head: Head, end: Head): unknown {
  const { caseId, expectedSeq, card, ring, answered, intakeKey } = append
  return {
    i,
    c: caseId,
    e: expectedSeq,
    s: end.seq,
    b: head.h.toString('hex'),
    h: end.h.toString('hex'),
    k: jsonText(card),
    r: ring.at,
    ...(answered && {
      a: answered.actor,
      y: answered.key,
      m: answered.bodyHash,
      w: jsonText(answered.answer),
    }),
    ...(intakeKey !== undefined && { t: intakeKey }),
  }
}

function collect(rest: Rest, { append, blobs }: Ready, seq: number, nowMs: number): void {
  const { caseId, card } = append
  for (const { id, salt, mac, words } of append.texts) {
    rest.texts.push({
      c: caseId,
      i: id,
      s: seq,
      x: Buffer.from(salt).toString('hex'),
      m: mac,
      w: cleaned(words),
    })
  }
  if (append.search !== '') {
    const found = foldWords(
      `${card.subject} ${card.customerName} ${card.organisationName ?? ''} ${append.search}`,
    )
    rest.words.push({ c: caseId, s: seq, w: found })
  }
  const cancelled = new Set(append.cancelled)
  for (const { key, kind, dueAt, body } of append.effects) {
    const isOff = cancelled.has(key)
    const status = isOff ? 'cancelled' : 'waiting'
    rest.effects.push({
      k: key,
      y: kind,
      c: caseId,
      d: dueAt,
      b: jsonText(body),
      s: status,
      e: isOff ? nowMs : null,
    })
  }
  rest.cancels.push(...append.cancelled)
  for (const blob of blobs) {
    if (!rest.blobs.some(one => one.sha256 === blob.sha256)) rest.blobs.push(blob)
    rest.uses.push({ s: blob.sha256, c: caseId })
  }
}

// `claim` is the race: a new case by its primary key, a known one by its seq and hash under the row's lock.
const claim = `
item as materialized (
  select * from jsonb_to_recordset($1::jsonb) as x(
    i int, c text, e int, s int, b text, h text, k text, r bigint, a text, y text, m text, w text, t text)),
fresh as (
  insert into case_card (case_id, seq, head, card, ring_at)
  select c, s, decode(h, 'hex'), k::jsonb, r from item where e = 0 order by i
  on conflict (case_id) do nothing returning case_id, number),
moved as (
  update case_card set seq = item.s, head = decode(item.h, 'hex'), card = item.k::jsonb,
    ring_at = item.r, ring_leased_until = 0
  from item where item.e > 0 and case_id = item.c and seq = item.e and head = decode(item.b, 'hex')
  returning case_id, number),
claim as (select case_id, number from fresh union all select case_id, number from moved),
keyed as (
  insert into answer (actor, key, body_hash, answer, at)
  select a, y, m, w::jsonb, $5::bigint from item where y is not null order by a, y
  on conflict (actor, key) do nothing returning actor, key),
taken as (
  insert into intake (key, case_id, at) select t, c, $5::bigint from item where t is not null order by t
  on conflict (key) do nothing returning key)`

const records = `
facts as (
  insert into event (case_id, seq, n, type, at, data, h)
  select c, s, n, y, a, d, decode(h, 'hex')
  from jsonb_to_recordset($2::jsonb) as x(c text, s int, n int, y text, a bigint, d text, h text)),
texts as (
  insert into text (case_id, id, seq, salt, mac, words)
  select c, i, s, decode(x, 'hex'), m, w
  from jsonb_to_recordset($3::jsonb) as x(c text, i text, s int, x text, m text, w text)),
found as (
  insert into searchable (case_id, seq, words)
  select c, s, array_to_tsvector(w) from jsonb_to_recordset($4::jsonb) as x(c text, s int, w text[]))`

const outside = `
effects as (
  insert into effect (key, kind, case_id, due_at, body, status, ended_at)
  select k, y, c, d, b::jsonb, s, e
  from jsonb_to_recordset($6::jsonb) as x(k text, y text, c text, d bigint, b text, s text, e bigint)
  on conflict (key) do nothing),
cancels as (
  update effect set status = 'cancelled', ended_at = $5::bigint
  where key = any($7::text[]) and status = 'waiting'),
blobs as (
  insert into blob (sha256, type, size, bytes)
  select * from unnest($8::text[], $9::text[], $10::bigint[], $11::bytea[]) as x(sha256, type, size, bytes)
  order by sha256 on conflict (sha256) do nothing),
uses as (
  insert into blob_use (sha256, case_id)
  select s, c from jsonb_to_recordset($12::jsonb) as x(s text, c text) on conflict do nothing)`

const verdict = `
select item.i, claim.number, pg_current_xact_id()::text as tx,
  case when claim.case_id is null or (item.y is not null and keyed.key is null)
    or (item.t is not null and taken.key is null) then clash() end
from item
left join claim on claim.case_id = item.c
left join keyed on keyed.actor = item.a and keyed.key = item.y
left join taken on taken.key = item.t`

const plainText = `with ${claim},${records}${verdict}`
const fullText = `with ${claim},${records},${outside}${verdict}`
