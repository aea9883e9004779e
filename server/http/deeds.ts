// Every deed an agent can wish of one case: what its body becomes in the core's words. One table.
// Not: the shapes of the bodies (deed-schemas.ts), nor deeds that touch two cases (deeds-of-two.ts).
import type { CallOpening } from '#core/case/call-opening.ts'
import type { Card } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import { present } from '#core/case/deed/deed.ts'
import { spokenPromises } from '#core/case/deed/promise.ts'
import type { Attached, Channel } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type {
  AgentId,
  CustomerId,
  FileId,
  MatterId,
  Prefix,
  PromiseId,
  RegressionId,
  TeamId,
} from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { OpenNames } from '#core/script/filled.ts'
import type { Script } from '#core/script/script.ts'
import type { Walk } from '#core/script/walk.ts'
import type { Helping } from '#server/articles.ts'
import type { OpeningTold } from '#server/call-opening.ts'
import type { DeedBody, DeedType } from '#server/http/deed-schemas.ts'
import type { FoundElsewhere } from '#server/http/known-elsewhere.ts'
import { findingDeeds } from '#server/http/finding-deeds.ts'
import { handOffDeeds } from '#server/http/hand-off-deeds.ts'
import { liveDeeds } from '#server/http/live-deeds.ts'
import { helpDeeds, helpInCall } from '#server/http/help-deeds.ts'
import { roleDeeds } from '#server/http/role-deeds.ts'
import type { CalmLetter } from '#server/calm-letter.ts'
import type { JudgeAgain } from '#server/http/need-of-case.ts'
import { peopleDeeds } from '#server/http/people-deeds.ts'
import type { DeedApart } from '#server/http/apart-schemas.ts'
import { verificationDeeds } from '#server/http/verification-deeds.ts'
import { wantedFactDeeds } from '#server/http/wanted-fact-deeds.ts'
import { walkDeeds } from '#server/http/walk-deeds.ts'
import type { ScriptShelf } from '#server/script-shelf.ts'
import type { SourcesFor } from '#server/walk-checks.ts'

/** What a row needs to turn a body into commands. */
export type Making = Helping & {
  readonly card: Card
  readonly by: AgentId
  now(): Instant
  /** the case as it stands; read only where a row asks for it */
  state(): Promise<OpenedCase>
  /** keeps words beside the ledger and gives their reference */
  ref(words: string): TextRef
  maybeRef(words: string | undefined): TextRef | undefined
  /** the id the client named, which must be fresh, or a new one; handed back as `ids[name]` */
  id<P extends Prefix>(prefix: P, name: string, named?: `${P}_${string}`): `${P}_${string}`
  /** null: there is no such team */
  levelOf(team: TeamId): number | null
  caseIdOf(which: `cas_${string}` | number): Promise<`cas_${string}`>
  /** takes uploads over into the case */
  attached(files: readonly FileId[]): Promise<readonly Attached[]>
  /** a file that is a photo by its bytes, of the type they say; null: it is none */
  photo(file: FileId): Promise<Attached | null>
  /** how the customer of the case is reached; refuses where he cannot be */
  channel(wished: Channel | undefined): Promise<Channel>
  /** who reads mail there, as a person of ours to write to; absent: the customer of the case */
  addressee(address: string | undefined): Promise<CustomerId>
  /** who writes from there, as a person beside the desk; not one of ours */
  writer(address: string, who: 'known' | 'or_new'): Promise<CustomerId>
  /** what is recorded of the skill of the customer of the case */
  skill(): Promise<string | null>
  undoSeconds(wished: number | undefined): Promise<number>
  /** why no case may belong to it; undefined: it may */
  barred(matter: MatterId): Promise<'matter.not_found' | 'problem.merged_away' | undefined>
  /** the usual letter to the customer, in his language, that this agent is his contact now */
  contactLetter(agent: AgentId): Promise<string>
  calmLetter(kind: CalmLetter): Promise<string>
  readonly shelf: ScriptShelf
  /** who can be asked what an automatic check of a walk wants to know */
  sources(state: OpenedCase): SourcesFor
  /** what another case of the customer that he may read says to the question a walk stands at */
  elsewhere(walk: Walk, scripts: readonly Script[]): Promise<FoundElsewhere | null>
  /** what sentences of scripts leave open, as he says them */
  names(): Promise<OpenNames>
  /** how a call about this case began, with the caller's right to speak; absent: the customer called */
  opening(
    told: OpeningTold,
    of: { readonly caller: CustomerId | undefined; readonly words: TextRef | undefined },
  ): Promise<CallOpening>
  /** the case in which a fault that came back goes on; null: in this one */
  followUp(regression: RegressionId, next: string): Promise<`cas_${string}` | null>
  /** judges the cover anew by a number that was found out; nothing where nothing is agreed here */
  coverBy(serial: string, because: TextRef): Promise<readonly Command[]>
  /** what the case is entitled to by what is agreed now; device and place as before where none is said */
  judged: JudgeAgain
}

