// For tests of loops: desks whose mail runs as in a started one, and what a far side sees of their mail.
import assert from 'node:assert/strict'
import { openReader } from '#channels/email/reader.ts'
import { confirmation } from '#server/confirmation.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'
import { deliverDue } from '#server/react/deliver.ts'
import type { Shell } from '#server/shell.ts'
import { keepingRelay, mailOf } from '#server/testing/sent-mail.ts'

/** A desk whose mail runs as in a started one. */
export type House = { desk: TestDesk; shell: Shell; bot: Person; domain: string }
export async function house(domain: string): Promise<House> {
  const desk = await testDesk({ mailDomain: domain })
  const shell: Shell = {
    ...desk.shell,
    reader: openReader({ ownDomain: domain }),
    confirmation: of => confirmation(shell, of),
  }
  return { desk, shell, bot: await desk.token(['agent', 'lead', 'admin']), domain }
}

/** Ends what a house started. */
export async function closed({ desk, shell }: House): Promise<void> {
  shell.reader.close()
  await desk.close()
}

/** What the far side sees of a mail. */
export type Seen = {
  readonly at: number
  readonly by: string
  readonly to: string
  readonly returnTo: string
  readonly replyTo: string
  readonly messageId: string
  readonly isAutomatic: boolean
  readonly raw: Buffer
}
/** A mail on its way to a house. */
export type Answer = { readonly from: string; readonly to: string; readonly raw: Buffer }

let count = 0
/** A mail of a machine; each has a Message-ID of its own. */
export const letter = (from: string, to: string, more: readonly string[], words: string) => {
  count += 1
  return mailOf(`From: ${from}`, `To: ${to}`, `Message-ID: <r${count}@robots.example>`, ...more, '', words)
}

const addressIn = (one: unknown): string => (one as { address: string }).address

/** Everything that is due leaves a house; what left, as the far side sees it. */
export async function leaving({ shell, domain }: House): Promise<Seen[]> {
  const { relay, mails } = keepingRelay()
  while ((await deliverDue(shell, relay)) === 0);
  return mails.map(({ mail }) => {
    const headers = mail.headers as Record<string, string>
    const isAutomatic = headers['Auto-Submitted'] === 'auto-generated'
    assert.equal(headers['x-tierline-loop'], domain, 'every mail of ours bears our mark')
    assert.equal(headers['X-Auto-Response-Suppress'] === 'All', isAutomatic)
    const returnTo = String(mail.envelope?.from)
    const replyTo = mail.replyTo ? addressIn(mail.replyTo) : returnTo
    const from = addressIn(mail.from)
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    const to = addressIn(mail.to)
    const head = [`From: ${from}`, `To: ${to}`, `Reply-To: ${replyTo}`, `Message-ID: ${mail.messageId}`]
    const raw = mailOf(...head, `Subject: ${mail.subject}`, ...lines, '', String(mail.text))
    const messageId = String(mail.messageId)
    return { at: shell.now(), by: domain, to, returnTo, replyTo, messageId, isAutomatic, raw }
  })
}
/** A mail comes into a house. */
export const take = ({ shell }: House, { from, to, raw }: Answer) => takeIn(shell, { from, to: [to] }, raw)

/** The first mail of an exchange. */
export const first = (from: string): Answer => ({
  from,
  to: 'support@desk.example',
  raw: letter(from, 'support@desk.example', ['Subject: Router'], 'The router drops the connection.'),
})
