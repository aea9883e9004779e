// Deeds of the desk's own parts, which nobody wishes from outside. Not: those of people (deeds.ts).
import type { CommandType } from '#core/case/case.ts'

export const systemDeeds = [
  'message.receive',
  'message.note_sent',
  'message.note_failed',
  'message.note_bounced',
  'message.note_echoed',
  'customer.note_unreachable',
  'case.note_flooded',
  'share.end',
  'file.quarantine',
  'lead.note_alerted',
  // The other half of taking back a merge (deeds-of-two.ts).
  'case.unlink',
  'matter.tell',
  'matter.move',
  'satisfaction.ask',
  // Customers answer on their pages (portal-satisfaction.ts); nobody does for them.
  'satisfaction.answer',
  'clock.ring',
] as const satisfies readonly CommandType[]
