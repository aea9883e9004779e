// A mail as a wish to a case: its new words, the whole text, its files, and what is known of where it comes
// from. Not: which case that is (intake-place.ts).
import type { Arrival } from '#channels/email/intake.ts'
import { mailIdDigest } from '#channels/email/mail-id-digest.ts'
import { ownAddress } from '#channels/email/own-address.ts'
import { withoutToken } from '#channels/email/reply-token.ts'
import type { Findings } from '#channels/email/sender-verdict.ts'
import type { AutomaticKind } from '#core/case/automatic-kind.ts'
import type { Command } from '#core/case/case.ts'
import type { Attached } from '#core/case/event.ts'
import type { MailDoubt, SenderChecked } from '#core/case/sender-check.ts'
import { isThankYou } from '#core/case/thank-you.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Sender } from '#server/intake-sender.ts'
import type { Sealer } from '#server/sealer.ts'
import type { MailShell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'
import type { Blob } from '#store/store.ts'
import type { Say } from '#words/say.ts'
import { sayIn } from '#words/say-in.ts'

export const subjectMax = 300

/** A mail on its way in: what it says, its bytes, and whom we know it by. */
export type Taken = {
  readonly arrival: Arrival
  readonly raw: Blob
  readonly known: Customer | null
  /** cases that his mails opened within the hour */
  readonly opened: number
  readonly findings: Findings | null
  /** who of ours forwarded it */
  readonly forwarded?: AgentId
}

const automaticOf = ({ automatic }: Arrival): AutomaticKind | null =>
  automatic === 'null-sender' ? 'auto-reply' : automatic

/** What a mail says, as a wish: its new words, the whole text, its files, and the bytes it came in. */
export function received(
  shell: MailShell,
  seal: Sealer,
  { arrival, raw, findings, forwarded }: Taken,
  sender: Sender,
  { doubt, mayThank }: { doubt: MailDoubt | null; mayThank: boolean },
): { command: Command; blobs: Blob[] } {
  const blobs: Blob[] = [raw]
  const attached: Attached[] = arrival.attachments.map(file => {
    blobs.push({ sha256: file.sha256, bytes: file.bytes, type: file.type })
    return {
      file: shell.newId('fil'),
      name: seal.text(file.name.trim() || 'file'),
      type: file.type,
      size: file.size,
      sha256: file.sha256,
    }
  })
  const words = wordsOf(arrival, sayIn(sender.language))
  const full = arrival.fullText.trim()
  const also = alsoWrittenTo(shell, arrival)
  const cc = copiedTo(shell, arrival)
  const isSpoken = arrival.automatic === null
  const command: Command = {
    type: 'message.receive',
    message: shell.newId('msg'),
    channel: 'email',
    from: sender.id,
    text: seal.text(words),
    subject: arrival.subject.trim() ? seal.text(arrival.subject.trim().slice(0, subjectMax)) : undefined,
    full: full && full !== words ? seal.text(full) : undefined,
    mail: raw.sha256,
    html: arrival.html !== '' ? true : undefined,
    attached,
    automatic: automaticOf(arrival),
    language: arrival.language ?? undefined,
    cc: cc ? seal.text(cc) : undefined,
    also: also.length > 0 ? also : undefined,
    mailId: mailIdDigest(arrival.messageId) ?? undefined,
    // Through a list people write, too, and anybody may say to be one.
    doubt: (isSpoken || arrival.automatic === 'list') && doubt ? doubt : undefined,
    thanks: mayThank && isSpoken && !doubt && isThanks(arrival) ? true : undefined,
    checked: findings ? checkedBy(seal, findings) : undefined,
    forwarded,
  }
  return { command, blobs }
}

/** What stands in the case: the new words, or that there are none anybody could read. */
function wordsOf({ text, fullText, encrypted }: Arrival, say: Say): string {
  const words = text.trim() || fullText.trim()
  if (encrypted && (!words || words.startsWith('-----BEGIN PGP MESSAGE-----'))) return say('desk.encrypted')
  return words || say('desk.no_text')
}

/** Who sends a file tells something, whatever he writes. */
const isThanks = ({ text, attachments }: Arrival): boolean =>
  attachments.every(one => one.isInline) && isThankYou(text)

const checkedBy = (seal: Sealer, { details, ...checked }: Findings): SenderChecked => ({
  ...checked,
  ...(details && { details: seal.text(details) }),
})

const copiedMax = 2_000
/** Who got the mail as well: people, not addresses of ours. Empty: nobody. */
function copiedTo(shell: MailShell, { recipients, mailboxes }: Arrival): string {
  const asked = recipients.filter(({ address }) => address && !mailboxes.includes(address))
  // Most mails name nobody but the address they came to.
  if (asked.length === 0) return ''
  const ours = [...shell.addresses(), ...mailboxes.map(mailbox => ({ address: withoutToken(mailbox) }))]
  const others = asked.filter(one => !ownAddress(ours, one.address))
  const shown = others.map(({ name, address }) => (name ? `${name} <${address}>` : address))
  return [...new Set(shown)].join(', ').slice(0, copiedMax)
}

/** Other teams whose addresses it was written to: the first of our addresses says whose it is. */
function alsoWrittenTo(shell: MailShell, { mailboxes, recipients }: Arrival): TeamId[] {
  const ours = shell.addresses()
  if (ours.every(one => one.team === ours[0]?.team)) return []
  const all = [...mailboxes, ...recipients.map(one => one.address)]
  const teams = all.flatMap(address => ownAddress(ours, address)?.team ?? [])
  return [...new Set(teams)].filter(team => team !== teams[0] && shell.facts().teams[team]?.active)
}
