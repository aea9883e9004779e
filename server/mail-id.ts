// Our own Message-IDs: they say which message of which case a mail is, so that a report on it finds its
// place.
// They grant nothing: whoever guesses one can at most report a bounce of a mail that exists.
import type { CaseId, MessageId } from '#core/kit/id.ts'
import { isId } from '#core/kit/id.ts'

/** The Message-ID of a message, without the angle brackets; the same at every attempt to send it. */
export const mailIdOf = (message: MessageId, caseId: CaseId, domain: string): string =>
  `${message.slice(4)}.${caseId.slice(4)}.tierline@${domain}`

/** Reads a Message-ID of ours; null for any other. */
export function placeOfMail(
  messageId: string,
  domain: string,
): { message: MessageId; caseId: CaseId } | null {
  const [, one, other, host] =
    /^<?([0-9a-z]+)\.([0-9a-z]+)\.tierline@([^>]+)>?$/.exec(messageId.trim().toLowerCase()) ?? []
  const message = `msg_${one}`
  const caseId = `cas_${other}`
  return host === domain.toLowerCase() && isId('msg', message) && isId('cas', caseId)
    ? { message, caseId }
    : null
}
