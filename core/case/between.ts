// What went on between people beside the help itself, as a case knows it: what was given or proposed, and
// how somebody was abused. Part of state.ts. Each is absent as long as there was none.
import type { Abuse } from '#core/case/abuses.ts'
import type { Proposed } from '#core/case/deed/proposal.ts'
import type { Goodwill } from '#core/case/goodwills.ts'
import type { AbuseId, GoodwillId, ProposalId } from '#core/kit/id.ts'

export type Between = {
  /** what was given beyond what is owed, or asked for */
  readonly goodwills?: Readonly<Record<GoodwillId, Goodwill>>
  /** sales and fixes proposed to the customer */
  readonly proposals?: Readonly<Record<ProposalId, Proposed>>
  readonly abuses?: Readonly<Record<AbuseId, Abuse>>
}
