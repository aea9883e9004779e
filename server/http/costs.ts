// What an hour costs, as the desk sets it: each version holds from when it is set, and is kept; and what a
// case has cost so far. Not: noting a cost (cost-deeds.ts), nor the measures made of it (measures.ts).
import { z } from 'zod'
import { isPartner } from '#core/access/share.ts'
import { costSorts } from '#core/case/cost-fact.ts'
import { faultOfCosts, rateMax } from '#core/cost/desk-costs.ts'
import { costOf } from '#core/measure/spent.ts'
import { caseFor } from '#server/http/case-door.ts'
import { currency } from '#server/http/goodwill-schemas.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, nullable } from '#server/http/schema.ts'
import { needSetUp, record, wrong } from '#server/http/set-up-door.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

const rate = nullable(z.int().min(0).max(rateMax)).meta({
  description: 'Of an hour, in the smallest coin; null: not known, and nobody’s time counts there.',
})
const setSchema = { currency, rates: z.strictObject({ 1: rate, 2: rate, 3: rate }) }
const versionSchema = z
  .object({ version: z.int(), ...setSchema, at: z.int(), by: z.string() })
  .meta({ id: 'CostVersion' })

/** `GET` and `POST /costs`, `GET /cases/:case/costs`. */
export function costRoutes(app: App, shell: Shell): void {
  readRoute(app, shell)
  publishRoute(app, shell)
  caseRoute(app, shell)
}

function readRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/costs',
    summary: 'What an hour costs at each level, and what it cost before.',
    tag: 'costs',
    answers: {
      200: z.object({
        version: z.int().meta({ description: '0: nothing was set, and no costs are noted.' }),
        versions: z.array(versionSchema).meta({ description: 'The newest first.' }),
      }),
    },
    async handler(request, reply) {
      needSetUp(request, 'costs', 'read')
      const versions = await shell.desk.costs.versions()
      return reply.send({ version: versions[0]?.version ?? 0, versions })
    },
  })
}

function publishRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/costs',
    summary: 'Say what an hour costs from now on. What was counted before stays as it was.',
    tag: 'costs',
    body: z.strictObject({
      read: z.int().min(0).meta({ description: 'The version the change was made on; 0: there is none.' }),
      ...setSchema,
    }),
    answers: { 201: versionSchema },
    async handler(request, reply) {
      const signed = needSetUp(request, 'costs', 'change')
      const { read, ...set } = request.body
      const before = shell.facts().costs ?? null
      const fault = faultOfCosts(set.currency, before)
      if (fault) throw wrong('currency', fault)
      const by = { agent: signed.agent, at: shell.now() }
      const published = await shell.desk.costs.publish(read, set, by)
      if (!published) throw new Problem('set_up.changed')
      const [was, about] = [before?.versions.at(-1) ?? null, String(published.version)]
      const then = was && before && { currency: before.currency, rates: was.rates }
      await record(shell, signed, { what: 'costs.published', about, before: then, after: set })
      return reply.code(201).send(published)
    },
  })
}

function caseRoute(app: App, shell: Shell): void {
  const minor = z.int().optional()
  route(app, {
    method: 'GET',
    url: '/cases/:case/costs',
    summary: 'What a case has cost so far, by what it was paid for; of what was merged into it, too.',
    tag: 'costs',
    params: caseParams,
    answers: {
      200: z.object({
        currency: nullable(z.string()).meta({ description: 'null: the desk counts no costs.' }),
        minor: z.object(Object.fromEntries(costSorts.map(sort => [sort, minor]))),
        totalMinor: z.int(),
      }),
    },
    async handler(request, reply) {
      const signed = signedIn(request)
      if (isPartner(signed.facts, shell.facts())) throw new Problem('access.denied')
      const card = await caseFor(shell, signed.agent, request.params.case)
      const costs = shell.facts().costs ?? null
      const ledger = (await shell.store.read(card.id))?.events ?? []
      const minor = costOf(ledger, costs)?.minor ?? {}
      const totalMinor = Object.values(minor).reduce((sum, one) => sum + one, 0)
      return reply.send({ currency: costs?.currency ?? null, minor, totalMinor })
    },
  })
}
