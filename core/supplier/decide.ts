// What may be wished of a supplier case, by whom, and which facts follow. Not: whether the supplier is there
// and works with us (server/suppliers.ts).
import { isPartner, isSharing } from '#core/access/share.ts'
import { present } from '#core/case/deed/deed.ts'
import type { Severity } from '#core/case/event.ts'
import { countedMs, dueOf } from '#core/clock/due.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, earliest, type Instant, minuteMs } from '#core/kit/time.ts'
import type { MatterWish } from '#core/matter/matter.ts'
import type { Actor } from '#core/people/actor.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { isSharedWith, sharedOf } from '#core/supplier/share.ts'
import { runningOwed, type SupplierCase, type SupplierState } from '#core/supplier/state.ts'
import {
  type SupplierFact,
  type SupplierFacts,
  type SupplierFactType,
  type SupplierTarget,
  supplierTargets,
} from '#core/supplier/supplier-fact.ts'

type Facts = SupplierFacts
export type SupplierCommands = {
  'supplier.open': Facts['supplier.opened']
  'supplier.take': Record<never, never>
  'supplier.give': { owner: AgentId; note?: TextRef | undefined }
  /** its owner works here no more */
  'supplier.leave': { agent: AgentId; to: AgentId }
  'supplier.assess': { severity: Severity; because?: TextRef | undefined }
  'supplier.send': Facts['supplier.sent']
  'supplier.note_not_sent': Facts['supplier.not_sent']
  'supplier.offer_reference': { reference: string }
  'supplier.lodge': { reference: string }
  'supplier.plan_chase': { chaseAt: Instant }
  'supplier.chase': Facts['supplier.chased'] & { chaseAt?: Instant | undefined }
  'supplier.escalate': Facts['supplier.escalated']
  'supplier.say': Omit<Facts['supplier.said'], 'partner'>
  /** that word was not meant for this one */
  'supplier.take_out': Facts['supplier.taken_out']
  'supplier.retest': Facts['supplier.retested']
  'supplier.spend': Facts['supplier.spent']
  'supplier.solve': Facts['supplier.solved']
  'supplier.close': Facts['supplier.closed']
  'supplier.reopen': Facts['supplier.reopened']
  /** a team of another house has it in its share from now on */
  'supplier.share': { partner: TeamId }
  /** and no more */
  'supplier.unshare': { because: TextRef }
  'clock.ring': Record<never, never>
}
export type SupplierCommandType = keyof SupplierCommands
export type SupplierCommandOf<T extends SupplierCommandType> = {
  [K in T]: { readonly type: K } & Readonly<SupplierCommands[K]>
}[T]
export type SupplierCommand = SupplierCommandOf<SupplierCommandType>

/** Somebody of our own house who works on cases: whoever takes a case outside the house is one of ours. */
export const worksWithSuppliers = (agent: AgentFacts, desk: DeskFacts): boolean =>
  agent.active && !isPartner(agent, desk) && agent.roles.some(role => role === 'agent' || role === 'lead')
/** Who reads them: they, and whoever looks that all is right. */
export const readsSupplierCases = (agent: AgentFacts, desk: DeskFacts): boolean =>
  worksWithSuppliers(agent, desk) ||
  (agent.active && agent.roles.includes('auditor') && !isPartner(agent, desk))

type Rule = (agent: AgentFacts, state: SupplierState) => boolean
const anybody: Rule = () => true
/** Its owner, his team, a lead. */
const keeper: Rule = (agent, state) =>
  agent.roles.includes('lead') ||
  state?.owner === agent.id ||
  (state?.team != null && agent.teams.includes(state.team))
const nobody: Rule = () => false

