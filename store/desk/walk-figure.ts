// What walks told of their scripts, counted by the ways they took. Not: what one walk tells
// (core/measure/walk-told.ts), nor the figures made of it (core/measure/walk-tally.ts).
import { hash } from 'node:crypto'
import type { CaseId, WalkId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Counted, Timed } from '#core/measure/walk-tally.ts'
import type { Period } from '#core/measure/period.ts'
import type { Course, WalkTold } from '#core/measure/walk-told.ts'
import { ask, jsonText, type Pool, type Sql } from '../postgres/pool.ts'

/** Walks of a script that began within these instants, the second not included. */
export type WalksAsked = { readonly slug: string; readonly since: Instant; readonly until: Instant }

/** `way`: the digest of a way that has ended, which never is another; null: they still go on. */
export type CountedWay = Counted & { readonly way: string | null }

export type WalkFigures = {
  /**
   * Every walk, by the way it took.
   * @param restingSince whoever has not gone on since then will not
   */
  counted(asked: WalksAsked, restingSince: Instant): Promise<CountedWay[]>
  /**
   * The newest walks of each of these versions with their times: so many tell a middle well enough.
   * @param counted of the same walks: their ways need not be read again
   */
  timed(
    asked: WalksAsked & { readonly versions: readonly number[] },
    each: number,
    counted?: readonly CountedWay[],
  ): Promise<Timed[]>
  /**
   * What a walk tells that became no case; nothing: it is a case's now, or was never ended. Said again it
   * replaces what was told before.
   */
  tellAlone(walk: WalkId, told: readonly WalkTold[]): Promise<void>
  /** How many walks became no case and ended solved within a stretch. Index: walk_told_alone. */
  solvedAlone(stretch: Period): Promise<number>
  /** What is kept of the walks of a case. */
  ofCase(caseId: CaseId): Promise<WalkTold[]>
}

const within = 'slug = $1 and begun_at >= $2 and begun_at < $3'
const counts = `count(*)::int as times, (count(*) filter (where reopened))::int as reopened,
  (count(*) filter (where changed_at < $4))::int as resting,
  (count(*) filter (where walker = 'customer'))::int as "byCustomer",
  (count(*) filter (where walker = 'both'))::int as "byBoth"`

/**
 * Walks by their ways, which are joined to what was counted: a million walks take some thousand. Of a short
 * time walk_told_script is searched once a version, of all time the table is read through.
 */
export const countedSql = ({ slug, since, until }: WalksAsked, restingSince: Instant): Sql => ({
  name: 'walk_figures_counted',
  text: `select digest as way, walk_course.course, times, told.reopened, resting, "byCustomer", "byBoth"
        from (select course as digest, ${counts} from walk_told where ${within} group by course) told
        join walk_course using (digest)
        union all
        select null, open, ${counts} from walk_told where ${within} and open is not null group by open`,
  values: [slug, since, until, restingSince],
})

/** Indexes: walk_told_script, walk_told_open. */
export const walkFigures = (pool: Pool): WalkFigures => ({
  counted: (asked, restingSince) => ask<CountedWay>(pool, countedSql(asked, restingSince)),
  async timed({ slug, since, until, versions }, each, counted = []) {
    const rows = await ask<{ way: string; seconds: string }>(pool, {
      name: 'walk_figures_timed',
      text: `select way, array_to_string(seconds, ' ') as seconds
        from unnest($4::int[]) as asked(version) cross join lateral (
          select course as way, seconds from walk_told
          where ${within} and walk_told.version = asked.version and course is not null
          order by begun_at desc limit $5) told`,
      values: [slug, since, until, versions, each],
    })
    const ways = new Map(counted.flatMap(({ way, course }) => (way === null ? [] : [[way, course] as const])))
    const unknown = [...new Set(rows.map(one => one.way))].filter(way => !ways.has(way))
    for (const { way, course } of await waysOf(pool, unknown)) ways.set(way, course)
    return rows.map(({ way, seconds }) => ({
      course: ways.get(way)!,
      seconds: seconds.split(' ').map(Number),
    }))
  },
  async tellAlone(walk, told) {
    const ways = told.map(({ course }) => jsonText(course))
    await ask(pool, {
      name: 'walk_figures_alone',
      // It stands where a case would, under its own name; what is gone of it is taken away.
      text: `with way as (
          select * from unnest($2::uuid[], $3::text[], $4::smallint[], $5::text[], $6::int[], $7::text[],
            $8::bigint[], $9::bigint[]) as way(digest, course, part, slug, version, seconds, begun_at, changed_at)),
        courses as (
          insert into walk_course (digest, course) select distinct digest, course::jsonb from way
          order by digest on conflict (digest) do nothing),
        gone as (delete from walk_told where case_id = $1 and part <> all($4::smallint[]))
        insert into walk_told (case_id, walk, part, slug, version, course, seconds, begun_at, changed_at, reopened,
          walker)
        select $1, $1, part, slug, version, digest, seconds::int[], begun_at, changed_at, false, 'customer' from way
        on conflict (case_id, walk, part) do update set (course, open, seconds, changed_at)
          = row(excluded.course, null::jsonb, excluded.seconds, excluded.changed_at)`,
      values: [
        walk,
        ways.map(way => hash('sha256', way).slice(0, 32)),
        ways,
        told.map(one => one.part),
        told.map(one => one.course.slug),
        told.map(one => one.course.version),
        told.map(one => `{${one.seconds.join(',')}}`),
        told.map(one => one.begunAt),
        told.map(one => one.changedAt),
      ],
    })
  },
  async solvedAlone({ from, until }) {
    // The last of its scripts that it came through says when it ended.
    const [row] = await ask<{ many: number }>(pool, {
      name: 'walk_figures_solved_alone',
      text: `select count(*)::int as many from (
          select walk from walk_told where case_id = walk and changed_at >= $1 and changed_at < $2 group by walk) own
        where not exists (select from walk_told later
          where later.case_id = own.walk and later.walk = own.walk and later.changed_at >= $2)`,
      values: [from, until],
    })
    return row!.many
  },
  ofCase: caseId =>
    ask<WalkTold & { readonly walk: WalkId }>(pool, {
      name: 'walk_figures_of_case',
      text: `select walk, part, coalesce(open, walk_course.course) as course, seconds, begun_at as "begunAt",
          changed_at as "changedAt", reopened, walker
        from walk_told left join walk_course on digest = walk_told.course
        where case_id = $1 order by begun_at, walk, part`,
      values: [caseId],
    }),
})

/** Ways by their digests: those that were not counted, or ended meanwhile. */
const waysOf = async (pool: Pool, digests: readonly string[]): Promise<{ way: string; course: Course }[]> =>
  digests.length === 0
    ? []
    : ask(pool, {
        name: 'walk_figures_ways',
        text: 'select digest as way, course from walk_course where digest = any($1::uuid[])',
        values: [digests],
      })
