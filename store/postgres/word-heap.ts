// The search index keeps new words in a heap and sorts many at once. Whoever fills the heap sorts it, and
// waits: so a node sorts what it added beside its work. Not: how words are found (search.ts).
import { ask, type Pool } from './pool.ts'

// Sorting takes some thirty milliseconds then, and a search walks through no more than these.
const usualMost = 500

export type WordHeap = {
  /** Tells of so many appends with words; sorts once there are many. Never waits, never throws. */
  added(count: number): void
  /** Ends when nothing is being sorted. */
  settled(): Promise<void>
}

/** The heap as this node adds to it; other nodes, and PostgreSQL's own upkeep, may sort it, too. */
export function wordHeapOf(pool: Pool, most = usualMost): WordHeap {
  let unsorted = 0
  let sorting: Promise<void> | null = null
  const sort = async () => {
    try {
      await ask(pool, {
        name: 'sort_words',
        text: `select gin_clean_pending_list('searchable_words')`,
        values: [],
      })
    } catch {
      // Only the order of work: the words lie where searches find them, and the next many ask again.
    }
    sorting = null
  }
  return {
    added(count) {
      unsorted += count
      if (sorting || unsorted < most) return
      unsorted = 0
      sorting = sort()
    },
    settled: async () => await (sorting ?? undefined),
  }
}
