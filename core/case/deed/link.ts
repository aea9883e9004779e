// Cases that belong together: linked, or merged into one.
import { type Deciders, type Evolver, fact } from '#core/case/deed/deed.ts'
import { promisesEnded, spokenPromises } from '#core/case/deed/promise.ts'
import { waitCutShort } from '#core/case/deed/wait.ts'
import type { LinkKind } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'

export type LinkCommands = {
  'case.link': { to: CaseId; how: LinkKind }
  /** this case goes on in the other one; the shell has made sure that the other may receive it */
  'case.merge': { into: CaseId; itself: boolean }
}

export const linkDeciders: Deciders<LinkCommands> = {
  'case.link': (state, { to, how }, wish) =>
    state.links.includes(to) ? [] : [fact(wish, 'case.linked', { to, how })],
  'case.merge': (state, { into, itself }, wish) => {
    if (itself) return refuse('case.same')
    if (state.offered || state.accepted.length > 0) return refuse('hand_off.pending')
    const spoken = spokenPromises(state).length
    if (spoken > 0) return refuse('case.has_open_promise', { count: spoken })
    return [
      ...waitCutShort(state, wish),
      ...promisesEnded(state, wish, 'merged'),
      fact(wish, 'case.merged', { into }),
    ]
  },
}

export const caseLinked: Evolver<'case.linked'> = (state, event) =>
  state.links.includes(event.to) ? state : { ...state, links: [...state.links, event.to] }
export const caseMerged: Evolver<'case.merged'> = (state, event) => ({
  ...state,
  phase: 'merged',
  into: event.into,
})
