// What stands beside cases, each with its ledger: facts in order, chained as those of a case, never changed.
// Not: what one is and how it goes (core/matter), nor which cases belong to it (their cards say so).
import { canonical } from '../canonical.ts'
import { chained, hashOf, noHash } from '../chain.ts'
import type { Severity } from '#core/case/event.ts'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { AgentId, CaseId, MatterId, TextId, TrackerId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import type { MatterCard, MatterFact, MatterKind, SettledWant, WantCause } from '#core/matter/matter.ts'
import type { Told } from '#core/notice/who.ts'
import { ask, commit, jsonText, nameOf, type Pool, type Sql, sqlState } from '../postgres/pool.ts'
import type { Answered, SealedText } from '../store.ts'

export type RecordedFact = MatterFact & { readonly seq: number }
export type MatterLedger = {
  readonly id: MatterId
  readonly number: number
  readonly facts: readonly RecordedFact[]
  readonly texts: ReadonlyMap<TextId, string>
}
/** News for the cases of a matter; `seq`: the fact it comes from. */
export type NewsToTell = {
  readonly seq: number
  readonly news: MatterNews | 'merged'
  readonly words: TextRef | null
  /** who of ours said it, as an agent's id */
  readonly from: AgentId | null
  /** of `merged`: what its cases belong to from now on */
  readonly into?: MatterId
}
export type MatterAppend = {
  readonly id: MatterId
  /** seq of the last fact the decision was made on; 0 for a new one */
  readonly expectedSeq: number
  readonly facts: readonly MatterFact[]
  readonly texts: readonly SealedText[]
  readonly card: MatterCard
  readonly ringAt: Instant | null
  readonly news: readonly NewsToTell[]
  /** facts that a tracker outside has to learn (tracker.ts) */
  readonly calls?: readonly { readonly seq: number; readonly tracker: TrackerId }[]
  /** whom of ours these facts want (notice.ts) */
  readonly wants?: readonly WantTold[]
  /** whose notices they make needless: those count as looked at, also where they were held back */
  readonly settled?: readonly SettledWant[]
  readonly severity?: Severity
  readonly answered?: Answered
}
export type WantTold = Told & { readonly seq: number; readonly cause: WantCause }
export type MatterAppended =
  | { readonly outcome: 'appended'; readonly seq: number; readonly number: number }
  | { readonly outcome: 'stale' | 'key_used' }

export type MatterRow = MatterCard & {
  readonly id: MatterId
  readonly number: number
  readonly seq: number
  readonly changedAt: Instant
}
export type MatterQuery = {
  readonly kind: MatterKind
  readonly isOpen?: boolean
  readonly standing?: readonly string[]
  readonly owner?: string
  readonly product?: string
  readonly subject?: string
  /** of problems: what the cause lies in, and whether it was found */
  readonly liesIn?: string
  readonly hasCause?: boolean
  /** in the share of one of these teams of other houses */
  readonly partners?: readonly string[]
  /** what is owed of it was due before this instant */
  readonly dueBefore?: Instant
  readonly sort: 'newest' | 'due'
  readonly limit: number
  /** the last one of the page before: its sort key and id */
  readonly after?: { readonly key: number; readonly id: string }
}
/** News on its way: after which case the telling goes on. */
export type TellingNews = NewsToTell & {
  readonly matter: MatterId
  readonly afterCase: string
  readonly told: number
}

export type MatterTable = {
  append(append: MatterAppend): Promise<MatterAppended>
  read(id: MatterId): Promise<MatterLedger | null>
  byNumber(kind: MatterKind, number: number): Promise<MatterId | null>
  rows(ids: readonly MatterId[]): Promise<MatterRow[]>
  list(query: MatterQuery): Promise<MatterRow[]>
  /** what was answered under a key before, and to which body */
  answered(actor: string, key: string): Promise<Pick<Answered, 'bodyHash' | 'answer'> | null>
  /** those whose clock wants to look now */
  leaseRings(now: Instant, limit: number, leaseMs: number): Promise<MatterId[]>
  /** the clock looked and nothing was due: it looks again then */
  moveRing(id: MatterId, seq: number, at: Instant | null): Promise<void>
  /** the oldest news of each matter that are still told */
  leaseNews(now: Instant, limit: number, leaseMs: number): Promise<TellingNews[]>
  /** these were told as well; `done`: nobody is left */
  keepTold(one: TellingNews, afterCase: string, told: number, done: boolean): Promise<void>
  /** how far the telling of a matter's news has come, the newest first */
  tellings(
    id: MatterId,
  ): Promise<readonly { readonly seq: number; readonly told: number; readonly done: boolean }[]>
  /** the place of the last fact of any: another one whenever one was kept */
  version(): Promise<string>
  /** erases these texts; answers how many were there */
  erase(texts: readonly TextId[], now: Instant): Promise<number>
  /** the seq of the first fact that is not what was chained; null: sound */
  firstBroken(id: MatterId): Promise<number | null>
}

type Head = { seq: number; head: Buffer }
type FactRow = { seq: number; type: string; at: number; data: string; h: Buffer }

const appendText = `
  with head as (
    insert into matter (id, kind, seq, head, card, standing, is_open, owner, team, product, subject, due_at,
      opened_at, changed_at, ring_at)
    values ($1, $2, $3::int, $4, $5::jsonb, $6, $7, $8, $9, $10, $11, $12::bigint, $13::bigint,
      $14::bigint, $15::bigint)
    on conflict (id) do update set seq = excluded.seq, head = excluded.head, card = excluded.card,
      standing = excluded.standing, is_open = excluded.is_open, owner = excluded.owner,
      team = excluded.team, product = excluded.product, subject = excluded.subject, due_at = excluded.due_at,
      changed_at = excluded.changed_at, ring_leased_until = 0,
      -- Asked to look at once while nobody was looking (0072): that is not put off by what else happens.
      ring_at = case when matter.ring_at + matter.ring_leased_until = 0 then 0 else excluded.ring_at end
    where matter.seq = $16::int
    returning id, number),
  facts as (
    insert into matter_fact (matter_id, seq, type, at, data, h)
    select head.id, one.* from head, unnest($17::int[], $18::text[], $19::bigint[], $20::text[], $21::bytea[])
      as one (seq, type, at, data, h)),
  texts as (
    insert into matter_text (matter_id, id, salt, mac, words)
    select head.id, one.* from head, unnest($22::text[], $23::bytea[], $24::text[], $25::text[])
      as one (id, salt, mac, words)),
  news as (
    insert into matter_news (matter_id, seq, news)
    select head.id, one.* from head, unnest($26::int[], $27::jsonb[]) as one (seq, news)),
  calls as (
    insert into tracker_call (matter_id, seq, tracker_id, due_at)
    select head.id, one.*, $14::bigint from head, unnest($32::int[], $33::text[]) as one (seq, tracker)),
  notices as (
    insert into notice (key, agent_id, matter_id, cause, about, told_as, severity, at, due_at, tell_at, mailed)
    select one.key, one.agent, head.id, one.cause, one.about, one.told_as, $39::smallint, $14::bigint,
        $12::bigint, one.tell_at, false
      from head, unnest($34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $40::bigint[])
        as one (key, agent, cause, about, told_as, tell_at)
    on conflict (key) do nothing),
  -- Index: notice_beside_unread. What this statement itself tells is not there yet.
  settled as (
    update notice set read_at = $14::bigint
      from head, unnest($41::text[], $42::text[]) as one (agent, cause)
      where notice.matter_id = head.id and notice.agent_id = one.agent and notice.cause = one.cause
        and notice.read_at is null),
  answers as (
    insert into answer (actor, key, body_hash, answer, at)
    select $28, $29, $30, $31::jsonb, $14::bigint from head where $29::text is not null)
  select number from head`

/**
 * The tables. Lists go along matter_open, matter_newest, matter_standing, matter_due, matter_owner,
 * matter_product, matter_subject, matter_partner, matter_lies_in
 * or matter_has_cause.
 */
export function matterTable(pool: Pool): MatterTable {
  return {
    append: append => appendMatter(pool, append),
    read: id => readMatter(pool, id),
    async byNumber(kind, number) {
      const text = 'select id from matter where number = $1 and kind = $2'
      const [row] = await ask<{ id: MatterId }>(pool, { name: 'matter_number', text, values: [number, kind] })
      return row?.id ?? null
    },
    async rows(ids) {
      const text = `select ${rowColumns} from matter where id = any($1)`
      return ids.length === 0 ? [] : rowsOf(pool, { name: 'matter_rows', text, values: [ids] })
    },
    list: query => rowsOf(pool, matterListSql(query)),
    async answered(actor, key) {
      const text = 'select body_hash as "bodyHash", answer from answer where actor = $1 and key = $2'
      const [row] = await ask<Pick<Answered, 'bodyHash' | 'answer'>>(pool, {
        ...{ name: 'matter_answered', text, values: [actor, key] },
      })
      return row ?? null
    },
    ...clocks(pool),
    ...tellings(pool),
    async version() {
      // Telling moves on without a fact: who looks at how far it came sees it as well.
      const text = `select coalesce(max(place), 0) || '.' || (select last_value from matter_told) as n
        from matter_fact`
      const [row] = await ask<{ n: string }>(pool, { name: 'matter_version', text, values: [] })
      return row!.n
    },
    async erase(texts, now) {
      const { rowCount } = await pool.query(
        `update matter_text set words = null, salt = null, erased_at = $2
        where id = any($1::text[]) and erased_at is null`,
        [texts, now],
      )
      return rowCount ?? 0
    },
    firstBroken: id => firstBrokenFact(pool, id),
  }
}

async function appendMatter(pool: Pool, append: MatterAppend): Promise<MatterAppended> {
  const { id, expectedSeq, card, texts, news, calls = [], answered } = append
  const before = expectedSeq === 0 ? { seq: 0, head: noHash } : await headOf(pool, id)
  if (!before || before.seq !== expectedSeq) return { outcome: 'stale' }
  const facts = append.facts.map(one => ({
    ...{ type: one.type, at: one.at, data: canonical({ ...one, type: undefined, at: undefined }) },
  }))
  const links = chained(id as unknown as CaseId, { seq: before.seq, h: before.head }, facts)
  const last = links.at(-1)!
  const values = [
    ...[id, card.kind, last.seq, last.h, jsonText(card), card.standing, card.isOpen],
    ...[card.owner, card.team, card.product, card.subject, card.dueAt, card.openedAt, last.at, append.ringAt],
    expectedSeq,
    ...[links.map(one => one.seq), links.map(one => one.type), links.map(one => one.at)],
    ...[links.map(one => one.data), links.map(one => one.h)],
    ...[texts.map(one => one.id), texts.map(one => Buffer.from(one.salt)), texts.map(one => one.mac)],
    texts.map(one => one.words.toWellFormed().replaceAll('\0', '\ufffd')),
    ...[news.map(one => one.seq), news.map(({ seq: _seq, ...one }) => jsonText(one))],
    ...[answered?.actor ?? null, answered?.key ?? null, answered?.bodyHash ?? null],
    answered ? jsonText(answered.answer) : null,
    ...[calls.map(one => one.seq), calls.map(one => one.tracker)],
    ...noticeValues(append),
    ...settledValues(append),
  ]
  try {
    const { rows } = await commit(pool, { name: 'matter_append', text: appendText, values })
    const [row] = rows as { number: number }[]
    return row ? { outcome: 'appended', seq: last.seq, number: row.number } : { outcome: 'stale' }
  } catch (error) {
    // Two of the same key at once: the first was kept.
    if (sqlState(error) === '23505') return { outcome: answered ? 'key_used' : 'stale' }
    throw error
  }
}

/** Each is told once: by the cause, the fact, and the person. */
function noticeValues({ id, wants = [], severity = 3 }: MatterAppend): unknown[] {
  const about = wants.map(one => `${id}.${one.seq}`)
  return [
    wants.map((one, i) => `${one.cause}/${about[i]}/${one.agent}`),
    ...[wants.map(one => one.agent), wants.map(one => one.cause), about, wants.map(one => one.as)],
    ...[severity, wants.map(one => one.tellAt)],
  ]
}

function settledValues({ settled = [] }: MatterAppend): unknown[] {
  const all = settled.flatMap(({ agents, causes }) =>
    agents.flatMap(agent => causes.map(cause => [agent, cause] as const)),
  )
  return [all.map(([agent]) => agent), all.map(([, cause]) => cause)]
}

async function headOf(pool: Pool, id: MatterId): Promise<Head | null> {
  const text = 'select seq, head from matter where id = $1'
  const [row] = await ask<Head>(pool, { name: 'matter_head', text, values: [id] })
  return row ?? null
}

async function readMatter(pool: Pool, id: MatterId): Promise<MatterLedger | null> {
  // One statement, one snapshot: facts, texts and number belong together.
  const text = `select number,
      (select json_agg(json_build_array(seq, type, at, data) order by seq) from matter_fact where matter_id = id) as facts,
      (select coalesce(json_agg(json_build_array(t.id, t.words)), '[]') from matter_text t
        where t.matter_id = matter.id and t.words is not null) as texts
    from matter where id = $1`
  type Read = { number: number; facts: [number, string, number, string][]; texts: [TextId, string][] }
  const [row] = await ask<Read>(pool, { name: 'matter_read', text, values: [id] })
  if (!row) return null
  const facts = row.facts.map(
    ([seq, type, at, data]) => ({ type, at: instant(at), ...JSON.parse(data), seq }) as RecordedFact,
  )
  return { id, number: row.number, facts, texts: new Map(row.texts) }
}

type ListRow = { id: MatterId; number: number; seq: number; changedAt: Instant; card: MatterCard }
const rowColumns = `id, number, seq, changed_at as "changedAt", card`
const rowsOf = async (pool: Pool, sql: Sql): Promise<MatterRow[]> =>
  (await ask<ListRow>(pool, sql)).map(({ card, ...row }) => ({ ...card, ...row }))

/** The statement of a list; its conditions stand in it, so that each way of asking has a plan of its own. */
export function matterListSql(query: MatterQuery): Sql {
  const values: unknown[] = [query.kind]
  const bind = (value: unknown, type: string) => `$${values.push(value)}::${type}`
  const found = ['kind = $1']
  if (query.isOpen !== undefined) found.push(query.isOpen ? 'is_open' : 'not is_open')
  // Of one, its index is in the order of the list; of several, it would have to be sorted.
  const [one, ...others] = query.standing ?? []
  if (one !== undefined && others.length === 0) found.push(`standing = ${bind(one, 'text')}`)
  else if (query.standing) found.push(`standing = any(${bind(query.standing, 'text[]')})`)
  for (const column of ['owner', 'product', 'subject'] as const)
    if (query[column] !== undefined) found.push(`${column} = ${bind(query[column], 'text')}`)
  if (query.liesIn !== undefined) found.push(`lies_in = ${bind(query.liesIn, 'text')}`)
  if (query.hasCause !== undefined) found.push(query.hasCause ? 'has_cause' : 'not has_cause')
  // Few of a house's teams, and few of theirs: sorting them is cheaper than walking all of ours.
  if (query.partners) found.push(`partner = any(${bind(query.partners, 'text[]')})`)
  if (query.dueBefore !== undefined) found.push(`due_at < ${bind(query.dueBefore, 'bigint')}`)
  const { after, sort } = query
  if (sort === 'due') {
    found.push('is_open', 'due_at is not null')
    if (after) found.push(`(due_at, id) > (${bind(after.key, 'bigint')}, ${bind(after.id, 'text')})`)
  } else if (after) {
    // The newest first, those of one instant by their id: what comes behind in both.
    const [key, id] = [bind(after.key, 'bigint'), bind(after.id, 'text')]
    // The first half is what an index is walked from; the second alone would read all pages before.
    found.push(`opened_at <= ${key}`, `(opened_at < ${key} or id > ${id})`)
  }
  const order = sort === 'due' ? 'due_at, id' : 'opened_at desc, id'
  const text = `select ${rowColumns} from matter
    where ${found.join(' and ')} order by ${order} limit ${bind(query.limit, 'int')}`
  return { name: nameOf(text), text, values }
}

const clocks = (pool: Pool): Pick<MatterTable, 'leaseRings' | 'moveRing'> => ({
  async leaseRings(now, limit, leaseMs) {
    const { rows } = await commit(pool, {
      name: 'matter_lease_rings',
      text: `update matter set ring_leased_until = $1::bigint + $3::bigint
        where id in (select id from matter where ring_at <= $1::bigint and ring_leased_until <= $1::bigint
          order by ring_at limit $2 for update skip locked)
        returning id`,
      values: [now, limit, leaseMs],
    })
    return (rows as { id: MatterId }[]).map(({ id }) => id)
  },
  async moveRing(id, seq, at) {
    // Asked to look again meanwhile (0072), it does.
    const text = `update matter set ring_at = $3, ring_leased_until = 0
      where id = $1 and seq = $2 and not (ring_at = 0 and ring_leased_until = 0)`
    await pool.query(text, [id, seq, at])
  },
})

type NewsRow = {
  matter_id: MatterId
  seq: number
  news: Omit<NewsToTell, 'seq'>
  after_case: string
  told: number
}
const tellings = (pool: Pool): Pick<MatterTable, 'leaseNews' | 'keepTold' | 'tellings'> => ({
  async leaseNews(now, limit, leaseMs) {
    // In order: a case is never told the later news of a matter before the earlier.
    const { rows } = await commit(pool, {
      name: 'matter_lease_news',
      text: `update matter_news set leased_until = $1::bigint + $3::bigint
        where (matter_id, seq) in (
          select matter_id, seq from matter_news one where not done and leased_until <= $1::bigint
            and not exists (select from matter_news earlier
              where earlier.matter_id = one.matter_id and earlier.seq < one.seq and not earlier.done)
          order by matter_id, seq limit $2 for update skip locked)
        returning matter_id, seq, news, after_case, told`,
      values: [now, limit, leaseMs],
    })
    return (rows as NewsRow[]).map(row => ({
      ...row.news,
      ...{ matter: row.matter_id, seq: row.seq, afterCase: row.after_case, told: row.told },
    }))
  },
  async keepTold({ matter, seq }, afterCase, told, done) {
    await pool.query(
      `update matter_news set after_case = $3, told = $4, done = $5, leased_until = 0
      where matter_id = $1 and seq = $2`,
      [matter, seq, afterCase, told, done],
    )
    // After it, never before: who hears that it moved finds it moved.
    await pool.query("select nextval('matter_told')")
  },
  tellings: id =>
    ask(pool, {
      name: 'matter_tellings',
      text: 'select seq, told, done from matter_news where matter_id = $1 order by seq desc limit 50',
      values: [id],
    }),
})

async function firstBrokenFact(pool: Pool, id: MatterId): Promise<number | null> {
  const rows = await ask<FactRow>(pool, {
    name: 'matter_chain',
    text: 'select seq, type, at, data, h from matter_fact where matter_id = $1 order by seq',
    values: [id],
  })
  let [seq, previous] = [0, noHash]
  for (const row of rows) {
    seq += 1
    const link = { caseId: id as unknown as CaseId, seq: row.seq, type: row.type, at: row.at, data: row.data }
    if (row.seq !== seq || !hashOf(previous, link).equals(row.h)) return seq
    previous = row.h
  }
  return null
}
