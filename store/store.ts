// The contract of the ledger's keeper, kept by PostgreSQL (postgres/) and by memory (memory.ts) alike.
// Not: settings, people and sessions, which are ordinary tables with files of their own (desk/).
import type { Readable } from 'node:stream'
import type { Card } from '#core/case/card.ts'
import type { Event, Recorded } from '#core/case/event.ts'
import type { CaseId, MatterId, TeamId, TextId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { WalkTold } from '#core/measure/walk-told.ts'
import type { Covered } from '#core/people/cover.ts'
import type { NextQuery } from '#core/people/routing.ts'
import type { PlaceFault } from './blob-damaged.ts'

/** A personal text as it goes in: its random salt and HMAC were made by seal(). */
export type SealedText = {
  readonly id: TextId
  readonly salt: Uint8Array
  readonly mac: string
  readonly words: string
}

/** Bytes that must be kept with a fact (raw mail, attachment), addressed by their SHA-256. */
export type Blob = { readonly sha256: string; readonly bytes: Uint8Array; readonly type: string }
/** The same in a file, which stays until they are kept: too many to hold in memory. */
export type StagedBlob = {
  readonly sha256: string
  readonly type: string
  readonly path: string
  readonly size: number
}
export type AnyBlob = Blob | StagedBlob
/** A blob being read; the stream breaks where its bytes are not what they should be. */
export type OpenBlob = { readonly type: string; readonly size: number; readonly stream: Readable }

/**
 * A mail to send, somebody of ours to tell, a customer to whom something inside is to be told, or files that
 * came in to look at.
 */
export type EffectKind = 'mail' | 'notice' | 'inner' | 'satisfaction' | 'file' | 'beside'

/** Something that must happen outside because of a fact; one key is one effect, for ever. */
export type Effect = {
  readonly key: string
  readonly kind: EffectKind
  readonly caseId: CaseId
  readonly dueAt: Instant
  readonly body: Readonly<Record<string, unknown>>
}

/** An effect that is ours for a while. */
export type LeasedEffect = Effect & {
  readonly attempt: number
  /** since it was first taken up, by the keeper's own clock, attempts and waiting alike */
  readonly waitedMs: number
  readonly lease: string
}

/** When a case wants to be looked at again by the clock; null: not at all. */
export type Ring = { readonly at: Instant | null }

export type Answered = {
  readonly actor: string
  readonly key: string
  readonly bodyHash: string
  readonly answer: Readonly<Record<string, unknown>>
}

/** Everything that one command records: all of it or nothing. */
export type Append = {
  readonly caseId: CaseId
  /** seq of the last fact the decision was made on; 0 for a new case */
  readonly expectedSeq: number
  /**
   * how often words of the case had been erased when it was read for this; since erased words would come back
   * with the card
   */
  readonly erasures: number
  readonly events: readonly Event[]
  readonly texts: readonly SealedText[]
  readonly blobs: readonly AnyBlob[]
  readonly effects: readonly Effect[]
  /** keys of effects that must no longer happen (an undone message) */
  readonly cancelled: readonly string[]
  /**
   * the case card after these events, as core's projector computed it; its `number` is 0 for a new case: the
   * store assigns one
   */
  readonly card: Card
  readonly search: string
  readonly ring: Ring
  /** what the walks of the case tell after these events; left out where these change nothing of it */
  readonly walks?: readonly WalkTold[]
  readonly answered?: Answered
  /**
   * A mail already taken in under this key is not taken in again (mailbox, Message-ID, digest of the body).
   */
  readonly intakeKey?: string
  /**
   * Another case that must not be merged when this is recorded, or the decision is stale: of two that are
   * merged into each other at once one is.
   */
  readonly unlessMerged?: CaseId
}

export type Appended =
  | { readonly outcome: 'appended'; readonly seq: number; readonly number: number; readonly position: string }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'repeated'; readonly answer: Readonly<Record<string, unknown>> }
  | { readonly outcome: 'key_reused' }
  | { readonly outcome: 'taken_in_before'; readonly caseId: CaseId }

