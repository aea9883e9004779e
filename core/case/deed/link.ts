// Cases that belong together: linked, or merged into one. The earliest beginning and the tightest policy of
// two that are merged survive in the one that goes on (target.ts); what was judged stays in its ledger.
import { checkBackEnded } from '#core/case/deed/check-back.ts'
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import { helpUnanswered } from '#core/case/deed/help.ts'
import { onTheirWay, promisesEnded, spokenPromises } from '#core/case/deed/promise.ts'
import { mattersJoined } from '#core/case/deed/matter.ts'
import { questionsJoined, untoldJoined } from '#core/case/deed/brought-along.ts'
import { unansweredSince } from '#core/case/deed/brought-word.ts'
import { regressionsJoined } from '#core/case/deed/regression.ts'
import { type PartCommands, partDeciders, partEvolvers } from '#core/case/deed/part.ts'
import { withWriter } from '#core/case/deed/message.ts'
import { customerAnswered, waitCutShort } from '#core/case/deed/wait.ts'
import type { Brought } from '#core/case/brought.ts'
import type { LinkKind } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { earliest, type Instant, instant } from '#core/kit/time.ts'

export type LinkCommands = PartCommands & {
  /** `brings`: the other one goes on here, and this is what it brings along */
  'case.link': { to: CaseId; how: LinkKind; brings?: Brought | undefined }
  /** this case goes on in the other one; the shell has made sure that the other may receive it */
  'case.merge': { into: CaseId; itself: boolean }
}

export const linkDeciders: Deciders<LinkCommands> = {
  ...partDeciders,
  'case.link': (state, { to, how, brings }, wish) => {
    const isKnown = brings ? state.brought.some(one => one.from === to) : state.links.includes(to)
    if (isKnown) return []
    const { regressions = [], matters = [], untold = [], questions = [], ...along } = brings ?? {}
    const linked = present({ to, how, brings: brings && (along as Brought) })
    const saidAt = brings ? unansweredSince(state, brings) : null
    const isHis = brings?.customer === undefined || brings.customer === state.customer
    return [
      fact(wish, 'case.linked', linked),
      // His word came by the other case: it has been our turn since. Somebody else's, perhaps merged by
      // mistake, makes it our turn from now on.
      ...(saidAt === null ? [] : customerAnswered(state, wish, isHis ? saidAt : wish.at)),
      ...mattersJoined(state, matters, to, wish),
      ...regressionsJoined(state, regressions, to, wish),
      ...untoldJoined(state, untold, to, wish),
      ...questionsJoined(state, questions, to, wish),
    ]
  },
  'case.merge': (state, { into, itself }, wish) => {
    if (itself) return refuse('case.same')
    if (state.offered || state.accepted.length > 0) return refuse('hand_off.pending')
    // It counts from its click, and would count nowhere.
    if (onTheirWay(state.messages).length > 0) return refuse('message.under_way')
    const unanswered = helpUnanswered(state, wish)
    if (unanswered) return unanswered
    const spoken = spokenPromises(state).length
    if (spoken > 0) return refuse('case.has_open_promise', { count: spoken })
    return [
      ...waitCutShort(state, wish),
      ...promisesEnded(state, wish, 'merged'),
      ...checkBackEnded(state, wish, 'came_back'),
      fact(wish, 'case.merged', { into }),
    ]
  },
}

const caseLinked: Evolver<'case.linked'> = (state, { to, brings }) => {
  const links = state.links.includes(to) ? state.links : [...state.links, to]
  if (!brings) return { ...state, links }
  // Where both cases were open it was our turn in one of them: only what was waited for before counts.
  const waited = brings.waited.flatMap(([from, end]): (readonly [Instant, Instant])[] =>
    from < state.owedFrom ? [[from, instant(Math.min(end, state.owedFrom))]] : [],
  )
  const known = brings.customer ? withWriter(state, brings.customer) : state
  return {
    ...known,
    links,
    owedFrom: instant(Math.min(brings.since, state.owedFrom)),
    firstAnsweredAt: earliest([state.firstAnsweredAt, brings.answeredAt ?? null]),
    brought: [...state.brought, { ...brings, waited, from: to }],
  }
}
const caseMerged: Evolver<'case.merged'> = (state, event) => ({
  ...state,
  phase: 'merged',
  into: event.into,
  solved: state.phase === 'solved' ? { solvedAt: state.solvedAt, solvedLevel: state.solvedLevel } : null,
})
export const linkEvolvers = { 'case.linked': caseLinked, 'case.merged': caseMerged, ...partEvolvers }
