// How far mailboxes were read: which node reads which, the place in each folder, and a line for every mail,
// by where it lay and by its bytes. Nothing is read twice by it; that nothing comes in twice, the append's
// own key sees to (store.ts). Not: the settings (mailbox.ts).
import type { MailboxId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { nowMs } from '../postgres/outbox.ts'
import { cleaned, type Pool } from '../postgres/pool.ts'

export type MailboxState = {
  readonly mailbox: MailboxId
  /** what it is doing, or what is wrong, as a code of the server's */
  readonly code: string
  /** the other side's own words */
  readonly says: string
  readonly since: Instant
  readonly lastMailAt: Instant | null
  /** mails seen and not yet taken in */
  readonly backlog: number
  /** mails that were there before, and are not read */
  readonly skipped: number
  readonly taken: number
}

/** A folder's numbers are good under one validity only. */
export type FolderPlace = {
  readonly validity: number
  /** up to here all is done */
  readonly seenUid: number
  /** up to here mails may be from before `since` */
  readonly oldUid: number
  readonly since: number
}

/**
 * What became of a mail: taken in; known by its bytes; a mail of our own; nothing of ours; or, for now, not
 * to be taken in.
 */
export type MailOutcome = 'taken' | 'known' | 'own' | 'no_case' | 'failed'
export type ReadMail = {
  readonly uid: number
  readonly sha256: Uint8Array | null
  readonly outcome: MailOutcome
  readonly attempt: number
  readonly retryAt: Instant | null
  readonly isMarked: boolean
}

export type FolderOf = { readonly mailbox: MailboxId; readonly folder: string; readonly validity: number }

export type MailboxReading = {
  /** Takes or keeps the active mailboxes nobody else reads; answers those this node reads now. */
  lease(node: string, leaseMs: number): Promise<MailboxId[]>
  release(node: string): Promise<void>
  states(): Promise<MailboxState[]>
  /** Says how a mailbox goes, if it is still this node's; counts are added. */
  say(id: MailboxId, node: string, news: MailboxNews): Promise<void>
  place(id: MailboxId, folder: string): Promise<FolderPlace | null>
  /** A folder begins, or begins anew under other numbers. */
  begin(id: MailboxId, folder: string, place: FolderPlace): Promise<void>
  /** Writes down what became of some mails, and how far all is done. */
  keep(of: FolderOf, mails: readonly ReadMail[], at: Instant, seenUid: number): Promise<void>
  /** Of these mails those that were written down already. */
  knownUids(of: FolderOf, above: number): Promise<Set<number>>
  /** Of these bytes those that were taken in from this mailbox, as hexadecimal. */
  knownBytes(id: MailboxId, sha256: readonly Uint8Array[]): Promise<Set<string>>
  /** Failed mails whose time has come, with how often they were tried. */
  retries(of: FolderOf, at: Instant, limit: number): Promise<{ uid: number; attempt: number }[]>
  /** Mails taken in of which the mailbox does not show it yet. */
  unmarked(of: FolderOf, limit: number): Promise<number[]>
  marked(of: FolderOf, uids: readonly number[]): Promise<void>
}

export type MailboxNews = {
  readonly code?: string
  readonly says?: string
  readonly at: Instant
  readonly lastMailAt?: Instant
  readonly backlog?: number
  readonly skipped?: number
  readonly taken?: number
}

/** The reading of all mailboxes. */
export function mailboxReading(pool: Pool): MailboxReading {
  return { ...leases(pool), ...places(pool), ...mails(pool) }
}

function leases(pool: Pool): Pick<MailboxReading, 'lease' | 'release' | 'states' | 'say'> {
  return {
    async lease(node, leaseMs) {
      const { rows } = await pool.query<{ id: MailboxId }>(
        `insert into mailbox_state as held (mailbox_id, lease, leased_until)
          select id, $1, ${nowMs} + $2::bigint from mailbox where active
        on conflict (mailbox_id) do update set lease = excluded.lease, leased_until = excluded.leased_until
          where held.lease = excluded.lease or held.leased_until <= ${nowMs}
        returning mailbox_id as id`,
        [node, leaseMs],
      )
      return rows.map(row => row.id)
    },
    async release(node) {
      await pool.query('update mailbox_state set lease = null, leased_until = 0 where lease = $1', [node])
    },
    async states() {
      const { rows } = await pool.query<MailboxState>(
        `select mailbox_id as mailbox, code, says, since, last_mail_at as "lastMailAt", backlog, skipped, taken
        from mailbox_state`,
      )
      return rows
    },
    async say(id, node, { code, says, at, lastMailAt, backlog, skipped, taken }) {
      await pool.query(
        `update mailbox_state set code = coalesce($3, code), says = coalesce($4, says),
          since = case when $3 is null or $3 = code then since else $5 end,
          last_mail_at = coalesce($6, last_mail_at), backlog = coalesce($7, backlog),
          skipped = skipped + $8, taken = taken + $9
        where mailbox_id = $1 and lease = $2`,
        [
          id,
          node,
          code ?? null,
          says === undefined ? null : cleaned(says),
          at,
          lastMailAt ?? null,
          backlog ?? null,
          skipped ?? 0,
          taken ?? 0,
        ],
      )
    },
  }
}

function places(pool: Pool): Pick<MailboxReading, 'place' | 'begin' | 'keep'> {
  return {
    async place(id, folder) {
      const { rows } = await pool.query<FolderPlace>(
        `select uid_validity as validity, seen_uid as "seenUid", old_uid as "oldUid", since
        from mailbox_folder where mailbox_id = $1 and folder = $2`,
        [id, folder],
      )
      return rows[0] ?? null
    },
    async begin(id, folder, { validity, seenUid, oldUid, since }) {
      await pool.query(
        `insert into mailbox_folder (mailbox_id, folder, uid_validity, seen_uid, old_uid, since)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (mailbox_id, folder) do update set uid_validity = excluded.uid_validity,
          seen_uid = excluded.seen_uid, old_uid = excluded.old_uid, since = excluded.since`,
        [id, folder, validity, seenUid, oldUid, since],
      )
    },
    async keep({ mailbox, folder, validity }, mails, at, seenUid) {
      // One statement: how far all is done never says more than what was written down.
      await pool.query(
        `with kept as (
          insert into mailbox_mail as held (mailbox_id, folder, uid_validity, uid, sha256,
            outcome, attempt, retry_at, is_marked, at)
          select $1, $2, $3::bigint, *, $9::bigint from unnest($4::bigint[], $5::bytea[], $6::text[],
            $7::smallint[], $8::bigint[], $10::boolean[])
          on conflict (mailbox_id, folder, uid_validity, uid) do update set sha256 = excluded.sha256,
            outcome = excluded.outcome, attempt = excluded.attempt, retry_at = excluded.retry_at, is_marked = excluded.is_marked
            where held.outcome = 'failed')
        update mailbox_folder set seen_uid = greatest(seen_uid, $11)
        where mailbox_id = $1 and folder = $2 and uid_validity = $3`,
        [
          mailbox,
          folder,
          validity,
          mails.map(one => one.uid),
          mails.map(one => one.sha256),
          mails.map(one => one.outcome),
          mails.map(one => one.attempt),
          mails.map(one => one.retryAt),
          at,
          mails.map(one => one.isMarked),
          seenUid,
        ],
      )
    },
  }
}

type MailQuestions = 'knownUids' | 'knownBytes' | 'retries' | 'unmarked' | 'marked'

function mails(pool: Pool): Pick<MailboxReading, MailQuestions> {
  const uidsOf = async (text: string, values: readonly unknown[]) =>
    (await pool.query<{ uid: number }>(text, [...values])).rows.map(row => row.uid)
  const ofFolder = 'mailbox_id = $1 and folder = $2 and uid_validity = $3'
  return {
    async knownUids({ mailbox, folder, validity }, above) {
      const text = `select uid from mailbox_mail where ${ofFolder} and uid > $4`
      return new Set(await uidsOf(text, [mailbox, folder, validity, above]))
    },
    async knownBytes(id, sha256) {
      const { rows } = await pool.query<{ sha256: string }>(
        `select distinct encode(sha256, 'hex') as sha256 from mailbox_mail
        where mailbox_id = $1 and sha256 = any($2::bytea[]) and outcome <> 'failed'`,
        [id, sha256],
      )
      return new Set(rows.map(row => row.sha256))
    },
    async retries({ mailbox, folder, validity }, at, limit) {
      const { rows } = await pool.query<{ uid: number; attempt: number }>(
        `select uid, attempt from mailbox_mail where ${ofFolder} and retry_at <= $4 order by uid limit $5`,
        [mailbox, folder, validity, at, limit],
      )
      return rows
    },
    unmarked({ mailbox, folder, validity }, limit) {
      const text = `select uid from mailbox_mail where ${ofFolder} and not is_marked and outcome <> 'failed'
        order by uid limit $4`
      return uidsOf(text, [mailbox, folder, validity, limit])
    },
    async marked({ mailbox, folder, validity }, uids) {
      await pool.query(`update mailbox_mail set is_marked = true where ${ofFolder} and uid = any($4)`, [
        mailbox,
        folder,
        validity,
        uids,
      ])
    },
  }
}
