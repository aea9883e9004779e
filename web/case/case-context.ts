// The open case for everything on its screen: what it is, what one may do, and the words in it.
import { createContext, useContext } from 'react'
import type { CommandType } from '#core/case/case.ts'
import type { PromiseMeans, Recorded } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { Entry } from '#core/case/timeline.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Say } from '#words/say.ts'
import type { CaseAnswer } from './case-data.ts'
import type { Desk } from './desk.ts'
import type { OwnDeed } from './foresee.ts'
import type { DoDeed } from './own-deeds.ts'

/** The forms that open over the case. `id` is what it is about: a claim, a promise, a question. */
export type SheetName =
  | 'claim'
  | 'judge'
  | 'step'
  | 'promise'
  | 'move'
  | 'miss'
  | 'drop'
  | 'contact'
  | 'give'
  | 'contact-person'
  | 'contact-over'
  | 'nothing-to-tell'
  | 'speech-ask'
  | 'speech-agree'
  | 'speech-decline'
  | 'classify'
  | 'impact'
  | 'hand-off'
  | 'accept'
  | 'return'
  | 'correct'
  | 'decide'
  | 'skill'
  | 'answer'
  | 'wait'
  | 'question'
  | 'settle'
  | 'solve'
  | 'close'
  | 'reopen'
  | 'merge'
  | 'link'
  | 'strike'
  | 'help-ask'
  | 'help-answer'
  | 'help-reply'
  | 'flag'
  | 'release-file'
  | 'mend'
  | 'clocks'
  | 'judge-again'
  | 'register'
  | 'waiver'
  | 'zone'
  | 'organisation'
  | 'look'
  | 'accountable'
  | 'change'
  | 'may-tell'
  | 'policy-search'
  | 'need'
  | 'release'
  | 'walk'
  | 'walk-send'
  | 'live-ask'
  | 'raise-hand'
  | 'want-word'
  | 'carry-on'
  | 'ask-colleague'
  | 'supplier'
  | 'matter-join'
  | 'matter-leave'
  | 'reproduction'
  | 'reproduction-strike'
  | 'take-up'
  | 'verification-strike'
  | 'hypothesis'
  | 'rule-out'
  | 'cause'
  | 'cause-withdraw'
  | 'verification'
  | 'wanted'
  | 'regression'
  | 'regression-move'
  | 'regression-check'
  | 'follow-up'
  | 'proposal'
  | 'proposal-withdraw'
  | 'thanks'
  | 'rate'
  | 'abuse'
  | 'abuse-warn'
  | 'contact-end-ask'
  | 'contact-end-grant'
  | 'contact-end-refuse'
  | 'contact-end-lift'
  | 'cost'
  | 'cost-withdraw'
  | 'goodwill'
  | 'goodwill-grant'
  | 'goodwill-refuse'
  | 'goodwill-withdraw'
  | 'goodwill-revoke'
/** What is known beforehand of what a form asks; whoever sends it may change it. */
export type Fill = {
  /** of a hand-off: the question, the level, the name of the team; why it is passed on just now */
  readonly question?: string
  readonly why?: string
  readonly level?: number
  readonly team?: string
  /** of solving: what fixed it */
  readonly fix?: string
  /** of a contact: what was said */
  readonly said?: string
  /** of a promise */
  readonly means?: PromiseMeans
}
export type OpenSheet = {
  readonly name: SheetName
  readonly id?: string
  readonly choice?: string
  readonly fill?: Fill
}

/** A person's or the desk's part's name, and whether it is oneself. */
export type Named = { readonly name: string; readonly me: boolean }

/** News that is ticked as passed on, and how to tick it. */
export type Telling = { readonly news: readonly string[]; readonly set: (news: readonly string[]) => void }

export type OpenCaseView = {
  readonly data: CaseAnswer
  readonly ledger: readonly Recorded[]
  readonly entries: readonly Entry[]
  readonly state: OpenedCase
  readonly own: ReadonlyMap<number, OwnDeed>
  readonly desk: Desk
  readonly say: Say
  /** the words of a reference; empty when they were erased */
  readonly text: (ref: TextRef | null | undefined) => string
  readonly who: (actor: Actor) => Named
  /** the customer's first name */
  readonly customerFirst: string
  readonly act: DoDeed
  readonly again: (key: string) => void
  readonly drop: (key: string) => void
  /** why one may not do it now: what is missing and who can give it; empty when one may */
  readonly offWhy: (type: CommandType) => string
  readonly open: (sheet: OpenSheet) => void
  readonly toReply: (text?: string, how?: 'beside') => void
  /** the news the reply or call under way passes on */
  readonly telling: Telling
  /** opens the team's room with this text in it, behind what stands there */
  readonly toNote: (text: string) => void
}

export const CaseContext = createContext<OpenCaseView | null>(null)

/** The open case. Only inside the case screen. */
export function useCase(): OpenCaseView {
  const view = useContext(CaseContext)
  if (!view) throw new Error('a part of the case screen stands outside of it')
  return view
}
