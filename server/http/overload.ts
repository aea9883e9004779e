// `GET /overloads`: for which teams more comes than they can do, now and before. `/overloads/…/promises`:
// promises they cannot keep, and moving them in one go. For leads. Not: the rule (core/capacity/overload.ts).
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { TeamId } from '#core/kit/id.ts'
import { type Key, keyOf } from '#server/http/idempotency.ts'
import { type App, route } from '#server/http/route.ts'
import { cardSchema, idSchema, instantSchema, nullable } from '#server/http/schema.ts'
import { needSetUp, type SetUp, there } from '#server/http/set-up-door.ts'
import { signedIn } from '#server/http/signed.ts'
import { moveOne, promisesAtRisk } from '#server/overload.ts'
import type { Shell } from '#server/shell.ts'
import { canonical } from '#store/canonical.ts'

const overloadSchema = z
  .object({
    team: z.string(),
    beganAt: z.int(),
    endedAt: nullable(z.int()),
    at: z.int().meta({ description: 'When it was last counted.' }),
    waiting: z.int().meta({ description: 'Cases nobody has begun.' }),
    came: z.int().meta({ description: 'So many came in the hour before; as many are awaited.' }),
    people: z.number().meta({ description: 'On duty; who works in two teams is half of one.' }),
    handleS: z.number(),
    minutes: z.int().meta({ description: 'Within so many a customer who comes now is answered.' }),
    minutesMost: z.int(),
  })
  .meta({ id: 'Overload' })
const itemsMax = 50
const moveBody = z.strictObject({
  items: z
    .array(z.strictObject({ case: idSchema('cas'), promise: idSchema('prm'), dueAt: instantSchema }))
    .min(1)
    .max(itemsMax),
})
const params = z.strictObject({ team: idSchema('tea') })
const kept = 50

/** `/overloads`, `/overloads/…/promises`. */
export function overloadRoutes(app: App, { shell }: Pick<SetUp, 'shell'>): void {
  route(app, {
    method: 'GET',
    url: '/overloads',
    summary: 'For which teams more comes than they can do: those that are overloaded now, then before.',
    tag: 'measures',
    answers: { 200: z.object({ items: z.array(overloadSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'capacity', 'read')
      return reply.send({ items: await shell.desk.overloads.newest(kept) })
    },
  })
  atRiskRoute(app, shell)
  moveRoute(app, shell)
}

function atRiskRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/overloads/:team/promises',
    summary: 'Promises an overloaded team cannot keep, each with when it can.',
    tag: 'measures',
    params,
    answers: {
      200: z.object({
        items: z.array(
          z.object({ card: cardSchema, promise: z.string(), dueAt: z.int(), to: z.int() }).meta({
            description: '`to`: when it is answered, by how many are taken before.',
          }),
        ),
      }),
    },
    async handler(request, reply) {
      const { facts } = needSetUp(request, 'capacity', 'change')
      const { team } = request.params
      needOverloaded(shell, team)
      const all = await promisesAtRisk(shell, team)
      return reply.send({ items: all.filter(({ card }) => mayRead(facts, card, false, shell.facts())) })
    },
  })
}

function moveRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/overloads/:team/promises',
    summary: 'Move promises before they are due, each with a word to its customer; says what came of each.',
    tag: 'measures',
    isDeed: true,
    params,
    body: moveBody,
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            case: z.string(),
            outcome: z.enum(['moved', 'failed']),
            told: z.boolean().optional().meta({ description: 'By mail; on his page in any case.' }),
            code: z.string().optional(),
            details: z.record(z.string(), z.unknown()).optional(),
          }),
        ),
      }),
    },
    async handler(request, reply) {
      needSetUp(request, 'capacity', 'change')
      const signed = signedIn(request)
      needOverloaded(shell, request.params.team)
      const key = keyOf(request, signed.actorKey)
      const items = []
      for (const one of request.body.items) {
        const done = await moveOne(shell, one, { signed, key: keyFor(key, one) })
        items.push({ case: one.case, ...done })
      }
      return reply.send({ items: items.map(one => ({ ...one })) })
    },
  })
}

/** What is not so now has nothing that could be moved for it. */
const needOverloaded = (shell: Shell, team: TeamId): void => void there(shell.facts().overloads?.[team])

/** Each case has a key of its own, so that what was moved is not moved again with the rest. */
const keyFor = (key: Key | undefined, one: { readonly case: string }): Key | undefined =>
  key && {
    actor: key.actor,
    key: `${key.key}/${one.case}`,
    bodyHash: createHash('sha256').update(canonical(one)).digest('hex'),
  }
