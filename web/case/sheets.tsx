// Which form opens for which name.
import type { ReactNode } from 'react'
import type { OpenSheet, SheetName } from './case-context.ts'
import type { SheetProps } from './deed-dialog.tsx'
import { MatterJoinForm, MatterLeaveForm } from './forms-matter.tsx'
import { NeedForm, ReleaseForm } from './forms-skill.tsx'
import { AccountableForm } from './accountable-part.tsx'
import { ChangeOfCase } from '../changes/case-form.tsx'
import { MayTellForm, PolicySearch } from '../policies/case-forms.tsx'
import { ClocksSheet } from './clocks-sheet.tsx'
import { ClassifyForm, GiveForm, LinkForm, MergeForm, WaitForm } from './forms-case.tsx'
import { ContactForm, StepForm } from './forms-do.tsx'
import { CloseForm, ReopenForm, SolveForm } from './forms-end.tsx'
import { AcceptForm } from './forms-hand-off.tsx'
import { AnswerForm } from './forms-hand-off-answer.tsx'
import { CorrectForm, DecideForm, ReturnForm } from './forms-hand-off-no.tsx'
import { SkillForm } from './skill-form.tsx'
import { EndPromiseForm, MoveForm, PromiseForm } from './forms-promise.tsx'
import { ClaimForm, JudgeForm, QuestionForm, SettleForm, StrikeForm } from './forms-say.tsx'
import { FollowUpForm } from './forms-satisfaction.tsx'
import { HelpAnswerForm, HelpAskForm, HelpReplyForm } from './forms-help.tsx'
import { ImpactForm } from './forms-impact.tsx'
import {
  CauseForm,
  CauseWithdrawForm,
  HypothesisForm,
  ReproductionForm,
  ReproductionStrikeForm,
  TakeUpForm,
  VerificationStrikeForm,
  RuleOutForm,
} from './forms-finding.tsx'
import {
  RegressionCheckForm,
  RegressionForm,
  RegressionMoveForm,
  VerificationForm,
} from './forms-verification.tsx'
import { ProposalForm, ProposalWithdrawForm } from './forms-proposal.tsx'
import {
  GoodwillForm,
  GoodwillGrantForm,
  GoodwillRefuseForm,
  GoodwillRevokeForm,
  GoodwillWithdrawForm,
} from './forms-goodwill.tsx'
import { CostForm, CostWithdrawForm } from './forms-cost.tsx'
import {
  AbuseForm,
  AbuseWarnForm,
  ContactEndAskForm,
  ContactEndGrantForm,
  ContactEndLiftForm,
  ContactEndRefuseForm,
} from './forms-abuse.tsx'
import { RateForm, ThanksForm } from './forms-thanks.tsx'
import { FlagForm, MendForm } from './forms-flag.tsx'
import { AskLevelForm, RaiseHandForm, WantWordForm } from './forms-live.tsx'
import { AskColleagueForm, CarryOnForm } from './forms-stuck.tsx'
import { SupplierForm } from './forms-supplier.tsx'
import { ReleaseFileForm } from './files-part.tsx'
import { HandOffSheet } from './hand-off-sheet.tsx'
import { ContactOverForm, ContactPersonForm } from './forms-contact.tsx'
import { AgreeForm, AskForm, DeclineForm, NothingForm } from './forms-roles.tsx'
import { JudgeAgainForm } from './judge-again-form.tsx'
import { LookForm } from './kept-part.tsx'
import { RegisterForm } from './registered-part.tsx'
import { WalkSendForm } from './walk-send.tsx'
import { WalkSheet } from './walk-sheet.tsx'
import { WantedForm } from './forms-wanted.tsx'
import { OrganisationForm } from './organisation-form.tsx'
import { WaiverForm } from './waiver-form.tsx'
import { ZoneForm } from './zone-form.tsx'

