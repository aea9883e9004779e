// Why a mail was recognised as not written by a person.

export type AutomaticKind =
  | 'auto-reply'
  | 'bounce'
  | 'feedback-report'
  | 'list'
  | 'receipt'
  | 'verification'
  | 'own'
  | 'reaction'
