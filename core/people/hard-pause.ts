// The minutes after a hard contact, in which nothing is given to somebody by name either. Why he takes none
// is kept nowhere. Not: taking no turn on the live line by own wish (who-rings.ts).
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { There } from '#core/people/who-rings.ts'

/** Until when nothing is given to him; null: he takes what comes, or nobody's whereabouts are known. */
export function pausesUntil(there: There | null | undefined, agent: AgentId, at: Instant): Instant | null {
  const until = there?.[agent]?.hardUntil ?? null
  return until !== null && until > at ? until : null
}
