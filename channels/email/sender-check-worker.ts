// The thread that checks senders: signatures are reckoned here, so that a mail with many of them holds up
// nobody. It asks for names by message, has no network of its own, and may be ended at any moment.
import { parentPort } from 'node:worker_threads'
import { authenticate } from 'mailauth'
import type { Results } from './sender-verdict.ts'

export type CheckAsked = {
  readonly id: number
  readonly raw: Uint8Array
  readonly ip: string | null
  readonly helo: string
  readonly mailFrom: string
  readonly host: string
}
export type ToWorker =
  | { readonly check: CheckAsked }
  | { readonly dns: number; readonly records?: unknown; readonly code?: string }
export type FromWorker =
  | { readonly dns: number; readonly name: string; readonly type: string }
  | { readonly id: number; readonly results: Results | null }

type Waiting = { done: (records: unknown) => void; failed: (fault: Error) => void }

const port = parentPort
const waiting = new Map<number, Waiting>()
let count = 0

const send = (message: FromWorker): void => port?.postMessage(message)

function resolver(name: string, type: string): Promise<unknown> {
  count += 1
  const dns = count
  return new Promise((done, failed) => {
    waiting.set(dns, { done, failed })
    send({ dns, name, type })
  })
}

port?.on('message', (message: ToWorker) => {
  if ('check' in message) return void check(message.check)
  const asked = waiting.get(message.dns)
  waiting.delete(message.dns)
  if (message.code === undefined) asked?.done(message.records)
  else asked?.failed(Object.assign(new Error('no answer'), { code: message.code }))
})

async function check({ id, raw, ip, helo, mailFrom, host }: CheckAsked): Promise<void> {
  try {
    const found = await authenticate(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
      // biome-ignore lint/suspicious/noExplicitAny: the library's type of a resolver is that of node:dns
      resolver: resolver as any,
      mta: host,
      disableBimi: true,
      ...(ip && { ip, helo: helo || ip, sender: mailFrom }),
    })
    send({ id, results: resultsOf(found as unknown as Found, ip !== null) })
  } catch {
    send({ id, results: null })
  }
}

type Status = { readonly result?: string; readonly aligned?: string | false }
type Found = {
  readonly dkim?: { readonly results?: readonly { status?: Status; signingDomain?: string }[] }
  readonly spf?: { readonly status?: Status; readonly domain?: string } | false
  readonly dmarc?:
    | {
        readonly status?: Status
        readonly policy?: string
        readonly domain?: string
        readonly alignment?: { readonly spf?: { readonly result?: string | false } }
      }
    | false
  readonly arc?:
    | {
        readonly status?: Status
        readonly signature?: { readonly signingDomain?: string } | false
        readonly authenticationResults?: { readonly dmarc?: { readonly result?: string } }
      }
    | false
}

const word = (status: Status | undefined): string => status?.result ?? 'none'

/** A signature over other words than these is no signature of them. */
const signatureWord = (status: Status | undefined): string =>
  word(status) === 'neutral' ? 'fail' : word(status)

/** Only what the verdict needs, in words of ours. */
function resultsOf({ dkim, spf, dmarc, arc }: Found, isSpfAsked: boolean): Results {
  const sealed = arc ? arc.signature || undefined : undefined
  const isSpfAligned = Boolean((dmarc || null)?.alignment?.spf?.result)
  return {
    dkim: (dkim?.results ?? []).map(one => ({
      result: signatureWord(one.status),
      domain: one.signingDomain ?? '',
      isAligned: Boolean(one.status?.aligned),
    })),
    spf:
      isSpfAsked && spf
        ? { result: word(spf.status), domain: spf.domain ?? '', isAligned: isSpfAligned }
        : null,
    dmarc: dmarc
      ? { result: word(dmarc.status), policy: dmarc.policy ?? 'none', domain: dmarc.domain ?? '' }
      : { result: 'none', policy: 'none', domain: '' },
    arc: arc
      ? {
          result: word(arc.status),
          sealedBy: sealed?.signingDomain ?? '',
          says: arc.authenticationResults?.dmarc?.result ?? 'none',
        }
      : { result: 'none', sealedBy: '', says: 'none' },
  }
}
