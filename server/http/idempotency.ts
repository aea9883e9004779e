// `Idempotency-Key`: the same request twice is one effect and one answer. The answer is kept in the append
// itself.
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Deed } from '#server/deed.ts'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'
import { canonical } from '#store/canonical.ts'

export type Key = NonNullable<Deed['key']>

const form = /^[\x21-\x7e]{1,200}$/

/** The key of a request with the hash of what it asks; undefined when it carries none. */
export function keyOf(request: FastifyRequest, actor: string): Key | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !form.test(key))
    throw new Problem('request.invalid', { fields: [{ path: 'Idempotency-Key', message: '1–200 ASCII' }] })
  const asked = [request.method, request.url, request.body ?? null]
  return { actor, key, bodyHash: createHash('sha256').update(canonical(asked)).digest('hex') }
}

export type Kept = {
  readonly caseId: Deed['caseId']
  readonly seq: number
  /** the seq before; an answer of an older release lacks it */
  readonly after?: number
  readonly ids: Record<string, string>
}
/** Made of nothing that was recorded: it was so already. */
type MayBeEmpty = { readonly events: readonly unknown[] }

/** The answer kept under a key; null: none. Another request under the same key is a problem. */
export async function keptUnder({ store }: Pick<Shell, 'store'>, key: Key): Promise<Kept | null> {
  const found = await store.answered(key.actor, key.key)
  if (found && found.bodyHash !== key.bodyHash) throw new Problem('key.reused')
  return found && (found.answer as Kept)
}

/**
 * Runs `work` unless the key was used: then its kept answer is given back. Two at once: the second is told
 * so. Where another node was quicker, what it recorded may be why there is nothing to do any more, or not
 * allowed: then its answer is the one.
 */
export function onceEach(shell: Pick<Shell, 'store'>) {
  const underWay = new Set<string>()
  return async <T extends MayBeEmpty>(
    key: Key | undefined,
    work: () => Promise<T>,
    again: (kept: Kept) => Promise<T>,
  ): Promise<T> => {
    if (!key) return work()
    const name = JSON.stringify([key.actor, key.key])
    if (underWay.has(name)) throw new Problem('key.in_flight', { headers: { 'retry-after': '1' } })
    underWay.add(name)
    try {
      const before = await keptUnder(shell, key)
      if (before) return await again(before)
      const done = await work().catch(async (fault: unknown) => {
        const meanwhile = fault instanceof Problem ? await keptUnder(shell, key) : null
        if (!meanwhile) throw fault
        return again(meanwhile)
      })
      const meanwhile = done.events.length === 0 ? await keptUnder(shell, key) : null
      return meanwhile ? await again(meanwhile) : done
    } finally {
      underWay.delete(name)
    }
  }
}
