// The domain's "no": a value, expected and catalogued. Not: faults, which are thrown.
import type { RefusalCode } from '#core/case/refusal-codes.ts'

/** What was refused (`noun.reason`) and, where it helps, the details a person needs to act on it. */
export type Refusal = {
  readonly refused: RefusalCode
  readonly details?: Readonly<Record<string, string | number>>
}

/** A refusal with its code and, where there are any, its details. */
export const refuse = (refused: RefusalCode, details?: Record<string, string | number>): Refusal =>
  details ? { refused, details } : { refused }

/** Tells a refusal from any other outcome. */
export const isRefusal = (outcome: unknown): outcome is Refusal =>
  typeof outcome === 'object' && outcome !== null && 'refused' in outcome
