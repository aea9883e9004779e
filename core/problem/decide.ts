// What may be wished of a problem, by whom, and which facts follow. Not: which of its cases exist, nor
// whether another problem is there to be merged into (server/problems.ts).
import type { CauseHow } from '#core/case/finding-fact.ts'
import { isPartner } from '#core/access/share.ts'
import { present } from '#core/case/deed/deed.ts'
import type { AgentId, CaseId, ProblemId, ProductId, TeamId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { MatterWish } from '#core/matter/matter.ts'
import type { Actor } from '#core/people/actor.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type {
  ProblemFact,
  ProblemFacts,
  ProblemFactType,
  ProblemKind,
  WordedNews,
  Workaround,
} from '#core/problem/problem-fact.ts'
import { openStandings, type Problem, type ProblemState, wordingKey } from '#core/problem/state.ts'

export type ProblemCommands = {
  'problem.open': {
    title: TextRef
    kind: ProblemKind
    product: ProductId | null
    alike?: TextRef | undefined
    from?: CaseId | undefined
    owner: AgentId | null
    team: TeamId | null
  }
  'problem.describe': {
    title?: TextRef | undefined
    kind?: ProblemKind | undefined
    product?: ProductId | null | undefined
    alike?: TextRef | undefined
  }
  'problem.take': Record<never, never>
  'problem.give': { owner: AgentId | null; team: TeamId | null; note?: TextRef | undefined }
  /** its owner works here no more */
  'problem.leave': { agent: AgentId }
  'problem.find_cause': { cause: TextRef; how: CauseHow }
  /** `edition`: the one its writer has read; 0: there was none */
  'problem.publish': { edition: number; symptoms: TextRef; quiet?: true | undefined }
  'problem.work_around': Omit<Workaround, 'from'> & { from?: Instant | undefined }
  'problem.renew_workaround': { until: Instant | null }
  'problem.withdraw_workaround': { because: TextRef }
  'problem.word': { news: WordedNews; language: Language; text?: TextRef | undefined }
  'problem.fix': { what: TextRef; version?: string | undefined; verified: TextRef }
  'problem.not_fix': { because: TextRef }
  'problem.close': { because?: TextRef | undefined }
  'problem.merge': { into: ProblemId; because?: TextRef | undefined }
  'problem.dismiss': { because: TextRef }
  'problem.reopen': { because: TextRef }
  'clock.ring': Record<never, never>
}
export type ProblemCommandType = keyof ProblemCommands
export type ProblemCommandOf<T extends ProblemCommandType> = {
  [K in T]: { readonly type: K } & Readonly<ProblemCommands[K]>
}[T]
export type ProblemCommand = ProblemCommandOf<ProblemCommandType>

type Rule = (agent: AgentFacts, state: ProblemState, desk: DeskFacts) => boolean

/** Somebody of our own house who works on cases. */
export const worksOnProblems = (agent: AgentFacts, desk: DeskFacts): boolean =>
  agent.active && !isPartner(agent, desk) && agent.roles.some(role => role === 'agent' || role === 'lead')
/** Who reads them: they, and whoever looks that all is right. */
export const readsProblems = (agent: AgentFacts, desk: DeskFacts): boolean =>
  worksOnProblems(agent, desk) || (agent.active && agent.roles.includes('auditor'))

const anybody: Rule = (agent, _state, desk) => worksOnProblems(agent, desk)
/** Its owner, his team, a lead; where nobody has it, anybody. */
const keeper: Rule = (agent, state, desk) =>
  worksOnProblems(agent, desk) &&
  (agent.roles.includes('lead') ||
    state?.owner === agent.id ||
    (state?.team ? agent.teams.includes(state.team) : state?.owner === null))
const nobody: Rule = () => false

const rights: { readonly [T in ProblemCommandType]: Rule } = {
  'problem.open': anybody,
  'problem.describe': keeper,
  'problem.take': anybody,
  'problem.give': keeper,
  'problem.leave': nobody,
  'problem.find_cause': keeper,
  'problem.publish': keeper,
  'problem.work_around': keeper,
  'problem.renew_workaround': keeper,
  'problem.withdraw_workaround': keeper,
  'problem.word': keeper,
  'problem.fix': keeper,
  'problem.not_fix': keeper,
  'problem.close': keeper,
  'problem.merge': keeper,
  'problem.dismiss': keeper,
  'problem.reopen': keeper,
  'clock.ring': nobody,
}

/** The one rule book of problems: the server asks it, and so do the buttons. */
export function mayProblem(
  by: Actor,
  type: ProblemCommandType,
  state: ProblemState,
  desk: DeskFacts,
): true | Refusal {
  if (by.kind === 'system') return true
  const agent = by.kind === 'agent' ? desk.agents[by.id] : undefined
  if (!agent || !worksOnProblems(agent, desk)) return refuse('access.denied')
  return rights[type](agent, state, desk) || refuse('problem.not_keeper')
}

type Outcome = readonly ProblemFact[] | Refusal
type Decider<T extends ProblemCommandType> = (
  state: Problem,
  command: ProblemCommandOf<T>,
  wish: MatterWish,
) => Outcome

