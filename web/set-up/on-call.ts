// The turns of a team on call while they are typed. Not: the sheet (on-call-sheet.tsx).
import type { AgentId } from '#core/kit/id.ts'
import type { Turn } from '#core/people/desk-facts.ts'
import { fieldOf, instantOfField } from '../case/wall-clock.ts'

/** A turn as it stands in its fields: local times of the desk. */
export type TypedTurn = { readonly agent: AgentId | ''; readonly from: string; readonly until: string }

/** What the fields hold of turns that are not over; those that are, nobody needs any more. */
export const typedTurns = (turns: readonly Turn[], now: number, zone: string): TypedTurn[] =>
  turns
    .filter(turn => turn.until > now)
    .map(({ agent, from, until }) => ({ agent, from: fieldOf(from, zone), until: fieldOf(until, zone) }))

/** The turns meant, or the place of the first that is not whole: who, and a beginning before its end. */
export function turnsOf(
  typed: readonly TypedTurn[],
  zone: string,
): { readonly turns: readonly Turn[] } | { readonly wrongAt: number } {
  const turns: Turn[] = []
  for (const [index, { agent, ...times }] of typed.entries()) {
    const [from, until] = [instantOfField(times.from, zone), instantOfField(times.until, zone)]
    if (agent === '' || from === null || until === null || until <= from) return { wrongAt: index }
    turns.push({ agent, from, until })
  }
  return { turns }
}

/** Who is on call at an instant by these turns; null: nobody. */
export const onCallAt = (turns: readonly Turn[], at: number): AgentId | null =>
  turns.find(turn => turn.from <= at && at < turn.until)?.agent ?? null
