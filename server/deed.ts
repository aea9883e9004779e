// What the doors (HTTP, mail, portal, clock) hand to the shell, and what they get back. Types only.
import type { Command } from '#core/case/case.ts'
import type { Event } from '#core/case/event.ts'
import type { Need } from '#core/entitlement/entitle.ts'
import type { CaseId } from '#core/kit/id.ts'
import type { Refusal } from '#core/kit/refusal.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { AnyBlob, SealedText } from '#store/store.ts'

export type Names = { readonly customerName: string; readonly organisationName: string | null }

/** One or more wishes about one case, recorded together or not at all. */
export type Deed = {
  readonly caseId: CaseId
  readonly by: Actor
  readonly commands: readonly Command[]
  /** what the desk itself adds in the same breath (a confirmation), decided after the commands */
  readonly deskCommands?: readonly Command[] | undefined
  /** what an `entitlement.decide` among them judges; the decision itself is made as it is recorded */
  readonly need?: Need | undefined
  readonly texts: readonly SealedText[]
  readonly blobs?: readonly AnyBlob[] | undefined
  /** the idempotency key of the actor, with the hash of what he sent */
  readonly key?: { readonly actor: string; readonly key: string; readonly bodyHash: string } | undefined
  /** If-Match: the case must still be at this seq */
  readonly ifSeq?: number | undefined
  /** the last entry a writer to the customer has seen; later ones by others stop the sending */
  readonly seenSeq?: number | undefined
  /**
   * Decided at this instant instead of the node's: what falls due by the clock alone goes by the clock of
   * the ledger's keeper.
   */
  readonly at?: Instant | undefined
  /** needed to open a case */
  readonly names?: Names | undefined
  /** another case that must still go on when this is recorded: the one this is merged into */
  readonly unlessMerged?: CaseId | undefined
  /** one mail is taken in once */
  readonly intakeKey?: string | undefined
  /** ids handed back with the answer, also when the key is used again */
  readonly ids?: Readonly<Record<string, string>> | undefined
}

export type Handled =
  | {
      readonly outcome: 'done'
      readonly caseId: CaseId
      readonly number: number
      readonly seq: number
      readonly position: string
      readonly events: readonly Event[]
      readonly ids: Readonly<Record<string, string>>
    }
  /** it was so already */
  | {
      readonly outcome: 'nothing'
      readonly caseId: CaseId
      readonly number: number
      readonly seq: number
      readonly ids: Readonly<Record<string, string>>
    }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  | { readonly outcome: 'precondition'; readonly seq: number }
  | {
      readonly outcome: 'repeated'
      readonly answer: {
        readonly caseId: CaseId
        readonly seq: number
        /** the seq before; an answer of an older release lacks it */
        readonly after?: number
        readonly ids: Readonly<Record<string, string>>
      }
    }
  | { readonly outcome: 'key_reused' }
  | { readonly outcome: 'taken_in_before'; readonly caseId: CaseId }
