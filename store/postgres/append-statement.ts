// The words of the append's statement: one for many commands, with the parts that a batch of them needs.
// Not: what goes into it (append-sql.ts).
import { columnNames, columnValues } from './card-columns.ts'
import { unnester } from './column-params.ts'

/** The parts not every batch needs; one that is left out need not be begun and ended. */
export type Need = 'fresh' | 'moved' | 'keyed' | 'taken' | Extra
/** Those of them that bring columns of their own, in this order. */
export type Extra = 'cancels' | 'effects' | 'blobs' | 'others' | 'walked'

export const item = {
  case_id: 'text',
  expected: 'int',
  erasures: 'int',
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
export const fact = {
  case_id: 'text',
  seq: 'int',
  type: 'text',
  at: 'bigint',
  data: 'text',
  h: 'bytea',
} as const
export const text = {
  case_id: 'text',
  id: 'text',
  seq: 'int',
  salt: 'bytea',
  mac: 'text',
  words: 'text',
} as const
export const word = { case_id: 'text', seq: 'int', words: 'text' } as const
export const effect = {
  key: 'text',
  kind: 'text',
  case_id: 'text',
  due_at: 'bigint',
  body: 'text',
  status: 'text',
  ended_at: 'bigint',
} as const
export const blob = { sha256: 'text', type: 'text', size: 'bigint', bytes: 'bytea' } as const
export const use = { sha256: 'text', case_id: 'text' } as const
export const course = { digest: 'text', course: 'text' } as const
export const told = {
  case_id: 'text',
  walk: 'text',
  part: 'int',
  slug: 'text',
  version: 'int',
  course: 'text',
  open: 'text',
  seconds: 'text',
  begun_at: 'bigint',
  changed_at: 'bigint',
  reopened: 'int',
  walker: 'text',
} as const

// $1 is the instant, then the columns of each table.
const plain = unnester(2)

const items = `
item as materialized (
  select i, case_id, expected, erasures, seq, before, head, card::jsonb as card, ring_at, actor, key, body_hash, answer, intake,
    $1::bigint as now
  from ${plain(item, 'i')})`

// `claim` is the race: a new case by its primary key, a known one by its seq, hash and erasures under the
// row's lock.
const claims = {
  fresh: `
fresh as (
  insert into case_card (case_id, seq, head, card, ring_at, ${columnNames})
  select case_id, seq, head, card, ring_at, ${columnValues}
  from item where expected = 0 order by i
  on conflict (case_id) do nothing returning case_id, number)`,
  moved: `
moved as (
  update case_card c set seq = item.seq, head = item.head, card = item.card, ring_at = item.ring_at,
    ring_leased_until = 0, take_leased_until = 0, (${columnNames}) = row(${columnValues.replaceAll(/\bcard\b/g, 'item.card')})
  from item where expected > 0 and c.case_id = item.case_id and c.seq = item.expected and c.head = item.before
    and c.erasures = item.erasures
  returning c.case_id, c.number)`,
} as const
const claimOf = (needs: readonly Need[]): string => {
  const won = Object.keys(claims).filter(one => needs.includes(one as Need))
  return `
claim as (${won.map(one => `select case_id, number from ${one}`).join(' union all ')})`
}

/** What only one append may have besides its case: the row that says so, and how an item knows it failed. */
const keys = {
  keyed: {
    row: `
keyed as (
  insert into answer (actor, key, body_hash, answer, at)
  select actor, key, body_hash, answer::jsonb, now from item where key is not null order by actor, key
  on conflict (actor, key) do nothing returning actor, key)`,
    join: 'left join keyed on keyed.actor = item.actor and keyed.key = item.key',
    failed: 'or (item.key is not null and keyed.key is null)',
  },
  taken: {
    row: `
taken as (
  insert into intake (key, case_id, at)
  select intake, case_id, now from item where intake is not null order by intake
  on conflict (key) do nothing returning key)`,
    join: 'left join taken on taken.key = item.intake',
    failed: 'or (item.intake is not null and taken.key is null)',
  },
} as const

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

const columnsOf = (...shapes: object[]): number => shapes.flatMap(Object.keys).length
/** The first parameter behind those every batch has. */
const firstExtra = 2 + columnsOf(item, fact, text, word)

type Words = (first: number) => string
/**
 * How many parameters an extra takes, its words behind the parameters of those before it, and how an item
 * knows it failed.
 */
const extras: Record<Extra, { readonly params: number; readonly words: Words; readonly failed?: Words }> = {
  cancels: {
    params: 1,
    // By its key: the index of what waits would be walked from end to end, and a backlog is long.
    words: first => `
cancels as (
  update effect set status = 'cancelled', ended_at = $1::bigint
  where key = any($${first}::text[]) and coalesce(status, '') = 'waiting')`,
  },
  effects: {
    params: columnsOf(effect),
    words: first => `
effects as (
  insert into effect (key, kind, case_id, due_at, body, status, ended_at)
  select key, kind, case_id, due_at, body::jsonb, status, ended_at from ${unnester(first)(effect)}
  on conflict (key) do nothing)`,
  },
  blobs: { params: columnsOf(blob, use), words: blobsFrom },
  others: {
    params: 1,
    words: first => `
other as materialized (
  select case_id from case_card where case_id = any($${first}::text[]) and phase <> 'merged' for share)`,
    failed: otherGone,
  },
  walked: { params: columnsOf(course, told), words: walkedFrom },
}

// The lock on the other case lasts until the end: whoever merges that one meanwhile waits, and is told.
function otherGone(first: number): string {
  return `or (select count(*) from other) < cardinality($${first}::text[])`
}

function blobsFrom(first: number): string {
  const rows = unnester(first)
  return `
blobs as (
  insert into blob (sha256, type, size, bytes)
  select sha256, type, size, bytes from ${rows(blob)} order by sha256 on conflict (sha256) do nothing),
uses as (
  insert into blob_use (sha256, case_id)
  select sha256, case_id from ${rows(use)} on conflict do nothing)`
}

/** What walks tell. Ways are taken in one order, so that two nodes do not wait for each other. */
function walkedFrom(first: number): string {
  const rows = unnester(first)
  return `
courses as (
  insert into walk_course (digest, course)
  select digest::uuid, course::jsonb from ${rows(course)} order by digest on conflict (digest) do nothing),
walked as (
  insert into walk_told (case_id, walk, part, slug, version, course, open, seconds, begun_at, changed_at, reopened,
    walker)
  select case_id, walk, part, slug, version, course::uuid, open::jsonb, seconds::int[], begun_at, changed_at,
    reopened = 1, walker
  from ${rows(told)}
  on conflict (case_id, walk, part) do update set (course, open, seconds, changed_at, reopened, walker)
    = row(excluded.course, excluded.open, excluded.seconds, excluded.changed_at, excluded.reopened, excluded.walker))`
}

const statements = new Map<string, { name: string; text: string }>()

/**
 * The statement with the parts a batch needs, and its name: few are in use, and each connection plans each of
 * them once.
 * @param needs in the order in which they are declared
 */
export function statementFor(needs: readonly Need[]): { name: string; text: string } {
  const name = ['append', ...needs].join('_')
  let known = statements.get(name)
  if (!known) {
    known = { name, text: textOf(needs) }
    statements.set(name, known)
  }
  return known
}

function textOf(needs: readonly Need[]): string {
  const asked = (['keyed', 'taken'] as const).filter(one => needs.includes(one)).map(one => keys[one])
  const parts = [
    items,
    ...(['fresh', 'moved'] as const).filter(one => needs.includes(one)).map(one => claims[one]),
    claimOf(needs),
    ...asked.map(one => one.row),
    records,
  ]
  const failed: string[] = asked.map(one => one.failed)
  let next = firstExtra
  for (const [name, extra] of Object.entries(extras)) {
    if (!needs.includes(name as Extra)) continue
    parts.push(extra.words(next))
    if (extra.failed) failed.push(extra.failed(next))
    next += extra.params
  }
  return `with ${parts.join(',')}
select (item.i - 1)::int as i, claim.number, pg_current_xact_id()::text as tx,
  case when claim.case_id is null ${failed.join(' ')} then clash() end
from item
left join claim on claim.case_id = item.case_id
${asked.map(one => one.join).join('\n')}`
}
