// How the desk signs in to a mailbox: its password opened, or an access token that still holds, had anew when
// it does not. What comes from here is in clear, and stays in memory.
import { MailboxFault } from '#channels/email/imap-fault.ts'
import { freshToken } from '#channels/email/oauth.ts'
import type { MailboxId } from '#core/kit/id.ts'
import type { Shell } from '#server/shell.ts'
import type { Mailbox, MailboxSecret } from '#store/desk/mailbox.ts'

export type Credential = { readonly password: string } | { readonly accessToken: string }
type Keeper = Pick<Shell, 'secrets' | 'now'> & { readonly desk: Pick<Shell['desk'], 'mailboxes'> }

/** What a secret of a mailbox is sealed for. */
export const secretUse = (mailbox: MailboxId, secret: MailboxSecret): string => `mailbox/${mailbox}/${secret}`

/** Signs in for all mailboxes of a node; tokens are kept as long as they hold. */
export type SignIns = {
  /** @param isRefused the last one was: a token is had anew even if it should still hold */
  of(mailbox: Mailbox, isRefused?: boolean): Promise<Credential>
}

/** A token is taken as over a little earlier, so that it does not end on the way. */
const marginMs = 60_000

export function signIns(keeper: Keeper): SignIns {
  const tokens = new Map<string, { accessToken: string; until: number }>()
  return {
    async of(mailbox, isRefused = false) {
      if (mailbox.signInBy === 'password') return { password: await opened(keeper, mailbox, 'password') }
      const key = `${mailbox.id}/${mailbox.version}`
      const known = isRefused ? undefined : tokens.get(key)
      if (known && known.until > keeper.now()) return { accessToken: known.accessToken }
      const { oauth } = mailbox
      if (!oauth) throw new MailboxFault('secret_lost', 'oauth')
      const refreshToken = await opened(keeper, mailbox, 'refreshToken')
      const clientSecret = mailbox.clientSecret ? await opened(keeper, mailbox, 'clientSecret') : ''
      const token = await freshToken({ ...oauth, clientSecret, refreshToken })
      if (token.refreshToken && token.refreshToken !== refreshToken)
        await replaced(keeper, mailbox, 'refreshToken', token.refreshToken)
      const until = keeper.now() + Math.max(token.holdsMs - marginMs, token.holdsMs / 2)
      tokens.set(key, { accessToken: token.accessToken, until })
      return { accessToken: token.accessToken }
    },
  }
}

/** A secret in clear; one under an old key is sealed again under the newest. */
async function opened(keeper: Keeper, mailbox: Mailbox, secret: MailboxSecret): Promise<string> {
  const sealed = mailbox[secret]
  const words = sealed && keeper.secrets.open(sealed, secretUse(mailbox.id, secret))
  if (!sealed || words === null) throw new MailboxFault('secret_lost', secret)
  if (keeper.secrets.isOld(sealed)) await replaced(keeper, mailbox, secret, words as string)
  return words as string
}

async function replaced(keeper: Keeper, mailbox: Mailbox, secret: MailboxSecret, words: string) {
  const next = keeper.secrets.seal(words, secretUse(mailbox.id, secret))
  await keeper.desk.mailboxes.reseal(mailbox.id, secret, mailbox[secret] as Uint8Array, next)
}
