// Contract: who is given which case next, against the plain rule; and that no two are given the same.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { instant } from '#core/kit/time.ts'
import { isAsked, isToTake, type NextQuery, takeKey } from '#core/people/routing.ts'
import type { Opened } from '../store.contract.ts'
import { anna, cardOf, diceOf, noting, opening, randomCard, t0 } from './specimen.ts'

const longMs = 60_000
const anything: NextQuery = {
  teams: ['tea_first', 'tea_second'],
  own: ['tea_first'],
  restrictedKinds: [],
  writes: null,
  speaks: null,
  products: null,
  lacks: [],
  without: [],
  isFull: false,
  except: [],
}
const askedFor: readonly NextQuery[] = [
  anything,
  { ...anything, teams: ['tea_second'] },
  { ...anything, writes: ['it'], speaks: ['it', 'ru'] },
  { ...anything, writes: [], speaks: ['ru'] },
  { ...anything, products: ['pro_a'] },
  { ...anything, lacks: [{ products: ['pro_a'], kinds: [] }] },
  { ...anything, without: ['skl_radio'] },
  {
    ...anything,
    lacks: [
      { products: ['pro_a'], kinds: ['question'] },
      { products: [], kinds: ['other'] },
    ],
  },
  { ...anything, isFull: true },
  { ...anything, restrictedKinds: ['question'] },
  { ...anything, teams: [] },
]

/** By the rule as a person would say it: severity 1, then what is due first or has waited too long. */
function inTurn(a: Card, b: Card): number {
  const grave = (card: Card) => (card.severity === 1 ? 0 : 1)
  return grave(a) - grave(b) || takeKey(a) - takeKey(b) || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1)
}

export function keepsTakers(opened: () => Opened): void {
  let cards: Card[] = []

  it('gives what fits in the order of the rule, whatever is asked', async () => {
    const { store } = opened()
    const dice = diceOf(7)
    const one = <T>(...options: readonly T[]): T => options[dice(options.length)]!
    cards = Array.from({ length: 150 }, () => ({
      ...randomCard(dice),
      worker: one(null, null, anna),
      offer: null,
      language: one('it', 'ru', 'sv'),
      ...one<object>({}, {}, { skills: ['skl_radio'] }),
      channel: one('email', 'phone'),
      kind: one('question', 'other', 'malfunction'),
      product: one(null, 'pro_a', 'pro_b'),
    }))
    for (const card of cards) await store.append(opening({ caseId: card.id, card }))
    for (const asked of askedFor) {
      const expected = cards.filter(card => isAsked(card, asked)).sort(inTurn)
      // A lease that is over at once: the first stays the first.
      assert.equal((await store.leaseNext(asked, 0))?.id ?? null, expected[0]?.id ?? null)
      const except = expected.slice(0, 3).map(card => card.id)
      assert.equal((await store.leaseNext({ ...asked, except }, 0))?.id ?? null, expected[3]?.id ?? null)
    }
  })

  it('lists what waits in the same order', async () => {
    const { store } = opened()
    const all = cards.filter(isToTake).sort(inTurn)
    const ids = (some: readonly Card[]) => some.map(card => card.id)
    assert.deepEqual(ids(await store.toTake(['tea_first', 'tea_second'], 500)), ids(all))
    const first = all.filter(card => card.team === 'tea_first')
    assert.deepEqual(ids(await store.toTake(['tea_first'], 5)), ids(first.slice(0, 5)))
    assert.deepEqual(await store.toTake([], 5), [])
  })

  it('gives no case to two, however many ask at once', async () => {
    const { store } = opened()
    const waiting = cards.filter(card => isAsked(card, anything))
    const asks = Array.from({ length: waiting.length + 10 }, () => store.leaseNext(anything, longMs))
    const given = (await Promise.all(asks)).flatMap(one => (one ? [one.id] : []))
    assert.equal(new Set(given).size, given.length)
    assert.deepEqual([...given].sort(), waiting.map(card => card.id).sort())
    assert.equal(await store.leaseNext(anything, longMs), null)
  })

  it('gives a case again when something was recorded of it meanwhile', async () => {
    const { store } = opened()
    const card = cardOf({ openedAt: instant(t0 - 1), severity: 1, team: 'tea_second' })
    await store.append(opening({ caseId: card.id, card }))
    assert.equal((await store.leaseNext(anything, longMs))?.id, card.id)
    assert.equal(await store.leaseNext(anything, longMs), null)
    await store.append(noting(card.id, 1, 'queued again', { card: { ...card, seq: 2 } }))
    assert.equal((await store.leaseNext(anything, longMs))?.id, card.id)
  })
}
