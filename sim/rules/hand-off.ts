// Rules of hand-offs: what one says, who may take part in it, and where the work lies meanwhile and after it.
// Not: that it is offered and ends once (case.ts), nor its clocks (target.ts).
import type { EventOf, Recorded } from '#core/case/event.ts'
import { type DeskFacts, workSetting } from '#core/people/desk-facts.ts'
import type { AgentId } from '#core/kit/id.ts'
import { has, type Rules, type Watched } from '#sim/rule.ts'
import { isOfClocks, type SeenCase } from '#sim/seen-case.ts'
import type { SeenOffer } from '#sim/seen-parts.ts'
import { asKnown, inTeamOrLevel, isLead, worksAtLevel } from '#sim/rules/people.ts'

type Offered = EventOf<'hand_off.offered'> & Recorded

/** What an offer leaves out or names wrongly. */
function misnamed(
  seen: SeenCase,
  { from, to, question, summary }: Offered,
  { teams }: DeskFacts,
  known: readonly DeskFacts[],
) {
  if (from.team !== seen.team || from.level !== seen.level) return `given by ${from.team}, not ${seen.team}`
  if (!teams[to.team]?.active || teams[to.team]?.level !== to.level) return `${to.team} is not of ${to.level}`
  if (to.agent && !known.some(({ agents }) => agents[to.agent!]?.active))
    return `${to.agent}, who is asked, is not there`
  if (!question.text || !summary.problem.text) return 'it asks nothing, or tells no problem'
  const made = summary.claims.find(claim => !seen.claims.has(claim))
  const tried = summary.steps.find(step => !seen.steps.has(step))
  return (made ?? tried) !== undefined && `it tells of ${made ?? tried}, which is not of the case`
}

/** Up goes only what was tried, or what says why nothing was. */
const untried = (seen: SeenCase, { to, summary }: Offered, { facts }: Watched) =>
  to.level > seen.level &&
  workSetting(facts, seen.team).stepsBeforeHandOff &&
  seen.steps.size === 0 &&
  seen.severity !== 1 &&
  !summary.noStepsBecause &&
  !summary.noSteps &&
  'nothing was tried, and nothing says why'

const mayAccept = (facts: DeskFacts, agent: AgentId, { to, raisedTo }: SeenOffer): boolean => {
  if (raisedTo === agent || (raisedTo === null && isLead(facts, agent))) return true
  const mine = to.agent ? to.agent === agent : inTeamOrLevel(facts, agent, to)
  return mine || (isLead(facts, agent) && worksAtLevel(facts, agent, to.level))
}

function notAsked(
  seen: SeenCase,
  { handOff, by, type }: EventOf<'hand_off.accepted' | 'hand_off.returned'> & Recorded,
  known: readonly DeskFacts[],
) {
  const one = seen.handOffs.get(handOff)
  if (!one || by.kind !== 'agent') return `${type} by ${by.kind} of ${handOff}`
  const wasAsked = known.some(facts => mayAccept(facts, by.id, one))
  return !wasAsked && `${type} by ${by.id}, who was not asked`
}

export const handOffRules: Rules = {
  'hand_off.says_all': {
    says: 'A hand-off names who gives it, to whom, with which question, and what was tried or why nothing was.',
    facts: {
      'hand_off.offered': (seen, event, batch, watched) =>
        misnamed(seen, event, watched.facts, asKnown(watched, batch)) || untried(seen, event, watched),
    },
  },
  'hand_off.by_receiver': {
    says: 'A hand-off is accepted or returned by whom it was offered to: by name, else by team or level.',
    facts: {
      'hand_off.accepted': (seen, event, batch, watched) => notAsked(seen, event, asKnown(watched, batch)),
      'hand_off.returned': (seen, event, batch, watched) => notAsked(seen, event, asKnown(watched, batch)),
    },
  },
  'hand_off.by_giver': {
    says: 'A hand-off is taken back by whoever gave it, by the contact, or by a lead.',
    facts: {
      'hand_off.withdrawn': (seen, { handOff, by }, _batch, { facts }) =>
        by.kind === 'agent' &&
        ![seen.handOffs.get(handOff)?.from.agent, seen.contact].includes(by.id) &&
        !isLead(facts, by.id) &&
        `${by.id} took back what was not his`,
    },
  },
  'giver.keeps_word': {
    says: 'Offering, returning and taking back end no promise and no other clock, and move neither work nor contact.',
    batch: ({ act, events, seen }) => {
      const command = act?.kind === 'wish' && act.commands.length === 1 ? act.commands[0] : undefined
      if (!command || !leavesAll.has(command.type)) return null
      const moved = events.find(event => moves.has(event.type) || endsOtherClock(seen, event))
      return moved !== undefined && `${command.type} brought ${moved.type}`
    },
  },
  'return.says_why': {
    says: 'A hand-off is returned with a reason and the next thing to do.',
    facts: {
      'hand_off.returned': (_seen, { reason, nextAct }) =>
        !(reason && nextAct?.text) && 'it does not say why',
    },
  },
  'return.not_severity_1': {
    says: 'What is of severity 1 is not returned.',
    facts: { 'hand_off.returned': seen => seen.severity === 1 && 'severity 1 was returned' },
  },
  'return.once_a_step': {
    says: 'The same step between levels is returned once; after that a lead decides.',
    facts: {
      'hand_off.returned': (seen, { handOff, by }, _batch, { facts }) => {
        const one = seen.handOffs.get(handOff)
        if (!one || (by.kind === 'agent' && isLead(facts, by.id))) return null
        for (const [id, { standing, from, to }] of seen.handOffs) {
          const isSameStep = from.level === one.from.level && to.level === one.to.level
          if (id !== handOff && standing === 'returned' && isSameStep) return `${id} was returned before`
        }
        return null
      },
    },
  },
  'answer.brings_back': {
    says: 'An answer brings the work back to whoever gave it, else to the contact, else to the giver’s queue.',
    batch: (batch, watched) => {
      const { events, seen } = batch
      if (!has(events, 'hand_off.answered')) return null
      const told = events.filter(event => !isOfClocks(event))
      const i = told.findIndex(event => event.type === 'hand_off.answered')
      const [answered, next] = [told[i], told[i + 1]]
      if (answered?.type !== 'hand_off.answered') return null
      const from = seen.handOffs.get(answered.handOff)?.from
      if (!from || !next || !('level' in next) || next.level !== from.level)
        return `${answered.handOff} was answered, and the work is not back`
      const got = next.type === 'worker.assigned' ? next.agent : undefined
      const isRight = asKnown(watched, batch).some(
        ({ agents }) => [from.agent, seen.contact].find(agent => agent && agents[agent]?.active) === got,
      )
      return !isRight && `it came back to ${got}, not ${from.agent}`
    },
  },
}

/** Wishes after which the work and what is owed stay where they were, and what would not leave them there. */
const leavesAll = new Set<string>(['hand_off.offer', 'hand_off.return', 'hand_off.withdraw'])
const moves = new Set<string>([
  'worker.assigned',
  'worker.queued',
  'contact.assigned',
  'promise.kept',
  'promise.missed',
  'promise.moved',
  'promise.withdrawn',
  'promise.taken_over',
])
const endsOtherClock = (seen: SeenCase, event: Recorded): boolean =>
  (event.type === 'target.met' || event.type === 'target.cancelled') &&
  seen.targets.get(event.target)?.kind !== 'hand_off_acceptance'
