// The name of an entry that later facts may change. Part of timeline.ts.
import type { Entry } from '#core/case/timeline.ts'

/** By what later facts refer to an entry; null: none does. */
export const idOf = (entry: Entry): string | null => {
  switch (entry.kind) {
    case 'message':
      return entry.message
    case 'note':
      return entry.note
    case 'claim':
      return entry.claim
    case 'step':
      return entry.step
    case 'goodwill':
      return entry.goodwill
    case 'cost':
      return entry.cost
    case 'proposal':
      return entry.proposal
    case 'thanks':
      return entry.thanks
    case 'abuse':
      return entry.abuse
    case 'promise':
      return entry.promise
    case 'check_back':
      return entry.checkBack
    case 'satisfaction':
      return entry.satisfaction
    case 'hand_off':
      return entry.handOff
    case 'question':
      return entry.question
    case 'help':
      return entry.joins ? null : entry.help
    case 'live':
      return entry.live
    case 'swarm':
      return entry.swarm
    case 'call_back':
      return entry.callBack
    case 'walk':
      return entry.walk
    default:
      return foundOut(entry)
  }
}

/** Of what was found out about a fault. */
const foundOut = (entry: Entry): string | null => {
  switch (entry.kind) {
    case 'reproduction':
      return entry.reproduction
    case 'hypothesis':
      return entry.hypothesis
    case 'verification':
      return entry.verification
    case 'regression':
      return entry.regression
    case 'wanted_fact':
      return entry.wantedFact
    default:
      return null
  }
}
