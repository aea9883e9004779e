// Mails for tests of what comes in: written like a mail program writes them, taken in like SMTP hands them
// over.
import assert from 'node:assert/strict'
import type { Event } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import type { TestDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'

export type Written = {
  readonly from: string
  readonly to?: string
  /** whom the envelope names; absent: as the header says */
  readonly rcpt?: readonly string[]
  readonly id?: string
  readonly subject?: string
  readonly headers?: readonly string[]
  readonly text?: string
}

let count = 0

/** The bytes of a mail. */
export function rawMail({ from, to, id, subject, headers, text }: Written): Buffer {
  count += 1
  const lines = [
    `From: ${from}`,
    `To: ${to ?? 'support@desk.example'}`,
    `Message-ID: <${id ?? `m${count}@example.org`}>`,
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
    `Subject: ${subject ?? `Printer ${count}`}`,
    ...(headers ?? []),
    '',
    text ?? `The printer says ${count}.`,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

const addressIn = (written: string): string => /<([^>]+)>/.exec(written)?.[1] ?? written

/** Takes a mail in; answers the case it is in now, null where it was kept aside. */
export async function mailed(
  { shell, store }: Pick<TestDesk, 'shell' | 'store'>,
  written: Written,
): Promise<{ id: CaseId; number: number; events: readonly Event[] } | null> {
  const envelope = {
    from: addressIn(written.from),
    to: written.rcpt ?? [addressIn(written.to ?? 'support@desk.example')],
  }
  const taken = await takeIn(shell, envelope, rawMail(written))
  assert.ok('ok' in taken, JSON.stringify(taken))
  if (taken.id === 'aside') return null
  const [, number] = /^case (\d+)$/.exec(taken.id) ?? []
  const ledger = await store.read(number ? Number(number) : (taken.id as CaseId))
  assert.ok(ledger, taken.id)
  return { id: ledger.caseId, number: ledger.number, events: ledger.events }
}
