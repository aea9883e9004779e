// Rules of hand-offs that are disputed, sent on, raised to others, or read back. Not: what one says, and
// where the work lies meanwhile (hand-off.ts).
import { workSetting } from '#core/people/desk-facts.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { HandOffId } from '#core/kit/id.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Batch, Rules, Watched } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import type { SeenOffer } from '#sim/seen-parts.ts'
import { asKnown, isLead } from '#sim/rules/people.ts'

const byLead = (by: Actor, known: readonly DeskFacts[]): boolean =>
  by.kind === 'agent' && known.some(facts => isLead(facts, by.id))

/** Somebody said no to the same step before, or sent this one on from another team. */
function saidNoBefore({ handOffs }: SeenCase, id: HandOffId, one: SeenOffer): boolean {
  if (one.isRerouted) return true
  for (const [other, { standing, from, to }] of handOffs)
    if (other !== id && standing === 'returned' && from.level === one.from.level && to.level === one.to.level)
      return true
  return false
}

/** Saying no a second time, by whoever is no lead, is for a lead to judge. */
const saidNoAgain = (
  seen: SeenCase,
  { handOff, by, type }: EventOf<'hand_off.returned' | 'hand_off.rerouted'> & Recorded,
  batch: Batch,
  watched: Watched,
) => {
  const one = seen.handOffs.get(handOff)
  const isAgain = one && (one.isDisputed || one.mustTake || saidNoBefore(seen, handOff, one))
  return isAgain && !byLead(by, asKnown(watched, batch)) && `${type} of ${handOff} a second time, by no lead`
}

function wronglyRaised(
  { handOffs }: SeenCase,
  { handOff, to, agent, at }: EventOf<'hand_off.raised'> & Recorded,
  known: readonly DeskFacts[],
) {
  const one = handOffs.get(handOff)
  if (one?.standing !== 'offered' || !one.isExpired) return `${handOff} was raised before its time was over`
  if (one.raisedTo !== undefined) return `${handOff} was raised twice`
  if (one.raiseAt !== null && at < one.raiseAt) return `${handOff} was raised ${one.raiseAt - at} ms early`
  const isAsked = ({ agents, teams }: DeskFacts): boolean => {
    const leads = Object.values(agents).filter(
      each => each.active && !each.absent && each.roles.includes('lead'),
    )
    if (agent === null) return to === 'lead' && leads.length === 0
    if (to === 'lead') return leads.some(({ id }) => id === agent)
    const isOnCall = teams[one.to.team]?.duty?.turns.some(turn => turn.agent === agent) === true
    return isOnCall && agents[agent]?.active === true && !agents[agent].absent
  }
  return !known.some(isAsked) && `${handOff} was raised to ${agent}, who is not the one to ask`
}

const notRead = (
  seen: SeenCase,
  { handOff, readBack }: EventOf<'hand_off.accepted'>,
  { facts }: Watched,
): string | false => {
  const team = seen.handOffs.get(handOff)?.to.team
  const isNeeded = team !== undefined && seen.severity !== 1 && workSetting(facts, team).readBack
  return isNeeded && !readBack?.text && `${handOff} was accepted, and nobody said what was understood`
}

export const disputeRules: Rules = {
  'dispute.lead_decides': {
    says: 'Who says no to the same step a second time disputes it; a lead, and nobody else, decides that once.',
    facts: {
      'hand_off.disputed': (seen, { handOff }) => {
        const one = seen.handOffs.get(handOff)
        if (one?.standing !== 'offered') return `${handOff} was disputed, and is ${one?.standing}`
        if (one.isDisputed || one.mustTake) return `${handOff} was disputed twice`
        return !saidNoBefore(seen, handOff, one) && `${handOff} was disputed at the first no`
      },
      'hand_off.decided': (seen, { handOff, by }, batch, watched) =>
        seen.handOffs.get(handOff)?.isDisputed !== true
          ? `${handOff} was decided, and nobody disputed it`
          : !byLead(by, asKnown(watched, batch)) && `${handOff} was decided by no lead`,
      'hand_off.returned': saidNoAgain,
      'hand_off.rerouted': saidNoAgain,
    },
  },
  'reroute.keeps_clock': {
    says: 'What belongs to another team goes to one that works, from whoever was asked, and keeps its clock.',
    facts: {
      'hand_off.rerouted': (seen, { handOff, to }, batch, watched) => {
        const one = seen.handOffs.get(handOff)
        if (one?.standing !== 'offered') return `${handOff} was sent on, and is ${one?.standing}`
        const team = watched.facts.teams[to.team]
        if (!team?.active || team.level !== to.level) return `${to.team} does not work at ${to.level}`
        if (to.team === one.from.team || to.team === one.to.team) return `${handOff} went nowhere else`
        return batch.events.some(({ type }) => type.startsWith('target.')) && 'sending it on moved a clock'
      },
    },
  },
  'raise.once': {
    says: 'What nobody took is raised once, after its time, to whoever is on call, else to a lead who is there.',
    facts: {
      'hand_off.raised': (seen, event, batch, watched) => wronglyRaised(seen, event, asKnown(watched, batch)),
    },
  },
  'read_back.said': {
    says: 'Who accepts where a team reads back says what he understood; at severity 1 he need not.',
    facts: {
      'hand_off.accepted': (seen, event, _batch, watched) => notRead(seen, event, watched),
    },
  },
  'read_back.by_giver': {
    says: 'What was read back is corrected by whoever gave it, the contact or a lead, until it is answered.',
    facts: {
      'hand_off.corrected': (seen, { handOff, by }, batch, watched) => {
        const one = seen.handOffs.get(handOff)
        if (one?.standing !== 'accepted') return `${handOff} was corrected, and is ${one?.standing}`
        const giver = seen.accepted.map(id => seen.handOffs.get(id)?.from.agent)
        const isHis = by.kind === 'agent' && [...giver, seen.contact].includes(by.id)
        return !isHis && !byLead(by, asKnown(watched, batch)) && `${handOff} was corrected by a stranger`
      },
    },
  },
}
