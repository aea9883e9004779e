// Which cases wait, and in which order: one statement per kind of list, each walking an index of migration
// 0001.
// The plain rule is card-order.ts; the contract suite compares the two.
import type { Card } from '#core/case/card.ts'
import type { CaseId } from '#core/kit/id.ts'
import type { Covered } from '#core/people/cover.ts'
import { type Filter, keyTypes, sortKey } from '../card-order.ts'
import { cursorOf, type Key, keyOf } from '../cursor.ts'
import type { CardQuery, Page } from '../store.ts'
import { type CardRow, cardOf, type Mark, seenCards } from './card-row.ts'
import { which } from './ledger.ts'
import { ask, nameOf, type Pool, type Sql } from './pool.ts'

const sorts = {
  clock: { columns: ['clock_key', 'opened_at', 'case_id'], types: ['bigint', 'bigint', 'text'], way: '' },
  newest: { columns: ['opened_at', 'case_id'], types: ['bigint', 'text'], way: ' desc' },
  age: { columns: ['opened_at', 'case_id'], types: ['bigint', 'text'], way: '' },
  told: { columns: ['untold_by', 'case_id'], types: ['bigint', 'text'], way: '' },
  check: { columns: ['check_by', 'case_id'], types: ['bigint', 'text'], way: '' },
  checked: { columns: ['checked_at', 'case_id'], types: ['bigint', 'text'], way: ' desc' },
  harm: { columns: ['severity', 'need_at', 'case_id'], types: ['bigint', 'bigint', 'text'], way: '' },
} as const satisfies Record<CardQuery['sort'], unknown>

type Values = unknown[]
const bind = (values: Values, value: unknown, type: string): string => `$${values.push(value)}::${type}`

/** The conditions of a filter. Without `mine`, which is some walks or one bitmap (mineWays). */
function conditions(query: Filter, values: Values): string[] {
  const found: string[] = []
  // The literal lets the planner prove the partial indexes on open cases. What is stuck is open, and few are:
  // asked for both, the planner would gather all that are open first.
  if (query.phase?.length === 1 && query.phase[0] === 'open') {
    if (!query.stuck) found.push(`phase = 'open'`)
  } else if (query.phase) found.push(`phase = any(${bind(values, query.phase, 'text[]')})`)
  if (query.level !== undefined) found.push(`level = ${bind(values, query.level, 'smallint')}`)
  for (const column of ['team', 'contact', 'customer', 'organisation'] as const) {
    const value = query[column]
    if (value !== undefined) found.push(`${column} = ${bind(values, value, 'text')}`)
  }
  if (query.worker === 'none') found.push('worker is null')
  else if (query.worker !== undefined) found.push(`worker = ${bind(values, query.worker, 'text')}`)
  if (query.waiting !== undefined) found.push(query.waiting ? 'is_waiting' : 'not is_waiting')
  if (query.stuck !== undefined) found.push(query.stuck ? 'stuck_at is not null' : 'stuck_at is null')
  if (query.held) found.push('held_at is not null')
  if (query.matter !== undefined)
    found.push('matters is not null', `matters ? ${bind(values, query.matter, 'text')}`)
  if (query.severity !== undefined) found.push(`severity = ${bind(values, query.severity, 'smallint')}`)
  if (query.openedSince !== undefined) found.push(`opened_at >= ${bind(values, query.openedSince, 'bigint')}`)
  if (query.solvedSince !== undefined) found.push(`solved_at >= ${bind(values, query.solvedSince, 'bigint')}`)
  if (query.solvedLevel !== undefined)
    found.push(`solved_level = ${bind(values, query.solvedLevel, 'smallint')}`)
  if (query.late !== undefined) {
    const late = bind(values, query.late, 'bigint')
    // The second condition ends the walk in clock order where nothing later can be late.
    found.push(`due_at <= ${late}`, `clock_key <= 1125899906842624 + ${late} * 4 + 3`)
  }
  if (query.needsPerson !== undefined) found.push(`need_at <= ${bind(values, query.needsPerson, 'bigint')}`)
  if (query.untoldTo) found.push('untold_by is not null')
  if (query.checks) found.push(...checkConditions(query.checks, values))
  if (query.checker !== undefined) found.push(`checker = ${bind(values, query.checker, 'text')}`)
  if (query.offeredByName) found.push('offer_agent is not null')
  if (query.offeredTo) {
    const team = bind(values, query.offeredTo.team, 'text')
    const agent = bind(values, query.offeredTo.agent, 'text')
    found.push(
      `offer_team is not null`,
      // Few offers are open, and fewer were raised to a person: no column of its own.
      `(offer_agent = ${agent} or (offer_agent is null and offer_team = ${team})
        or card #>> '{offer,raised}' = ${agent})`,
    )
  }
  return found
}