const rights: { readonly [T in SupplierCommandType]: Rule } = {
  'supplier.open': anybody,
  'supplier.take': anybody,
  'supplier.give': keeper,
  'supplier.leave': nobody,
  'supplier.assess': keeper,
  'supplier.send': keeper,
  'supplier.note_not_sent': nobody,
  'supplier.offer_reference': nobody,
  'supplier.lodge': anybody,
  'supplier.plan_chase': keeper,
  'supplier.chase': anybody,
  'supplier.escalate': keeper,
  // Whoever they happen to call writes down what they said.
  'supplier.say': anybody,
  'supplier.take_out': anybody,
  'supplier.retest': anybody,
  'supplier.spend': anybody,
  'supplier.solve': keeper,
  'supplier.close': keeper,
  'supplier.reopen': keeper,
  'supplier.share': keeper,
  'supplier.unshare': keeper,
  'clock.ring': nobody,
}

/** What somebody of another house does to what is in his share: their words, and their reference. */
const theirs: ReadonlySet<SupplierCommandType> = new Set(['supplier.say', 'supplier.lodge'])

/** The one rule book of supplier cases: the server asks it, and so do the buttons. */
export function maySupplier(
  by: Actor,
  type: SupplierCommandType,
  state: SupplierState,
  desk: DeskFacts,
): true | Refusal {
  if (by.kind === 'system') return true
  const agent = by.kind === 'agent' ? desk.agents[by.id] : undefined
  if (agent && state && isSharedWith(agent, sharedOf(state), desk))
    return theirs.has(type) || refuse('access.denied')
  if (!agent || !worksWithSuppliers(agent, desk)) return refuse('access.denied')
  return rights[type](agent, state) || refuse('supplier.not_keeper')
}

/** Somebody of another house wrote it, in his share: of which team it is. */
function writtenBy({ partner }: SupplierCase, { by, setting }: MatterWish): { partner?: TeamId } {
  const agent = by.kind === 'agent' ? setting.desk.agents[by.id] : undefined
  return partner !== null && agent && isPartner(agent, setting.desk) ? { partner } : {}
}

type Outcome = readonly SupplierFact[] | Refusal
type Decider<T extends SupplierCommandType> = (
  state: SupplierCase,
  command: SupplierCommandOf<T>,
  wish: MatterWish,
) => Outcome

const fact = <T extends SupplierFactType>(wish: MatterWish, type: T, data: SupplierFacts[T]): SupplierFact =>
  ({ ...present(data), type, at: wish.at, by: wish.by }) as unknown as SupplierFact

/** A command as it is recorded: without its name. */
const data = <T extends SupplierCommandType>({ type: _type, ...rest }: SupplierCommandOf<T>) => rest as never

/** Only while it goes on. */
const going =
  <T extends SupplierCommandType>(decide: Decider<T>): Decider<T> =>
  (state, command, wish) =>
    state.end === 'open' ? decide(state, command, wish) : refuse('supplier.ended')
/** Only once they know of it. */
const sent = <T extends SupplierCommandType>(decide: Decider<T>): Decider<T> =>
  going((state, command, wish) =>
    state.sentAt === null ? refuse('supplier.not_sent') : decide(state, command, wish),
  )

const calendarOf = ({ agreed }: SupplierCase, { setting }: MatterWish) =>
  (agreed.calendar && setting.desk.calendars[agreed.calendar]) || null

/** When so many minutes of theirs are over. */
const dueIn = (state: SupplierCase, wish: MatterWish, count: number): Instant =>
  dueOf(calendarOf(state, wish), { count, unit: 'minutes' }, wish.at, 0)

/** A target as it begins; none where none was agreed. */
function owe(state: SupplierCase, wish: MatterWish, target: SupplierTarget): SupplierFact[] {
  const minutes = state.agreed[target][state.severity - 1]
  return minutes == null ? [] : [fact(wish, 'supplier.owed', { target, dueAt: dueIn(state, wish, minutes) })]
}

/** What they owe from when the word is with them: of the solution, our own turn is not counted. */
function owedFrom(state: SupplierCase, wish: MatterWish): SupplierFact[] {
  const { answer, solution } = state.owed
  // What never reached them could not be answered: it is owed anew.
  const isAsked = answer !== undefined && state.turn === 'theirs'
  const begun = state.firstAnswerAt ? owe(state, wish, 'update') : isAsked ? [] : owe(state, wish, 'answer')
  if (!solution || solution.standing.startsWith('met')) return [...begun, ...owe(state, wish, 'solution')]
  if (solution.standing !== 'running' || state.turn === 'theirs') return begun
  const calendar = calendarOf(state, wish)
  const oursMs = countedMs(calendar, state.turnAt, wish.at)
  const dueAt = dueOf(calendar, { count: 0, unit: 'minutes' }, solution.dueAt, oursMs)
  return [...begun, fact(wish, 'supplier.owed', { target: 'solution', dueAt })]
}

