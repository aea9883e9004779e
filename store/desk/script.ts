// Published versions of scripts, and which of them new walks begin with. Not: what a script is (core/script),
// nor which ones come with the program (server/shipped-scripts.ts).
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import type { Wording } from '#core/script/script.ts'
import { ask, jsonText, type Pool } from '../postgres/pool.ts'

export type ScriptVersion = {
  readonly slug: string
  readonly version: number
  /** as it was written; core's parseScript reads it */
  readonly form: unknown
  readonly at: Instant
  /** null: it came with the program */
  readonly by: AgentId | null
  /** the digest of the file it came in with the program */
  readonly shipped: string | null
}
export type PublishedScript = ScriptVersion & { readonly isLive: boolean }
/** A script that new walks can begin with. */
export type ScriptLine = {
  readonly slug: string
  readonly version: number
  readonly title: Wording
  readonly says: Wording
  /** every sentence of it is written in each of these */
  readonly languages: readonly Language[]
  readonly steps: number
}
/** A script with its versions, the newest first; `live` null: withdrawn. */
export type ScriptPast = {
  readonly live: number | null
  readonly versions: readonly Omit<ScriptVersion, 'slug' | 'form'>[]
}

export type ScriptTable = {
  /**
   * Adds a version, with which walks begin from now on. Versions go 1, 2, 3 …: `stale` where that number is
   * not the next one (any more).
   */
  publish(next: ScriptVersion): Promise<'published' | 'stale'>
  /** No walk begins with it any more; its versions stay. False: it was not live. */
  withdraw(slug: string): Promise<boolean>
  /** That version; without one, the live one. */
  one(slug: string, version?: number): Promise<PublishedScript | null>
  past(slug: string): Promise<ScriptPast | null>
  /** The live ones in the order of their slugs, after one of them. */
  list(page: { readonly after?: string | undefined; readonly limit: number }): Promise<ScriptLine[]>
}

/** The published scripts. */
export function scriptTable(pool: Pool): ScriptTable {
  return {
    async publish({ slug, version, form, at, by, shipped }) {
      const rows = await ask(pool, {
        name: 'script_publish',
        // Whoever moves `newest` by one has the number: two nodes that start together publish a form once.
        text: `with own as (
            insert into script (slug, newest, live)
            select $1, $2::int, $2 where $2 = 1 or exists (select from script where slug = $1)
            on conflict (slug) do update set newest = $2, live = $2 where script.newest = $2 - 1
            returning slug)
          insert into script_version (slug, version, form, at, agent_id, shipped)
          select slug, $2, $3::jsonb, $4::bigint, $5, $6 from own returning version`,
        values: [slug, version, jsonText(form), at, by, shipped],
      })
      return rows.length > 0 ? 'published' : 'stale'
    },
    async withdraw(slug) {
      const { rowCount } = await pool.query(
        'update script set live = null where slug = $1 and live is not null',
        [slug],
      )
      return rowCount === 1
    },
    async one(slug, version) {
      const [row] = await ask<PublishedScript>(pool, {
        name: 'script_one',
        text: `select slug, version, form, at, agent_id as "by", shipped,
            version is not distinct from script.live as "isLive"
          from script join script_version using (slug) where slug = $1 and version = coalesce($2::int, script.live)`,
        values: [slug, version ?? null],
      })
      return row ?? null
    },
    async past(slug) {
      const rows = await ask<ScriptPast['versions'][number] & { live: number | null }>(pool, {
        name: 'script_past',
        text: `select version, at, agent_id as "by", shipped, script.live
          from script join script_version using (slug) where slug = $1 order by version desc`,
        values: [slug],
      })
      const [newest] = rows
      return newest ? { live: newest.live, versions: rows.map(({ live: _, ...own }) => own) } : null
    },
    list: ({ after, limit }) =>
      ask<ScriptLine>(pool, {
        name: 'script_list',
        text: `select slug, version, form -> 'title' as title, form -> 'says' as says,
            form -> 'languages' as languages, jsonb_array_length(form -> 'steps') as steps
          from script join script_version using (slug)
          where version = script.live and ($1::text is null or slug > $1) order by slug limit $2`,
        values: [after ?? null, limit],
      }),
  }
}
