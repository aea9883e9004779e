// Mailboxes of other servers that the desk reads, as they are set up. Secrets lie here sealed, and leave only
// for whoever opens them. Not: how far each was read (mailbox-reading.ts).
import type { MailboxId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Pool } from '../postgres/pool.ts'
import { type Changed, tableOf } from './row.ts'

export const mailSecurities = ['tls', 'starttls', 'none'] as const
export type MailSecurity = (typeof mailSecurities)[number]
export const afterReadings = ['leave', 'seen', 'move'] as const

export type MailServer = {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
}
/** Where fresh access tokens are had, and as whom. */
export type OauthSetting = {
  readonly clientId: string
  readonly tokenUrl: string
  readonly scope: string
}

export type Mailbox = MailServer & {
  readonly id: MailboxId
  readonly name: string
  /** the desk's address whose mail it holds */
  readonly address: string
  readonly active: boolean
  readonly signInName: string
  readonly signInBy: 'password' | 'oauth2'
  readonly password: Uint8Array | null
  readonly oauth: OauthSetting | null
  readonly clientSecret: Uint8Array | null
  readonly refreshToken: Uint8Array | null
  readonly folder: string
  /** null: answers written elsewhere are not read */
  readonly sentFolder: string | null
  readonly afterReading: (typeof afterReadings)[number]
  readonly moveTo: string | null
  readonly pollSeconds: number
  /** what came before is not read; null: what was there when it was first opened */
  readonly readFrom: Instant | null
  /** its own way out; null: the desk's */
  readonly submission: MailServer | null
  readonly version: number
}

export const mailboxSecrets = ['password', 'clientSecret', 'refreshToken'] as const
export type MailboxSecret = (typeof mailboxSecrets)[number]

export type MailboxTable = {
  add(mailbox: Omit<Mailbox, 'version'>): Promise<Mailbox>
  change(id: MailboxId, version: number, changes: Partial<Omit<Mailbox, 'id'>>): Promise<Changed<Mailbox>>
  /** Puts a secret in place of the one it was made from; a person's newer one is not written over. */
  reseal(id: MailboxId, secret: MailboxSecret, from: Uint8Array, to: Uint8Array): Promise<boolean>
  remove(id: MailboxId, version: number): Promise<boolean>
  one(id: MailboxId): Promise<Mailbox | null>
  all(): Promise<Mailbox[]>
}

const columns = {
  id: 'id',
  name: 'name',
  address: 'address_id',
  active: 'active',
  host: 'host',
  port: 'port',
  security: 'security',
  signInName: 'sign_in_name',
  signInBy: 'sign_in_by',
  password: 'password',
  oauth: { column: 'oauth', as: 'jsonb' },
  clientSecret: 'client_secret',
  refreshToken: 'refresh_token',
  folder: 'folder',
  sentFolder: 'sent_folder',
  afterReading: 'after_reading',
  moveTo: 'move_to',
  pollSeconds: 'poll_seconds',
  readFrom: 'read_from',
  submission: { column: 'submission', as: 'jsonb' },
  version: 'version',
} as const

/** The mailboxes' table. */
export function mailboxTable(pool: Pool): MailboxTable {
  const table = tableOf<Mailbox>(pool, 'mailbox', columns, 'id')
  return {
    add: mailbox => table.insert(mailbox),
    change: (id, version, changes) => table.change(id, version, changes),
    async reseal(id, secret, from, to) {
      const column = columns[secret]
      const { rowCount } = await pool.query(
        `update mailbox set ${column} = $3 where id = $1 and ${column} = $2`,
        [id, Buffer.from(from), Buffer.from(to)],
      )
      return rowCount === 1
    },
    async remove(id, version) {
      const { rowCount } = await pool.query('delete from mailbox where id = $1 and version = $2', [
        id,
        version,
      ])
      return rowCount === 1
    },
    one: async id => (await table.where('id = $1', [id]))[0] ?? null,
    all: () => table.where('true order by lower(name), id'),
  }
}
