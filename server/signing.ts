// The keys that sign what leaves: which domains are ours to sign for, opening a key for a mail, and looking
// whether each domain names its keys. Not: signatures themselves (channels/email/dkim.ts).
import { randomBytes } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { type DkimSigner, dkimName, lookUpDkim, newDkimPair } from '#channels/email/dkim.ts'
import { domainOf } from '#channels/email/signing-relay.ts'
import { dayMs, hourMs, type Instant } from '#core/kit/time.ts'
import type { Shell } from '#server/shell.ts'
import { type SigningKey, signingAlgorithms } from '#store/desk/signing.ts'

/** So long after it signed last a key's record has to stand: mails are on their way, and looked at again. */
export const recordStaysMs = 7 * dayMs

/** What a private key is sealed for. */
const keyUse = ({ domain, selector }: Pick<SigningKey, 'domain' | 'selector'>): string =>
  `signing/${domain}/${selector}`

/** The domains our mails come from, as DNS writes them. */
export function ownDomains({ addresses, config }: Pick<Shell, 'addresses' | 'config'>): string[] {
  const written = addresses().map(one => domainOf(one.address))
  const all = written.length > 0 ? written : [config.mailDomain]
  return [...new Set(all.map(one => domainToASCII(one)).filter(Boolean))].sort()
}

/** Fresh keys for a domain, one of each kind, which sign once they are seen. False: one waits already. */
export async function makeSigningKeys(shell: Shell, domain: string): Promise<boolean> {
  const day = new Date(shell.now()).toISOString().slice(0, 10).replaceAll('-', '')
  const name = `tl${day}-${randomBytes(2).toString('hex')}`
  const making = signingAlgorithms.map(async algorithm => {
    const selector = algorithm === 'rsa' ? name : `${name}e`
    const { publicKey, privateKey } = await newDkimPair(algorithm)
    const sealed = shell.secrets.seal(privateKey, keyUse({ domain, selector }))
    return { domain, selector, algorithm, publicKey, privateKey: sealed, madeAt: shell.now() }
  })
  return shell.desk.signing.add(await Promise.all(making))
}

/** Whether this node can still open a key. */
export const opens = ({ secrets }: Pick<Shell, 'secrets'>, key: SigningKey): boolean =>
  key.privateKey !== null && secrets.open(key.privateKey, keyUse(key)) !== null

/** What signs mails of a domain, in clear; a key this node cannot open signs nothing. */
export function signersOf({ secrets, desk }: Pick<Shell, 'secrets' | 'desk'>) {
  return async (domain: string): Promise<DkimSigner[]> => {
    const keys = await desk.signing.signing(domainToASCII(domain))
    return keys.flatMap(key => {
      const privateKey = key.privateKey && secrets.open(key.privateKey, keyUse(key))
      return privateKey ? [{ domain: key.domain, selector: key.selector, privateKey }] : []
    })
  }
}

/** Looks at the records of a domain's keys that sign or are to sign; answers those that began to. */
export async function lookAtKeys(shell: Shell, domain: string, at: Instant): Promise<SigningKey[]> {
  const known = await shell.desk.signing.one(domain)
  const began: SigningKey[] = []
  // The oldest first: of two that are there by now the newer one signs.
  for (const key of (known?.keys ?? []).toReversed()) {
    if (key.retiredAt !== null) continue
    const { finding, says } = await lookUpDkim(shell.resolve, dkimName(key.selector, domain), key)
    const look = { domain, selector: key.selector, finding, says, at, isSeen: finding === 'seen' }
    if (await shell.desk.signing.look(look)) began.push(key)
  }
  return began
}

/** Every hour: looks at all of them, so that a new key signs as soon as its record is there. */
export async function lookAtAllKeys(shell: Shell): Promise<number> {
  for (const { domain, active } of await shell.desk.signing.all()) {
    if (!active) continue
    for (const { selector } of await lookAtKeys(shell, domain, shell.now()))
      await shell.desk.audit.add({
        ...{ at: shell.now(), actor: 'signing', what: 'signing_key.seen', about: domain },
        ...{ before: null, after: { domain, selector } },
      })
  }
  return hourMs
}
