// What walks told of their scripts, counted by the ways they took. Not: what one walk tells
// (core/measure/walk-told.ts), nor the figures made of it (core/measure/walk-tally.ts).
import type { CaseId, WalkId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Counted, Timed } from '#core/measure/walk-tally.ts'
import type { Course, WalkTold } from '#core/measure/walk-told.ts'
import { ask, type Pool } from '../postgres/pool.ts'

/** Walks of a script that began within these instants, the second not included. */
export type WalksAsked = { readonly slug: string; readonly since: Instant; readonly until: Instant }

export type WalkFigures = {
  /**
   * Every walk, by the way it took.
   * @param restingSince whoever has not gone on since then will not
   */
  counted(asked: WalksAsked, restingSince: Instant): Promise<Counted[]>
  /** The newest walks of each of these versions with their times: so many tell a middle well enough. */
  timed(asked: WalksAsked & { readonly versions: readonly number[] }, each: number): Promise<Timed[]>
  /** What is kept of the walks of a case. */
  ofCase(caseId: CaseId): Promise<WalkTold[]>
}

const within = 'slug = $1 and begun_at >= $2 and begun_at < $3'
const counts = `count(*)::int as times, (count(*) filter (where reopened))::int as reopened,
  (count(*) filter (where changed_at < $4))::int as resting`

/** Indexes: walk_told_script, walk_told_open. */
export const walkFigures = (pool: Pool): WalkFigures => ({
  counted: ({ slug, since, until }, restingSince) =>
    // The ways are joined to what was counted: a million walks take some thousand.
    ask<Counted>(pool, {
      name: 'walk_figures_counted',
      text: `select walk_course.course, times, told.reopened, resting
        from (select course as digest, ${counts} from walk_told where ${within} group by course) told
        join walk_course using (digest)
        union all
        select open, ${counts} from walk_told where ${within} and open is not null group by open`,
      values: [slug, since, until, restingSince],
    }),
  async timed({ slug, since, until, versions }, each) {
    const rows = await ask<{ digest: string; course: Course | null; seconds: string }>(pool, {
      name: 'walk_figures_timed',
      text: `with newest as (
          select told.* from unnest($4::int[]) as asked(version) cross join lateral (
            select course as digest, seconds from walk_told
            where ${within} and walk_told.version = asked.version and course is not null
            order by begun_at desc limit $5) told)
        select digest, null as course, array_to_string(seconds, ' ') as seconds from newest
        union all
        select digest, course, null from walk_course where digest in (select digest from newest)`,
      values: [slug, since, until, versions, each],
    })
    const ways = new Map(rows.flatMap(({ digest, course }) => (course ? [[digest, course] as const] : [])))
    return rows.flatMap(({ digest, course, seconds }) =>
      course ? [] : [{ course: ways.get(digest)!, seconds: seconds.split(' ').map(Number) }],
    )
  },
  ofCase: caseId =>
    ask<WalkTold & { readonly walk: WalkId }>(pool, {
      name: 'walk_figures_of_case',
      text: `select walk, part, coalesce(open, walk_course.course) as course, seconds, begun_at as "begunAt",
          changed_at as "changedAt", reopened
        from walk_told left join walk_course on digest = walk_told.course
        where case_id = $1 order by begun_at, walk, part`,
      values: [caseId],
    }),
})
