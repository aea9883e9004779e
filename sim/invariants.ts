// What must hold in the simulated centre, whatever happens: one table, each rule with the sentence a
// support manager could confirm. docs/simulator.md lists them; a test keeps both the same. Rules without a
// function here are judged where their moment is (watch.ts).
import { caseRules } from '#sim/rules/case.ts'
import { checkBackRules } from '#sim/rules/check-back.ts'
import { entitlementRules } from '#sim/rules/entitlement.ts'
import { endRules } from '#sim/rules/end.ts'
import { erasedRules } from '#sim/rules/erased.ts'
import { helpRules } from '#sim/rules/help.ts'
import { disputeRules } from '#sim/rules/dispute.ts'
import { handOffRules } from '#sim/rules/hand-off.ts'
import { leftRules } from '#sim/rules/left.ts'
import { ledgerRules } from '#sim/rules/ledger.ts'
import { liveRules } from '#sim/rules/live.ts'
import { mailRules } from '#sim/rules/mail.ts'
import { partnerRules } from '#sim/rules/partner.ts'
import { problemRules } from '#sim/rules/problem.ts'
import { promiseRules } from '#sim/rules/promise.ts'
import { queueRules } from '#sim/rules/queue.ts'
import { replyTimeRules } from '#sim/rules/reply-time.ts'
import { speechRules } from '#sim/rules/speech.ts'
import { supplierRules } from '#sim/rules/supplier.ts'
import { targetRules } from '#sim/rules/target.ts'
import { walkRules } from '#sim/rules/walks.ts'
import type { EventType, Recorded } from '#core/case/event.ts'
import type { Batch, Rule, Watched } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'

export const invariants = {
  ...caseRules,
  ...endRules,
  ...handOffRules,
  ...disputeRules,
  ...speechRules,
  ...queueRules,
  ...leftRules,
  ...partnerRules,
  ...promiseRules,
  ...checkBackRules,
  ...problemRules,
  ...supplierRules,
  ...helpRules,
  ...liveRules,
  ...targetRules,
  ...replyTimeRules,
  ...walkRules,
  ...mailRules,
  ...ledgerRules,
  ...erasedRules,
  ...entitlementRules,
}

type FactRule = {
  readonly name: string
  readonly ask: (seen: SeenCase, event: Recorded, batch: Batch, watched: Watched) => unknown
}

/** The rules by the kind of fact they ask about, so that a step asks only those that matter. */
export const factRules: ReadonlyMap<EventType, readonly FactRule[]> = (() => {
  const byType = new Map<EventType, FactRule[]>()
  for (const [name, { facts }] of Object.entries(invariants))
    for (const [type, ask] of Object.entries(facts ?? {})) {
      const known = byType.get(type as EventType) ?? []
      byType.set(type as EventType, [...known, { name, ask: ask as unknown as FactRule['ask'] }])
    }
  return byType
})()

/** The rules of one occasion. */
export const rulesWith = <K extends 'batch' | 'audit' | 'sweep' | 'rest' | 'matter'>(
  occasion: K,
): readonly { readonly name: string; readonly ask: NonNullable<Rule[K]> }[] =>
  Object.entries(invariants).flatMap(([name, rule]) => {
    const ask = rule[occasion]
    return ask ? [{ name, ask: ask as NonNullable<Rule[K]> }] : []
  })
