// Rules of who has a case, and whose turn it is.
import { goesOnBy } from '#core/case/goes-on.ts'
import type { MessageId, TeamId } from '#core/kit/id.ts'
import type { Recorded } from '#core/case/event.ts'
import { type Batch, has, type Rules, type Watched } from '#sim/rule.ts'
import { asKnown, isLead } from '#sim/rules/people.ts'
import { isOfClocks, type SeenCase } from '#sim/seen-case.ts'

const wrongTeam = ({ facts }: Watched, team: TeamId, level: number) => {
  const one = facts.teams[team]
  return (!one?.active || one.level !== level) && `team ${team} does not work at level ${level}`
}

/** The level a case may go to, given the fact before. */
function levelsAllowed(seen: SeenCase): (number | undefined)[] {
  const { last } = seen
  if (last.type === 'hand_off.accepted') return [seen.level, seen.handOffs.get(last.handOff)?.to.level]
  if (last.type === 'hand_off.answered') return [seen.level, seen.handOffs.get(last.handOff)?.from.level]
  return [seen.level]
}

const levelMove = (seen: SeenCase, { level }: { level: number }) =>
  !levelsAllowed(seen).includes(level) && `level ${seen.level} became ${level} after ${seen.last.type}`

const notOffered = (seen: SeenCase, { handOff, type }: { handOff: `hnd_${string}`; type: string }) =>
  seen.handOffs.get(handOff)?.standing !== 'offered' &&
  `${type} of ${handOff}, which is ${seen.handOffs.get(handOff)?.standing ?? 'unknown'}`

const settledByDesk = (seen: SeenCase, event: Recorded, { act, events }: Batch, { facts }: Watched) =>
  event.by.kind === 'system' &&
  act?.kind !== 'staff' &&
  // Whoever left and was broken off in it: the clock finds what is still with him.
  !(act?.kind === 'clock' && seen.worker !== null && !facts.agents[seen.worker]?.active) &&
  !events.some(goesOnBy) &&
  seen.last.type !== 'hand_off.answered' &&
  `the desk itself moved the case after ${seen.last.type}`

/** Whether it is the question because of which it is the customer's turn. */
const isAsked = ({ phase, wait, messages }: SeenCase, message: MessageId) =>
  phase === 'open' && wait?.turn === 'customer' && wait.since === messages.get(message)?.at

function stays(seen: SeenCase, _event: Recorded, batch: Batch, watched: Watched): string | false {
  const { events } = batch
  const isMoved = has(events, 'worker.assigned') || has(events, 'worker.queued')
  const known = asKnown(watched, batch)
  const isThere = seen.worker === null || known.some(({ agents }) => agents[seen.worker!]?.active)
  const hasLeft = seen.worker !== null && known.some(({ agents }) => !agents[seen.worker!]?.active)
  if (isMoved && !hasLeft) return 'that it goes on again moved it'
  return !isMoved && !isThere && `it is with ${seen.worker}, who left`
}

