// How a bug is planted: what is said of one, and ways to break a part. Not: the bugs (planted.ts).
import type { Command } from '#core/case/case.ts'
import type { Event, EventType } from '#core/case/event.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { type CaseRules, caseRules } from '#server/handle.ts'
import type { AnyMatterRules, MatterKind } from '#core/matter/matter.ts'
import { ownParts, type Parts } from '#sim/parts.ts'
import type { Append, Store } from '#store/store.ts'

export type Planted = {
  /** what is broken, in a few words */
  readonly bug: string
  /** the rule that must notice, or one of several */
  readonly caughtBy: readonly string[]
  /** a seed whose world brings it to light within seconds */
  readonly seed: number
  /** on the core alone, where the state of a case is seen after each deed */
  readonly alone?: boolean
  readonly parts: Parts
}

export type Broken = Omit<Planted, 'parts'> & { readonly breaks: Partial<Parts> }

export const rules = (broken: Partial<CaseRules>): Partial<Parts> => ({ rules: { ...caseRules, ...broken } })

/** Breaks how one kind of what stands beside cases goes. */
export function matterRule(
  kind: MatterKind,
  broken: (own: AnyMatterRules) => Partial<AnyMatterRules>,
): Partial<Parts> {
  const own = ownParts.matterRules[kind]!
  return { matterRules: { ...ownParts.matterRules, [kind]: { ...own, ...broken(own) } } }
}

/** Changes what a kind of command comes to. */
export const decidesOf = (type: Command['type'], change: (events: readonly Event[]) => readonly Event[]) =>
  rules({
    decide: (state, command, by, setting) => {
      const outcome = caseRules.decide(state, command, by, setting)
      return command.type === type && !isRefusal(outcome) ? change(outcome) : outcome
    },
  })
export const without =
  (...types: EventType[]) =>
  (events: readonly Event[]) =>
    events.filter(event => !types.includes(event.type))
export const store = (broken: (own: Store) => Partial<Store>): Partial<Parts> => ({
  store: own => ({ ...own, ...broken(own) }),
})
export const appends = (change: (append: Append) => Append) =>
  store(own => ({ append: append => own.append(change(append)) }))
