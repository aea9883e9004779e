// The one door to change requests: by id or number, for whoever of our house may read them; to anybody else
// they are not there. And how what was wished of one is answered. Not: the routes (changes.ts,
// change-deeds.ts).
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { readsChanges } from '#core/change/decide.ts'
import type { ChangeId } from '#core/kit/id.ts'
import { changeOf, type FoundChange } from '#server/changes.ts'
import { etag } from '#server/http/if-match.ts'
import { Problem, problemOf } from '#server/http/problems.ts'
import type { Signed } from '#server/http/signed.ts'
import type { MatterHandled } from '#server/matters.ts'
import type { Shell } from '#server/shell.ts'

export const changeRef = z
  .string()
  .regex(/^(chr_[0-9a-z]{1,40}|[1-9]\d{0,9})$/)
  .transform((text): ChangeId | number => (text.startsWith('chr_') ? (text as ChangeId) : Number(text)))
  .meta({ description: 'The id of a change request, or its number.', examples: ['77'] })
export const changeParams = z.strictObject({ change: changeRef })

/** Ends the request of whoever may not read changes. */
export function needChangeReader(shell: Shell, { facts }: Signed): void {
  if (!readsChanges(facts, shell.facts())) throw new Problem('role.missing')
}

/** The change, for whoever may read it. */
export async function changeFor(
  shell: Shell,
  signed: Signed,
  which: ChangeId | number,
): Promise<FoundChange> {
  needChangeReader(shell, signed)
  const found = await changeOf(shell, which)
  if (!found) throw new Problem('change.not_found')
  return found
}

export const changeDoneSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    seq: z.int(),
    events: z
      .array(z.string())
      .meta({ description: 'The types of the facts recorded; none: it was so already.' }),
  })
  .meta({ id: 'ChangeDone' })
export type ChangeDone = z.infer<typeof changeDoneSchema>

/** What came of a wish, or the problem that says why nothing did. */
export function changeDone(handled: MatterHandled): ChangeDone {
  switch (handled.outcome) {
    case 'done': {
      const { id, number, seq, facts } = handled
      return { id, number, seq, events: facts.map(one => one.type) }
    }
    case 'nothing':
    case 'repeated': {
      const { id, number, seq } = handled
      return { id, number, seq, events: [] }
    }
    case 'refused':
      throw problemOf(handled.refusal)
    case 'precondition':
      throw new Problem('precondition.failed', { details: { seq: handled.seq } })
    case 'key_reused':
      throw new Problem('key.reused')
  }
}

/** Sends it with its ETag. */
export const sendChange = (reply: FastifyReply, done: ChangeDone, status = 200): FastifyReply =>
  reply.code(status).header('etag', etag(done.seq)).send(done)
