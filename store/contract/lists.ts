// Contract: lists, their order, their pages and their counts, against a naive reading of the rule.
import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { instant } from '#core/kit/time.ts'
import { BadCursor } from '../cursor.ts'
import type { Opened } from '../store.contract.ts'
import type { CardQuery, Store } from '../store.ts'
import { appended } from './facts.ts'
import { anna, boris, cardOf, diceOf, opening, randomCard, t0 } from './specimen.ts'

type Filter = Omit<CardQuery, 'sort' | 'limit' | 'cursor'>

/** The naive reading: written apart from card-order.ts on purpose. */
function expected(cards: readonly Card[], f: Filter, sort: CardQuery['sort']): string[] {
  const found = cards
    .filter(c => !f.phase || f.phase.includes(c.phase))
    .filter(c => f.level === undefined || c.level === f.level)
    .filter(c => f.team === undefined || c.team === f.team)
    .filter(c => f.worker === undefined || (f.worker === 'none' ? c.worker === null : c.worker === f.worker))
    .filter(c => f.mine === undefined || isMine(c, f))
    .filter(c => f.contact === undefined || c.contact === f.contact)
    .filter(c => f.customer === undefined || c.customer === f.customer)
    .filter(c => f.organisation === undefined || c.organisation === f.organisation)
    .filter(c => f.late === undefined || (c.clock !== null && c.clock.dueAt <= f.late))
    .filter(c => f.waiting === undefined || (c.wait !== null) === f.waiting)
    .filter(c => f.stuck === undefined || (c.stuck !== undefined) === f.stuck)
    .filter(c => !f.held || c.held !== undefined)
    .filter(c => f.severity === undefined || c.severity === f.severity)
    .filter(c => f.openedSince === undefined || c.openedAt >= f.openedSince)
    .filter(c => f.solvedSince === undefined || (c.solvedAt ?? -1) >= f.solvedSince)
    .filter(c => f.solvedLevel === undefined || c.solvedLevel === f.solvedLevel)
    .filter(c => f.needsPerson === undefined || isNeedy(c, f.needsPerson))
    .filter(c => f.untoldTo === undefined || isUntold(c, f.untoldTo))
    .filter(c => f.checks === undefined || isChecked(c, f.checks))
    .filter(c => f.checker === undefined || c.checks?.next?.agent === f.checker)
    .filter(c => {
      if (f.offeredByName && !c.offer?.agent) return false
      if (!f.offeredTo) return true
      if (c.offer?.agent) return c.offer.agent === f.offeredTo.agent
      return c.offer?.team === f.offeredTo.team
    })
  const due = (c: Card) => c.clock?.dueAt ?? Number.POSITIVE_INFINITY
  const since = (c: Card) => c.need?.at ?? Number.POSITIVE_INFINITY
  const told = (c: Card) => c.untold?.dueAt ?? Number.POSITIVE_INFINITY
  const text = (a: Card, b: Card) => (a.id < b.id ? -1 : 1)
  const by = {
    newest: (a: Card, b: Card) => b.openedAt - a.openedAt || -text(a, b),
    age: (a: Card, b: Card) => a.openedAt - b.openedAt || text(a, b),
    clock: (a: Card, b: Card) => {
      const urgent = (c: Card) => (c.severity === 1 && c.phase === 'open' ? 0 : 1)
      const byDue = due(a) === due(b) ? 0 : due(a) - due(b)
      const first = urgent(a) - urgent(b) || byDue || a.severity - b.severity
      return first || a.openedAt - b.openedAt || text(a, b)
    },
    told: (a: Card, b: Card) => told(a) - told(b) || text(a, b),
    check: (a: Card, b: Card) => (a.checks?.next?.dueAt ?? 0) - (b.checks?.next?.dueAt ?? 0) || text(a, b),
    checked: (a: Card, b: Card) => (b.checks?.done?.at ?? 0) - (a.checks?.done?.at ?? 0) || -text(a, b),
    harm: (a: Card, b: Card) => a.severity - b.severity || since(a) - since(b) || text(a, b),
  }
  return found.sort(by[sort]).map(c => c.id)
}

