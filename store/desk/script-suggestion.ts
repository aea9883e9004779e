// Who answers for a script, and what others suggest for it. Not: what accepting one changes
// (server/script-suggestions.ts).
import type { AgentId, SuggestionId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export const suggestionStates = ['open', 'accepted', 'declined'] as const
export type SuggestionState = (typeof suggestionStates)[number]

export type Suggestion = {
  readonly id: SuggestionId
  readonly slug: string
  /** null: of the whole script */
  readonly step: string | null
  /** the sentence it is about; null: it is a note */
  readonly place: string | null
  readonly language: Language | null
  /** what stood there then */
  readonly before: string | null
  readonly says: string
  readonly because: string
  readonly by: AgentId
  readonly at: Instant
  readonly state: SuggestionState
  readonly decidedBy: AgentId | null
  readonly decidedAt: Instant | null
  /** why it was declined */
  readonly reason: string | null
}
export type NewSuggestion = Omit<Suggestion, 'state' | 'decidedBy' | 'decidedAt' | 'reason'>
export type Decision = {
  readonly by: AgentId
  readonly at: Instant
  /** null: accepted */
  readonly reason: string | null
}

/** So many may wait for an answer on one script. */
export const openMax = 200

type Page = {
  readonly slug?: string | undefined
  readonly by?: AgentId | undefined
  readonly state?: SuggestionState | undefined
  readonly limit: number
}

export type ScriptSuggestionTable = {
  /** null: nobody in particular */
  owner(slug: string): Promise<AgentId | null>
  setOwner(slug: string, owner: AgentId | null): Promise<void>
  /** `full`: as many as may wait do */
  add(suggestion: NewSuggestion): Promise<'added' | 'full'>
  one(id: SuggestionId): Promise<Suggestion | null>
  /** Ends an open one; false: somebody did before. */
  decide(id: SuggestionId, decision: Decision): Promise<boolean>
  /** An accepted one that could not be put in after all waits again. */
  reopen(id: SuggestionId): Promise<void>
  /** The newest first. */
  list(page: Page): Promise<readonly Suggestion[]>
}

const columns = `id, slug, step, place, language, before, says, because, agent_id as "by", at, state,
  decided_by as "decidedBy", decided_at as "decidedAt", reason`

/** Both tables. */
export function scriptSuggestionTable(pool: Pool): ScriptSuggestionTable {
  return {
    async owner(slug) {
      const [row] = await ask<{ owner: AgentId }>(pool, {
        name: 'script_owner_of',
        text: 'select agent_id as owner from script_owner where slug = $1',
        values: [slug],
      })
      return row?.owner ?? null
    },
    async setOwner(slug, owner) {
      if (owner === null)
        await ask(pool, {
          name: 'script_owner_none',
          text: 'delete from script_owner where slug = $1',
          values: [slug],
        })
      else
        await ask(pool, {
          name: 'script_owner_set',
          text: `insert into script_owner (slug, agent_id) values ($1, $2)
            on conflict (slug) do update set agent_id = excluded.agent_id`,
          values: [slug, owner],
        })
    },
    async add({ id, slug, step, place, language, before, says, because, by, at }) {
      const rows = await ask(pool, {
        name: 'script_suggestion_add',
        text: `insert into script_suggestion (id, slug, step, place, language, before, says, because, agent_id, at)
          select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::bigint
          where (select count(*) from script_suggestion where slug = $2 and state = 'open') < $11::int
          returning id`,
        values: [id, slug, step, place, language, before, says, because, by, at, openMax],
      })
      return rows.length > 0 ? 'added' : 'full'
    },
    async one(id) {
      const [row] = await ask<Suggestion>(pool, {
        name: 'script_suggestion_one',
        text: `select ${columns} from script_suggestion where id = $1`,
        values: [id],
      })
      return row ?? null
    },
    async decide(id, { by, at, reason }) {
      const rows = await ask(pool, {
        name: 'script_suggestion_decide',
        text: `update script_suggestion set state = case when $4::text is null then 'accepted' else 'declined' end,
            decided_by = $2, decided_at = $3::bigint, reason = $4
          where id = $1 and state = 'open' returning id`,
        values: [id, by, at, reason],
      })
      return rows.length > 0
    },
    async reopen(id) {
      await ask(pool, {
        name: 'script_suggestion_reopen',
        text: `update script_suggestion set state = 'open', decided_by = null, decided_at = null
          where id = $1 and state = 'accepted'`,
        values: [id],
      })
    },
    list: ({ slug, by, state, limit }) =>
      ask<Suggestion>(pool, {
        name: 'script_suggestion_list',
        text: `select ${columns} from script_suggestion
          where ($1::text is null or slug = $1) and ($2::text is null or agent_id = $2)
            and ($3::text is null or state = $3)
          order by at desc, id desc limit $4`,
        values: [slug ?? null, by ?? null, state ?? null, limit],
      }),
  }
}
