// A case as listed: what a queue row shows, without opening the case. A pure projector; stores only keep its
// result.
import { evolve } from '#core/case/case.ts'
import { type CardOffer, offerOn } from '#core/case/card-offer.ts'
import { offerOf } from '#core/case/deed/hand-off-state.ts'
import type { CardHeld } from '#core/case/deed/file.ts'
import { openHelp } from '#core/case/deed/help-facts.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import { openFollowUp } from '#core/case/deed/satisfaction.ts'
import { openTargets, warningOf } from '#core/case/deed/target-clock.ts'
import { waitOf, waitRing } from '#core/case/deed/wait.ts'
import { overWhy, unsaid } from '#core/case/waiting.ts'
import { openWalks } from '#core/case/deed/walk-facts.ts'
import { type CardNeed, missedAfter, needAfter, unsaidAfter } from '#core/case/need.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { Channel, Event, EventOf, EventType, Kind, Severity } from '#core/case/event.ts'
import { said } from '#core/case/said-line.ts'
import { type CardUntold, roleWhys } from '#core/case/untold-card.ts'
import { withRare } from '#core/case/rare-card.ts'
import { chargeOf, type Charge } from '#core/entitlement/units.ts'
import type { SharedCard } from '#core/case/shared-card.ts'
import { isWord } from '#core/case/sender-check.ts'
import { type Case, type OpenedCase, unopened, type Waiting } from '#core/case/state.ts'
import type { AgentId, CaseId, CustomerId, OrganisationId, ProductId, TeamId, WalkId } from '#core/kit/id.ts'
import type { CardLive } from '#core/case/live.ts'
import type { CardStuck } from '#core/case/stuck.ts'
import type { ReadText } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'

/** Why the case is where it is, as a key for the catalogue (`why.<code>`) with what it needs to say it. */
export type Why = {
  readonly code: WhyCode
  readonly at: Instant
  readonly text?: string
  readonly agent?: AgentId
  readonly level?: HouseLevel
}
export type WhyCode =
  | 'new'
  | 'customer_wrote'
  | 'promised'
  | 'first_answer'
  | 'offered'
  | 'returned'
  | 'expired'
  | 'disputed'
  | 'answered'
  | 'help_asked'
  | 'help_raised'
  | 'not_sent'
  | 'waiting_customer'
  | 'waiting_supplier'
  | 'waiting_us'
  | 'reopened'
  | 'taken'
  | 'handed_over'
  | 'contact_held'
  | 'solved'
  | 'closed'
  | 'merged'
  | 'parted'
  | 'replied'
  | 'date_came'
  | 'waited_long'
  | 'to_pass_on'
  | 'speech_asked'

/** Something owed: since when, and by when, so that every screen calls it soon at the same time. */
export type Clock = {
  readonly kind:
    | 'promise'
    | 'first_answer'
    | 'accept'
    | 'wait'
    | 'check_back'
    | 'follow_up'
    | 'help'
    | TargetKind
  readonly fromAt?: Instant
  /** where a window was promised, its beginning */
  readonly windowFrom?: Instant
  /** the warning of the policy, from which on it is soon; absent: none, the last quarter is */
  readonly warnAt?: Instant
  readonly dueAt: Instant
}

export type CardWalk = {
  readonly walk: WalkId
  readonly script: string
  readonly version: number
  readonly standing: 'running' | 'paused' | 'needs_support'
  readonly walker: 'customer' | 'agent'
  readonly changedAt: Instant
}

