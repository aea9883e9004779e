// A mailbox's own way out: the server that sends what is written from its address, signed in to as to the
// mailbox. Not: the desk's relay (relay.ts), nor which address goes which way (server/mailbox/ways-out.ts).
import { createTransport } from 'nodemailer'
import type { ImapSecurity } from './imap.ts'
import { deliveryOf, type Relay } from './relay.ts'

export type SubmissionAccess = {
  readonly host: string
  readonly port: number
  readonly security: ImapSecurity
  readonly signInName: string
  readonly secret: { readonly password: string } | { readonly accessToken: string }
}

/** Opens it for one mail after another. */
export function submissionRelay({ host, port, security, signInName, secret }: SubmissionAccess): Relay {
  const auth =
    'password' in secret
      ? { user: signInName, pass: secret.password }
      : { type: 'OAuth2' as const, user: signInName, accessToken: secret.accessToken }
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    auth,
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
        // A sign-in that is refused now may be put right by an administrator: the mail waits for that.
        const { code } = fault as { code?: string }
        const delivery = deliveryOf(fault)
        return code === 'EAUTH' ? { outcome: 'retry', answer: delivery.answer } : delivery
      }
    },
    close: () => transport.close(),
  }
}