const planned = (state: SupplierCase, wish: MatterWish, chaseAt?: Instant | undefined): SupplierFact =>
  fact(wish, 'supplier.chase_planned', { chaseAt: chaseAt ?? dueIn(state, wish, state.agreed.chaseMinutes) })

/** What a word of theirs fulfils. */
function metBy(
  state: SupplierCase,
  { answer }: SupplierCommandOf<'supplier.say'>,
  wish: MatterWish,
): SupplierFact[] {
  if (answer === 'acknowledged') return []
  const fulfilled = supplierTargets.filter(one => one !== 'solution' || answer === 'release')
  return fulfilled.flatMap(target => {
    const one = state.owed[target]
    if (!one || one.standing.startsWith('met')) return []
    return [fact(wish, 'supplier.met', { target, late: one.standing === 'silent' || wish.at > one.dueAt })]
  })
}

const owned = (wish: MatterWish, owner: AgentId, how: 'taken' | 'given' | 'left', note?: TextRef) => [
  fact(wish, 'supplier.owned', { owner, how, ...(note && { note }) }),
]

const ownerFault = (owner: AgentId, { setting }: MatterWish): Refusal | null => {
  const agent = setting.desk.agents[owner]
  return agent && worksWithSuppliers(agent, setting.desk) ? null : refuse('supplier.owner_in_house')
}

const deciders: { readonly [T in Exclude<SupplierCommandType, 'supplier.open'>]: Decider<T> } = {
  'supplier.take': going((state, _command, wish) =>
    wish.by.kind === 'agent' && wish.by.id !== state.owner ? owned(wish, wish.by.id, 'taken') : [],
  ),
  'supplier.give': going((state, { owner, note }, wish) => {
    if (owner === state.owner) return []
    return ownerFault(owner, wish) ?? owned(wish, owner, 'given', note)
  }),
  'supplier.leave': (state, { agent, to }, wish) =>
    state.owner === agent && state.end !== 'closed' ? owned(wish, to, 'left') : [],
  'supplier.assess': going((state, command, wish) =>
    command.severity === state.severity ? [] : [fact(wish, 'supplier.assessed', data(command))],
  ),
  'supplier.send': going((state, command, wish) => [
    fact(wish, 'supplier.sent', data(command)),
    ...owedFrom(state, wish),
    planned(state, wish),
  ]),
  'supplier.note_not_sent': (_state, command, wish) => [fact(wish, 'supplier.not_sent', data(command))],
  'supplier.offer_reference': (state, { reference }, wish) =>
    state.reference === reference || state.offered === reference
      ? []
      : [fact(wish, 'supplier.reference_offered', { reference })],
  'supplier.lodge': sent((state, { reference }, wish) =>
    state.reference === reference
      ? []
      : [fact(wish, 'supplier.lodged', { reference, ...writtenBy(state, wish) })],
  ),
  'supplier.plan_chase': sent((_state, { chaseAt }, wish) =>
    chaseAt <= wish.at ? refuse('promise.in_the_past') : [fact(wish, 'supplier.chase_planned', { chaseAt })],
  ),
  'supplier.chase': sent((state, { type: _type, chaseAt, ...chased }, wish) =>
    chaseAt !== undefined && chaseAt <= wish.at
      ? refuse('promise.in_the_past')
      : [fact(wish, 'supplier.chased', chased), planned(state, wish, chaseAt)],
  ),
  'supplier.escalate': sent((_state, command, wish) => [fact(wish, 'supplier.escalated', data(command))]),
  'supplier.say': sent((state, command, wish) => {
    const { type: _type, ...said } = command
    const isTheirs = command.answer === 'acknowledged' || command.answer === 'update'
    return [
      fact(wish, 'supplier.said', { ...said, ...writtenBy(state, wish) }),
      ...metBy(state, command, wish),
      ...(command.answer === 'update' ? owe(state, wish, 'update') : []),
      ...(isTheirs ? [planned(state, wish)] : []),
    ]
  }),
  // Only the last word, and only until somebody acted on it: what came of it would stand without it.
  'supplier.take_out': (state, command, wish) =>
    state.unread?.mail === command.mail
      ? [fact(wish, 'supplier.taken_out', data(command))]
      : refuse('supplier.read_already'),
  'supplier.retest': going((state, command, wish) =>
    state.toTest ? [fact(wish, 'supplier.retested', data(command))] : refuse('supplier.nothing_to_test'),
  ),
  'supplier.spend': (_state, command, wish) => [fact(wish, 'supplier.spent', data(command))],
  'supplier.solve': going((state, command, wish) => {
    if (state.toTest) return refuse('supplier.test_first')
    return [fact(wish, 'supplier.solved', data(command))]
  }),
  'supplier.close': (state, command, wish) =>
    state.end === 'solved' ? [fact(wish, 'supplier.closed', data(command))] : refuse('supplier.solve_first'),
  'supplier.reopen': (state, command, wish) =>
    state.end === 'open' ? refuse('supplier.not_ended') : [fact(wish, 'supplier.reopened', data(command))],
  'supplier.share': going((state, { partner }, wish) => {
    const { desk } = wish.setting
    if (!desk.teams[partner]?.partner || !isSharing(partner, desk)) return refuse('supplier.not_a_partner')
    return partner === state.partner ? [] : [fact(wish, 'supplier.shared', { partner })]
  }),
  // Taken back at any time, also when it is over.
  'supplier.unshare': ({ partner }, { because }, wish) =>
    partner === null ? [] : [fact(wish, 'supplier.unshared', { partner, because })],
  'clock.ring': (state, _command, wish) => rung(state, wish),
}

