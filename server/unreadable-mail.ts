// A mail nobody could read is tried again: what reads it now takes it in as if it had just come, and the case
// that stood for it goes on in the one it is in. Not: how it got there (intake.ts).
import { isUnreadable, type UnreadableReason } from '#channels/email/mail.ts'
import type { Card } from '#core/case/card.ts'
import type { CaseId } from '#core/kit/id.ts'
import { takeIn } from '#server/intake.ts'
import type { Shell } from '#server/shell.ts'
import type { UnreadableMail } from '#store/desk/unreadable-mail.ts'

/** It still cannot be read; or it can, and is in this case, or in none: kept aside. */
export type TriedAgain =
  | { readonly outcome: 'unreadable'; readonly reason: UnreadableReason }
  | { readonly outcome: 'case'; readonly card: Card }
  | { readonly outcome: 'aside' }
  | { readonly outcome: 'gone' }

/** Reads a mail anew. Asked twice at once it is taken in once, by its own key. */
export async function tryAgain(shell: Shell, kept: UnreadableMail): Promise<TriedAgain> {
  const { id, sha256, caseId } = kept
  const { desk, store } = shell
  const [blob, card] = await Promise.all([store.blob(sha256), store.card(caseId)])
  if (!blob || !card) return { outcome: 'gone' }
  if (isHeadOnly(kept, blob.bytes)) return { outcome: 'unreadable', reason: 'mail.too_large' }
  const mail = await shell.reader.readMail(blob.bytes)
  if (isUnreadable(mail)) {
    await desk.unreadableMails.tried(id, shell.now(), mail.unreadable)
    return { outcome: 'unreadable', reason: mail.unreadable }
  }
  const from = (await desk.customers.one(card.customer))?.email ?? mail.from?.address ?? ''
  const to = mail.to.map(({ address }) => address)
  const taken = await takeIn(shell, { from, to }, Buffer.from(blob.bytes))
  if ('reply' in taken) return { outcome: 'unreadable', reason: 'mail.not_taken_in' }
  const found = await caseOf(shell, taken.id)
  // A second fall of the reader between the two readings: it is the same case as before.
  if (found?.id === caseId) return { outcome: 'unreadable', reason: 'mail.not_taken_in' }
  await desk.unreadableMails.read(id, shell.now(), found?.id ?? null)
  return found ? { outcome: 'case', card: found } : { outcome: 'aside' }
}

/** Of a mail that was too large its headers alone are kept: by themselves they would be an empty message. */
const isHeadOnly = ({ reason }: UnreadableMail, raw: Uint8Array): boolean =>
  reason === 'mail.too_large' ||
  (reason === null && !/\n\r?\n[\s\S]/.test(Buffer.from(raw).toString('latin1')))

/** The case that taking a mail in named. */
async function caseOf({ store }: Shell, named: string): Promise<Card | null> {
  const [, number] = /^case (\d+)$/.exec(named) ?? []
  if (number) return store.card(Number(number))
  return named.startsWith('cas_') ? store.card(named as CaseId) : null
}