export type Card = SharedCard & {
  readonly id: CaseId
  /** 0 until the store has given one */
  readonly number: number
  readonly seq: number
  readonly phase: 'open' | 'solved' | 'closed' | 'merged'
  readonly subject: string
  readonly customer: CustomerId
  readonly customerName: string
  readonly organisation: OrganisationId | null
  readonly organisationName: string | null
  readonly channel: Channel
  readonly language: Language
  readonly kind: Kind
  readonly severity: Severity
  readonly product: ProductId | null
  readonly level: HouseLevel
  readonly team: TeamId
  readonly worker: AgentId | null
  readonly contact: AgentId | null
  readonly wait: Omit<Waiting, 'text'> | null
  readonly offer: CardOffer | null
  /** the next thing owed: what the queue sorts by */
  readonly clock: Clock | null
  /** why and from when on it needs a person; none: not by what is known now */
  readonly need?: CardNeed
  /** a promise was missed then, and nobody has spoken with the customer since */
  readonly missedAt?: Instant
  /** since then the customer has no time by which he hears from us, though it is not his turn */
  readonly unsaidAt?: Instant
  readonly why: Why
  /** the customer asked for more help and has not been answered since */
  readonly help: boolean
  readonly stuck?: CardStuck
  /** somebody is asked at once, or helps */
  readonly live?: CardLive
  /** files that are kept back and wait for a lead */
  readonly held?: CardHeld
  /** who gave his word for what is due first of what people promised, and by when */
  readonly keeper: { readonly agent: AgentId; readonly dueAt: Instant } | null
  readonly openedAt: Instant
  readonly changedAt: Instant
  readonly solvedAt: Instant | null
  readonly solvedLevel: HouseLevel | null
  readonly into: CaseId | null
  /** agents with whom the case was (worker, contact or giver of a hand-off): who may still read it */
  readonly hadBy: readonly AgentId[]
  /** what others found out and the contact has to pass on; absent: nothing */
  readonly untold?: CardUntold
  /** the walk through a script that is under way, or rests: it can be gone on with */
  readonly walk?: CardWalk
  /** what it takes of the units of a line or waiver; absent: it was judged by none */
  readonly charge?: Charge
}

/** Names and texts a card needs beside the facts; the ledger itself holds only references. */
export type CardWords = {
  readonly text: ReadText
  readonly customerName: string
  readonly organisationName: string | null
}

/** Why the case is where it is, after this event; null: this event does not change it. */
const whyAfter: {
  readonly [T in EventType]?: (
    event: EventOf<T>,
    words: CardWords,
    state: OpenedCase,
  ) => Omit<Why, 'at'> | null
} = {
  'case.opened': () => ({ code: 'new' }),
  'case.solved': () => ({ code: 'solved' }),
  'case.closed': () => ({ code: 'closed' }),
  'case.merged': () => ({ code: 'merged' }),
  'case.parted': () => ({ code: 'parted' }),
  'case.reopened': () => ({ code: 'reopened' }),
  'worker.assigned': (event, words) =>
    event.from
      ? { code: 'handed_over', agent: event.from, ...(event.note && said(words.text(event.note))) }
      : { code: 'taken', agent: event.agent },
  'worker.queued': () => ({ code: 'new' }),
  'message.received': (event, words, state) => {
    if (!isWord(event)) return null
    // Nobody has it and nobody has answered: it is still the new case, now with words.
    const isNew = state.firstAnsweredAt === null && state.worker === null
    return { code: isNew ? 'new' : 'customer_wrote', ...said(words.text(event.text)) }
  },
  'message.sender_confirmed': () => ({ code: 'customer_wrote' }),
  'message.sent': (event, _words, state) =>
    state.messages[event.message]?.automatic ? null : { code: 'replied' },
  'message.failed': event => (event.final ? { code: 'not_sent' } : null),
  'message.bounced': () => ({ code: 'not_sent' }),
  'contact.held': event => ({
    code: 'contact_held',
    ...(event.by.kind === 'agent' && { agent: event.by.id }),
  }),
  'promise.made': (event, words) =>
    event.topic
      ? { code: 'promised', ...said(words.text(event.topic)), ...(event.keeper && { agent: event.keeper }) }
      : null,
  'hand_off.offered': (event, words) => ({
    code: 'offered',
    level: event.to.level,
    agent: event.from.agent,
    ...said(words.text(event.question)),
  }),
  'hand_off.returned': (event, words) => ({ code: 'returned', ...said(words.text(event.nextAct)) }),
  'hand_off.disputed': (event, words) => ({ code: 'disputed', ...said(words.text(event.nextAct)) }),
  'hand_off.decided': (event, words) => ({
    code: event.how === 'stays' ? 'returned' : 'offered',
    ...said(words.text(event.text)),
  }),
  'hand_off.withdrawn': () => ({ code: 'taken' }),
  'hand_off.expired': () => ({ code: 'expired' }),
  'hand_off.answered': (event, words) => ({ code: 'answered', ...said(words.text(event.tell)) }),
  'wait.started': event => ({ code: `waiting_${event.turn}` }),
  'wait.ended': ({ how }) => overWhy(how),
  'help.asked': () => ({ code: 'help_asked' }),
  'help.raised': () => ({ code: 'help_raised' }),
  ...roleWhys,
}

