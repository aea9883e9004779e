// Whether what is kept beside the ledger is what the ledger says: cards built again, chains counted. Not: the
// laws of one
// case (core/case/laws.test.ts).
import assert from 'node:assert/strict'
import { type Card, cardOf } from '#core/case/card.ts'
import { fold } from '#core/case/case.ts'
import { isOpenPromise } from '#core/case/deed/promise.ts'
import { nextRing } from '#core/case/ring.ts'
import { timeline } from '#core/case/timeline.ts'
import type { CaseId, TextId } from '#core/kit/id.ts'
import { type WalkTold, walksTold } from '#core/measure/walk-told.ts'
import { walkFigures } from '#store/desk/walk-figure.ts'
import type { Ledger } from '#store/store.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

/** A case as it is kept, all of one moment. */
export type Kept = { readonly card: Card; readonly ledger: Ledger; readonly told: readonly WalkTold[] }

/** Every case there is, with its card and its ledger. */
export async function* everyCase(store: PostgresStore): AsyncGenerator<Kept> {
  let cursor: string | undefined
  do {
    const page = await store.cards({ sort: 'newest', limit: 100, ...(cursor && { cursor }) })
    for (const card of page.items) yield await asItStands(store, card.id)
    cursor = page.next ?? undefined
  } while (cursor)
}

/** A case with all that is kept of it at one moment: a node may be at work meanwhile. */
async function asItStands(store: PostgresStore, caseId: CaseId): Promise<Kept> {
  for (;;) {
    const card = await store.card(caseId)
    const told = await walkFigures(store.pool).ofCase(caseId)
    const ledger = await store.read(caseId)
    assert.ok(card && ledger, `${caseId} has a card and no ledger`)
    if (card.seq === ledger.events.at(-1)?.seq) return { card, ledger, told }
  }
}

/** The card that the ledger alone gives; names of people are not in the ledger. */
export function rebuilt({ card, ledger }: Pick<Kept, 'card' | 'ledger'>): Card | null {
  const { customerName, organisationName } = card
  const text = ({ text }: { text: TextId }) => ledger.texts.get(text) ?? null
  const made = cardOf(ledger.caseId, ledger.events, { customerName, organisationName, text })
  return made && { ...made, number: ledger.number }
}

/** What holds for a case in any state; what does not is a failed assertion that names it. */
export async function holds(store: PostgresStore, kept: Kept): Promise<void> {
  const { card, ledger, told } = kept
  const { events } = ledger
  const seqs = events.map(({ seq }) => seq)
  assert.deepEqual(
    seqs,
    seqs.map((_, index) => index + 1),
    `${card.number}: the facts have no gap`,
  )
  assert.equal(await store.firstBroken(card.id), null, `${card.number}: the chain holds`)
  assert.deepEqual(JSON.parse(JSON.stringify(rebuilt(kept))), card, `${card.number}: the card is the fold`)
  assert.deepEqual(told, walksTold(events), `${card.number}: what its walks told is what its ledger says`)
  const half = Math.floor(events.length / 2)
  const state = fold(events)
  assert.deepEqual(fold(events.slice(half), fold(events.slice(0, half))), state)
  assert.ok(timeline(events).length <= events.length)
  if (state.phase === 'unopened') assert.fail(`${card.number} is not open`)
  if (state.phase === 'closed' || state.phase === 'merged') {
    assert.equal(nextRing(state), null, `${card.number}: an ended case wakes nobody`)
    assert.ok(
      !Object.values(state.promises).some(isOpenPromise),
      `${card.number}: an ended case owes nothing`,
    )
  }
  if (state.worker) assert.ok(state.contact, `${card.number}: whoever works, somebody is the contact`)
  if (state.offered) assert.equal(state.handOffs[state.offered]?.standing, 'offered')
}
