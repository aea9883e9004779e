// Drafts of scripts in memory, under the same contract as the table (desk/script-draft.ts). Not durable.
import type { Wording } from '#core/script/script.ts'
import { revisionsKept, type ScriptDraft, type ScriptDraftTable } from './desk/script-draft.ts'

/** An empty table. */
export function memoryScriptDrafts(): ScriptDraftTable {
  const all = new Map<string, readonly ScriptDraft[]>()
  const newest = (slug: string): ScriptDraft | null => all.get(slug)?.at(-1) ?? null
  return {
    async save(next) {
      if (next.revision !== (newest(next.slug)?.revision ?? 0) + 1) return 'stale'
      all.set(next.slug, [...(all.get(next.slug) ?? []), structuredClone(next)].slice(-revisionsKept))
      return 'saved'
    },
    newest: async slug => newest(slug),
    one: async (slug, revision) => all.get(slug)?.find(each => each.revision === revision) ?? null,
    list: async ({ after, limit }) =>
      [...all.keys()]
        .filter(slug => after === undefined || slug > after)
        .sort()
        .flatMap(slug => newest(slug) ?? [])
        .filter(({ form }) => form !== null)
        .slice(0, limit)
        .map(({ form, ...own }) => {
          const { title, says, steps } = form as Record<string, unknown>
          return { ...own, title: fields(title), says: fields(says), steps: many(steps) }
        }),
  }
}

const fields = (one: unknown): Wording =>
  typeof one === 'object' && one !== null && !Array.isArray(one) ? (one as Wording) : {}
const many = (one: unknown): number => (Array.isArray(one) ? one.length : 0)
