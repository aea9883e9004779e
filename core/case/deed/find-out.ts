// The deeds of finding out joined for case.ts: wanted facts, reproductions, causes, verifications and
// what is checked again. Nothing else.
import * as cause from '#core/case/deed/cause.ts'
import * as regression from '#core/case/deed/regression.ts'
import * as reproduction from '#core/case/deed/reproduction.ts'
import * as verification from '#core/case/deed/verification.ts'
import * as wanted from '#core/case/deed/wanted-fact.ts'

export type FindOutCommands = reproduction.ReproductionCommands &
  cause.CauseCommands &
  verification.VerificationCommands &
  regression.RegressionCommands &
  wanted.WantedFactCommands

export const findOutDeciders = {
  ...reproduction.reproductionDeciders,
  ...cause.causeDeciders,
  ...verification.verificationDeciders,
  ...regression.regressionDeciders,
  ...wanted.wantedFactDeciders,
}

export const findOutEvolvers = {
  'reproduction.tried': reproduction.reproductionTried,
  'reproduction.struck': reproduction.reproductionStruck,
  'hypothesis.raised': cause.hypothesisRaised,
  'hypothesis.ruled_out': cause.hypothesisRuledOut,
  'hypothesis.taken_up': cause.hypothesisTakenUp,
  'cause.found': cause.causeFound,
  'cause.withdrawn': cause.causeWithdrawn,
  'verification.made': verification.verificationMade,
  'verification.struck': verification.verificationStruck,
  'regression.planned': regression.regressionPlanned,
  'regression.due': regression.regressionDue,
  'regression.moved': regression.regressionMoved,
  'regression.checked': regression.regressionChecked,
  'wanted_fact.recorded': wanted.wantedFactRecorded,
} as const
