// What leads read to help people write clearer, found in the ledger, and their private words about it.
// Not: who leads whom (core/people/leads.ts), nor what an entry says, which is read from its case.
import type { AgentId, CaseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Period } from '#core/measure/period.ts'
import { answeredAboveSql, type FoundAbove } from './answered-above.ts'
import { ask, type Pool, type Sql } from '../postgres/pool.ts'

export const coachedFacts = [
  'hand_off.offered',
  'hand_off.returned',
  'hand_off.rated',
  'note.flagged',
  'case.solved',
] as const
export type CoachedFact = (typeof coachedFacts)[number]

/** A fact and who wrote what it is about. */
export type Coached = {
  readonly caseId: CaseId
  readonly seq: number
  readonly at: Instant
  readonly author: AgentId
}
export type CoachQuery = {
  readonly fact: CoachedFact
  /** only what these wrote */
  readonly authors: readonly AgentId[]
  readonly since: Instant
  readonly until: Instant
  readonly limit: number
  /** the last one shown: where a list goes on */
  readonly before?: Pick<Coached, 'caseId' | 'seq' | 'at'> | undefined
}

export type CoachWord = {
  readonly id: string
  readonly caseId: CaseId
  /** the hand-off, note or step */
  readonly about: string
  readonly lead: AgentId
  readonly author: AgentId
  readonly says: string
  readonly at: Instant
  readonly readAt: Instant | null
  readonly answer: string | null
  readonly answeredAt: Instant | null
}
export type NewWord = Omit<CoachWord, 'readAt' | 'answer' | 'answeredAt'>
export type WordQuery = {
  readonly of: AgentId
  readonly as: 'author' | 'lead'
  readonly limit: number
  readonly before?: Pick<CoachWord, 'at' | 'id'> | undefined
}

export type CoachTable = {
  /** The newest first. Index: event_coached; of what is rated or solved, event_helped. */
  facts(query: CoachQuery): Promise<Coached[]>
  /** What a week's sample is drawn from, in the order it was answered. Index: event_helped. */
  answeredAbove(period: Period): Promise<FoundAbove[]>
  /** Who wrote so much that was unclear since then. Index: event_coached. */
  oftenUnclear(since: Instant, times: number): Promise<AgentId[]>
  add(word: NewWord): Promise<void>
  /** One of the two it is between; for anybody else it is not there. */
  one(id: string, asks: AgentId): Promise<CoachWord | null>
  /** The newest first. Index: coach_word_author, coach_word_lead. */
  words(query: WordQuery): Promise<CoachWord[]>
  /** Its author has read it; an answer says so as well. */
  read(id: string, now: Instant, answer?: string): Promise<void>
  remove(id: string): Promise<void>
}

/** Who wrote what a fact is about; a returned hand-off says by which offer. */
const authorOf: Readonly<Record<CoachedFact, string>> = {
  'hand_off.offered': `e.data::jsonb #>> '{from,agent}'`,
  'hand_off.returned': `(select o.data::jsonb #>> '{from,agent}' from event o where o.case_id = e.case_id
    and o.type = 'hand_off.offered' and o.data::jsonb ->> 'handOff' = e.data::jsonb ->> 'handOff')`,
  // Only what was found clear; in the where it would hide from the planner how many there are.
  'hand_off.rated': `(select o.data::jsonb #>> '{from,agent}' from event o where o.case_id = e.case_id
    and o.type = 'hand_off.offered' and o.data::jsonb ->> 'handOff' = e.data::jsonb ->> 'handOff'
    and e.data::jsonb ->> 'missing' is null)`,
  'note.flagged': `e.data::jsonb ->> 'author'`,
  // A customer who says that it is solved has written nothing of ours.
  'case.solved': `case e.data::jsonb #>> '{by,kind}' when 'agent' then e.data::jsonb #>> '{by,id}' end`,
}

/** So many facts are read at once, and so often at most; whose they are each says only when it is read. */
const batch = 200
const batchesMax = 100

type Batch = Pick<CoachQuery, 'fact' | 'since' | 'until' | 'before'>

/** The statement for one kind of fact; its kind stands in it, so that the index is known to hold it. */
export const coachedSql = ({ fact, since, until, before }: Batch): Sql => ({
  name: `coached ${fact}`,
  text: `select e.case_id as "caseId", e.seq, e.at, ${authorOf[fact]} as author from event e
    where e.type = '${fact}' and e.at >= $1 and e.at < $2
      and ($3::bigint is null or (e.at, e.case_id, e.seq) < ($3, $4, $5))
    order by e.at desc, e.case_id desc, e.seq desc limit ${batch}`,
  values: [since, until, before?.at ?? null, before?.caseId ?? null, before?.seq ?? null],
})

async function factsOf(pool: Pool, { authors, limit, ...asked }: CoachQuery): Promise<Coached[]> {
  const wanted = new Set(authors)
  const found: Coached[] = []
  let { before } = asked
  for (let read = 0; read < batchesMax && found.length < limit; read++) {
    const some = await ask<Coached>(pool, coachedSql({ ...asked, before }))
    found.push(...some.filter(one => wanted.has(one.author)))
    if (some.length < batch) break
    before = some.at(-1)
  }
  return found.slice(0, limit)
}

const word = `id, case_id as "caseId", about, lead_id as lead, author_id as author, says, at,
  read_at as "readAt", answer, answered_at as "answeredAt"`

/** One side's words, each side along its own index. */
export const wordsSql = ({ of, as, limit, before }: WordQuery): Sql => ({
  name: `coach_words ${as}`,
  text: `select ${word} from coach_word where ${as}_id = $1
    and ($2::bigint is null or (at, id) < ($2, $3)) order by at desc, id desc limit $4`,
  values: [of, before?.at ?? null, before?.id ?? null, limit],
})

/** The ledger's facts for leads, and the table of words. */
export const coachTable = (pool: Pool): CoachTable => ({
  facts: query => factsOf(pool, query),
  answeredAbove: period => ask<FoundAbove>(pool, answeredAboveSql(period)),
  async oftenUnclear(since, times) {
    const rows = await ask<{ author: AgentId }>(pool, {
      name: 'often_unclear',
      text: `select data::jsonb ->> 'author' as author from event
        where type = 'note.flagged' and at >= $1 group by 1 having count(*) >= $2`,
      values: [since, times],
    })
    return rows.map(one => one.author)
  },
  async add({ id, caseId, about, lead, author, says, at }) {
    await ask(pool, {
      name: 'coach_word_add',
      text: `insert into coach_word (id, case_id, about, lead_id, author_id, says, at)
        values ($1, $2, $3, $4, $5, $6, $7)`,
      values: [id, caseId, about, lead, author, says, at],
    })
  },
  async one(id, asks) {
    const [found] = await ask<CoachWord>(pool, {
      name: 'coach_word_one',
      text: `select ${word} from coach_word where id = $1 and $2 in (lead_id, author_id)`,
      values: [id, asks],
    })
    return found ?? null
  },
  words: query => ask<CoachWord>(pool, wordsSql(query)),
  async read(id, now, answer) {
    await ask(pool, {
      name: 'coach_word_read',
      text: `update coach_word set read_at = coalesce(read_at, $2), answer = coalesce($3, answer),
        answered_at = case when $3::text is null then answered_at else $2 end where id = $1`,
      values: [id, now, answer ?? null],
    })
  },
  async remove(id) {
    await ask(pool, {
      name: 'coach_word_remove',
      text: 'delete from coach_word where id = $1',
      values: [id],
    })
  },
})
