// The scripts a draft calls, as they are live, and those that these call. Not: the draft itself.
import { useQuery } from '@tanstack/react-query'
import { calledBy } from '#core/script/judge-form.ts'
import { parseScript } from '#core/script/parse-script.ts'
import type { Script } from '#core/script/script.ts'
import { get } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { keys } from '../api/query.ts'
import type { Published } from './scripts-api.ts'

const calledMax = 50
const none: ReadonlyMap<string, Script> = new Map()

/** By name; what is not live, or not yet here, is not among them. */
export function useCalled(form: unknown): ReadonlyMap<string, Script> {
  const first = [...new Set(calledBy(form))].sort()
  const query = useQuery({
    queryKey: [...keys.scripts, 'called', ...first],
    enabled: first.length > 0,
    queryFn: async ({ signal }) => {
      const found = new Map<string, Script>()
      const asked = new Set<string>()
      const open = [...first]
      for (let slug = open.shift(); slug !== undefined && asked.size < calledMax; slug = open.shift()) {
        if (asked.has(slug)) continue
        asked.add(slug)
        const one = await live(slug, signal)
        if (!one) continue
        found.set(slug, one)
        open.push(...one.steps.flatMap(step => (step.kind === 'script' ? [step.script] : [])))
      }
      return found
    },
  })
  return query.data ?? none
}

async function live(slug: string, signal: AbortSignal): Promise<Script | null> {
  const found = await get<Published>(`/scripts/${encodeURIComponent(slug)}`, {}, signal).catch(thrown => {
    if (isProblem(thrown) && thrown.status === 404) return null
    throw thrown
  })
  const parsed = found && parseScript(found.form, found.version)
  return parsed && 'script' in parsed ? parsed.script : null
}