const isChecked = ({ checks }: Card, { view, at }: NonNullable<Filter['checks']>): boolean => {
  if (view === 'done') return checks?.done !== undefined
  const dueAt = checks?.next?.dueAt ?? null
  return dueAt !== null && (view === 'due' ? dueAt <= at : dueAt > at)
}

const isMine = (c: Card, { mine, live, covers = [] }: Filter): boolean => {
  const { keeper } = c
  const isKept = covers.some(
    one =>
      keeper &&
      one.keepers.includes(keeper.agent) &&
      keeper.dueAt < (one.before ?? Number.POSITIVE_INFINITY) &&
      (one.teams ?? [c.team]).includes(c.team),
  )
  const isAsked = c.phase === 'solved' && c.clock !== null && c.contact === mine
  const isHis = [c.worker, c.contact, c.offer?.agent].some(agent => agent === mine)
  return isKept || (live && c.phase !== 'open' ? isAsked : isHis)
}

const isUntold = (c: Card, { agent, covers }: NonNullable<Filter['untoldTo']>): boolean => {
  const { untold, contact } = c
  if (!untold || contact === null) return false
  return (
    contact === agent ||
    covers.some(
      one =>
        one.keepers.includes(contact) &&
        untold.dueAt < (one.before ?? Number.POSITIVE_INFINITY) &&
        (one.teams ?? [c.team]).includes(c.team),
    )
  )
}

const isNeedy = (c: Card, at: number): boolean => c.need !== undefined && c.need.at <= at

const filters: readonly Filter[] = [
  {},
  { phase: ['open'] },
  { phase: ['solved', 'closed'] },
  { phase: ['open'], level: 2 },
  { phase: ['open'], team: 'tea_first' },
  { phase: ['open'], team: 'tea_second', level: 3, worker: 'none' },
  { phase: ['open'], worker: anna },
  { phase: ['open'], worker: 'none' },
  { held: true },
  { phase: ['open'], mine: anna },
  { mine: boris },
  { mine: anna, live: true },
  { mine: anna, live: true, covers: [{ keepers: [boris], before: null, teams: null }] },
  {
    mine: anna,
    live: true,
    covers: [{ keepers: [boris, 'agt_chiara'], before: instant(t0 + 4_000), teams: ['tea_first'] }],
  },
  { phase: ['open'], mine: boris, waiting: false, team: 'tea_first' },
  { contact: boris },
  { customer: 'cus_2' },
  { customer: 'cus_2', phase: ['open'] },
  { organisation: 'org_1' },
  { phase: ['open'], late: instant(t0 + 5_000) },
  { late: instant(t0 + 9_000), level: 1 },
  { waiting: true },
  { phase: ['open'], offeredByName: true },
  { phase: ['open'], offeredTo: { team: 'tea_first', agent: boris } },
  { phase: ['open'], stuck: true },
  { phase: ['open'], stuck: true, level: 2 },
  { stuck: false, level: 1 },
  { severity: 1, phase: ['open'] },
  { openedSince: instant(t0 + 15) },
  { phase: ['solved', 'closed'], solvedSince: instant(t0 + 4_000) },
  { phase: ['solved', 'closed'], solvedSince: instant(t0), solvedLevel: 1 },
  { solvedLevel: 2 },
  { phase: ['open'], needsPerson: instant(t0 + 2_000) },
  { needsPerson: instant(t0 + 9_000), level: 1 },
  { needsPerson: instant(t0 + 9_000), mine: anna },
  { phase: ['open'], needsPerson: instant(t0 + 9_000), team: 'tea_first' },
  { phase: ['open'], untoldTo: { agent: anna, covers: [] } },
  { checks: { view: 'due', at: instant(t0 + 9_000) } },
  { checks: { view: 'due', at: instant(t0 + 9_000) }, checker: anna },
  { checks: { view: 'ahead', at: instant(t0 + 9_000) } },
  { checks: { view: 'done', at: instant(t0) } },
  { untoldTo: { agent: anna, covers: [{ keepers: [boris], before: null, teams: null }] } },
  {
    untoldTo: {
      agent: 'agt_none',
      covers: [{ keepers: [boris, anna], before: instant(t0 + 9_000), teams: ['tea_first'] }],
    },
  },
  { phase: [] },
]

