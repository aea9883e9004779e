// Making sure that a fix holds: the fault seen in a named test environment, and the fix checked there.
// Not: looking again later (regression.ts).
import { type Deciders, type Evolver, fact, present, writerOf } from '#core/case/deed/deed.ts'
import { findingsOf, withFindings } from '#core/case/findings.ts'
import type { VerificationResult } from '#core/case/verification-fact.ts'
import type { VerificationId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type VerificationCommands = {
  'verification.make': {
    verification: VerificationId
    environment: TextRef
    recreated?: TextRef | undefined
    fix: TextRef
    result: VerificationResult
    because: TextRef
  }
  /** it was entered by mistake; it stays readable */
  'verification.strike': { verification: VerificationId; because: TextRef }
}

export const verificationDeciders: Deciders<VerificationCommands> = {
  'verification.make': (_state, command, wish) => {
    const { verification, environment, recreated, fix, result, because } = command
    // Where the fault was not seen, its absence shows nothing.
    if (result !== 'not_checked' && !recreated) return refuse('verification.not_recreated')
    const made = present({ verification, environment, recreated, fix, result, because })
    return [fact(wish, 'verification.made', made)]
  },
  'verification.strike': (state, { verification, because }, wish) => {
    const one = findingsOf(state).verifications?.[verification]
    if (!one) return refuse('verification.not_found')
    return one.struck ? [] : [fact(wish, 'verification.struck', { verification, because })]
  },
}

export const verificationMade: Evolver<'verification.made'> = (state, event) => {
  const { verification, result, at } = event
  const one = { result, at, by: writerOf(event.by) }
  return withFindings(state, {
    verifications: withOne(findingsOf(state).verifications ?? {}, verification, one),
  })
}
export const verificationStruck: Evolver<'verification.struck'> = (state, { verification }) => {
  const { verifications = {} } = findingsOf(state)
  const one = verifications[verification]
  if (!one) return state
  return withFindings(state, {
    verifications: withOne(verifications, verification, { ...one, struck: true }),
  })
}