/** What was checked once may be checked again: it stands in both lists. */
function checkConditions({ view, at }: NonNullable<Filter['checks']>, values: Values): string[] {
  if (view === 'done') return ['checked_at is not null']
  const way = view === 'due' ? '<=' : '>'
  return ['check_by is not null', `check_by ${way} ${bind(values, at, 'bigint')}`]
}

/**
 * Walks that together are the list, each in the list's order along one index; merged, they read little more
 * than
 * the page. `mine` is three roles; an open list without a level is three levels.
 */
function branches(query: CardQuery, values: Values): string[] {
  if (query.mine !== undefined) {
    return mineWays(query, query.mine, values)
  }
  if (query.untoldTo) return untoldWays(query.untoldTo, values)
  const { phase, sort, level } = query
  if (sort === 'harm') return needyBranches(level)
  const isOpenOnly = phase?.length === 1 && phase[0] === 'open'
  const isHeld = query.worker !== undefined && query.worker !== 'none'
  const isNarrow = [
    isHeld,
    query.stuck,
    query.held,
    query.checks,
    query.matter,
    query.contact,
    query.customer,
    query.organisation,
    query.offeredTo,
    query.offeredByName,
  ].some(Boolean)
  if (isNarrow || phase?.length === 0) return ['true']
  if (sort === 'clock' && isOpenOnly && level === undefined) return ['level = 1', 'level = 2', 'level = 3']
  if (sort !== 'clock' && !isOpenOnly) {
    return (phase ?? ['open', 'solved', 'closed', 'merged']).map(one => `phase = '${phaseWord(one)}'`)
  }
  return ['true']
}

/** The roles in which a case is an agent's, what he is to ask back, and what he keeps for others. */
function mineWays({ live, covers = [] }: Filter, mine: string, values: Values): string[] {
  const agent = bind(values, mine, 'text')
  const roles = ['worker', 'contact', 'offer_agent'].map(
    column => `${live ? "phase = 'open' and " : ''}${column} = ${agent}`,
  )
  const asked = live ? [`phase = 'solved' and due_at is not null and contact = ${agent}`] : []
  return [...roles, ...asked, ...covers.map(one => coveredWay(one, values))]
}

function coveredWay({ keepers, before, teams }: Covered, values: Values): string {
  const all = [`keeper is not null and keeper = any(${bind(values, keepers, 'text[]')})`]
  if (before !== null) all.push(`keep_by < ${bind(values, before, 'bigint')}`)
  if (teams !== null) all.push(`team = any(${bind(values, teams, 'text[]')})`)
  return all.join(' and ')
}

/** The contact's own, and those of each whom he covers for. */
const untoldWays = ({ agent, covers }: NonNullable<Filter['untoldTo']>, values: Values): string[] => [
  `contact = ${bind(values, agent, 'text')}`,
  ...covers.map(({ keepers, before, teams }) => {
    const all = [`contact = any(${bind(values, keepers, 'text[]')})`]
    if (before !== null) all.push(`untold_by < ${bind(values, before, 'bigint')}`)
    if (teams !== null) all.push(`team = any(${bind(values, teams, 'text[]')})`)
    return all.join(' and ')
  }),
]

/** Each stretch of the index of needs: within it, what needs a person longest comes first. */
const needyBranches = (level: number | undefined): string[] =>
  (level === undefined ? [1, 2, 3] : [Number(level)]).flatMap(one =>
    [1, 2, 3, 4].map(severity => `level = ${one} and severity = ${severity}`),
  )

function phaseWord(phase: string): string {
  if (!/^[a-z]+$/.test(phase)) throw new Error(`not a phase: ${phase}`)
  return phase
}

// The row's own version (the transaction that wrote it) tells whether a card read before is still the card.
const marks = ['case_id', 'number', 'seq', 'xmin::text as version'] as const
const whole = ['number', 'seq', 'card'] as const

/**
 * The statement of a page: at most `limit + 1` rows, so that the caller knows whether more follow.
 * @param what `whole` cards, or their `marks` only: a third of the database's work
 */