const fact = <T extends ProblemFactType>(wish: MatterWish, type: T, data: ProblemFacts[T]): ProblemFact[] => [
  { ...present(data), type, at: wish.at, by: wish.by } as unknown as ProblemFact,
]

/** Only while it goes on. */
const going =
  <T extends ProblemCommandType>(decide: Decider<T>): Decider<T> =>
  (state, command, wish) =>
    openStandings.includes(state.standing) ? decide(state, command, wish) : refuse('problem.ended')

const isPast = (until: Instant | null, { at }: MatterWish): boolean => until !== null && until <= at

const deciders: { readonly [T in Exclude<ProblemCommandType, 'problem.open'>]: Decider<T> } = {
  'problem.describe': going((_state, { title, kind, product, alike }, wish) =>
    fact(
      wish,
      'problem.described',
      present({ title, kind, product, alike }) as ProblemFacts['problem.described'],
    ),
  ),
  'problem.take': going(({ owner, team }, _command, wish) => {
    const me = wish.by.kind === 'agent' ? wish.by.id : null
    return owner === me ? [] : fact(wish, 'problem.owned', { owner: me, team, how: 'taken' })
  }),
  'problem.give': going((state, { owner, team, note }, wish) => {
    const { agents, teams } = wish.setting.desk
    if (owner && !agents[owner]?.active) return refuse('agent.not_found')
    if (team && !teams[team]?.active) return refuse('team.not_found')
    if (owner === state.owner && team === state.team) return []
    return fact(wish, 'problem.owned', { owner, team, how: 'given', ...(note && { note }) })
  }),
  'problem.leave': (state, { agent }, wish) =>
    state.owner === agent ? fact(wish, 'problem.owned', { owner: null, team: state.team, how: 'left' }) : [],
  'problem.find_cause': going((_state, { cause, how }, wish) =>
    fact(wish, 'problem.cause_found', { cause, how }),
  ),
  // Whoever wrote on an older edition reads the newer one first: nobody's words are lost unseen.
  'problem.publish': going(({ known }, { edition, symptoms, quiet }, wish) =>
    edition === (known?.edition ?? 0)
      ? fact(wish, 'problem.published', { edition: edition + 1, symptoms, ...(quiet && { quiet }) })
      : refuse('problem.published_meanwhile'),
  ),
  'problem.work_around': going((_state, { what, from, until, products, versions }, wish) =>
    isPast(until, wish)
      ? refuse('problem.until_past')
      : fact(wish, 'problem.worked_around', { what, from: from ?? wish.at, until, products, versions }),
  ),
  'problem.renew_workaround': going(({ workaround }, { until }, wish) => {
    if (!workaround) return refuse('problem.no_workaround')
    if (isPast(until, wish)) return refuse('problem.until_past')
    const isSo = workaround.until === until && !workaround.over
    return isSo ? [] : fact(wish, 'problem.workaround_renewed', { until })
  }),
  'problem.withdraw_workaround': going(({ workaround }, { because }, wish) =>
    workaround ? fact(wish, 'problem.workaround_withdrawn', { because }) : refuse('problem.no_workaround'),
  ),
  'problem.word': going(({ wordings }, { news, language, text }, wish) =>
    text || wordings[wordingKey({ news, language })]
      ? fact(wish, 'problem.worded', { news, language, ...(text && { text }) })
      : [],
  ),
  'problem.fix': going(({ standing }, { what, version, verified }, wish) =>
    standing === 'fixed'
      ? refuse('problem.fixed_before')
      : fact(wish, 'problem.fixed', { what, verified, ...(version && { version }) }),
  ),
  'problem.not_fix': going(({ standing }, { because }, wish) =>
    standing === 'fixed' ? fact(wish, 'problem.not_fixed', { because }) : refuse('problem.not_fixed_yet'),
  ),
  'problem.close': going((_state, { because }, wish) =>
    fact(wish, 'problem.closed', { ...(because && { because }) }),
  ),
  'problem.merge': going((_state, { into, because }, wish) =>
    fact(wish, 'problem.merged', { into, ...(because && { because }) }),
  ),
  'problem.dismiss': going((_state, { because }, wish) => fact(wish, 'problem.dismissed', { because })),
  'problem.reopen': ({ standing }, { because }, wish) =>
    openStandings.includes(standing)
      ? refuse('problem.not_ended')
      : fact(wish, 'problem.reopened', { because }),
  'clock.ring': (state, _command, wish) => {
    const at = ringOf(state)
    return at !== null && wish.setting.now >= at ? fact(wish, 'problem.workaround_ended', { until: at }) : []
  },
}

/** When the clock has to look: as the time of a workaround runs out. */
export function ringOf(state: ProblemState): Instant | null {
  if (!state?.workaround || state.workaround.over || !openStandings.includes(state.standing)) return null
  return state.workaround.until
}

export function decideProblem(state: ProblemState, command: ProblemCommand, wish: MatterWish): Outcome {
  if (command.type === 'problem.open') {
    const { type: _type, alike, from, ...data } = command
    if (state) return refuse('problem.not_ended')
    return fact(wish, 'problem.opened', { ...data, ...(alike && { alike }), ...(from && { from }) })
  }
  if (!state) return refuse('matter.not_found')
  return (deciders[command.type] as Decider<ProblemCommandType>)(state, command as never, wish)
}
