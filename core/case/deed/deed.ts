// The shape of a deed: a wish with its actor, decided into facts or a refusal. Each deed's own file fills it.
import type { Event, EventOf, EventType } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, NewId } from '#core/kit/id.ts'
import type { Refusal } from '#core/kit/refusal.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { There } from '#core/people/who-rings.ts'

/** The world as data: what time it is, how to name new things, and how the desk is set. */
export type Setting = {
  readonly now: Instant
  readonly newId: NewId
  readonly desk: DeskFacts
  /** who can be rung now; absent: nobody's whereabouts are known */
  readonly there?: There
}
export type Outcome = readonly Event[] | Refusal
/** Who wishes it, and when it would be recorded: never before the last fact of the case. */
export type Wish = { readonly by: Actor; readonly at: Instant; readonly setting: Setting }

export type Decider<C> = (state: OpenedCase, command: C, wish: Wish) => Outcome
export type Deciders<M> = { readonly [T in keyof M]: Decider<M[T]> }
export type Evolver<T extends EventType> = (state: OpenedCase, event: EventOf<T>) => OpenedCase

type DataOf<T extends EventType> = Omit<EventOf<T>, 'type' | 'at' | 'by'>

/** A fact of this wish. */
export const fact = <T extends EventType>(wish: Wish, type: T, data: DataOf<T>): EventOf<T> =>
  ({ ...data, type, at: wish.at, by: wish.by }) as unknown as EventOf<T>

/** A fact the desk itself adds to what was wished. */
export const deskFact = <T extends EventType>(wish: Wish, type: T, data: DataOf<T>): EventOf<T> =>
  fact({ ...wish, by: { kind: 'system', part: 'desk' } }, type, data)

/** Who of ours did it; null: a customer, or the desk itself. */
export const writerOf = (by: Actor): AgentId | null => (by.kind === 'agent' ? by.id : null)

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Leaves out what is undefined: an absent field is absent in the ledger, too. */
export function present<T extends object>(data: T): Present<T> {
  for (const key in data) if (data[key] === undefined) return withoutAbsent(data)
  return data as Present<T>
}

function withoutAbsent<T extends object>(data: T): Present<T> {
  const kept: Record<string, unknown> = {}
  for (const key in data) if (data[key] !== undefined) kept[key] = data[key]
  return kept as Present<T>
}
