// What may be wished of a change request, by whom and in which standing, and which facts follow. Not: what
// its tracker answers in its own words (channels/tracker).
import { isPartner } from '#core/access/share.ts'
import { present } from '#core/case/deed/deed.ts'
import type { ChangeFact, ChangeFacts, ChangeFactType } from '#core/change/change-fact.ts'
import { type Change, type ChangeStanding, type ChangeState, openChanges } from '#core/change/state.ts'
import type { AgentId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import { after, dayMs, type Instant } from '#core/kit/time.ts'
import type { MatterWish } from '#core/matter/matter.ts'
import type { Actor } from '#core/people/actor.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'

type Maybe<F> = { [K in keyof F]: undefined extends F[K] ? F[K] | undefined : F[K] }
type Of<T extends ChangeFactType> = Maybe<ChangeFacts[T]>

export type ChangeCommands = {
  'change.draft': Of<'change.drafted'>
  'change.mend': Of<'change.mended'>
  'change.add_evidence': Of<'change.evidence_added'>
  'change.strike_evidence': Of<'change.evidence_struck'>
  'change.name_owner': Of<'change.owner_named'>
  /** its owner works here no more */
  'change.leave': { agent: AgentId; to: AgentId }
  'change.send': Of<'change.sent'>
  'change.link': Of<'change.linked'>
  'change.unlink': Of<'change.unlinked'>
  'change.write': Of<'change.written'>
  'change.deliver': Of<'change.delivered'>
  'change.answer': Of<'change.answered'>
  'change.accept': Of<'change.accepted'>
  'change.plan': Of<'change.planned'>
  'change.begin': Of<'change.begun'>
  'change.finish': Of<'change.done'>
  'change.reject': Of<'change.rejected'>
  'change.reopen': Of<'change.reopened'>
  'change.verify': Of<'change.verified'>
  'change.withdraw': Of<'change.withdrawn'>
  'change.lose': Of<'change.entry_lost'>
  'clock.ring': Record<never, never>
}
export type ChangeCommandType = keyof ChangeCommands
export type ChangeCommandOf<T extends ChangeCommandType> = {
  [K in T]: { readonly type: K } & Readonly<ChangeCommands[K]>
}[T]
export type ChangeCommand = ChangeCommandOf<ChangeCommandType>

/** Somebody of our own house who works on cases. */
export const worksOnChanges = (agent: AgentFacts, desk: DeskFacts): boolean =>
  agent.active && !isPartner(agent, desk) && agent.roles.some(role => role === 'agent' || role === 'lead')
/** Who reads them: they, and whoever looks that all is right. */
export const readsChanges = (agent: AgentFacts, desk: DeskFacts): boolean =>
  worksOnChanges(agent, desk) || (agent.active && !isPartner(agent, desk) && agent.roles.includes('auditor'))

/** Whose wish it may be: anybody's of the house, its owner's or a lead's, or the desk's alone. */
const whose: { readonly [T in ChangeCommandType]: 'anybody' | 'owner' | 'desk' } = {
  'change.draft': 'anybody',
  'change.mend': 'anybody',
  'change.add_evidence': 'anybody',
  'change.strike_evidence': 'anybody',
  'change.name_owner': 'owner',
  'change.leave': 'desk',
  'change.send': 'owner',
  'change.link': 'owner',
  'change.unlink': 'owner',
  'change.write': 'anybody',
  'change.deliver': 'desk',
  'change.answer': 'anybody',
  'change.accept': 'owner',
  'change.plan': 'owner',
  'change.begin': 'owner',
  'change.finish': 'owner',
  'change.reject': 'owner',
  'change.reopen': 'owner',
  'change.verify': 'owner',
  'change.withdraw': 'owner',
  'change.lose': 'desk',
  'clock.ring': 'desk',
}

/** The one rule book of changes: the server asks it, and so do the buttons. */
export function mayChange(
  by: Actor,
  type: ChangeCommandType,
  state: ChangeState,
  desk: DeskFacts,
): true | Refusal {
  if (by.kind === 'system') return true
  const agent = by.kind === 'agent' ? desk.agents[by.id] : undefined
  if (!agent || !worksOnChanges(agent, desk) || whose[type] === 'desk') return refuse('access.denied')
  const isOwners = state?.owner === agent.id || agent.roles.includes('lead')
  return whose[type] === 'anybody' || isOwners || refuse('change.not_owner')
}

const all: readonly ChangeStanding[] = [...openChanges, 'verified', 'rejected', 'withdrawn']
const away: readonly ChangeStanding[] = ['sent', 'accepted', 'planned', 'in_work', 'reopened']
/** In which standing what is possible; what is not there is always possible. */
const possible: { readonly [T in ChangeCommandType]?: readonly ChangeStanding[] } = {
  'change.mend': openChanges,
  'change.add_evidence': openChanges,
  'change.strike_evidence': openChanges,
  'change.send': ['drafted', ...away],
  'change.link': openChanges,
  'change.write': all.filter(one => one !== 'drafted'),
  'change.answer': all.filter(one => one !== 'drafted'),
  'change.accept': ['sent', 'reopened'],
  'change.plan': away,
  'change.begin': ['sent', 'accepted', 'planned', 'reopened'],
  'change.finish': away,
  'change.reject': away,
  'change.reopen': ['done', 'verified', 'rejected', 'withdrawn'],
  'change.verify': ['done'],
  'change.withdraw': openChanges,
}

/** Whether it could be wished in this standing at all. */
export const isPossible = (type: ChangeCommandType, standing: ChangeStanding): boolean =>
  possible[type]?.includes(standing) ?? true

const factsMax = 2_000

type Outcome = readonly ChangeFact[] | Refusal
type Decider<T extends ChangeCommandType> = (
  state: Change,
  command: ChangeCommandOf<T>,
  wish: MatterWish,
) => Outcome

function fact<T extends ChangeFactType>(
  type: T,
  data: object,
  { at, by }: MatterWish,
): readonly ChangeFact[] {
  return [{ ...data, type, at, by } as unknown as ChangeFact]
}
/** The fact says what the command did. */
const said =
  (type: ChangeFactType) =>
  (_state: Change, { type: _type, ...data }: { readonly type: string }, wish: MatterWish): Outcome =>
    fact(type, present(data), wish)

type Told = { readonly theirs?: { readonly saidAt: Instant } | undefined }
/** What the tracker says is taken once, and nothing older than what it said last. */
const decided =
  (type: ChangeFactType) =>
  (state: Change, command: { readonly type: string } & Told, wish: MatterWish): Outcome =>
    command.theirs && command.theirs.saidAt < state.heardAt ? [] : said(type)(state, command, wish)

const isTied = ({ outside }: Change): boolean => outside !== null && outside.lost === null

type Deciders = { readonly [T in Exclude<ChangeCommandType, 'change.draft' | 'clock.ring'>]: Decider<T> }
const deciders: Deciders = {
  'change.mend': said('change.mended'),
  'change.add_evidence': said('change.evidence_added'),
  'change.strike_evidence': (state, command, wish) =>
    state.evidence[command.evidence] ? said('change.evidence_struck')(state, command, wish) : [],
  'change.name_owner': (state, { owner }, wish) => {
    const agent = wish.setting.desk.agents[owner]
    if (!agent || !worksOnChanges(agent, wish.setting.desk)) return refuse('agent.not_found')
    return owner === state.owner ? [] : fact('change.owner_named', { owner }, wish)
  },
  'change.leave': (state, { agent, to }, wish) =>
    state.owner === agent ? fact('change.owner_named', { owner: to }, wish) : [],
  'change.send': (state, command, wish) =>
    isTied(state) ? refuse('change.tied') : said('change.sent')(state, command, wish),
  'change.link': (state, command, wish) => {
    if (state.outside?.url === command.url && isTied(state)) return []
    return isTied(state) ? refuse('change.tied') : said('change.linked')(state, command, wish)
  },
  'change.unlink': (state, command, wish) =>
    state.outside ? said('change.unlinked')(state, command, wish) : refuse('change.not_tied'),
  'change.write': said('change.written'),
  // Recorded once, however often the delivery is tried.
  'change.deliver': (state, command, wish) =>
    state.delivered[command.fact] === undefined ? said('change.delivered')(state, command, wish) : [],
  'change.answer': (state, command, wish) => {
    const { remote } = command
    const isOurs = remote !== undefined && Object.values(state.delivered).includes(remote)
    const isTaken = isOurs || (remote !== undefined && state.taken[remote] === true)
    return isTaken || state.length >= factsMax ? [] : said('change.answered')(state, command, wish)
  },
  'change.accept': decided('change.accepted'),
  'change.plan': (state, command, wish) =>
    state.standing === 'planned' && state.version === command.version
      ? []
      : decided('change.planned')(state, command, wish),
  'change.begin': decided('change.begun'),
  'change.finish': decided('change.done'),
  'change.reject': decided('change.rejected'),
  'change.reopen': decided('change.reopened'),
  'change.verify': said('change.verified'),
  'change.withdraw': said('change.withdrawn'),
  'change.lose': (state, command, wish) =>
    isTied(state) ? said('change.entry_lost')(state, command, wish) : [],
}

/** The only maker of its facts. What a tracker says too late or again is no refusal: nothing comes of it. */
export function decideChange(state: ChangeState, command: ChangeCommand, wish: MatterWish): Outcome {
  if (command.type === 'clock.ring') return []
  if (command.type === 'change.draft') {
    const { type: _type, ...data } = command
    return state ? [] : fact('change.drafted', present(data), wish)
  }
  if (!state) return refuse('matter.not_found')
  if (!isPossible(command.type, state.standing))
    return wish.by.kind === 'system' ? [] : refuse('change.standing', { standing: state.standing })
  return (deciders[command.type] as Decider<typeof command.type>)(state, command as never, wish)
}

const verifyDays = 3
/** By when its owner has looked whether what was done holds; null: nothing was. */
export const verifyBy = ({ standing, since }: Change): Instant | null =>
  standing === 'done' ? after(since, verifyDays * dayMs) : null
