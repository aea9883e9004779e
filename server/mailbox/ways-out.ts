// Which way a mail leaves: by the server of the mailbox whose address it is from, where that has one of its
// own, else by the desk's relay. Not: when it leaves (react/deliver.ts).
import type { Relay } from '#channels/email/relay.ts'
import { withoutToken } from '#channels/email/reply-token.ts'
import { senderOf } from '#channels/email/signing-relay.ts'
import { submissionRelay } from '#channels/email/submission.ts'
import type { Shell } from '#server/shell.ts'
import type { Mailbox } from '#store/desk/mailbox.ts'
import type { SignIns } from './sign-in.ts'

type Keeper = Pick<Shell, 'addresses'> & { readonly desk: Pick<Shell['desk'], 'mailboxes'> }

/** The desk's relay, with the mailboxes' own servers before it. */
export function waysOut(keeper: Keeper, access: SignIns, relay: Relay): Relay {
  return {
    async send(key, mail) {
      let own: Relay | null
      try {
        const mailbox = await ownMailbox(keeper, senderOf(mail.from))
        own = mailbox && (await ownRelay(mailbox, access))
      } catch (fault) {
        // Through another server it would look forged: it waits until its own can be signed in to again.
        return { outcome: 'retry', answer: (fault as Error).message }
      }
      if (!own) return relay.send(key, mail)
      try {
        return await own.send(key, mail)
      } finally {
        own.close()
      }
    },
    close: () => relay.close(),
  }
}

/** The server a mailbox sends by. Throws MailboxFault when nobody can sign in. */
export async function ownRelay(mailbox: Mailbox, access: SignIns): Promise<Relay> {
  const { submission, signInName } = mailbox
  if (!submission) throw new Error(`mailbox ${mailbox.id} has no way out of its own`)
  return submissionRelay({ ...submission, signInName, secret: await access.of(mailbox) })
}

async function ownMailbox({ desk, addresses }: Keeper, from: string): Promise<Mailbox | null> {
  const address = addresses().find(one => one.address.toLowerCase() === withoutToken(from))
  if (!address) return null
  const all = await desk.mailboxes.all()
  return all.find(one => one.active && one.submission !== null && one.address === address.id) ?? null
}
