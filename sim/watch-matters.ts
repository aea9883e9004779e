// What the bystander hears of what stands beside cases: every fact of its ledger, what of it must be marked
// soon, and which case belonged to it when. Not: the rules (rules/problem.ts, rules/supplier.ts).
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { MatterId } from '#core/kit/id.ts'
import type { Act } from '#sim/act.ts'
import { rulesWith } from '#sim/invariants.ts'
import { complain, type Known } from '#sim/known.ts'
import type { Watched } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import { type SeenFact, type SeenMatter, seeMatter, seenMatter } from '#sim/seen-matter.ts'
import { stored } from '#sim/watch-mail.ts'
import type { RecordedFact } from '#store/desk/matter.ts'

/** What one deed recorded of something beside cases. */
export type MatterTold = {
  readonly id: MatterId
  readonly number: number
  readonly facts: readonly RecordedFact[]
  readonly act: Act | null
}
/** Something of it that must be marked soon after its time. */
export type OwedBeside = {
  readonly kind: 'workaround' | 'silence' | 'raise' | 'chase'
  readonly id: MatterId
  readonly at: number
}

const rules = rulesWith('matter')

export const matterWatch = (known: Known, watched: () => Watched) => ({
  matterRecorded({ id, number, facts, act }: MatterTold) {
    const seen = known.matters.get(id) ?? seenMatter(id, number)
    known.matters.set(id, seen)
    if (act) known.kept.add(act.no)
    if (act?.kind === 'mail' && facts.some(({ type }) => type === 'supplier.said')) stored(known, act.mail)
    for (const fact of facts) {
      for (const { name, ask } of rules)
        complain(known, name, ask(fact as unknown as SeenFact, seen, watched(), act), null)
      seeMatter(seen, fact, ++known.order)
      known.counts[fact.type] = (known.counts[fact.type] ?? 0) + 1
      known.trace.add(id as never, fact.seq, fact.type as never, fact.at)
      owe(known, seen, fact as unknown as SeenFact)
    }
  },
})

/** Writes the place of a case's belonging among all that happened; what moved keeps that of the merging. */
export function placeBelonging(known: Known, seen: SeenCase, event: Recorded): void {
  if (event.type === 'matter.joined') joined(known, seen, event)
  else if (event.type === 'matter.moved') moved(known, seen, event)
  // What was told where it had gone on it is not told again; it hears what is said from now on.
  else if (event.type === 'case.parted') for (const one of seen.belongs.values()) one.order = ++known.order
  else if (event.type === 'case.closed') for (const one of seen.belongs.values()) one.order = closed
  else if (event.type === 'case.reopened')
    for (const one of seen.belongs.values()) if (one.order === closed) one.order = ++known.order
}
/** A closed case hears nothing; opened again, what is said from then on. */
const closed = Number.POSITIVE_INFINITY

function moved(known: Known, seen: SeenCase, { matter, into }: EventOf<'matter.moved'>): void {
  const since = known.matters.get(matter)?.intoOrder ?? ++known.order
  const one = seen.belongs.get(into)!
  one.order = seen.phase === 'closed' ? closed : Math.min(one.order, since)
}

/** Where another case goes on in it, it stands in that one’s place: it has heard what that one was told. */
function joined(known: Known, seen: SeenCase, { matter, from }: EventOf<'matter.joined'>): void {
  const before = from && known.cases.get(from)
  const place = before?.belongs.get(matter)?.order
  seen.belongs.get(matter)!.order = place === undefined ? ++known.order : place
  for (const one of before?.told ?? []) if (one.startsWith(`${matter} `)) seen.told.add(one)
}

function owe(known: Known, { id }: SeenMatter, fact: SeenFact): void {
  for (const [kind, at] of owedBy(fact, known.matters.get(id)!))
    if (at !== null) known.owedBeside.put(Math.max(at, known.now), known.order, { kind, id, at })
}

/** What must be marked because of a fact; of the one it was recorded in, with that fact. */
function owedBy(
  fact: SeenFact,
  { owed, chase, silentSince, raiseMs }: SeenMatter,
): (readonly [OwedBeside['kind'], number | null])[] {
  switch (fact.type) {
    case 'problem.worked_around':
    case 'problem.workaround_renewed':
      return [['workaround', fact.until]]
    case 'supplier.owed':
      return [['silence', fact.dueAt]]
    case 'supplier.chase_planned':
      return [['chase', fact.chaseAt]]
    case 'supplier.silent':
      return [['raise', fact.at + raiseMs]]
    // What came due while it was our turn is due still once it is theirs again.
    case 'supplier.sent':
    case 'supplier.said':
    case 'supplier.taken_out':
      return [
        ...[...owed.values()].map(({ dueAt }) => ['silence', dueAt] as const),
        ['chase', chase?.at ?? null],
        ['raise', silentSince === null ? null : silentSince + raiseMs],
      ]
    default:
      return []
  }
}

/** The rule that is broken if this is still unmarked; null: it is not. */
function unmarked(seen: SeenMatter, { kind, at }: OwedBeside): string | null {
  if (seen.end !== null) return null
  if (kind === 'workaround') {
    const one = seen.workaround
    return one && one.until === at && !one.isOver ? 'problem.workaround_over' : null
  }
  // What is our turn waits for nobody's clock.
  if (seen.turn === 'ours') return null
  if (kind === 'chase') return seen.chase?.at === at && !seen.chase.isDue ? 'supplier.chased' : null
  if (kind === 'silence') {
    const isLeft = [...seen.owed.values()].some(one => one.dueAt === at && !one.isSilent && !one.isMet)
    return isLeft ? 'supplier.silence_once' : null
  }
  const isLeft = seen.silentSince !== null && seen.silentSince + seen.raiseMs === at && !seen.isRaised
  return isLeft ? 'supplier.raised_once' : null
}

/** What is due beside cases and still unmarked though a node was sound all the while. */
export function overdueBeside(known: Known, graceMs: number): void {
  while (known.owedBeside.nextAt + graceMs < known.now) {
    const owed = known.owedBeside.take()!
    const rule = unmarked(known.matters.get(owed.id)!, owed)
    if (rule === null) continue
    const isSound = known.nodes.some(one => one.soundSince !== null && one.soundSince < known.now - graceMs)
    if (!isSound) known.owedBeside.put(known.now, known.step, owed)
    else complain(known, rule, `${owed.id}: ${owed.kind} unmarked for ${known.now - owed.at} ms`, null)
  }
}