/** The reason that stands when no promise or offer is nearer: of the last fact that gives one. */
function why(previous: Card | null, steps: readonly CardStep[], words: CardWords): Why {
  for (let i = steps.length - 1; i >= 0; i--) {
    const { event, state } = steps[i]!
    const next = (whyAfter[event.type] as Say | undefined)?.(event, words, state)
    if (next) return { ...next, at: event.at }
  }
  // The first fact always gives a reason, so facts that give none have a card before them.
  return (previous as Card).why
}
type Say = (event: Event, words: CardWords, state: OpenedCase) => Omit<Why, 'at'> | null

/**
 * The next thing owed to somebody, the earliest first; what waits for the customer owes nothing before its
 * date.
 */
export function clockOf(state: OpenedCase): Clock | null {
  if (state.phase === 'solved' && state.checkBack) {
    const { plannedAt, dueAt } = state.checkBack
    return nearest([{ kind: 'check_back', fromAt: plannedAt, dueAt }, ...followUpClock(state)])
  }
  if (state.phase !== 'open') return nearest(followUpClock(state))
  const help = openHelp(state)
  const clocks: Clock[] = followUpClock(state)
  if (help) clocks.push({ kind: 'help', fromAt: help.at, dueAt: help.answerBy })
  for (const [, one] of openPromises(state))
    clocks.push({
      kind: one.topic ? 'promise' : 'first_answer',
      fromAt: one.madeAt,
      ...(one.from !== null && { windowFrom: one.from }),
      dueAt: one.dueAt,
    })
  const offer = offerOf(state)
  if (offer) clocks.push({ kind: 'accept', fromAt: offer.offeredAt, dueAt: offer.acceptBy })
  for (const [, { kind, from, dueAt, standing }] of openTargets(state))
    if (standing === 'running') clocks.push({ kind, fromAt: from, dueAt })
  const over = waitRing(state)
  if (over !== null) clocks.push({ kind: 'wait', fromAt: state.wait!.since, dueAt: over })
  return withWarning(nearest(clocks), state)
}

/** What the house promises or an offer asks by the time a policy owes is soon when that policy warns. */
function withWarning(clock: Clock | null, state: OpenedCase): Clock | null {
  const warnAt = clock && warningOf(state, clock.dueAt)
  return warnAt ? { ...clock, warnAt } : clock
}

const nearest = (clocks: readonly Clock[]): Clock | null =>
  clocks.reduce<Clock | null>((first, one) => (first === null || one.dueAt < first.dueAt ? one : first), null)

/** Whoever was not content is heard by then. */
function followUpClock(state: OpenedCase): Clock[] {
  const one = openFollowUp(state)
  return one ? [{ kind: 'follow_up', fromAt: one.since, dueAt: one.dueAt }] : []
}