export const caseRules: Rules = {
  'holder.one': {
    says: 'An open case has exactly one holder: an agent who is there, or the queue of a team of its level.',
    facts: {
      'worker.assigned': (_seen, { agent, team, level }, batch, watched) =>
        asKnown(watched, batch).some(({ agents }) => agents[agent]?.active)
          ? wrongTeam(watched, team, level)
          : `${agent} is not there to work on it`,
      'worker.queued': (_seen, { team, level }, _batch, watched) => wrongTeam(watched, team, level),
    },
  },
  'holder.taken_once': {
    says: 'Of two who take the same case one gets it.',
    facts: {
      'worker.assigned': (seen, { agent, by }, _batch, watched) =>
        by.kind === 'agent' &&
        by.id === agent &&
        seen.worker !== null &&
        seen.worker !== agent &&
        seen.last.type !== 'hand_off.accepted' &&
        !isLead(watched.facts, agent) &&
        `${agent} took it from ${seen.worker}`,
    },
  },
  'contact.one': {
    says: 'Whoever works on a case, one agent is its contact; a hand-off never takes him away.',
    batch: ({ seen, stands }) =>
      seen.contact === null
        ? seen.worker !== null && 'somebody works on it, and nobody is the contact'
        : stands.contact !== seen.contact && `the contact ${seen.contact} became ${stands.contact}`,
  },
  'level.moves': {
    says: 'The level of a case changes only when a hand-off is accepted or answered.',
    facts: { 'worker.assigned': levelMove, 'worker.queued': levelMove },
  },
  'giver.holds': {
    says: 'Until a hand-off is accepted its giver holds the case; then whoever accepted holds it.',
    facts: {
      'hand_off.offered': (seen, { from }) =>
        (from.agent !== seen.worker || from.level !== seen.level) &&
        `${from.agent} gave what he did not have`,
      'worker.assigned': settledByDesk,
      'worker.queued': settledByDesk,
    },
    batch: ({ events }) => {
      if (!has(events, 'hand_off.accepted')) return null
      const told = events.filter(event => !isOfClocks(event))
      const i = told.findIndex(event => event.type === 'hand_off.accepted')
      const [accepted, next] = [told[i], told[i + 1]]
      if (accepted?.by.kind !== 'agent') return null
      const isHis = next?.type === 'worker.assigned' && next.agent === accepted.by.id
      return !isHis && `${accepted.by.id} accepted and did not get the case`
    },
  },
  'offer.once': {
    says: 'One hand-off is offered at a time, and each is accepted, returned or taken back once.',
    facts: {
      'hand_off.offered': seen => seen.offered !== null && `${seen.offered} was still offered`,
      'hand_off.accepted': notOffered,
      'hand_off.returned': notOffered,
      'hand_off.withdrawn': notOffered,
      'hand_off.expired': notOffered,
      'hand_off.answered': (seen, { handOff }) =>
        seen.accepted.at(-1) !== handOff && `${handOff} was answered, and is not what was asked last`,
    },
  },
  'offer.expires': {
    says: 'An offer nobody accepts in time is marked once: not before its time, and soon after it.',
    facts: {
      'hand_off.expired': (seen, { handOff, at }) => {
        const one = seen.handOffs.get(handOff)
        if (one?.isExpired) return `${handOff} expired twice`
        return one !== undefined && at < one.acceptBy && `${handOff} expired ${one.acceptBy - at} ms early`
      },
    },
  },
  'closed.owes_nothing': {
    says: 'A closed or merged case owes nobody anything: no promise, no offer, no wait.',
    batch: ({ seen }) =>
      (seen.phase === 'closed' || seen.phase === 'merged') &&
      (seen.owed.size > 0 || seen.offered !== null || seen.wait !== null) &&
      `${seen.phase} with ${seen.owed.size} promises, offer ${seen.offered}, wait ${seen.wait?.turn}`,
  },
  'solved.answers_all': {
    says: 'A case is solved only when no question of the customer and no promise of a person is open.',
    facts: {
      'case.solved': seen =>
        (seen.openQuestions.size > 0 || [...seen.owed].some(id => !seen.promises.get(id)?.house)) &&
        `${seen.openQuestions.size} questions and ${seen.owed.size} promises were open`,
    },
  },
  'reopen.keeps': {
    says: 'A case that is opened again, or parted from another, stays with whoever had it; where he has left, it gets a place at once.',
    facts: {
      'case.reopened': stays,
      'case.parted': stays,
    },
  },
  'merged.leads_on': {
    says: 'A merged case leads, in few steps and never in a circle, to one that goes on.',
    sweep: async ({ cases, merged }) => {
      for (const seen of merged) {
        let at = seen
        for (let hops = 0; at.phase === 'merged'; hops++) {
          const next = at.into && cases.get(at.into)
          if (!next || hops > cases.size) return `${seen.id} leads ${next ? 'in a circle' : 'nowhere'}`
          at = next
        }
      }
      return null
    },
  },
  'wait.in_turn': {
    says: 'A case waits for one at a time; it is the customer’s turn only after a question to him.',
    facts: {
      'wait.started': (seen, { turn, since }, { events }) =>
        seen.phase !== 'open'
          ? `a ${seen.phase} case waits`
          : seen.wait !== null && !(turn === 'customer' && since === seen.wait.since)
            ? `it already waited for ${seen.wait.turn}`
            : turn === 'customer' &&
              !has(events, 'message.queued') &&
              !has(events, 'message.sent_again') &&
              !has(events, 'contact.held') &&
              // Asked before the merge that is taken back.
              !has(events, 'case.parted') &&
              !has(events, 'case.unlinked') &&
              'nobody asked the customer anything',
      'wait.ended': seen => seen.wait === null && 'it did not wait',
    },
  },
  'wait.customer_ends': {
    says: 'The customer’s word ends our waiting for him, and opens a solved case, in the same append; mere thanks do not.',
    facts: {
      'message.received': (seen, { automatic, thanks, doubt }, { events }) => {
        if (automatic !== null || doubt) return null
        // Whoever only says thanks asks for nothing; what is solved stays so.
        if (thanks) return has(events, 'case.reopened') && 'thanks opened it again'
        if (seen.wait?.turn === 'customer' && !has(events, 'wait.ended')) return 'we still wait for him'
        return seen.phase === 'solved' && !has(events, 'case.reopened') && 'the case stayed solved'
      },
    },
  },
  'wait.never_asked': {
    says: 'A question that did not reach the customer ends our waiting for him, in the same append.',
    facts: {
      'message.failed': (seen, { message, final }, { events }) =>
        final && isAsked(seen, message) && !has(events, 'wait.ended') && 'we still wait for him',
      'message.bounced': (seen, { message }, { events }) =>
        isAsked(seen, message) && !has(events, 'wait.ended') && 'we still wait for him',
    },
  },
  'wait.date': {
    says: 'A wait until a date ends soon after that date.',
  },
  'wait.at_most': {
    says: 'Where no date was agreed with the customer he is waited for so long at most, and no clock stands still for ever.',
    facts: {
      'wait.started': (_, { turn, until, atMost }) =>
        turn === 'customer' && until === undefined && atMost === undefined && 'nobody says how long',
      'wait.ended': (seen, { how }) =>
        (how === 'date' || how === 'too_long') && seen.wait?.until === null && 'it had no end',
    },
  },
}
