// Drafts of scripts, one per script, each as it was saved. Not: putting two together (core/script/merge-
// drafts.ts), nor published versions (script.ts).
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Wording } from '#core/script/script.ts'
import { ask, jsonText, type Pool } from '../postgres/pool.ts'

export type ScriptDraft = {
  readonly slug: string
  readonly revision: number
  /** as it is written so far; may be unfinished. null: there is no draft since then */
  readonly form: unknown
  readonly at: Instant
  readonly by: AgentId
}
/** A draft in a list; an unfinished one may lack anything. */
export type ScriptDraftLine = Omit<ScriptDraft, 'form'> & {
  readonly title: Wording
  readonly says: Wording
  readonly steps: number
}

/** So many revisions of a draft are kept; whoever began with an older one is asked about more. */
export const revisionsKept = 100

export type ScriptDraftTable = {
  /**
   * Saves the next revision, 1, 2, 3 …; a form of null ends the draft. `stale` where that number is not the
   * next one (any more).
   */
  save(next: ScriptDraft): Promise<'saved' | 'stale'>
  /** What was saved last, also when it ended the draft. */
  newest(slug: string): Promise<ScriptDraft | null>
  /** One revision; null: there was none, or it is kept no more. */
  one(slug: string, revision: number): Promise<ScriptDraft | null>
  /** The drafts there are, in the order of their slugs, after one of them. */
  list(page: { readonly after?: string | undefined; readonly limit: number }): Promise<ScriptDraftLine[]>
}

const columns = 'slug, revision, form, at, agent_id as "by"'
const duplicate = '23505'

/** The drafts. */
export function scriptDraftTable(pool: Pool): ScriptDraftTable {
  return {
    async save({ slug, revision, form, at, by }) {
      const saving = ask(pool, {
        name: 'script_draft_save',
        text: `with own as (
            insert into script_draft (slug, revision, form, at, agent_id)
            select $1, $2::int, $3::jsonb, $4::bigint, $5
            where $2 = 1 + coalesce((select max(revision) from script_draft where slug = $1), 0)
            returning slug, revision),
          gone as (
            delete from script_draft using own
            where script_draft.slug = own.slug and script_draft.revision <= own.revision - $6)
          select revision from own`,
        values: [slug, revision, form === null ? null : jsonText(form), at, by, revisionsKept],
      })
      // Two at the same instant: the key lets one of them in.
      const rows = await saving.catch(fault => {
        if ((fault as { code?: string }).code === duplicate) return []
        throw fault
      })
      return rows.length > 0 ? 'saved' : 'stale'
    },
    async newest(slug) {
      const [row] = await ask<ScriptDraft>(pool, {
        name: 'script_draft_newest',
        text: `select ${columns} from script_draft where slug = $1 order by revision desc limit 1`,
        values: [slug],
      })
      return row ?? null
    },
    async one(slug, revision) {
      const [row] = await ask<ScriptDraft>(pool, {
        name: 'script_draft_one',
        text: `select ${columns} from script_draft where slug = $1 and revision = $2`,
        values: [slug, revision],
      })
      return row ?? null
    },
    list: ({ after, limit }) =>
      ask<ScriptDraftLine>(pool, {
        name: 'script_draft_list',
        text: `select slug, revision, at, agent_id as "by",
            case jsonb_typeof(form -> 'title') when 'object' then form -> 'title' else '{}' end as title,
            case jsonb_typeof(form -> 'says') when 'object' then form -> 'says' else '{}' end as says,
            case jsonb_typeof(form -> 'steps') when 'array' then jsonb_array_length(form -> 'steps') else 0 end as steps
          from (select distinct on (slug) * from script_draft
            where $1::text is null or slug > $1 order by slug, revision desc) as newest
          where form is not null order by slug limit $2`,
        values: [after ?? null, limit],
      }),
  }
}
