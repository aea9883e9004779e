// Mail of our own people: what one of them forwards belongs to whoever wrote it, and he himself never
// becomes a customer by writing. Not: where any other mail belongs (intake-place.ts).
import type { Arrival } from '#channels/email/intake.ts'
import { guessLanguage } from '#channels/email/language.ts'
import type { Forwarded, Mail } from '#channels/email/mail.ts'

/** The mail that was forwarded, as if it had come by itself; null: none was, or nobody can tell from whom. */
export function forwardedIn(mail: Mail, arrival: Arrival): Arrival | null {
  const inner = mail.forwarded.find(one => one.from !== null && one.from.address !== '')
  if (!inner?.from) return null
  const text = inner.text.trim() || arrival.fullText
  return {
    ...arrival,
    from: inner.from,
    replyTo: null,
    subject: inner.subject || arrival.subject,
    text,
    attachments: filesOf(arrival, inner),
    messageId: inner.messageId || arrival.messageId,
    sentAt: inner.date ?? arrival.sentAt,
    replyToken: null,
    language: guessLanguage(text) ?? arrival.language,
  }
}

/** Its own files, and those that came beside it. */
const filesOf = ({ attachments }: Arrival, inner: Forwarded): Arrival['attachments'] =>
  inner.how === 'attached' ? [...attachments, ...inner.attachments] : attachments
