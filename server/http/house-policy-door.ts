// The one door to policies of the house: by id or number, for whoever is of our house; to anybody else
// they are not there. And how what was wished of a matter by name is answered. Not: the routes (house-
// policies.ts).
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { isOfHouse } from '#core/house-policy/state.ts'
import type { HousePolicyId } from '#core/kit/id.ts'
import { type FoundHousePolicy, housePolicyOf } from '#server/house-policies.ts'
import { etag } from '#server/http/if-match.ts'
import { Problem, problemOf } from '#server/http/problems.ts'
import type { Signed } from '#server/http/signed.ts'
import type { MatterHandled } from '#server/matters.ts'
import type { Shell } from '#server/shell.ts'

export const housePolicyRef = z
  .string()
  .regex(/^(hpo_[0-9a-z]{1,40}|[1-9]\d{0,9})$/)
  .transform((text): HousePolicyId | number =>
    text.startsWith('hpo_') ? (text as HousePolicyId) : Number(text),
  )
  .meta({ description: 'The id of a policy, or its number.', examples: ['77'] })
export const housePolicyParams = z.strictObject({ policy: housePolicyRef })

/** Ends the request of whoever is not of our house. */
export function needHouse(shell: Shell, { facts }: Signed): void {
  if (!isOfHouse(facts, shell.facts())) throw new Problem('role.missing')
}

/** The policy, for whoever may read it. */
export async function housePolicyFor(
  shell: Shell,
  signed: Signed,
  which: HousePolicyId | number,
): Promise<FoundHousePolicy> {
  needHouse(shell, signed)
  const found = await housePolicyOf(shell, which)
  if (!found) throw new Problem('house_policy.not_found')
  return found
}

export const matterDoneSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    seq: z.int(),
    events: z
      .array(z.string())
      .meta({ description: 'The types of the facts recorded; none: it was so already.' }),
  })
  .meta({ id: 'MatterDone' })
export type MatterDone = z.infer<typeof matterDoneSchema>

/** What came of a wish, or the problem that says why nothing did. */
export function matterDone(handled: MatterHandled): MatterDone {
  if (handled.outcome === 'refused') throw problemOf(handled.refusal)
  if (handled.outcome === 'key_reused') throw new Problem('key.reused')
  if (handled.outcome === 'precondition')
    throw new Problem('precondition.failed', { details: { seq: handled.seq } })
  const { id, number, seq } = handled
  return { id, number, seq, events: handled.outcome === 'done' ? handled.facts.map(one => one.type) : [] }
}

/** Sends it with its ETag. */
export const sendMatter = (reply: FastifyReply, done: MatterDone, status = 200): FastifyReply =>
  reply.code(status).header('etag', etag(done.seq)).send(done)
