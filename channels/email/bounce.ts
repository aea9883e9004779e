// Understands reports on mails of ours: RFC 3464, feedback reports, and the free text of many mail servers.
// Not: recognising other automatic mail (auto.ts).
import { gradeOf, type Grade } from './bounce-grade.ts'
import {
  type Address,
  type Attachment,
  type Bounce,
  type BounceRecipient,
  type Header,
  headerOf,
} from './mail.ts'

export type ReportSigns = {
  readonly headers: readonly Header[]
  readonly from: Address | null
  readonly subject: string
  readonly text: string
  readonly attachments: readonly Attachment[]
}

type Finding = { address: string; action: string; status: string; diagnosis: string }

/** Longer texts than a report has are not read further. */
const textMax = 200_000

/** What a report says; null when the mail is none. */
export function bounceOf(signs: ReportSigns): Bounce | null {
  const feedback = signs.attachments.find(({ type }) => type === 'message/feedback-report')
  if (feedback) return feedbackOf(signs, textOf(feedback))
  if (isComplaint(signs)) return feedbackOf(signs, '')
  const text = signs.text.slice(0, textMax)
  const notified = notificationOf(signs.from, text)
  if (notified) return notified
  const reports = signs.attachments.filter(({ type }) => deliveryTypes.has(type)).map(textOf)
  if (reports.length === 0 && !looksLikeReport(signs)) return null
  const { said, original } = splitAtOriginal(text)
  const inParts = reports.flatMap(statusGroups)
  const found = inParts.length ? inParts : /^final-recipient:/im.test(text) ? statusGroups(text) : []
  const findings = found.length ? found : fromText(signs, said, original)
  const recipients = findings.map(finding => recipientOf(finding, said, findings.length === 1))
  const messageId = originalId(signs, original || text)
  return { kind: kindOf(findings, recipients, signs.subject), recipients, messageId }
}

const deliveryTypes = new Set(['message/delivery-status', 'message/global-delivery-status'])

const textOf = (part: Attachment): string =>
  Buffer.from(part.bytes.buffer, part.bytes.byteOffset, Math.min(part.bytes.byteLength, textMax))
    .toString('utf8')
    .replace(/\r\n?/g, '\n')

/** Amazon's notifications: a bounce told in JSON, or in JSON within JSON. */
function notificationOf(from: Address | null, told: string): Bounce | null {
  if (!/@sns\.amazonaws\.com$/i.test(from?.address ?? '') || !told.startsWith('{')) return null
  const text = told.replaceAll('\\"', '"')
  const word = (name: string, within: string) =>
    new RegExp(`"${name}"\\s*:\\s*"([^"]{0,500})"`).exec(within.replaceAll('\n', ''))?.[1] ?? ''
  const type = word('notificationType', text)
  const list = /"(?:bounced|complained)?[rR]ecipients"\s*:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? ''
  const entries = list.match(/\{[^{}]*\}|"[^"\s]+@[^"\s]+"/g) ?? []
  if (!type) return null
  const kinds: Record<string, Bounce['kind']> = { Complaint: 'feedback', Delivery: 'delivered' }
  const delivered: BounceRecipient = { address: '', status: '2.0.0', smtpCode: '', hard: false }
  const recipients = entries.map((entry): BounceRecipient => {
    const address = addressIn(entry)
    if (type !== 'Bounce') return { ...delivered, address, status: type === 'Delivery' ? '2.0.0' : '' }
    return recipientOf(
      { address, action: '', status: codeIn(word('status', entry)), diagnosis: entry },
      entry,
      true,
    )
  })
  return { kind: kinds[type] ?? 'failed', recipients, messageId: word('messageId', text) }
}

// --- is it one?

/** Complaints without a report: the mail complained of and a subject, or what a program wrote for "stop". */
function isComplaint({ headers, subject, attachments }: ReportSigns): boolean {
  const hasMail = attachments.some(({ type }) => originalTypes.has(type))
  if (
    hasMail &&
    /^\s*(e-?mail )?(complaint|abuse report|spam report) (about|from|for|regarding)\b/i.test(subject)
  )
    return true
  const isAuto = /^auto-(replied|generated)/i.test(headerOf(headers, 'auto-submitted').trim())
  return isAuto && /^\s*unsubscribe\s*$/i.test(subject)
}

