// What stands in the places of a ready-made reply, for the case that is open. Not: which places there are
// (core/reply/placeholder.ts).
import { nowMs } from '#web/kit/now.ts'
import { useSession } from '#web/api/session.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import type { NextUpdate } from './next-update.tsx'
import type { ReplyValues } from './reply-text.ts'
import { timeForThem, usableZone, useWordsIn } from './say-in.ts'

/** The promise is the next update as it will be made; without one its place stays to be seen. */
export function useReplyValues(next: NextUpdate): ReplyValues {
  const { data, desk, state, text, who, customerFirst } = useCase()
  const { desk: house } = useSession()
  const words = useWords()
  const theirs = useWordsIn(data.card.language, usableZone(data.customer.timeZone))
  const phone = (house.callBackNumber as string | null | undefined)?.trim()
  return {
    customer: customerFirst,
    case: String(data.number),
    subject: text(state.subject),
    agent: who(desk.actor).name,
    team: desk.teamName(state.team),
    desk: house.name,
    ...(next.is !== 'none' && {
      promise: timeForThem({ from: next.from, dueAt: next.at }, nowMs(), theirs, words),
    }),
    ...(phone && { phone }),
  }
}
