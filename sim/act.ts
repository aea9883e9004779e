// What can be done to a simulated centre: everything a run plays, as plain data that can be kept, cut down
// and played again. Not: who thinks of it (people, weather), nor how it is done (stage).
import type { Command } from '#core/case/case.ts'
import type { AgentId, CaseId, MatterId, MessageId, SupplierCaseId, TextId } from '#core/kit/id.ts'
import type { MatterCommand } from '#core/matter/matter.ts'
import type { Actor } from '#core/people/actor.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import type { Names } from '#server/deed.ts'

export type Words = { readonly id: TextId; readonly words: string }

/** What goes wrong in one piece of a node's work, and at which of its calls to the outside. */
export type Fault = {
  readonly call: number
  /** `…_after`: the call is done, but its answer does not come */
  readonly does: 'die' | 'die_after' | 'stall' | 'stall_after' | 'unknown' | 'unknown_after' | 'fail'
}

type Common = {
  /**
   * no two of a run are the same; ids made on the way carry it, so that leaving others out changes none
   */
  readonly no: number
  readonly at: number
}
type OnNode = Common & { readonly node: number; readonly fault?: Fault | undefined }

/** Somebody at a screen, or the customer on his page, wishes something of a case. */
export type Wish = OnNode & {
  readonly kind: 'wish'
  readonly by: Actor
  readonly caseId: CaseId
  readonly commands: readonly Command[]
  readonly texts: readonly Words[]
  readonly key?: string | undefined
  readonly seenSeq?: number | undefined
  readonly ifSeq?: number | undefined
  readonly names?: Names | undefined
}

export type MailKind = 'person' | 'robot' | 'list' | 'verification' | 'bounce'
export type Garble = 'cut' | 'bits' | 'headless' | 'bare'

/** A mail as its sender wrote it; sent again it is the same one. */
export type MailSpec = {
  readonly id: number
  readonly kind: MailKind
  readonly from: { readonly email: string; readonly name: string }
  /** the address on our side: the desk's own, one that ends a message of ours, or one that was guessed */
  readonly to:
    | 'desk'
    | { readonly answers: MessageId }
    | { readonly guess: string }
    | { readonly supplierCase: SupplierCaseId }
  /** of a supplier's mail: whose reference stands in it, which may be the wrong one */
  readonly quotes?: string | null
  readonly cc?: readonly string[]
  readonly subject: string
  readonly words: string
  /** claimed in the headers, which prove nothing */
  readonly claims?: { readonly caseId: CaseId; readonly message: MessageId; readonly number: number }
  readonly garble?: Garble | undefined
  readonly sentAt: number
}

export type MailIn = OnNode & { readonly kind: 'mail'; readonly mail: MailSpec; readonly hop: number }

/** How the far mail server behaves while a node's relay looks. */
export type FarSide = 'takes' | 'later' | 'never' | 'cut_after' | 'cut_before'
export type RelayLook = OnNode & { readonly kind: 'relay'; readonly far: FarSide }
export type ClockLook = OnNode & { readonly kind: 'clock' }
/** A node looks at the cases that wait, and whether anybody is there for them. */
export type QueueLook = OnNode & { readonly kind: 'queues' }
/** A piece of work that was held up goes on. */
export type GoOn = Common & { readonly kind: 'go_on'; readonly of: number }
export type NodeAct = OnNode & {
  readonly kind: 'node'
  readonly does: 'die' | 'start' | 'freeze' | 'thaw' | 'set_clock'
  readonly skewMs?: number
}

/** Somebody wishes something of what stands beside cases. */
export type MatterWished = OnNode & {
  readonly kind: 'matter'
  readonly by: Actor
  readonly id: MatterId
  readonly commands: readonly MatterCommand[]
  readonly texts: readonly Words[]
  readonly key: string
  readonly isNew?: boolean | undefined
}
/** Somebody says that a case belongs to it. */
export type Join = OnNode & {
  readonly kind: 'join'
  readonly by: AgentId
  readonly matter: MatterId
  readonly caseId: CaseId
  readonly key: string
}
/** A node rings what stands beside cases, and tells the cases of it. */
export type MatterLook = OnNode & { readonly kind: 'matters' }

/** Somebody's place at the desk is another from now on; who has left leaves his cases to be placed. */
export type StaffAct = OnNode & {
  readonly kind: 'staff'
  readonly agent: AgentId
  readonly to: Pick<AgentFacts, 'levels' | 'teams' | 'active' | 'absent'>
  /** who becomes the contact of his cases */
  readonly successor: AgentId | null
}

/** What a customer wrote in a case is erased for ever. */
export type Erase = Common & { readonly kind: 'erase'; readonly caseId: CaseId }
/** The store has no room left and takes nothing, or has room again. */
export type Room = Common & { readonly kind: 'room'; readonly isFull: boolean }

/** The database's primary dies, or a standby becomes the primary, with a clock of its own. */
export type Primary = Common & {
  readonly kind: 'primary'
  readonly does: 'die' | 'promote'
  readonly clockMs?: number
}

export type Act =
  | Wish
  | MailIn
  | RelayLook
  | ClockLook
  | QueueLook
  | MatterWished
  | Join
  | MatterLook
  | GoOn
  | NodeAct
  | StaffAct
  | Erase
  | Room
  | Primary