/** Programs that run lists say no to a letter they do not take. */
function isListRefusal({ from, subject, text }: ReportSigns): boolean {
  if (
    !/(?:-(?:admin|owner|request|bounces)|listserv|majordomo|sympa|mailman)@|^owner-/i.test(
      from?.address ?? '',
    )
  )
    return false
  return listRefusal.test(subject) || listRefusal.test(text.slice(0, 1_000))
}

const listRefusal =
  /\b(?:is|are) not (?:a |an )?(?:member|subscriber|subscribed|allowed to post|authori[sz]ed)|(?:post(?:ing)?|message|submission)\b.{0,60}\b(?:rejected|refused|not allowed)|loop alert|duplicated message-id/i

function looksLikeReport(signs: ReportSigns): boolean {
  const { headers, from, subject, text } = signs
  const type = headerOf(headers, 'content-type')
  if (/^multipart\/report/i.test(type) && /report-type\s*=\s*"?delivery-status/i.test(type)) return true
  if (headerOf(headers, 'x-failed-recipients')) return true
  if (isListRefusal(signs)) return true
  if (isDaemon(from, headers)) return !isAnswerOfPerson(subject) || saysUndelivered.test(text.slice(0, 4_000))
  if (reportSubject.test(subject) && !/^\s*(re|sv|aw|antw|r|rif|fwd?|vs|wg)\s*:/i.test(subject)) return true
  const isAuto = /auto-(replied|generated|notified)/i.test(headerOf(headers, 'auto-submitted'))
  return /^<\s*>$/.test(headerOf(headers, 'return-path').trim()) && !isAuto && !vacationSubject.test(subject)
}

const vacationSubject =
  /out of (the )?office|auto(matic)?[ -]?(reply|response)|vacation|abwesen|autosvar|absence/i

function isDaemon(from: Address | null, headers: readonly Header[]): boolean {
  const sender = `${from?.name ?? ''} ${from?.address ?? ''} ${headerOf(headers, 'from')}`
  return /mailer-?daemon|mail delivery (sub)?system|\bpost_?master@|mail administrator|^microsoftexchange/i.test(
    sender,
  )
}

const isAnswerOfPerson = (subject: string): boolean => /^\s*(re|sv|aw|r|rif)\s*:/i.test(subject)

const saysUndelivered =
  /could ?n.t be delivered|not be delivered|undeliver|delivery (has )?fail|permanent(ly)? (error|fail)|unknown user|user unknown|returned to sender|\b5\d\d[ -]5\.\d|requested action not taken/i

const reportSubject = new RegExp(
  [
    'undeliver(able|ed)( mail)?',
    'delivery (status )?(notification|failure|report|has failed|delayed|problem|error)',
    'delivery status',
    'mail (delivery|system) (fail|error|delay|subsystem|warning)',
    'returned (mail|to sender|message)',
    '(mail|message) (could not be|was not|not|un) ?(delivered|deliverable)',
    'failure notice|failed delivery|nondeliver|non-?delivery|unzustellbar|undeliverable',
    '^warning: (could not send|message|mail)',
    'message status - undeliverable|user unknown|no such user|mail not delivered',
    'oleverans|kunde inte levereras|obesorgt|unzustellbarkeit|nicht zugestellt|zustellung.{0,12}fehl',
    'mancata consegna|non recapitabile|impossibile recapitare|no s.ha pogut lliurar|entrega fallida|no entregado',
    'не доставлен|недоставлен|не может быть доставлен|échec de (la )?(remise|distribution)|non remis',
    'メール|配信|送信',
  ].join('|'),
  'i',
)

// --- RFC 3464

/** The groups of a delivery status that name a recipient. */
function statusGroups(report: string): Finding[] {
  const found: Finding[] = []
  for (const group of report.split(/\n[ \t]*\n/).flatMap(ofOneEach)) {
    const fields = fieldsOf(group)
    const named = [fields['final-recipient'], fields['original-recipient'], fields['x-actual-recipient']]
    const address = named.map(addressIn).find(Boolean)
    if (!address) continue
    const diagnosis = fields['diagnostic-code'] ?? ''
    const action = (fields.action ?? '').toLowerCase().replace(/[^a-z].*$/, '')
    const known = found.find(one => same(one.address, address))
    const finding = { address, action, status: codeIn(fields.status ?? ''), diagnosis }
    if (known) known.diagnosis ||= diagnosis
    else found.push(finding)
  }
  const failed = found.filter(
    ({ action }) => !['relayed', 'expanded', 'delivered', 'deliverable'].includes(action),
  )
  return failed.length ? failed : found
}

/** Some servers leave out the empty line between two recipients. */
function ofOneEach(group: string): string[] {
  const [first = '', ...more] = group.split(/^(?=final-recipient:)/im)
  if (/^final-recipient:/i.test(first)) return [first, ...more]
  return [`${first}${more[0] ?? ''}`, ...more.slice(1)]
}

function fieldsOf(group: string): Record<string, string> {
  const fields: Record<string, string> = {}
  const unfolded = group.replace(/\n[ \t]+/g, ' ')
  for (const line of unfolded.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) fields[line.slice(0, colon).trim().toLowerCase()] ??= line.slice(colon + 1).trim()
  }
  return fields
}