/** What the clock finds: what was owed and did not come, a lead who has to know, a chase that is due. */
function rung(state: SupplierCase, wish: MatterWish): SupplierFact[] {
  if (state.end !== 'open' || state.turn === 'ours') return []
  const { now } = wish.setting
  const silent = runningOwed(state)
    .filter(([, one]) => one.dueAt <= now)
    .map(([target, { dueAt }]) => fact(wish, 'supplier.silent', { target, dueAt }))
  const raiseAt = raiseOf(state)
  const isChased = state.chaseAt !== null && !state.chaseDue && state.chaseAt <= now
  const escalate = state.unanswered >= state.agreed.chasesMax && !state.escalated
  return [
    ...silent,
    ...(raiseAt !== null && raiseAt <= now && state.silentSince !== null
      ? [fact(wish, 'supplier.raised', { since: state.silentSince })]
      : []),
    ...(isChased && state.chaseAt !== null
      ? [
          fact(wish, 'supplier.chase_due', {
            ...{ chaseAt: state.chaseAt, unanswered: state.unanswered },
            ...(escalate && { escalate }),
          }),
        ]
      : []),
  ]
}

const raiseOf = ({ silentSince, raised, agreed }: SupplierCase): Instant | null =>
  silentSince === null || raised ? null : after(silentSince, agreed.raiseMinutes * minuteMs)

/** When the clock has to look again; what is our turn waits for nobody's clock. */
export function supplierRing(state: SupplierState): Instant | null {
  if (state?.end !== 'open' || state.turn === 'ours') return null
  return earliest([
    ...runningOwed(state).map(([, one]) => one.dueAt),
    raiseOf(state),
    state.chaseDue ? null : state.chaseAt,
  ])
}

export function decideSupplier(state: SupplierState, command: SupplierCommand, wish: MatterWish): Outcome {
  if (command.type === 'supplier.open') {
    if (state) return refuse('supplier.not_ended')
    return ownerFault(command.owner, wish) ?? [fact(wish, 'supplier.opened', data(command))]
  }
  if (!state) return refuse('matter.not_found')
  return (deciders[command.type] as Decider<SupplierCommandType>)(state, command as never, wish)
}
