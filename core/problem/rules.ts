// A problem as a matter: how it is listed, rung, and what its cases are told. Not: how it goes (decide.ts,
// state.ts).
import { writerOf } from '#core/case/deed/deed.ts'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { ProblemId } from '#core/kit/id.ts'
import type { ReadText, TextRef } from '#core/kit/text-ref.ts'
import type { MatterCard, MatterRules, MatterWant } from '#core/matter/matter.ts'
import { termsOf } from '#core/problem/alike.ts'
import { decideProblem, mayProblem, type ProblemCommand, ringOf } from '#core/problem/decide.ts'
import type { ProblemFact, ProblemFactOf, ProblemFactType, ProblemKind } from '#core/problem/problem-fact.ts'
import { evolveProblem, openStandings, type Problem, type ProblemState } from '#core/problem/state.ts'

/** What only problems list. */
export type ProblemMore = {
  readonly kind: ProblemKind
  readonly edition: number
  readonly hasCause: boolean
  readonly workaround: 'none' | 'holds' | 'over'
  readonly version: string | null
  readonly into: ProblemId | null
  /** of a known error: the words by which it is found; absent on cards of an older release */
  readonly terms?: readonly string[]
}

/** How a workaround stands. */
export const workaroundOf = ({ workaround }: Problem): ProblemMore['workaround'] =>
  workaround ? (workaround.over ? 'over' : 'holds') : 'none'

function cardOf(state: ProblemState, text: ReadText): MatterCard {
  if (!state) throw new Error('a problem without a beginning has no card')
  const { standing, title, owner, team, product, openedAt, workaround, kind, known, cause, fix, into } = state
  const isOpen = openStandings.includes(standing)
  const more: ProblemMore = {
    kind,
    edition: known?.edition ?? 0,
    hasCause: cause !== null,
    workaround: workaroundOf(state),
    version: fix?.version ?? null,
    into,
    ...(known && { terms: termsOf(`${text(title) ?? ''} ${text(known.symptoms) ?? ''}`) }),
  }
  return {
    ...{ kind: 'problem', standing, isOpen, title: text(title) ?? '', owner, team, product, subject: null },
    // A workaround whose time ran out is owed a word of its owner.
    dueAt: isOpen ? (workaround?.until ?? null) : null,
    openedAt,
    more,
  }
}

type Said = { readonly news: MatterNews | 'merged'; readonly words?: TextRef; readonly into?: ProblemId }
/** What its cases hear of which fact. */
const says: { readonly [T in ProblemFactType]?: (fact: ProblemFactOf<T>) => Said | null } = {
  'problem.cause_found': ({ cause }) => ({ news: 'cause', words: cause }),
  'problem.published': ({ symptoms, quiet }) => (quiet ? null : { news: 'known_error', words: symptoms }),
  'problem.worked_around': ({ what }) => ({ news: 'workaround', words: what }),
  'problem.workaround_withdrawn': ({ because }) => ({ news: 'workaround_withdrawn', words: because }),
  'problem.fixed': ({ what }) => ({ news: 'fixed', words: what }),
  'problem.not_fixed': ({ because }) => ({ news: 'not_fixed', words: because }),
  'problem.merged': ({ into }) => ({ news: 'merged', into }),
}

/** Which fact wants one of ours. */
const wants: { readonly [T in ProblemFactType]?: (fact: ProblemFactOf<T>) => MatterWant } = {
  'problem.owned': ({ how }) =>
    how === 'left' ? { cause: 'matter.left', hears: 'lead' } : { cause: 'matter.given', hears: 'owner' },
  'problem.workaround_ended': () => ({ cause: 'matter.due', hears: 'owner' }),
}

export const problemRules: MatterRules<ProblemState, ProblemCommand, ProblemFact> = {
  kind: 'problem',
  start: null,
  may: mayProblem,
  decide: decideProblem,
  evolve: evolveProblem,
  card: cardOf,
  ring: ringOf,
  tells(_state, fact) {
    const said = (says[fact.type] as ((fact: ProblemFact) => Said | null) | undefined)?.(fact)
    if (!said) return null
    const { news, words = null, into } = said
    return { news, words, from: writerOf(fact.by), ...(into && { into }) }
  },
  wants: fact => (wants[fact.type] as ((fact: ProblemFact) => MatterWant) | undefined)?.(fact) ?? null,
}
