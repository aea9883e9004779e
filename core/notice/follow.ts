// What is news to somebody who follows a case: a closed list of facts, none of them his own. Not: who follows
// (store/desk/follow.ts), nor whom the same facts tell because the case is theirs (notice.ts).
import type { Event, Recorded } from '#core/case/event.ts'
import { aboutOf, type FollowCause } from '#core/notice/notice.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'

export type FollowNews = {
  readonly cause: FollowCause
  /** with the cause it names the notice: who is told because the case is his is not told twice */
  readonly about: string
  readonly event: Recorded
}

/** What happened after a fact that somebody who follows it hears of. */
export const followNews = (
  ledger: readonly Recorded[],
  { caseId, agent, after }: { readonly caseId: CaseId; readonly agent: AgentId; readonly after: number },
): readonly FollowNews[] =>
  ledger.flatMap(event => {
    const isOwn = event.by.kind === 'agent' && event.by.id === agent
    const about = event.seq > after && !isOwn ? newsAbout(event, caseId) : null
    return about === null ? [] : [{ cause: event.type as FollowCause, about, event }]
  })

function newsAbout(event: Event, caseId: CaseId): string | null {
  switch (event.type) {
    case 'hand_off.answered':
      return event.handOff
    case 'hand_off.returned':
    case 'promise.missed':
      return aboutOf(event)
    case 'message.received':
      return event.automatic === null ? event.message : null
    case 'case.solved':
      return `${caseId}.${event.at}`
    default:
      return null
  }
}