async function walk(store: Store, query: Omit<CardQuery, 'cursor'>): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = null; ; ) {
    const page = await store.cards(cursor === null ? query : { ...query, cursor })
    assert.ok(page.items.length <= query.limit)
    ids.push(...page.items.map(card => card.id))
    if (page.next === null) return ids
    assert.equal(page.items.length, query.limit, 'a page that is followed by another is full')
    cursor = page.next
  }
}

export function keepsLists(opened: () => Opened): void {
  const dice = diceOf(4711)
  const cards = Array.from({ length: 240 }, () => randomCard(dice))

  before(async () => {
    const { store } = opened()
    for (const outcome of await Promise.all(cards.map(card => store.append(opening({ card })))))
      appended(outcome)
  })

  for (const sort of ['clock', 'newest', 'age', 'harm', 'told', 'check', 'checked'] as const) {
    it(`every list is whole and in order, page after page: ${sort}`, async () => {
      const { store } = opened()
      for (const filter of filters) {
        if (sort === 'harm' && filter.needsPerson === undefined) continue
        if (sort === 'told' && filter.untoldTo === undefined) continue
        if (sort === 'check' && !['due', 'ahead'].includes(filter.checks?.view ?? '')) continue
        if (sort === 'checked' && filter.checks?.view !== 'done') continue
        const ids = expected(cards, filter, sort)
        assert.deepEqual(await walk(store, { ...filter, sort, limit: 17 }), ids, JSON.stringify(filter))
        assert.deepEqual(await walk(store, { ...filter, sort, limit: 500 }), ids, JSON.stringify(filter))
      }
    })
  }

  it('open cases of an organisation are found whole and in order, however few are gone through at once', async () => {
    const { store } = opened()
    const all = expected(cards, { phase: ['open'] }, 'clock').length
    for (const organisation of ['org_1', 'org_2', 'org_none']) {
      const ids = expected(cards, { phase: ['open'], organisation }, 'clock')
      for (const [limit, among] of [
        [500, 1_000],
        [3, 1_000],
        [500, 7],
        [2, 7],
      ] as const) {
        const found: string[] = []
        let walked = 0
        for (let cursor: string | null = null; ; ) {
          const page = await store.findOpen({ organisation, limit, among, ...(cursor && { cursor }) })
          assert.ok(page.items.length <= limit && page.walked <= among)
          found.push(...page.items.map(card => card.id))
          walked += page.walked
          if (page.next === null) break
          assert.ok(page.walked > 0, 'it goes on')
          cursor = page.next
        }
        assert.deepEqual(found, ids, `${organisation}, ${limit} of ${among}`)
        assert.equal(walked, all, 'each open case of the desk is gone through once')
      }
    }
    await assert.rejects(store.findOpen({ organisation: 'org_1', limit: 1, among: 9, cursor: '' }), BadCursor)
  })

  it('counts are exact up to the most that is asked for, then one more', async () => {
    const { store } = opened()
    for (const filter of filters) {
      const { length } = expected(cards, filter, 'age')
      assert.equal(await store.count(filter, 1_000), length, JSON.stringify(filter))
      assert.equal(await store.count(filter, 5), Math.min(length, 6), JSON.stringify(filter))
    }
  })

  it('a cursor of another list, or of nobody, is no cursor', async () => {
    const { store } = opened()
    const { next } = await store.cards({ sort: 'age', limit: 1 })
    for (const cursor of [next!, 'rubbish', '', Buffer.from('["clock",1]').toString('base64url')]) {
      await assert.rejects(store.cards({ sort: 'clock', limit: 1, cursor }), BadCursor)
    }
  })

  it('the list shows the card as the last append left it', async () => {
    const { store } = opened()
    const card = cardOf({ customer: 'cus_alone' })
    await store.append(opening({ card }))
    const moved = { ...card, worker: anna, clock: { kind: 'promise', dueAt: instant(t0 + 1) } } as const
    const { number } = appended(await store.append({ ...opening({ card: moved }), expectedSeq: 1 }))
    const { items } = await store.cards({ customer: 'cus_alone', sort: 'newest', limit: 5 })
    assert.deepEqual(items, [{ ...moved, number, seq: 2 }])
  })
}
