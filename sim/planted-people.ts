// Planted bugs in who may do what once somebody has left, or works elsewhere.
import type { Command } from '#core/case/case.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { caseRules } from '#server/handle.ts'
import { type Broken, rules } from '#sim/planting.ts'

/** The desk itself does nothing where it should place what somebody left behind. */
const leavesBe = (type: Command['type']) =>
  rules({
    decide: (state, command, by, setting) =>
      command.type === type && by.kind === 'system' ? [] : caseRules.decide(state, command, by, setting),
  })

export const peopleBugs: readonly Broken[] = [
  {
    bug: 'whoever has left keeps the cases he worked on',
    caughtBy: ['left.has_nothing'],
    seed: 18,
    breaks: leavesBe('worker.queue'),
  },
  {
    bug: 'the customers of whoever has left keep him as their contact',
    caughtBy: ['left.has_nothing'],
    seed: 18,
    breaks: leavesBe('contact.assign'),
  },
  {
    bug: 'whoever has left may still take cases and accept hand-offs',
    caughtBy: ['holder.one', 'holder.may_work', 'hand_off.by_receiver', 'left.has_nothing'],
    seed: 4,
    breaks: rules({
      may: (actor, type, state, desk) => {
        const gone = actor.kind === 'agent' ? desk.agents[actor.id] : undefined
        if (!gone || gone.active) return caseRules.may(actor, type, state, desk)
        const agents = { ...desk.agents, [gone.id]: { ...gone, active: true } }
        return caseRules.may(actor, type, state, { ...desk, agents })
      },
    }),
  },
  {
    bug: 'a partner gets a case, and nobody of ours answers for it',
    caughtBy: ['partner.one_answers'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const outcome = caseRules.decide(state, command, by, setting)
        return isRefusal(outcome) ? outcome : outcome.filter(one => one.type !== 'accountable.assigned')
      },
    }),
  },
  {
    bug: 'whoever works for a partner answers for what his house works on',
    caughtBy: ['partner.one_answers'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const outcome = caseRules.decide(state, command, by, setting)
        if (isRefusal(outcome) || by.kind !== 'agent') return outcome
        return outcome.map(one => (one.type === 'accountable.assigned' ? { ...one, agent: by.id } : one))
      },
    }),
  },
  {
    bug: 'whoever was named accepts, though he works elsewhere by now',
    caughtBy: ['hand_off.by_receiver', 'holder.may_work'],
    seed: 2015,
    breaks: rules({
      may: (actor, type, state, desk) => {
        const offer = state.phase === 'open' && state.offered && state.handOffs[state.offered]
        const isNamed = offer && actor.kind === 'agent' && offer.to.agent === actor.id
        return type === 'hand_off.accept' && isNamed ? true : caseRules.may(actor, type, state, desk)
      },
    }),
  },
]
