// The routes of "my cases": the list, and the link by mail that opens it. The answer to an address is always
// the same.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isMailAddress, plainLine } from '#channels/form/form.ts'
import type { Card } from '#core/case/card.ts'
import { customerStatus } from '#core/case/customer-view.ts'
import { minuteMs } from '#core/kit/time.ts'
import { linkTo, type Page } from '#portal/page.ts'
import {
  type CaseRow,
  casesPage,
  enterPage,
  linkSentPage,
  noCasePage,
  signInPage,
} from '#portal/pages/cases.ts'
import { homePage } from '#portal/pages/home.ts'
import type { Portal, PortalScope } from '#server/http/portal.ts'
import { readForm, saidFaults } from '#server/http/portal-form.ts'
import { dropCookie, pageFor, sendPage, sendProblem } from '#server/http/portal-ground.ts'
import { outagesFor } from '#server/http/portal-outage.ts'
import { usualAnswerMinutes } from '#server/http/usual-answer.ts'
import { enterMs, enterSecret, knownAs, type Visitor, visitorOf } from '#server/http/portal-visitor.ts'

const casesMax = 50

/** The routes of the home page and under /help/cases that belong to no single case. */
export function casesRoutes({ app, portal, pageOf }: PortalScope): void {
  app.get('/', (request, reply) => home(portal, request, reply, pageOf(request)))
  app.get('/cases', async (request, reply) => {
    const page = pageOf(request)
    const visitor = await visitorOf(portal.shell, request)
    if (!visitor.customer && visitor.doors.length === 0)
      return sendPage(reply, page, signInPage(page, '', []))
    const own = pageFor(portal.shell, page, await knownAs(portal.shell, visitor))
    return sendPage(reply, own, casesPage(own, await rowsOf(portal, visitor), visitor.customer !== null))
  })
  app.get('/cases/sign-in', (request, reply) => {
    const page = pageOf(request)
    return sendPage(reply, page, signInPage(page, '', []))
  })
  app.post('/cases/sign-in', (request, reply) => sendLink(portal, request, reply, pageOf(request)))
  app.get<{ Querystring: { k?: string } }>('/cases/enter', (request, reply) => {
    const page = pageOf(request)
    return sendPage(reply, page, enterPage(page, String(request.query.k ?? '').slice(0, 500)))
  })
  app.post('/cases/enter', async (request, reply) => {
    const page = pageOf(request)
    const { fields } = await readForm(request)
    const isIn = await portal.enter((fields.get('k') ?? '').slice(0, 500), reply)
    return isIn ? reply.redirect(linkTo(page, '/help/cases'), 303) : sendProblem(reply, page, 'gone', 404)
  })
  app.post('/cases/leave', async (request, reply) => {
    for (const name of ['me', 'follow', 'ask'] as const) dropCookie(portal.shell, reply, name)
    return reply.redirect(linkTo(pageOf(request), '/help'), 303)
  })
}

async function home(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
): Promise<FastifyReply> {
  const { shell } = portal
  const { portalIntro, callBackNumber } = shell.settings()
  const visitor = await visitorOf(shell, request)
  const isKnown = visitor.customer !== null || visitor.doors.length > 0
  const one = {
    outages: await outagesFor(shell, visitor),
    intro: portalIntro?.[page.language]?.trim() || null,
    answerMinutes: usualAnswer(shell),
    cases: isKnown ? await rowsOf(portal, visitor) : null,
    scripts: await portal.offers.all(page.language),
    mailAddress: shell.addresses().find(address => address.isDefault)?.address ?? null,
    phone: callBackNumber?.trim() || null,
  }
  const own = pageFor(shell, page, await knownAs(shell, visitor))
  return sendPage(reply, own, homePage(own, one))
}

/** Within how many minutes somebody who asks now is answered, where his case begins in most cases. */
function usualAnswer(shell: Portal['shell']): number {
  const { defaultTeam } = shell.settings()
  const facts = shell.facts()
  const team = defaultTeam ?? Object.values(facts.teams).find(one => one.active && one.level === 1)?.id
  return usualAnswerMinutes(facts, team, shell.now())
}

/** The cases a visitor may see, as rows. */
async function rowsOf({ shell }: Portal, { customer, doors }: Visitor): Promise<CaseRow[]> {
  const own = customer
    ? (await shell.store.cards({ customer: customer.id, sort: 'newest', limit: casesMax })).items
    : []
  const followed = await Promise.all(doors.map(door => shell.store.card(door.caseId)))
  const cards = new Map([...own, ...followed.filter(card => card !== null)].map(card => [card.id, card]))
  return [...cards.values()].filter(card => card.phase !== 'merged').map(card => rowOf(card, shell.now()))
}

function rowOf(card: Card, now: number): CaseRow {
  const promised =
    card.clock && (card.clock.kind === 'promise' || card.clock.kind === 'first_answer') ? card.clock : null
  const status = customerStatus(card)
  return {
    number: card.number,
    subject: card.subject,
    status,
    since: card.wait?.since ?? card.solvedAt ?? (status === 'received' ? card.openedAt : card.changedAt),
    next:
      promised && promised.dueAt > now ? { from: promised.windowFrom ?? null, dueAt: promised.dueAt } : null,
    late: promised !== null && promised.dueAt <= now,
  }
}

/** Somebody wants the link to his cases. Whether we know the address is only seen by who reads its mail. */
async function sendLink(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
): Promise<FastifyReply> {
  if (portal.linksFrom.take(request.ip) > 0) return sendProblem(reply, page, 'too_many', 429)
  const { fields } = await readForm(request)
  const mail = plainLine(fields.get('mail') ?? '')
  if (!isMailAddress(mail)) {
    const errors = saidFaults(page.say, [{ field: 'mail', code: 'mail_wrong' }])
    const readable = { ...page, path: '/help/cases/sign-in' }
    return sendPage(reply, readable, signInPage(readable, mail, errors), 422)
  }
  // Not waited for: the time of the answer must not tell what its words do not.
  void mailLink(portal, page, mail.toLowerCase()).catch(fault =>
    process.stderr.write(`a link could not be sent: ${fault instanceof Error ? fault.stack : fault}\n`),
  )
  return sendPage(reply, page, linkSentPage(page, mail))
}

async function mailLink({ shell, linksTo }: Portal, page: Page, address: string): Promise<void> {
  if (linksTo.take(address) > 0) return
  const customer = await shell.desk.customers.byEmail(address)
  if (!customer?.email || customer.erasedAt !== null) return
  const allowed = await shell.desk.automaticMails.take({
    address,
    caseId: null,
    kind: 'follow_link',
    at: shell.now(),
  })
  if (allowed !== 'yes') return
  const secret = enterSecret(shell, customer)
  const url = new URL(linkTo(page, '/help/cases/enter'), shell.config.publicUrl)
  url.searchParams.set('k', secret)
  await shell.sendLetter({
    key: `portal-link/${createHash('sha256').update(secret).digest('hex').slice(0, 32)}`,
    to: customer.email,
    name: customer.name,
    language: page.language,
    kind: 'follow_link',
    url: url.href,
    values: { minutes: enterMs / minuteMs },
  })
}

/** One answer for "there is none", "not yours" and "expired". */
export const sendNoCase = (reply: FastifyReply, page: Page): FastifyReply =>
  sendPage(reply, page, noCasePage(page), 404)
