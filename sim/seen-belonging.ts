// What a case has to do with things beside it, as a bystander keeps it: what it belongs to and since when,
// and every word it was told of it. Not: those things themselves (seen-matter.ts).
import type { Event } from '#core/case/event.ts'
import type { CaseId, MatterId } from '#core/kit/id.ts'

export type SeenBelongings = Map<MatterId, { order: number }>
/**
 * Which word of what it was told, however long ago. What the customer of a case that goes on in it had not
 * heard is told once more, as that case's (`via`).
 */
export const toldAs = (matter: MatterId, fact: number, via?: CaseId): string =>
  `${matter} ${fact}${via ? ` of ${via}` : ''}`

type HasMatters = {
  readonly belongs: SeenBelongings
  readonly told: Set<string>
  readonly untold: Map<string, { readonly about: string }>
}
type Writers = {
  readonly [T in Event['type']]?: (seen: HasMatters, event: Extract<Event, { type: T }>) => void
}

/** `order` is written by whoever knows the place among all that happened (watch-matters.ts). */
const unplaced = Number.POSITIVE_INFINITY

export const matterWriters = {
  'matter.joined': ({ belongs }, { matter }) => {
    belongs.set(matter, { order: unplaced })
  },
  // What was joined by mistake is nothing its customer has to hear of any more.
  'matter.left': ({ belongs, untold }, { matter }) => {
    belongs.delete(matter)
    for (const [news, { about }] of untold) if (about === matter) untold.delete(news)
  },
  'matter.moved': ({ belongs }, { matter, into }) => {
    belongs.delete(matter)
    if (!belongs.has(into)) belongs.set(into, { order: unplaced })
  },
  'matter.told': ({ told }, { matter, fact, via }) => {
    told.add(toldAs(matter, fact))
    told.add(toldAs(matter, fact, via))
  },
} satisfies Writers
