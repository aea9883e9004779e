// The one door to problems: by id or number, for whoever of our house may read them; to anybody else they are
// not there. Not: reading and changing them (problem-read.ts, problem-deeds.ts).
import { z } from 'zod'
import type { ProblemId } from '#core/kit/id.ts'
import { readsProblems } from '#core/problem/decide.ts'
import { Problem } from '#server/http/problems.ts'
import type { Signed } from '#server/http/signed.ts'
import { type FoundProblem, problemOf } from '#server/problems.ts'
import type { Shell } from '#server/shell.ts'

export const problemRef = z
  .string()
  .regex(/^(prb_[0-9a-z]{1,40}|[1-9]\d{0,9})$/)
  .transform((text): ProblemId | number => (text.startsWith('prb_') ? (text as ProblemId) : Number(text)))
  .meta({ description: 'The id of a problem, or its number.', examples: ['77'] })
export const problemParams = z.strictObject({ problem: problemRef })

/** Ends the request of whoever may not read problems. */
export function needReader(shell: Shell, { facts }: Signed): void {
  if (!readsProblems(facts, shell.facts())) throw new Problem('matter.not_found')
}

/** The problem, for whoever may read it. */
export async function problemFor(
  shell: Shell,
  signed: Signed,
  which: ProblemId | number,
): Promise<FoundProblem> {
  const found = readsProblems(signed.facts, shell.facts()) ? await problemOf(shell, which) : null
  if (!found) throw new Problem('matter.not_found')
  return found
}
