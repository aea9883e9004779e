// The front door for mail: takes a message over SMTP and answers 250 only after it is kept for good. It
// relays nothing, and bounds whatever a stranger may send. Not: what a mail says.
import type { AddressInfo, Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server'
import type { Envelope } from './intake.ts'
import { limits, tooLarge } from './pre-scan.ts'

/** What became of a message: kept, or why not, as SMTP says it ("451 4.3.0 Try again later"). */
export type Acceptance = { readonly ok: true; readonly id: string } | { readonly reply: `${4 | 5}${string}` }

export type ListenerOptions = {
  readonly port: number
  readonly host: string
  /** the name the server greets with */
  readonly hostname: string
  /** how large a message may be, asked for each anew */
  readonly maxBytes?: () => number
  readonly connectionsPerAddress?: number
  /** how long a silent connection stays open, in milliseconds */
  readonly idleMs?: number
  /** keys for STARTTLS; without them it is not offered */
  readonly tls?: TlsKeys
  /** whose name and password open the door; without it anybody may hand over mail, and nobody signs in */
  readonly mayEnter?: (user: string, password: string) => boolean
  /** how long a connection may take to hand over its next message, in milliseconds, however it drips */
  readonly patienceMs?: number
  /** bytes of all messages that are being handed over at the same time; who comes beyond is told "later" */
  readonly bytesInHandMax?: number
  /** whether mail for an address is ours to take; everything else is refused, nothing is relayed */
  readonly mayReceive: (address: string) => boolean
  /** keeps a message; resolves ok only after it is committed */
  readonly accept: (envelope: Envelope, raw: Buffer) => Promise<Acceptance>
  /** told of faults of our own, which the sender only hears of as "try again" */
  readonly onFault?: (fault: unknown) => void
}

export type TlsKeys = { readonly key: string; readonly cert: string }

export type Listener = {
  readonly port: number
  /** Offers other keys from now on; throws when they do not belong together, and keeps the old ones. */
  readonly renew: (tls: TlsKeys) => void
  /** Takes no new connections, lets messages in hand finish, and resolves when the door is shut. */
  readonly close: () => Promise<void>
}

const recipientsMax = 100

const failedSignInsMax = 3
const tlsOptions = { minVersion: 'TLSv1.2' } as const

/** Opens the door; resolves when it listens. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const perAddress = new Map<string, number>()
  const desk: Hands = { bytes: 0, max: options.bytesInHandMax ?? 256 * 1024 * 1024 }
  const clients = clientsWithin(options.patienceMs ?? 1_200_000)
  const server = new SMTPServer({
    ...protocolOf(options),
    onConnect: (session, done) => {
      // What is announced to whoever comes now is what holds now.
      server.options.size = maxBytesOf(options)
      done(admit(perAddress, session, options.connectionsPerAddress ?? 20))
    },
    onClose: session => {
      release(perAddress, session)
      clients.gone(session)
    },
    onAuth: signIn(options),
    onMailFrom: ({ address }, _session, done) =>
      done(address && address.length > 320 ? refusal(553, '5.1.7 The sender address is too long') : null),
    onRcptTo: ({ address }, session, done) => done(recipientRefusal(address, session, options.mayReceive)),
    onData: (stream, session, done) =>
      void take(stream, session, options, desk).then(answer => {
        clients.handedOver(session)
        return answer instanceof Error ? done(answer) : done(null, answer)
      }),
  })
  server.server.on('connection', clients.come)
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
    renew: tls => {
      createSecureContext(tls)
      server.updateSecureContext({ ...tls, ...tlsOptions })
    },
    close: () => new Promise(closed => server.close(() => closed())),
  }
}

const maxBytesOf = ({ maxBytes }: ListenerOptions): number =>
  Math.min(maxBytes?.() ?? limits.rawBytes, limits.rawBytes)

/** What the protocol offers and how much it bears. */
const protocolOf = (options: ListenerOptions): SMTPServerOptions => ({
  name: options.hostname,
  banner: 'Tierline',
  size: maxBytesOf(options),
  disabledCommands: [...(options.mayEnter ? [] : ['AUTH']), ...(options.tls ? [] : ['STARTTLS'])],
  ...(options.tls ?? {}),
  ...tlsOptions,
  // A password is heard over TLS only, and where one is asked for nothing goes without it.
  authOptional: !options.mayEnter,
  allowInsecureAuth: false,
  authMethods: ['PLAIN', 'LOGIN'],
  disableReverseLookup: true,
  // Our answers carry their own codes; the library would put its general ones before them.
  hideENHANCEDSTATUSCODES: true,
  hidePIPELINING: true,
  maxClients: 500,
  socketTimeout: options.idleMs ?? 60_000,
  closeTimeout: 10_000,
  logger: false,
})

/**
 * The connections with the time each has left for its next message. One that drips keeps its socket busy and
 * would otherwise never be too slow.
 */
function clientsWithin(patienceMs: number) {
  const waiting = new Map<string, NodeJS.Timeout>()
  const nameOf = (one: { remoteAddress?: string | undefined; remotePort?: number | undefined }) =>
    `${one.remoteAddress} ${one.remotePort}`
  return {
    come(socket: Socket): void {
      waiting.set(nameOf(socket), setTimeout(() => socket.destroy(), patienceMs).unref())
    },
    handedOver(session: SMTPServerSession): void {
      waiting.get(nameOf(session))?.refresh()
    },
    gone(session: SMTPServerSession): void {
      clearTimeout(waiting.get(nameOf(session)))
      waiting.delete(nameOf(session))
    },
  }
}

/** Hears a name and a password; who guesses three times has to come again. */
const signIn =
  ({ mayEnter }: ListenerOptions): NonNullable<SMTPServerOptions['onAuth']> =>
  (auth, session, done) => {
    const failed = failures.get(session) ?? 0
    if (failed >= failedSignInsMax) return done(refusal(421, '4.7.0 Too many wrong passwords'))
    if (mayEnter?.(auth.username ?? '', auth.password ?? '')) return done(null, { user: auth.username ?? '' })
    failures.set(session, failed + 1)
    done(refusal(535, '5.7.8 Wrong name or password'))
  }
const failures = new WeakMap<SMTPServerSession, number>()

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

/** The bytes of all messages in hand, and how many there may be. */
type Hands = { bytes: number; readonly max: number }

/** Reads a message to its end and asks for it to be kept. Never rejects. */
async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  options: ListenerOptions,
  hands: Hands,
): Promise<string | Refusal> {
  const held = { bytes: 0 }
  try {
    const most = maxBytesOf(options)
    const raw = await collect(stream, most, hands, held)
    if (raw === 'too large') return asRefusal(tooLarge(most))
    if (raw === 'too much') return refusal(452, '4.3.1 Too much mail at the same time; try again later')
    const { mailFrom, rcptTo } = session.envelope
    const envelope = {
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map(({ address }) => address),
      ip: session.remoteAddress,
      helo: typeof session.hostNameAppearsAs === 'string' ? session.hostNameAppearsAs : '',
    }
    const answer = await options.accept(envelope, raw)
    return 'ok' in answer ? `2.0.0 Kept as ${answer.id}` : asRefusal(answer.reply)
  } catch (fault) {
    // A line that broke in the middle has nobody to tell, and is no fault of ours.
    if (!isCutOff(fault)) options.onFault?.(fault)
    return refusal(451, '4.3.0 We could not keep the message; try again later')
  } finally {
    hands.bytes -= held.bytes
  }
}

