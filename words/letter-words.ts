// Which automatic mails a desk may write itself, what it may put in, and what they say as shipped. What
// holds a promise or a link together (its time, its keys, the foot) is no part of it. Not: whose words
// hold (server).
import type { Say } from '#words/say.ts'

export const letterKinds = [
  'confirmation',
  'late',
  'contact',
  'inner_expert',
  'inner_lead',
  'inner_workaround',
  'inner_resolution',
  'inner_then',
] as const
export type LetterKind = (typeof letterKinds)[number]

/**
 * What may stand in braces. A confirmation goes to an address nobody has checked: nothing a stranger typed
 * may ever be among its fields.
 */
export const letterFields = {
  confirmation: ['number', 'desk'],
  late: ['number', 'desk'],
  contact: ['agent', 'desk'],
  inner_expert: ['desk'],
  inner_lead: ['desk'],
  inner_workaround: ['desk'],
  inner_resolution: ['desk'],
  inner_then: ['desk'],
} as const satisfies Readonly<Record<LetterKind, readonly string[]>>

/** What the subject may hold beside them; absent: the mail has no subject of its own. */
export const subjectFields: Readonly<Partial<Record<LetterKind, readonly string[]>>> = {
  confirmation: ['number', 'desk'],
  late: ['number', 'desk', 'time'],
}

export type LetterWords = { readonly subject: string | null; readonly words: string }

const self = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map(name => [name, `{${name}}`]))

/** As shipped, with its fields in braces. */
export const shippedLetter: Readonly<Record<LetterKind, (say: Say) => LetterWords>> = {
  confirmation: say => ({
    subject: say('mail.new_subject', self('number')),
    words: `${say('mail.new_received', self('number'))}\n\n${say('mail.new_more')}`,
  }),
  late: say => ({
    subject: say('mail.late_subject', self('time', 'number')),
    words: say('mail.late_sorry'),
  }),
  contact: say => ({ subject: null, words: say('desk.contact_now', self('agent')) }),
  inner_expert: say => ({ subject: null, words: say('inner.letter_expert') }),
  inner_lead: say => ({ subject: null, words: say('inner.letter_lead') }),
  inner_workaround: say => ({ subject: null, words: say('inner.letter_late', { target: 'workaround' }) }),
  inner_resolution: say => ({ subject: null, words: say('inner.letter_late', { target: 'resolution' }) }),
  inner_then: say => ({ subject: null, words: say('inner.letter_then') }),
}
