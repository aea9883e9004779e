// API tokens: each is a service person with the roles it names. The secret is shown once and kept as a hash.
import { z } from 'zod'
import { rolesGiven } from '#core/access/set-up.ts'
import { after, dayMs } from '#core/kit/time.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nothing, nullable, role } from '#server/http/schema.ts'
import { name, needSetUp, record, type SetUp } from '#server/http/set-up-door.ts'
import { tokenPrefix } from '#server/http/signed.ts'
import { serviceAgentId } from '#server/service-person.ts'
import { newSecret } from '#store/desk/secret.ts'

const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(role),
    createdAt: z.int(),
    expiresAt: nullable(z.int()),
    lastUsedAt: nullable(z.int()),
    revokedAt: nullable(z.int()),
  })
  .meta({ id: 'Token' })
const madeSchema = tokenSchema.extend({ secret: z.string().meta({ description: 'Shown this once.' }) })
const newToken = z.strictObject({
  name,
  roles: z.array(role).min(1).max(9),
  days: z
    .int()
    .min(1)
    .max(3_650)
    .optional()
    .meta({ description: 'How long it works; without it until it is taken back.' }),
})

/** `/tokens`. */
export function tokenRoutes(app: App, { shell, door }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'GET',
    url: '/tokens',
    summary: 'The API tokens; their secrets are not among the answers.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(tokenSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'tokens', 'read')
      return reply.send({ items: await desk.tokens.all() })
    },
  })
  route(app, {
    method: 'POST',
    url: '/tokens',
    summary: 'Make an API token.',
    tag: 'set-up',
    body: newToken,
    answers: { 201: madeSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'tokens', 'change')
      const { name, roles, days } = request.body
      if (roles.some(one => !rolesGiven(by.facts).includes(one))) throw new Problem('role.missing')
      const [id, secret, at] = [shell.newId('tok'), `${tokenPrefix}${newSecret()}`, shell.now()]
      const expiresAt = days === undefined ? null : after(at, days * dayMs)
      await desk.tokens.add({ secret, id, name, roles, at, expiresAt })
      await record(shell, by, { what: 'token.made', about: id, after: { name, roles, expiresAt } })
      const made = { id, name, roles, createdAt: at, expiresAt, lastUsedAt: null, revokedAt: null, secret }
      return reply.code(201).send(made)
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/tokens/:token',
    summary: 'Take an API token back; it stops working at once.',
    tag: 'set-up',
    params: z.strictObject({ token: idSchema('tok') }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'tokens', 'change')
      const { token } = request.params
      if (!(await desk.tokens.revoke(token, shell.now()))) throw new Problem('set_up.not_found')
      await record(shell, by, { what: 'token.taken_back', about: token })
      door.forgetAll(serviceAgentId(token))
      return reply.code(204).send()
    },
  })
}
