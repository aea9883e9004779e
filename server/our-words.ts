// What we wrote before in a case, taken out of an answer that brings it back without a mark: some programs
// set our mail below the answer as it is. Not: quotes that are marked (channels/email/reply-text.ts).
import { guessLanguage } from '#channels/email/language.ts'
import { isUnreadable } from '#channels/email/mail.ts'
import { mayHoldOurs } from '#channels/email/reply-tail.ts'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import type { Taken } from '#server/intake-message.ts'
import { wordsSent } from '#server/react/message-mail.ts'
import type { MailShell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

/** Shorter than what could be told from somebody's own words. */
const wordsMin = 60
/** The last of ours are those that are answered. */
const sentMax = 3

/** The mail as it was taken, its new words without ours. */
export async function withoutOurWords(shell: MailShell, taken: Taken, caseId: CaseId): Promise<Taken> {
  const { arrival, raw } = taken
  if (arrival.automatic !== null || arrival.text.length < wordsMin) return taken
  const ledger = await shell.store.read(caseId)
  const ours = ledger ? await lastSent(shell, ledger) : ''
  if (!mayHoldOurs(arrival.text, ours)) return taken
  const mail = await shell.reader.readMail(raw.bytes, { ours })
  if (isUnreadable(mail) || !mail.reply || mail.reply === arrival.text) return taken
  const language = guessLanguage(mail.reply) ?? arrival.language
  return { ...taken, arrival: { ...arrival, text: mail.reply, language } }
}

async function lastSent(shell: MailShell, ledger: Ledger): Promise<string> {
  const queued = ledger.events.flatMap(one => (one.type === 'message.queued' ? [one] : [])).slice(-sentMax)
  const words: string[] = []
  for (const { to, message } of queued) {
    const customer = await shell.desk.customers.one(to as CustomerId)
    if (customer) words.push(wordsSent(shell, { ledger, message, customer }))
  }
  return words.join('\n')
}
