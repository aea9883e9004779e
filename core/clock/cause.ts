// Why a stretch of a case was as it was, and who made it so: what was waited for, an offer nobody had
// accepted yet, the end of the case. Not: who held it, nor whether it counts (explain.ts).
import type { EventOf, Recorded, WaitReason } from '#core/case/event.ts'
import { pauseOf, waitOf } from '#core/case/deed/wait.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { Actor } from '#core/people/actor.ts'

/** What else than a wait it can be. */
export const otherCauses = ['acceptance', 'ended'] as const
/** `by`: who began it, as the ledger has it. */
export type Cause = { readonly why: WaitReason | (typeof otherCauses)[number]; readonly by: Actor }

/** Who did last what can be a cause. */
export type Begun = Partial<Record<'wait' | 'setAside' | 'offer' | 'end', Actor>>

/** After a question; another date for the customer himself is of whoever asked him that. */
const isGoingOn = ({ turn, since }: EventOf<'wait.started'>): boolean =>
  since !== undefined && turn !== 'customer'

/** The same after one more fact. A wait that goes on after a question is that of whoever began it. */
export function begunAfter(begun: Begun, event: Recorded): Begun {
  switch (event.type) {
    case 'wait.started':
      return { ...begun, wait: isGoingOn(event) ? begun.setAside! : event.by }
    case 'wait.ended':
      return event.how === 'question' ? { ...begun, setAside: begun.wait! } : begun
    case 'hand_off.offered':
      return { ...begun, offer: event.by }
    case 'case.solved':
    case 'case.closed':
    case 'case.merged':
      return { ...begun, end: event.by }
    default:
      return begun
  }
}

/** Why the case stands as it does; undefined: it is simply worked on. */
export function causeOf(state: OpenedCase, begun: Begun): Cause | undefined {
  if (state.phase !== 'open') return { why: 'ended', by: begun.end! }
  const wait = waitOf(state)
  // Where nobody else is waited for it lies with whoever offered it.
  const isOurs = wait === null || (wait.turn === 'us' && pauseOf(wait) === null)
  if (state.offered && isOurs) return { why: 'acceptance', by: begun.offer! }
  return wait ? { why: wait.reason, by: begun.wait! } : undefined
}
