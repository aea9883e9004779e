// Who looks at which case, and who is writing to the customer. Kept by this node, in memory; it ends by
// itself.
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { secondMs } from '#core/kit/time.ts'

export type Doing = 'viewing' | 'writing'
export type Who = { readonly agent: AgentId; readonly name: string; readonly doing: Doing }

/** Whoever has not been heard of for so long is not there any more. */
export const presentMs = 20 * secondMs

export type Presence = {
  /** Notes what an agent does with a case; answers whether others see something new by it. */
  note(caseId: CaseId, agent: AgentId, doing: Doing | 'left'): boolean
  /** Who is there beside `except`. */
  who(caseId: CaseId, except?: AgentId): Who[]
  isThere(caseId: CaseId, agent: AgentId): boolean
  /** The case in which an agent is writing to the customer now; null: in none. */
  writesIn(agent: AgentId): CaseId | null
  /** Lets go of those not heard of; answers the cases at which something changed. */
  expire(): CaseId[]
  /** Takes an agent away from everywhere; answers the cases he was at. */
  leave(agent: AgentId): CaseId[]
}

type There = { readonly doing: Doing; readonly until: number }

/** The presence of one node. `nameOf` is asked when it is shown, so that a new name shows at once. */
export function presenceBook(now: () => number, nameOf: (agent: AgentId) => string): Presence {
  const cases = new Map<CaseId, Map<AgentId, There>>()
  const remove = (caseId: CaseId, agent: AgentId): boolean => {
    const there = cases.get(caseId)
    const was = there?.delete(agent) === true
    if (there?.size === 0) cases.delete(caseId)
    return was
  }
  return {
    note(caseId, agent, doing) {
      if (doing === 'left') return remove(caseId, agent)
      const there = cases.get(caseId) ?? new Map<AgentId, There>()
      const before = there.get(agent)
      there.set(agent, { doing, until: now() + presentMs })
      cases.set(caseId, there)
      return before?.doing !== doing
    },
    who(caseId, except) {
      const there = [...(cases.get(caseId) ?? [])].filter(
        ([agent, one]) => agent !== except && one.until > now(),
      )
      return there.map(([agent, { doing }]) => ({ agent, name: nameOf(agent), doing }))
    },
    isThere: (caseId, agent) => (cases.get(caseId)?.get(agent)?.until ?? 0) > now(),
    writesIn(agent) {
      for (const [caseId, there] of cases) {
        const one = there.get(agent)
        if (one?.doing === 'writing' && one.until > now()) return caseId
      }
      return null
    },
    expire() {
      const changed: CaseId[] = []
      for (const [caseId, there] of cases) {
        const gone = [...there].filter(([, one]) => one.until <= now())
        for (const [agent] of gone) remove(caseId, agent)
        if (gone.length > 0) changed.push(caseId)
      }
      return changed
    },
    leave: agent => [...cases.keys()].filter(caseId => remove(caseId, agent)),
  }
}
