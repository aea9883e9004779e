// Every line a customer can read, for tests of pages, and the instant they are read at. For tests only.
import { goodwillKinds } from '#core/case/goodwill-fact.ts'
import type { CustomerEntry } from '#core/case/customer-line.ts'
import { helpReasons } from '#core/case/help-fact.ts'
import { leadAlertCauses } from '#core/case/inner-fact.ts'
import { instant } from '#core/kit/time.ts'
import { walksWith } from '#portal/script-testing.ts'

/** Thursday 26 November 2026, 14:18 in Stockholm. */
export const now = instant(Date.UTC(2026, 10, 26, 13, 18))
export const later = (minutes: number) => instant(now + minutes * 60_000)

/** One of each kind, with these words wherever words stand. */
export const entriesOf = (words: string): CustomerEntry[] => {
  const files = [{ file: 'fil_1' as const, name: words, type: 'image/png', size: 1500 }]
  const lines = [
    { kind: 'opened' },
    { kind: 'said', words, files },
    { kind: 'wrote', who: words, words, files },
    { kind: 'wrote', who: null, words: null, files: [] },
    ...(['reached', 'no_answer', 'voicemail'] as const).flatMap(reach =>
      (['phone', 'chat', 'visit', 'desk'] as const).flatMap(means =>
        (['in', 'out'] as const).map(direction => ({
          kind: 'contact',
          who: words,
          means,
          direction,
          reach,
          minutes: 3,
        })),
      ),
    ),
    { kind: 'step', what: words, why: words, result: words, outcome: 'worked', doneBy: 'customer' },
    ...(['worked', 'partial', 'no_change', 'not_possible'] as const).map(outcome => ({
      kind: 'step',
      what: words,
      why: null,
      result: null,
      outcome,
      doneBy: 'agent',
    })),
    ...[null, later(-130)].flatMap(from => [
      { kind: 'promised', who: words, topic: words, means: 'email', from, dueAt: later(12) },
      { kind: 'promised', who: null, topic: words, means: 'email', from, dueAt: later(2000) },
      { kind: 'kept', from, dueAt: later(-20), late: false },
      { kind: 'kept', from, dueAt: later(-2000), late: true },
      { kind: 'late', from, dueAt: later(-20) },
      { kind: 'missed', from, dueAt: later(-20) },
      { kind: 'withdrawn', from, dueAt: later(-20) },
      { kind: 'moved', from, dueAt: later(20), to: { from, dueAt: later(9000) } },
    ]),
    { kind: 'contact_is', who: words },
    { kind: 'worker_is', who: words, role: 'support' },
    ...[false, true].map(expert => ({
      kind: 'joined',
      who: words,
      role: 'specialist',
      expert,
      hears: { from: null, dueAt: later(50) },
    })),
    ...leadAlertCauses.map(because => ({ kind: 'lead_alerted', because })),
    { kind: 'told_us', score: 2, words },
    { kind: 'asked_inside' },
    { kind: 'target_late', target: 'workaround', dueAt: later(-20) },
    { kind: 'target_late', target: 'resolution', dueAt: null },
    { kind: 'asked', question: words },
    { kind: 'answered', question: words, answer: words },
    ...(['declined', 'split'] as const).map(how => ({
      ...{ kind: 'question_ended' as const, question: words, how },
    })),
    { kind: 'waiting', whom: 'visit', until: later(3000) },
    { kind: 'waiting', whom: 'supplier', until: null },
    ...helpReasons.map(reason => ({ kind: 'help', reason, words, answerBy: later(50) })),
    { kind: 'help_read', who: words },
    ...(['sale', 'fix'] as const).map(proposes => ({
      ...{ kind: 'proposed' as const, proposal: 'prp_a' as const, proposes, what: words, isOpen: false },
      cost: proposes === 'sale' ? { amountMinor: 1_050, currency: 'EUR' } : null,
    })),
    { kind: 'proposal_answered', what: words, says: 'no' },
    { kind: 'proposal_withdrawn', what: words, words },
    ...goodwillKinds.map(gives => ({
      ...{ kind: 'goodwill_granted', gives, what: words, amountMinor: 1_050, currency: 'EUR', words },
      ...(gives === 'coupon' ? { code: 'ABCD-EFGH', until: later(9000) } : { code: null, until: null }),
    })),
    { kind: 'goodwill_asked', what: words },
    { kind: 'goodwill_refused', words },
    { kind: 'goodwill_revoked', what: words, words },
    { kind: 'goodwill_redeemed', what: words },
    { kind: 'solved', who: words, fix: words },
    { kind: 'will_ask', dueAt: later(9000) },
    { kind: 'not_reached' },
    { kind: 'closed', reason: 'confirmed', instead: null },
    { kind: 'closed', reason: 'referred', instead: words },
    { kind: 'reopened' },
    { kind: 'merged', into: 'cas_2' },
    { kind: 'parted' },
    ...walksWith(words),
  ]
  return lines.map((line, i) => ({ ...line, seq: i + 1, at: later(i - 100), own: false }) as CustomerEntry)
}
