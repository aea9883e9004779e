// What the checks of a mail's sender find, asked of the domain of the address the desk takes for the
// writer's: a library's word on DKIM, SPF, DMARC and ARC in ours. Not: the verdict (sender-verdict.ts),
// nor the thread it is found in (sender-check-worker.ts).
import { domainToASCII } from 'node:url'
import { authenticate } from 'mailauth'
import type { Results } from './sender-verdict.ts'

/** A mail, how it was handed over, and whose name it bears. */
export type Asked = {
  readonly raw: Uint8Array
  /** the address the desk takes for the writer's */
  readonly from: string
  /** null: nobody knows who handed it over */
  readonly ip: string | null
  readonly helo: string
  readonly mailFrom: string
  /** our own name */
  readonly host: string
}
export type AskName = (name: string, type: string) => Promise<unknown>

/**
 * Checks one mail. A mail may name several writers, or one in a way that programs read differently. Then no
 * domain is asked, or another's: what that one said, and what it signed, is no word of the one whose name the
 * desk takes, and he is asked for by himself.
 */
export async function senderResults(asked: Asked, askName: AskName): Promise<Results> {
  const { raw, from, ip } = asked
  const whole = await found(asked, Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), askName)
  const own = speaksOf(whole, from) ? whole : await found(asked, Buffer.from(aloneFrom(from)), askName)
  return resultsOf(own, ip !== null)
}

const found = async ({ ip, helo, mailFrom, host }: Asked, raw: Buffer, askName: AskName): Promise<Found> =>
  (await authenticate(raw, {
    // biome-ignore lint/suspicious/noExplicitAny: the library's type of a resolver is that of node:dns
    resolver: askName as any,
    mta: host,
    disableBimi: true,
    ...(ip && { ip, helo: helo || ip, sender: mailFrom }),
  })) as unknown as Found

const domainOf = (address: string): string => plain(address.slice(address.lastIndexOf('@') + 1))
const plain = (domain: string): string => domainToASCII(domain.trim().replace(/\.$/, '')).toLowerCase()

/** Whether what was asked is the domain of this address, and no other; nobody asks for no address. */
const speaksOf = ({ dmarc }: Found, from: string): boolean =>
  !from.includes('@') || (dmarc ? plain(dmarc.status?.header?.from ?? '') : '') === domainOf(from)

const aloneFrom = (from: string): string => `From: <writer@${domainOf(from)}>\r\n\r\n`

type Status = {
  readonly result?: string
  readonly aligned?: string | false
  readonly header?: { readonly from?: string }
}
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
