// What happens inside and the customer should know: that somebody who leads was told of his case. Part of
// event.ts: shapes are forever. Not: a wish for somebody who leads (core/escalation).
import type { TargetKind } from '#core/clock/policy.ts'

export const leadAlertCauses = ['late', 'help', 'stuck', 'offer', 'waits'] as const
/** Why somebody who leads was told. */
export type LeadAlertCause = (typeof leadAlertCauses)[number]

export type InnerFacts = {
  'lead.alerted': { because: LeadAlertCause }
}

/** What happened inside that a letter tells: an expert came to it, a lead was told, a target was missed. */
export const innerLetterKinds = ['expert', 'lead', 'late'] as const
export type InnerLetterKind = (typeof innerLetterKinds)[number]

/** From this level on somebody is an expert to the customer. */
export const expertLevel = 3

/** Of what is owed by a policy he reads that it is late; a word he was promised has lines of its own. */
const toldTargets = ['workaround', 'resolution'] as const satisfies readonly TargetKind[]
export type ToldTarget = (typeof toldTargets)[number]
export const isToldTarget = (kind: TargetKind): kind is ToldTarget => toldTargets.some(one => one === kind)
