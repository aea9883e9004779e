// What a customer registered by number, as agents see, add and remove it. Not: the customer's own page for it
// (portal-register.ts).
import { z } from 'zod'
import { contractTitle } from '#core/entitlement/contract.ts'
import { isNumber, numberMax } from '#core/entitlement/number.ts'
import type { CustomerId } from '#core/kit/id.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nullable } from '#server/http/schema.ts'
import { needRole } from '#server/http/signed.ts'
import { needSight } from '#server/http/veiled.ts'
import { type Known, register, registered } from '#server/registration.ts'
import type { Shell } from '#server/shell.ts'
import type { KeptContract } from '#store/desk/agreement.ts'

const contractRef = z.object({ id: z.string(), name: z.string(), organisation: z.string() })
const registrationSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    by: nullable(z.string()).meta({ description: 'The agent who entered it; null: the customer himself.' }),
    createdAt: z.int(),
    contract: nullable(contractRef).meta({
      description: 'The contract that names the number in a line; null: none does.',
    }),
    numberOf: nullable(contractRef.extend({ isMember: z.boolean() })).meta({
      description:
        'The contract whose own number it is. It picks that contract for a member of its organisation, and covers nobody else.',
    }),
  })
  .meta({ id: 'Registration' })

const working = ['agent', 'lead', 'technician'] as const
const params = z.strictObject({ customer: idSchema('cus') })
const number = z
  .string()
  .max(numberMax)
  .refine(isNumber)
  .meta({ description: 'A serial, subscription or contract number, such as SN 77-A 0041.' })

/** `/customers/:customer/registrations`. */
export function registrationRoutes(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/customers/:customer/registrations',
    summary: 'What a customer registered by number, and which contract names it.',
    tag: 'customers',
    params,
    answers: { 200: z.object({ items: z.array(registrationSchema) }) },
    async handler(request, reply) {
      needRole(request, ...working, 'auditor')
      const customer = await known(shell, request.params.customer)
      await needSight(shell, request, customer)
      return reply.send({ items: (await registered(shell, customer)).map(one => shown(shell, one)) })
    },
  })
  route(app, {
    method: 'POST',
    url: '/customers/:customer/registrations',
    summary: 'Register a product or service of a customer by its number.',
    tag: 'customers',
    params,
    body: z.strictObject({ number }),
    answers: { 201: registrationSchema },
    async handler(request, reply) {
      const { agent } = needRole(request, ...working)
      const customer = await known(shell, request.params.customer)
      await needSight(shell, request, customer)
      const kept = await register(shell, { customer, agent, number: request.body.number })
      await audit(shell, agent, 'registration.added', customer)
      return reply.code(201).send(shown(shell, kept))
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/customers/:customer/registrations/:registration',
    summary: 'Remove what a customer registered; what was judged by it stays as it was.',
    tag: 'customers',
    params: params.extend({ registration: idSchema('reg') }),
    answers: { 200: z.object({ removed: z.boolean() }) },
    async handler(request, reply) {
      const { agent } = needRole(request, ...working)
      const { customer, registration } = request.params
      await needSight(shell, request, customer)
      const removed = await shell.desk.agreements.registrations.remove(customer, registration)
      if (!removed) throw new Problem('set_up.not_found')
      await audit(shell, agent, 'registration.removed', customer)
      return reply.send({ removed })
    },
  })
}

async function known({ desk }: Shell, id: CustomerId): Promise<CustomerId> {
  const found = await desk.customers.one(id)
  if (!found || found.erasedAt !== null) throw new Problem('customer.not_found')
  return found.id
}

const refOf = (contract: KeptContract) => ({
  id: contract.id,
  name: contractTitle(contract),
  organisation: contract.organisation,
})

const shown = (shell: Shell, { id, number, agent, createdAt, contract, numberOf, isMember }: Known) => ({
  id,
  number,
  by: agent && (shell.facts().agents[agent]?.name ?? '–'),
  createdAt,
  contract: contract && refOf(contract),
  numberOf: numberOf && { ...refOf(numberOf), isMember },
})

/** That something was registered or removed, without the number itself, so that it can be erased. */
const audit = ({ desk, now }: Shell, actor: `agt_${string}`, what: string, about: CustomerId) =>
  desk.audit.add({ at: now(), actor, what, about, before: null, after: null })
