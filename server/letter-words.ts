// Whose words an automatic mail says: the desk's own in the reader's language, else what is shipped in it.
// Never the desk's words of another language. Not: the mail around them (channels/email/mail-kinds.ts).
import type { Language } from '#core/people/language.ts'
import { deskName } from '#server/mail-sender.ts'
import type { MailShell } from '#server/shell.ts'
import { type LetterKind, type LetterWords, shippedLetter } from '#words/letter-words.ts'
import { type FieldValues, withFields } from '#words/mail-fields.ts'
import { sayIn } from '#words/say-in.ts'

type Of = { readonly kind: LetterKind; readonly language: Language }

/** What the desk wrote itself, its fields said; null: nothing in this language. */
export function ownLetter(
  shell: Pick<MailShell, 'mailTemplates' | 'settings'>,
  { kind, language }: Of,
  values: FieldValues,
): LetterWords | null {
  const own = shell.mailTemplates().find(one => one.kind === kind && one.language === language)
  if (!own || own.words === null) return null
  return said({ subject: own.subject, words: own.words }, { desk: deskName(shell), ...values })
}

/** The desk's words, else what is shipped. */
export const letterWords = (
  shell: Pick<MailShell, 'mailTemplates' | 'settings'>,
  of: Of,
  values: FieldValues = {},
): string =>
  (
    ownLetter(shell, of, values) ??
    said(shippedLetter[of.kind](sayIn(of.language)), { desk: deskName(shell), ...values })
  ).words

/** A letter with its fields said. */
export const said = ({ subject, words }: LetterWords, values: FieldValues): LetterWords => ({
  subject: subject === null ? null : withFields(subject, values),
  words: withFields(words, values),
})
