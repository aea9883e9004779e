// What happened inside since its customer was written to about such things: the matter of a letter, each at
// most once in it. Not: whether one may go, and when (server/react/inner-letter.ts), nor his page
// (customer-timeline.ts).
import type { EventOf, Recorded } from '#core/case/event.ts'
import { expertLevel, isToldTarget, type ToldTarget } from '#core/case/inner-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { Instant } from '#core/kit/time.ts'

export type InnerTold =
  | { readonly kind: 'late'; readonly target: ToldTarget }
  | { readonly kind: 'expert' }
  | { readonly kind: 'lead' }

type Of<T extends Recorded['type']> = EventOf<T> & { readonly seq: number }
const all = <T extends Recorded['type']>(ledger: readonly Recorded[], type: T): readonly Of<T>[] =>
  ledger.filter(one => one.type === type) as unknown as readonly Of<T>[]

/** The letters of one kind that left, or will. */
const lettersOf = (
  ledger: readonly Recorded[],
  state: OpenedCase,
  automatic: 'hand_off' | 'inner' | 'late',
) =>
  all(ledger, 'message.queued').filter(
    one => one.automatic === automatic && state.messages[one.message]!.standing !== 'withdrawn',
  )

/** When the last such letter was written, and what it did not tell yet. */
export function innerUntold(
  ledger: readonly Recorded[],
  state: OpenedCase,
): { readonly lastAt: Instant | null; readonly untold: readonly InnerTold[] } {
  const last = lettersOf(ledger, state, 'inner').at(-1)
  const from = last?.seq ?? 0
  const leadTold = [...all(ledger, 'lead.alerted'), ...all(ledger, 'help.raised')]
  return {
    lastAt: last?.at ?? null,
    untold: [
      ...lateSince(ledger, state, from),
      ...(isExpertSince(ledger, state, from) ? [{ kind: 'expert' } as const] : []),
      ...(leadTold.some(one => one.seq > from) ? [{ kind: 'lead' } as const] : []),
    ],
  }
}

/** What is late still, unless he was written to about lateness since. */
function lateSince(ledger: readonly Recorded[], state: OpenedCase, from: number): InnerTold[] {
  const said = lettersOf(ledger, state, 'late').at(-1)?.seq ?? 0
  const late = new Set<ToldTarget>()
  for (const { seq, kind, target } of all(ledger, 'target.breached')) {
    const standing = state.targets[target]!.standing
    const isOpen = standing === 'running' || standing === 'paused'
    if (seq > Math.max(from, said) && isOpen && isToldTarget(kind)) late.add(kind)
  }
  return [...late].map(target => ({ kind: 'late', target }))
}

/** The first expert on the case, unless the giver of the hand-off wrote to the customer of it. */
function isExpertSince(ledger: readonly Recorded[], state: OpenedCase, from: number): boolean {
  const first = all(ledger, 'hand_off.accepted').find(
    ({ handOff }) => state.handOffs[handOff]!.to.level >= expertLevel,
  )
  if (!first || first.seq <= from) return false
  const { offeredAt } = state.handOffs[first.handOff]!
  return !lettersOf(ledger, state, 'hand_off').some(one => one.at >= offeredAt && one.seq < first.seq)
}
