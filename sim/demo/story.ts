// How a demo story is told: short words for commands, with names instead of ids. Not: the stories
// (stories-*.ts).
import type { NamedArticle } from '#core/article/article.ts'
import type { CostKind } from '#core/case/cost-fact.ts'
import type { Command } from '#core/case/case.ts'
import type {
  ContactMeans,
  Kind,
  PromiseMeans,
  Reach,
  Severity,
  StepOutcome,
  Verdict,
  WaitReason,
  WaitTurn,
} from '#core/case/event.ts'
import type { SheetPart } from '#core/case/hand-off-facts.ts'
import type { HelpReason } from '#core/case/help-fact.ts'
import type { Prefix } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { hourMs, type Instant, instant, minuteMs } from '#core/kit/time.ts'

/** What a command needs while a story is played. */
export type Telling = {
  readonly now: Instant
  text(words: string): TextRef
  /** the id behind a name of this story; the same name is the same id */
  id<P extends Prefix>(prefix: P, name: string): `${P}_${string}`
  team(key: string): `tea_${string}`
  agent(key: string): `agt_${string}`
  /** the case of an earlier story that has a key */
  caseOf(key: string): `cas_${string}`
  articleOf(key: string): NamedArticle
  readonly claims: readonly `cla_${string}`[]
  readonly steps: readonly `stp_${string}`[]
}
/** `by` is an agent's key, 'customer' or 'clock'. */
export type Act = {
  readonly after: number
  readonly by: string
  readonly wish: (tell: Telling) => readonly Command[]
}
export type Story = {
  /** by which other stories name its case */
  readonly key?: string
  readonly customer: string
  /** hours before now at which it begins */
  readonly hoursAgo: number
  readonly channel: 'email' | 'form' | 'phone'
  readonly subject: string
  readonly words: string
  readonly team?: string
  readonly kind?: Kind
  readonly severity?: Severity
  readonly product?: string
  /** who answered the phone */
  readonly taker?: string
  /** how long that call took */
  readonly minutes?: number
  readonly acts: readonly Act[]
}

const act = (after: number, by: string, wish: (tell: Telling) => Command): Act => ({
  ...{ after, by, wish: tell => [wish(tell)] },
})
/** Several wishes of one person at the same moment. */
export const together = (after: number, by: string, ...all: readonly Act[]): Act => ({
  ...{ after, by, wish: tell => all.flatMap(one => one.wish(tell)) },
})

/** Each: minutes after the act before, by whom, what. */
export const take = (after: number, by: string) => act(after, by, () => ({ type: 'worker.take' }))
export const claim = (after: number, by: string, name: string, words: string) =>
  act(after, by, tell => ({ type: 'claim.make', claim: tell.id('cla', name), text: tell.text(words) }))
export const judge = (after: number, by: string, name: string, verdict: Verdict, because: string) =>
  act(after, by, tell => ({
    type: 'claim.judge',
    claim: tell.id('cla', name),
    verdict,
    because: tell.text(because),
  }))
export const tried = (
  after: number,
  by: string,
  what: string,
  why: string,
  outcome: StepOutcome,
  result?: string,
  doneBy: 'customer' | 'agent' = 'agent',
) =>
  act(after, by, tell => ({
    type: 'step.try',
    step: tell.id('stp', what),
    what: tell.text(what),
    why: tell.text(why),
    outcome,
    doneBy,
    result: result ? tell.text(result) : undefined,
  }))
export const note = (after: number, by: string, words: string) =>
  act(after, by, tell => ({
    type: 'note.add',
    note: tell.id('not', words),
    text: tell.text(words),
    mentions: [],
  }))
/** A note of work beside the contacts, and how long it took. */
export const worked = (after: number, by: string, minutes: number, words: string) =>
  act(after, by, tell => ({
    ...{ type: 'note.add', note: tell.id('not', words), text: tell.text(words), mentions: [], minutes },
  }))
export const promise = (
  after: number,
  by: string,
  name: string,
  topic: string,
  hours: number,
  means: PromiseMeans = 'phone',
) =>
  act(after, by, tell => ({
    type: 'promise.make',
    promise: tell.id('prm', name),
    topic: tell.text(topic),
    means,
    dueAt: instant(Math.ceil((tell.now + hours * hourMs) / (15 * minuteMs)) * 15 * minuteMs),
  }))
