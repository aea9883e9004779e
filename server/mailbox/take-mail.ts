// A mail that lies in a mailbox goes the way every mail goes; what SMTP would refuse has nobody to be told,
// so people get it as a case. Not: what the mail becomes (server/intake.ts).
import type { UnreadableReason } from '#channels/email/mail.ts'
import { preScan } from '#channels/email/pre-scan.ts'
import { openUnreadable, takeIn } from '#server/intake.ts'
import type { Shell } from '#server/shell.ts'
import type { Blob } from '#store/store.ts'
import { hash } from 'node:crypto'
import { envelopeOf, topValueOf } from './envelope.ts'
import { attemptsMax, type LyingMail, type Taken } from './read-folder.ts'
import { isTrying } from './test-mail.ts'

/** @param own the address whose mail the mailbox holds */
export async function takeMail(shell: Shell, own: string, mail: LyingMail): Promise<Taken> {
  const { raw, head, isWhole, attempt } = mail
  const isOurTry = isTrying(shell.config.secret, topValueOf(head, 'message-id'))
  if (isOurTry) return 'own'
  const isOurs = (address: string) =>
    address === own.toLowerCase() || shell.addresses().some(one => one.address.toLowerCase() === address)
  const envelope = envelopeOf(head, own, isOurs)
  const unreadable = async (reason: UnreadableReason): Promise<Taken> => {
    const blob: Blob = { sha256: hash('sha256', raw), bytes: raw, type: 'message/rfc822' }
    await openUnreadable(shell, envelope, blob, reason)
    return 'taken'
  }
  if (!isWhole) return unreadable('mail.too_large')
  if (attempt >= attemptsMax) return unreadable('mail.not_taken_in')
  const scan = preScan(raw)
  if (!scan.ok) return unreadable(scan.refused)
  const accepted = await takeIn(shell, envelope, raw, scan)
  if ('ok' in accepted) return 'taken'
  return accepted.reply.startsWith('4') ? 'later' : unreadable('mail.not_taken_in')
}
