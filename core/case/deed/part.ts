// A merge is taken back: the case goes on by itself again, with what was done for it meanwhile, and the one
// it went on in owes what it would owe without it. Both histories are kept; what was judged stays judged.
// Not: how two become one (link.ts), nor what it means for the clocks (target-joined.ts).
import { checkBackPlanned } from '#core/case/deed/check-back.ts'
import { type Deciders, deskFact, type Evolver, fact } from '#core/case/deed/deed.ts'
import { newsWithout } from '#core/case/deed/pass-on.ts'
import { stoodStill, waitOf } from '#core/case/deed/wait.ts'
import { findingsOf, withFindings } from '#core/case/findings.ts'
import type { GivenBack, Meanwhile } from '#core/case/parted.ts'
import type { MergedCase, OpenedCase } from '#core/case/state.ts'
import type { CaseId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { earliest, latest } from '#core/kit/time.ts'

export type PartCommands = {
  /** `from`: the case in which it went on; `meanwhile`: what was done for it there */
  'case.part': { from: CaseId; meanwhile: Meanwhile }
  /** that case goes on by itself again, and takes this along */
  'case.unlink': { to: CaseId; back: GivenBack }
}

export const partDeciders: Deciders<PartCommands> = {
  'case.part': (state, { from, meanwhile }, wish) => {
    // The lifecycle lets only a merged case come here.
    if ((state as MergedCase).into !== from) return refuse('case.not_merged')
    const parted = fact(wish, 'case.parted', { from, meanwhile })
    const after = caseParted(state, parted)
    const { wait } = meanwhile
    if (after.phase === 'solved') return [parted, ...checkBackPlanned(after, wish)]
    return [parted, ...(wait ? [deskFact(wish, 'wait.started', wait)] : [])]
  },
  'case.unlink': (state, { to, back }, wish) =>
    state.brought.some(one => one.from === to)
      ? [
          fact(wish, 'case.unlinked', { to, back }),
          ...(back.wait && waitOf(state) === null ? [deskFact(wish, 'wait.started', back.wait)] : []),
        ]
      : [],
}

/** As it was when it was merged, and what was done for it since is done. */
const caseParted: Evolver<'case.parted'> = (state, { at, meanwhile }) => {
  const { solved } = state as MergedCase
  const { waited, answeredAt = null, spokenAt = null } = meanwhile
  const stood = waited.reduce((one, [from, to]) => stoodStill(one, from, to), state)
  const isHeard = spokenAt !== null && state.awaited !== null && state.awaited.since <= spokenAt
  const known = {
    ...settledThere(stood, meanwhile),
    firstAnsweredAt: earliest([state.firstAnsweredAt, answeredAt]),
    spokenAt: spokenAt === null ? state.spokenAt : latest(state.spokenAt, spokenAt),
    awaited: isHeard ? null : state.awaited,
  }
  return solved
    ? { ...known, phase: 'solved', ...solved }
    : { ...known, phase: 'open', levelSince: at, wait: null }
}

/** Questions, checks and words to pass on that were settled there. */
function settledThere(
  state: OpenedCase,
  { questions = [], regressions = [], news = [], matters = [] }: Meanwhile,
): OpenedCase {
  const asked = { ...state.questions }
  for (const { question, standing } of questions) {
    const one = asked[question]
    if (one) asked[question] = { ...one, standing }
  }
  const looked = { ...findingsOf(state).regressions }
  for (const { regression, result, at } of regressions) {
    const one = looked[regression]
    if (one) looked[regression] = { ...one, standing: result, checkedAt: at }
  }
  const joined = { ...state.matters }
  for (const { matter, told } of matters) {
    const one = joined[matter]
    if (one) joined[matter] = { ...one, told: Math.max(one.told, told) }
  }
  const after = {
    ...state,
    questions: asked,
    untold: without(state.untold, news),
    ...(state.matters && { matters: joined }),
  }
  return regressions.length === 0 ? after : withFindings(after, { regressions: looked })
}

/** What had come along, and was not settled here, is not asked here any more. */
const caseUnlinked: Evolver<'case.unlinked'> = (state, { to, back }) => {
  const { since, answeredAt = null, writer, questions = [], regressions = [], news = [], matters = [] } = back
  const { regressions: looked } = findingsOf(state)
  const after = {
    ...state,
    brought: state.brought.filter(one => one.from !== to),
    owedFrom: since,
    firstAnsweredAt: answeredAt,
    questions: without(state.questions, questions),
    untold: matters.reduce<OpenedCase['untold']>(newsWithout, without(state.untold, news)),
    ...(writer && { writers: state.writers?.filter(one => one !== writer) }),
    ...(state.matters && { matters: without(state.matters, matters) }),
  }
  return looked && regressions.length > 0
    ? withFindings(after, { regressions: without(looked, regressions) })
    : after
}

const without = <K extends string, V>(table: Readonly<Record<K, V>>, ids: readonly K[]) =>
  ids.length === 0
    ? table
    : (Object.fromEntries(Object.entries(table).filter(([id]) => !ids.includes(id as K))) as Record<K, V>)

export const partEvolvers = { 'case.parted': caseParted, 'case.unlinked': caseUnlinked }
