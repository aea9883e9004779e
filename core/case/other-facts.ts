// The families of facts that have a file of their own, joined for event.ts. Nothing else.
import type { ContactFacts } from '#core/case/contact-fact.ts'
import type { CostFacts } from '#core/case/cost-fact.ts'
import type { EchoFacts } from '#core/case/echo-fact.ts'
import type { FileFacts } from '#core/case/file-fact.ts'
import type { FindingFacts } from '#core/case/finding-fact.ts'
import type { GoodwillFacts } from '#core/case/goodwill-fact.ts'
import type { ProposalFacts } from '#core/case/proposal-fact.ts'
import type { HelpFacts } from '#core/case/help-fact.ts'
import type { InnerFacts } from '#core/case/inner-fact.ts'
import type { LiveFacts } from '#core/case/live-fact.ts'
import type { LinkFacts } from '#core/case/link-fact.ts'
import type { MatterFacts } from '#core/case/matter-fact.ts'
import type { RolesFacts } from '#core/case/roles-fact.ts'
import type { AbuseFacts } from '#core/case/abuse-fact.ts'
import type { LevelCheckFacts } from '#core/case/level-check-fact.ts'
import type { RatingFacts } from '#core/case/rating-fact.ts'
import type { TargetFacts } from '#core/case/target-fact.ts'
import type { ThanksFacts } from '#core/case/thanks-fact.ts'
import type { SatisfactionFacts } from '#core/case/satisfaction-fact.ts'
import type { StuckFacts } from '#core/case/stuck-fact.ts'
import type { VerificationFacts } from '#core/case/verification-fact.ts'
import type { WalkFacts } from '#core/case/walk-fact.ts'
import type { WantedFacts } from '#core/case/wanted-fact.ts'
import type { WriterFacts } from '#core/case/writer-fact.ts'

export type OtherFacts = ContactFacts &
  RolesFacts &
  HelpFacts &
  StuckFacts &
  EchoFacts &
  WriterFacts &
  InnerFacts &
  FileFacts &
  WalkFacts &
  LinkFacts &
  MatterFacts &
  TargetFacts &
  FindingFacts &
  GoodwillFacts &
  CostFacts &
  ProposalFacts &
  VerificationFacts &
  WantedFacts &
  SatisfactionFacts &
  RatingFacts &
  LevelCheckFacts &
  ThanksFacts &
  AbuseFacts &
  LiveFacts
