// Notices: who of ours was told that a case wants him, and whether he has looked. Not: who is told
// (core/notice), nor what one says, which is read from its case.
import type { Severity } from '#core/case/event.ts'
import type { AgentId, CaseId, MatterId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { NoticeCause, NoticeKind } from '#core/notice/notice.ts'
import type { ToldAs } from '#core/notice/who.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type Notice = {
  /** the fact, what it is about, and the person: each is told once */
  readonly key: string
  readonly agent: AgentId
  /** null: it is about what stands beside cases */
  readonly caseId: CaseId | null
  readonly matterId?: MatterId | null
  readonly cause: NoticeCause
  /** the clock, promise or hand-off */
  readonly about: string
  readonly kind: NoticeKind | null
  readonly as: ToldAs
  readonly severity: Severity
  readonly at: Instant
  readonly dueAt: Instant | null
  /** of a promise with a window: its beginning */
  readonly windowFrom: Instant | null
  readonly wokenLateMs: number | null
  readonly tellAt: Instant
  readonly readAt: Instant | null
}

export type NoticeQuery = {
  /** what is held back till later is not there yet */
  readonly now: Instant
  readonly unread?: boolean | undefined
  readonly limit: number
  /** the last one shown: where a list goes on */
  readonly before?: { readonly tellAt: Instant; readonly key: string } | undefined
}
/** Which ones somebody has looked at. */
export type Looked =
  | { readonly keys: readonly string[] }
  | { readonly caseId: CaseId }
  | { readonly matterId: MatterId }
  | 'all'

export type NoticeTable = {
  /** A key that is known is left as it is. Of what stands beside cases, matter.ts writes them itself. */
  add(notices: readonly Omit<Notice, 'readAt'>[]): Promise<void>
  /** All of one fact. Index: notice_about. */
  of(cause: NoticeCause, about: string): Promise<Notice[]>
  /** The same of many facts of one cause in one statement; a fact nobody was told of is left out. */
  ofAll(cause: NoticeCause, abouts: readonly string[]): Promise<ReadonlyMap<string, readonly Notice[]>>
  /** Told by now, the newest first. Index: notice_agent. */
  list(agent: AgentId, query: NoticeQuery): Promise<Notice[]>
  /** How many each has not looked at; who has none is left out. Index: notice_unread. */
  unread(agents: readonly AgentId[], now: Instant): Promise<Map<AgentId, number>>
  /** He has looked; answers at how many that he had not. What is held back stays. */
  look(agent: AgentId, which: Looked, now: Instant): Promise<number>
  /** Told by now, beside cases or of a call goal, and no mail about it was put on its way: notice_to_mail. */
  toMail(now: Instant, limit: number): Promise<Notice[]>
  /** The mails about these are on their way, or none is wanted. */
  noteMailed(keys: readonly string[]): Promise<void>
}

const list = `key, agent_id as agent, case_id as "caseId", matter_id as "matterId", cause, about, kind, told_as as "as", severity, at,
  due_at as "dueAt", window_from as "windowFrom", woken_late_ms as "wokenLateMs", tell_at as "tellAt", read_at as "readAt"`

/** The notices' table. */
export function noticeTable(pool: Pool): NoticeTable {
  return {
    async add(notices) {
      for (const one of notices)
        await pool.query(
          `insert into notice (key, agent_id, case_id, cause, about, kind, told_as, severity, at, due_at,
            window_from, woken_late_ms, tell_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
          on conflict (key) do nothing`,
          [
            ...[one.key, one.agent, one.caseId, one.cause, one.about, one.kind, one.as, one.severity],
            ...[one.at, one.dueAt, one.windowFrom, one.wokenLateMs, one.tellAt],
          ],
        )
    },
    of: (cause, about) =>
      ask<Notice>(pool, {
        name: 'notice_of',
        text: `select ${list} from notice where about = $2 and cause = $1 order by key`,
        values: [cause, about],
      }),
    async ofAll(cause, abouts) {
      if (abouts.length === 0) return new Map()
      const rows = await ask<Notice>(pool, {
        name: 'notice_of_all',
        text: `select ${list} from notice where about = any($2::text[]) and cause = $1 order by key`,
        values: [cause, abouts],
      })
      return Map.groupBy(rows, one => one.about)
    },
    list: (agent, { now, unread, limit, before }) =>
      ask<Notice>(pool, {
        name: 'notice_list',
        text: `select ${list} from notice where agent_id = $1 and tell_at <= $2 and (not $3 or read_at is null)
          and ($4::bigint is null or (tell_at, key) < ($4, $5)) order by tell_at desc, key desc limit $6`,
        values: [agent, now, unread === true, before?.tellAt ?? null, before?.key ?? null, limit],
      }),
    async unread(agents, now) {
      const rows = await ask<{ agent: AgentId; n: number }>(pool, {
        name: 'notice_unread',
        text: `select agent_id as agent, count(*) as n from notice
          where agent_id = any($1) and read_at is null and tell_at <= $2 group by 1`,
        values: [agents, now],
      })
      return new Map(rows.map(({ agent, n }) => [agent, n]))
    },
    async look(agent, which, now) {
      const { rowCount } = await pool.query({
        name: 'notice_look',
        text: `update notice set read_at = $2 where agent_id = $1 and read_at is null and tell_at <= $2
          and ($3::text is null or case_id = $3) and ($4::text[] is null or key = any($4))
          and ($5::text is null or matter_id = $5)`,
        values: [
          ...[agent, now],
          which !== 'all' && 'caseId' in which ? which.caseId : null,
          which !== 'all' && 'keys' in which ? which.keys : null,
          which !== 'all' && 'matterId' in which ? which.matterId : null,
        ],
      })
      return rowCount ?? 0
    },
    toMail: (now, limit) =>
      ask<Notice>(pool, {
        name: 'notice_to_mail',
        text: `select ${list} from notice where not mailed and tell_at <= $1 order by tell_at, key limit $2`,
        values: [now, limit],
      }),
    async noteMailed(keys) {
      await pool.query('update notice set mailed = true where key = any($1) and not mailed', [keys])
    },
  }
}
