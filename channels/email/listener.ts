// The front door for mail: takes a message over SMTP and answers 250 only after it is kept for good. It
// relays nothing, knows no passwords, and bounds whatever a stranger may send. Not: what a mail says.
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { CaseId } from '#core/kit/id.ts'
import type { Envelope } from './intake.ts'
import { limits, smtpAnswer } from './pre-scan.ts'

/** What became of a message: kept, or why not, as SMTP says it ("451 4.3.0 Try again later"). */
export type Acceptance =
  | { readonly ok: true; readonly id: string; readonly caseId?: CaseId }
  | { readonly reply: `${4 | 5}${string}` }

export type ListenerOptions = {
  readonly port: number
  readonly host: string
  /** the name the server greets with */
  readonly hostname: string
  readonly maxBytes?: number
  readonly connectionsPerAddress?: number
  /** how long a silent connection stays open, in milliseconds */
  readonly idleMs?: number
  /** keys for STARTTLS; without them it is not offered */
  readonly tls?: { readonly key: string; readonly cert: string }
  /** whether mail for an address is ours to take; everything else is refused, nothing is relayed */
  readonly mayReceive: (address: string) => boolean
  /** keeps a message; resolves ok only after it is committed */
  readonly accept: (envelope: Envelope, raw: Buffer) => Promise<Acceptance>
  /** told of faults of our own, which the sender only hears of as "try again" */
  readonly onFault?: (fault: unknown) => void
}

export type Listener = {
  readonly port: number
  /** Takes no new connections, lets messages in hand finish, and resolves when the door is shut. */
  readonly close: () => Promise<void>
}

const recipientsMax = 100

/** Opens the door; resolves when it listens. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const perAddress = new Map<string, number>()
  const server = new SMTPServer({
    name: options.hostname,
    banner: 'Tierline',
    size: options.maxBytes ?? limits.rawBytes,
    disabledCommands: options.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...(options.tls ?? {}),
    authOptional: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    hidePIPELINING: true,
    maxClients: 500,
    socketTimeout: options.idleMs ?? 60_000,
    closeTimeout: 10_000,
    logger: false,
    onConnect: (session, done) => done(admit(perAddress, session, options.connectionsPerAddress ?? 20)),
    onClose: session => release(perAddress, session),
    onMailFrom: ({ address }, _session, done) =>
      done(address && address.length > 320 ? refusal(553, '5.1.7 The sender address is too long') : null),
    onRcptTo: ({ address }, session, done) => done(recipientRefusal(address, session, options.mayReceive)),
    onData: (stream, session, done) =>
      void take(stream, session, options).then(answer =>
        answer instanceof Error ? done(answer) : done(null, answer),
      ),
  })
  // A client that goes away in the middle is no fault of ours.
  server.on('error', () => {})
  await new Promise<void>((listening, failed) => {
    server.server.once('error', failed)
    server.listen(options.port, options.host, () => {
      server.server.off('error', failed)
      listening()
    })
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise(closed => server.close(() => closed())),
  }
}

type Refusal = Error & { responseCode: number }

const refusal = (responseCode: number, text: string): Refusal =>
  Object.assign(new Error(text), { responseCode })

function admit(
  perAddress: Map<string, number>,
  { remoteAddress }: SMTPServerSession,
  max: number,
): Refusal | null {
  const open = (perAddress.get(remoteAddress) ?? 0) + 1
  perAddress.set(remoteAddress, open)
  return open > max ? refusal(421, '4.7.0 Too many connections from your address') : null
}

function release(perAddress: Map<string, number>, { remoteAddress }: SMTPServerSession): void {
  const open = (perAddress.get(remoteAddress) ?? 1) - 1
  if (open > 0) perAddress.set(remoteAddress, open)
  else perAddress.delete(remoteAddress)
}

function recipientRefusal(
  address: string,
  session: SMTPServerSession,
  mayReceive: (address: string) => boolean,
): Refusal | null {
  if (session.envelope.rcptTo.length >= recipientsMax) return refusal(452, '4.5.3 Too many recipients')
  return mayReceive(address) ? null : refusal(550, '5.1.1 We take no mail for this address')
}

/** Reads a message to its end and asks for it to be kept. Never rejects. */
async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  options: ListenerOptions,
): Promise<string | Refusal> {
  try {
    const raw = await collect(stream, options.maxBytes ?? limits.rawBytes)
    if (!raw) return asRefusal(smtpAnswer['mail.too_large'])
    const { mailFrom, rcptTo } = session.envelope
    const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) }
    const answer = await options.accept(envelope, raw)
    return 'ok' in answer ? `2.0.0 Kept as ${answer.id}` : asRefusal(answer.reply)
  } catch (fault) {
    options.onFault?.(fault)
    return refusal(451, '4.3.0 We could not keep the message; try again later')
  }
}

/**
 * The whole message, or null when it is too large: then its rest is read and thrown away, to stay in step.
 */
async function collect(stream: SMTPServerDataStream, maxBytes: number): Promise<Buffer | null> {
  let chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) chunks = []
    else chunks.push(chunk)
  }
  return bytes > maxBytes ? null : Buffer.concat(chunks)
}

function asRefusal(reply: string): Refusal {
  const [, code, text] = /^([45]\d\d)[ -](.+)$/s.exec(reply) ?? []
  return refusal(Number(code ?? 451), (text ?? '4.3.0 Try again later').replace(/[\r\n]+/g, ' '))
}
