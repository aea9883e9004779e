// Mail as the world outside does it: a server that takes what leaves the desk, and a program that writes to
// it.
// Not: our own listener and relay (channels/email).
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createTransport, type SendMailOptions } from 'nodemailer'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'

export type Letter = {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly mail: Email
}
export type Mailbox = {
  readonly url: string
  readonly port: number
  /** everything that arrived, oldest first */
  readonly letters: readonly Letter[]
  /** what it says to an address instead of taking its mail: `550 5.1.1 no such person` */
  readonly refuses: Map<string, string>
  onLetter(hear: () => void): void
  /** Resolves with the first letter that fits, also one that came before. */
  find(fits: (letter: Letter) => boolean): Promise<Letter>
  close(): Promise<void>
}

/** A mail server for everybody outside: takes every mail it is not told to refuse, and keeps it in memory. */
export async function openMailbox(port = 0): Promise<Mailbox> {
  const letters: Letter[] = []
  const refuses = new Map<string, string>()
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    logger: false,
    onRcptTo: ({ address }, _, done) => done(refusal(refuses.get(address))),
    onData: (stream, session, done) => {
      void readAll(stream).then(async raw => {
        const { mailFrom, rcptTo } = session.envelope
        const mail = await PostalMime.parse(raw)
        const from = mailFrom ? mailFrom.address : ''
        letters.push({ from, to: rcptTo.map(one => one.address), raw: raw.toString('latin1'), mail })
        for (const look of waiting) look()
        done(null, 'kept')
      }, done)
    },
  })
  server.on('error', () => {})
  const listening = server.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  const at = (listening.address() as AddressInfo).port
  return {
    url: `smtp://127.0.0.1:${at}`,
    port: at,
    letters,
    refuses,
    onLetter: hear => void waiting.add(hear),
    find: fits =>
      new Promise(found => {
        const look = () => {
          const one = letters.find(fits)
          if (!one) return
          waiting.delete(look)
          found(one)
        }
        waiting.add(look)
        look()
      }),
    close: () => new Promise(closed => server.close(() => closed())),
  }
}

/** A code and words as the server library wants them; undefined: nothing stands against the mail. */
function refusal(says: string | undefined): Error | undefined {
  const [, code, words] = /^(\d{3}) (.+)$/.exec(says ?? '') ?? []
  return code && words ? Object.assign(new Error(words), { responseCode: Number(code) }) : undefined
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Sends one mail to a port of this machine, as a mail program does; rejects unless it was answered 250. */
export async function sendMail(port: number, mail: SendMailOptions): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  try {
    const { messageId } = await transport.sendMail(mail)
    return messageId
  } finally {
    transport.close()
  }
}

/** A header of a letter, unfolded; empty when it is not there. */
export const headerOf = ({ mail }: Letter, name: string): string =>
  mail.headers.find(one => one.key === name)?.value ?? ''

/** The address an answer goes to. */
export const replyAddress = ({ mail }: Letter): string => mail.replyTo?.[0]?.address ?? ''

/** The link in a letter that leads to the customer's own page. */
export const followLink = ({ mail }: Letter): string => {
  const link = /https?:\/\/\S+\/help\/cases\/\d+\?k=[\w-]+/.exec(mail.text ?? '')?.[0]
  if (!link) throw new Error(`no link to a case in: ${mail.text}`)
  return link
}
