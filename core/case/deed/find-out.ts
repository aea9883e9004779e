// The deeds of finding out joined for case.ts: reproductions and causes. Nothing else.
import * as cause from '#core/case/deed/cause.ts'
import * as reproduction from '#core/case/deed/reproduction.ts'

export type FindOutCommands = reproduction.ReproductionCommands & cause.CauseCommands

export const findOutDeciders = { ...reproduction.reproductionDeciders, ...cause.causeDeciders }

export const findOutEvolvers = {
  'reproduction.tried': reproduction.reproductionTried,
  'reproduction.struck': reproduction.reproductionStruck,
  'hypothesis.raised': cause.hypothesisRaised,
  'hypothesis.ruled_out': cause.hypothesisRuledOut,
  'cause.found': cause.causeFound,
  'cause.withdrawn': cause.causeWithdrawn,
} as const
