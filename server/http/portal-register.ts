// The customer registers what he has by its number, or asks what help without a contract costs. Both stand
// in the ledger in his words; a number a contract names covers him at once, once it is proven that he is who
// he says. Not: the page (portal/pages).
import type { FastifyReply } from 'fastify'
import { type FieldFault, plainLine } from '#channels/form/form.ts'
import type { Command } from '#core/case/case.ts'
import { isAllowed } from '#core/case/lifecycle.ts'
import type { EntitlementOutcome } from '#core/entitlement/entitle.ts'
import { isNumber } from '#core/entitlement/number.ts'
import { linkTo } from '#portal/page.ts'
import type { dones } from '#portal/pages/case.ts'
import { registerPage } from '#portal/pages/register.ts'
import { needOfCase, withOrganisation } from '#server/http/need-of-case.ts'
import { formLimits, type PortalScope } from '#server/http/portal.ts'
import { casePath, forCase, isRecorded, newOnce, onceKey, type Seen } from '#server/http/portal-case.ts'
import { type Form, readForm, saidFaults } from '#server/http/portal-form.ts'
import { sendPage, sendProblem } from '#server/http/portal-ground.ts'
import { register, registered } from '#server/registration.ts'

/** The routes under /help/cases/{number}/register. */
export function registerRoutes(scope: PortalScope): void {
  const of = forCase(scope)
  scope.app.get(
    '/cases/:number/register',
    of(seen => show(seen, [], '')),
  )
  scope.app.post('/cases/:number/register', of(taken))
}

async function show(seen: Seen, faults: readonly FieldFault[], typed: string): Promise<FastifyReply> {
  const { portal, reply, card, proven } = seen
  const page = { ...seen.page, path: casePath(card.number, '/register') }
  // Who only typed an address is not told what its owner has.
  const had = proven ? await registered(portal.shell, card.customer) : []
  const one = {
    number: card.number,
    nextStep: seen.view.nextStep,
    unproven: !proven,
    // Whose contract a number is, nobody is told who is not of its organisation.
    had: had.map(each => ({ number: each.number, isKnown: each.contract !== null || each.isMember })),
    once: newOnce(),
    errors: saidFaults(page.say, faults),
    typed,
  }
  return sendPage(reply, page, registerPage(page, one), faults.length > 0 ? 422 : 200)
}

async function taken(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page, card, proven } = seen
  if (formLimits(portal, request) > 0 || portal.registrations.take(request.ip) > 0)
    return sendProblem(reply, page, 'too_many', 429)
  const form = await readForm(request)
  const to = (done: (typeof dones)[number]) =>
    reply.redirect(linkTo(page, casePath(card.number, `?done=${done}`)), 303)
  if (form.fields.get('none') === '1') {
    await told(seen, form, page.say('portal.claim_offer'), false)
    return to('asked_offer')
  }
  const number = plainLine(form.fields.get('number') ?? '')
  if (!isNumber(number)) {
    const code = number === '' ? 'number_missing' : 'number_wrong'
    return show(seen, [{ field: 'number', code }], number)
  }
  // Who only typed an address neither adds to what its owner has, nor moves him to another contract.
  if (!proven) {
    if (!isAllowed(card.phase, 'claim.make'))
      return show(seen, [{ field: 'number', code: 'case_ended' }], number)
    await told(seen, form, page.say('portal.claim_number_said', { number }), false)
    return to('number_said')
  }
  await register(portal.shell, { customer: card.customer, number, agent: null })
  const outcome = await told(seen, form, page.say('portal.claim_number', { number }), true)
  return to(outcome === 'covered' ? 'registered' : 'claimed')
}

/**
 * What he says goes into the ledger of his case; where it may tell who covers him, it is judged anew.
 * Answers what came of that; null: it was not judged.
 */
async function told(
  seen: Seen,
  form: Form,
  words: string,
  judge: boolean,
): Promise<EntitlementOutcome | null> {
  const { portal, card, view, ledger } = seen
  const { shell } = portal
  const isJudged = judge && view.nextStep !== null && Object.keys(shell.facts().policies).length > 0
  // What is decided is filled in as it is recorded (server/entitlement.ts).
  const decide: Command = { type: 'entitlement.decide', decision: { outcome: 'not_covered', steps: [] } }
  const seal = shell.sealer()
  const claim: Command = { type: 'claim.make', claim: shell.newId('cla'), text: seal.text(words) }
  // A case that has ended takes no claim more: what was registered counts for the next one.
  if (!isAllowed(card.phase, claim.type)) return null
  const handled = await shell.handle({
    caseId: card.id,
    by: { kind: 'customer', id: card.customer },
    commands: [claim],
    deskCommands: isJudged ? [decide] : [],
    // It was not covered by the device it was judged by: what he registers speaks in its place.
    need: isJudged
      ? needOfCase(await withOrganisation(shell, card), ledger.events, { serial: null })
      : undefined,
    texts: seal.texts,
    key: onceKey(seen, form, 'register', words),
  })
  if (!isRecorded(handled))
    throw new Error(`a registration could not be recorded: ${JSON.stringify(handled)}`)
  const events = handled.outcome === 'done' ? handled.events : []
  return events.find(event => event.type === 'entitlement.decided')?.outcome ?? null
}