/** Whose word is due first. Whether the fix holds is asked by the contact. */
function keeperOf(state: OpenedCase): Card['keeper'] {
  if (state.phase === 'solved' && state.checkBack)
    return state.contact && { agent: state.contact, dueAt: state.checkBack.dueAt }
  let first: Card['keeper'] = null
  for (const [, { keeper, dueAt }] of openPromises(state))
    if (keeper && (first === null || dueAt < first.dueAt)) first = { agent: keeper, dueAt }
  return first
}

/** The walk of an open case that moved last, unless it is at its end. */
function walkOn(state: OpenedCase): CardWalk | undefined {
  const last = state.phase === 'open' ? openWalks(state).at(-1) : undefined
  if (!last) return undefined
  const [id, { walk, walker, needsSupport, changedAt }] = last
  const [{ slug, version }] = walk.stack
  const standing = needsSupport ? 'needs_support' : walk.paused ? 'paused' : 'running'
  return { walk: id, script: slug, version, standing, walker, changedAt }
}

/** A fact with the case as it is after it. */
export type CardStep = { readonly state: OpenedCase; readonly event: Event }

/** The card after one more event. */
export const card = (
  previous: Card | null,
  id: CaseId,
  state: OpenedCase,
  event: Event,
  words: CardWords,
): Card => cardAfter(previous, id, [{ state, event }], words) as Card

/**
 * The card after more events; none: as it was. Pure: the same events give the same card, so every store can
 * drop and rebuild it.
 */
export function cardAfter(
  previous: Card | null,
  id: CaseId,
  steps: readonly CardStep[],
  words: CardWords,
): Card | null {
  const last = steps.at(-1)
  if (!last) return previous
  const { state, event } = last
  const owed = owedAfter(previous, steps, last)
  const ended = state.phase === 'solved' || state.phase === 'closed' ? state : null
  const made: Card = {
    id,
    number: previous?.number ?? 0,
    seq: state.seq,
    phase: state.phase,
    subject: words.text(state.subject) ?? '',
    customer: state.customer,
    customerName: words.customerName,
    organisation: state.organisation,
    organisationName: words.organisationName,
    channel: state.channel,
    language: state.language,
    kind: state.kind,
    severity: state.severity,
    product: state.product,
    level: state.level,
    team: state.team,
    worker: state.worker,
    contact: state.contact,
    wait: unsaid(waitOf(state)),
    offer: offerOn(state),
    clock: owed.clock,
    why: why(previous, steps, words),
    help: openHelp(state) !== null,
    keeper: keeperOf(state),
    openedAt: state.openedAt,
    changedAt: event.at,
    solvedAt: ended?.solvedAt ?? null,
    solvedLevel: ended?.solvedLevel ?? null,
    into: state.phase === 'merged' ? state.into : null,
    hadBy: state.hadBy,
  }
  return withRare(made, state, { ...owed, walk: walkOn(state), charge: chargeOf(state) })
}

/** What is owed next, and why and from when on a person is needed. */
function owedAfter(previous: Card | null, steps: readonly CardStep[], { state, event }: CardStep) {
  const clock = clockOf(state)
  const missedAt = missedAfter(previous?.missedAt ?? null, steps)
  const unsaidAt = unsaidAfter(previous?.unsaidAt ?? null, steps)
  const need = needAfter(state, event.at, { clock, missedAt, unsaidAt })
  return { clock, need, missedAt, unsaidAt }
}

/** The card after a whole ledger: folds state and card together from the start. */
export const cardOf = (id: CaseId, ledger: readonly Event[], words: CardWords): Card | null =>
  cardAfter(null, id, cardSteps(ledger), words)

/** What a case was after each fact of its ledger. */
export function cardSteps(ledger: readonly Event[]): CardStep[] {
  let state: Case = unopened
  const steps: CardStep[] = []
  for (const event of ledger) {
    state = evolve(state, event)
    if (state.phase !== 'unopened') steps.push({ state, event })
  }
  return steps
}
