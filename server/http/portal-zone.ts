// The customer says by which clock he reads times. Not: the page (portal/pages/zone.ts).
import type { FastifyReply } from 'fastify'
import { readZone } from '#core/clock/zone.ts'
import { linkTo } from '#portal/page.ts'
import { zonePage } from '#portal/pages/zone.ts'
import { customerZone } from '#server/customer-zone.ts'
import { formLimits, type PortalScope } from '#server/http/portal.ts'
import { casePath, forCase, type Seen } from '#server/http/portal-case.ts'
import { readForm } from '#server/http/portal-form.ts'
import { sendPage, sendProblem } from '#server/http/portal-ground.ts'
import { zoneName } from '#words/zone-name.ts'

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].sort()

/** The routes under /help/cases/{number}/zone. */
export function zoneRoutes(scope: PortalScope): void {
  const of = forCase(scope)
  scope.app.get('/cases/:number/zone', of(show))
  scope.app.post('/cases/:number/zone', of(taken))
}

async function show(seen: Seen): Promise<FastifyReply> {
  const { reply, card, proven } = seen
  // Who only typed an address neither reads nor says what is its owner's.
  if (!proven) return reply.redirect(linkTo(seen.page, casePath(card.number)), 303)
  return ask(seen, false)
}

async function ask({ portal, reply, card, ...seen }: Seen, isWrong: boolean): Promise<FastifyReply> {
  const { shell } = portal
  const page = { ...seen.page, path: casePath(card.number, '/zone') }
  const customer = await shell.desk.customers.one(card.customer)
  const one = {
    number: card.number,
    chosen: customer?.timeZone ?? null,
    deskZone: zoneName(customerZone(shell, null).zone, page.language, shell.now()),
    zones,
    errors: isWrong ? [{ field: 'zone', text: page.say('portal.zone_unknown') }] : [],
  }
  return sendPage(reply, page, zonePage(page, one), isWrong ? 422 : 200)
}

async function taken(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page, card, proven } = seen
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  if (!proven) return show(seen)
  const { fields } = await readForm(request)
  const typed = (fields.get('zone') ?? '').slice(0, 64)
  const timeZone = typed === '' ? null : readZone(typed)
  if (typed !== '' && timeZone === null) return ask(seen, true)
  const { customers } = portal.shell.desk
  // Whoever changes him at the same moment changes something else: read anew, it fits.
  for (let tries = 0; tries < 2; tries++) {
    const customer = await customers.one(card.customer)
    if (!customer) break
    if ((await customers.change(customer.id, customer.version, { timeZone })) !== 'stale') break
  }
  return reply.redirect(linkTo(page, casePath(card.number, '?done=zone')), 303)
}
