// What stands beside cases, in memory, under the same contract as the table (desk/matter.ts). Not durable.
import { noHash, hashOf } from './chain.ts'
import { canonical } from './canonical.ts'
import type { CaseId, MatterId, TextId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import { kindOfMatter } from '#core/matter/matter.ts'
import type { MatterRow, MatterTable, NewsToTell, RecordedFact } from './desk/matter.ts'
import type { Answered } from './store.ts'

type Kept = {
  row: MatterRow
  /** never changed once it is read: what is recorded makes a new list */
  facts: readonly RecordedFact[]
  readonly hashes: Buffer[]
  readonly texts: Map<TextId, string>
  ringAt: Instant | null
  leasedUntil: number
  readonly news: (NewsToTell & { afterCase: string; told: number; done: boolean; leasedUntil: number })[]
}

/** Empty tables; `answers`: what was answered under keys, shared with whoever else keeps them. */
export function memoryMatters(answers = new Map<string, Answered>()): MatterTable {
  const all = new Map<MatterId, Kept>()
  let [numbers, places, moved] = [100, 0, 0]
  const keyOf = (actor: string, key: string) => `${actor} ${key}`
  const due = (now: Instant): Kept[] => {
    const found: Kept[] = []
    for (const one of all.values())
      if (one.ringAt !== null && one.ringAt <= now && one.leasedUntil <= now) found.push(one)
    return found
  }
  return {
    async append({ id, expectedSeq, facts, texts, card, ringAt, news, answered }) {
      const before = all.get(id)
      if ((before?.row.seq ?? 0) !== expectedSeq) return { outcome: 'stale' }
      if (answered && answers.has(keyOf(answered.actor, answered.key))) return { outcome: 'key_used' }
      const recorded = facts.map((fact, i) => ({ ...fact, seq: expectedSeq + i + 1 }))
      const seq = expectedSeq + facts.length
      places += facts.length
      const number = before?.row.number ?? ++numbers
      const changedAt = facts.at(-1)?.at ?? card.openedAt
      const kept: Kept = before ?? {
        ...{ row: { ...card, id, number, seq, changedAt }, facts: [], hashes: [], texts: new Map() },
        ...{ news: [], ringAt: null, leasedUntil: 0 },
      }
      kept.row = { ...card, id, number, seq, changedAt }
      kept.facts = kept.facts.concat(recorded)
      for (const fact of recorded) kept.hashes.push(hashOf(kept.hashes.at(-1) ?? noHash, linkOf(id, fact)))
      for (const text of texts) kept.texts.set(text.id, text.words)
      kept.ringAt = ringAt
      kept.leasedUntil = 0
      kept.news.push(...news.map(one => ({ ...one, afterCase: '', told: 0, done: false, leasedUntil: 0 })))
      all.set(id, kept)
      if (answered) answers.set(keyOf(answered.actor, answered.key), answered)
      return { outcome: 'appended', seq, number }
    },
    async read(id) {
      const one = all.get(id)
      if (!one) return null
      // The texts are those that are there now, as with cases.
      return { id, number: one.row.number, facts: one.facts, texts: one.texts }
    },
    async byNumber(kind, number) {
      const found = [...all.values()].find(({ row }) => row.number === number && row.kind === kind)
      return found?.row.id ?? null
    },
    rows: async ids => ids.flatMap(id => all.get(id)?.row ?? []),
    async list(query) {
      const key = (row: MatterRow) => (query.sort === 'due' ? row.dueAt! : -row.openedAt)
      const { after } = query
      const afterKey = after && (query.sort === 'due' ? after.key : -after.key)
      return [...all.values()]
        .map(({ row }) => row)
        .filter(row => belongs(row, query))
        .sort((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1))
        .filter(
          row =>
            afterKey === undefined || key(row) > afterKey || (key(row) === afterKey && row.id > after!.id),
        )
        .slice(0, query.limit)
    },
    answered: async (actor, key) => answers.get(keyOf(actor, key)) ?? null,
    async leaseRings(now, limit, leaseMs) {
      const found = due(now)
        .sort((a, b) => a.ringAt! - b.ringAt!)
        .slice(0, limit)
      for (const one of found) one.leasedUntil = now + leaseMs
      return found.map(one => one.row.id)
    },
    async moveRing(id, seq, at) {
      const one = all.get(id)
      if (one?.row.seq === seq) Object.assign(one, { ringAt: at, leasedUntil: 0 })
    },
    async leaseNews(now, limit, leaseMs) {
      const first: { matter: MatterId; one: Kept['news'][number] }[] = []
      for (const { row, news } of all.values()) {
        const one = news.find(({ done }) => !done)
        if (one && one.leasedUntil <= now) first.push({ matter: row.id, one })
      }
      return first.slice(0, limit).map(({ matter, one }) => {
        one.leasedUntil = now + leaseMs
        const { done: _done, leasedUntil: _until, ...waits } = one
        return { matter, ...waits }
      })
    },
    async keepTold({ matter, seq }, afterCase, told, done) {
      const one = all.get(matter)?.news.find(news => news.seq === seq)
      if (one) Object.assign(one, { afterCase, told, done, leasedUntil: 0 })
      moved += 1
    },
    tellings: async id =>
      (all.get(id)?.news ?? []).map(({ seq, told, done }) => ({ seq, told, done })).reverse(),
    version: async () => `${places}.${moved}`,
    async erase(texts) {
      const found = texts.filter(text => [...all.values()].some(one => one.texts.delete(text)))
      return found.length
    },
    async firstBroken(id) {
      let previous: Uint8Array = noHash
      const { facts, hashes } = all.get(id) ?? { facts: [], hashes: [] }
      for (const [i, fact] of facts.entries()) {
        const h = hashes[i]!
        if (!hashOf(previous, linkOf(id, fact)).equals(h)) return fact.seq
        previous = h
      }
      return null
    },
  }
}

function belongs(row: MatterRow, query: Parameters<MatterTable['list']>[0]): boolean {
  if (kindOfMatter(row.id) !== query.kind) return false
  if (query.isOpen !== undefined && row.isOpen !== query.isOpen) return false
  if (query.standing && !query.standing.includes(row.standing)) return false
  if (query.owner !== undefined && row.owner !== query.owner) return false
  if (query.product !== undefined && row.product !== query.product) return false
  const { partner, kind, hasCause } = (row.more ?? {}) as {
    partner?: string | null
    kind?: string
    hasCause?: boolean
  }
  if (query.liesIn !== undefined && kind !== query.liesIn) return false
  if (query.hasCause !== undefined && hasCause !== query.hasCause) return false
  if (query.partners && !query.partners.includes(partner ?? '')) return false
  if (query.subject !== undefined && row.subject !== query.subject) return false
  if (query.dueBefore !== undefined && !(row.dueAt !== null && row.dueAt < query.dueBefore)) return false
  return query.sort !== 'due' || (row.isOpen && row.dueAt !== null)
}

const linkOf = (id: MatterId, { type, at, seq, ...fact }: RecordedFact) => ({
  ...{ caseId: id as unknown as CaseId, seq, type, at: instant(at) },
  data: canonical(fact),
})
