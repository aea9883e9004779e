// Writes anew what is derived from the ledgers, a page at a time, beside nodes at work. Not: how it is
// derived (server/rebuild.ts). What is no view stays: a case's number and the end of its chain lie in its
// card's row.
import type { Card } from '#core/case/card.ts'
import type { Escalation } from '#core/escalation/escalation.ts'
import type { CaseId, EscalationId, MatterId, TextId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { MatterCard } from '#core/matter/matter.ts'
import type { WalkTold } from '#core/measure/walk-told.ts'
import { foldWords } from '../fold-words.ts'
import { walksOf } from './append-sql.ts'
import { course, told, word } from './append-statement.ts'
import { columnNames, columnsDiffer, columnValues } from './card-columns.ts'
import { add, paramsOf, rowsOf, unnester } from './column-params.ts'
import { ask, commit, jsonText, type Pool } from './pool.ts'
import { type GivenViews, putGiven } from './rebuild-given.ts'

/**
 * A case as its ledger says it; written only where it still has these facts and no more words were erased.
 */
export type CaseViews = GivenViews & {
  readonly erasures: number
  readonly card: Card
  readonly ringAt: Instant | null
  readonly walks: readonly WalkTold[]
  /** the words of each append, by its last fact */
  readonly words: readonly { readonly seq: number; readonly words: string }[]
}
export type MatterViews = {
  readonly id: MatterId
  readonly seq: number
  readonly card: MatterCard
  readonly changedAt: Instant
  readonly ringAt: Instant | null
}
/** Of those asked for: which hold as they are said now, and which of them said something else before. */
export type Rebuilt<Id> = { readonly done: readonly Id[]; readonly mended: readonly Id[] }

export type Rebuilding = {
  /** Ids behind one, in order; an empty text begins. Index: the primary key. */
  cases(after: string, limit: number): Promise<CaseId[]>
  matters(after: string, limit: number): Promise<MatterId[]>
  escalations(after: string, limit: number): Promise<EscalationId[]>
  /** By which append each text of these cases came. */
  textsOf(cases: readonly CaseId[]): Promise<ReadonlyMap<CaseId, ReadonlyMap<TextId, number>>>
  /** How the people of a case are called, for a card that lost it. */
  namesOf(card: Pick<Card, 'customer' | 'organisation'>): Promise<Names>
  putCases(views: readonly CaseViews[]): Promise<Rebuilt<CaseId>>
  putMatters(views: readonly MatterViews[]): Promise<Rebuilt<MatterId>>
  putEscalations(states: readonly Escalation[]): Promise<Rebuilt<EscalationId>>
}
type Names = { readonly customerName: string; readonly organisationName: string | null }

/** The statements. */
export const rebuildingOf = (pool: Pool): Rebuilding => ({
  cases: (after, limit) => idsBehind(pool, 'case_card', 'case_id', after, limit),
  matters: (after, limit) => idsBehind(pool, 'matter', 'id', after, limit),
  escalations: (after, limit) => idsBehind(pool, 'escalation', 'id', after, limit),
  async textsOf(cases) {
    const rows = await ask<{ case_id: CaseId; id: TextId; seq: number }>(pool, {
      name: 'rebuild_texts',
      text: 'select case_id, id, seq from text where case_id = any($1::text[])',
      values: [cases],
    })
    const byCase = Map.groupBy(rows, one => one.case_id)
    return new Map([...byCase].map(([id, own]) => [id, new Map(own.map(one => [one.id, one.seq]))]))
  },
  async namesOf({ customer, organisation }) {
    const [row] = await ask<{ customer: string | null; organisation: string | null }>(pool, {
      name: 'rebuild_names',
      text: `select (select name from customer where id = $1) as customer,
        (select name from organisation where id = $2) as organisation`,
      values: [customer, organisation],
    })
    return { customerName: row?.customer ?? '', organisationName: row?.organisation ?? null }
  },
  async putCases(views) {
    const cards = await putCases(pool, views)
    const given = await putGiven(
      pool,
      views.filter(({ caseId }) => cards.done.includes(caseId)),
    )
    return { done: given.done, mended: [...new Set([...cards.mended, ...given.mended])] }
  },
  putMatters: views => putMatters(pool, views),
  putEscalations: states => putEscalations(pool, states),
})

async function idsBehind<Id>(
  pool: Pool,
  table: 'case_card' | 'matter' | 'escalation',
  column: 'case_id' | 'id',
  after: string,
  limit: number,
): Promise<Id[]> {
  const text = `select ${column} as id from ${table} where ${column} > $1 order by ${column} limit $2`
  const rows = await ask<{ id: Id & string }>(pool, {
    name: `rebuild_${table}`,
    text,
    values: [after, limit],
  })
  return rows.map(({ id }) => id)
}

const view = {
  case_id: 'text',
  seq: 'int',
  erasures: 'int',
  made: 'text',
  ring: 'bigint',
} as const
const next = unnester(1)

/**
 * A row that an append holds at this moment is left out and not waited for, and one that has moved on is not
 * written: whoever asked reads it again. As long as the rows are held nobody appends to those cases.
 */
const casesSql = `with held as materialized (
    select x.case_id, x.made::jsonb as made, x.ring
    from ${next(view)} join case_card c on c.case_id = x.case_id and c.seq = x.seq and c.erasures = x.erasures
    for update of c skip locked),
  cards as (
    update case_card c set card = held.made, ring_at = held.ring,
      (${columnNames}) = row(${columnValues.replaceAll(/\bcard\b/g, 'held.made')})
    from held where c.case_id = held.case_id and (c.card - 'number' is distinct from held.made - 'number'
      or c.ring_at is distinct from held.ring or ${columnsDiffer.replaceAll(/\bcard\b/g, 'held.made')})
    returning c.case_id),
  courses as (
    insert into walk_course (digest, course)
    select digest::uuid, course::jsonb from ${next(course)} order by digest on conflict (digest) do nothing),
  walk as materialized (
    select x.*, course::uuid as way, open::jsonb as rest from ${next(told)} join held using (case_id)),
  walks_gone as (
    delete from walk_told t using held where t.case_id = held.case_id
      and not exists (select from walk where (walk.case_id, walk.walk, walk.part) = (t.case_id, t.walk, t.part))
    returning t.case_id),
  walked as (
    insert into walk_told as t (case_id, walk, part, slug, version, course, open, seconds, begun_at, changed_at,
      reopened, walker)
    select case_id, walk, part, slug, version, way, rest, seconds::int[], begun_at, changed_at, reopened = 1,
      walker from walk order by case_id, walk, part
    on conflict (case_id, walk, part) do update set (slug, version, course, open, seconds, begun_at, changed_at,
      reopened, walker) = row(excluded.slug, excluded.version, excluded.course, excluded.open, excluded.seconds,
      excluded.begun_at, excluded.changed_at, excluded.reopened, excluded.walker)
    where (t.slug, t.version, t.course, t.open, t.seconds, t.begun_at, t.changed_at, t.reopened, t.walker)
      is distinct from (excluded.slug, excluded.version, excluded.course, excluded.open, excluded.seconds,
      excluded.begun_at, excluded.changed_at, excluded.reopened, excluded.walker)
    returning t.case_id),
  said as materialized (
    select x.case_id, x.seq, array_to_tsvector(string_to_array(x.words, ' ')) as words
    from ${next(word)} join held using (case_id)),
  words_gone as (
    delete from searchable s using held where s.case_id = held.case_id
      and not exists (select from said where (said.case_id, said.seq) = (s.case_id, s.seq))
    returning s.case_id),
  worded as (
    insert into searchable as s (case_id, seq, words) select case_id, seq, words from said order by case_id, seq
    on conflict (case_id, seq) do update set words = excluded.words
    where s.words is distinct from excluded.words
    returning s.case_id)
  select case_id as id, case_id in (select case_id from cards union all select case_id from walks_gone
    union all select case_id from walked union all select case_id from words_gone
    union all select case_id from worded) as mended from held`

async function putCases(pool: Pool, views: readonly CaseViews[]): Promise<Rebuilt<CaseId>> {
  const [items, words] = [rowsOf(view), rowsOf(word)]
  for (const one of views) {
    add(items, [one.caseId, one.seq, one.erasures, jsonText(one.card), one.ringAt])
    for (const { seq, words: own } of one.words) add(words, [one.caseId, seq, foldedWords(one.card, own)])
  }
  const [courses, walks] = walksOf(views)
  const values = [items, courses, walks, words].flatMap(paramsOf)
  return outcome(await commit(pool, { name: 'rebuild_cases', text: casesSql, values }))
}

/** As an append folds them: with the subject and the names, by which each row is found. */
const foldedWords = ({ subject, customerName, organisationName }: Card, words: string): string =>
  foldWords(`${subject} ${customerName} ${organisationName ?? ''} ${words}`).join(' ')

async function putMatters(pool: Pool, views: readonly MatterViews[]): Promise<Rebuilt<MatterId>> {
  const rows = views.map(({ id, seq, card, changedAt, ringAt }) => ({ id, seq, card, changedAt, ringAt }))
  const plain = `standing = made ->> 'standing', is_open = (made ->> 'isOpen')::boolean, owner = made ->> 'owner',
    team = made ->> 'team', product = made ->> 'product', subject = made ->> 'subject',
    due_at = (made ->> 'dueAt')::bigint, opened_at = (made ->> 'openedAt')::bigint`
  const text = `with held as materialized (
      select m.id, x.made, x.changed, x.ring, m.card as was, m.ring_at as rang
      from (select one ->> 'id' as id, (one ->> 'seq')::int as seq, one -> 'card' as made,
          (one ->> 'changedAt')::bigint as changed, (one ->> 'ringAt')::bigint as ring
        from jsonb_array_elements($1::jsonb) as one) x
      join matter m on m.id = x.id and m.seq = x.seq for update of m skip locked),
    put as (
      update matter set card = made, changed_at = changed, ring_at = ring, ${plain}
      from held where matter.id = held.id and (card is distinct from made or ring_at is distinct from ring
        or changed_at <> changed or ${plain
          .replaceAll(' = ', ' is distinct from ')
          .replaceAll(/,\s+(?=\w+ is )/g, ' or ')})
      returning matter.id)
    select id, id in (select id from put) as mended from held`
  return outcome(await commit(pool, { name: 'rebuild_matters', text, values: [jsonText(rows)] }))
}

async function putEscalations(pool: Pool, states: readonly Escalation[]): Promise<Rebuilt<EscalationId>> {
  const text = `with held as materialized (
      select e.id, x.made from (select one as made from jsonb_array_elements($1::jsonb) as one) x
      join escalation e on e.id = made ->> 'id' and e.seq = (made ->> 'seq')::int
      for update of e skip locked),
    put as (
      update escalation e set state = made, standing = made ->> 'standing', case_id = made ->> 'case',
        asked_at = (made ->> 'askedAt')::bigint, answer_by = (made ->> 'answerBy')::bigint,
        is_late = (made ->> 'late')::boolean
      from held where e.id = held.id and (state is distinct from made or standing <> made ->> 'standing'
        or case_id <> made ->> 'case' or asked_at <> (made ->> 'askedAt')::bigint
        or answer_by <> (made ->> 'answerBy')::bigint or is_late <> (made ->> 'late')::boolean)
      returning e.id)
    select id, id in (select id from put) as mended from held`
  return outcome(await commit(pool, { name: 'rebuild_escalations', text, values: [jsonText(states)] }))
}

function outcome<Id>({ rows }: { readonly rows: unknown[] }): Rebuilt<Id> {
  const found = rows as { id: Id; mended: boolean }[]
  return {
    done: found.map(({ id }) => id),
    mended: found.filter(({ mended }) => mended).map(({ id }) => id),
  }
}
