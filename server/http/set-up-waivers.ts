// Help without a contract that somebody approved: approving it, changing what became of it. Not: what it
// came to (waiver-report.ts), nor how a case is judged by it (server/entitlement.ts).
import { z } from 'zod'
import { newWaiver, waiverChange, waiverSchema } from '#server/http/agreement-schemas.ts'
import { caseFor } from '#server/http/case-door.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema } from '#server/http/schema.ts'
import { given, needSetUp, record, type SetUp, settled, there, wrong } from '#server/http/set-up-door.ts'
import type { Signed } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { canonical } from '#store/canonical.ts'
import type { KeptWaiver } from '#store/desk/agreement.ts'

const listMax = 1_000

/** `/waivers`. */
export function waiverRoutes(app: App, { shell }: SetUp): void {
  const { waivers } = shell.desk.agreements
  route(app, {
    method: 'GET',
    url: '/waivers',
    summary: 'Help without a contract that somebody approved, what expires last first.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(waiverSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'waivers', 'read')
      return reply.send({ items: await withUsed(shell, await waivers.all(listMax)) })
    },
  })
  route(app, {
    method: 'POST',
    url: '/waivers',
    summary: 'Approve help without a contract: for whom, by which policy, until when, at whose cost.',
    tag: 'set-up',
    body: newWaiver,
    answers: { 201: waiverSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'waivers', 'change')
      const added = await waivers.add(await sound(shell, by, request.body))
      await record(shell, by, { what: 'waiver.approved', about: added.id, after: added })
      return reply.code(201).send(added)
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/waivers/:waiver',
    summary: 'Change how long a waiver holds, its units, or what it cost and whether that was paid back.',
    tag: 'set-up',
    params: z.strictObject({ waiver: idSchema('wai') }),
    body: waiverChange,
    answers: { 200: waiverSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'waivers', 'change')
      const { version, isRecovered, ...changes } = request.body
      const before = there(await waivers.one(request.params.waiver))
      const recovered =
        isRecovered === undefined
          ? {}
          : { recoveredAt: isRecovered ? (before.recoveredAt ?? shell.now()) : null }
      // Who lets it hold longer, or for more, decides anew; what it cost is only noted.
      const isAnew = letsMore(before, changes)
      const all = { ...given(changes), ...recovered, ...(isAnew && { pinned: pinsNow(shell) }) }
      const after = settled(await waivers.change(before.id, version, all))
      await record(shell, by, { what: 'waiver.changed', about: before.id, before, after })
      return reply.send((await withUsed(shell, [after]))[0])
    },
  })
}

/** The policies of the house shown where a waiver is approved, as they stand. */
const pinsNow = (shell: Shell) => shell.facts().pins?.waivers ?? []

/** Whether it is to hold until another day, or for another number of units. */
const letsMore = (before: KeptWaiver, { expiresAt, units }: Omit<z.output<typeof waiverChange>, 'version'>) =>
  (expiresAt !== undefined && expiresAt !== before.expiresAt) ||
  (units !== undefined && canonical(units) !== canonical(before.units))

/** Waivers with what is used of each. */
export async function withUsed({ desk }: Shell, items: readonly KeptWaiver[]) {
  const used = await desk.agreements.units.used(
    items.map(one => one.id),
    null,
  )
  return items.map(one => ({ ...one, used: used[one.id]! }))
}

/** A waiver by a policy there is, for somebody who is there, that has not ended before it begins. */
async function sound(
  shell: Shell,
  by: Signed,
  { for: scope, ...rest }: z.output<typeof newWaiver>,
): Promise<Omit<KeptWaiver, 'version'>> {
  const { desk } = shell
  if (!shell.facts().policies[rest.policy]) throw wrong('policy', '?')
  if (rest.expiresAt <= shell.now()) throw wrong('expiresAt', '≤ now')
  const customer = 'customer' in scope ? scope.customer : null
  const organisation = 'organisation' in scope ? scope.organisation : null
  if (customer && !(await desk.customers.one(customer))) throw wrong('for.customer', '?')
  if (organisation && !(await desk.organisations.one(organisation))) throw wrong('for.organisation', '?')
  // Whoever may not see a case must not learn by a waiver that it is there.
  const forCase = 'case' in scope ? (await caseFor(shell, by.agent, scope.case)).id : null
  return {
    ...rest,
    id: shell.newId('wai'),
    approver: by.agent,
    customer,
    organisation,
    forCase,
    recoveredAt: null,
    pinned: pinsNow(shell),
    createdAt: shell.now(),
  }
}