export type Row<T extends DeedType> = {
  readonly summary: string
  readonly commands: (body: DeedBody<T>, making: Making) => Promise<readonly Command[]> | readonly Command[]
}

/** Deeds that touch another case, count money first or write a letter have routes of their own. */
export type DeedOfTwo = 'case.merge' | 'case.part' | 'question.split' | DeedApart

type Keeps = DeedBody<'message.queue'>['keeps']
const kept = async (keeps: Keeps, making: Making): Promise<readonly PromiseId[]> =>
  keeps === 'all' ? spokenPromises(await making.state()).map(([id]) => id) : (keeps ?? [])

export const deeds: { readonly [T in Exclude<DeedType, DeedOfTwo>]: Row<T> } = {
  'case.classify': {
    summary: 'Say what a case is about: kind, product, language, subject.',
    commands: (body, { maybeRef }) => [
      {
        ...body,
        type: 'case.classify',
        subject: maybeRef(body.subject),
        because: maybeRef(body.because),
      },
    ],
  },
  'case.solve': {
    summary: 'Solve a case with what fixed it.',
    commands: async ({ fix, step, ...helped }, { ref, helpedBy }) => [
      { type: 'case.solve', fix: ref(fix), step, ...(await helpedBy(helped)) },
    ],
  },
  'case.close': {
    summary: 'Close a solved case, one that never was a need for help, or one that ours does not serve.',
    commands: ({ reason, because, instead }, { maybeRef }) => [
      { type: 'case.close', reason, because: maybeRef(because), instead: maybeRef(instead) },
    ],
  },
  'case.reopen': {
    summary: 'Open a solved or closed case again.',
    commands: ({ reason, text }, { maybeRef }) => [{ type: 'case.reopen', reason, text: maybeRef(text) }],
  },
  'case.link': {
    summary: 'Link another case.',
    commands: async ({ to, how }, { caseIdOf }) => [{ type: 'case.link', to: await caseIdOf(to), how }],
  },
  'question.add': {
    summary: "Add a question of the customer's.",
    commands: (body, { id, ref }) => [
      { type: 'question.add', question: id('que', 'question', body.question), text: ref(body.text) },
    ],
  },
  'question.answer': {
    summary: 'Answer a question.',
    commands: ({ question, text }, { ref }) => [{ type: 'question.answer', question, text: ref(text) }],
  },
  'question.decline': {
    summary: 'Decline a question, with the reason.',
    commands: ({ question, because }, { ref }) => [
      { type: 'question.decline', question, because: ref(because) },
    ],
  },
  'worker.take': {
    summary: 'Take a case that waits in a queue of my level.',
    commands: () => [{ type: 'worker.take' }],
  },
  'worker.assign': {
    summary: 'Give the work to another agent of the level.',
    commands: ({ note, ...body }, { maybeRef }) => [{ ...body, type: 'worker.assign', note: maybeRef(note) }],
  },
  'worker.queue': {
    summary: 'Put a case into the queue of a team of the same level.',
    commands: ({ note, ...body }, { maybeRef }) => [{ ...body, type: 'worker.queue', note: maybeRef(note) }],
  },
  'accountable.assign': {
    summary: "Say who of ours answers for a case that a partner's team has, and why.",
    commands: ({ agent, because }, { ref }) => [{ type: 'accountable.assign', agent, because: ref(because) }],
  },
  'matter.join': {
    summary: 'Say that this case belongs to a problem, a supplier case or a change request.',
    commands: async ({ matter, because }, { maybeRef, barred }) => [
      { type: 'matter.join', matter, because: maybeRef(because), barred: await barred(matter) },
    ],
  },
  'matter.leave': {
    summary: 'Say that this case does not belong there after all, and why.',
    commands: ({ matter, because }, { ref }) => [{ type: 'matter.leave', matter, because: ref(because) }],
  },
  'skill.need': {
    summary: 'Say that this case needs a skill, and why.',
    commands: ({ skill, because }, { ref }) => [{ type: 'skill.need', skill, because: ref(because) }],
  },
  'skill.release': {
    summary: 'Say that this case needs a skill no more, and why.',
    commands: ({ skill, because }, { ref }) => [{ type: 'skill.release', skill, because: ref(because) }],
  },
  'customer.look': {
    summary: "Look at the customer's data for a while, with a reason; the contact is told.",
    commands: ({ because, minutes }, { ref }) => [{ type: 'customer.look', because: ref(because), minutes }],
  },
  'message.confirm_sender': {
    summary: 'Say that a mail is from whoever it says: his words count from now on.',
    commands: ({ message }) => [{ type: 'message.confirm_sender', message }],
  },
  'writer.admit': {
    summary: 'Let somebody write in this case, as who got a copy: his words count from now on.',
    commands: async ({ address }, { writer, ref }) => [
      { type: 'writer.admit', customer: await writer(address, 'or_new'), address: ref(address) },
    ],
  },
  'writer.leave_out': {
    summary: 'Take somebody out who may write in this case: what he writes from now on is in doubt.',
    commands: async ({ address }, { writer, ref }) => [
      { type: 'writer.leave_out', customer: await writer(address, 'known'), address: ref(address) },
    ],
  },
  'message.queue': { summary: 'Write to the customer.', commands: messageQueue },
  'message.send_again': {
    summary: 'Send a message again that did not arrive, to the same person or to another address.',
    commands: async ({ message, address }, { addressee }) => [
      { type: 'message.send_again', message, to: await addressee(address) },
    ],
  },
  'message.withdraw': {
    summary: 'Undo a message that has not left yet.',
    commands: ({ message }) => [{ type: 'message.withdraw', message }],
  },
  'contact.hold': { summary: 'Log a call, chat, visit or word at the desk.', commands: contactHold },
  'note.add': {
    summary: 'Add a note for the team.',
    commands: ({ text, mentions = [], ...body }, { id, ref }) => [
      { ...body, type: 'note.add', note: id('not', 'note', body.note), text: ref(text), mentions },
    ],
  },
  'note.strike': {
    summary: 'Strike a mistaken note, with the reason.',
    commands: ({ note, because }, { ref }) => [{ type: 'note.strike', note, because: ref(because) }],
  },
  'note.flag': {
    summary: 'Say what is unclear in a note, a step tried or a hand-off.',
    commands: ({ about, missing, words }, { maybeRef }) => [
      { type: 'note.flag', about, missing, words: maybeRef(words) },
    ],
  },
  'note.mend': {
    summary: 'Write clearer what somebody could not work with; what stood there stays readable.',
    commands: ({ about, text }, { ref }) => [{ type: 'note.mend', about, text: ref(text) }],
  },
  'file.release': {
    summary: 'Give a file free that is kept back, with the reason (leads).',
    commands: ({ file, because }, { ref }) => [{ type: 'file.release', file, because: ref(because) }],
  },
  'claim.make': {
    summary: 'Keep what the customer says, in his words.',
    commands: ({ claim, text, from, fact }, { id, ref }) => [
      { type: 'claim.make', claim: id('cla', 'claim', claim), text: ref(text), from, fact },
    ],
  },
  'claim.judge': {
    summary: 'Say what the records say to a claim.',
    commands: ({ claim, verdict, because }, { ref }) => [
      { type: 'claim.judge', claim, verdict, because: ref(because) },
    ],
  },
  'step.try': {
    summary: 'Record a step tried, why, and what came of it.',
    commands: (body, { id, ref, maybeRef }) => [
      {
        ...body,
        type: 'step.try',
        step: id('stp', 'step', body.step),
        what: ref(body.what),
        why: ref(body.why),
        result: maybeRef(body.result),
        repeatBecause: maybeRef(body.repeatBecause),
      },
    ],
  },
  ...findingDeeds,
  ...verificationDeeds,
  ...wantedFactDeeds,
  'promise.make': {
    summary: 'Promise the customer something by a time.',
    commands: (body, { id, ref }) => [
      { ...body, type: 'promise.make', promise: id('prm', 'promise', body.promise), topic: ref(body.topic) },
    ],
  },
  'promise.keep': {
    summary: 'Mark a promise kept by hand (leads).',
    commands: ({ promise }) => [{ type: 'promise.keep', promise }],
  },
  'promise.miss': {
    summary: 'Give up a late promise, with the reason.',
    commands: ({ promise, because }, { ref }) => [{ type: 'promise.miss', promise, because: ref(because) }],
  },
  'promise.move': {
    summary: 'Move a promise before it is due, with the reason.',
    commands: ({ because, ...body }, { id, ref }) => [
      { ...body, type: 'promise.move', to: id('prm', 'promise', body.to), because: ref(because) },
    ],
  },
  'promise.withdraw': {
    summary: 'Withdraw a promise, with the reason.',
    commands: ({ promise, because }, { ref }) => [
      { type: 'promise.withdraw', promise, because: ref(because) },
    ],
  },
  'promise.take_over': {
    summary: 'Keep a promise of somebody else from now on, or name who does.',
    commands: ({ promise, agent }) => [{ type: 'promise.take_over', promise, agent }],
  },
  'check_back.end': {
    summary: 'Say what the customer answers to whether the fix holds.',
    commands: ({ how, text }, { maybeRef }) => [{ type: 'check_back.end', how, text: maybeRef(text) }],
  },
  'satisfaction.follow_up': {
    summary: 'Say what came of speaking with a customer who was not content (leads).',
    commands: ({ satisfaction, how, text }, { ref }) => [
      { type: 'satisfaction.follow_up', satisfaction, how, text: ref(text) },
    ],
  },
  ...handOffDeeds,
  ...peopleDeeds,
  'wait.start': {
    summary: 'Say whose turn it is, and why.',
    commands: (body, { maybeRef }) => [{ ...body, type: 'wait.start', text: maybeRef(body.text) }],
  },
  'wait.end': {
    summary: 'End the waiting.',
    commands: ({ how }) => [{ type: 'wait.end', how }],
  },
  'stuck.answer': {
    summary: 'Say how a case that is stuck goes on: I carry on until a time, or have asked a colleague.',
    commands: ({ how, until, because, agent }, { ref, maybeRef }) =>
      // The schema sees to it that each has what it needs.
      how === 'carry_on'
        ? [{ type: 'stuck.answer', how, until: until!, because: ref(because!) }]
        : [{ type: 'stuck.answer', how, agent: agent!, until, because: maybeRef(because) }],
  },
  ...helpDeeds,
  ...liveDeeds,
  'severity.assess': {
    summary: 'Say how bad it is by its impact; the grid gives the severity.',
    commands: ({ because, ...body }, { ref }) => [
      { ...body, type: 'severity.assess', because: ref(because) },
    ],
  },
  'entitlement.decide': {
    summary: 'Judge anew who is covered for what, by what is agreed now and what is known of the device.',
    commands: async ({ because, ...about }, { judged, maybeRef }) => {
      const decision = { ...(await judged(about)), ...present({ because: maybeRef(because) }) }
      return [{ type: 'entitlement.decide', decision }]
    },
  },
  ...roleDeeds,
  ...walkDeeds,
}

