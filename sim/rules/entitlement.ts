// Rules of who is entitled to what, judged once more in the plainest way from what was agreed. Not: the order
// of the product's own rules, which core/entitlement keeps.
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { ContractLine } from '#core/entitlement/contract.ts'
import type { Batch, Rules, Watched } from '#sim/rule.ts'
import { isJoinedBy } from '#sim/seen-joined.ts'
import type { SeenCase } from '#sim/seen-case.ts'

type Decided = EventOf<'entitlement.decided'> & Recorded

/** How many cases were covered by a line: those that surely count, and all that ever were. */
function covered(line: string, { id }: SeenCase, { cases }: Watched): { sure: number; ever: number } {
  let [sure, ever] = [0, 0]
  for (const one of cases.values()) {
    if (one.id === id || one.entitled?.line !== line) continue
    ever += 1
    if (one.countsAsUnit) sure += 1
  }
  return { sure, ever }
}

/** Whether a line holds for a case, leaving out whether units are left. */
function holds(line: ContractLine, seen: SeenCase, at: number): boolean {
  if (at < line.from || (line.until !== null && at >= line.until)) return false
  if (line.callers && !line.callers.includes(seen.customer)) return false
  return line.channels === null || line.channels.includes(seen.channel)
}

/**
 * What may have been right: by the contract as it stood while the work was under way, at the times its node
 * may have taken for now. Mostly that is one answer.
 */
function rightAnswers(seen: SeenCase, event: Decided, { act }: Batch, watched: Watched): Set<string> {
  const now = watched.now()
  const begunAt = act?.at ?? now
  const right = new Set<string>()
  for (const asked of [begunAt, now]) {
    const contract = seen.organisation && watched.agreed?.at(asked, seen.organisation)
    const [line] = contract && contract.state === 'active' ? contract.lines : []
    for (const at of [event.at, event.at - (now - begunAt)]) {
      if (!line || !holds(line, seen, at)) {
        right.add('house')
        continue
      }
      const used = line.units ? covered(line.id, seen, watched) : { sure: 0, ever: 0 }
      const total = line.units?.total ?? Number.POSITIVE_INFINITY
      if (used.sure < total + (watched.jumps.get(line.id) ?? 0)) right.add(`${line.id} ${line.policy}`)
      if (used.ever >= total) right.add('house')
    }
  }
  return right
}

export const entitlementRules: Rules = {
  'entitlement.first_second': {
    says: 'What a case may count on is decided in the append that opens it, by whatever channel it came.',
    batch: ({ isOpening, events }, { agreed }) =>
      agreed !== null &&
      isOpening &&
      events[1]?.type !== 'entitlement.decided' &&
      `it began with ${events[1]?.type ?? 'nothing'} behind its opening`,
  },
  'entitlement.kept': {
    says: 'What a case may count on is decided once; what is agreed later changes no case that has begun.',
    facts: {
      'entitlement.decided': seen =>
        seen.entitled !== null && 'it was decided again, and nobody asked for it',
    },
  },
  'entitlement.terms_then': {
    says: 'A case is judged by what was agreed when it began: the contract as it stood, its callers and channels.',
    facts: {
      'entitlement.decided': (seen, event, batch, watched) => {
        if (!watched.agreed) return null
        const own = watched.agreed.of(seen.customer)
        if (own !== null && own !== seen.organisation)
          return `${seen.customer} is not of ${seen.organisation}`
        const answer = event.line ? `${event.line} ${event.policy}` : event.outcome
        const right = rightAnswers(seen, event, batch, watched)
        return !right.has(answer) && `it is ${answer}, not ${[...right].join(' or ')}`
      },
    },
  },
  'entitlement.its_terms': {
    says: 'A clock runs by the policy of the decision, or by that of a case that goes on in this one.',
    facts: {
      'target.started': notItsOwn,
      'target.retargeted': notItsOwn,
    },
  },
  'units.given_once': {
    says: 'The last unit of a line is given once.',
    facts: {
      'entitlement.decided': (seen, { line }, _batch, watched) => {
        const own = line && seen.organisation && watched.agreed?.at(watched.now(), seen.organisation)
        const total = own ? own.lines.find(one => one.id === line)?.units?.total : undefined
        if (!line || total === undefined) return null
        const { sure } = covered(line, seen, watched)
        const most = total + (watched.jumps.get(line) ?? 0)
        return sure >= most && `${sure} of ${total} were used already`
      },
    },
  },
}

function notItsOwn(seen: SeenCase, { policy, type }: { policy: string; type: string }): string | false {
  const isOwn = seen.entitled?.policy === policy || isJoinedBy(seen, policy)
  return seen.entitled !== null && !isOwn && `${type} by ${policy}, which is not its own`
}
