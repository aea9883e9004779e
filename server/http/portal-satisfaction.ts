// "How did we do?" of one case: a page that asks, and the press that answers. Only a press counts: programs
// open links, too. Not: whom the desk asks (react/satisfaction.ts).
import type { FastifyReply } from 'fastify'
import { type FieldFault, plainWords, wordsFaults } from '#channels/form/form.ts'
import { scores } from '#core/case/satisfaction-fact.ts'
import { linkTo } from '#portal/page.ts'
import { satisfactionPage } from '#portal/pages/satisfaction.ts'
import { casePath, forCase, isRecorded, newOnce, type Seen, wish } from '#server/http/portal-case.ts'
import { readForm, saidFaults } from '#server/http/portal-form.ts'
import { sendPage, sendProblem } from '#server/http/portal-ground.ts'
import { formLimits, type PortalScope } from '#server/http/portal.ts'

const path = '/cases/:number/satisfaction'

/** The routes under /help/cases/{number}/satisfaction. */
export function satisfactionRoutes(scope: PortalScope): void {
  const of = forCase(scope)
  scope.app.get(
    path,
    of(seen => show(seen)),
  )
  scope.app.post(path, of(answer))
}

type Typed = {
  readonly score: string
  readonly words: string
  readonly faults: readonly FieldFault[]
  readonly status?: number
}

/** The page; who never showed that the address is his, or was not asked, sees his case. */
function show({ page: at, reply, card, view, proven }: Seen, typed?: Typed): FastifyReply {
  const { satisfaction: asked } = view
  const page = { ...at, path: casePath(card.number, '/satisfaction') }
  if (!asked || !proven) return reply.redirect(linkTo(page, casePath(card.number)), 303)
  const one = {
    number: card.number,
    asked,
    isMerged: view.phase === 'merged',
    once: newOnce(),
    errors: saidFaults(page.say, typed?.faults ?? []),
    score: typed?.score ?? String(asked.score ?? ''),
    words: typed?.words ?? asked.words ?? '',
  }
  return sendPage(reply, page, satisfactionPage(page, one), typed?.status ?? 200)
}

/** What he says. Pressed twice it is the same; a later one stands in place of the first. */
async function answer(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page, card, view, proven } = seen
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  const form = await readForm(request)
  if (!proven || !view.satisfaction) return show(seen)
  const said = form.fields.get('score') ?? ''
  const words = plainWords(form.fields.get('words') ?? '')
  if (!view.satisfaction.mayAnswer) return show(seen, { score: said, words, faults: [], status: 409 })
  const score = scores.find(one => String(one) === said)
  const missing: FieldFault[] = score ? [] : [{ field: 'score', code: 'score_missing' }]
  const faults = [...missing, ...wordsFaults(words, false)]
  if (!score || faults.length > 0) return show(seen, { score: said, words, faults, status: 422 })
  const seal = portal.shell.sealer()
  const text = words === '' ? undefined : seal.text(words)
  const command = { type: 'satisfaction.answer', score, text } as const
  const handled = await wish(seen, command, form, seal, [], `${score}\0${words}`)
  const done = isRecorded(handled) ? '?done=satisfaction' : '/satisfaction'
  return reply.redirect(linkTo(page, casePath(card.number, done)), 303)
}