async function messageQueue(body: DeedBody<'message.queue'>, making: Making): Promise<readonly Command[]> {
  const { id, ref, maybeRef } = making
  const message = id('msg', 'message', body.message)
  const commands: Command[] = [
    {
      type: 'message.queue',
      message,
      channel: await making.channel(body.channel),
      text: ref(body.text),
      attached: await making.attached(body.attached ?? []),
      undoSeconds: await making.undoSeconds(body.undoSeconds),
      keeps: await kept(body.keeps, making),
      wait: body.wait,
      noPromise: maybeRef(body.noPromise),
      news: body.news,
      checkBack: body.checkBack,
      tells: body.tells,
    },
  ]
  if (body.explains) commands.push({ type: 'help.explain', help: body.explains, evidence: message })
  return [...commands, ...promised(body.nextPromise, making)]
}

/** The next update promised in the same breath. */
const promised = (next: DeedBody<'message.queue'>['nextPromise'], { id, ref }: Making): Command[] =>
  next ? [{ ...next, type: 'promise.make', promise: id('prm', 'promise'), topic: ref(next.topic) }] : []

async function contactHold(body: DeedBody<'contact.hold'>, making: Making): Promise<readonly Command[]> {
  const { checkBack, nextPromise, opening, help, explains, ...held } = body
  const contact = making.id('con', 'contact', body.contact)
  const text = making.maybeRef(body.text)
  const commands: Command[] = [
    {
      ...held,
      type: 'contact.hold',
      contact,
      text,
      keeps: await kept(body.keeps, making),
      opening: opening && (await making.opening(opening, { caller: body.with, words: text })),
    },
  ]
  if (checkBack) commands.push({ type: 'check_back.end', how: checkBack, evidence: contact })
  commands.push(...helpInCall({ help, explains }, { contact, text }, making))
  return [...commands, ...promised(nextPromise, making)]
}

/** `hand_off.offer` → `hand-off/offer`. */
export const pathOf = (type: string): string => type.replaceAll('_', '-').replace('.', '/')
