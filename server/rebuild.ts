// Builds everything anew that is folded from ledgers: cards with what lists sort by and when the clock
// looks, search words, what walks told, what was given beyond what is owed and who was asked how we did; what
// stands beside cases; wishes for who leads; what measures are counted from. Page by page beside nodes at
// work, in memory that does not grow. Not: the statements (store/postgres/rebuild.ts).
import { type Card, cardOf } from '#core/case/card.ts'
import { fold } from '#core/case/case.ts'
import { ringOf } from '#core/case/ring.ts'
import { escalationOf } from '#core/escalation/escalation.ts'
import type { CaseId, EscalationId, MatterId } from '#core/kit/id.ts'
import { kindOfMatter } from '#core/matter/matter.ts'
import { walksTold } from '#core/measure/walk-told.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { keptOf } from '#server/goodwill.ts'
import { keepDaysAnew } from '#server/measured-days.ts'
import { matterRules } from '#server/matter-rules.ts'
import { foldMatter } from '#server/matters.ts'
import type { EscalationTable } from '#store/desk/escalation.ts'
import type { MatterTable } from '#store/desk/matter.ts'
import { type CaseViews, type MatterViews, type Rebuilt, rebuildingOf } from '#store/postgres/rebuild.ts'
import { sqlState } from '#store/postgres/pool.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import type { Ledger } from '#store/store.ts'

export type RebuildWorld = {
  readonly store: PostgresStore
  readonly desk: { readonly matters: MatterTable; readonly escalations: EscalationTable }
  readonly facts: DeskFacts
}
export type RebuildKind = 'case' | 'matter' | 'escalation' | 'day'
export type RebuildTold = {
  readonly kind: RebuildKind
  /** gone through so far, and how many of them had said something else */
  readonly done: number
  readonly mended: number
}
export type RebuildOptions = {
  readonly progress: (told: RebuildTold) => void
  /** true ends the work behind the page it is at; what was written stays and is right */
  readonly isCancelled?: () => boolean
}

const pageLength = 100
/**
 * a case that is written to all the time is read so often; its own appends keep its views right meanwhile
 */
const triesMax = 20

/** Builds all views anew; answers what was gone through of each kind. */
export async function rebuild(world: RebuildWorld, options: RebuildOptions): Promise<readonly RebuildTold[]> {
  const rebuilding = rebuildingOf(world.store.pool)
  const told = [
    await through(options, 'case', rebuilding.cases, async ids => {
      return rebuilding.putCases(await viewsOf(world, ids))
    }),
    await through(options, 'matter', rebuilding.matters, async ids => {
      return rebuilding.putMatters(await mattersOf(world, ids))
    }),
    await through(options, 'escalation', rebuilding.escalations, async ids => {
      const all = await Promise.all(ids.map(id => world.desk.escalations.facts(id)))
      const states = all.map((facts, i) =>
        escalationOf(
          ids[i]!,
          facts.map(({ fact }) => fact),
        ),
      )
      return rebuilding.putEscalations(states.filter(one => one !== null))
    }),
  ]
  return options.isCancelled?.() ? told : [...told, { kind: 'day', ...(await keepDaysAnew(world.store)) }]
}

async function through<Id extends CaseId | MatterId | EscalationId>(
  { progress, isCancelled }: RebuildOptions,
  kind: RebuildKind,
  behind: (after: string, limit: number) => Promise<Id[]>,
  put: (ids: readonly Id[]) => Promise<Rebuilt<Id>>,
): Promise<RebuildTold> {
  let told: RebuildTold = { kind, done: 0, mended: 0 }
  for (let after = ''; !isCancelled?.(); ) {
    const page = await behind(after, pageLength)
    if (page.length === 0) break
    const mended = await putAll(page, put)
    told = { kind, done: told.done + page.length, mended: told.mended + mended }
    progress(told)
    after = page.at(-1)!
  }
  return told
}

/** Until each of a page was written as it stood; those that moved on are read again. */
async function putAll<Id>(
  page: readonly Id[],
  put: (ids: readonly Id[]) => Promise<Rebuilt<Id>>,
): Promise<number> {
  let left = page
  let mended = 0
  for (let tries = 0; left.length > 0; tries++) {
    if (tries === triesMax) throw new Error(`${left.join(', ')} moved on each time it was read.`)
    const one = await put(left).catch(unlessOvertaken)
    mended += one.mended.length
    left = left.filter(id => !one.done.includes(id as never))
  }
  return mended
}

/** Who is in a node's way gives way to it, and comes again. */
function unlessOvertaken(error: unknown): Rebuilt<never> {
  if (['40P01', '40001', '55P03'].includes(sqlState(error) ?? '')) return { done: [], mended: [] }
  throw error
}

async function viewsOf(world: RebuildWorld, ids: readonly CaseId[]): Promise<CaseViews[]> {
  const ledgers: Ledger[] = []
  for (const id of ids) {
    const ledger = await world.store.read(id)
    if (ledger) ledgers.push(ledger)
  }
  const texts = await rebuildingOf(world.store.pool).textsOf(ids)
  return Promise.all(ledgers.map(one => caseViews(world, one, texts.get(one.caseId) ?? new Map())))
}

/** How a case is listed, found and looked at again, by its facts. */
async function caseViews(
  { store, facts }: RebuildWorld,
  { caseId, events, texts, erasures, card: kept }: Ledger,
  appends: ReadonlyMap<string, number>,
): Promise<CaseViews> {
  const text = ({ text }: { text: string }) => texts.get(text as never) ?? null
  const bare = cardOf(caseId, events, { customerName: '', organisationName: null, text })
  if (!bare) throw new Error(`${caseId} has facts of no case`)
  // Names are not in the ledger: a card keeps those it was made with.
  const isNamed = typeof kept.customerName === 'string'
  const names = isNamed ? kept : await rebuildingOf(store.pool).namesOf(bare)
  const { customerName, organisationName } = names
  const bySeq = Map.groupBy(appends, ([, seq]) => seq)
  return {
    ...{
      caseId,
      erasures,
      seq: events.length,
      given: keptOf({ caseId, events, texts }),
      asked: askedBy(events, bare),
    },
    card: { ...bare, customerName, organisationName },
    ringAt: ringOf(fold(events), facts),
    walks: walksTold(events),
    words: [...bySeq].map(([seq, own]) => ({
      ...{
        seq,
        words: own
          .map(([id]) => texts.get(id as never) ?? '')
          .join('\n')
          .slice(0, searchedLettersMax),
      },
    })),
  }
}
function askedBy(events: Ledger['events'], { customer }: Pick<Card, 'customer'>): CaseViews['asked'] {
  const last = events.findLast(one => one.type === 'satisfaction.asked')
  return last ? { customer, at: last.at } : null
}

/** as server/handle.ts has it */
const searchedLettersMax = 100_000

async function mattersOf({ desk, facts }: RebuildWorld, ids: readonly MatterId[]): Promise<MatterViews[]> {
  const ledgers = await Promise.all(ids.map(id => desk.matters.read(id)))
  return ledgers.flatMap((ledger): MatterViews[] => {
    const rules = ledger && matterRules[kindOfMatter(ledger.id)]
    if (!rules) return []
    const state = foldMatter(rules, ledger.facts)
    const card = rules.card(state, ({ text }) => ledger.texts.get(text) ?? null)
    const last = ledger.facts.at(-1)!
    return [{ id: ledger.id, seq: last.seq, card, changedAt: last.at, ringAt: rules.ring(state, facts) }]
  })
}
