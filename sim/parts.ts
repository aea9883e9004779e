// What a simulated node is built of: the product's own parts, each of which may be handed in otherwise, so
// that planted bugs need no switch in the product. Not: how a node is put together (node.ts).
import { type CaseRules, caseRules } from '#server/handle.ts'
import { takeIn } from '#server/intake.ts'
import { deliverDue } from '#server/react/deliver.ts'
import { tellUnattended } from '#server/react/unattended.ts'
import { ringDue } from '#server/react/ring.ts'
import { tellMatterNews } from '#server/react/matter-news.ts'
import { ringMatters } from '#server/react/matter-ring.ts'
import { matterRules } from '#server/matter-rules.ts'
import type { MatterTable } from '#store/desk/matter.ts'
import type { Relay } from '#channels/email/relay.ts'
import type { Reader } from '#channels/email/reader.ts'
import type { Agreements } from '#sim/contracts.ts'
import type { MailDesk } from '#store/desk/mail-desk.ts'
import type { Store } from '#store/store.ts'

export type Parts = {
  readonly rules: CaseRules
  readonly takeIn: typeof takeIn
  readonly deliverDue: typeof deliverDue
  readonly ringDue: typeof ringDue
  readonly tellUnattended: typeof tellUnattended
  readonly matterRules: typeof matterRules
  readonly ringMatters: typeof ringMatters
  readonly tellMatterNews: typeof tellMatterNews
  /** what stands beside cases, as nodes reach it */
  readonly matters: (own: MatterTable) => MatterTable
  /** the store as nodes reach it, and, beneath, as it keeps what it is told */
  readonly store: (own: Store) => Store
  readonly beneath: (own: Store) => Store
  /** what a standby that becomes the primary holds */
  readonly standby: (own: Store) => Store
  readonly agreements: (own: Agreements) => Agreements
  readonly desk: (own: MailDesk) => MailDesk
  readonly relay: (own: Relay) => Relay
  readonly reader: (own: Reader) => Reader
}

const same = <T>(own: T): T => own

export const ownParts: Parts = {
  rules: caseRules,
  takeIn,
  deliverDue,
  ringDue,
  tellUnattended,
  matterRules,
  ringMatters,
  tellMatterNews,
  matters: same,
  store: same,
  beneath: same,
  standby: same,
  agreements: same,
  desk: same,
  relay: same,
  reader: same,
}