const forms: Readonly<Record<SheetName, (props: SheetProps) => ReactNode>> = {
  claim: ClaimForm,
  judge: JudgeForm,
  step: StepForm,
  promise: PromiseForm,
  move: MoveForm,
  miss: props => <EndPromiseForm {...props} end="miss" />,
  drop: props => <EndPromiseForm {...props} end="drop" />,
  contact: ContactForm,
  give: GiveForm,
  'contact-person': ContactPersonForm,
  'contact-over': ContactOverForm,
  'nothing-to-tell': NothingForm,
  'speech-ask': AskForm,
  'speech-agree': AgreeForm,
  'speech-decline': DeclineForm,
  classify: ClassifyForm,
  impact: ImpactForm,
  'hand-off': HandOffSheet,
  accept: AcceptForm,
  return: ReturnForm,
  correct: CorrectForm,
  decide: DecideForm,
  skill: SkillForm,
  answer: AnswerForm,
  wait: WaitForm,
  question: QuestionForm,
  settle: SettleForm,
  solve: SolveForm,
  close: CloseForm,
  reopen: ReopenForm,
  merge: MergeForm,
  link: LinkForm,
  strike: StrikeForm,
  'help-ask': HelpAskForm,
  'help-answer': HelpAnswerForm,
  'help-reply': HelpReplyForm,
  flag: FlagForm,
  'release-file': ReleaseFileForm,
  mend: MendForm,
  supplier: SupplierForm,
  clocks: ClocksSheet,
  'judge-again': JudgeAgainForm,
  register: RegisterForm,
  waiver: WaiverForm,
  zone: ZoneForm,
  organisation: OrganisationForm,
  look: LookForm,
  accountable: AccountableForm,
  change: ChangeOfCase,
  'may-tell': MayTellForm,
  'policy-search': PolicySearch,
  need: NeedForm,
  release: ReleaseForm,
  walk: WalkSheet,
  'walk-send': WalkSendForm,
  'live-ask': AskLevelForm,
  'raise-hand': RaiseHandForm,
  'want-word': WantWordForm,
  'carry-on': CarryOnForm,
  'ask-colleague': AskColleagueForm,
  'matter-join': MatterJoinForm,
  'matter-leave': MatterLeaveForm,
  reproduction: ReproductionForm,
  'reproduction-strike': ReproductionStrikeForm,
  hypothesis: HypothesisForm,
  'rule-out': RuleOutForm,
  'take-up': TakeUpForm,
  cause: CauseForm,
  'cause-withdraw': CauseWithdrawForm,
  verification: VerificationForm,
  'verification-strike': VerificationStrikeForm,
  wanted: WantedForm,
  regression: RegressionForm,
  'regression-move': RegressionMoveForm,
  'regression-check': RegressionCheckForm,
  'follow-up': FollowUpForm,
  proposal: ProposalForm,
  'proposal-withdraw': ProposalWithdrawForm,
  thanks: ThanksForm,
  rate: RateForm,
  abuse: AbuseForm,
  'abuse-warn': AbuseWarnForm,
  'contact-end-ask': ContactEndAskForm,
  'contact-end-grant': ContactEndGrantForm,
  'contact-end-refuse': ContactEndRefuseForm,
  'contact-end-lift': ContactEndLiftForm,
  cost: CostForm,
  'cost-withdraw': CostWithdrawForm,
  goodwill: GoodwillForm,
  'goodwill-grant': GoodwillGrantForm,
  'goodwill-refuse': GoodwillRefuseForm,
  'goodwill-withdraw': GoodwillWithdrawForm,
  'goodwill-revoke': GoodwillRevokeForm,
}

/** The open form, if one is. */
export function CaseSheet({ sheet, onClose }: { sheet: OpenSheet | null; onClose: () => void }) {
  if (!sheet) return null
  const Form = forms[sheet.name]
  return (
    <Form
      key={`${sheet.name} ${sheet.id ?? ''}`}
      id={sheet.id}
      choice={sheet.choice}
      fill={sheet.fill}
      onClose={onClose}
    />
  )
}