export type Ledger = {
  readonly caseId: CaseId
  readonly number: number
  /** as it stood with these facts and texts */
  readonly card: Card
  /** how often words of it were erased */
  readonly erasures: number
  readonly events: readonly Recorded[]
  readonly texts: ReadonlyMap<TextId, string>
}

export type Followed = { readonly caseId: CaseId; readonly number: number; readonly event: Recorded }

export type CardQuery = {
  readonly phase?: readonly Card['phase'][]
  readonly level?: number
  readonly team?: string
  /** an agent's id, or 'none' for cases that wait in a queue */
  readonly worker?: string
  /** the agent works on it, is its contact, or was offered it: 'mine' in the queue */
  readonly mine?: string
  /** with `mine`: only what is still owed, solved cases whose customer he is to ask back among it */
  readonly live?: boolean
  /** with `mine`: and what he keeps for others who are away */
  readonly covers?: readonly Covered[]
  readonly contact?: string
  readonly customer?: string
  readonly organisation?: string
  /** cases that belong to this problem, supplier case or change request */
  readonly matter?: MatterId
  /** its next clock was due before this instant */
  readonly late?: Instant
  readonly openedSince?: Instant
  readonly solvedSince?: Instant
  readonly solvedLevel?: number
  readonly severity?: number
  /** cases that need a person at this instant, for whatever reason (core/case/need.ts) */
  readonly needsPerson?: Instant
  readonly waiting?: boolean
  /** cases that are stuck (core/case/stuck.ts) */
  readonly stuck?: boolean
  /** cases with files that are kept back and wait for a lead */
  readonly held?: true
  /** something is checked again: its time has come by then, or not yet; done: it was */
  readonly checks?: { readonly view: 'due' | 'ahead' | 'done'; readonly at: Instant }
  /** whose the next check is */
  readonly checker?: string
  readonly offeredTo?: { readonly team: string; readonly agent: string }
  /** offered to a person by name, whoever that is */
  readonly offeredByName?: true
  /** news waits for this contact to pass on, or for one he covers for; not with `mine` */
  readonly untoldTo?: { readonly agent: string; readonly covers: readonly Covered[] }
  /**
   * `harm` needs `needsPerson`: by severity, then how long already; `told` needs `untoldTo`: by when;
   * `check` and `checked` need `checks`
   */
  readonly sort: 'clock' | 'newest' | 'age' | 'harm' | 'told' | 'check' | 'checked'
  readonly limit: number
  readonly cursor?: string
}

export type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

/** A page of an organisation's open cases, looked for among the next `among` open cases of the desk. */
export type OrganisationQuery = {
  readonly organisation: string
  readonly limit: number
  readonly among: number
  readonly cursor?: string
}
/** `walked`: how many open cases were gone through for it; `next` is null at the end of them all only. */
export type Found = Page<Card> & { readonly walked: number }

/**
 * Other cases of a customer in which a walk's question was answered under this name, the newest first and
 * among the `among` newest of his only: what lies further back is hardly true any more.
 */
export type KnowingQuery = {
  readonly customer: string
  readonly except: CaseId
  readonly fact: string
  /** a call that was opened with its caller's words counts as well */
  readonly calls: boolean
  readonly among: number
  readonly limit: number
}

/** A case that holds a mail, by the digest of the mail's Message-ID. */
export type MailCase = { readonly mailId: string; readonly caseId: CaseId }

/** What a node hears of commits: whether there is an effect among what they made. */
export type Committed = { readonly hasEffects: boolean }

