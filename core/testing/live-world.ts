// A case that is played on step by step, with who is there. Not product code: only tests import it.
import assert from 'node:assert/strict'
import { may } from '#core/access/may.ts'
import { type Card, cardOf } from '#core/case/card.ts'
import { type Command, decide, fold } from '#core/case/case.ts'
import type { Event, Recorded } from '#core/case/event.ts'
import type { LiveLine, LiveState } from '#core/case/live.ts'
import type { Case, OpenedCase } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { There } from '#core/people/who-rings.ts'
import { at, caseId, countingIds, desk, play, textOf, type Wished } from '#core/testing/world.ts'

export type LiveWorld = {
  /** what is recorded, which may be nothing */
  do(minutes: number, by: Actor, command: Command): readonly Event[]
  refused(minutes: number, by: Actor, command: Command): [string, object | undefined]
  state(): OpenedCase
  live(): LiveState
  line(): LiveLine
  ledger(): readonly Recorded[]
  card(): Card
  /** everybody it rang at, and as what */
  rung(): readonly string[]
  rang(): readonly (readonly [string, string])[]
}

/** A case after these wishes, with a desk and who is there (left out: nobody knows). */
export function worldOf(
  wished: readonly Wished[],
  { facts = desk, there }: { readonly facts?: DeskFacts; readonly there?: There },
): LiveWorld {
  const newId = countingIds()
  const { events } = play(wished, facts, newId)
  let state: Case = fold(events)
  const decided = (minutes: number, by: Actor, command: Command) => {
    const right = may(by, command.type, state, facts)
    if (right !== true) return right
    return decide(state, command, by, { now: at(minutes), newId, desk: facts, ...(there && { there }) })
  }
  const rang = () =>
    events.flatMap(one =>
      one.type === 'live_line.rang' ? one.agents.map(agent => [one.as, agent] as const) : [],
    )
  const live = () => (state as OpenedCase).live ?? {}
  return {
    do(minutes, by, command) {
      const outcome = decided(minutes, by, command)
      if (isRefusal(outcome)) assert.fail(`${command.type} was refused: ${outcome.refused}`)
      events.push(...outcome)
      state = fold(outcome, state)
      return outcome
    },
    refused(minutes, by, command) {
      const outcome = decided(minutes, by, command)
      assert.ok(isRefusal(outcome))
      return [outcome.refused, outcome.details]
    },
    state: () => state as OpenedCase,
    live,
    line: () => live().line as LiveLine,
    ledger: () => events.map((event, index) => ({ ...event, seq: index + 1 })),
    card: () => {
      const card = cardOf(caseId('a'), events, {
        text: textOf as never,
        customerName: 'Anna',
        organisationName: null,
      })
      assert.ok(card)
      return card
    },
    rung: () => rang().map(([, agent]) => agent),
    rang,
  }
}
