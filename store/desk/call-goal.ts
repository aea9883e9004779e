// Goals for calls handled, each kept, and what one person's calls and first fixes in a week were: numbers of
// his own that stand nowhere else. Not: who sees them (core/access/call-goals.ts).
import type { GoalFor } from '#core/access/call-goals.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { goalCause } from '#core/notice/goal.ts'
import { goalCauses } from '#core/notice/notice.ts'
import type { Told } from '#core/notice/who.ts'
import type { Period } from '#core/measure/period.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type KeptGoal = {
  readonly whose: GoalFor
  /** null: taken back */
  readonly perWeek: number | null
  readonly setBy: AgentId
  readonly setAt: Instant
}
export type Own = { readonly calls: number; readonly fixed: readonly number[] }

export type CallGoalTable = {
  /**
   * Keeps one and tells of it in the same statement: none can be lost between the two. What was told of the
   * one before and not yet looked at is told no more. Index: notice_about.
   */
  set(goal: KeptGoal, told: readonly Told[]): Promise<void>
  /** Of each of these the one that held before an instant. Index: call_goal_whose. */
  held(whose: readonly GoalFor[], before: Instant): Promise<KeptGoal[]>
  /**
   * The calls a person noted in a period in which somebody was reached, and the numbers of the cases he was
   * the first to solve. Indexes: event_answered, event_solved_by.
   */
  own(agent: AgentId, period: Period): Promise<Own>
}

/** Over the store's own connections. */
export const callGoalTable = (pool: Pool): CallGoalTable => ({
  async set({ whose, perWeek, setBy, setAt }, told) {
    const cause = goalCause(whose, perWeek)
    await pool.query({
      name: 'call_goal_set',
      text: `with kept as (
          insert into call_goal (whose, per_week, set_by, set_at) values ($1, $2, $3, $4)),
        replaced as (
          update notice set read_at = $4 where about = $1 and cause = any($6::text[]) and read_at is null
            and cardinality($7::text[]) > 0)
        insert into notice (key, agent_id, cause, about, told_as, severity, at, tell_at, mailed)
        select $5 || '/' || $1 || '.' || $4::bigint || '/' || one.agent, one.agent, $5, $1, one.told_as, 3,
            $4, one.tell_at, false
          from unnest($7::text[], $8::text[], $9::bigint[]) as one (agent, told_as, tell_at)
        on conflict (key) do nothing`,
      values: [
        ...[whose, perWeek, setBy, setAt, cause, goalCauses, told.map(one => one.agent)],
        ...[told.map(one => one.as), told.map(one => one.tellAt)],
      ],
    })
  },
  held: (whose, before) =>
    ask<KeptGoal>(pool, {
      name: 'call_goals_held',
      text: `select distinct on (whose) whose, per_week as "perWeek", set_by as "setBy", set_at as "setAt"
        from call_goal where whose = any($1::text[]) and set_at < $2::bigint
        order by whose, set_at desc, id desc`,
      values: [whose, before],
    }),
  async own(agent, { from, until }) {
    const [row] = await ask<{ calls: number; fixed: number[] }>(pool, {
      name: 'call_goal_own',
      text: `select (select count(*)::int from event where type = 'contact.held' and at >= $2 and at < $3
          and data::jsonb #>> '{by,id}' = $1 and data::jsonb ->> 'means' = 'phone'
          and data::jsonb ->> 'reach' = 'reached') as calls,
        (select coalesce(array_agg(c.number::int), '{}') from event f join case_card c using (case_id)
          where f.type = 'case.solved' and f.data::jsonb #>> '{by,id}' = $1 and f.at >= $2 and f.at < $3
          and not exists (select from event b where b.case_id = f.case_id and b.type = 'case.solved'
            and b.seq < f.seq)) as fixed`,
      values: [agent, from, until],
    })
    return row!
  },
})