export type Store = {
  /**
   * Records facts, texts, blobs, effects, card, ring and the kept answer in one transaction. Never says yes
   * before it is durable.
   */
  append(append: Append): Promise<Appended>
  /** The whole ledger of a case with its texts, or null. Takes an id or a number. */
  read(caseId: CaseId | number): Promise<Ledger | null>
  /**
   * Facts after a position, in an order that never skips one; at most `limit`; also the position reached.
   */
  since(position: string | null, limit: number): Promise<{ events: readonly Followed[]; position: string }>
  /** The newest position all readers may follow from. */
  position(): Promise<string>
  card(caseId: CaseId | number): Promise<Card | null>
  cards(query: CardQuery): Promise<Page<Card>>
  /** How many match, exact up to `most`; `most + 1` means "more". */
  count(query: Omit<CardQuery, 'sort' | 'limit' | 'cursor'>, most: number): Promise<number>
  /** Open cases of an organisation in the order of their clocks, at a cost that `among` bounds. */
  findOpen(query: OrganisationQuery): Promise<Found>
  /** Which other cases may know the answer to a question of a walk. */
  knowing(query: KnowingQuery): Promise<readonly CaseId[]>
  /** In which cases mails with these digests of Message-IDs are. */
  mailCases(mailIds: readonly string[], limit: number): Promise<readonly MailCase[]>
  search(words: string, limit: number, cursor?: string): Promise<Page<Card>>
  /** The bytes of a blob as a whole; throws BlobDamaged where they are gone or others. */
  blob(sha256: string): Promise<{ bytes: Uint8Array; type: string } | null>
  /** The same as a stream, from one byte to another where a range is asked for. */
  openBlob(sha256: string, range?: { from: number; to: number }): Promise<OpenBlob | null>
  /** A blob for a program that takes bytes or a file, as long as `work` runs; null: there is none. */
  nearBlob<T>(
    sha256: string,
    work: (near: { bytes: Uint8Array } | { path: string }) => Promise<T>,
  ): Promise<T | null>
  /** Removes blobs no case uses any more, and what no commit followed; answers how many. */
  sweepBlobs(): Promise<number>
  /** What keeps large blobs from being kept just now; null: they can be. */
  blobsFault(): Promise<PlaceFault | null>
  /** The answer kept under an idempotency key, if any. */
  answered(
    actor: string,
    key: string,
  ): Promise<{ bodyHash: string; answer: Readonly<Record<string, unknown>> } | null>
  /**
   * Leases due effects of a kind (mails, where none is said) for `leaseMs`; another node gets them only after
   * the lease has run out.
   */
  leaseEffects(limit: number, leaseMs: number, kind?: EffectKind): Promise<readonly LeasedEffect[]>
  /**
   * Ends a leased effect, if the lease is still ours: done, or again at an instant, or given up. One that was
   * not tried at all waits on, and the lease was no attempt.
   */
  endEffect(
    key: string,
    lease: string,
    end: { done: true } | { retryAt: Instant; reason: string; isUntried?: true } | { givenUp: string },
  ): Promise<boolean>
  /**
   * Leases cases whose ring is due, the longest due first. The next append of the case sets the ring anew.
   * Due, and for how long, says the keeper's own clock: a node with a wrong one rings nothing early, and
   * holds no case longer than the lease.
   */
  leaseRings(limit: number, leaseMs: number): Promise<readonly CaseId[]>
  /**
   * Leases the first case that waits and is asked for, so that nobody else is given it meanwhile; null: none
   * waits. Nobody waits for anybody: what another is just being given is passed over.
   */
  leaseNext(asked: NextQuery, leaseMs: number): Promise<Card | null>
  /** Cases of these teams that wait for somebody to take them, in the order in which they are taken. */
  toTake(teams: readonly TeamId[], limit: number): Promise<readonly Card[]>
  /**
   * Sets the ring of a case anew where the clock looked and had nothing to say yet; one that has more facts
   * by now keeps the ring of its last.
   */
  moveRing(caseId: CaseId, seq: number, ring: Ring): Promise<void>
  /** Erases texts for ever; their events keep id and HMAC. Returns how many were erased. */
  erase(texts: readonly TextId[]): Promise<number>
  /**
   * Checks the hash chain of a case: the seq of the first fact that is missing or changed; null: sound.
   * @param from facts up to it were found sound before, and are not looked at again (default: none)
   */
  firstBroken(caseId: CaseId, from?: number): Promise<number | null>
  /** The keeper's own clock, by which every node goes. */
  now(): Promise<Instant>
  /** Wakes the listener after any commit of this or another node; coalesced. Returns the unlisten. */
  onCommit(listener: (told: Committed) => void): () => void
  close(): Promise<void>
}
