// Announced outages in memory, under the same contract as the table (desk/outage.ts). Not durable.
import type { OutageId } from '#core/kit/id.ts'
import type { KeptOutage, OutageTable } from './desk/outage.ts'

/** An empty table. */
export function memoryOutages(): OutageTable {
  const all = new Map<OutageId, KeptOutage>()
  const newest = () => [...all.values()].sort((a, b) => b.since - a.since)
  return {
    async add(outage) {
      const kept: KeptOutage = { ...outage, overAt: null, endedBy: null, version: 1 }
      all.set(kept.id, kept)
      return kept
    },
    async change(id, version, changes) {
      const before = all.get(id)
      if (!before) return 'not_there'
      if (before.version !== version) return 'stale'
      const after = { ...before, ...changes, version: version + 1 }
      all.set(id, after)
      return after
    },
    one: async id => all.get(id) ?? null,
    some: async ids => ids.flatMap(id => all.get(id) ?? []),
    on: async at => newest().filter(one => one.overAt === null && one.since <= at),
    all: async limit =>
      [...newest()].sort((a, b) => Number(a.overAt !== null) - Number(b.overAt !== null)).slice(0, limit),
  }
}
