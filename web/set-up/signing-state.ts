// How it stands with the signing of one domain, in one word for its sentence. Not: the page.

export type SigningKey = {
  readonly selector: string
  readonly algorithm: 'rsa' | 'ed25519'
  readonly name: string
  readonly value: string
  readonly state: 'waiting' | 'signing' | 'resting' | 'retired' | 'lost'
  readonly finding: string | null
  readonly says: string
  readonly checkedAt: number | null
  readonly removableAt: number | null
}
export type SigningDomain = {
  readonly domain: string
  readonly active: boolean
  readonly isOurs: boolean
  readonly version: number
  readonly keys: readonly SigningKey[]
}

export type SigningState = 'none' | 'off' | 'lost' | 'waiting' | 'broken' | 'changing' | 'signing'

/** The main key decides: of the second one nobody depends. */
export function signingState({ active, keys }: Pick<SigningDomain, 'active' | 'keys'>): SigningState {
  const main = keys.filter(one => one.algorithm === 'rsa' && one.state !== 'retired')
  if (main.length === 0) return 'none'
  if (!active) return 'off'
  const signs = main.find(one => one.state === 'signing')
  const waits = main.some(one => one.state === 'waiting')
  if (!signs) return waits ? 'waiting' : 'lost'
  // Nobody answered is no word about the record.
  if (signs.finding !== 'seen' && signs.finding !== 'unreachable') return 'broken'
  return waits ? 'changing' : 'signing'
}
