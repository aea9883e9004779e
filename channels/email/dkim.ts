// Signing what leaves, so that far servers can tell our mails from forged ones: keys, the record a domain
// names them by, what stands there instead, and the signatures of a mail. Not: where keys are kept
// (store/desk/signing.ts), nor checking what comes in (sender-check.ts).
import { generateKeyPair, type KeyObject } from 'node:crypto'
import { Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import { promisify } from 'node:util'
import { codeOf, type Resolve } from './dns-cache.ts'

export type DkimAlgorithm = 'rsa' | 'ed25519'
export type DkimPair = { readonly publicKey: string; readonly privateKey: string }
/** A key that signs, in clear. */
export type DkimSigner = { readonly domain: string; readonly selector: string; readonly privateKey: string }

type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject }
const rsaBits = 2048

/** A fresh pair: the public half as records have it, the private one as PEM. */
export async function newDkimPair(algorithm: DkimAlgorithm): Promise<DkimPair> {
  const making = promisify(generateKeyPair) as (kind: string, more: object) => Promise<KeyPair>
  const { publicKey, privateKey } = await making(algorithm, { modulusLength: rsaBits })
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return {
    // RFC 8463: of an Ed25519 key only the 32 bytes themselves, which end its wrapping.
    publicKey: (algorithm === 'rsa' ? der : der.subarray(-32)).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}

type Named = { readonly algorithm: DkimAlgorithm; readonly publicKey: string }

/** Where a domain names a key. */
export const dkimName = (selector: string, domain: string): string => `${selector}._domainkey.${domain}`

/** What stands there. */
export const dkimRecord = ({ algorithm, publicKey }: Named): string =>
  `v=DKIM1; k=${algorithm}; p=${publicKey}`

/**
 * What a look found: our key; nothing; another key; a key that was taken back; several records of which
 * nobody knows which counts; tags by which our signature does not count; or nobody answered.
 */
export const dkimFindings = [
  'seen',
  'missing',
  'different',
  'revoked',
  'several',
  'wrong_tags',
  'unreachable',
] as const
export type DkimFinding = (typeof dkimFindings)[number]
export type DkimLook = { readonly finding: DkimFinding; readonly says: string }

/** Looks whether a domain names a key as it should. Never rejects. */
export async function lookUpDkim(resolve: Resolve, name: string, key: Named): Promise<DkimLook> {
  let found: unknown
  try {
    found = await resolve(name, 'TXT')
  } catch (fault) {
    const isMissing = ['ENOTFOUND', 'ENODATA'].includes(codeOf(fault))
    return { finding: isMissing ? 'missing' : 'unreachable', says: isMissing ? '' : codeOf(fault) }
  }
  const records = (found as readonly (readonly string[])[]).map(parts => [parts].flat().join(''))
  const keys = records.filter(text => 'p' in tagsOf(text))
  const says = (keys.length > 0 ? keys : records).join(' | ')
  if (keys.length > 1) return { finding: 'several', says }
  return { finding: keys[0] === undefined ? 'missing' : findingOf(tagsOf(keys[0]), key), says }
}

function findingOf(tags: Readonly<Record<string, string>>, { algorithm, publicKey }: Named): DkimFinding {
  if (tags.p === '') return 'revoked'
  if (tags.p !== publicKey) return 'different'
  const among = (tag: string | undefined, ...good: string[]) =>
    tag === undefined || tag.split(':').some(one => good.includes(one))
  const isRight =
    among(tags.v, 'DKIM1') &&
    (tags.k ?? 'rsa') === algorithm &&
    among(tags.h, 'sha256') &&
    among(tags.s, '*', 'email')
  return isRight ? 'seen' : 'wrong_tags'
}

/** `v=DKIM1; p=…` as its tags; blanks mean nothing in any of them. */
function tagsOf(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(';').map(part => part.split(/=(.*)/s).map(one => one.replace(/\s+/g, '')))
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (name && value !== undefined ? [[name, value]] : [])),
  )
}

const chunkBytes = 256 * 1024

/** The mail with a signature of each key before it. A key that cannot sign leaves none. */
export async function signedMail(raw: Buffer, signers: readonly DkimSigner[]): Promise<Buffer> {
  const [first] = signers
  if (!first) return raw
  // Loaded by the first key: most desks let their provider sign.
  const { dkimSign } = await import('mailauth/lib/dkim/sign.js')
  const { signatures } = await dkimSign(Readable.from(inPieces(raw)), {
    signingDomain: first.domain,
    selector: first.selector,
    privateKey: first.privateKey,
    canonicalization: 'relaxed/relaxed',
    headerList: [...signedHeaders],
    signatureData: signers.map(({ domain, selector, privateKey }) => ({
      signingDomain: domain,
      selector,
      privateKey,
    })),
  })
  return Buffer.concat([Buffer.from(signatures), raw])
}

/** What of the head a signature covers: all of it that we write. */
const signedHeaders = [
  'From',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'To',
  'Cc',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'Content-Language',
  'In-Reply-To',
  'References',
  'Auto-Submitted',
]

/** Between the pieces others have their turn: a large mail holds up nobody. */
async function* inPieces(raw: Buffer) {
  for (let at = 0; at < raw.length; at += chunkBytes) {
    yield raw.subarray(at, at + chunkBytes)
    await breathe()
  }
}
