// For tests of what comes back: a desk that writes to its customer, and a far side that keeps what left.
import type { SendMailOptions } from 'nodemailer'
import type { Relay } from '#channels/email/relay.ts'
import { openedCase } from '#core/case/case.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { CaseId, MessageId } from '#core/kit/id.ts'
import { mailIdOf } from '#server/mail-id.ts'
import { deliverDue } from '#server/react/deliver.ts'
import type { Person, TestDesk } from '#server/http/testing.ts'
import type { Recorded } from '#core/case/event.ts'

export type Sent = {
  readonly caseId: CaseId
  readonly message: MessageId
  /** of the customer */
  readonly address: string
  /** the envelope's sender: where reports go */
  readonly returnTo: string
  readonly replyTo: string
  /** with brackets */
  readonly messageId: string
}

/** A relay that keeps every mail it is handed. */
export function keepingRelay(): { relay: Relay; mails: { key: string; mail: SendMailOptions }[] } {
  const mails: { key: string; mail: SendMailOptions }[] = []
  const relay: Relay = {
    close: () => {},
    send: async (key, mail) => {
      mails.push({ key, mail })
      return { outcome: 'sent', answer: '250 ok' }
    },
  }
  return { relay, mails }
}

/** Everything that is due leaves. */
export async function deliverAll(desk: TestDesk, relay: Relay): Promise<void> {
  while ((await deliverDue(desk.shell, relay)) === 0);
}

/** A message of an agent to the customer of a case, as it left. */
export async function writtenTo(desk: TestDesk, by: Person, id: CaseId, more: object = {}): Promise<Sent> {
  const { seq, customer } = (await desk.store.card(id))!
  const body = { text: 'Restart it, please.', undoSeconds: 0, seenSeq: seq, ...more }
  const answer = await desk.ask(by, 'POST', `cases/${id}/message/queue`, body)
  if (answer.status !== 200) throw new Error(`nothing written: ${answer.text}`)
  const { relay, mails } = keepingRelay()
  await deliverAll(desk, relay)
  const { email } = (await desk.desk.customers.one(customer))!
  const mine = mails.filter(({ mail }) => (mail.to as { address: string }).address === email).at(-1)
  if (!mine) throw new Error('no mail left')
  const message = mine.key.slice('message/'.length) as MessageId
  return {
    caseId: id,
    message,
    address: email!,
    returnTo: String(mine.mail.envelope?.from),
    replyTo: (mine.mail.replyTo as { address: string }).address,
    messageId: `<${mailIdOf(message, id, desk.shell.config.mailDomain)}>`,
  }
}

export const eventsOf = async (desk: TestDesk, id: CaseId): Promise<readonly Recorded[]> =>
  (await desk.store.read(id))!.events

export async function stateOf(desk: TestDesk, id: CaseId): Promise<OpenedCase> {
  return openedCase(desk.shell.folded((await desk.store.read(id))!))!
}

/** Bytes of a mail from its lines. */
export const mailOf = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n`)

/** A report as RFC 3464 has it. */
export const reportOf = (
  sent: Pick<Sent, 'address'>,
  of: { to: string; messageId?: string; action?: string; status?: string; said?: string; id?: string },
): Buffer =>
  mailOf(
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
    `To: ${of.to}`,
    'Subject: Delivery Status Notification',
    `Message-ID: <${of.id ?? Math.random().toString(36).slice(2)}@mx.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    of.said ?? 'Your message could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${sent.address}`,
    `Action: ${of.action ?? 'failed'}`,
    `Status: ${of.status ?? '5.1.1'}`,
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${of.messageId ?? '<lost@elsewhere.example>'}`,
    '--b--',
  )
