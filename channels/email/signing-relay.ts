// A relay that signs what it hands on, where the sender's domain has keys: at each attempt anew, over the
// bytes that leave. Not: which keys those are (server/signing.ts).
import { createTransport, type SendMailOptions } from 'nodemailer'
import { type DkimSigner, signedMail } from './dkim.ts'
import type { Relay } from './relay.ts'

/** @param signersOf the keys that sign mails of a domain now; none: its mails leave as they are */
export function signingRelay(
  signersOf: (domain: string) => Promise<readonly DkimSigner[]>,
  relay: Relay,
): Relay {
  const printer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async send(key, mail) {
      try {
        const signers = await signersOf(domainOf(senderOf(mail.from)))
        if (signers.length === 0) return await relay.send(key, mail)
        const { message, messageId } = await printer.sendMail(mail)
        const raw = await signedMail(message as Buffer, signers)
        // Whoever hands it on still needs to know from whom to whom it goes.
        const { from, to, envelope } = mail
        // An empty envelope would lead to nobody: without one it is made of the two.
        const handed = { from, to, messageId, raw, ...(envelope ? { envelope } : {}) } as SendMailOptions
        return await relay.send(key, handed)
      } catch (fault) {
        return { outcome: 'retry', answer: (fault as Error).message }
      }
    },
    close() {
      printer.close()
      relay.close()
    },
  }
}

/** The address a mail is from, however its options write it. */
export function senderOf(from: SendMailOptions['from']): string {
  const [one = ''] = [from].flat()
  if (typeof one !== 'string') return ('address' in one && one.address) || ''
  return /<([^>]+)>/.exec(one)?.[1] ?? one
}

/** The domain of an address, in small letters. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
