// Draws mails of a stranger who writes what he likes into their fields: senders spelt in every way that a
// program may read differently, Message-IDs of ours, true and guessed, fields twice, folded and hidden.
// Not: what a desk makes of them (forged-mail.test.ts).
import { addressWithToken } from '#channels/email/reply-token.ts'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import type { Chance } from '#sim/chance.ts'

/** Somebody with a case, whose domain says which machines write for it; the stranger's is none of them. */
export type Victim = {
  readonly address: string
  readonly customer: CustomerId
  readonly caseId: CaseId
  readonly number: number
  /** Message-IDs of his case with their brackets: of our mails to him, and of his own */
  readonly ours: readonly string[]
  readonly his: readonly string[]
  /** the secret his answers come back to */
  readonly secret: string
}

export type Forged = {
  readonly raw: Buffer
  readonly from: string
  readonly to: string
  /** whose secret stands in the address, if it is a true one */
  readonly secretOf: Victim | null
}

export const stranger = 'mallory@evil.example'
const support = 'support@desk.example'

/** One mail; `n` tells it from all others. */
export function forgedMail(chance: Chance, victims: readonly Victim[], n: number): Forged {
  const victim = chance.pick(victims)
  const { to, secretOf } = recipient(chance, victim)
  const fields = [
    ...senders(chance, victim),
    ...machines(chance),
    ...answered(chance, victims, victim),
    `To: ${to}`,
    `Subject: ${subject(chance, victim, n)}`,
    ...(chance.happens(0.9) ? [ownId(chance, victim, n)] : []),
    ...besides(chance, victim),
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
  ]
  const order = chance.happens(0.5) ? fields : shuffled(chance, fields)
  const text = [...order, '', `Let me in, please. ${n}`, ''].join('\r\n')
  const from = chance.pick([stranger, stranger, stranger, victim.address, ''])
  return { raw: Buffer.from(text, 'utf8'), from, to, secretOf }
}

