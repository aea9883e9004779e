// A customer's yes or no to what was proposed to him, as he says it on the page of his case. Only a press
// counts: programs open links, too. Not: proposing (proposal-deeds.ts).
import type { FastifyReply } from 'fastify'
import { proposalAnswers } from '#core/case/proposal-fact.ts'
import { isId } from '#core/kit/id.ts'
import { linkTo } from '#portal/page.ts'
import { casePath, forCase, isRecorded, type Seen, wish } from '#server/http/portal-case.ts'
import { readForm } from '#server/http/portal-form.ts'
import { sendProblem } from '#server/http/portal-ground.ts'
import { formLimits, type PortalScope } from '#server/http/portal.ts'

/** The route under /help/cases/{number}/proposals/{proposal}. */
export const proposalRoutes = (scope: PortalScope): void =>
  void scope.app.post('/cases/:number/proposals/:proposal', forCase(scope)(answer))

/** What he says; pressed twice it is said once, and what was taken back meanwhile stands on his page. */
async function answer(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page, card, proven } = seen
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  const form = await readForm(request)
  const { proposal = '' } = request.params as { proposal?: string }
  const says = proposalAnswers.find(one => one === form.fields.get('says'))
  if (!proven || !says || !isId('prp', proposal)) return sendProblem(reply, page, 'no_page', 404)
  const seal = portal.shell.sealer()
  const command = { type: 'proposal.answer', proposal, says } as const
  const handled = await wish(seen, command, form, seal, [], `${proposal}\0${says}`)
  const done = isRecorded(handled) ? '?done=answered_proposal' : ''
  return reply.redirect(linkTo(page, casePath(card.number, done)), 303)
}
