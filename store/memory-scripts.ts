// Published scripts in memory, under the same contract as the tables (desk/script.ts). Not durable.
import type { PublishedScript, ScriptLine, ScriptTable, ScriptVersion } from './desk/script.ts'

type Kept = { live: number | null; readonly versions: readonly ScriptVersion[] }
/** A form has been read by core before it is published. */
type Form = Pick<ScriptLine, 'title' | 'says' | 'languages'> & { readonly steps: readonly unknown[] }

/** Empty tables. */
export function memoryScripts(): ScriptTable {
  const all = new Map<string, Kept>()
  const one = (slug: string, version?: number): PublishedScript | null => {
    const kept = all.get(slug)
    const wanted = version ?? kept?.live
    const found = kept?.versions.find(each => each.version === wanted)
    return kept && found ? { ...found, isLive: kept.live === found.version } : null
  }
  return {
    async publish(next) {
      const versions = all.get(next.slug)?.versions ?? []
      if (next.version !== versions.length + 1) return 'stale'
      all.set(next.slug, { live: next.version, versions: [...versions, structuredClone(next)] })
      return 'published'
    },
    async withdraw(slug) {
      const kept = all.get(slug)
      if (!kept || kept.live === null) return false
      kept.live = null
      return true
    },
    one: async (slug, version) => one(slug, version),
    async past(slug) {
      const kept = all.get(slug)
      const versions = kept?.versions.map(({ slug: _, form: __, ...own }) => own).reverse()
      return kept && versions ? { live: kept.live, versions } : null
    },
    list: async ({ after, limit }) =>
      [...all.keys()]
        .filter(slug => after === undefined || slug > after)
        .sort()
        .flatMap(slug => one(slug) ?? [])
        .slice(0, limit)
        .map(({ slug, version, form }) => {
          const { title, says, languages, steps } = form as Form
          return { slug, version, title, says, languages, steps: steps.length }
        }),
  }
}