function shuffled<T>(chance: Chance, all: readonly T[]): T[] {
  return all
    .map(one => ({ one, at: chance.roll() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

/** The address it goes to: seldom with the secret itself, often with something like it. */
function recipient(chance: Chance, victim: Victim): { to: string; secretOf: Victim | null } {
  const { secret } = victim
  const at = chance.between(0, secret.length - 1)
  const other = secret[at] === 'a' ? 'b' : 'a'
  const guesses = [
    secret.slice(0, at) + other + secret.slice(at + 1),
    secret.slice(1),
    `${secret}a`,
    'a'.repeat(secret.length),
    `r${secret.slice(1)}`,
    String(victim.number).padStart(secret.length, '0'),
  ].filter(one => one !== secret)
  if (chance.happens(0.02)) {
    const to = addressWithToken(support, secret)
    return { to: chance.happens(0.3) ? to.toUpperCase() : to, secretOf: victim }
  }
  if (chance.happens(0.4)) return { to: support.replace('@', `+${chance.pick(guesses)}@`), secretOf: null }
  if (chance.happens(0.1)) return { to: support.replace('@', `+r-${chance.pick(guesses)}@`), secretOf: null }
  return { to: support, secretOf: null }
}

/** The field that says who wrote it, or several, or none. */
function senders(chance: Chance, { address }: Victim): string[] {
  const name = () => chance.pick(['From', 'from', 'FROM', 'fRoM', 'From ', 'From\t'])
  const field = () => folded(chance, `${name()}: ${chance.pick(writers(address))}`)
  const hidden = hiddenWriters(address)
  const both = [`From: Anna <${address}>`, `From: Mallory <${stranger}>`]
  switch (chance.between(0, 9)) {
    case 0:
      return []
    case 1:
      return both
    case 2:
      return both.toReversed()
    case 3:
      return [chance.pick(hidden), field()]
    case 4:
      return [field(), chance.pick(hidden)]
    case 5:
      return [field(), field()]
    default:
      return [field()]
  }
}

/** How a field may name a writer: the other, the stranger, or both. */
const writers = (address: string): string[] => [
  ...asHimself(address),
  ...asStranger(address),
  ...asBoth(address),
]

/** As he himself would write it. */
function asHimself(address: string): string[] {
  const [local = '', domain = ''] = address.split('@')
  return [
    address,
    `Anna <${address}>`,
    address.toUpperCase(),
    `"Ek, Anna" <${address}>`,
    `=?utf-8?b?${Buffer.from('Anna Ek').toString('base64')}?= <${address}>`,
    `mailto:${address}`,
    `${local} @ ${domain}`,
    `${local}@${domain}.`,
    `"${local}"@${domain}`,
    `<${address}`,
    `<<${address}>>`,
    `[${address}]`,
    `<@evil.example:${address}>`,
    `=?utf-8?q?${address.replace('@', '=40')}?=`,
  ]
}

/** As the stranger, with the other's address where a program may look for one. */
function asStranger(address: string): string[] {
  const [local = '', domain = ''] = address.split('@')
  return [
    stranger,
    `"${address}" <${stranger}>`,
    `${address} <${stranger}>`,
    `<${address}> <${stranger}>`,
    `<${stranger}> <${address}>`,
    `(${address}) ${stranger}`,
    `${stranger} (${address})`,
    `${address} (${stranger})`,
    `"<${address}>" ${stranger}`,
    `"${address}\\" <${stranger}>" <${stranger}>`,
    `=?utf-8?q?${address.replace('@', '=40')}?= <${stranger}>`,
    `=?utf-8?q?Anna_<${address.replace('@', '=40')}>?= <${stranger}>`,
    `<@${domain}:${stranger}>`,
    `"${address}"@evil.example`,
    `${address}@evil.example`,
    `${stranger}@${domain}`,
    `${local}@${domain}.evil.example`,
    `${local}@evil.example\0@${domain}`,
    `${address}\0`,
    `аnna@${domain}`,
    `${local}＠${domain}`,
  ]
}

const asBoth = (address: string): string[] => [
  `${address}, ${stranger}`,
  `${stranger}, ${address}`,
  `${stranger}; ${address}`,
  `${address}; ${stranger}`,
  `Friends: ${address}, ${stranger};`,
  `Friends: ${stranger}, ${address};`,
  `${address}: ${stranger};`,
  `Nobody:;, ${address}`,
  `Anna <${address}>, <${stranger}>`,
  `Anna, ${address}`,
  '',
]

/** A second field that some programs see and others do not. */
function hiddenWriters(address: string): string[] {
  return [
    ` From: ${address}`,
    `\u00a0From: ${address}`,
    `From\u200b: ${address}`,
    `X-Note: x\rFrom: ${address}`,
    `X-Note: x\nFrom: ${address}`,
    `From: ${stranger}\r ${address}`,
    `From:\r\n ${address}`,
    `From: ${stranger}\r\n\t<${address}>`,
    `From: ${address}\r\n\t<${stranger}>`,
    `From\r\n : ${address}`,
    `From ${address} Mon Nov 23 09:00:00 2026`,
    `>From: ${address}`,
  ]
}

/** The same field over several lines, where there is a blank to break at. */
function folded(chance: Chance, field: string): string {
  if (!chance.happens(0.2)) return field
  const [name = '', value = ''] = [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 1)]
  const fold = chance.pick(['\r\n ', '\r\n\t', '\r\n  \t '])
  return `${name}:${value.replaceAll(' ', () => (chance.happens(0.6) ? fold : ' '))}`
}

/** What a machine would say of itself. */
function machines(chance: Chance): string[] {
  if (!chance.happens(0.2)) return []
  return [
    chance.pick([
      'Auto-Submitted: auto-replied',
      'Auto-Submitted: auto-generated',
      'Precedence: bulk',
      'X-Autoreply: yes',
      'List-Id: <friends.example>',
      'X-Tierline-Loop: desk.example',
      'X-Auto-Response-Suppress: All',
      'Content-Type: multipart/report; report-type=disposition-notification; boundary=b',
    ]),
  ]
}

/** The mails it says to answer: true ones of any case, and ones that look so. */
function answered(chance: Chance, victims: readonly Victim[], victim: Victim): string[] {
  const one = (): string => {
    const whose = chance.happens(0.7) ? victim : chance.pick(victims)
    const id = chance.pick([...whose.ours, ...whose.ours, ...whose.his])
    return chance.happens(0.5) ? id : misspelt(chance, id, victims)
  }
  const several = () => Array.from({ length: chance.between(1, chance.happens(0.05) ? 90 : 4) }, one)
  const names = ['In-Reply-To', 'References', 'in-reply-to', 'REFERENCES', 'References ']
  const count = chance.pick([0, 1, 1, 2, 2, 3])
  return Array.from({ length: count }, () =>
    folded(chance, `${chance.pick(names)}: ${several().join(chance.pick([' ', '', ', ', '  ']))}`),
  )
}

/** A Message-ID that is nearly one of ours. */
function misspelt(chance: Chance, id: string, victims: readonly Victim[]): string {
  const plain = id.slice(1, -1)
  const [message = '', place = '', rest = ''] = plain.split('.')
  const other = chance.pick(victims).caseId.slice(4)
  const at = chance.between(0, Math.max(0, message.length - 1))
  return chance.pick([
    plain,
    id.toUpperCase(),
    `<${message}.${other}.${rest}.example>`,
    `<${message.slice(0, at)}0${message.slice(at + 1)}.${place}.${rest}>`,
    `<${'0'.repeat(message.length)}.${place}.tierline@desk.example>`,
    `<${message}.${place}.tierline@evil.example>`,
    `<${plain}>@desk.example`,
    `< ${plain} >`,
    `<${plain.replace('@', ' @ ')}>`,
    `<<${plain}>>`,
    `(${plain})`,
    `"${id}"`,
    `=?utf-8?q?=3C${plain.replace('@', '=40')}=3E?=`,
    `<${plain}`,
    '<>',
  ])
}

function subject(chance: Chance, { number }: Victim, n: number): string {
  const told = [`[${number}]`, `[#${number}]`, `Re: [${number}]`, `=?utf-8?q?=5B${number}=5D?=`, `#${number}`]
  return `${chance.happens(0.4) ? chance.pick(told) : 'Re:'} Printer ${n}`
}

const ownId = (chance: Chance, { ours, his }: Victim, n: number): string =>
  `Message-ID: ${chance.happens(0.2) ? chance.pick([...ours, ...his]) : `<forged${n}@evil.example>`}`

/** Fields beside, by which some program once took a mail for somebody's. */
function besides(chance: Chance, { address, customer, number, caseId }: Victim): string[] {
  const all = [
    `Reply-To: ${address}`,
    `Sender: ${address}`,
    `Sender: ${stranger}`,
    `Return-Path: <${address}>`,
    `Resent-From: ${address}`,
    `X-Original-From: ${address}`,
    `X-Envelope-From: ${address}`,
    `X-Google-Original-From: ${address}`,
    `Cc: ${address}, ${stranger}`,
    `Delivered-To: ${address}`,
    `X-Tierline-Customer: ${customer}`,
    `X-Tierline-Case: ${caseId}`,
    `X-Ticket: ${number}`,
    `Thread-Topic: [${number}] Printer`,
    `Authentication-Results: desk.example; dmarc=pass header.from=${address.split('@')[1]}`,
    `ARC-Authentication-Results: i=1; desk.example; dmarc=pass`,
    `Received-SPF: pass (desk.example: domain of ${address})`,
    `DKIM-Signature: v=1; a=rsa-sha256; d=${address.split('@')[1]}; s=x; h=from; bh=aa==; b=bb==`,
  ]
  return shuffled(chance, all).slice(0, chance.pick([0, 0, 1, 2, 3, 6]))
}
