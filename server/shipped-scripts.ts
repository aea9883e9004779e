// The scripts that come with the program, published at its start. Not: reading their files (script-files.ts).
import { createHash } from 'node:crypto'
import type { Instant } from '#core/kit/time.ts'
import type { ScriptPast, ScriptTable } from '#store/desk/script.ts'
import { canonical } from '#store/canonical.ts'

export type ShippedScript = { readonly slug: string; readonly form: unknown }

/**
 * Publishes what is not known yet, and what changed with the program, unless somebody of the desk has
 * published or withdrawn that script: from then on it is the desk's. Safe to call by two nodes at once, also
 * by an older and a newer one: a form is published once.
 * @returns how many versions were published
 */
export async function publishShipped(
  scripts: ScriptTable,
  shipped: readonly ShippedScript[],
  at: Instant,
): Promise<number> {
  let published = 0
  for (const { slug, form } of shipped) {
    const digest = createHash('sha256').update(canonical(form)).digest('hex')
    const past = await scripts.past(slug)
    if (past && !isOursToChange(past, digest)) continue
    const version = (past?.versions[0]?.version ?? 0) + 1
    // The other node was faster: it has the same form, or the next start publishes ours.
    const outcome = await scripts.publish({ slug, version, form, at, by: null, shipped: digest })
    if (outcome === 'published') published += 1
  }
  return published
}

const isOursToChange = ({ live, versions }: ScriptPast, digest: string): boolean =>
  live !== null && versions.every(one => one.by === null && one.shipped !== digest)
