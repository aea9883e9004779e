// A problem as its facts make it. Not: what may be wished of it (decide.ts).
import type { AgentId, CaseId, ProblemId, ProductId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type {
  CauseHowRead,
  ProblemFact,
  ProblemFactOf,
  ProblemFactType,
  ProblemKind,
  Workaround,
} from '#core/problem/problem-fact.ts'

export const problemStandings = ['open', 'known', 'fixed', 'closed', 'merged', 'dismissed'] as const
export type ProblemStanding = (typeof problemStandings)[number]
export const openStandings: readonly ProblemStanding[] = ['open', 'known', 'fixed']

export type Problem = {
  readonly standing: ProblemStanding
  readonly title: TextRef
  readonly kind: ProblemKind
  readonly product: ProductId | null
  readonly alike: TextRef | null
  readonly from: CaseId | null
  readonly owner: AgentId | null
  readonly team: TeamId | null
  readonly openedAt: Instant
  readonly cause: { readonly text: TextRef; readonly how: CauseHowRead; readonly at: Instant } | null
  /** how agents find it; null: it is no known error */
  readonly known: {
    readonly edition: number
    readonly symptoms: TextRef
    readonly at: Instant
    readonly by: Actor
  } | null
  /** `over`: its time ran out, and nobody has said since whether it still holds */
  readonly workaround: (Workaround & { readonly over: boolean; readonly at: Instant }) | null
  /** ready wordings for customers, by what they are about and the language */
  readonly wordings: Readonly<Record<string, TextRef>>
  readonly fix: {
    readonly what: TextRef
    readonly version: string | null
    readonly verified: TextRef
    readonly at: Instant
  } | null
  readonly into: ProblemId | null
}
export type ProblemState = Problem | null

export const wordingKey = ({ news, language }: { news: string; language: string }): string =>
  `${news} ${language}`

type Evolvers = {
  readonly [T in Exclude<ProblemFactType, 'problem.opened'>]: (
    state: Problem,
    fact: ProblemFactOf<T>,
  ) => Problem
}

/** How it stands while it goes on. */
const going = ({ known }: Problem): ProblemStanding => (known ? 'known' : 'open')

const evolvers: Evolvers = {
  'problem.described': (state, { title, kind, product, alike }) => ({
    ...state,
    title: title ?? state.title,
    kind: kind ?? state.kind,
    product: product === undefined ? state.product : product,
    alike: alike ?? state.alike,
  }),
  'problem.owned': (state, { owner, team }) => ({ ...state, owner, team }),
  'problem.cause_found': (state, { cause, how, at }) => ({ ...state, cause: { text: cause, how, at } }),
  'problem.published': (state, { edition, symptoms, at, by }) => ({
    ...state,
    known: { edition, symptoms, at, by },
    standing: state.standing === 'open' ? 'known' : state.standing,
  }),
  'problem.worked_around': (state, { what, from, until, products, versions, at }) => ({
    ...state,
    workaround: { what, from, until, products, versions, at, over: false },
  }),
  'problem.workaround_renewed': (state, { until }) => withWorkaround(state, { until, over: false }),
  'problem.workaround_ended': state => withWorkaround(state, { over: true }),
  'problem.workaround_withdrawn': state => ({ ...state, workaround: null }),
  'problem.worded': (state, { news, language, text }) => {
    const { [wordingKey({ news, language })]: _before, ...others } = state.wordings
    return {
      ...state,
      wordings: text ? { ...others, [wordingKey({ news, language })]: text } : others,
    }
  },
  'problem.fixed': (state, { what, version = null, verified, at }) => ({
    ...state,
    standing: 'fixed',
    fix: { what, version, verified, at },
  }),
  'problem.not_fixed': state => ({ ...state, standing: going(state), fix: null }),
  'problem.closed': state => ({ ...state, standing: 'closed' }),
  'problem.merged': (state, { into }) => ({ ...state, standing: 'merged', into }),
  'problem.dismissed': state => ({ ...state, standing: 'dismissed' }),
  'problem.reopened': state => ({
    ...state,
    standing: state.fix ? 'fixed' : going(state),
    into: null,
  }),
}

const withWorkaround = (state: Problem, change: Partial<NonNullable<Problem['workaround']>>): Problem =>
  state.workaround ? { ...state, workaround: { ...state.workaround, ...change } } : state

/** The workaround that holds at an instant. */
export const workaroundAt = ({ workaround }: Problem, at: Instant): Problem['workaround'] =>
  workaround && !workaround.over && workaround.from <= at ? workaround : null

/** Total: whatever was recorded once can be read forever. */
export function evolveProblem(state: ProblemState, fact: ProblemFact): ProblemState {
  if (fact.type === 'problem.opened') {
    const { title, kind, product, alike = null, from = null, owner, team, at } = fact
    return {
      ...{ standing: 'open', title, kind, product, alike, from, owner, team, openedAt: at, cause: null },
      ...{ known: null, workaround: null, wordings: {}, fix: null, into: null },
    }
  }
  return state && (evolvers[fact.type] as (state: Problem, fact: ProblemFact) => Problem)(state, fact)
}
