// A receiver says no to an offer: it comes back with what the reason needs, goes on to the right team, or is
// disputed, and then a lead decides. Part of hand-off.ts.
import { type Decider, fact, type Outcome, present, type Wish } from '#core/case/deed/deed.ts'
import type { ReturnDetail, ReturnReason } from '#core/case/hand-off-facts.ts'
import { offeredNow } from '#core/case/deed/hand-off-state.ts'
import type { HandOffState } from '#core/case/hand-off-stand.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { HandOffId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import { dutyLead } from '#core/people/team-there.ts'

type Detail = { readonly [K in keyof ReturnDetail]: ReturnDetail[K] | undefined }
export type ReturnCommand = {
  readonly handOff: HandOffId
  readonly reason: ReturnReason
  readonly nextAct: TextRef
} & Detail
export type DecideCommand = {
  readonly handOff: HandOffId
  readonly how: 'stays' | 'must_take'
  readonly text: TextRef
}

/** What each reason has to say beside the next act; null: nothing. */
export const returnNeeds: Readonly<Record<ReturnReason, keyof ReturnDetail | null>> = {
  missing_evidence: 'missing',
  step_not_done: 'notDone',
  known_error: 'knownIn',
  duplicate: 'duplicateOf',
  wrong_team: 'team',
  no_entitlement: null,
  customer_pending: null,
  level_1_can: 'solution',
  not_reproducible: null,
  supplier_scope: null,
}

/** Until when the receiver may say no: half of the time he has to accept. */
export const returnableUntil = (one: Pick<HandOffState, 'since' | 'acceptBy'>): Instant =>
  (one.since + Math.max(0, one.acceptBy - one.since) / 2) as Instant

export const giveBack: Decider<ReturnCommand> = (state, command, wish) => {
  const one = offeredNow(state, command.handOff)
  if ('refused' in one) return one
  const no = mayReturn(state, one, { command, wish })
  if (no) return no
  const { handOff, reason, nextAct } = command
  const said = { handOff, reason, nextAct, ...present({ detail: detailOf(command) }) }
  // No ping-pong: the same step of levels is said no to once; then a lead decides.
  if (!isLead(wish) && saidNoBefore(state, one))
    return [
      fact(wish, 'hand_off.disputed', {
        ...said,
        lead: dutyLead(wish.setting.desk, one.to.team, wish.at),
      }),
    ]
  return reason === 'wrong_team' ? reroute(one, command, wish) : [fact(wish, 'hand_off.returned', said)]
}

type Saying = { readonly command: ReturnCommand; readonly wish: Wish }

function mayReturn(state: OpenedCase, one: HandOffState, { command, wish }: Saying): Refusal | null {
  if (state.severity === 1) return refuse('hand_off.severity_1_not_returned')
  if (!isLead(wish)) {
    if (one.isDisputed || one.mustTake) return refuse('hand_off.returned_before')
    if (wish.at > returnableUntil(one)) return refuse('hand_off.return_late')
  }
  const needs = returnNeeds[command.reason]
  const needed = needs && command[needs]
  if (needs && (!needed || (Array.isArray(needed) && needed.length === 0)))
    return refuse('hand_off.return_incomplete')
  return null
}

const isLead = ({ by, setting }: Wish): boolean =>
  by.kind === 'agent' && setting.desk.agents[by.id]?.roles.includes('lead') === true

const saidNoBefore = (state: OpenedCase, one: HandOffState): boolean =>
  one.isRerouted === true ||
  Object.values(state.handOffs).some(
    h => h.standing === 'returned' && h.from.level === one.from.level && h.to.level === one.to.level,
  )

/** Only what the reason needs is kept. */
const detailOf = (command: ReturnCommand): ReturnDetail | undefined => {
  const needs = returnNeeds[command.reason]
  return needs ? present({ [needs]: command[needs] }) : undefined
}

/** The receiver knows better where it belongs: it goes there from him, on the clock it has. */
function reroute(one: HandOffState, { handOff, team, nextAct }: ReturnCommand, wish: Wish): Outcome {
  const to = team && wish.setting.desk.teams[team]
  if (!to?.active) return refuse('team.not_found')
  if (to.id === one.to.team || to.id === one.from.team) return refuse('hand_off.same_level')
  return [fact(wish, 'hand_off.rerouted', { handOff, to: { level: to.level, team: to.id }, nextAct })]
}

/** The lead's word on a dispute. */
export const settle: Decider<DecideCommand> = (state, { handOff, how, text }, wish) => {
  const one = offeredNow(state, handOff)
  if ('refused' in one) return one
  if (!one.isDisputed) return refuse('hand_off.not_disputed')
  return [fact(wish, 'hand_off.decided', { handOff, how, text })]
}
