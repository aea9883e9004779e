// What is unset or broken on a desk, as a list a manager can work off. Pure: the facts are collected by the
// server.
import { type HouseLevel, houseLevels } from '#core/people/level.ts'

/** What has to be known to judge a desk. */
export type HealthFacts = {
  readonly hasRelay: boolean
  readonly keptMails: number
  readonly addresses: number
  /** mailboxes that are to be read and are not, by what is wrong */
  readonly unreadMailboxes: readonly string[]
  readonly isLocalAddress: boolean
  readonly isDemo: boolean
  readonly admins: number
  readonly leads: number
  /** people who work at a level and are enabled, and those of them who are there now */
  readonly levels: Readonly<Record<HouseLevel, { readonly people: number; readonly there: number }>>
  readonly emptyTeams: readonly string[]
  /** open hand-offs offered to teams nobody sits in */
  readonly offersToNobody: number
  readonly languagesWithoutReplies: readonly string[]
  readonly failedMails: number
  readonly asideMails: number
  /** mails nobody could read, in cases nobody has */
  readonly unreadableMails: number
  /** blobs whose bytes are gone or others */
  readonly damagedFiles: number
  /** what keeps large files from being kept; null: they can be */
  readonly filesFault: 'full' | 'read_only' | 'gone' | 'failing' | null
  /** files the virus scanner could not be asked about */
  readonly unscannedFiles: number
  /** absent people with open cases and nobody who covers */
  readonly uncovered: readonly string[]
  readonly clockOffsetMs: number
  readonly diskFreeBytes: number | null
  readonly diskBytes: number | null
}

export const healthCodes = [
  'no_people_at_level',
  'no_admin_spare',
  'no_lead',
  'offers_to_nobody',
  'failed_mails',
  'mailbox_unread',
  'unreadable_mails',
  'clock_wrong',
  'disk_low',
  'files_not_kept',
  'damaged_files',
  'demo_passwords',
  'no_relay',
  'no_address',
  'local_address',
  'empty_team',
  'nobody_there',
  'uncovered',
  'no_replies',
  'aside_mails',
  'unscanned_files',
] as const
export type HealthCode = (typeof healthCodes)[number]
export type HealthGrade = 'broken' | 'unset' | 'note'

/** One thing to do: how bad it is, what the sentence needs, and the page on which it is put right. */
export type Finding = {
  readonly code: HealthCode
  readonly grade: HealthGrade
  readonly values: Readonly<Record<string, string | number>>
  readonly place: string | null
}

/** A machine whose clock is this far off has a fault; the desk itself goes by the database's. */
export const clockOffsetMaxMs = 2_000
/** Below so much, or so small a part, attachments soon cannot be kept. */
const diskFreeMin = 2 * 1024 ** 3
const diskShareMin = 0.05

type Check = (facts: HealthFacts) => readonly Omit<Finding, 'code'>[]
const when = (is: boolean, grade: HealthGrade, place: string | null, values: Finding['values'] = {}) =>
  is ? [{ grade, place, values }] : []

const isDiskLow = ({ diskFreeBytes: free, diskBytes: all }: HealthFacts): boolean =>
  free !== null && (free < diskFreeMin || (all !== null && free < all * diskShareMin))

const checks: { readonly [C in HealthCode]: Check } = {
  no_people_at_level: ({ levels }) =>
    houseLevels.flatMap(level =>
      when(levels[level].people === 0, level === 1 ? 'broken' : 'unset', 'people', { level }),
    ),
  no_admin_spare: ({ admins }) => when(admins < 2, 'note', 'people'),
  no_lead: ({ leads }) => when(leads === 0, 'unset', 'people'),
  offers_to_nobody: ({ offersToNobody: n }) => when(n > 0, 'broken', 'levels', { n }),
  failed_mails: ({ failedMails: n }) => when(n > 0, 'broken', 'outbox', { n }),
  mailbox_unread: ({ unreadMailboxes }) =>
    unreadMailboxes.flatMap(name => when(true, 'broken', 'mailboxes', { name })),
  unreadable_mails: ({ unreadableMails: n }) => when(n > 0, 'broken', 'unreadable-mail', { n }),
  clock_wrong: ({ clockOffsetMs }) =>
    when(Math.abs(clockOffsetMs) > clockOffsetMaxMs, 'broken', null, {
      seconds: Math.round(Math.abs(clockOffsetMs) / 1_000),
    }),
  disk_low: facts =>
    when(isDiskLow(facts), 'broken', null, { gb: Math.round((facts.diskFreeBytes ?? 0) / 1024 ** 3) }),
  files_not_kept: ({ filesFault: why }) => when(why !== null, 'broken', null, { why: why ?? '' }),
  damaged_files: ({ damagedFiles: n }) => when(n > 0, 'broken', null, { n }),
  demo_passwords: ({ isDemo }) => when(isDemo, 'note', 'people'),
  no_relay: ({ hasRelay, keptMails: n }) => when(!hasRelay, 'unset', 'outbox', { n }),
  no_address: ({ addresses }) => when(addresses === 0, 'unset', 'addresses'),
  local_address: ({ isLocalAddress }) => when(isLocalAddress, 'unset', null),
  empty_team: ({ emptyTeams }) => emptyTeams.flatMap(team => when(true, 'unset', 'levels', { team })),
  nobody_there: ({ levels }) =>
    houseLevels.flatMap(level =>
      when(levels[level].people > 0 && levels[level].there === 0, 'note', 'people', { level }),
    ),
  uncovered: ({ uncovered }) => uncovered.flatMap(name => when(true, 'unset', 'people', { name })),
  no_replies: ({ languagesWithoutReplies: silent }) =>
    when(silent.length > 0, 'note', 'replies', { languages: silent.join(' ') }),
  aside_mails: ({ asideMails: n }) => when(n > 0, 'note', 'system-mail', { n }),
  unscanned_files: ({ unscannedFiles: n }) => when(n > 0, 'unset', 'quarantine', { n }),
}

const grades: readonly HealthGrade[] = ['broken', 'unset', 'note']

/** Everything to put right, what is broken first. An empty list is a healthy desk. */
export const findings = (facts: HealthFacts): Finding[] =>
  healthCodes
    .flatMap(code => checks[code](facts).map(found => ({ code, ...found })))
    .sort((a, b) => grades.indexOf(a.grade) - grades.indexOf(b.grade))

/** How many of them want a hand: notes do not. */
export const toFix = (found: readonly Pick<Finding, 'grade'>[]): number =>
  found.filter(one => one.grade !== 'note').length
