// Published scripts as walks go by them: read once, each version for good. Not: where they are kept
// (store/desk/script.ts), nor what a walk is (core/script).
import { parseScript } from '#core/script/parse-script.ts'
import type { Script } from '#core/script/script.ts'
import type { Pins } from '#core/script/walk.ts'
import type { ScriptTable } from '#store/desk/script.ts'

export type ScriptShelf = {
  /** The live version of a script and of each script on the way; null: no walk begins with it. */
  live(slug: string): Promise<readonly Script[] | null>
  /** Those versions, for as long as anybody walks them. */
  pinned(pins: Pins): Promise<readonly Script[]>
}

const keptMax = 500

/** Over the desk's table. */
export function scriptShelf(table: Pick<ScriptTable, 'one'>): ScriptShelf {
  const parsed = new Map<string, Script>()
  const read = ({ slug, version, form }: { slug: string; version: number; form: unknown }): Script | null => {
    const key = `${slug} ${version}`
    const known = parsed.get(key)
    if (known) return known
    const read = parseScript(form, version)
    // What was published was found sound before; another program may have written to the table.
    if ('faults' in read) return null
    if (parsed.size >= keptMax) parsed.clear()
    parsed.set(key, read.script)
    return read.script
  }
  const one = async (slug: string, version?: number): Promise<Script | null> => {
    const known = version === undefined ? undefined : parsed.get(`${slug} ${version}`)
    if (known) return known
    const kept = await table.one(slug, version)
    return kept && read(kept)
  }
  return {
    async live(slug) {
      const found = new Map<string, Script>()
      const wanted = [slug]
      for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
        if (found.has(next)) continue
        const script = await one(next)
        if (!script) continue
        found.set(next, script)
        for (const step of script.steps) if (step.kind === 'script') wanted.push(step.script)
      }
      return found.has(slug) ? [...found.values()] : null
    },
    async pinned(pins) {
      const all = await Promise.all(Object.entries(pins).map(([slug, version]) => one(slug, version)))
      return all.filter(script => script !== null)
    },
  }
}
