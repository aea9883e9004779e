// Wishes for somebody who leads in memory, under the same contract as the table (desk/escalation.ts). Not
// durable.
import type { Escalation } from '#core/escalation/escalation.ts'
import type { EscalationId } from '#core/kit/id.ts'
import type { EscalationTable, KeptFact } from './desk/escalation.ts'

/** An empty table. */
export function memoryEscalations(): EscalationTable {
  const all = new Map<EscalationId, { state: Escalation; facts: KeptFact[] }>()
  const states = () => [...all.values()].map(one => one.state)
  return {
    async append(state, fact, words) {
      const before = all.get(state.id)
      if ((before?.state.seq ?? 0) !== state.seq - 1) return false
      all.set(state.id, { state, facts: [...(before?.facts ?? []), { fact, words }] })
      return true
    },
    one: async id => all.get(id)?.state ?? null,
    facts: async id => all.get(id)?.facts ?? [],
    ofCase: async caseId => states().filter(one => one.case === caseId),
    all: async limit => states().slice(0, limit),
    late: async now => states().filter(one => one.standing === 'asked' && !one.late && one.answerBy <= now),
    version: async () => String([...all.values()].reduce((sum, one) => sum + one.facts.length, 0)),
    async erase(caseId) {
      let erased = 0
      for (const one of all.values())
        if (one.state.case === caseId) {
          erased += one.facts.filter(({ words }) => words !== null).length
          one.facts = one.facts.map(({ fact }) => ({ fact, words: null }))
        }
      return erased
    },
  }
}
