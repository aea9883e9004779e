// What of two cases that became one, and perhaps two again, a bystander keeps. Not: what they belong to
// beside them, which moves along (watch-matters.ts).
import type { Event } from '#core/case/event.ts'
import type { CaseId, NewsId, QuestionId, RegressionId } from '#core/kit/id.ts'
import type { SeenCase } from '#sim/seen-case.ts'

/** A case that goes on in this one: since when it was owed, and by which policies. */
export type SeenJoined = Map<CaseId, { readonly since: number; readonly policies: readonly string[] }>

type Writers = {
  readonly [T in Event['type']]?: (seen: SeenCase, event: Extract<Event, { type: T }>) => void
}

const owedFrom = ({ openedAt, joined }: SeenCase): number =>
  Math.min(openedAt, ...[...joined.values()].map(one => one.since))

export const joinedWriters = {
  'case.linked': (seen, { to, brings }) => {
    if (!brings) return
    seen.joined.set(to, { since: brings.since, policies: brings.policies.map(one => one.policy) })
    seen.owedFrom = owedFrom(seen)
  },
  'case.unlinked': (seen, { to, back }) => {
    seen.joined.delete(to)
    seen.owedFrom = owedFrom(seen)
    const { questions = [], news = [], regressions = [], matters = [] } = back
    settle(seen, questions, news)
    for (const one of regressions) seen.checks.delete(one as RegressionId)
    for (const matter of matters) {
      seen.belongs.delete(matter)
      for (const [id, { about }] of seen.untold) if (about === matter) seen.untold.delete(id)
    }
  },
  'case.merged': (seen, { into }) => {
    seen.countsAsUnit = false
    seen.wasSolved = seen.phase === 'solved'
    seen.phase = 'merged'
    seen.into = into
  },
  'case.parted': (seen, { meanwhile }) => {
    seen.phase = seen.wasSolved ? 'solved' : 'open'
    seen.wait = null
    seen.wasIn = seen.into
    seen.into = null
    const { questions = [], news = [], regressions = [] } = meanwhile
    settle(
      seen,
      questions.map(one => one.question),
      news,
    )
    for (const { regression } of regressions) {
      const one = seen.checks.get(regression)
      if (one) one.isChecked = true
    }
  },
} satisfies Writers

function settle(seen: SeenCase, questions: readonly QuestionId[], news: readonly NewsId[]): void {
  for (const one of questions) seen.openQuestions.delete(one)
  for (const one of news) seen.untold.delete(one)
}

/** Whether a case that goes on in it was judged by that policy. */
export const isJoinedBy = ({ joined }: SeenCase, policy: string): boolean =>
  [...joined.values()].some(one => one.policies.includes(policy))
