// Mails of simulated customers as the bytes their programs would send, garbled where the weather is bad.
// Not: who writes what (customers.ts).
import type { CaseId, MessageId } from '#core/kit/id.ts'
import type { Garble, MailKind, MailSpec } from '#sim/act.ts'
import { deskAddress, mailDomain } from '#sim/world.ts'

/** Our own Message-ID of a message, as it stood in the mail that is answered or reported. */
export const ownMailId = (caseId: CaseId, message: MessageId): string =>
  `<${message.slice(4)}.${caseId.slice(4)}.tierline@${mailDomain}>`

/** How the envelope and the bytes of a mail look; `hop` tells two deliveries of one mail apart. */
export function letterOf(
  mail: MailSpec,
  to: string,
  hop: number,
): { readonly from: string; readonly to: string; readonly raw: Buffer } {
  const isBounce = mail.kind === 'bounce'
  const text = isBounce ? reportOf(mail, to, hop) : plainOf(mail, to, hop)
  const raw = mail.garble ? garbled(text, mail.garble, mail.id) : Buffer.from(text)
  return { from: isBounce ? '' : mail.from.email, to, raw }
}

const machineHeaders: Readonly<Record<MailKind, readonly string[]>> = {
  person: [],
  robot: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
  list: ['List-Id: <news.example>', 'Precedence: bulk'],
  verification: [],
  bounce: [],
}

function plainOf(mail: MailSpec, to: string, hop: number): string {
  const { id, kind, from, cc = [], subject, words, claims, sentAt } = mail
  const thread = claims ? ownMailId(claims.caseId, claims.message) : ''
  const isVerification = kind === 'verification'
  const sent = dateOf(sentAt)
  return [
    `Received: from mx${hop}.example by ${mailDomain}; ${hop === 0 ? sent : dateOf(sentAt + hop * 1_000)}`,
    `From: ${from.name} <${isVerification ? 'no-reply@shop.example' : from.email}>`,
    `To: ${to}`,
    ...(cc.length > 0 ? [`Cc: ${cc.join(', ')}`] : []),
    `Subject: ${isVerification ? 'Verify your e-mail' : subject}`,
    `Message-ID: <m${id}@customers.example>`,
    ...(thread ? [`In-Reply-To: ${thread}`, `References: ${thread}`] : []),
    `Date: ${sent}`,
    ...machineHeaders[kind],
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    isVerification ? `Your sign-in code is 48${id % 10}913.` : words,
    '',
  ].join('\r\n')
}

function reportOf({ id, from, claims, sentAt }: MailSpec, to: string, hop: number): string {
  const original = claims ? ownMailId(claims.caseId, claims.message) : '<lost@elsewhere.example>'
  return [
    `Received: from mx${hop}.example by ${mailDomain}; ${dateOf(sentAt + hop * 1_000)}`,
    'From: MAILER-DAEMON@mx.example',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <r${id}@mx.example>`,
    `Date: ${dateOf(sentAt)}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Your message could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${from.email}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${original}`,
    `From: ${deskAddress}`,
    '--b--',
    '',
  ].join('\r\n')
}

const dateOf = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000')

/** The same mail is garbled the same way each time. */
function garbled(text: string, how: Garble, id: number): Buffer {
  const bytes = Buffer.from(text)
  const body = text.indexOf('\r\n\r\n') + 4
  switch (how) {
    case 'cut':
      return bytes.subarray(0, body + ((id * 7) % 40))
    case 'bits':
      for (let i = body + (id % 5); i < bytes.length; i += 11) bytes[i] = (bytes[i]! ^ (1 << (id % 8))) & 0xff
      return bytes
    case 'headless':
      return bytes.subarray(body)
    case 'bare':
      return Buffer.from(text.replaceAll('\r\n', '\n'))
  }
}