const addressPattern = /[^\s<>()[\]:;,"'`@\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?/u

const addressIn = (text: string | undefined): string =>
  (text ?? '').replace(/^[\w-]+\s*;\s*/, '').match(addressPattern)?.[0] ?? ''

const codeIn = (text: string): string => /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]\d)/.exec(text)?.[0] ?? ''

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

// --- free text

const originalStarts = new RegExp(
  [
    '^-{2,} ?(below this line|this is a copy|original message|returned message|the (body|header)|included|message head|unsent message|copy of).*$',
    '^\\s*-{3,}\\s*(undelivered|original|returned|forwarded|transcript of original).*$',
    '^(your )?(original|undelivered|returned) (message|mail)( (headers?|follows|text))?.{0,20}:?\\s*$',
    '^(the )?(following|first) .{0,30}(headers?|lines?) of (the|your).{0,40}$',
    '^received: .*$',
    '^return-path: .*$',
    '^x-apparently-to: .*$',
  ].join('|'),
  'im',
)

function splitAtOriginal(text: string): { said: string; original: string } {
  const found = originalStarts.exec(text)
  if (!found || found.index < 20) return { said: text, original: '' }
  return { said: text.slice(0, found.index), original: text.slice(found.index) }
}

/** Recipients as servers write them: on a line of their own, before a colon, or after "to". */
function fromText(signs: ReportSigns, said: string, original: string): Finding[] {
  const failed = headerOf(signs.headers, 'x-failed-recipients').split(',').map(addressIn).filter(Boolean)
  const own = new Set(
    ['to', 'from', 'return-path', 'sender'].map(name =>
      addressIn(headerOf(signs.headers, name)).toLowerCase(),
    ),
  )
  const lines = said.split('\n')
  // A mail to oneself comes back to oneself: then the sender is the recipient as well.
  const isToSelf = new RegExp(recipientLines[1]!.source, 'm').exec(said)?.groups?.address ?? ''
  const isOwn = (address: string) => own.has(address.toLowerCase()) && !same(address, isToSelf)
  const found: Finding[] = failed.map(address => findingFor(address, lines))
  if (found.length === 0) {
    for (const pattern of recipientLines) {
      for (const [at, line] of lines.entries()) {
        const address = addressIn(pattern.exec(line)?.groups?.address)
        if (!address || isOwn(address) || found.some(one => same(one.address, address))) continue
        found.push({ address, action: '', status: '', diagnosis: diagnosisAt(lines, at) })
      }
      if (found.length) break
    }
  }
  if (found.length) return found
  const only = originalRecipient(signs, original)
  return only ? [{ address: only, action: '', status: '', diagnosis: said.slice(0, 2_000) }] : []
}

const address = '(?<address>[^\\s<>()\\[\\]:;,"@]{1,64}@[^\\s<>()\\[\\]:;,"@]{2,250})'
const recipientLines = [
  new RegExp(`^\\s*<?${address}>?:?\\s*$`),
  new RegExp(`^\\s*(?:[45]\\d\\d )?"?<?${address}>?"?\\s*(?::|\\.\\.\\.|\\()`),
  new RegExp(
    `^\\s*(?:[\\w -]{0,24}(?:recipient|rcpt to|address|to|mailbox|user)s?)\\s*[:=]?\\s*<${address}>`,
    'i',
  ),
  new RegExp(`(?<![\\w.])(?:recipient|rcpt to|mailbox|user|address|to)s?[\\s:=<'"(]+${address}`, 'i'),
  new RegExp(`<${address}>`),
  new RegExp(address),
]

