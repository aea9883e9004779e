// The files of a case, in the order they came in. Not: what is to be thought of them (deed/file.ts).
import type { Attached, Event } from '#core/case/event.ts'

/** Every file that is attached to a fact. */
export const attachedIn = (events: readonly Event[]): Attached[] =>
  events.flatMap(event => ('attached' in event ? (event.attached ?? []) : []))