export function pageSql(query: CardQuery, after: Key | null, what: 'whole' | 'marks' = 'whole'): Sql {
  const list = what === 'whole' ? whole : marks
  const values: Values = []
  const { columns, types, way } = sorts[query.sort]
  const order = columns.map(column => column + way).join(', ')
  const all = conditions(query, values)
  if (after) {
    const key = after.map((part, i) => bind(values, part, types[i]!))
    all.push(`(${columns.join(', ')}) ${way ? '<' : '>'} (${key.join(', ')})`)
  }
  const ways = branches(query, values)
  // Roles of one agent overlap; levels and phases do not: those are merged as they are read, up to the page.
  const union = query.mine !== undefined ? ' union ' : ' union all '
  const limit = bind(values, query.limit + 1, 'bigint')
  const walk = (one: string, select: string) =>
    `select ${select} from case_card where ${[one, ...all].join(' and ')} order by ${order} limit ${limit}`
  const text =
    ways.length === 1
      ? walk(ways[0]!, list.join(', '))
      : `select ${list.map(one => `c.${one}`).join(', ')} from (
        select * from (${ways.map(one => `(${walk(one, columns.join(', '))})`).join(union)}) walks
        order by ${order} limit ${limit}) page
        join case_card c using (case_id) order by ${columns.map(column => `page.${column}${way}`).join(', ')}`
  return { name: nameOf(text), text, values }
}

/** Reads pages of cards. Index: by the list's kind, see migration 0001. */
export function cardLists(pool: Pool): (query: CardQuery) => Promise<Page<Card>> {
  const seen = seenCards(pool)
  return async query => {
    const { sort, limit, cursor } = query
    const after = cursor === undefined ? null : keyOf(sort, cursor, keyTypes[sort])
    const cards = await seen(await ask<Mark>(pool, pageSql(query, after, 'marks')))
    if (cards) return pageOf(cards, sort, limit, sort)
    // A case moved on between the two readings: once more, in one.
    const rows = await ask<CardRow>(pool, pageSql(query, after))
    return pageOf(rows.map(cardOf), sort, limit, sort)
  }
}

/** Cuts the row too many off and makes the cursor out of the last one shown. */
export function pageOf(
  cards: readonly Card[],
  sort: CardQuery['sort'],
  limit: number,
  name: string,
): Page<Card> {
  const items = cards.slice(0, limit)
  const last = items.at(-1)
  return { items, next: last && cards.length > limit ? cursorOf(name, sortKey(sort, last)) : null }
}

/** How many cards belong to a list, counted no further than `most + 1`. */
export async function countCards(pool: Pool, query: Filter, most: number): Promise<number> {
  const [row] = await ask<{ count: number }>(pool, countSql(query, most))
  return row!.count
}

/** The statement of a count. */
export function countSql(query: Filter, most: number): Sql {
  const values: Values = []
  const all = conditions(query, values)
  if (query.mine !== undefined) {
    const ways = mineWays(query, query.mine, values).map(one => `(${one})`)
    all.push(`(${ways.join(' or ')})`)
  }
  if (query.untoldTo)
    all.push(
      `(${untoldWays(query.untoldTo, values)
        .map(one => `(${one})`)
        .join(' or ')})`,
    )
  const limit = bind(values, most + 1, 'bigint')
  const walk = (where: readonly string[], order = '') =>
    `select from case_card ${where.length > 0 ? `where ${where.join(' and ')}` : ''} ${order} limit ${limit}`
  // A plan made for any instant takes a third of all for due and reads the whole table: in order, it cannot.
  // So with all that are open: they are few, and lie at the table's end, where a scan comes last.
  const isAllOpen = all.length === 1 && all[0] === `phase = 'open'`
  const inOrder = isAllOpen ? 'order by opened_at' : query.stuck ? 'order by clock_key' : ''
  const found =
    query.needsPerson === undefined
      ? walk(all, inOrder)
      : `select from (${needyBranches(query.level)
          .map(one => `(${walk([one, ...all], 'order by need_at')})`)
          .join(' union all ')}) walks limit ${limit}`
  const text = `select count(*)::int as count from (${found}) found`
  return { name: nameOf(text), text, values }
}

/** One card by id or number. Index: primary key, number. */
export async function readCard(pool: Pool, one: CaseId | number): Promise<Card | null> {
  const [row] = await ask<CardRow>(pool, {
    name: `card_by_${which(one)}`,
    text: `select number, seq, card from case_card where ${which(one)} = $1`,
    values: [one],
  })
  return row ? cardOf(row) : null
}