const isCutOff = (fault: unknown): boolean =>
  ['ECONNECTION', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'].includes(
    (fault as NodeJS.ErrnoException).code ?? '',
  )

/** From so many bytes on a message is put together as it comes: no large one is ever held twice. */
const largeBytes = 1024 * 1024

/**
 * The whole message, or why it is not held: then its rest is read and thrown away, to stay in step.
 */
async function collect(
  stream: SMTPServerDataStream,
  maxBytes: number,
  hands: Hands,
  held: { bytes: number },
): Promise<Buffer | 'too large' | 'too much'> {
  let chunks: Buffer[] = []
  let large: Buffer | null = null
  let refused: 'too large' | 'too much' | null = null
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) refused = 'too large'
    else if (!refused && hands.bytes + chunk.length > hands.max) refused = 'too much'
    if (refused) {
      hands.bytes -= held.bytes
      held.bytes = 0
      chunks = []
      large = null
      continue
    }
    hands.bytes += chunk.length
    held.bytes += chunk.length
    if (large) chunk.copy(large, bytes - chunk.length)
    else chunks.push(chunk)
    if (large || bytes <= largeBytes) continue
    large = roomFor(chunks, maxBytes)
    chunks = []
  }
  return refused ?? large?.subarray(0, bytes) ?? Buffer.concat(chunks)
}

/** Room for as much as may come, which takes up memory only where something was put. */
function roomFor(chunks: readonly Buffer[], maxBytes: number): Buffer {
  const room = Buffer.allocUnsafeSlow(maxBytes)
  let at = 0
  for (const chunk of chunks) at += chunk.copy(room, at)
  return room
}

function asRefusal(reply: string): Refusal {
  const [, code, text] = /^([45]\d\d)[ -](.+)$/s.exec(reply) ?? []
  return refusal(Number(code ?? 451), (text ?? '4.3.0 Try again later').replace(/[\r\n]+/g, ' '))
}
