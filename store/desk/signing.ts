// By which keys the mails of a domain are signed, and what was last found where the domain names them.
// Private keys lie here sealed. Not: making keys and signing (channels/email/dkim.ts).
import type { Instant } from '#core/kit/time.ts'
import { ask, cleaned, type Pool } from '../postgres/pool.ts'
import type { Changed } from './row.ts'

export const signingAlgorithms = ['rsa', 'ed25519'] as const
export type SigningAlgorithm = (typeof signingAlgorithms)[number]

export type SigningKey = {
  readonly domain: string
  readonly selector: string
  readonly algorithm: SigningAlgorithm
  /** as the record names it */
  readonly publicKey: string
  /** sealed; null: it never signs again */
  readonly privateKey: Uint8Array | null
  readonly madeAt: Instant
  /** since when the domain names it */
  readonly seenAt: Instant | null
  /** a newer one signs since */
  readonly retiredAt: Instant | null
  readonly checkedAt: Instant | null
  /** what the last look found */
  readonly finding: string | null
  /** the record as it stood there */
  readonly says: string
}
export type SigningDomain = {
  readonly domain: string
  readonly active: boolean
  readonly version: number
  /** the newest first */
  readonly keys: readonly SigningKey[]
}
export type NewSigningKey = Pick<
  SigningKey,
  'domain' | 'selector' | 'algorithm' | 'publicKey' | 'privateKey' | 'madeAt'
>
export type SigningLook = Pick<SigningKey, 'domain' | 'selector' | 'says'> & {
  readonly finding: string
  /** it names our key */
  readonly isSeen: boolean
  readonly at: Instant
}

export type SigningTable = {
  all(): Promise<SigningDomain[]>
  one(domain: string): Promise<SigningDomain | null>
  /** What signs mails of a domain now: of each algorithm the newest that was seen. */
  signing(domain: string): Promise<SigningKey[]>
  /** Adds keys unless one of the domain still waits to be seen; those nobody ever saw give way. */
  add(keys: readonly NewSigningKey[]): Promise<boolean>
  /** Notes what a look found. True: it signs from now on, and older ones of its kind do not any more. */
  look(look: SigningLook): Promise<boolean>
  setActive(domain: string, version: number, active: boolean): Promise<Changed<SigningDomain>>
  /** Forgets a key that does not sign. */
  remove(domain: string, selector: string): Promise<boolean>
}

const select = `select domain, selector, algorithm, public_key as "publicKey", private_key as "privateKey",
  made_at as "madeAt", seen_at as "seenAt", retired_at as "retiredAt", checked_at as "checkedAt", finding, says
  from signing_key`

/** The table of signing keys; a desk has few. */
export function signingTable(pool: Pool): SigningTable {
  const keysOf = (domain: string | null) =>
    ask<SigningKey>(pool, {
      name: 'signing_keys',
      text: `${select} where $1::text is null or domain = $1 order by domain, made_at desc, algorithm desc`,
      values: [domain],
    })
  const domainsOf = async (domain: string | null): Promise<SigningDomain[]> => {
    const [domains, keys] = await Promise.all([
      ask<Omit<SigningDomain, 'keys'>>(pool, {
        name: 'signing_domains',
        text: `select domain, active, version from signing_domain where $1::text is null or domain = $1
          order by domain`,
        values: [domain],
      }),
      keysOf(domain),
    ])
    return domains.map(one => ({ ...one, keys: keys.filter(key => key.domain === one.domain) }))
  }
  const one = async (domain: string) => (await domainsOf(domain))[0] ?? null
  return {
    all: () => domainsOf(null),
    one,
    signing: domain =>
      ask<SigningKey>(pool, {
        name: 'signing_now',
        text: `select distinct on (algorithm) k.* from (${select}) k join signing_domain d using (domain)
          where domain = $1 and active and "seenAt" is not null and "retiredAt" is null
          order by algorithm desc, "madeAt" desc`,
        values: [domain],
      }),
    add: keys => addKeys(pool, keys),
    look: look => noteLook(pool, look),
    async setActive(domain, version, active) {
      const { rowCount } = await pool.query(
        'update signing_domain set active = $3, version = version + 1 where domain = $1 and version = $2',
        [domain, version, active],
      )
      const now = await one(domain)
      if (rowCount === 1 && now) return now
      return now ? 'stale' : 'not_there'
    },
    async remove(domain, selector) {
      const { rowCount } = await pool.query(
        `delete from signing_key where domain = $1 and selector = $2
          and (seen_at is null or retired_at is not null)`,
        [domain, selector],
      )
      return rowCount === 1
    },
  }
}

async function addKeys(pool: Pool, keys: readonly NewSigningKey[]): Promise<boolean> {
  const [{ domain }] = keys as [NewSigningKey]
  const { rowCount } = await pool.query(
    `with place as (insert into signing_domain (domain) values ($1)
        on conflict (domain) do update set domain = excluded.domain returning domain),
      waiting as (select from signing_key where domain = $1 and algorithm = 'rsa' and seen_at is null),
      gone as (delete from signing_key where domain = $1 and algorithm <> 'rsa' and seen_at is null
        and not exists (select from waiting))
      insert into signing_key (domain, selector, algorithm, public_key, private_key, made_at)
        select place.domain, one.selector, one.algorithm, one.public_key, one.private_key, $6
        from place, unnest($2::text[], $3::text[], $4::text[], $5::bytea[])
          as one(selector, algorithm, public_key, private_key)
        where not exists (select from waiting)`,
    [
      domain,
      keys.map(one => one.selector),
      keys.map(one => one.algorithm),
      keys.map(one => one.publicKey),
      keys.map(one => one.privateKey && Buffer.from(one.privateKey)),
      keys[0]!.madeAt,
    ],
  )
  return rowCount === keys.length
}

/** The key that is seen and the older ones step over in one statement: at no moment do none or two sign. */
async function noteLook(pool: Pool, look: SigningLook): Promise<boolean> {
  const { domain, selector, at, finding, says, isSeen } = look
  const { rows } = await pool.query<{ isFresh: boolean }>(
    `with before as (select * from signing_key where domain = $1 and selector = $2 for update),
      older as (update signing_key k set retired_at = $3, private_key = null from before b
        where $6 and b.seen_at is null and k.domain = $1 and k.algorithm = b.algorithm
          and k.made_at < b.made_at and k.retired_at is null)
      update signing_key k set checked_at = $3, finding = $4, says = $5,
        seen_at = case when $6 then coalesce(k.seen_at, $3) else k.seen_at end
      from before where k.domain = $1 and k.selector = $2
      returning $6 and before.seen_at is null as "isFresh"`,
    [domain, selector, at, finding, cleaned(says).slice(0, 500), isSeen],
  )
  return rows[0]?.isFresh ?? false
}
