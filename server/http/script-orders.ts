// `/scripts/{slug}/orders/{group}/…`: what the owner makes of an order of checks that walks propose: into
// the draft, or declined with a reason. Not: the proposal (core/measure/check-order.ts).
import { z } from 'zod'
import { groupMax } from '#core/script/best-order.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { nothing, slug, words } from '#server/http/schema.ts'
import { faultsSaid, savedSchema } from '#server/http/script-drafts.ts'
import { taught } from '#server/http/script-figures.ts'
import { scriptVersion } from '#server/http/scripts.ts'
import { needSetUp, record } from '#server/http/set-up-door.ts'
import { ordersStanding, reorderDraft } from '#server/script-orders.ts'
import type { ScriptShelf } from '#server/script-shelf.ts'
import { judged } from '#server/script-drafts.ts'
import type { Shell } from '#server/shell.ts'
import { instant } from '#core/kit/time.ts'

const params = z.strictObject({ slug, group: slug })

type Desk = { readonly shell: Shell; readonly shelf: ScriptShelf }

/** Adds all of them. */
export function scriptOrderRoutes(app: App, desk: Desk): void {
  takeRoute(app, desk)
  dismissRoute(app, desk)
  proposeRoute(app, desk)
}

function takeRoute(app: App, { shell }: Desk): void {
  route(app, {
    method: 'POST',
    url: '/scripts/:slug/orders/:group/take',
    summary:
      'Put the checks of a group into another order in the draft; without one, in a draft of what is live.',
    tag: 'scripts',
    params,
    body: z.strictObject({
      order: z.array(slug).min(2).max(groupMax).meta({ description: 'Every check of the group, once.' }),
    }),
    answers: { 200: savedSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'script_drafts', 'change')
      const wished = { ...request.params, ...request.body, at: shell.now(), by: by.agent }
      const outcome = await reorderDraft(shell.desk, wished)
      if (outcome === 'busy') throw new Problem('server.busy', { headers: { 'retry-after': '1' } })
      if (outcome === 'not_there') throw new Problem('script.not_found')
      if (outcome === 'not_fit') throw new Problem('script.order_not_fit')
      if ('faults' in outcome) {
        const fields = faultsSaid(request, outcome.faults).map(({ path, message }) => ({ path, message }))
        throw new Problem('script.order_breaks', { details: { count: fields.length }, fields })
      }
      const { draft, isNew } = outcome
      const after = { revision: draft.revision }
      if (isNew) await record(shell, by, { what: 'script_draft.begun', about: draft.slug, after })
      const { faults } = await judged(shell.desk, draft.form)
      return reply.send({ ...draft, faults: faultsSaid(request, faults), clashes: [] })
    },
  })
}

const span = z.int().min(0).max(8_640_000_000_000).transform(instant).optional()
const because = words(500).meta({ description: 'Kept, and shown beside the proposal.' })

function dismissRoute(app: App, desk: Desk): void {
  const { shell } = desk
  route(app, {
    method: 'POST',
    url: '/scripts/:slug/orders/:group/dismiss',
    summary:
      'Decline an order that walks propose: it is not proposed again unless the figures change clearly.',
    tag: 'scripts',
    params,
    body: z.strictObject({
      because,
      version: scriptVersion.optional(),
      since: span.meta({ description: 'The time the figures were of, as they were looked at.' }),
      until: span,
    }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'script_drafts', 'change')
      const { slug, group } = request.params
      const { because, ...asked } = request.body
      const { script, of, own } = await taught(desk, slug, asked)
      const orders = script ? await ordersStanding(shell.desk, script, of(own)) : []
      const found = orders.find(one => one.found.group === group)?.found
      if (found?.verdict !== 'better') throw new Problem('script.no_order')
      const stood = found.checks.map(({ step }) => step)
      const saved = found.saves.minutes
      const at = shell.now()
      await shell.desk.scriptOrders.dismiss({ slug, group, stood, saved, because, at, by: by.agent })
      const after = { group, order: found.order, because }
      await record(shell, by, { what: 'script_order.dismissed', about: slug, after })
      return reply.code(204).send()
    },
  })
}

function proposeRoute(app: App, { shell }: Desk): void {
  route(app, {
    method: 'DELETE',
    url: '/scripts/:slug/orders/:group/dismissal',
    summary: 'Take back that an order was declined: it is proposed again as long as walks do.',
    tag: 'scripts',
    params,
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'script_drafts', 'change')
      const { slug, group } = request.params
      if (!(await shell.desk.scriptOrders.propose(slug, group))) throw new Problem('script.no_order')
      await record(shell, by, { what: 'script_order.proposed_again', about: slug, after: { group } })
      return reply.code(204).send()
    },
  })
}
