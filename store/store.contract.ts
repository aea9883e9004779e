// What every keeper of the ledger must do. Run by memory.test.ts and by postgres.test.ts on real PostgreSQL.
import { after, before, describe } from 'node:test'
import { keepsFacts } from './contract/facts.ts'
import { keepsKnown, keepsMailIds } from './contract/known.ts'
import { keepsLists } from './contract/lists.ts'
import { keepsOutbox } from './contract/outbox.ts'
import { keepsOrder } from './contract/races.ts'
import { keepsSearch } from './contract/search.ts'
import { keepsTakers } from './contract/takers.ts'
import type { Store } from './store.ts'

export type Opened = {
  readonly store: Store
  /** Changes the stored words of a fact behind the store's back; null where nothing can. */
  readonly tamper: ((caseId: string, seq: number) => Promise<void>) | null
  close(): Promise<void>
}

/** Runs the whole suite against a keeper. `open` gives an empty one. */
export function storeContract(name: string, open: () => Promise<Opened>): void {
  for (const [part, suite] of Object.entries({
    keepsFacts,
    keepsOrder,
    keepsLists,
    keepsKnown,
    keepsMailIds,
    keepsSearch,
    keepsOutbox,
    keepsTakers,
  })) {
    describe(`${name}: ${part.replace('keeps', 'keeps ').toLowerCase()}`, () => {
      let opened: Opened
      before(async () => {
        opened = await open()
      })
      after(() => opened.close())
      suite(() => opened)
    })
  }
}
