// Tells the cases of a problem, a supplier case or a change request what came of it: each once, page by
// page, so that a node that dies is followed by another where it stopped. Not: what is told (core/matter),
// nor who of ours hears of it then (core/notice).
import { setTimeout } from 'node:timers/promises'
import { fold, openedCase } from '#core/case/case.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { CaseId, MatterId } from '#core/kit/id.ts'
import { kindOfMatter } from '#core/matter/matter.ts'
import type { MayTellFactOf } from '#core/may-tell/may-tell-fact.ts'
import type { Belonging } from '#core/case/state.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Handled } from '#server/deed.ts'
import { matterRules } from '#server/matter-rules.ts'
import { sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'
import type { MatterLedger, RecordedFact, TellingNews } from '#store/desk/matter.ts'

type Telling = Pick<Shell, 'store' | 'handle' | 'newId' | 'now'> & {
  readonly desk: Pick<Shell['desk'], 'matters'>
  /** rests a moment between some and the next ones (default: a few milliseconds) */
  readonly breathe?: () => Promise<unknown>
}

const itself: Actor = { kind: 'system', part: 'desk' }
/** Of so many matters at once. */
const batch = 4
const page = 200
/**
 * Told together: what they record travels in one statement. Few enough that people's own deeds pass between.
 */
const atOnce = 6
/** Ten thousand are told within a minute so, and a list is asked for as fast as ever. */
const breathMs = 12
const leaseMs = 30_000
const restMs = 500

/** Tells a page of cases of each news that waits. Answers how long to rest, in milliseconds. */
export async function tellMatterNews(telling: Telling): Promise<number> {
  const { matters } = telling.desk
  const waiting = await matters.leaseNews(await telling.store.now(), batch, leaseMs)
  for (const one of waiting) {
    const cases = await telling.store.cards({
      ...{ matter: one.matter, sort: 'age', limit: page },
      ...(one.afterCase !== '' && { cursor: one.afterCase }),
    })
    const ids = cases.items.map(({ id }) => id)
    if (one.into) await moveAll(telling, one.matter, ids)
    else {
      const ledger = await matters.read(one.matter)
      const words = (one.words && ledger?.texts.get(one.words.text)) ?? null
      const pinned = pinnedIn(ledger?.facts[one.seq - 1])
      const before = ledger && newsSince(ledger, 0, 0).findLast(each => each.seq < one.seq)
      await inTurns(telling, ids, id =>
        tellInOrder(telling, { ...one, words, pinned, ...(before && { before }) }, id),
      )
    }
    const told = one.told + cases.items.length
    await matters.keepTold(one, cases.next ?? one.afterCase, told, cases.next === null)
  }
  return waiting.length > 0 ? 0 : restMs
}

/** Some at a time, in order, with a breath between: those who work here wait for none of it. */
async function inTurns(
  { breathe = () => setTimeout(breathMs) }: Pick<Telling, 'breathe'>,
  ids: readonly CaseId[],
  each: (id: CaseId) => Promise<unknown>,
): Promise<void> {
  for (let i = 0; i < ids.length; i += atOnce) {
    if (i > 0) await breathe()
    await Promise.all(ids.slice(i, i + atOnce).map(each))
  }
}

/** What one of its cases is told now. */
type One = Pick<TellingNews, 'matter' | 'seq' | 'news' | 'from'> & {
  readonly words: string | null
  readonly pinned?: readonly PinnedPolicy[] | undefined
  /** what was told before it */
  readonly before?: { readonly seq: number; readonly at: Instant }
}

/** The policies a decision rests on whether something may be told; undefined: it is another fact, or none. */
function pinnedIn(fact: RecordedFact | undefined): readonly PinnedPolicy[] | undefined {
  if (fact?.type !== 'may_tell.decided') return undefined
  const { pinned, shown } = fact as unknown as MayTellFactOf<'may_tell.decided'>
  return pinned ? [pinned] : shown
}

/** A case that has just gone on hears first what was said while it had ended. */
async function tellInOrder(telling: Telling, one: One, caseId: CaseId): Promise<void> {
  const handled = await tell(telling, one, caseId)
  if (handled?.outcome !== 'refused' || handled.refusal.refused !== 'case.changed') return
  const state = openedCase(fold((await telling.store.read(caseId))?.events ?? []))
  const belonging = state?.matters?.[one.matter]
  if (belonging) await tellMissed(telling, caseId, [one.matter, belonging])
}

async function tell(
  { handle, newId }: Telling,
  { matter, seq, news, from, words, pinned, before }: One,
  caseId: CaseId,
): Promise<Handled | null> {
  if (news === 'merged') return null
  const seal = sealer(newId)
  return handle({
    caseId,
    by: itself,
    commands: [
      {
        ...{ type: 'matter.tell' as const, matter, fact: seq, news },
        ...(words && { words: seal.text(words) }),
        ...(from && { from }),
        ...(pinned && { pinned }),
        ...(before && { before: { fact: before.seq, at: before.at } }),
      },
    ],
    texts: seal.texts,
  })
}

/** So many problems may have been merged one into the other. */
const chainMax = 20

/**
 * Cases of something that was merged belong to the other one, and are told what it has said since: its own
 * telling may have passed them by before they came.
 */
export async function moveAll(telling: Telling, from: MatterId, ids: readonly CaseId[]): Promise<void> {
  let [matter, known] = [from, -1]
  for (let i = 0; i < chainMax; i++) {
    const ledger = await telling.desk.matters.read(matter)
    const facts = (ledger?.facts ?? []) as readonly (RecordedFact & { readonly into?: MatterId })[]
    const into = mergedInto(facts)
    if (into) {
      await inTurns(telling, ids, id => move(telling, id, { matter, into }))
      ;[matter, known] = [into, -1]
      continue
    }
    // What was said before is theirs to read there; said while they came, it is told. Until nothing is new.
    if (!ledger || matter === from || facts.length === known) return
    const since = await mergedAt(telling, from)
    const said = newsSince(ledger, since, Math.max(known, 0))
    for (const one of said) await inTurns(telling, ids, id => tell(telling, { ...one, matter }, id))
    known = facts.length
  }
}

/**
 * A case that goes on in another hears nothing any more, and the other one only from when it was joined: what
 * was said between is told there. It bears repeating; told once it is told.
 */
export async function tellWhereItGoesOn(telling: Telling, merged: CaseId, into: CaseId): Promise<void> {
  const state = fold((await telling.store.read(merged))?.events ?? [])
  if (state.phase !== 'merged') return
  for (const [id, belonging] of Object.entries(state.matters ?? {})) {
    const matter = id as MatterId
    await tellMissed(telling, into, [matter, belonging])
    await moveAll(telling, matter, [into])
  }
}

async function move(
  { handle }: Telling,
  caseId: CaseId,
  to: { matter: MatterId; into: MatterId },
): Promise<void> {
  await handle({ caseId, by: itself, commands: [{ type: 'matter.move', ...to }], texts: [] })
}

/** A case is told what was said meanwhile, in order; what it knows already it is not told again. */
export async function tellMissed(
  telling: Telling,
  caseId: CaseId,
  [matter, { since, told }]: readonly [MatterId, Pick<Belonging, 'since' | 'told'>],
): Promise<void> {
  const ledger = await telling.desk.matters.read(matter)
  if (!ledger) return
  for (const one of newsSince(ledger, since, told)) await tell(telling, { ...one, matter }, caseId)
}

type Merging = RecordedFact & { readonly into?: MatterId }
/** What it was merged into and still is. */
const mergedInto = (facts: readonly Merging[]): MatterId | null => {
  const last = facts.findLast(one => one.type === 'problem.merged' || one.type === 'problem.reopened')
  return last?.into ?? null
}

async function mergedAt({ desk }: Telling, matter: MatterId): Promise<number> {
  const ledger = await desk.matters.read(matter)
  return ledger?.facts.findLast(one => one.type === 'problem.merged')?.at ?? 0
}

type Said = Omit<One, 'matter'> & { readonly at: Instant }

function newsSince(ledger: MatterLedger, since: number, after: number): Said[] {
  const rules = matterRules[kindOfMatter(ledger.id)]
  // What a fact tells may rest on those before it: which answer may be told was asked first.
  let state = rules?.start
  return ledger.facts.flatMap(fact => {
    state = rules?.evolve(state, fact)
    const told = fact.at >= since && fact.seq > after ? rules?.tells(state, fact) : null
    if (!told || told.news === 'merged') return []
    const words = (told.words && ledger.texts.get(told.words.text)) ?? null
    const pinned = pinnedIn(fact)
    return [{ seq: fact.seq, at: fact.at, news: told.news, from: told.from, words, pinned }]
  })
}
