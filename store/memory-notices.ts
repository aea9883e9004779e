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
  const keysOf = new Map<string, string[]>()
  const own = (agent: AgentId) => [...all.values()].filter(one => one.agent === agent)
  const told = (cause: Notice['cause'], about: string) =>
    (keysOf.get(`${cause} ${about}`) ?? []).map(key => all.get(key)!)
  return {
    async add(notices) {
      for (const one of notices) {
        if (all.has(one.key)) continue
        all.set(one.key, { ...one, readAt: null })
        const index = `${one.cause} ${one.about}`
        keysOf.set(index, [...(keysOf.get(index) ?? []), one.key].sort())
      }
    },
    of: async (cause, about) => told(cause, about),
    ofAll: async (cause, abouts) =>
      new Map(
        abouts.flatMap(about => {
          const notices = told(cause, about)
          return notices.length > 0 ? [[about, notices] as const] : []
        }),
      ),
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
