// Sends a composed mail on: through an SMTP relay, or, without one, into a folder as a file. Says
// truthfully what became of it. Not: the outbox that decides when to try again.
import { open, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'

/**
 * `retry`: the far server said "later", or was not reached; the mail did not leave. `failed`: it said
 * "never".
 * `unknown`: the line broke after the mail was handed over; it may have left, and trying again may double it.
 */
export type Delivery =
  | { readonly outcome: 'sent'; readonly answer: string }
  | {
      readonly outcome: 'retry' | 'failed' | 'unknown'
      readonly answer: string
      /** the far server's code; absent: it was not reached */
      readonly status?: number
    }

export type Relay = {
  /** Sends one mail; the key names the effect. Never rejects. */
  readonly send: (key: string, mail: SendMailOptions) => Promise<Delivery>
  readonly close: () => void
}

/** Opens a relay to an SMTP server, or to a folder when there is no address of one. */
export const openRelay = (options: { smtpUrl: string | undefined; folder: string }): Relay =>
  options.smtpUrl ? smtpRelay(options.smtpUrl) : folderRelay(options.folder)

/** So many connections at once: one for each mail that may be under way. */
export const smtpConnections = 8

/** A pooled connection to a mail server. */
export function smtpRelay(smtpUrl: string): Relay {
  const address = new URL(smtpUrl)
  const transport = createTransport({
    host: address.hostname,
    port: Number(address.port) || (address.protocol === 'smtps:' ? 465 : 25),
    secure: address.protocol === 'smtps:',
    ...(address.username
      ? { auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) } }
      : {}),
    tls: { rejectUnauthorized: address.searchParams.get('insecure') !== 'yes' },
    pool: true,
    maxConnections: smtpConnections,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  })
  return {
    send: async (_key, mail) => {
      try {
        const info = await transport.sendMail(mail)
        return { outcome: 'sent', answer: String(info.response ?? '') }
      } catch (fault) {
        return deliveryOf(fault)
      }
    },
    close: () => transport.close(),
  }
}

type MailFault = {
  code?: string
  command?: string
  responseCode?: number
  message?: string
  response?: string
}

/** What a fault of the mailer means for the mail. */
export function deliveryOf(fault: unknown): Delivery {
  const { responseCode, command, message, response } = (fault ?? {}) as MailFault
  const answer = (response ?? message ?? String(fault)).slice(0, 500)
  if (responseCode !== undefined && responseCode >= 500)
    return { outcome: 'failed', answer, status: responseCode }
  if (responseCode !== undefined && responseCode >= 400)
    return { outcome: 'retry', answer, status: responseCode }
  // Without an answer after DATA nobody knows whether the far server has the mail.
  if (command === 'DATA' || (command === 'CONN' && /after data|unexpectedly closed/i.test(answer))) {
    return { outcome: 'unknown', answer }
  }
  return { outcome: 'retry', answer }
}

/** A folder that keeps mails as files: whole or not at all, and one per key however often it is tried. */
export function folderRelay(folder: string): Relay {
  const printer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    send: async (key, mail) => {
      try {
        const { message } = await printer.sendMail(mail)
        const name = `${fileKey(key)}.eml`
        await keep(folder, name, message as Buffer)
        return { outcome: 'sent', answer: name }
      } catch (fault) {
        return { outcome: 'retry', answer: String((fault as Error).message) }
      }
    },
    close: () => printer.close(),
  }
}

/** The name under which a key lies in a folder. */
export const fileKey = (key: string): string => key.replace(/[^a-zA-Z0-9_-]/g, '-').slice(0, 150)

async function keep(folder: string, name: string, bytes: Buffer): Promise<void> {
  const draft = join(folder, `.${name}.${process.pid}.tmp`)
  const file = await open(draft, 'w').catch(async fault => {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault
    await mkdir(folder, { recursive: true })
    return open(draft, 'w')
  })
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, name))
  const directory = await open(folder, 'r')
  await directory.sync().finally(() => directory.close())
}