export const reply = (
  after: number,
  by: string,
  words: string,
  more: { keeps?: string[]; wait?: WaitReason } = {},
) =>
  act(after, by, tell => ({
    type: 'message.queue',
    message: tell.id('msg', words),
    channel: 'email',
    text: tell.text(words),
    attached: [],
    undoSeconds: 0,
    keeps: (more.keeps ?? []).map(name => tell.id('prm', name)),
    wait: more.wait && { reason: more.wait },
  }))
export const wrote = (after: number, words: string) =>
  act(after, 'customer', tell => ({
    type: 'message.receive',
    message: tell.id('msg', words),
    channel: 'email',
    from: tell.id('cus', 'customer'),
    text: tell.text(words),
    attached: [],
    automatic: null,
  }))
export const called = (
  after: number,
  by: string,
  minutes: number,
  words: string,
  more: { reach?: Reach; way?: 'in' | 'out'; keeps?: string[]; means?: ContactMeans } = {},
) =>
  act(after, by, tell => ({
    type: 'contact.hold',
    contact: tell.id('con', words),
    means: more.means ?? 'phone',
    direction: more.way ?? 'out',
    reach: more.reach ?? 'reached',
    minutes,
    text: tell.text(words),
    keeps: (more.keeps ?? []).map(name => tell.id('prm', name)),
  }))
export const handOff = (
  after: number,
  by: string,
  team: string,
  question: string,
  problem: string,
  noSteps?: string,
) =>
  act(after, by, tell => ({
    type: 'hand_off.offer',
    handOff: tell.id('hnd', team),
    team: tell.team(team),
    question: tell.text(question),
    summary: {
      problem: tell.text(problem),
      claims: tell.claims,
      steps: tell.steps,
      promise: null,
      ...(noSteps && { noStepsBecause: tell.text(noSteps) }),
    },
  }))
export const accept = (after: number, by: string, team: string, readBack: string) =>
  act(after, by, tell => ({
    type: 'hand_off.accept',
    handOff: tell.id('hnd', team),
    readBack: tell.text(readBack),
  }))
export const giveBack = (
  after: number,
  by: string,
  team: string,
  missing: readonly SheetPart[],
  nextAct: string,
) =>
  act(after, by, tell => ({
    type: 'hand_off.return',
    handOff: tell.id('hnd', team),
    reason: 'missing_evidence',
    missing,
    nextAct: tell.text(nextAct),
  }))
export const answer = (
  after: number,
  by: string,
  team: string,
  [result, cause, verified, told]: [string, string, string, string],
) =>
  act(after, by, tell => ({
    type: 'hand_off.answer',
    handOff: tell.id('hnd', team),
    result: tell.text(result),
    cause: tell.text(cause),
    verified: tell.text(verified),
    tell: tell.text(told),
  }))
export const wait = (
  after: number,
  by: string,
  turn: Exclude<WaitTurn, 'customer'>,
  reason: WaitReason,
  words: string,
) => act(after, by, tell => ({ type: 'wait.start', turn, reason, text: tell.text(words) }))
export const question = (after: number, by: string, name: string, words: string) =>
  act(after, by, tell => ({ type: 'question.add', question: tell.id('que', name), text: tell.text(words) }))
export const answered = (after: number, by: string, name: string, words: string) =>
  act(after, by, tell => ({
    type: 'question.answer',
    question: tell.id('que', name),
    text: tell.text(words),
  }))
export const solve = (after: number, by: string, fix: string, article?: string) =>
  act(after, by, tell => ({
    ...{ type: 'case.solve', fix: tell.text(fix) },
    ...(article !== undefined && { named: tell.articleOf(article) }),
  }))
export const spent = (after: number, by: string, kind: CostKind, amountMinor: number, what: string) =>
  act(after, by, tell => ({
    type: 'cost.note',
    cost: tell.id('cst', what),
    ...{ kind, amountMinor, currency: 'EUR', what: tell.text(what) },
  }))
export const notSpent = (after: number, by: string, what: string, because: string) =>
  act(after, by, tell => ({ type: 'cost.withdraw', cost: tell.id('cst', what), because: tell.text(because) }))
/** The case goes on in the one of another story. */
export const mergeInto = (after: number, by: string, key: string) =>
  act(after, by, tell => ({ type: 'case.merge', into: tell.caseOf(key), itself: false }))
export const confirmed = (after: number) =>
  act(after, 'customer', () => ({ type: 'case.close', reason: 'confirmed' }))
export const moreHelp = (after: number, reason: HelpReason, words: string) =>
  act(after, 'customer', tell => ({ type: 'help.ask', reason, text: tell.text(words) }))
