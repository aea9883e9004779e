// What people who left still have: their leaving was broken off in the middle, or a case came to them in
// that very moment. Looked for again and again, until nothing of theirs is open. Not: leaving itself
// (http/set-up-leaving.ts).
import type { AgentId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import { chasesAny } from '#server/placing-matters.ts'
import type { Shell } from '#server/shell.ts'

const restMs = minuteMs
/** Nodes learn of settings one after the other: found free twice in a row, somebody has nothing any more. */
const freeLooks = 2

type Looking = Pick<Shell, 'facts' | 'store'> & { readonly desk: Pick<Shell['desk'], 'matters'> }

/**
 * Looks through those who left; `place` gives their open cases, and what they chase beside them, a
 * place. Each call answers how long to rest.
 */
export function leftBehind(
  { facts, store, desk }: Looking,
  place: (agent: AgentId) => Promise<unknown>,
): () => Promise<number> {
  const free = new Map<AgentId, number>()
  const has = async (whose: { worker: AgentId } | { contact: AgentId }) =>
    (await store.count({ phase: ['open'], ...whose }, 1)) > 0
  return async () => {
    for (const { id, active } of Object.values(facts().agents)) {
      const looks = free.get(id) ?? 0
      if (active) free.delete(id)
      else if (looks < freeLooks) {
        const isFree =
          !(await has({ worker: id })) && !(await has({ contact: id })) && !(await chasesAny({ desk }, id))
        free.set(id, isFree ? looks + 1 : 0)
        if (!isFree) await place(id)
      }
    }
    return restMs
  }
}
