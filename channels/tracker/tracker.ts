// What the desk wants of a tracker of engineering, whatever its kind: entries made, told, changed, read. Not:
// how each kind is asked for it (github.ts, gitlab.ts).
import type { Instant } from '#core/kit/time.ts'
import type { LostHow } from '#core/change/change-fact.ts'

export const trackerKinds = ['github', 'gitlab'] as const
export type TrackerKind = (typeof trackerKinds)[number]

/** Which label there says what: of kinds on the way out, of standings on the way in and out. */
export const labelMeanings = [
  'bug_fix',
  'design_change',
  'improvement',
  'accepted',
  'in_work',
  'rejected',
  'verified',
] as const
export type LabelMeaning = (typeof labelMeanings)[number]
export type Labels = { readonly [M in LabelMeaning]?: string | undefined }

export type TrackerPlace = {
  readonly kind: TrackerKind
  /** as `https://api.github.com` or `https://gitlab.example/api/v4` */
  readonly apiUrl: string
  /** as `owner/name` */
  readonly project: string
  readonly token: string
  readonly isPrivateAllowed: boolean
  readonly timeoutMs?: number
}

export type EntryNews = {
  readonly entry: string
  readonly url: string
  readonly isOpen: boolean
  /** closed, but not because it was done */
  readonly isRejected: boolean
  readonly labels: readonly string[]
  /** the version it is planned for */
  readonly version: string | null
  readonly at: Instant
}
export type SaidNews = {
  readonly entry: string
  readonly remote: string
  readonly words: string
  readonly author: string
  readonly at: Instant
}
export type Made = { readonly entry: string; readonly url: string }
export type Lost = { readonly lost: LostHow; readonly url: string | null }

export type Tracker = {
  /** as whom the token signs in */
  who(): Promise<string>
  project(): Promise<{ readonly url: string; readonly mayWrite: boolean; readonly hasEntries: boolean }>
  make(entry: { title: string; body: string; labels: readonly string[] }): Promise<Made>
  /** the entry that carries a mark, among those since then */
  find(mark: string, since: Instant): Promise<Made | null>
  say(entry: string, body: string): Promise<string>
  findSaid(entry: string, mark: string, since: Instant): Promise<string | null>
  change(entry: string, to: { isOpen?: boolean; isRejected?: boolean; label?: string }): Promise<void>
  read(entry: string): Promise<EntryNews | Lost>
  changedSince(since: Instant): Promise<readonly EntryNews[]>
  said(entry: string, since: Instant): Promise<readonly SaidNews[]>
}

export const pagesMax = 10
