// How simulated people act: they write a wish or a mail and hand it over. Types only; run.ts gives the
// hand.
import type { Command } from '#core/case/case.ts'
import type { AgentId, CaseId, MatterId, Prefix } from '#core/kit/id.ts'
import type { MatterCommand } from '#core/matter/matter.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Names } from '#server/deed.ts'
import type { MailSpec } from '#sim/act.ts'
import type { Chance } from '#sim/chance.ts'
import type { Staffing } from '#sim/staffing.ts'
import type { SimAgent, SimCustomer, World } from '#sim/world.ts'
import type { Watch } from '#sim/watch.ts'

/** Writes one wish: its ids and words carry the wish's own number. */
export type Pen = {
  id<P extends Prefix>(prefix: P): `${P}_${string}`
  write(words: string): TextRef
}

export type Wished = {
  readonly by: Actor
  readonly caseId: CaseId
  readonly commands: readonly Command[]
  /** what the writer has seen of the case */
  readonly seenSeq?: number
  readonly names?: Names
}
export type WishedBeside = {
  readonly by: Actor
  readonly id: MatterId
  readonly commands: readonly MatterCommand[]
  readonly isNew?: boolean
}
export type Written = Omit<MailSpec, 'id' | 'sentAt' | 'from'> & {
  readonly by: SimCustomer
  /** another who writes in his place, from another address */
  readonly asAddress?: string
}

export type Hand = {
  readonly world: World
  readonly watch: Watch
  readonly draw: Chance
  now(): number
  pen(): Pen
  /** hands over what the pen wrote last */
  wish(wished: Wished): void
  mail(written: Written): MailSpec
  mailAgain(mail: MailSpec): void
  later(ms: number, what: Impulse): void
  /** of something beside cases; the pen wrote its words last */
  wishBeside(wished: WishedBeside): void
  /** a case is said to belong to it; twice: with two clicks */
  join(joining: { readonly by: AgentId; readonly matter: MatterId; readonly caseId: CaseId }): void
  /** a supplier writes */
  supplierMail(mail: Omit<MailSpec, 'id' | 'sentAt' | 'kind'>): void
  /** something comes over somebody at work */
  staff(agent: AgentId, what: Staffing): void
}

/** What comes over somebody at some time. */
export type Impulse =
  | { readonly who: 'agent'; readonly agent: SimAgent }
  /** to the walk of a case, or wherever the desk happens to look */
  | { readonly who: 'walker'; readonly caseId: CaseId | null }
  /** to the hand-off of a case, or wherever the desk happens to look */
  | { readonly who: 'giver'; readonly caseId: CaseId | null }
  /** to what was said of a case, or wherever the desk happens to look */
  | { readonly who: 'speaker'; readonly caseId: CaseId | null }
  /** to something beside cases, or (null) to whatever comes to mind */
  | { readonly who: 'besider'; readonly matter: MatterId | null }
  /** to help at once in a case, or to looking again; null: wherever the desk happens to look */
  | { readonly who: 'helper'; readonly caseId: CaseId | null }
  /** to a merge of his that was a mistake; `isSecond`: to its second half */
  | { readonly who: 'parter'; readonly agent: SimAgent; readonly caseId: CaseId; readonly isSecond?: true }
  | { readonly who: 'customer'; readonly customer: SimCustomer; readonly does: CustomerDoes }
export type CustomerDoes =
  | { readonly what: 'need' }
  | { readonly what: 'again'; readonly mail: MailSpec; readonly times: number }
  | { readonly what: 'write' | 'machine' | 'return'; readonly message: `msg_${string}` }
  | { readonly what: 'page'; readonly caseId: CaseId }