function findingFor(address: string, lines: readonly string[]): Finding {
  const at = lines.findIndex(line => line.toLowerCase().includes(address.toLowerCase()))
  return { address, action: '', status: '', diagnosis: at < 0 ? '' : diagnosisAt(lines, at) }
}

/** What stands beside and below an address, up to the next one. */
function diagnosisAt(lines: readonly string[], at: number): string {
  const own = addressIn(lines[at]).toLowerCase()
  // A transcript says it all behind the address, and goes on in lines that are set in.
  if (/@\S+>?\.\.\. ?\S.{6}/.test(lines[at]!)) {
    const end = lines.findIndex((line, next) => next > at && !/^\s+\S/.test(line))
    return lines.slice(at, end < 0 ? at + 4 : Math.min(end, at + 4)).join('\n')
  }
  const isOthers = (line: string) => {
    const other = addressIn(line).toLowerCase()
    return other !== '' && other !== own && recipientLines.slice(0, 2).some(pattern => pattern.test(line))
  }
  const above = lines[at - 1] ?? ''
  const kept = above.trim() && !/\d{3}|@/.test(above) ? [above, lines[at]!] : [lines[at]!]
  for (let next = at + 1; next < lines.length && next < at + 14; next++) {
    if (isOthers(lines[next]!) || (recipientLines[0]!.test(lines[next]!) && kept.length > 1)) break
    kept.push(lines[next]!)
  }
  return kept.join('\n')
}

function originalRecipient(signs: ReportSigns, original: string): string {
  const attached = originalOf(signs)
  const header = attached || original.replace(/^.*\n/, '')
  return addressIn(fieldsOf(header.slice(0, 8_000)).to)
}

const originalTypes = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
])

function originalOf({ attachments }: ReportSigns): string {
  const part = attachments.find(({ type }) => originalTypes.has(type))
  return part ? textOf(part) : ''
}

function originalId(signs: ReportSigns, original: string): string {
  const source = originalOf(signs) || original
  const named = /^[ \t>]*(?:original-)?message-id:\s*(<[^<>\s]{1,990}>)/im.exec(source)?.[1]
  if (named) return named
  const references = headerOf(signs.headers, 'references').match(/<[^<>\s]{1,990}>/g) ?? []
  return headerOf(signs.headers, 'in-reply-to').match(/<[^<>\s]{1,990}>/)?.[0] ?? references.at(-1) ?? ''
}

// --- judgement

function recipientOf(
  { address, action, status, diagnosis }: Finding,
  said: string,
  isOnly: boolean,
): BounceRecipient {
  const near = `${diagnosis}\n${status}`
  const grade: Grade = gradeOf({ status, action, near, all: said, isOnly })
  return { address, status: grade.status, smtpCode: grade.smtpCode, hard: grade.hard }
}

function kindOf(
  findings: readonly Finding[],
  recipients: readonly BounceRecipient[],
  subject: string,
): Bounce['kind'] {
  const delivered = new Set(['delivered', 'relayed', 'expanded', 'deliverable'])
  if (findings.length && findings.every(({ action }) => delivered.has(action))) return 'delivered'
  const isDelayed =
    findings.some(({ action }) => action === 'delayed') || /delay|warning: could not send/i.test(subject)
  if (isDelayed && recipients.every(({ hard }) => !hard)) return 'delayed'
  return 'failed'
}

function feedbackOf(signs: ReportSigns, report: string): Bounce {
  const lines = report.split('\n')
  const named = lines
    .filter(line => /^(original-rcpt-to|removal-recipient|redacted-address):/i.test(line))
    .map(line => addressIn(line.slice(line.indexOf(':') + 1)))
  const addresses = [...new Set(named.filter(Boolean).map(address => address.toLowerCase()))]
  const only = addresses.length ? addresses : [addressIn(fieldsOf(originalOf(signs).slice(0, 32_000)).to)]
  return {
    kind: 'feedback',
    recipients: only.map(address => ({ address, status: '', smtpCode: '', hard: false })),
    messageId: originalId(signs, ''),
  }
}
