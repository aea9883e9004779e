// The confirmation of a new case: whether one may go, and the wish that records it. Not: what the mail says
// (channels/email).
import type { Command } from '#core/case/case.ts'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { sayIn } from '#words/say-in.ts'
import type { Sealer } from '#server/sealer.ts'
import type { MailShell } from '#server/shell.ts'

export type ConfirmationOf = {
  seal: Sealer
  caseId: CaseId
  customer: CustomerId
  address: string
  language: Language
}

/**
 * None where a limit stands against it: one per address and day, so many per case, address and hour of the
 * desk.
 */
export async function confirmation(
  { desk, newId, now, settings }: Pick<MailShell, 'desk' | 'newId' | 'now' | 'settings'>,
  { seal, caseId, customer, address, language }: ConfirmationOf,
): Promise<readonly Command[]> {
  if (settings().automaticMail === 'off') return []
  if ((await desk.automaticMails.take({ address, caseId, kind: 'confirmation', at: now() })) !== 'yes')
    return []
  return [
    {
      type: 'message.queue',
      message: newId('msg'),
      channel: 'email',
      text: seal.text(sayIn(language)('desk.confirmation')),
      attached: [],
      undoSeconds: 0,
      keeps: [],
      automatic: 'confirmation',
      to: customer,
    },
  ]
}
