// What notes for the team are about, and what can be missing in what one writes for another. Lists only.
import type { HandOffId, NoteId, StepId } from '#core/kit/id.ts'

/** In the order of their number keys. An old note says none. */
export const noteKinds = [
  'finding',
  'next_step',
  'told_customer',
  'contact_wish',
  'environment',
  'other',
] as const
export type NoteKind = (typeof noteKinds)[number]

/** What whoever has to work with a note, step or hand-off misses in it. */
export const missings = ['which_device', 'what_done', 'what_result', 'for_whom', 'why', 'other'] as const
export type Missing = (typeof missings)[number]

/** What can be said to be unclear. */
export type FlaggableId = NoteId | StepId | HandOffId
