// Notices in memory, under the same contract as the table (desk/notice.ts). Not durable.
import type { AgentId } from '#core/kit/id.ts'
import type { Looked, Notice, NoticeTable } from './desk/notice.ts'

function isMeant({ key, caseId, matterId }: Notice, which: Looked): boolean {
  if (which === 'all') return true
  if ('keys' in which) return which.keys.includes(key)
  return 'caseId' in which ? which.caseId === caseId : which.matterId === matterId
}

/** The newest first; keys are compared byte by byte, as the database does. */
const newestFirst = (a: Pick<Notice, 'tellAt' | 'key'>, b: Pick<Notice, 'tellAt' | 'key'>): number =>
  b.tellAt - a.tellAt || (a.key < b.key ? 1 : -1)

/** An empty table. */
export function memoryNotices(): NoticeTable {
  const all = new Map<string, Notice>()
  const own = (agent: AgentId) => [...all.values()].filter(one => one.agent === agent)
  return {
    async add(notices) {
      for (const one of notices) if (!all.has(one.key)) all.set(one.key, { ...one, readAt: null })
    },
    of: async (cause, about) =>
      [...all.values()]
        .filter(one => one.cause === cause && one.about === about)
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    list: async (agent, { now, unread, limit, before }) =>
      own(agent)
        .filter(one => one.tellAt <= now && !(unread && one.readAt !== null))
        .filter(one => before === undefined || newestFirst(one, before) > 0)
        .sort(newestFirst)
        .slice(0, limit),
    async unread(agents, now) {
      const counts = new Map<AgentId, number>()
      for (const { agent, readAt, tellAt } of all.values())
        if (agents.includes(agent) && readAt === null && tellAt <= now)
          counts.set(agent, (counts.get(agent) ?? 0) + 1)
      return counts
    },
    async look(agent, which, now) {
      const looked = own(agent).filter(one => one.readAt === null && one.tellAt <= now && isMeant(one, which))
      for (const one of looked) all.set(one.key, { ...one, readAt: now })
      return looked.length
    },
    // Those beside cases are written by their own table only.
    toMail: async () => [],
    noteMailed: async () => {},
  }
}
