// A change request as its facts make it. Not: what may be wished of it (decide.ts).
import type {
  ChangeFact,
  ChangeFactOf,
  ChangeFactType,
  ChangeKind,
  LostHow,
} from '#core/change/change-fact.ts'
import type { AgentId, CaseId, MatterId, ProductId, TrackerId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { type Instant, instant } from '#core/kit/time.ts'

export const changeStandings = [
  'drafted',
  'sent',
  'accepted',
  'planned',
  'in_work',
  'done',
  'reopened',
  'verified',
  'rejected',
  'withdrawn',
] as const
export type ChangeStanding = (typeof changeStandings)[number]
/** Those in which somebody still has to do something. */
export const openChanges: readonly ChangeStanding[] = changeStandings.slice(0, 7)

/** The entry of a tracker it is tied to; without `entry`: it is being made there. */
export type Outside = {
  readonly tracker: TrackerId | null
  readonly entry: string | null
  readonly url: string | null
  readonly lost: LostHow | null
}
export type Evidence = { readonly words: TextRef; readonly from: CaseId | MatterId | null }

export type Change = {
  readonly standing: ChangeStanding
  readonly kind: ChangeKind
  readonly title: TextRef
  readonly wanted: TextRef
  readonly why: TextRef
  readonly product: ProductId | null
  readonly owner: AgentId
  readonly from: CaseId | MatterId | null
  readonly openedAt: Instant
  /** when it came to stand as it does */
  readonly since: Instant
  readonly version: string | null
  readonly evidence: Readonly<Record<number, Evidence>>
  readonly outside: Outside | null
  /** facts of ours that arrived in the tracker, with what it calls them */
  readonly delivered: Readonly<Record<number, string>>
  /** what was taken from there, by what the tracker calls it */
  readonly taken: Readonly<Record<string, true>>
  /** whether its tracker, not one of ours, said that it stands so */
  readonly isTheirs: boolean
  /** when the tracker last said how its entry stands */
  readonly heardAt: Instant
  /** how many facts it has */
  readonly length: number
}
export type ChangeState = Change | null

type Evolvers = {
  readonly [T in Exclude<ChangeFactType, 'change.drafted'>]: (
    state: Change,
    fact: ChangeFactOf<T>,
  ) => Partial<Change>
}

const stands = (standing: ChangeStanding) => (state: Change, fact: ChangeFact) => ({
  ...{ standing, since: fact.at },
  ...('theirs' in fact && fact.theirs
    ? { isTheirs: true, heardAt: fact.theirs.saidAt }
    : { isTheirs: false, heardAt: state.heardAt }),
})

const evolvers: Evolvers = {
  'change.mended': ({ kind, title, wanted, why, product }, fact) => ({
    ...{ kind: fact.kind ?? kind, title: fact.title ?? title, wanted: fact.wanted ?? wanted },
    ...{ why: fact.why ?? why, product: fact.product === undefined ? product : fact.product },
  }),
  'change.evidence_added': ({ evidence, length }, { words, from = null }) => ({
    evidence: { ...evidence, [length + 1]: { words, from } },
  }),
  'change.evidence_struck': ({ evidence }, fact) => {
    const { [fact.evidence]: _struck, ...left } = evidence
    return { evidence: left }
  },
  'change.owner_named': (_state, { owner }) => ({ owner }),
  'change.sent': (state, fact) => ({
    ...stands('sent')(state, fact),
    outside: fact.tracker === null ? null : { tracker: fact.tracker, entry: null, url: null, lost: null },
  }),
  'change.linked': (state, { tracker, entry, url, at }) => ({
    outside: { tracker, entry, url, lost: null },
    ...(state.standing === 'drafted' && { standing: 'sent', since: at }),
  }),
  'change.unlinked': () => ({ outside: null }),
  'change.written': () => ({}),
  'change.delivered': ({ delivered, outside }, { fact, entry, url, remote }) => ({
    delivered: { ...delivered, [fact]: remote ?? entry ?? '' },
    ...(outside && entry && { outside: { ...outside, entry, url: url ?? null } }),
  }),
  'change.answered': ({ taken }, { remote }) =>
    remote === undefined ? {} : { taken: { ...taken, [remote]: true } },
  'change.accepted': stands('accepted'),
  'change.planned': (state, fact) => ({ ...stands('planned')(state, fact), version: fact.version }),
  'change.begun': stands('in_work'),
  'change.done': (state, fact) => ({
    ...stands('done')(state, fact),
    version: fact.version ?? state.version,
  }),
  'change.rejected': stands('rejected'),
  'change.reopened': stands('reopened'),
  'change.verified': stands('verified'),
  'change.withdrawn': stands('withdrawn'),
  'change.entry_lost': ({ outside }, { how, url }) => ({
    outside: outside && { ...outside, lost: how, url: url ?? outside.url },
  }),
}

/** Total: whatever was recorded once can be read forever. */
export function evolveChange(state: ChangeState, fact: ChangeFact): ChangeState {
  if (fact.type === 'change.drafted') {
    const { kind, title, wanted, why, product, owner, from = null, at } = fact
    return {
      ...{ standing: 'drafted', kind, title, wanted, why, product, owner, from, openedAt: at, since: at },
      ...{ version: null, evidence: {}, outside: null, delivered: {}, taken: {}, isTheirs: false },
      ...{ heardAt: instant(0), length: 1 },
    }
  }
  if (!state) return null
  const change = (evolvers[fact.type] as (state: Change, fact: ChangeFact) => Partial<Change>)(state, fact)
  return { ...state, ...change, length: state.length + 1 }
}
