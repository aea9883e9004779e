// Which mails an answer belongs to, so that it stands under the customer's own in his program: his
// Message-ID, read from
// the bytes as they came, and those of what we sent before.
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
  const ids: string[] = []
  let last: string | null = null
  for (const event of ledger.events) {
    if (event.type === 'message.queued' && event.message === message) break
    if (event.type === 'message.sent')
      ids.push(`<${mailIdOf(event.message, ledger.caseId, shell.config.mailDomain)}>`)
    if (event.type === 'message.received' && event.mail && event.automatic === null) last = event.mail
  }
  const blob = last ? await shell.store.blob(last) : null
  const theirs = blob ? messageIdIn(blob.bytes) : null
  const references = [...ids, ...(theirs ? [theirs] : [])].slice(-referencesMax)
  return { inReplyTo: theirs ?? references.at(-1) ?? '', references }
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
