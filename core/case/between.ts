// What went on between people beside the help itself, as a case knows it: what was given, proposed or
// spent, and how somebody was abused. Part of state.ts. Each is absent as long as there was none.
import type { Abuse } from '#core/case/abuses.ts'
import type { Proposed } from '#core/case/deed/proposal.ts'
import type { Goodwill } from '#core/case/goodwills.ts'
import type { AbuseId, CostId, GoodwillId, ProposalId } from '#core/kit/id.ts'

export type Between = {
  /** what was given beyond what is owed, or asked for */
  readonly goodwills?: Readonly<Record<GoodwillId, Goodwill>> | undefined
  /** sales and fixes proposed to the customer */
  readonly proposals?: Readonly<Record<ProposalId, Proposed>> | undefined
  /** what was noted of what it cost */
  readonly costs?: Readonly<Record<CostId, 'noted' | 'withdrawn'>> | undefined
  readonly abuses?: Readonly<Record<AbuseId, Abuse>> | undefined
}
