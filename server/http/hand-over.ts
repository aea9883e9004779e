// `GET /hand-over`: the open cases of somebody who goes, each with whom it is best given to. `POST /hand-
// over`: gives several at once, and says of each what came of it. Not: giving one (server/hand-over.ts).
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { handOverReasons, isLong, mayHandOver, suggestedWhys } from '#core/people/hand-over.ts'
import type { AgentId } from '#core/kit/id.ts'
import { type Asked, giveOne, goingOf, handOverList } from '#server/hand-over.ts'
import { type Key, keyOf } from '#server/http/idempotency.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import {
  cardSchema,
  idSchema,
  instantInQuery,
  instantSchema,
  nullable,
  paragraphs,
} from '#server/http/schema.ts'
import { there } from '#server/http/set-up-door.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { canonical } from '#store/canonical.ts'

/** So many in one request: long lists go in several, so that one sees how far it is. */
const itemsMax = 50

const reason = z.enum(handOverReasons)
const query = z.strictObject({
  agent: idSchema('agt').optional().meta({ description: 'Whose cases; absent: mine.' }),
  reason: reason.default('shift_end'),
  from: instantInQuery.optional().meta({ description: 'Absent: as his absence says, else now.' }),
  until: instantInQuery.optional().meta({ description: 'Absent: as his absence or his week says.' }),
})
const parts = z.object({ work: z.boolean(), contact: z.boolean() })
const listSchema = z
  .object({
    agent: z.string(),
    reason,
    from: z.int(),
    until: z.int(),
    cover: nullable(z.string()).meta({ description: 'Whom he named to stand in for him.' }),
    isLong: z.boolean().meta({
      description: 'Away for longer than the setting says: customers get another contact, and are told.',
    }),
    more: z.boolean().meta({ description: 'There are more; they are listed once these are given.' }),
    items: z.array(
      z.object({
        card: cardSchema,
        as: parts.meta({ description: 'What he is in the case: worker, contact, or both.' }),
        gives: parts.meta({ description: 'What of it should be given to somebody.' }),
        dueMeanwhile: z.boolean().meta({ description: 'Something falls due while he is away.' }),
        suggestion: z.object({
          why: z.enum(suggestedWhys),
          work: nullable(z.string()).meta({ description: 'An agent, or the queue of a team.' }),
          contact: nullable(z.string()),
          has: z.int().optional().meta({ description: 'How many cases the one suggested works on then.' }),
          of: nullable(z.int()).optional(),
        }),
      }),
    ),
  })
  .meta({ id: 'HandOver' })
const giveBody = z.strictObject({
  agent: idSchema('agt').optional().meta({ description: 'Whose cases; absent: mine.' }),
  reason,
  from: instantSchema.optional(),
  until: instantSchema.optional(),
  items: z
    .array(
      z.strictObject({
        case: idSchema('cas'),
        work: z.union([idSchema('agt'), idSchema('tea')]).optional(),
        contact: idSchema('agt').optional(),
        note: paragraphs.optional().meta({ description: 'What the next one should know.' }),
        anyway: z.boolean().optional().meta({ description: 'Also where his hands are full.' }),
      }),
    )
    .min(1)
    .max(itemsMax),
})
const givenSchema = z.object({
  items: z.array(
    z.object({
      case: z.string(),
      outcome: z.enum(['given', 'nothing', 'failed']).meta({
        description: 'nothing: it was so already. failed: `code` and `details` say why.',
      }),
      code: z.string().optional(),
      details: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
})

/** Both routes. */
export function handOverRoutes(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/hand-over',
    summary: 'The open cases of somebody who goes, each with whom it is best given to.',
    tag: 'cases',
    query,
    answers: { 200: listSchema },
    async handler(request, reply) {
      const going = await goingFor(shell, signedIn(request), request.query)
      const list = await handOverList(shell, going)
      return reply.send({ ...going, isLong: isLong(shell.facts(), going), ...list })
    },
  })

  route(app, {
    method: 'POST',
    url: '/hand-over',
    summary: 'Give several cases of somebody who goes to others, and say of each what came of it.',
    tag: 'cases',
    isDeed: true,
    body: giveBody,
    answers: { 200: givenSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const going = await goingFor(shell, signed, request.body)
      const key = keyOf(request, signed.actorKey)
      const items = []
      // One after the other: the hands of whoever gets several are counted anew for each.
      for (const one of request.body.items) {
        const done = await giveOne(shell, going, one, { signed, key: keyFor(key, one) })
        items.push({ case: one.case, ...done })
      }
      return reply.send({ items: items.map(one => ({ ...one })) })
    },
  })
}

type Wish = Asked & { readonly agent?: AgentId | undefined }

async function goingFor(shell: Shell, signed: Signed, { agent = signed.agent, ...asked }: Wish) {
  if (!mayHandOver(shell.facts(), signed.agent, agent)) throw new Problem('access.denied')
  return goingOf(shell, there(await shell.desk.agents.one(agent)), asked)
}

/** Each case has a key of its own, so that what was given is not given again with the rest. */
const keyFor = (key: Key | undefined, one: { readonly case: string }): Key | undefined =>
  key && {
    actor: key.actor,
    key: `${key.key}/${one.case}`,
    bodyHash: createHash('sha256').update(canonical(one)).digest('hex'),
  }
