// Which mails an answer belongs to, so that it stands under the customer's own in his program: his
// Message-ID, read from
// the bytes as they came, and those of what we sent before.
import type { Recorded } from '#core/case/event.ts'
import type { MessageId } from '#core/kit/id.ts'
import { mailIdOf } from '#server/mail-id.ts'
import type { MailShell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

const headerBytesMax = 256 * 1024
const referencesMax = 20

/** The headers that thread a message after what went before it. */
export async function threadOf(
  shell: MailShell,
  ledger: Ledger,
  message: MessageId,
): Promise<{ inReplyTo: string; references: string[] }> {
  const { sent, last } = before(ledger.events, message)
  const blob = last ? await shell.store.blob(last) : null
  const theirs = blob ? messageIdIn(blob.bytes) : null
  const ids = sent.map(one => `<${mailIdOf(one, ledger.caseId, shell.config.mailDomain)}>`)
  const references = [...ids, ...(theirs ? [theirs] : [])].slice(-referencesMax)
  return { inReplyTo: theirs ?? references.at(-1) ?? '', references }
}

/**
 * What we sent before a message, the latest of it, and the mail that came last; looked for from the message
 * back, since a ledger may be long and only its end is repeated.
 */
function before(events: readonly Recorded[], message: MessageId) {
  const sent: MessageId[] = []
  let last: string | null = null
  const own = events.findLastIndex(one => one.type === 'message.queued' && one.message === message)
  for (let i = own < 0 ? events.length - 1 : own - 1; i >= 0; i--) {
    const event = events[i]!
    if (event.type === 'message.sent' && sent.length < referencesMax) sent.push(event.message)
    if (event.type === 'message.received' && event.mail && event.automatic === null) last ??= event.mail
    if (last !== null && sent.length === referencesMax) break
  }
  return { sent: sent.reverse(), last }
}

/** The Message-ID in the header of raw mail, with its brackets; null where there is none we could repeat. */
export function messageIdIn(raw: Uint8Array): string | null {
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headerBytesMax)).toString(
    'latin1',
  )
  const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length
  const [, id] =
    /^message-id:\s*(<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>)\s*$/im.exec(
      head.slice(0, end).replace(/\r?\n[ \t]+/g, ' '),
    ) ?? []
  return id ?? null
}
