// One question to a tracker over HTTP: only where the desk lets it go, in bounded time and size, and never
// further than the host that was asked. Not: what a tracker is asked (github.ts, gitlab.ts).
import { lookup as resolve } from 'node:dns'
import { type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { secondMs } from '#core/kit/time.ts'
import { faultOfAnswer, TrackerFault, trackerFault } from './fault.ts'

export type Ask = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}
export type Answer = {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly json: unknown
}
export type Limits = {
  /** hosts of our own network may be asked */
  readonly isPrivateAllowed: boolean
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
}

const timeoutUsualMs = 15 * secondMs
export const answerBytesMax = 4 * 1024 * 1024

/** Never asked, whatever is allowed: this host's neighbours, clouds' own services, and what is no host. */
const never = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['100.100.100.200', 32],
] as const)
  never.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['fd00:ec2::254', 128],
] as const)
  never.addSubnet(net, bits, 'ipv6')
never.addAddress('::', 'ipv6')

const ours = new BlockList()
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['198.18.0.0', 15],
] as const)
  ours.addSubnet(net, bits, 'ipv4')
ours.addSubnet('fc00::', 7, 'ipv6')
ours.addAddress('::1', 'ipv6')

/** Whether an address may be asked; those of our own network only where the desk says so. */
export function mayAsk(address: string, isPrivateAllowed: boolean): boolean {
  const family = isIP(address)
  if (family === 0) return false
  // An IPv4 address written as one of IPv6 is judged as what it is; a block list reads it so by itself.
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  return !never.check(address, kind) && (isPrivateAllowed || !ours.check(address, kind))
}

/** Whether a tracker may stand at this address: in secret, or on this very machine. */
export function isTrackerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  if (username || password || search || hash) return false
  return protocol === 'https:' || (protocol === 'http:' && /^(127\.[\d.]+|localhost|\[::1\])$/.test(hostname))
}

/** The address is looked up once, judged, and the one that was judged is connected to. */
const guarded =
  (isPrivateAllowed: boolean): LookupFunction =>
  (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 4)
      const good = found.filter(one => mayAsk(one.address, isPrivateAllowed))
      if (good.length < found.length || good.length === 0)
        return done(new TrackerFault('private_address', host) as NodeJS.ErrnoException, '', 4)
      return options.all ? done(null, good) : done(null, good[0]!.address, good[0]!.family)
    })
  }

/** Asks once; whatever is not a good answer in JSON is thrown as a fault of the tracker. */
export async function ask(question: Ask, limits: Limits): Promise<Answer> {
  const { isPrivateAllowed, timeoutMs = timeoutUsualMs } = limits
  const ending = AbortSignal.timeout(timeoutMs)
  const signal = limits.signal ? AbortSignal.any([ending, limits.signal]) : ending
  try {
    if (!isTrackerUrl(question.url.replace(/[?#].*$/, ''))) throw new TrackerFault('private_address', '')
    const host = new URL(question.url).hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) && !mayAsk(host, isPrivateAllowed)) throw new TrackerFault('private_address', host)
    const { response, text } = await exchange(question, guarded(isPrivateAllowed), signal)
    return answerOf(response, text)
  } catch (thrown) {
    if (ending.aborted && !limits.signal?.aborted)
      throw new TrackerFault('timed_out', `${timeoutMs / 1000} s`)
    throw trackerFault(thrown)
  }
}

function exchange(
  { method, url, headers, body }: Ask,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<{ response: IncomingMessage; text: string }> {
  const sent = body === undefined ? null : JSON.stringify(body)
  const open = url.startsWith('https:') ? secure : plain
  const own =
    sent === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }
  return new Promise((done, fail) => {
    const asking = open(url, { method, headers: { ...headers, ...own }, lookup, signal, agent: false })
    asking.on('error', fail)
    asking.on('response', response => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('error', fail)
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        chunks.push(chunk)
        if (bytes > answerBytesMax) asking.destroy(new TrackerFault('too_big', `${answerBytesMax} B`))
      })
      response.on('end', () => done({ response, text: Buffer.concat(chunks).toString('utf8') }))
    })
    asking.end(sent ?? undefined)
  })
}

function answerOf(response: IncomingMessage, text: string): Answer {
  const { statusCode: status = 0, headers } = response
  const fault = faultOfAnswer(status, headers, text)
  if (fault) throw fault
  if (text.trim() === '') return { status, headers, json: null }
  try {
    return { status, headers, json: JSON.parse(text) as unknown }
  } catch {
    throw new TrackerFault('nonsense', text)
  }
}
