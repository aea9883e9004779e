// What a change of a policy, a calendar, a contract or of what those without one get would move, before it is
// made: a page of open cases at a time, so that whoever asks may stop. Not: the change itself
// (set-up-agreements.ts, set-up-calendars.ts, set-up-desk.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { Card } from '#core/case/card.ts'
import { fold } from '#core/case/case.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { targetKinds, versionOf } from '#core/clock/policy.ts'
import type { Contract } from '#core/entitlement/contract.ts'
import type { Used } from '#core/entitlement/units.ts'
import type { LineId, NewId, OrganisationId, WaiverId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { type ClockMove, judgedAgain } from '#core/measure/preview.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { needOfCase, withOrganisation } from '#server/http/need-of-case.ts'
import { nullable } from '#server/http/schema.ts'
import { carriedOn, carry, type Taken } from '#server/http/preview-cursor.ts'
import type { Signed } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { summed, type Supposing } from '#server/supposing.ts'
import type { Found } from '#store/store.ts'

/** Where the looking goes on; absent: from the case whose clock is the next. */
export const previewPage = {
  cursor: z.string().max(50_000).optional().meta({ description: 'The `next` of the page before.' }),
  limit: z.int().min(1).max(200).default(100),
}

/** So many open cases are gone through for one page of an organisation's. */
const amongMax = 10_000

const example = z.object({
  number: z.int(),
  subject: z.string(),
  kind: z.enum(targetKinds),
  dueAt: nullable(z.int()).meta({ description: 'null: it would only begin.' }),
  newDueAt: nullable(z.int()).meta({ description: 'null: it would no longer be owed.' }),
  isPast: z.boolean().meta({ description: 'It would be late at once.' }),
})
export const previewSchema = z
  .object({
    at: z.int(),
    open: z.int().meta({ description: 'Open cases there are; exact to 1,000, 1,001 means more.' }),
    walked: z.int().meta({
      description: `Of these, those gone through for this page, the next to fall due first; of a contract those of other organisations, too, at most ${amongMax.toLocaleString('en')}.`,
    }),
    looked: z.int().meta({ description: 'Cases looked at on this page.' }),
    cases: z.int().meta({
      description: 'Of these, those judged by what changes; of a contract those that would be, too.',
    }),
    clocks: z.int().meta({ description: 'Their clocks. None of them moves by the change itself.' }),
    still: z
      .int()
      .meta({ description: 'Their clocks that stand still and count new hours once they go on.' }),
    again: z
      .object({ cases: z.int(), clocks: z.int(), past: z.int() })
      .meta({ description: 'Judged again: cases that differ, clocks that move, those past at once.' }),
    examples: z.array(example),
    next: nullable(z.string()),
  })
  .meta({
    id: 'ChangePreview',
    description: 'What a change would move. A case keeps what it was judged by until it is judged again.',
  })

export type Change = {
  /** what would hold */
  readonly supposing: Supposing
  /** whether a case is judged by what changes */
  readonly concerns: (state: OpenedCase, facts: DeskFacts) => boolean
  /** of these, whether what changes judges it now or would; absent: each of them */
  readonly isBy?: (state: OpenedCase, decision: EntitlementDecision) => boolean
  /** whether clocks that stand still go on by what changes */
  readonly isOfHours?: boolean
  readonly organisation?: OrganisationId
}

const openMost = 1_000
const examplesMax = 8
const atOnceMost = 10

/** A page of open cases, the next to fall due first. Index: case_card_level. */
export async function preview(
  shell: Shell,
  { facts: reader }: Pick<Signed, 'facts'>,
  { organisation, ...change }: Change,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const { contract } = change.supposing
  const lines = contract?.lines.some(one => one.units !== null) ? contract.lines : null
  const before = lines && cursor !== undefined ? carriedOn(cursor, lines) : { next: cursor, taken: new Map() }
  const [open, page] = await Promise.all([
    shell.store.count({ phase: ['open'] }, openMost),
    pageOf(shell, organisation, { limit, ...(before.next !== undefined && { cursor: before.next }) }),
  ])
  const at = shell.now()
  const looks = await looksAt(shell, page.items, change, { now: at, taken: lines && before.taken })
  const concerned = looks.filter(one => one.isConcerned)
  const moved = concerned.flatMap(({ card, moves }) => moves.map(move => ({ card, move })))
  const mine = moved.filter(({ card }) => mayRead(reader, card, false, shell.facts()))
  const sum = (of: (look: Look) => number) => concerned.reduce((all, one) => all + of(one), 0)
  return {
    at,
    open,
    walked: page.walked,
    looked: looks.length,
    cases: concerned.length,
    clocks: sum(one => one.clocks),
    still: sum(one => one.still),
    again: {
      cases: concerned.filter(one => one.isOtherwise || one.moves.length > 0).length,
      clocks: moved.length,
      past: moved.filter(({ move }) => move.isPast).length,
    },
    examples: mine
      .toSorted((a, b) => Number(b.move.isPast) - Number(a.move.isPast))
      .slice(0, examplesMax)
      .map(({ card, move }) => ({ number: card.number, subject: card.subject, ...move })),
    next: lines && page.next !== null ? carry(page.next, before.taken, lines) : page.next,
  }
}

/** Open cases of one organisation, or of them all. */
async function pageOf(
  { store }: Shell,
  organisation: OrganisationId | undefined,
  asked: { readonly limit: number; readonly cursor?: string },
): Promise<Found> {
  if (organisation) return store.findOpen({ organisation, among: amongMax, ...asked })
  const page = await store.cards({ phase: ['open'], sort: 'clock', ...asked })
  return { ...page, walked: page.items.length }
}

/**
 * Of a contract with units one case after the other: what one takes is left for none after it.
 * @param taken what the cases before took; these add theirs. null: nothing is counted
 */
async function looksAt(
  shell: Shell,
  cards: readonly Card[],
  change: Omit<Change, 'organisation'>,
  { now, taken }: { readonly now: Instant; readonly taken: Taken | null },
): Promise<Look[]> {
  const looks: Look[] = []
  const atOnce = taken ? 1 : atOnceMost
  const carrying = { ...change, supposing: { ...change.supposing, ...(taken && { taken }) } }
  for (let i = 0; i < cards.length; i += atOnce) {
    const some = cards.slice(i, i + atOnce)
    const seen = await Promise.all(some.map(card => lookAt(shell, card, carrying, now)))
    if (taken) for (const one of seen) take(taken, one)
    looks.push(...seen)
  }
  return looks
}

/** A case takes units of what would judge it, and no more of what judges it now. */
function take(taken: Taken, { minutes, from, to }: Look): void {
  if (from === to) return
  const one: Used = { cases: 1, open: 1, minutes }
  const gone: Used = { cases: -1, open: -1, minutes: -minutes }
  if (from) taken.set(from, summed(gone, taken.get(from)))
  if (to) taken.set(to, summed(one, taken.get(to)))
}

type Look = {
  readonly card: Card
  /** what judges it now, and would, and the minutes worked on it */
  readonly from?: LineId | WaiverId | null | undefined
  readonly to?: LineId | WaiverId | null | undefined
  readonly minutes: number
  readonly isConcerned: boolean
  readonly isOtherwise: boolean
  readonly clocks: number
  readonly still: number
  readonly moves: readonly ClockMove[]
}

async function lookAt(
  shell: Shell,
  card: Card,
  { supposing, concerns, isBy, isOfHours }: Omit<Change, 'organisation'>,
  now: Instant,
): Promise<Look> {
  const nothing = { card, isConcerned: false, isOtherwise: false, clocks: 0, still: 0, moves: [], minutes: 0 }
  const ledger = await shell.store.read(card.id)
  const state = ledger && fold(ledger.events)
  if (!ledger || state?.phase !== 'open' || !concerns(state, shell.facts())) return nothing
  const need = needOfCase(await withOrganisation(shell, card), ledger.events)
  const decision = await shell.judge(need, supposing)
  if (isBy && !isBy(state, decision)) return nothing
  const clocks = openTargets(state)
  const still = isOfHours ? clocks.filter(([, one]) => one.standing === 'paused').length : 0
  const again = judgedAgain(state, decision, { now, newId: supposedId(), desk: supposing.facts })
  const { entitled, workedMinutes: minutes } = state
  const [from, to] = [entitled, decision].map(one => one?.line ?? one?.waiver ?? null)
  return { card, from, to, minutes, isConcerned: true, clocks: clocks.length, still, ...again }
}

/** Ids for what is thrown away again. */
const supposedId = (): NewId => {
  let n = 0
  return prefix => `${prefix}_supposed${n++}`
}

/** Cases judged by a policy, in whatever version. */
export const judgedBy =
  (policy: string) =>
  ({ entitled }: OpenedCase): boolean =>
    entitled?.policy === policy

/** Cases that were judged by a policy whose version counts on a calendar. */
export const countedOn =
  (calendar: string) =>
  ({ entitled }: OpenedCase, { policies }: DeskFacts): boolean =>
    entitled?.policy != null && versionOf(policies[entitled.policy], entitled.version)?.calendar === calendar

/**
 * A contract as it would be, and the cases that it judges now or would: those of its organisation, or, where
 * it helps a device wherever that stands, all.
 */
export function ofContract(facts: DeskFacts, contract: Contract, before: Contract | null): Change {
  const lines = new Set(before?.lines.map(one => one.id))
  const isAnywhere = [before, contract].some(one => one !== null && helpsAnywhere(one))
  return {
    supposing: { facts, contract },
    concerns: () => true,
    isBy: ({ entitled }, decision) =>
      decision.contract === contract.id || (entitled?.line != null && lines.has(entitled.line)),
    ...(!isAnywhere && { organisation: contract.organisation }),
  }
}

const helpsAnywhere = ({ lines, callers }: Contract): boolean =>
  lines.some(line => line.coverage.kind === 'serial' && !(line.callers ?? callers))

/** Cases that no contract and no waiver covers: they have what everybody gets, or nothing. */
export const ofTheHouse = ({ entitled }: OpenedCase): boolean =>
  entitled === null || entitled.outcome === 'house' || entitled.outcome === 'not_covered'
