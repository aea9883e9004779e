// Rules of supplier cases: one of ours has each, silence is noticed and raised once, we ask when we said we
// would, their words land where they belong, and the customer's clocks run on. Not: how words reach the cases
// (problem.ts).
import { isPartner } from '#core/access/share.ts'
import type { Recorded } from '#core/case/event.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Act } from '#sim/act.ts'
import { has, type Rules, type Watched } from '#sim/rule.ts'
import type { SeenFact, SeenMatter } from '#sim/seen-matter.ts'
import { forger, suppliers } from '#sim/suppliers.ts'

/** One of our own house who is there, as whoever decided it may have known. */
const isOurs = (watched: Watched, act: Act | null, agent: AgentId): boolean =>
  watched
    .factsSince(act?.at ?? watched.now())
    .some(desk => desk.agents[agent]?.active === true && !isPartner(desk.agents[agent], desk))

const ownedByOurs = (fact: SeenFact, { id }: SeenMatter, watched: Watched, act: Act | null) =>
  (fact.type === 'supplier.opened' || fact.type === 'supplier.owned') &&
  !isOurs(watched, act, fact.owner) &&
  `${id} is ${fact.owner}’s, who is none of ours`

export const supplierRules: Rules = {
  'supplier.one_of_ours': {
    says: 'A supplier case has one owner, who is of our own house and has not left.',
    matter: ownedByOurs,
    rest: ({ matters, facts }) => {
      for (const { id, owner, end } of matters.values())
        if (id.startsWith('spc_') && end !== 'closed' && !facts.agents[owner ?? 'agt_']?.active)
          return `${id} is with ${owner}, who has left`
      return null
    },
  },
  'supplier.silence_once': {
    says: 'A supplier who is silent beyond what was agreed is noticed once for each thing owed, soon and not before.',
    matter: (fact, { id, owed }, watched) => {
      if (fact.type !== 'supplier.silent') return null
      const one = owed.get(fact.target)
      if (!one || one.isMet || one.dueAt !== fact.dueAt) return `${id}: no ${fact.target} is owed then`
      if (one.isSilent) return `${id}: silent twice about ${fact.target}`
      return fact.dueAt > watched.keeperNow() && `${id}: silent before its time`
    },
  },
  'supplier.raised_once': {
    says: 'Silence that goes on is raised to whoever leads once, soon after its time and not before.',
    matter: (fact, { id, silentSince, isRaised, raiseMs }, watched) =>
      fact.type === 'supplier.raised' &&
      ((silentSince === null && `${id} is not silent`) ||
        (isRaised && `${id} is raised twice`) ||
        ((silentSince ?? 0) + raiseMs > watched.keeperNow() && `${id} is raised before its time`)),
  },
  'supplier.chased': {
    says: 'Whenever we meant to ask a supplier again, whoever has the case is told so once, soon and not before.',
    matter: (fact, { id, chase }, watched) =>
      fact.type === 'supplier.chase_due' &&
      ((!chase && `${id} is not chased`) ||
        (chase?.isDue && `${id} is due twice`) ||
        (chase?.at !== fact.chaseAt && `${id} was to be chased at another time`) ||
        (fact.chaseAt > watched.keeperNow() && `${id} is chased before its time`)),
  },
  'supplier.word_lands': {
    says: 'A supplier’s mail is once in the supplier case it was written to, and in none of another or of somebody who only borrows his address.',
    matter: (fact, seen, _watched, act) => {
      if (fact.type !== 'supplier.said' || act?.kind !== 'mail') return null
      const { to, quotes, from } = act.mail
      if (fact.mail && seen.mails.has(fact.mail)) return `${seen.id} has mail ${act.mail.id} twice`
      const house = suppliers.find(({ address }) => address === from.email)
      if (from.name === forger || house?.id !== seen.supplier)
        return `${seen.id} took the word of ${from.email}`
      const isNamed = typeof to === 'object' && 'supplierCase' in to && to.supplierCase === seen.id
      return !isNamed && quotes !== seen.reference && `mail ${act.mail.id} about ${quotes} is in ${seen.id}`
    },
  },
  'supplier.tested_first': {
    says: 'What a supplier released is tested before anybody is told of it, and once.',
    matter: (fact, { id, toTest }) =>
      fact.type === 'supplier.retested' && !toTest && `${id} had nothing to test`,
    facts: {
      'matter.told': (_seen, { matter, news }, _batch, { matters }) =>
        news === 'released' &&
        matters.get(matter)?.words.every(one => one.news !== 'released') &&
        `${matter} told a release nobody tested`,
    },
  },
  'supplier.clocks_run': {
    says: 'Waiting for a supplier stops none of the customer’s clocks, and ends when what he released holds.',
    batch: ({ events, seen }) => {
      const begins = (one: Recorded) => one.type === 'wait.started' && one.turn === 'supplier'
      if (has(events, 'target.paused') && events.some(begins)) return 'waiting for a supplier stopped a clock'
      if (seen.wait?.turn !== 'supplier') return null
      // What a merged case had not passed on is told along with it, however old: that is no delivery now.
      const isReleased = events.some(
        one => one.type === 'matter.told' && one.news === 'released' && one.via === undefined,
      )
      return isReleased && 'it was delivered, and is waited for'
    },
  },
}
