// Which facts let a case go on that had ended, or had gone on in another one. Nothing else.
import type { Event } from '#core/case/event.ts'

/** Whether it goes on again by this fact: it was opened again, or a merge was taken back. */
export const goesOnBy = ({ type }: Pick<Event, 'type'>): boolean =>
  type === 'case.reopened' || type === 'case.parted'
